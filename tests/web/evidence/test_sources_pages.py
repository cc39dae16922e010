"""Two sources side by side: on their own page, on each measure's, and never added up."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferboard.core.evidence.assessment import Assessment, Reading
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.two_sources import Overlap, TwoSources
from saferboard.web.evidence import actions
from tests.web.factories import BLABY, COUNTY, MELTON, YEAR, assessed, measure, release

POLICE = measure("asb_calls", "Reported to the police", "youth")
CASES = measure("asb_cases", "Cases on file", "youth")
NONE = Missing("none before")
BOTH = TwoSources("asb", "ASB twice", ("asb_calls", "asb_cases"), "It was never measured.")
OVERLAP = Overlap(COUNTY, YEAR, "asb_cases", 40.0, 30.0, 50.0, "a sample", date(2022, 5, 1))
SERIES = tuple(Reading(Month(2021, n), None, 6.0 + n / 10) for n in (1, 2, 3))


def said(one: str, area: str, figure: Figure) -> Assessment:
    """An assessment of one of the two sources."""
    source = POLICE if one == "calls" else CASES
    return assessed(source, area, figure, NONE, series=SERIES)


def held(both: TwoSources = BOTH, *others: Assessment) -> Release:
    """The sample release with the two sources in the county."""
    made = release()
    return replace(
        made,
        measures=(*made.measures, POLICE, CASES),
        assessments=(
            *made.assessments,
            said("calls", COUNTY, Number(5.98)),
            said("cases", COUNTY, Number(6.68)),
            *others,
        ),
        two_sources=(both,),
    )


def words(client: Client, path: str) -> str:
    """What a page says."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_an_overlap_never_measured_adds_nothing_up(visitor: Client) -> None:
    actions.freeze(held(), by="analyst")
    for path in ("/asb/", "/sources/asb/", "/releases/2021-22-q4/1/asb/"):
        page = words(visitor, path)
        assert "5.98" in page
        assert "6.68" in page
        assert "It was never measured. So the two are not added up" in page
        assert "12.66" not in page
        assert page.count("The figures as a table") == 2


@pytest.mark.django_db
def test_a_measured_overlap_is_stated_as_an_interval(visitor: Client) -> None:
    actions.freeze(held(replace(BOTH, overlaps=(OVERLAP,))), by="analyst")
    page = words(visitor, "/asb/")
    assert "Between 9.32 and 10.66 per 1,000 people distinct, about 9.99" in page
    assert "a sample, measured 1 May 2022" in page
    assert "For every other area and period: It was never measured." in page


@pytest.mark.django_db
def test_each_measure_leads_to_the_other(visitor: Client) -> None:
    actions.freeze(held(), by="analyst")
    for key in ("asb_calls", "asb_cases"):
        page = words(visitor, f"/measures/{key}/")
        assert "Counted by another source too" in page
        assert 'href="/sources/asb/"' in page
    assert "Counted by another source too" not in words(visitor, "/measures/burglary/")
    pinned = words(visitor, "/releases/2021-22-q4/1/measures/asb_calls/")
    assert 'href="/releases/2021-22-q4/1/sources/asb/"' in pinned


@pytest.mark.django_db
def test_suppressed_missing_and_zero_are_three_things(visitor: Client) -> None:
    actions.freeze(
        held(
            replace(BOTH, overlaps=(replace(OVERLAP, area=MELTON), replace(OVERLAP, area=BLABY))),
            said("calls", MELTON, Suppressed("fewer than five")),
            said("cases", MELTON, Number(4.11)),
            said("calls", BLABY, Number(0.0)),
            said("cases", BLABY, Number(3.21)),
        ),
        by="analyst",
    )
    page = words(visitor, "/asb/")
    assert "Suppressed" in page
    assert "One figure is suppressed, so nothing is said of both together" in page
    assert "0.00" in page
    # Nothing of which 40% could be found among no incidents at all: told, not joined.
    assert "one of the figures is wrong" in page


@pytest.mark.django_db
def test_an_area_of_which_nothing_is_known_is_left_out(visitor: Client) -> None:
    actions.freeze(held(BOTH, said("calls", MELTON, Missing("late"))), by="analyst")
    assert "Melton" not in words(visitor, "/asb/")


@pytest.mark.django_db
def test_a_headline_without_a_figure_says_so(visitor: Client) -> None:
    found = held()
    kept = tuple(a for a in found.assessments if not a.measure.startswith("asb_"))
    melton = (said("calls", MELTON, Number(1.0)), said("calls", COUNTY, Missing("late")))
    actions.freeze(replace(found, assessments=(*kept, *melton)), by="analyst")
    assert "No source has a figure for Testshire this quarter" in words(visitor, "/asb/")
    assert "Counted by another source too" not in words(visitor, "/measures/asb_calls/")


@pytest.mark.django_db
def test_there_is_no_page_of_sources_that_a_release_does_not_declare(visitor: Client) -> None:
    actions.freeze(release(), by="analyst")
    assert visitor.get("/asb/").status_code == 404
    assert visitor.get("/sources/other/").status_code == 404


@pytest.mark.django_db
def test_more_areas_ask_no_more_queries(
    visitor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    more = [said(one, area, Number(1.0)) for area in (MELTON, BLABY) for one in ("calls", "cases")]
    actions.freeze(held(BOTH, *more), by="analyst")
    with django_assert_max_num_queries(5):
        words(visitor, "/asb/")
