"""A larger area's people are those of its leaves, all counted in one year."""

import pytest

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.directory.populations import Denominator, Population, Populations

AREAS = Areas(
    [
        Area("C", "County", AreaKind.COUNTY),
        Area("N", "North", AreaKind.DISTRICT, "C"),
        Area("S", "South", AreaKind.DISTRICT, "C"),
        Area("P", "Peer", AreaKind.COUNTY),
    ]
)
PEOPLE = Populations(
    [
        Population("N", 2011, "all", 10, "Census"),
        Population("S", 2011, "all", 20, "Census"),
        Population("N", 2020, "all", 11, "Estimate"),
        Population("S", 2020, "all", 22, "Estimate"),
        Population("N", 2021, "all", 12, "Census"),
        Population("N", 2020, "16-plus", 9, "Estimate"),
    ]
)


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("C", 2015, Denominator(30, 2011, "Census")),  # the nearest
        ("C", 2016, Denominator(33, 2020, "Estimate")),  # the nearest, though later
        ("C", 2020, Denominator(33, 2020, "Estimate")),
        ("C", 2022, Denominator(33, 2020, "Estimate")),  # 2021 lacks the south
        ("C", 2001, Denominator(30, 2011, "Census")),  # before all
        ("N", 2022, Denominator(12, 2021, "Census")),
        ("P", 2020, None),  # a county whose districts are not held
    ],
)
def test_denominator(code: str, year: int, expected: Denominator | None) -> None:
    assert PEOPLE.denominator(AREAS, code, "all", year) == expected


def test_a_group_that_not_every_leaf_has() -> None:
    assert PEOPLE.denominator(AREAS, "C", "16-plus", 2020) is None
    assert PEOPLE.denominator(AREAS, "N", "16-plus", 2020) == Denominator(9, 2020, "Estimate")
