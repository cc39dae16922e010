"""Where events were: from source rows where twelve months are held, else as the folder tells."""

import json
from pathlib import Path

import h3
import pytest
import shapely

from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.faults import Refused
from saferboard.core.partnership import Partnership
from saferboard.engines.places.boundaries import read_boundaries
from saferboard.engines.places.held import Whereabouts, boundaries, credits, whereabouts
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.returns import (
    load_boundaries,
    load_partnership,
    partnership_held,
    remove,
)
from saferboard.engines.tables.store import Store
from tests.core.ingest.folder import SOUND
from tests.engines.tables.street import put, text

LAST = Month(2022, 3)
CELL = h3.latlng_to_cell(52.6, -1.1, 8)
BROUGHT = f"twelve_months_to,district,measure,cell,events\n2022-03,Northmere,burglary,{CELL},7\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path / "home")
    load_partnership(found, {**SOUND, "hexagons.csv": BROUGHT})
    return found


def burglaries(store: Store, place: str = "Northmere") -> Whereabouts | None:
    held = store.read()
    partnership = partnership_held(held)
    return whereabouts(held, partnership, partnership.areas.find(place), measure(partnership), LAST)


def measure(partnership: Partnership) -> Measure:
    found = partnership.measure("burglary")
    assert found is not None
    return found


def rows_of(store: Store, tmp_path: Path, months: int) -> None:
    rows = [("Northmere 001A", "Burglary"), ("Northmere 001A", "Drugs"), ("Fell 001A", "Burglary")]
    for back in range(months):
        put(tmp_path / "police", str(LAST.plus(-back)), text(str(LAST.plus(-back)), rows))
    load_police(store, [tmp_path / "police"])


def test_the_folder_tells_where_no_rows_are_held(store: Store) -> None:
    assert burglaries(store) == Whereabouts({CELL: 7}, None)


def test_where_nothing_tells_it_is_not_known(store: Store) -> None:
    assert burglaries(store, "Southmere") is None


def test_twelve_months_of_rows_go_before_the_folder(store: Store, tmp_path: Path) -> None:
    rows_of(store, tmp_path, 12)
    assert burglaries(store) == Whereabouts({CELL: 12}, 0)


def test_eleven_months_of_rows_are_no_year(store: Store, tmp_path: Path) -> None:
    rows_of(store, tmp_path, 11)
    assert burglaries(store) == Whereabouts({CELL: 7}, None)


def test_rows_without_a_location_are_told(store: Store, tmp_path: Path) -> None:
    rows_of(store, tmp_path, 12)
    month = text(str(LAST), [("Northmere 001A", "Burglary")] * 2)
    lost = month.replace("-1.1,52.6,", ",,", 1)
    put(tmp_path / "again", str(LAST), lost)
    load_police(store, [tmp_path / "again"])
    assert burglaries(store) == Whereabouts({CELL: 12}, 1)


def square(code: str) -> str:
    geometry = shapely.box(-1.2, 52.5, -1.0, 52.7).__geo_interface__
    feature = {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def test_boundaries_are_loaded_found_and_let_go(store: Store) -> None:
    assert boundaries(store.read(), partnership_held(store.read())) == {}
    taken = load_boundaries(store, "areas.geojson", square("E07000001"))
    assert taken.rows == 1
    held = store.read()
    assert list(boundaries(held, partnership_held(held))) == ["E07000001"]
    remove(store, "areas.geojson")
    assert boundaries(store.read(), partnership_held(store.read())) == {}


def test_boundaries_of_strangers_are_refused(store: Store) -> None:
    with pytest.raises(Refused, match="no feature carries the code"):
        load_boundaries(store, "areas.geojson", square("E07000099"))
    assert store.read().of("boundaries") == ()


def test_whoever_drew_the_boundaries_is_named(store: Store) -> None:
    assert credits(store.read()) == ""
    named = {**json.loads(square("E07000001")), "attribution": "Drawn by the survey."}
    load_boundaries(store, "areas.geojson", json.dumps(named))
    load_boundaries(store, "more.geojson", json.dumps({**named, "attribution": 7}))
    assert credits(store.read()) == "Drawn by the survey."


def test_the_bundled_boundaries_are_sound_and_leave_no_district_out() -> None:
    folder = Path(__file__).parents[3] / "partnerships" / "leicestershire"
    codes = [line.split(",")[0] for line in (folder / "tiles.csv").read_text().splitlines()[1:]]
    text = (folder / "boundaries.geojson").read_text("utf-8")
    assert sorted(read_boundaries(text, "boundaries.geojson", codes)) == sorted(codes)
    assert "Crown copyright" in json.loads(text)["attribution"]
