"""Incidents as the police send them: one file, row by row, and what loading it again would change.

A file has the columns of ``COLUMNS``. Every row becomes an incident or a reject with its line and
reason: nothing is dropped. The reference says which incident it is, so that a file may be loaded
again, whole or in part, and only what is new or different is written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from zoneinfo import ZoneInfo

from saferboard.core.casework.asb.kinds import PEN, Kind
from saferboard.core.casework.clocks import LONDON, instant

COLUMNS = ("reference", "date", "time", "pen", "area", "lsoa", "street", "closing class")
MAY_BE_EMPTY = frozenset({"lsoa", "street", "closing class"})
LIMITS = {"reference": 40, "street": 200, "closing class": 100}
_DAY = (
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"), (3, 2, 1)),
)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
GSS = re.compile(r"[EW][0-9]{8}")
_LSOA = re.compile(r"[EW]01[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident. ``area`` is a district's GSS code, ``closing`` the class it was closed in."""

    reference: str
    at: datetime
    kind: Kind
    area: str
    lsoa: str = ""
    street: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that is no incident: its line in the file (the header is line 1), and why.

    The reason names columns and forms, never what stood there: it may be about somebody.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """A file as read: rows = incidents + rejects + repeated, always.

    ``repeated`` are lines that say word for word what an earlier line said.
    """

    rows: int
    incidents: tuple[Incident, ...]
    rejects: tuple[Reject, ...]
    repeated: tuple[int, ...] = ()


class _Unfit(Exception):
    """Why a row is no incident."""


def read_incidents(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    now: datetime,
    areas: frozenset[str] | None = None,
    zone: ZoneInfo = LONDON,
) -> Read:
    """The incidents of a file's rows, each with its line. ``areas`` are those it may speak of.

    A reference that comes twice with different words is refused both times: which of them holds
    is not ours to guess.
    """
    found: dict[str, tuple[int, Incident]] = {}
    rejects: list[Reject] = []
    repeated: list[tuple[int, str]] = []
    torn: dict[str, list[int]] = {}
    count = 0
    for line, row in rows:
        count += 1
        try:
            one = _incident(row, now, areas, zone)
        except _Unfit as unfit:
            rejects.append(Reject(line, str(unfit)))
            continue
        before = found.setdefault(one.reference, (line, one))
        if before[0] == line:
            continue
        if before[1] == one:
            repeated.append((line, one.reference))
        else:
            torn.setdefault(one.reference, []).append(line)
    for reference, lines in torn.items():
        first, _ = found.pop(reference)
        same = [line for line, ref in repeated if ref == reference]
        for line in (first, *same, *lines):
            rejects.append(Reject(line, "the reference stands in several rows that differ"))
    return Read(
        rows=count,
        incidents=tuple(one for _, one in found.values()),
        rejects=tuple(sorted(rejects, key=lambda one: one.line)),
        repeated=tuple(line for line, reference in repeated if reference not in torn),
    )


def _incident(
    row: Mapping[str, str], now: datetime, areas: frozenset[str] | None, zone: ZoneInfo
) -> Incident:
    said = {column: " ".join(row[column].split()) for column in COLUMNS}
    for column in COLUMNS:
        if not said[column] and column not in MAY_BE_EMPTY:
            raise _Unfit(f"the {column} is empty")
    for column, most in LIMITS.items():
        if len(said[column]) > most:
            raise _Unfit(f"the {column} is longer than {most} characters")
    kind = PEN.get(said["pen"].casefold())
    if kind is None:
        raise _Unfit("the PEN code is none of personal, environmental, nuisance")
    area, lsoa = said["area"].upper(), said["lsoa"].upper()
    if not GSS.fullmatch(area):
        raise _Unfit("the area is not a code like E07000129")
    if areas is not None and area not in areas:
        raise _Unfit("the area is none of the partnership's")
    if lsoa and not _LSOA.fullmatch(lsoa):
        raise _Unfit("the LSOA is not a code like E01025600")
    at = _moment(said["date"], said["time"], zone)
    if at > instant(now):
        raise _Unfit("the date lies in the future")
    return Incident(
        said["reference"].upper(), at, kind, area, lsoa, said["street"], said["closing class"]
    )


def _moment(day: str, time: str, zone: ZoneInfo) -> datetime:
    """The instant, in UTC. Of an hour that the clocks go through twice, the first."""
    clock = _TIME.fullmatch(time)
    if clock is None:
        raise _Unfit("the time is not like 21:40")
    for form, order in _DAY:
        if match := form.fullmatch(day):
            year, month, of_month = (int(match[at]) for at in order)
            try:
                at = datetime(year, month, of_month, int(clock[1]), int(clock[2]), tzinfo=zone)
            except ValueError:
                raise _Unfit("there is no such date or time") from None
            if instant(at).astimezone(zone).replace(tzinfo=None) != at.replace(tzinfo=None):
                raise _Unfit("the clocks went forward over this time: it never was")
            return instant(at)
    raise _Unfit("the date is not like 2024-06-03 or 03/06/2024")


@dataclass(frozen=True, slots=True)
class Change:
    """An incident that is held and now reads otherwise: which of its fields."""

    before: Incident
    now: Incident

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what differs."""
        return tuple(
            one.name
            for one in fields(Incident)
            if getattr(self.before, one.name) != getattr(self.now, one.name)
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """What loading would write. ``absent`` are held, within the file's span, and not in the file.

    They are told of and kept: a file may be a part, and an incident with a link is not taken away.
    """

    added: tuple[Incident, ...]
    changed: tuple[Change, ...]
    unchanged: int
    absent: tuple[str, ...]


def compare(held: Mapping[str, Incident], read: Iterable[Incident]) -> Changes:
    """A file beside what is held, by reference."""
    new = list(read)
    added = tuple(one for one in new if one.reference not in held)
    changed = tuple(
        Change(held[one.reference], one)
        for one in new
        if one.reference in held and held[one.reference] != one
    )
    given = {one.reference for one in new}
    first = min((one.at for one in new), default=None)
    last = max((one.at for one in new), default=None)
    absent = sorted(
        key
        for key, one in held.items()
        if key not in given and first is not None and last is not None and first <= one.at <= last
    )
    unchanged = len(new) - len(added) - len(changed)
    return Changes(added, changed, unchanged, tuple(absent))
