"""What the pages say, to somebody who has not signed in."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.release import RELEASE
from saferboard.web.evidence import actions, models, presenting, queries
from saferboard.web.evidence.addresses import Address
from tests.web.factories import COUNTY, release

pytestmark = pytest.mark.django_db

PINNED = "/releases/2021-22-q4/1/"
# A page and how many queries it may take once its release is in memory: which release, and the
# RAGs that people set; the release page and its changes also ask for the ones round it.
PAGES = {
    "/": 2,
    "/outcomes/crime/": 2,
    "/measures/burglary/": 2,
    "/districts/": 2,
    "/districts/melton/": 2,
    "/measures/burglary.csv": 2,
    "/measures/burglary-months.csv": 2,
    "/measures/burglary.json": 2,
    "/release.json": 2,
    "/dashboard.csv": 2,
    PINNED: 2,
    f"{PINNED}measures/burglary/": 2,
    f"{PINNED}districts/testshire-county/": 2,
    "/releases/": 1,
    f"{PINNED}record/": 4,
    f"{PINNED}changes/": 5,
    "/data/": 1,
    "/accessibility/": 0,
    "/health": 1,
}


def text(client: Client, url: str, status: int = 200) -> str:
    """The page, with every run of white space as one space."""
    answer = client.get(url)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(("url", "most"), PAGES.items())
def test_no_page_takes_a_query_a_row(
    url: str, most: int, visitor: Client, stored: models.Release
) -> None:
    visitor.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(url).status_code == 200
    assert len(asked) <= most, [query["sql"] for query in asked]


@pytest.mark.parametrize("url", ["/", "/districts/", "/releases/", "/data/"])
def test_before_the_first_release_pages_say_so(url: str, visitor: Client) -> None:
    assert "no release yet" in text(visitor, url).lower() or "None has been made yet" in text(
        visitor, url
    )


@pytest.mark.parametrize(
    "url",
    [
        "/outcomes/nothing/",
        "/measures/nothing/",
        "/measures/nothing.csv",
        "/measures/nothing-months.csv",
        "/measures/nothing.json",
        "/districts/nowhere/",
        "/releases/2021-22-q4/9/",
        "/releases/2021-22-q4/9/record/",
        "/releases/2021-23-q4/1/",
        f"{PINNED}changes/?from=2021/22-Q4.9",
        "/nothing",
    ],
)
def test_what_is_not_there_is_not_found(url: str, visitor: Client, stored: models.Release) -> None:
    assert "Page not found" in text(visitor, url, status=404)


def test_the_front_page_starts_with_what_changed(visitor: Client, stored: models.Release) -> None:
    page = text(visitor, "/")
    assert "Community safety in Testshire, 2021/22 Q4" in page
    worse, better = page.index("Needs attention"), page.index("Improving</h2>")
    assert worse < page.index("Burglary stood at 3.91 per 1,000 people in 2021/22") < better
    assert (
        better
        < page.index("Vehicle crime stood at 4.00 per 1,000 people")
        < page.index("The outcomes")
    )


def test_a_dashboard_row_says_it_all_in_words(visitor: Client, stored: models.Release) -> None:
    page = text(visitor, "/")
    row = page[page.index('href="/measures/burglary/">Burglary</a> <span class="sb-unit"') :]
    row = row[: row.index("</tr>")]
    for said in ("3.17", "2020/21", "3.91", "2021/22", "Worsening", "23.3% higher", "Red"):
        assert said in row
    assert "Districts: Highest Blaby 5.00, lowest Melton 2.00" in row


def test_every_state_is_told_in_words(visitor: Client, stored: models.Release) -> None:
    page = text(visitor, "/")
    for said in (
        "Part of a year only",
        "not of equal length",
        "arrears",
        "This figure is suppressed: fewer than five",
        "Suppressed",
        "no return for the quarter",
        "No figure for this quarter",
    ):
        assert said in page, said


def test_a_name_cannot_be_markup(visitor: Client, stored: models.Release) -> None:
    page = text(visitor, "/measures/hate/")
    assert "Hate &lt;incidents&gt;" in page
    assert "<incidents>" not in page


def test_a_measure_page_can_be_traced_to_its_inputs(
    visitor: Client, stored: models.Release
) -> None:
    page = text(visitor, "/measures/burglary/")
    for said in (
        "3.80 to 4.00",  # limits
        "agreed by the Board",  # trigger
        "counting rules changed",  # break
        "Locations are approximate.",  # caveat
        "It shares events with",
        "Of 2020 (mid-2020 estimates)",
        "our rule gives down",
        "pack of 1 June 2022, paragraph 4",
        stored.fingerprint,
        "ab" * 32,
        'href="/measures/burglary-months.csv"',
    ):
        assert said in page, said


def test_every_chart_has_its_table_and_its_figures_to_hover(
    visitor: Client, stored: models.Release
) -> None:
    page = text(visitor, "/measures/burglary/")
    assert page.count("<svg") == page.count('<figure class="sb-chart"') == 3
    assert page.count("The figures as a table") == 3
    assert page.count('role="img"') == 3
    assert "<title>March 2022: events 139</title>" in page
    assert "<title>Melton: value 2.00, 95% limits 1.80 to 2.20" in page
    assert 'scope="row" class="govuk-table__header">March 2022</th>' in page


def test_a_district_has_its_own_front_page(visitor: Client, stored: models.Release) -> None:
    page = text(visitor, "/districts/melton/")
    assert "District in Testshire, 2021/22 Q4" in page
    assert "Burglary stood at 2.00 per 1,000 people" in page
    assert "1/2" in page
    assert "These are given for larger areas only: Vehicle crime;" in page


def test_a_pinned_release_stays_when_a_newer_one_comes(
    visitor: Client, stored: models.Release
) -> None:
    actions.freeze(release(burglary=4.0), by="analyst")
    assert "4.00 per 1,000 people in 2021/22" in text(visitor, "/measures/burglary/")
    old = text(visitor, f"{PINNED}measures/burglary/")
    assert "3.91 per 1,000 people in 2021/22" in old
    assert "This page shows release 2021/22-Q4.1 as it was frozen" in old
    assert f'href="{PINNED}outcomes/crime/"' in old


def test_a_newer_release_names_what_it_restates(visitor: Client, stored: models.Release) -> None:
    assert "There is no release before it" in text(visitor, f"{PINNED}changes/")
    actions.freeze(release(burglary=4.0), by="analyst")
    page = text(visitor, "/releases/2021-22-q4/2/changes/")
    assert "1 figure differs from release 2021/22-Q4.1" in page
    assert "Burglary, Testshire, 2021/22: was 3.91 per 1,000 people" in page
    actions.freeze(release(burglary=4.0, unplaced=0), by="analyst")
    same = text(visitor, "/releases/2021-22-q4/3/changes/")
    assert "Nothing: every figure that release 2021/22-Q4.2 also gives is the same" in same
    asked = text(visitor, "/releases/2021-22-q4/3/changes/?from=2021/22-Q4.1")
    assert "1 figure differs from release 2021/22-Q4.1" in asked


def test_a_record_tells_how_a_release_was_made(visitor: Client, stored: models.Release) -> None:
    page = text(visitor, f"{PINNED}record/")
    for said in (
        "by analyst",
        "Nothing learned after 1 June 2022 was used",
        "5 measures, 4 areas, 7 assessments (1 not known, 1 suppressed)",
        "12 recorded events in the twelve months could not be placed in any district",
        "printed as level, computed as worsening, because from 3.17 to 3.91",
        "cd" * 32,
    ):
        assert said in page, said


def test_both_rags_are_shown_when_a_person_sets_one(
    visitor: Client, stored: models.Release
) -> None:
    actions.override_rag(
        by="chair",
        release=stored,
        measure="burglary",
        area=COUNTY,
        rag=Rag.GREEN,
        reason="A new team started",
        on=date(2022, 7, 1),
    )
    page = text(visitor, "/measures/burglary/")
    assert "Set by chair on 1 July 2022: A new team started. Computed: Red, because" in page
    assert "RAG set by chair on 1 July 2022: A new team started (computed: Red" in text(
        visitor, "/"
    )


def test_figures_that_are_not_alike_are_not_said_to_move(
    visitor: Client, stored: models.Release
) -> None:
    page = text(visitor, "/measures/entrants/")
    assert "Improving, if comparable" in page
    sections = {s.outcome.key: s for s in presenting.sections(release(), Address(stored, False))}
    assert sections["youth"].line == "1 not comparable"
    assert sections["crime"].line == "1 worsening, 1 improving"
    attention = presenting.needs_attention(release(), COUNTY)
    assert "entrants" not in [measure.key for measure, _, _ in attention]


def test_csv_tells_absence_from_zero(visitor: Client, stored: models.Release) -> None:
    answer = visitor.get("/dashboard.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="saferboard-2021-22-q4-1.csv"' in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    county = {row["measure"]: row for row in rows if row["area_code"] == COUNTY}
    assert (
        county["burglary"]
        | {
            "value": "3.91",
            "numerator": "2600",
            "denominator_year": "2020",
            "rag": "Red",
            "state": "number",
        }
        == county["burglary"]
    )
    assert (county["repeats"]["value"], county["repeats"]["state"]) == ("", "suppressed")
    assert (county["hate"]["reason"], county["hate"]["value"]) == ("no return for the quarter", "")
    assert county["entrants"]["cautions"] == "part-year; unequal periods; in arrears"
    melton = next(r for r in rows if r["area"] == "Melton")
    assert (melton["rank"], melton["rank_of"]) == ("1", "2")


def test_csv_runs_no_formula(visitor: Client) -> None:
    made = release()
    places = tuple(
        p if p.name != "Melton" else type(p)(p.code, "=1+1", p.kind, p.within) for p in made.places
    )
    actions.freeze(release(places=places), by="analyst")
    assert ",'=1+1," in visitor.get("/measures/burglary.csv").content.decode()


def test_months_as_csv(visitor: Client, stored: models.Release) -> None:
    rows = visitor.get("/measures/burglary-months.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 2 * 14
    assert rows[1] == f"2021/22-Q4.1,burglary,{COUNTY},Testshire,2021-02,100,,number,missing"


def test_json_is_the_release_itself(visitor: Client, stored: models.Release) -> None:
    whole = visitor.get("/release.json").content
    assert RELEASE.validate_json(whole) == queries.whole(stored)
    one = json.loads(visitor.get("/measures/burglary.json").content)
    assert one["release"]["fingerprint"] == stored.fingerprint
    assert one["measure"]["key"] == "burglary"
    assert [a["area"] for a in one["assessments"]] == ["E10000018", "E07000133", "E07000129"]
