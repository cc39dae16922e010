"""Who plants canaries where. Each room adds its planter: a function that lays down its own world.

A planter makes what its room needs, with canaries for whatever is personal, by the room's own
forms where it has them, and gives the browsers in which its pages are then walked and the
addresses to begin at. What links lead to is found by itself, and every form there is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client

from tests.web.leaks.watching import CANARY


@dataclass
class Planted:
    """Browsers by whose they are, and where each begins."""

    browsers: dict[str, Client] = field(default_factory=dict)
    starts: tuple[str, ...] = ("/",)


Planter = Callable[[], Planted]
PLANTERS: dict[str, Planter] = {}


def planter(room: str) -> Callable[[Planter], Planter]:
    """Registers a room's planter by the room's name."""

    def mark(made: Planter) -> Planter:
        PLANTERS[room] = made
        return made

    return mark


__all__ = ["CANARY", "PLANTERS", "Planted", "planter"]
