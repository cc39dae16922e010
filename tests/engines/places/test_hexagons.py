"""Points in hexagons, and which hexagons stand out."""

from math import erfc, sqrt

import h3
import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from saferboard.core.evidence.profile.bands import band_of, bands
from saferboard.core.evidence.profile.chance import dealt
from saferboard.core.evidence.profile.hexagons import LEVEL, Heat
from saferboard.engines.places.hexagons import (
    around,
    counted,
    neighbours,
    outline,
    placeless,
    within,
)
from saferboard.engines.places.hot_spots import hot_spots, told

MIDDLE = h3.latlng_to_cell(52.63, -1.13, 8)
FIELD = sorted(h3.grid_disk(MIDDLE, 6))  # 127 hexagons


def points(*rows: tuple[float | None, float | None]) -> pl.LazyFrame:
    schema = {"longitude": pl.Float64, "latitude": pl.Float64}
    return pl.LazyFrame(rows, schema, orient="row")


def test_every_row_with_a_place_is_counted_once_and_the_others_are_told() -> None:
    rows = points((-1.13, 52.63), (-1.13, 52.63), (-1.131, 52.63), (None, 52.63), (-0.7, 52.7))
    found = counted(rows)
    assert sum(found.values()) == 4
    assert found[MIDDLE] == 3
    assert placeless(rows) == 1


def test_a_boundary_is_filled_with_every_hexagon_that_it_touches() -> None:
    square = shapely.box(-1.2, 52.6, -1.1, 52.7)
    cells = within(square)
    assert len(cells) > 50
    assert all(square.intersects(outline(cell)) for cell in cells)
    assert not any(square.intersects(outline(cell)) for cell in around(cells) - cells)
    assert cells == within(shapely.MultiPolygon([square]))


def test_a_place_smaller_than_a_hexagon_is_in_one() -> None:
    latitude, longitude = h3.cell_to_latlng(MIDDLE)
    speck = shapely.Point(longitude + 0.001, latitude).buffer(0.0001)
    assert within(speck) == {MIDDLE}


def test_the_ring_round_a_hexagon_is_around_it() -> None:
    assert len(around([MIDDLE])) == 7
    assert len(around([MIDDLE], 2)) == 19


def test_a_hexagon_is_drawn_round_its_centre() -> None:
    latitude, longitude = h3.cell_to_latlng(MIDDLE)
    assert outline(MIDDLE).contains(shapely.Point(longitude, latitude))
    assert outline(MIDDLE).is_valid


def test_neighbours_are_those_that_are_looked_at() -> None:
    found = neighbours(FIELD)
    assert len(found[MIDDLE]) == 6
    assert MIDDLE not in found[MIDDLE]
    assert all(cell in found[other] for cell, others in found.items() for other in others)


def by_definition(events: dict[str, int]) -> list[float]:
    """Gi* written out as Ord and Getis (1995) define it, hexagon by hexagon."""
    cells = sorted(events)
    x = np.array([events[cell] for cell in cells], dtype=float)
    n, mean = len(x), x.mean()
    spread = sqrt((x**2).mean() - mean**2)
    found = []
    for cell in cells:
        w = np.array([1.0 if h3.grid_distance(cell, other) <= 1 else 0.0 for other in cells])
        over = (w * x).sum() - mean * w.sum()
        found.append(over / (spread * sqrt((n * (w**2).sum() - w.sum() ** 2) / (n - 1))))
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=37, max_size=37).filter(lambda v: len(set(v)) > 1))
def test_the_statistic_is_the_one_that_was_published(values: list[int]) -> None:
    events = dict(zip(sorted(h3.grid_disk(MIDDLE, 3)), values, strict=True))
    found = [hexagon.z for hexagon in hot_spots(events)]
    assert found == pytest.approx(by_definition(events), abs=1e-9)


def test_a_planted_hot_spot_is_found_and_its_surroundings_are_not() -> None:
    chance = np.random.default_rng(7)
    events = {cell: int(chance.poisson(20)) for cell in FIELD}
    planted = set(h3.grid_disk(h3.grid_ring(MIDDLE, 3)[0], 1))
    for cell in planted:
        events[cell] += 40
    heats = {hexagon.cell: hexagon.heat() for hexagon in hot_spots(events)}
    hot = {cell for cell, heat in heats.items() if heat is Heat.HOT}
    assert planted <= hot
    assert hot <= set(around(planted))


