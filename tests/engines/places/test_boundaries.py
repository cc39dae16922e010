"""Boundaries as a partnership supplies them: read, mended, or refused with what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from saferboard.core.faults import Refused
from saferboard.engines.places.boundaries import read_boundaries

CODES = ("E07000001", "E07000002")
SQUARE = [[[-1.0, 52.0], [-0.9, 52.0], [-0.9, 52.1], [-1.0, 52.1], [-1.0, 52.0]]]
SHARED = Path(__file__).parents[4] / "shared" / "data" / "boundaries"


def feature(code: str, rings: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": rings}
    return {"type": "Feature", "properties": {"LAD21CD": code, "n": 1}, "geometry": geometry}


def file_of(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def test_each_known_area_has_its_boundary() -> None:
    found = read_boundaries(file_of(feature(CODES[0]), feature("E07000099")), "b.geojson", CODES)
    assert list(found) == [CODES[0]]
    assert found[CODES[0]].area == pytest.approx(0.01)


def test_a_crossing_that_changes_nothing_is_mended() -> None:
    spike = [[[-1.0, 52.0], [-0.9, 52.0], [-0.9, 52.1], [-0.9, 52.2], [-0.9, 52.1], [-1.0, 52.1],
              [-1.0, 52.0]]]  # fmt: skip
    found = read_boundaries(file_of(feature(CODES[0], spike)), "b.geojson", CODES)
    assert found[CODES[0]].is_valid
    assert found[CODES[0]].area == pytest.approx(0.01)


BOW = [[[-1.0, 52.0], [-0.9, 52.1], [-0.9, 52.0], [-1.0, 52.1], [-1.0, 52.0]]]
METRES = [[[450000.0, 300000.0], [460000.0, 300000.0], [460000.0, 310000.0], [450000.0, 300000.0]]]
GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no FeatureCollection"),
        (file_of(feature("E07000099")), "no feature carries the code"),
        (file_of(3, {"properties": 4}), "no feature carries the code"),
        (json.dumps({"type": "FeatureCollection", "features": 4}), "no feature carries the code"),
        (file_of(feature(CODES[0]), feature(CODES[0])), "two boundaries"),
        (file_of(feature(CODES[0], BOW)), "crosses itself"),
        (file_of(feature(CODES[0], METRES)), "not in degrees"),
        (file_of(feature(CODES[0], METRES), crs=GRID), "reference system is urn"),
        (file_of(feature(CODES[0], [-1.0, 52.0], "Point")), "outline is a Point"),
        (file_of(feature(CODES[0], [])), "outline is a Polygon"),
        (file_of(feature(CODES[0], [[[-1.0, 52.0]]])), "cannot be read"),
        (file_of(feature(CODES[0], "x")), "cannot be read"),
        (file_of(feature(CODES[0], SQUARE, "Sphere")), "cannot be read"),
        (file_of({**feature(CODES[0]), "geometry": None}), "cannot be read"),
    ],
)
def test_what_cannot_be_drawn_is_refused(text: str, what: str) -> None:
    with pytest.raises(Refused, match=what) as refused:
        read_boundaries(text, "b.geojson", CODES)
    assert all("b.geojson" in fault.where and fault.remedy for fault in refused.value.faults)


def test_every_fault_is_told_at_once() -> None:
    bad = file_of(feature(CODES[0], BOW), feature(CODES[1], METRES))
    with pytest.raises(Refused) as refused:
        read_boundaries(bad, "b.geojson", CODES)
    assert len(refused.value.faults) == 2


@pytest.mark.shared
def test_the_published_boundaries_of_the_region_are_read() -> None:
    if not SHARED.exists():
        pytest.skip("the real data is not beside the repository")
    text = (SHARED / "lad21_east_midlands.geojson").read_text("utf-8")
    codes = [f["properties"]["LAD21CD"] for f in json.loads(text)["features"]]
    found = read_boundaries(text, "lad21_east_midlands.geojson", codes)
    assert set(found) == set(codes)
    assert all(boundary.is_valid for boundary in found.values())
