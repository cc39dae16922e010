"""areas.csv: the places of a partnership and its peers."""

import re
from collections.abc import Iterable
from datetime import date

from saferboard.core.directory.areas import LEAVES, Area, AreaKind, Areas
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.rows import Row, read_rows

FILE = "areas.csv"
COLUMNS = ("code", "name", "kind", "parent", "since", "until", "aliases")
MAY_BE_EMPTY = ("parent", "since", "until", "aliases")
GSS = re.compile(r"[EKNSW][0-9]{8}")


def read_areas(text: str | None, where: str, faults: Faults) -> tuple[Areas, Names]:
    """The sound areas, and the names that other files may use, faults being noted."""
    rows = read_rows(text, where, COLUMNS, faults, may_be_empty=MAY_BE_EMPTY)
    if rows is None:
        return Areas(()), Names("area", where, None)
    named = [(row, area) for row in rows if (area := _area(row)) is not None]
    seen: dict[str, tuple[Row, Area]] = {}
    for row, area in named:
        _check_once(row, area, seen)
        seen.setdefault(area.code, (row, area))
    _check_names(named)
    codes = Names("area", where, frozenset(row.text("code") for row in rows))
    for row, area in named:
        if area.parent is not None and codes.check(area.parent, row.where("parent"), faults):
            _check_parent(row, area, seen)
    return Areas(area for _, area in seen.values()), codes


def _area(row: Row) -> Area | None:
    code, name = row.text("code"), row.text("name")
    kind = row.one_of("kind", AreaKind)
    since, until = row.day("since"), row.day("until")
    if code and GSS.fullmatch(code) is None:
        row.fault(
            "code",
            f"'{code}' is not a GSS code",
            expected="a letter and eight digits, as E07000130",
            remedy="copy the nine-character code from the ONS register",
        )
    if since and until and until < since:
        row.fault(
            "until",
            f"the area ends ({until}) before it begins ({since})",
            expected="a last day no earlier than the first",
            remedy="correct one of the two dates",
        )
    if kind is None:
        return None
    aliases = tuple(alias.strip() for alias in row.text("aliases").split("|") if alias.strip())
    return Area(code, name, kind, row.text("parent") or None, since, until, aliases)


def _check_once(row: Row, area: Area, seen: dict[str, tuple[Row, Area]]) -> None:
    if area.code not in seen:
        return
    first, other = seen[area.code]
    overlap = ", with dates that overlap" if _overlap(area, other) else ""
    row.fault(
        "code",
        f"{area.code} is listed twice{overlap}; it stands in row {first.number} already",
        expected="one row for each GSS code: ONS gives a new code when an area changes",
        remedy="take one row out, or correct its code",
    )


def _overlap(one: Area, other: Area) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (
        one.until or date.max
    )


def _check_names(named: Iterable[tuple[Row, Area]]) -> None:
    """A name leads to one area of its kind on any day."""
    held: dict[tuple[str, str], list[tuple[Row, Area]]] = {}
    for row, area in named:
        kind = "leaf" if area.kind in LEAVES else area.kind.value
        for name in {name.casefold() for name in area.names}:
            others = held.setdefault((kind, name), [])
            for other_row, other in others:
                if other.code != area.code and _overlap(area, other):
                    row.fault(
                        "name",
                        f"'{name}' also names {other.code} in row {other_row.number}, "
                        "and their dates overlap",
                        expected="a name or alias that leads to one area on any day",
                        remedy="change one name or alias, or end one area before the other begins",
                    )
            others.append((row, area))


def _check_parent(row: Row, area: Area, seen: dict[str, tuple[Row, Area]]) -> None:
    """An area lies in a larger one that is not a leaf, and never in itself by any way round."""
    passed = [area.code]
    parent = area.parent
    while parent is not None and parent in seen:
        if parent == area.code:
            row.fault(
                "parent",
                "the area lies within itself: " + " in ".join([*passed, parent]),
                expected="parents that end at an area without one",
                remedy="correct the parent of one of these areas",
            )
            return
        if parent in passed:
            return
        passed.append(parent)
        parent = seen[parent][1].parent
    if len(passed) > 1 and seen[passed[1]][1].kind in LEAVES:
        row.fault(
            "parent",
            f"{area.parent} is a {seen[passed[1]][1].kind}, which has no areas within it",
            expected="a county, force area, region or country",
            remedy="name a larger area, or leave the parent empty",
        )