def test_where_there_is_nothing_a_correction_keeps_the_false_alarms_down() -> None:
    """Of fields of pure chance one in twenty may hold a false hot spot; uncorrected, nearly all."""
    chance = np.random.default_rng(11)
    corrected = plain = 0
    fields = 200
    for _ in range(fields):
        found = hot_spots({cell: int(chance.poisson(20)) for cell in FIELD})
        corrected += any(hexagon.heat() is not Heat.NEITHER for hexagon in found)
        plain += any(hexagon.plain_heat() is not Heat.NEITHER for hexagon in found)
    # Four standard errors above 5%.
    assert corrected / fields < 0.05 + 4 * sqrt(0.05 * 0.95 / fields)
    assert plain / fields > 0.8


def test_where_nearly_nothing_happens_chance_is_not_taken_for_a_hot_spot() -> None:
    """A rural district: most hexagons empty, the normal curve sees hot spots."""
    chance = np.random.default_rng(5)
    field = h3.grid_disk(MIDDLE, 10)
    exact = normal = 0
    fields = 60
    for _ in range(fields):
        found = hot_spots({cell: int(chance.poisson(0.12)) for cell in field})
        exact += any(hexagon.heat() is Heat.HOT for hexagon in found)
        curve = false_discovery_control([erfc(abs(hexagon.z) / sqrt(2)) for hexagon in found])
        normal += bool(min(curve) <= LEVEL)
    assert exact / fields < LEVEL + 4 * sqrt(LEVEL * (1 - LEVEL) / fields)
    assert normal / fields > 0.3


def test_cold_is_told_from_hot() -> None:
    events = {cell: 20 + n % 3 for n, cell in enumerate(FIELD)}
    for cell in h3.grid_disk(MIDDLE, 1):
        events[cell] = 0
    found = {hexagon.cell: hexagon for hexagon in hot_spots(events)}
    assert found[MIDDLE].heat() is found[MIDDLE].plain_heat() is Heat.COLD


def test_a_village_apart_from_the_town_is_no_fault() -> None:
    apart = h3.grid_disk(h3.latlng_to_cell(52.9, -1.13, 8), 1)
    events = {cell: n % 5 for n, cell in enumerate([*FIELD, *apart])}
    assert len(hot_spots(events)) == len(FIELD) + 7


def test_too_few_hexagons_or_all_alike_tell_nothing() -> None:
    with pytest.raises(ValueError, match="7 hexagons are too few"):
        hot_spots({cell: n for n, cell in enumerate(h3.grid_disk(MIDDLE, 1))})
    alike = hot_spots(dict.fromkeys(FIELD, 4))
    assert {(hexagon.z, hexagon.p, hexagon.heat()) for hexagon in alike} == {(0, 1, Heat.NEITHER)}


def test_what_would_bound_a_small_count_is_marked_as_not_told() -> None:
    """An attacker who knows from which sum on a hexagon is hot takes one bound at a time."""
    chance = np.random.default_rng(3)
    counts = {cell: int(chance.poisson(0.3)) for cell in FIELD}
    for cell in list(chance.permutation(FIELD))[:6]:
        counts[str(cell)] += 7
    found = told(hot_spots(counts), 4)
    assert not any(hexagon.heat() is Heat.HOT for hexagon in found)
    hidden = {hexagon.cell for hexagon in found if not hexagon.told}
    near, held = neighbours(FIELD), bands(4)
    bounded = set()
    for cell, others in near.items():
        sums = dealt(list(counts.values()), len(others) + 1)
        least = next(n for n, p in enumerate(2 * sums.at_least) if p <= LEVEL / len(FIELD))
        around_it = [band_of(counts[c], held) for c in (cell, *others)]
        low = sum(band.lower for band in around_it)
        high = sum(band.upper or 999 for band in around_it)
        at_most, at_least = least - 1 - low, least - (high - 4)  # of one small count, by the answer
        if low < least <= high and (at_most < 4 or at_least > 0):
            bounded.add(cell)
    assert 0 < len(bounded) < len(FIELD)
    assert bounded == hidden
