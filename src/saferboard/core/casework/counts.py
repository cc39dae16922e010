"""Which counts of cases go to which of the Board's measures, as TOML."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.casework.purposes import TABLES
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, did_you_mean

FILE = f"{TABLES}/counts.toml"


class Counter(StrEnum):
    """What is counted. Each is a rule of the service; none holds a word of a case."""

    OPENED = "cases opened"
    HEARD = "cases heard"
    REPEATS = "repeats among cases heard"


SHARES = frozenset({Counter.REPEATS})
"""Those that are a share of something."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Cases of a purpose are counted so for a measure of the Board."""

    measure: str
    purpose: str
    counter: Counter


_SHAPE = Shape(Outlet)


def read_counts(text: str, purposes: Iterable[str], faults: Faults) -> tuple[Outlet, ...]:
    """What the file declares, faults being noted. A measure has one source."""
    known = tuple(purposes)
    found = read_toml(text, FILE, faults, tables=("counts",))
    read = declared(found, "counts", _SHAPE, FILE, faults)[0]
    seen: set[str] = set()
    for one in read:
        where = f"{FILE}, counts '{one.measure}'"
        if one.purpose not in known:
            faults.add(
                f"there is no purpose '{one.purpose}'",
                where=f"{where}, purpose",
                expected="a purpose that the partnership declares",
                remedy=did_you_mean(one.purpose, known, "declare it, or take the count out"),
            )
        if one.measure in seen:
            faults.add(
                f"the measure '{one.measure}' is counted twice",
                where=where,
                expected="one source for each measure",
                remedy="take one out",
            )
        seen.add(one.measure)
    return read
