"""The partnership's review procedures as TOML: how many complaints, and who takes which area."""

from collections.abc import Mapping
from dataclasses import dataclass

from saferboard.core.casework.case_review import MOST_COMPLAINTS, ReviewRule
from saferboard.core.casework.purposes import TABLES
from saferboard.core.faults import Refused
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults

FILE = f"{TABLES}/case_review.toml"


@dataclass(frozen=True, slots=True)
class _Front:
    complaints: int = MOST_COMPLAINTS
    hate: int | None = None


@dataclass(frozen=True, slots=True)
class _Council:
    area: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Procedures:
    """The threshold, and the organisation that takes applications for each area (GSS code)."""

    rule: ReviewRule
    councils: Mapping[str, str]


_FRONT, _COUNCIL = Shape(_Front), Shape(_Council)
_HEAD = tuple(_Front.__dataclass_fields__)


def read_procedures(text: str, faults: Faults) -> Procedures | None:
    """What the file says; none, its faults being noted, if it cannot be used."""
    before = len(faults.found)
    found = read_toml(text, FILE, faults, tables=(*_HEAD, "councils"))
    if found is None:
        return None
    front = _FRONT.read({key: found[key] for key in _HEAD if key in found}, FILE, faults)
    councils = declared(found, "councils", _COUNCIL, FILE, faults)[0]
    areas = [one.area for one in councils]
    for area in sorted({area for area in areas if areas.count(area) > 1}):
        faults.add(
            f"two councils take the applications of {area}",
            where=f"{FILE}, councils",
            expected="each area once",
            remedy="take one of the entries out",
        )
    rule = _rule(front, faults) if front is not None else None
    if rule is None or len(faults.found) > before:
        return None
    return Procedures(rule, {one.area: one.organisation for one in councils})


def _rule(front: _Front, faults: Faults) -> ReviewRule | None:
    try:
        return ReviewRule(front.complaints, front.hate)
    except Refused as refused:
        faults.found.extend(refused.faults)
        return None
