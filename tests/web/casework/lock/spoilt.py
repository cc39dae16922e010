"""Worlds in which one condition alone keeps a case from whoever asks: one for each condition.

Taken out of the rule, the query or the database's policy, it opens exactly that door.
"""

from collections.abc import Callable
from datetime import timedelta

from saferboard.web.casework.lock.models import Case
from tests.web.casework.lock.rows_of import AFTER, HOUR, ON, World

Spoil = Callable[[World], Case]


def whole(world: World) -> Case:
    """Nothing is spoilt: an officer whose council holds the case."""
    world.works()
    world.vetted()
    world.agreed("blaby", "police")
    case = world.case()
    world.involved(case)
    world.shared(case)
    return case


def by_glass(world: World, **glass: object) -> Case:
    """A case of another agency, open by break-glass unless that is spoilt."""
    world.works()
    world.vetted()
    world.agreed("blaby", "police")
    case = world.case(holder="police")
    world.glass(case, **glass)  # type: ignore[arg-type]
    return case


def _work_over(world: World) -> Case:
    world.works(until=ON)
    world.works("police", "police-officer")
    world.vetted()
    world.agreed("blaby", "police")
    case = world.case()
    world.involved(case)
    world.shared(case)
    return case


def _not_vetted(world: World) -> Case:
    case = whole(world)
    world.me.vetting.update(expires=ON)
    return case


def _another_purpose(world: World) -> Case:
    world.works()
    world.vetted()
    world.agreed("blaby", "police")
    case = world.case(purpose="marac")
    world.involved(case)
    world.shared(case)
    return case


def _holder_signed_nothing(world: World) -> Case:
    world.works()
    world.vetted()
    world.agreed("blaby", "police")
    case = world.case(holder="charnwood")
    world.involved(case)
    world.shared(case)
    return case


def _conflict(world: World) -> Case:
    case = whole(world)
    world.conflict(case)
    return case


def _not_involved(world: World) -> Case:
    world.works()
    world.vetted()
    world.agreed("blaby", "police")
    case = world.case(holder="police")
    world.involved(case, "police")
    world.shared(case, None, "asb-officer")
    return case


def _shared_with_others(world: World) -> Case:
    world.works()
    world.vetted()
    world.agreed("blaby", "police")
    case = world.case()
    world.involved(case)
    world.shared(case, "police")
    world.shared(case, "blaby", "asb-manager")
    world.shared(case, until=ON)
    world.shared(case, since=AFTER)
    return case


OWN: dict[str, Spoil] = {"acting": _work_over, "vetting": _not_vetted}
ALWAYS: dict[str, Spoil] = {
    "purpose": _another_purpose,
    "agreement": _holder_signed_nothing,
    "conflict": _conflict,
}
GIVEN: dict[str, Spoil] = {"involved": _not_involved, "shared": _shared_with_others}
BROKEN: dict[str, Spoil] = {
    "whose": lambda world: by_glass(world, user=world.other, supervisor=_third(world)),
    "agency": lambda world: by_glass(world, agency="charnwood"),
    "reason": lambda world: by_glass(world, reason=" \u00a0\n\u2003"),
    "fresh": lambda world: by_glass(world, signed_in=ON - HOUR - timedelta(minutes=5, seconds=1)),
    "supervisor": lambda world: by_glass(world, supervisor=world.me),
    "notice": lambda world: by_glass(world, told=ON + HOUR),
    "lasting": lambda world: by_glass(
        world, signed_in=ON - 3 * HOUR, opened=ON - 3 * HOUR, told=ON - 3 * HOUR
    ),
    "ended": lambda world: by_glass(world, ended=ON),
}


def _third(world: World) -> object:
    return type(world.me).objects.create(
        post="third", email="third@example.org", created_by="tests"
    )
