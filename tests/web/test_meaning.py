"""What a figure means is said wherever it is shown; retired measures and overlaps have pages."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from django.test import Client

from saferboard.core.board.performance_paper import performance_paper
from saferboard.core.document.stored import to_json
from saferboard.core.document.tree import Contact
from saferboard.core.evidence import assessment as a
from saferboard.core.evidence.comparison import Compared, Verdict
from saferboard.core.evidence.figures import Number, Suppressed
from saferboard.core.evidence.measures import Better, Break, CompareBy, Polarity
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Release
from saferboard.web.evidence import actions
from tests.web.factories import BLABY, COUNTY, FORCE, MEASURES, MELTON, release
from tests.web.test_pages import text

CRIME = replace(
    MEASURES[0],
    breaks=(Break(Month(2020, 10), "Sheds came in"),),
    polarity=(Polarity(Month(2010, 4), Better.HIGHER), Polarity(Month(2021, 1), Better.LOWER)),
    retired=Month(2023, 4),
    retired_because="The survey ends",
    peers="districts",
    compared_with=(FORCE,),
)
GONE = replace(
    MEASURES[1],
    key="gone",
    name="Old burglary",
    retired=Month(2019, 4),
    retired_because="Recording changed.",
)
# What stands on every place that shows the county's burglary.
SAID = {
    "part-year": "Part of a year only",
    "estimated": "Partly estimated",
    "provisional": "Provisional",
    "revised": "Revised since first given",
    "definition changed": "The definition changed",
    "in arrears": "Unchanged since 2021/22 Q4",
    "incomplete": "Months are missing",
    "overlapping periods": "The two periods share months",
    "unequal periods": "not of equal length",
    "break": "Not comparable before October 2020: Sheds came in",
    "polarity": "Since January 2021 lower is better; until then higher is better",
    "retirement": "Not reported any more from April 2023: The survey ends",
    "note": "Printed without decimals",
}
OVERLAP = "Shares events with Vehicle crime: not to be added up"


def full() -> Release:
    """The usual release, its burglary in every state at once, in county and district."""
    made = release()
    against = (
        Compared(FORCE, Number(3.2), Verdict.WORSE, "the rule"),
        Compared("E92", Suppressed("small"), Verdict.UNTESTED, "the rule", "it is suppressed"),
    )

    def stated(one: a.Assessment) -> a.Assessment:
        if one.measure != "burglary":
            return one
        return replace(
            one, states=tuple(a.State), notes=("Printed without decimals.",), compared=against
        )

    return replace(
        made,
        measures=(CRIME, *MEASURES[1:]),
        assessments=tuple(map(stated, made.assessments)),
        peer_sets=(
            PeerSet("districts", "the districts", (MELTON, BLABY), "the county", Month(2020, 4)),
        ),
        retired=(GONE,),
    )


@pytest.fixture
def frozen(db: None) -> None:
    actions.freeze(full(), by="analyst")


@pytest.mark.parametrize(
    "url", ["/", "/outcomes/crime/", "/districts/melton/", "/measures/burglary/"]
)
@pytest.mark.parametrize("key", SAID)
def test_every_state_on_every_page(visitor: Client, frozen: None, url: str, key: str) -> None:
    assert SAID[key] in text(visitor, url)


@pytest.mark.parametrize(
    "url", ["/", "/outcomes/crime/", "/districts/melton/", "/measures/burglary/"]
)
def test_overlaps_on_every_page(visitor: Client, frozen: None, url: str) -> None:
    assert OVERLAP in text(visitor, url)


def test_every_state_in_the_paper() -> None:
    paper = performance_paper(full(), Contact("Analyst", "Council"), "1 July 2022")
    told = str(to_json(paper))
    for said in SAID.values():
        # Of figures that are not alike the paper's sentence says why they cannot be judged.
        assert said[:1].lower() + said[1:] in told or said in told, said
    assert "Burglary shares events with Vehicle crime" in told
    assert "Statistically worse than Testshire and Rutland (3.20)." in told
    assert "Not tested against E92: it is suppressed." in told


def test_every_state_in_csv_and_json(visitor: Client, frozen: None) -> None:
    for url in ("/dashboard.csv", "/measures/burglary.csv"):
        answer = visitor.get(url)
        rows = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
        row = next(r for r in rows if (r["measure"], r["area_code"]) == ("burglary", COUNTY))
        assert all(said in row["notes"] for said in (*SAID.values(), OVERLAP))
        assert row["cautions"].split("; ") == [state.value for state in a.State]
        assert row["compared"] == f"{FORCE} worse; E92 not tested"
    found = visitor.get("/measures/burglary.json").json()
    told = " ".join(found["notes"][COUNTY])
    assert all(said in told for said in (*SAID.values(), OVERLAP))
    assert found["overlaps"] == [
        {"one": "burglary", "how": "shares events with", "other": "vehicle"}
    ]


def test_a_measure_is_held_against_others(visitor: Client, frozen: None) -> None:
    page = text(visitor, "/measures/burglary/")
    for said in (
        "Statistically worse than Testshire and Rutland (3.20).",
        "Not tested against E92: it is suppressed.",
        "Ranked within: the districts, peers since April 2020 (Melton, Blaby)",
        "Position by fifths of the ranking",
        "this area’s own 95% limits",
    ):
        assert said in page, said


@pytest.mark.parametrize("url", ["/", "/outcomes/crime/", "/districts/melton/"])
def test_a_row_says_how_it_stands_against_others(visitor: Client, frozen: None, url: str) -> None:
    page = text(visitor, url)
    assert "Statistically worse than Testshire and Rutland (3.20).</p>" in page
    assert "Not tested against" not in page


def test_the_funnel_rule_is_told_where_it_is_declared(db: None, visitor: Client) -> None:
    by_funnel = replace(CRIME, compared_by=CompareBy.FUNNEL)
    made = full()
    actions.freeze(replace(made, measures=(by_funnel, *made.measures[1:])), by="analyst")
    assert "the 95% funnel around the wider area’s value" in text(visitor, "/measures/burglary/")


def test_a_measure_without_others_has_no_such_section(visitor: Client, frozen: None) -> None:
    assert "Against others" not in text(visitor, "/measures/repeats/")


def test_a_retired_measure_keeps_a_page(visitor: Client, frozen: None) -> None:
    page = text(visitor, "/measures/gone/")
    for said in (
        '<h1 class="govuk-heading-xl">Old burglary</h1>',
        "April 2019 was the first month without it",
        "Recording changed.",
        "No release made here holds a figure of it.",
    ):
        assert said in page, said
    assert "Old burglary</a>: not reported any more from April 2019" in text(visitor, "/data/")


def test_it_leads_to_the_last_release_that_has_it(db: None, visitor: Client) -> None:
    made = release()
    actions.freeze(made, by="analyst")
    going = replace(MEASURES[0], retired=Month(2022, 4))
    actions.freeze(
        replace(
            release(quarter="2022/23-Q1"),
            measures=MEASURES[1:],
            assessments=tuple(x for x in made.assessments if x.measure != "burglary"),
            retired=(going,),
        ),
        by="analyst",
    )
    page = text(visitor, "/measures/burglary/")
    assert 'href="/releases/2021-22-q4/1/measures/burglary/">release 2021/22-Q4.1</a>' in page
    assert "Nobody has declared why." in page
    assert "Burglary</h1>" in text(visitor, "/releases/2021-22-q4/1/measures/burglary/")


def test_overlaps_are_drawn_and_told(visitor: Client, frozen: None) -> None:
    page = text(visitor, "/measures/overlaps/")
    assert "<title>Burglary shares events with Vehicle crime</title>" in page
    assert "2 measures joined by 1 curves, each a row of the table" in page
    assert 'stroke-dasharray="6 4"' in page
    assert page.count('<svg class="sb-arcs"') == 2  # one for wide pages, one for narrow ones
    assert 'href="/measures/overlaps/"' in text(visitor, "/data/")
    assert 'href="/measures/overlaps/"' in text(visitor, "/measures/burglary/")


def test_without_overlaps_the_page_says_so(db: None, visitor: Client) -> None:
    plain = tuple(replace(m, overlaps=()) for m in MEASURES)
    actions.freeze(release(measures=plain), by="analyst")
    page = text(visitor, "/measures/overlaps/")
    assert "No two measures of this release are known to count the same events." in page
    assert '<svg class="sb-arcs"' not in page


def test_what_is_declared_differently_is_told(db: None, visitor: Client) -> None:
    actions.freeze(release(), by="analyst")
    actions.freeze(full(), by="analyst")
    page = text(visitor, "/releases/2021-22-q4/2/changes/")
    assert "What it declares differently" in page
    assert "Old burglary: added" in page
    assert "Burglary: first month without it was none, is April 2023" in page
    again = text(visitor, "/releases/2021-22-q4/2/changes/?from=2021/22-Q4.2")
    assert "No declaration of a measure or of peers differs." in again
