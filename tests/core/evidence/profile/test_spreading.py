"""What the public may see of where events were, and of when in the week."""

from dataclasses import replace

import pytest

from saferboard.core.evidence.profile.bands import Band, band_of, bands, keeps, label_keeps
from saferboard.core.evidence.profile.hexagons import Heat, Hexagon, Seen
from saferboard.core.evidence.profile.located import HourCount
from saferboard.core.evidence.profile.profile import Spread
from saferboard.core.evidence.profile.spreading import GIVES_AWAY, IN_PARTS, TOO_FEW, spreads
from saferboard.core.evidence.profile.weeks import GIVES_AWAY as WEEK_GIVES_AWAY
from saferboard.core.evidence.profile.weeks import NOT_LOADED, PARTS, week
from saferboard.core.evidence.profile.weeks import TOO_FEW as WEEK_TOO_FEW
from tests.core.evidence.profile.profile_samples import BURGLARY, LAST, PLACES, VEHICLE, hexagons
from tests.web.factories import measure


def spread(seen: Seen = PLACES) -> Spread:
    (found,) = spreads([BURGLARY], {"burglary": seen})
    return found


def test_the_lowest_band_holds_none_and_few_together() -> None:
    held = bands(4)
    assert [str(band) for band in held] == [
        "0 to 4", "5 to 9", "10 to 24", "25 to 49", "50 to 99", "100 or more",
    ]  # fmt: skip
    assert [band_of(n, held).lower for n in (0, 1, 4, 5, 100, 5000)] == [0, 0, 0, 5, 100, 100]
    assert str(bands(0)[0]) == "0"
    assert [band.lower for band in bands(10)] == [0, 11, 25, 50, 100]
    assert [band.lower for band in bands(9)] == [0, 10, 25, 50, 100]


@pytest.mark.parametrize(
    ("counts", "kept"),
    [
        ([], True),
        ([7, 12], True),  # nothing small is there
        ([5, 0], False),  # a sum of 5: the other holds none
        ([9, 4], False),  # a sum of 13: the other holds 4
        ([4, 4], False),  # a sum of 8
        ([7, 2], True),  # 5 + 4 and 9 + 0 both make 9
        ([150, 3], True),
        ([100, 3], False),  # at least 100 in the one, so at most 3 in the other
    ],
)
def test_bands_keep_a_small_count_only_while_the_sum_leaves_it_free(
    counts: list[int], kept: bool
) -> None:
    assert keeps(counts, 4) is kept
    assert keeps(counts, 0)


def test_bands_and_hot_spots_are_shown_and_no_more() -> None:
    found = spread()
    assert [str(spot.band) for spot in found.spots[:4]] == [
        "100 or more", "25 to 49", "5 to 9", "0 to 4",
    ]  # fmt: skip
    assert [spot.hot for spot in found.spots] == [True, True, *[False] * 6]
    assert (found.hot, found.plain, found.placeless) == (2, Band(5, 9), Band(0, 4))
    (cluster,) = found.clusters
    assert (cluster.hexagons, cluster.highest, cluster.lies) == (
        2,
        Band(100, None),
        "In the middle",
    )
    assert spread(replace(PLACES, placeless=None)).placeless is None


def test_a_cold_spot_is_not_told_from_what_is_neither() -> None:
    cold = replace(PLACES.hexagons[3], z=-9.0, adjusted=0.001)
    assert cold.heat() is Heat.COLD
    seen = replace(PLACES, hexagons=(*PLACES.hexagons[:3], cold, *PLACES.hexagons[4:]))
    assert not spread(seen).spots[3].hot


def test_a_hot_spot_that_would_give_something_away_is_not_told_from_the_others() -> None:
    hidden = replace(PLACES.hexagons[1], told=False)
    found = spread(replace(PLACES, hexagons=(PLACES.hexagons[0], hidden, *PLACES.hexagons[2:])))
    assert [spot.hot for spot in found.spots] == [True, *[False] * 7]
    assert found.withheld == 1


SMALL, SOME, MANY = Band(0, 4), Band(5, 9), Band(100, None)


@pytest.mark.parametrize(
    ("around", "least", "kept"),
    [
        ((SOME, SOME), 12, True),  # nothing small is there
        ((SMALL, SOME), 5, True),  # the bands say yes already
        ((SMALL, SOME), 14, True),  # the bands say no already
        ((SMALL, SOME), 9, False),  # no: the small one is 3 at most
        ((SMALL, SOME), 10, False),  # yes: the small one is 1 at least
        ((SMALL, SMALL, SOME), 10, True),
        ((SMALL, MANY), 105, True),
        ((SMALL, MANY), 104, False),  # no: the small one is 3 at most
    ],
)
def test_a_label_is_told_only_where_neither_answer_narrows_a_small_count(
    around: tuple[Band, ...], least: int, kept: bool
) -> None:
    assert label_keeps(around, least, 4) is kept


def test_heat_is_by_the_adjusted_chance_and_the_plain_one_by_its_own() -> None:
    hexagon = Hexagon("88194c8a2dfffff", 3, 2.2, 0.03, 0.4)
    assert (hexagon.heat(), hexagon.plain_heat()) == (Heat.NEITHER, Heat.HOT)


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (Seen(unknown="no rows"), "no rows"),
        (Seen(hexagons(50, 9)), TOO_FEW),
        (Seen(hexagons(100, 3)), GIVES_AWAY),
    ],
)
def test_what_cannot_be_shown_says_why_and_shows_nothing(seen: Seen, why: str) -> None:
    assert spread(seen) == Spread("burglary", unknown=why)


def test_a_measure_is_not_mapped_beside_the_measures_that_add_up_to_it() -> None:
    both = measure("both", "Both", counts=("burglary", "vehicle"))
    every = measure("total", "Total", counts=("*",))
    seen = dict.fromkeys(("burglary", "vehicle", "both", "total"), PLACES)
    why = [s.unknown for s in spreads([BURGLARY, VEHICLE, both, every], seen)]
    assert why == ["", "", IN_PARTS, ""]
    assert [s.unknown for s in spreads([BURGLARY, both], seen)] == ["", ""]


def counts(*events: tuple[int, int, int]) -> list[HourCount]:
    return [HourCount(LAST, "Melton", "burglary", *found) for found in events]


def test_a_week_is_told_in_bands_of_three_hours() -> None:
    found = week("burglary", 4, counts((6, 21, 30), (6, 23, 80), (7, 0, 12), (1, 12, 3)))
    assert len(found.days) == 7
    assert all(len(day) == len(PARTS) == 8 for day in found.days)
    assert str(found.days[5][7]) == "100 or more"
    assert str(found.days[6][0]) == "10 to 24"
    assert str(found.days[0][4]) == "0 to 4"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((), NOT_LOADED),
        (((1, 0, 59),), WEEK_TOO_FEW),
        (((1, 0, 100),), WEEK_GIVES_AWAY),  # at least 100 there: all else holds none
    ],
)
def test_a_week_that_cannot_be_told_says_why(
    given: tuple[tuple[int, int, int], ...], why: str
) -> None:
    found = week("burglary", 4, counts(*given))
    assert (found.unknown, found.days) == (why, ())
