"""Survey results and youth returns beside a partnership's folder: loaded, joined, let go."""

from pathlib import Path

import pytest

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month
from saferboard.core.faults import Refused
from saferboard.core.ingest.police import Changed
from saferboard.core.ingest.survey_results import TOTALS
from saferboard.core.ingest.youth import COHORTS, DISPOSALS
from saferboard.engines.tables.returns import (
    inputs,
    load_partnership,
    load_survey,
    load_youth,
    partnership_held,
    remove,
)
from saferboard.engines.tables.store import Store
from tests.core.ingest.folder import SOUND
from tests.core.ingest.test_surveys import SURVEYS

MEASURES = """
[[measures]]
key = "feel_safe"
name = "Feels safe"
outcome = "crime"
kind = "proportion"
unit = "%"
source = "Panel"
definition = "Feels safe."
polarity = []
question = "safe"

[[measures]]
key = "eet"
name = "Engaged"
outcome = "crime"
kind = "proportion"
unit = "%"
source = "Youth service"
definition = "Engaged."
polarity = []
youth = "engaged"

[[measures]]
key = "again"
name = "Re-offences per young offender"
outcome = "crime"
kind = "average"
unit = "re-offences"
source = "Youth service"
definition = "Re-offences."
polarity = []
youth = "per-offender"
"""
FOLDER = {
    **SOUND,
    "measures.toml": SOUND["measures.toml"] + MEASURES,
    "surveys.toml": SURVEYS,
}
RESULTS = ",".join(TOTALS) + "\n2021/22-Q4,{area},safe,2,60,100,,,,2022-05-01\n"
COUNTY, NORTH = "E10000001", "E07000001"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    load_partnership(made, FOLDER)
    return made


def observations(store: Store, measure: str) -> list[Observation]:
    return [o for o in partnership_held(store.read()).observations if o.measure == measure]


def test_results_reach_their_measure_and_the_release_names_the_file(store: Store) -> None:
    taken = load_survey(store, "q4.csv", RESULTS.format(area=COUNTY))
    assert (taken.changed, taken.rows) == (Changed.ADDED, 1)
    (found,) = observations(store, "feel_safe")
    assert isinstance(found.figure, Number)
    assert (found.area, found.figure.value, found.figure.denominator) == (COUNTY, 60, 100)
    assert "surveys/q4.csv" in [one.name for one in inputs(store.read(), Month(2022, 3))]
    again = load_survey(store, "q4.csv", RESULTS.format(area=NORTH), restate=True)
    assert again.changed is Changed.REPLACED
    assert [o.area for o in observations(store, "feel_safe")] == [NORTH]
    assert remove(store, "q4.csv") == "surveys/q4.csv"
    assert observations(store, "feel_safe") == []


def test_what_is_held_is_restated_only_by_who_has_looked(store: Store) -> None:
    held = RESULTS.format(area=COUNTY)
    load_survey(store, "q4.csv", held)
    assert load_survey(store, "q4.csv", held).changed is Changed.UNCHANGED
    later = held.splitlines()[1].replace("60,100", "70,120").replace("2022-05-01", "2022-06-01")
    for text, said in (
        (held + later + "\n", "becomes 58.3% of 120"),
        (held.replace("60,100", "66,100"), "60.0% of 100 becomes 66.0% of 100"),
        (RESULTS.format(area=NORTH), "60.0% of 100 is no longer there"),
    ):
        with pytest.raises(Refused, match=said) as caught:
            load_survey(store, "q4.csv", text)
        assert f"safe, {COUNTY}, 2021/22 Q4" in str(caught.value)
        assert "--restate" in str(caught.value)
    (found,) = observations(store, "feel_safe")
    assert isinstance(found.figure, Number)
    assert found.figure.value == 60
    load_survey(store, "q4.csv", held + later + "\n", restate=True)
    newest = max(observations(store, "feel_safe"), key=lambda o: o.known)
    assert isinstance(newest.figure, Number)
    assert newest.figure.denominator == 120


def test_many_restated_results_are_counted(store: Store) -> None:
    def years(agree: int) -> str:
        quarters = [f"{y}/{y - 1999}-Q{q}" for y in (2022, 2023, 2024) for q in (1, 2, 3, 4)]
        rows = [f"{q},{COUNTY},safe,2,{agree},100,,,,2026-05-01" for q in quarters]
        return "\n".join((",".join(TOTALS), *rows)) + "\n"

    load_survey(store, "many.csv", years(60))
    with pytest.raises(Refused, match="and 2 more"):
        load_survey(store, "many.csv", years(61))


def test_a_questions_period_stands_in_one_file(store: Store) -> None:
    load_survey(store, "north.csv", RESULTS.format(area=NORTH))
    with pytest.raises(Refused, match=r"stands in north\.csv already"):
        load_survey(store, "county.csv", RESULTS.format(area=COUNTY))
    earlier = RESULTS.format(area=COUNTY).replace("2021/22-Q4", "2021/22-Q3")
    load_survey(store, "county.csv", earlier)
    year = RESULTS.format(area=COUNTY).replace("2021/22-Q4", "2021/22")
    with pytest.raises(Refused, match="share months"):
        load_survey(store, "year.csv", year)
    assert len(observations(store, "feel_safe")) == 2


def test_a_folder_that_results_do_not_fit_is_refused(store: Store) -> None:
    load_survey(store, "q4.csv", RESULTS.format(area=COUNTY))
    reworded = {**FOLDER, "surveys.toml": SURVEYS.replace('version = "2"', 'version = "3"')}
    with pytest.raises(Refused, match="does not fit it"):
        load_partnership(store, reworded)


def test_youth_returns_reach_their_measures(store: Store) -> None:
    closed = [f"2021-05,{NORTH},school-age,{hours},2022-05-01" for hours in (25, 20, 30, 0)]
    load_youth(store, "closed.csv", "\n".join([",".join(DISPOSALS), *closed]))
    cohort = f"2020/21,{COUNTY},50,20,64,2022-05-01"
    taken = load_youth(store, "cohorts.csv", "\n".join([",".join(COHORTS), cohort]))
    assert taken.rows == 1
    engaged = {o.area: o.figure for o in observations(store, "eet")}
    assert engaged == {
        NORTH: Number(50, numerator=2, denominator=4),
        COUNTY: Number(50, numerator=2, denominator=4),
    }
    (again,) = observations(store, "again")
    assert again.figure == Number(1.28, numerator=64, denominator=50)
    # Outside the Board's area a row counts in its own area alone.
    fell = "\n".join([",".join(DISPOSALS), "2021-05,E06000001,above,16,2022-05-01"])
    load_youth(store, "closed.csv", fell)
    assert [o.area for o in observations(store, "eet")] == ["E06000001"]
    with pytest.raises(Refused, match="did you mean"):
        load_youth(store, "bad.csv", fell.replace("above", "abov"))
