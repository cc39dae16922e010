"""A profile that is kept, with real hexagons and maps, and an instance that can make one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import h3

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.building import Said
from saferboard.core.evidence.profile.hexagons import SEEN, Hexagon, Seen
from saferboard.core.evidence.profile.located import TileAt
from saferboard.core.evidence.profile.profile import Profile
from saferboard.engines.places.profile_maps import maps_of
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.returns import load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.evidence.actions import freeze
from saferboard.web.evidence.making import make_release
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.profiles import actions
from saferboard.web.evidence.profiles.made import Made
from saferboard.web.evidence.profiles.models import MadeProfile
from tests.core.evidence.profile.profile_samples import PLACES, profile, sample
from tests.core.ingest.folder import SOUND
from tests.engines.tables.street import put, text
from tests.web.factories import BLABY, MELTON

CELLS = sorted(h3.grid_disk(h3.latlng_to_cell(52.766, -0.887, 8), 2))
EVENTS = (120, 40, 9, 3, 2, *[0] * 14)
TILES = (TileAt(MELTON, 0, 1), TileAt(BLABY, 1, 0))
SECRET = 0.000123456789


def seen() -> Seen:
    """Nineteen real hexagons, the first two hot; two hold small counts."""
    found = tuple(
        Hexagon(cell, events, 4.0 - n, SECRET, 0.001 if n < 2 else 0.5)
        for n, (cell, events) in enumerate(zip(CELLS, EVENTS, strict=True))
    )
    touching = replace(PLACES.touching[0], cells=(CELLS[0], CELLS[1]))
    return replace(PLACES, hexagons=found, touching=(touching,))


def made(commentary: str = "", before: Profile | None = None, quarter: str = "2021/22-Q4") -> Made:
    """Melton's profile as it is worked out."""
    release = sample(quarter=Period.parse(quarter))
    found = profile(release, seen=seen(), said=Said(commentary=commentary), before=before)
    found = replace(found, release=f"{quarter}.1")
    return Made(
        found, maps_of(found, {}, TILES), {"burglary": SEEN.dump_python(seen(), mode="json")}
    )


def kept(commentary: str = "", quarter: str = "2021/22-Q4") -> MadeProfile:
    """It, stored beside its release."""
    row = freeze(sample(quarter=Period.parse(quarter)), by="analyst")
    return actions.keep(by="analyst", row=row, made=made(commentary, quarter=quarter))


def instance(home: Path) -> Release:
    """A partnership with thirteen months of source rows, and its release."""
    store = Store(home)
    tiles = "area,row,column\nE07000001,0,0\nE07000002,0,1\nE06000001,1,0\n"
    load_partnership(store, {**SOUND, "tiles.csv": tiles})
    rows = [("Northmere 001A", "Burglary")] * 10 + [("Southmere 001A", "Burglary")] * 9
    for month in Period.parse("2021-06..2022-06").months:
        put(home.parent / "police", str(month), text(str(month), rows))
    load_police(store, [home.parent / "police"])
    known = date(2022, 9, 1)
    found = make_release(home, Period.of_quarter(2022, 1), known_by=known, made_on=known)
    return freeze(found, by="analyst")
