"""Which incidents of the police may be what a council was told: proposals, for a person to decide.

A proposal never links anything. In order of strength:

1. the incident's reference is quoted in the report;
2. the same kind, the same street, and so many hours apart at most;
3. the same kind, the same LSOA, and so many hours apart at most.

Streets are the same when their words are, whatever the case, punctuation, house number and usual
short forms. Nothing is left to chance: the same rows give the same proposals in the same order.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from saferboard.core.casework.asb.incidents import Incident
from saferboard.core.casework.asb.kinds import Report
from saferboard.core.casework.clocks import instant

_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"[A-Z0-9]+(?:[^A-Z0-9\s][A-Z0-9]+){0,6}")
_NOT_IN_REFERENCE = re.compile(r"[^A-Z0-9]")
SHORT = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close",
    "dr": "drive", "cres": "crescent", "ct": "court", "gdns": "gardens", "pl": "place",
    "sq": "square", "ter": "terrace",
}  # fmt: skip
LEAST = 5
"""A reference of fewer letters and digits is quoted by chance too often to propose anything."""


class Strength(IntEnum):
    """Why two may be the same; the strongest first."""

    QUOTED = 1
    STREET = 2
    LSOA = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """An incident and a report that may be the same, and why."""

    incident: str
    report: str
    strength: Strength
    gap: timedelta
    reasons: tuple[str, ...]


def plain_reference(text: str) -> str:
    """``LP-20240603/0412`` and ``LP 20240603 0412`` are one reference."""
    return _NOT_IN_REFERENCE.sub("", text.upper())


def plain_street(text: str) -> str:
    """``12a High St.`` is ``high street``: words alone, without the number of a house.

    A first word that is short for saint stays as it is: ``St Mary's Rd`` is ``st mary s road``.
    """
    words: list[str] = _WORD.findall(re.sub(r"\b[0-9]+[a-z]?\b", " ", text.casefold()))
    return " ".join(SHORT.get(word, word) if at else word for at, word in enumerate(words))


def quotes(text: str) -> frozenset[str]:
    """Every word of a text that may be a reference, plainly written: it must hold a digit."""
    found = (plain_reference(word) for word in _TOKEN.findall(text.upper()))
    return frozenset(
        word for word in found if len(word) >= LEAST and any(letter.isdigit() for letter in word)
    )


@dataclass(frozen=True, slots=True)
class _Near:
    """Incidents of one kind and place, in order of time."""

    moments: list[datetime]
    incidents: list[Incident]


def proposals(
    incidents: Iterable[Incident], reports: Iterable[Report], hours: int
) -> tuple[Proposal, ...]:
    """Every pair that may be the same, by incident, the strongest first."""
    held = sorted(incidents, key=lambda one: (instant(one.at), one.reference))
    quoted = defaultdict(list)
    places: dict[tuple[str, str, str], list[Incident]] = defaultdict(list)
    for one in held:
        quoted[plain_reference(one.reference)].append(one)
        for place in _places(one.kind, one.street, one.lsoa):
            places[place].append(one)
    near = {key: _Near([instant(o.at) for o in found], found) for key, found in places.items()}
    reach = timedelta(hours=hours)
    found: list[Proposal] = []
    for report in reports:
        pairs = {o.reference: o for word in quotes(report.quoted) for o in quoted.get(word, ())}
        for place in _places(report.kind, report.street, report.lsoa):
            if place in near:
                pairs |= {o.reference: o for o in _between(near[place], report, reach)}
        found += [
            pair for one in pairs.values() if (pair := propose(one, report, hours)) is not None
        ]
    return tuple(sorted(found, key=_order))


def propose(one: Incident, report: Report, hours: int) -> Proposal | None:
    """Whether the two may be the same, by the strongest reason; all reasons are told."""
    gap = report.gap(one.at)
    same_street = plain_street(one.street) == plain_street(report.street) != ""
    same_lsoa = one.lsoa == report.lsoa != ""
    plain = plain_reference(one.reference)
    quoted = plain in quotes(report.quoted)
    close = one.kind is report.kind and gap <= timedelta(hours=hours)
    if not (quoted or (close and (same_street or same_lsoa))):
        return None
    strength = (
        Strength.QUOTED if quoted else Strength.STREET if same_street else Strength.LSOA
    )  # fmt: skip
    reasons = [
        said
        for said, holds in (
            ("the reference is quoted in the report", quoted),
            ("the same street", same_street),
            ("the same LSOA", same_lsoa),
            (f"the same kind, {one.kind}", one.kind is report.kind),
        )
        if holds
    ]
    return Proposal(one.reference, report.key, strength, gap, (*reasons, _apart(gap)))


def _places(kind: str, street: str, lsoa: str) -> list[tuple[str, str, str]]:
    plain = plain_street(street)
    return [(kind, what, said) for what, said in (("street", plain), ("lsoa", lsoa)) if said]


def _between(near: _Near, report: Report, reach: timedelta) -> list[Incident]:
    first = bisect_left(near.moments, instant(report.earliest) - reach)
    last = bisect_right(near.moments, instant(report.latest) + reach)
    return near.incidents[first:last]


def _order(one: Proposal) -> tuple[str, int, timedelta, str]:
    return (one.incident, one.strength, one.gap, one.report)


def _apart(gap: timedelta) -> str:
    if not gap:
        return "within the time that was reported"
    hours, minutes = divmod(int(gap.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} day{'s' if days > 1 else ''} and {hours} h apart"
    return f"{hours} h {minutes} min apart"
