"""Figures that a sentence gives of a named place, held against a release."""

from datetime import date

import pytest

from saferboard.core.evidence.assessment import Assessment, Direction, Judgement
from saferboard.core.evidence.checking.findings import Checked, Kind
from saferboard.core.evidence.checking.known import Fact, facts_of_places
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check
from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.measures import Kind as Formed
from saferboard.core.evidence.measures import Measure, Outcome, Rag
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Place, Release

COUNTY, NORTH, MARSH, NORTHWEST = "E10000001", "E07000001", "E07000002", "E07000003"
CRIME = Measure(
    "crime", "Total crime", "crime", Formed.RATE, "per 1,000 people", "s", "d", (), per=1000
)
BURGLARY = Measure(
    "burglary", "Residential burglary", "crime", Formed.RATE, "per 1,000 people", "s", "d", (),
    per=1000,
)  # fmt: skip
ENTRANTS = Measure("fte", "First time entrants", "crime", Formed.COUNT, "people", "s", "d", ())
AGREE = Measure(
    "agree", "People who feel safe after dark", "crime", Formed.PROPORTION, "%", "s", "d", ()
)


def release() -> Release:
    def made(measure: str, area: str, figure: Figure, previous: Figure | None) -> Assessment:
        return Assessment(
            measure, area, Period.of_year(2022), figure,
            None if previous is None else Period.of_year(2021), previous or Missing("none"), None,
            Direction.UNKNOWN, Judgement(Rag.GREY, "", ""),
        )  # fmt: skip

    places = (
        Place(COUNTY, "Mereshire", "county", None),
        Place(NORTH, "Northfleet", "district", COUNTY),
        Place(MARSH, "Marsh End", "district", COUNTY),
        Place(NORTHWEST, "West Marsh End", "district", COUNTY),
    )
    return Release(
        "P", "Board", Period.of_quarter(2022, 4), COUNTY, date(2023, 6, 1), date(2023, 6, 1), "1",
        (), places, (Outcome("crime", "Crime"),), (CRIME, BURGLARY, ENTRANTS, AGREE),
        (
            made("crime", COUNTY, Number(99), None),
            made("crime", NORTH, Number(64.1), Number(60.2)),
            made("crime", MARSH, Number(48.2), Number(50.0)),
            made("burglary", NORTH, Number(3.1), Number(2.9)),
            made("fte", NORTH, Number(12), Number(15)),
            made("fte", MARSH, Number(3), None),
            made("fte", NORTHWEST, Number(8), None),
            made("agree", NORTH, Number(71.0), None),
        ),
    )  # fmt: skip


FACTS = facts_of_places(release(), "release 2022/23-Q4.1")
YEAR = "in the year ending March 2023"


def differing(text: str, facts: tuple[Fact, ...] = FACTS) -> list[tuple[str, str]]:
    found = check(read_text(text), facts).findings
    assert {f.kind for f in found} <= {Kind.DIFFERS}
    return [(f.stated, f.computed.partition(":")[0]) for f in found]


def test_they_are_of_places_other_than_the_board_s_own_and_of_no_small_count() -> None:
    assert {fact.area for fact in FACTS} == {"Northfleet", "Marsh End", "West Marsh End"}
    assert [f.shown for f in FACTS if f.area == "Marsh End"] == ["48.2", "50"]


@pytest.mark.parametrize(
    ("text", "stated", "held"),
    [
        (
            f"Total crime per 1,000 people in Northfleet was 71.3 and in Marsh End 48.2 {YEAR}.",
            "71.3 for Northfleet, 2022/23",
            "“Total crime” in Northfleet",
        ),
        (
            f"Total crime per 1,000 people was 64.1 in Northfleet and 84.2 in Marsh End {YEAR}.",
            "84.2 for Marsh End, 2022/23",
            "“Total crime” in Marsh End",
        ),
        (
            "In 2021/22 Northfleet had 70.2 crimes in total (total crime, per 1,000 people).",
            "70.2 for Northfleet, 2021/22",
            "“Total crime” in Northfleet",
        ),
        (
            "There were 22 first time entrants in Northfleet in 2022/23.",
            "22 for Northfleet, 2022/23",
            "“First time entrants” in Northfleet",
        ),
        (
            "In Northfleet, 17% of people feel safe after dark in 2022/23. 17% (Northfleet) of "
            "people feel safe after dark.",
            "17% for Northfleet, 2022/23",
            "“People who feel safe after dark” in Northfleet",
        ),
        (
            "There were 9 first time entrants in West Marsh End. This is for 2022/23.",
            "9 for West Marsh End, 2022/23",
            "“First time entrants” in West Marsh End",
        ),
    ],
)
def test_a_wrong_figure_of_a_district_is_told(text: str, stated: str, held: str) -> None:
    assert differing(text) == [(stated, held)]


@pytest.mark.parametrize(
    "text",
    [
        f"Total crime per 1,000 population in Northfleet was 64.1 and in Marsh End 48.2 {YEAR}.",
        f"Total crime per 1,000 population in Northfleet was 64 {YEAR}.",
        # Not for certain of that place, that measure, that period or that unit.
        f"Total crime per 1,000 people in Northfleet rose by 3.9 {YEAR}.",
        f"Total crime per 1,000 people in Northfleet is over 60 {YEAR}.",
        f"Total crime per 1,000 people in Northfleet is above the average of 55.5 {YEAR}.",
        f"Total crime per 1,000 people in Northfleet, a borough, is 55.5 {YEAR}.",
        f"Total crime in Northfleet against 55.5 per 1,000 people {YEAR}.",
        f"Between Northfleet 71.3 in Marsh End of total crime per 1,000 people {YEAR}.",
        f"Northfleet 71.3 in Marsh End of total crime per 1,000 people {YEAR}.",
        "Total crime per 1,000 people in Northfleet was 71.3.",
        "Total crime per 1,000 people in Northfleet was 71.3 in 2022/23 or 2021/22.",
        "Total crime per 1,000 people in Northfleet was 71.3 in 2019/20.",
        "Total crime per 100,000 people in Northfleet was 6,410 in 2022/23.",
        "Total crime in Northfleet was 6,410 in 2022/23.",
        "Robbery per 1,000 people in Northfleet was 7.3 in 2022/23.",
        "Total crime in Northfleet was 64% in 2022/23.",
        "First time entrants in Marsh End: 7 in 2022/23.",
        "First time entrants in Northfleet: 22 in 2022/23 (since revised).",
        "First time entrants in Mereshire: 22 in 2022/23.",
        "First time entrants fell to 22 in 2022/23.",
    ],
)
def test_what_is_right_or_not_plain_raises_no_alarm(text: str) -> None:
    assert differing(text) == []


def test_without_a_release_nothing_is_held_against() -> None:
    said = f"Total crime per 1,000 population in Northfleet was 71.3 {YEAR}."
    assert differing(said, ()) == []
    assert dict(check(read_text(said), FACTS).checked)[Checked.LEVELS] == 1
