"""What is held of somebody: every room says how the rows of its tables are read out in plain words.

For the data protection officer alone, who answers people that ask what is held of them. Whoever
asks here is recorded by whoever asks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localdate

from saferboard.core.casework.people.names import folded
from saferboard.core.directory.spells import day
from saferboard.web.casework.lock.models import Case, InCase

AT_ONCE = 2000  # rows


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of a table of cases. ``title`` and ``said`` read a row out; ``born`` names the field
    that holds somebody's date of birth. ``with_`` are the relations that reading out follows."""

    model: type[InCase]
    title: Callable[[Any], str]
    said: Callable[[Any], str]
    born: str = ""
    with_: tuple[str, ...] = ()

    def rows(self) -> Any:
        """Every row, in the order in which they were written."""
        rows: Any = self.model._default_manager.order_by("pk")
        return rows.select_related("case", *self.with_)

    def key(self, row: Any) -> str:
        """What names a row among all that is held."""
        return f"{self.model._meta.label_lower}-{row.pk}"


HOLDINGS: list[Holding] = []
"""Each room adds its own when the service starts."""
NEEDED: list[Callable[[Collection[int], date], dict[int, str]]] = []
"""Why a room still needs what some cases hold on a day, in a few words, by their keys: what says so
keeps a case whose time is over. Each room adds its own when the service starts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One row as it is read out."""

    key: str
    case: Case
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A case in which somebody seems to be: what of them stands there, and in which pieces."""

    case: Case
    by_name: bool
    by_birth: bool
    titles: tuple[str, ...]


def pieces(cases: Collection[Case]) -> list[Piece]:
    """Whatever is held in some cases, case by case. One query a table."""
    found = [
        Piece(holding.key(row), row.case, holding.title(row), _plain_ends(holding.said(row)))
        for holding in HOLDINGS
        for row in holding.rows().filter(case__in=cases)
    ]
    order = {case.pk: place for place, case in enumerate(cases)}
    return sorted((one for one in found if one.text.strip()), key=lambda one: order[one.case.pk])


def _plain_ends(text: str) -> str:
    """Browsers end a line with two characters: what is copied out of a page has one."""
    return text.replace("\r\n", "\n")


def search(names: Iterable[str], born: date | None) -> list[Found]:
    """The cases in which every word of one of the names stands in one piece, or the date of birth.

    Case, accents and the order of words do not matter. Every row is read: it may take a while.
    """
    wanted = [words for words in (frozenset(folded(name)) for name in names) if words]
    days = _written(born)
    held: dict[int, tuple[Case, list[tuple[bool, bool, str]]]] = {}
    for holding in HOLDINGS:
        for row in holding.rows().iterator(chunk_size=AT_ONCE):
            words = folded(holding.said(row))
            by_name = any(one <= set(words) for one in wanted)
            by_birth = born is not None and (
                (bool(holding.born) and getattr(row, holding.born) == born) or _says(words, days)
            )
            if by_name or by_birth:
                marks = held.setdefault(row.case_id, (row.case, []))[1]
                marks.append((by_name, by_birth, holding.title(row)))
    found = [
        Found(
            case,
            any(mark[0] for mark in marks),
            any(mark[1] for mark in marks),
            tuple(mark[2] for mark in marks),
        )
        for case, marks in held.values()
    ]
    return sorted(
        found, key=lambda one: (-one.by_name - one.by_birth, one.by_birth, one.case.reference)
    )


def _written(born: date | None) -> list[tuple[str, ...]]:
    """The ways in which a day is written: 1980-03-04, 04/03/1980, 4/3/1980, 4 March 1980."""
    if born is None:
        return []
    signs = [
        text
        for sign in "/."
        for text in (
            f"{born:%d}{sign}{born:%m}{sign}{born:%Y}",
            f"{born.day}{sign}{born.month}{sign}{born.year}",
        )
    ]
    return [folded(text) for text in (born.isoformat(), *signs, day(born), f"{born:%d %B %Y}")]


def _says(words: tuple[str, ...], days: Iterable[tuple[str, ...]]) -> bool:
    """Whether one of the days stands in the words, its parts one after another."""
    return any(
        words[place : place + len(wanted)] == wanted
        for wanted in days
        for place, word in enumerate(words)
        if word == wanted[0]
    )


def told(what: str, at: datetime | date, agency: object = "") -> str:
    """``Note, Blaby, 3 March 2024``."""
    on = localdate(at) if isinstance(at, datetime) else at
    return ", ".join(filter(None, (what, str(agency), day(on))))


def lines(**said: Any) -> str:
    """Each thing that is said on a line of its own, after its label; nothing for what is empty."""
    return "\n".join(_lines(said))


def _lines(said: dict[str, Any]) -> Iterator[str]:
    for label, value in said.items():
        if value in (None, "", [], {}):
            continue
        words = capfirst(label.replace("_", " "))
        if isinstance(value, dict):
            yield f"{words}:"
            yield from _lines({str(key): one for key, one in value.items()})
        elif isinstance(value, list):
            yield f"{words}: {'; '.join(map(_plain, value))}"
        else:
            yield f"{words}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return day(localdate(value))
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return " ".join(map(_plain, value))
    return str(value)
