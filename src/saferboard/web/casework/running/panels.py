"""What rooms for one purpose add to the case page; this room does not know them.

A room adds to ``PANELS``, ``OPENING``, ``LISTS`` and ``TAKING`` when the service starts
(``AppConfig.ready``).
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from saferboard.web.casework.lock.entering import Opened


@dataclass(frozen=True, slots=True)
class Link:
    """A page, and what it is called. No name of a person belongs into either."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A block of the case page: lines of label and value, and links; only what may be seen."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


Maker = Callable[[Opened], Panel | None]
PANELS: defaultdict[str, list[Maker]] = defaultdict(list)
"""By purpose; under the empty key for every purpose. A panel asks ``opened.may`` itself."""

OPENING: dict[str, str] = {}
"""The name of the page on which a case of a procedure is opened, where it has one of its own."""

LISTS: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
"""By purpose: what a page of the room's own is called, and its name, for the list of cases."""

TAKING: dict[tuple[str, str], str] = {}
"""The name of the page on which a step of a procedure is taken, where it has one of its own: what
the step changes beside the state is then done with it, and it is taken nowhere else."""

ELSEWHERE: set[tuple[str, str]] = set()
"""Pieces of a procedure that a page of the room's own writes, with what they stand for: nobody
writes one as a note."""


def panels(opened: Opened) -> list[Panel]:
    """Every panel of the case, in the order in which they were added."""
    makers = (*PANELS[""], *PANELS[opened.case.purpose])
    return [panel for make in makers if (panel := make(opened)) is not None]
