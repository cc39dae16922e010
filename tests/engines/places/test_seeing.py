"""What is read of where events were: whole districts, or round what many events show."""

import h3
import pytest
import shapely

from saferboard.core.evidence.profile.hexagons import Heat, Seen
from saferboard.engines.places.held import Whereabouts
from saferboard.engines.places.hexagons import around, within
from saferboard.engines.places.seeing import NO_PLACES, groups, lies, seen

MIDDLE = h3.latlng_to_cell(52.7, -1.1, 8)
SQUARE = shapely.box(-1.2, 52.65, -1.0, 52.75)
TOWN = dict.fromkeys(h3.grid_disk(MIDDLE, 1), 60)
FAR = h3.latlng_to_cell(52.9, -1.1, 8)


def test_what_nobody_told_is_unknown_and_no_events_are_none() -> None:
    assert seen(None, SQUARE, 4) == Seen(unknown=NO_PLACES)
    assert seen(Whereabouts({}, 3), SQUARE, 4) == Seen(bounded=True, placeless=3)


def test_with_a_boundary_the_whole_district_is_looked_at() -> None:
    found = seen(Whereabouts({**TOWN, FAR: 2}, 7), SQUARE, 4)
    assert {hexagon.cell for hexagon in found.hexagons} == within(SQUARE)
    assert (found.bounded, found.placeless, found.untested) == (True, 7, "")
    hot = {hexagon.cell for hexagon in found.hexagons if hexagon.heat() is Heat.HOT}
    assert set(TOWN) <= hot
    (cluster,) = found.touching
    assert set(cluster.cells) == hot
    assert cluster.lies == "In the middle"
    assert (cluster.latitude, cluster.longitude) == (
        pytest.approx(52.7, abs=0.01),
        pytest.approx(-1.1, abs=0.01),
    )


def test_many_events_beyond_the_boundary_are_looked_at_and_few_are_not() -> None:
    many = seen(Whereabouts({**TOWN, FAR: 5}, None), SQUARE, 4)
    assert {hexagon.cell for hexagon in many.hexagons} == within(SQUARE) | {FAR}


def test_without_a_boundary_no_shape_of_the_map_tells_of_a_few_events() -> None:
    plain = seen(Whereabouts(TOWN, None), None, 4)
    with_few = seen(Whereabouts({**TOWN, FAR: 4}, None), None, 4)
    assert plain == with_few
    assert {hexagon.cell for hexagon in plain.hexagons} == around(TOWN, 2)
    assert not plain.bounded


def test_too_few_hexagons_are_shown_untested() -> None:
    found = seen(Whereabouts({MIDDLE: 90}, None), None, 4)
    assert len(found.hexagons) == 19
    assert found.untested.startswith("19 hexagons are too few")
    assert {hexagon.heat() for hexagon in found.hexagons} == {Heat.NEITHER}


def test_hexagons_that_touch_are_put_together_the_largest_first() -> None:
    pair = [FAR, sorted(set(h3.grid_disk(FAR, 1)) - {FAR})[0]]
    assert groups([]) == []
    assert groups([*pair, *TOWN]) == [tuple(sorted(TOWN)), tuple(sorted(pair))]


@pytest.mark.parametrize(
    ("point", "where"),
    [
        ((9.0, 9.0), "In the north-east"),
        ((0.0, 5.0), "In the south"),
        ((5.0, 1.0), "In the west"),
        ((5.0, 5.0), "In the middle"),
        ((9.0, 0.0), "In the north-west"),
    ],
)
def test_a_side_is_told_by_thirds(point: tuple[float, float], where: str) -> None:
    assert lies(point, [(0.0, 0.0), (9.0, 9.0)]) == where


def test_a_district_of_one_hexagon_has_a_middle_only() -> None:
    assert lies((1.0, 1.0), [(1.0, 1.0)]) == "In the middle"
