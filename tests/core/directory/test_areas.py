"""Places are found by code, name and alias, and hold their leaves."""

from datetime import date

import pytest

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.faults import Refused

COUNTY = Area("E10000001", "Mere", AreaKind.COUNTY, "E23000001")
FORCE = Area("E23000001", "Mere", AreaKind.FORCE, aliases=("MF",))
OLD = Area("E07000001", "Northmere", AreaKind.DISTRICT, "E10000001", None, date(2013, 3, 31))
NEW = Area("E07000240", "Northmere", AreaKind.DISTRICT, "E10000001", date(2013, 4, 1))
CITY = Area("E06000001", "Fell", AreaKind.UNITARY, "E23000001")
AREAS = Areas([FORCE, OLD, NEW, CITY, COUNTY])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("E23000001", "E23000001"),
        ("mere", "E10000001"),  # a county before the force of the same name
        (" MF ", "E23000001"),
        ("Northmere", "E07000240"),  # the later of two that bore the name in turn
        ("E07000001", "E07000001"),
    ],
)
def test_find(text: str, code: str) -> None:
    assert AREAS.find(text).code == code
    assert AREAS.named(text) == AREAS[code]


def test_an_unknown_area_is_refused() -> None:
    assert AREAS.named("Mear") is None
    with pytest.raises(Refused, match=r"no area is called 'Mear'[\s\S]*Fell, Mere, Mere, North"):
        AREAS.find("Mear")


def test_parts() -> None:
    assert len(AREAS) == 5
    assert "E06000001" in AREAS
    assert "E06000002" not in AREAS
    assert AREAS.children("E23000001") == (CITY, COUNTY)
    assert AREAS.children("E06000001") == ()
    assert AREAS.leaves("E23000001") == (CITY, OLD, NEW)
    assert AREAS.leaves("E06000001") == (CITY,)


@pytest.mark.parametrize(
    ("area", "day", "exists"),
    [
        (OLD, date(2013, 3, 31), True),
        (OLD, date(2013, 4, 1), False),
        (NEW, date(2013, 3, 31), False),
        (NEW, date(2013, 4, 1), True),
        (CITY, date(1066, 10, 14), True),
    ],
)
def test_exists_on(area: Area, day: date, exists: bool) -> None:
    assert area.exists_on(day) is exists
