"""A release is made from what it needs and names no more: later months change nothing in it."""

from datetime import date
from pathlib import Path

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Release
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.returns import (
    load_observations,
    load_partnership,
    load_populations,
)
from saferboard.engines.tables.store import Source, Store
from saferboard.web.evidence.making import make_release
from tests.core.ingest.folder import SOUND
from tests.engines.tables.street import put, text

QUARTER = Period.of_quarter(2021, 1)
PEOPLE = "area,year,group,persons,source\nE07000001,2020,all,1111,Other\n"


def released(home: Path) -> Release:
    """The quarter as it is made from what is held."""
    return make_release(home, QUARTER, known_by=date(2022, 6, 1), made_on=date(2022, 6, 1))


def load_month(home: Path, month: str) -> None:
    """One month of source rows, the file put beside the instance."""
    load_police(Store(home), [put(home.parent / "data", month, text(month))])


def test_the_inputs_of_a_release_are_those_it_used(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = Store(home)
    load_partnership(store, SOUND)
    load_observations(store, "later.csv", SOUND["observations.csv"])
    load_populations(store, "new.csv", PEOPLE)
    for n in range(13):
        load_month(home, str(Month(2020, 6).plus(n)))
    before = released(home)
    names = {source.name for source in before.inputs}
    assert {"observations/later.csv", "populations/new.csv"} <= names
    assert {f"partnership/{name}" for name in SOUND} <= names
    streets = {name for name in names if name.endswith("-street.csv")}
    assert len(streets) == 13
    load_month(home, "2021-07")
    with store.change() as change:
        source = Source("june-2025.csv", "csp/june-2025.csv", "1" * 64, 1)
        change.put_text("csp", "june-2025.csv", "another table", (source,))
    assert released(home) == before
    load_month(home, "2020-05")
    assert len(released(home).inputs) == len(before.inputs) + 1
