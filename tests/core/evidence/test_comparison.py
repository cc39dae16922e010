"""Statistically better, similar or worse, by each rule; and what cannot be tested says why."""

from dataclasses import replace

import pytest

from saferboard.core.directory.populations import Denominator
from saferboard.core.evidence.comparison import RULES, Compared, Given, Verdict, compare
from saferboard.core.evidence.comparison_words import sentences, verdict_words
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.measures import Better, CompareBy, Kind
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rates import rate
from saferboard.core.evidence.releasing import NOT_HELD
from tests.core.evidence.samples import BURGLARY, observed, partnership, released, three

YEAR = Period.of_year(2021)
PEOPLE = Denominator(20_000, 2020, "mid-2020")
FUNNEL = replace(BURGLARY, compared_by=CompareBy.FUNNEL)
BACK = replace(BURGLARY, counts=(), work_back=True)


def figure(events: int, people: int = 20_000) -> Number:
    found = rate(events, people)
    return Number(found.value, found.lower, found.upper, events, people)


def against(
    value: Figure,
    theirs: Figure = Number(5.0),  # noqa: B008 a frozen value
    measure: object = BURGLARY,
    better: Better | None = Better.LOWER,
    period: Period | None = YEAR,
    people: Denominator | None = None,
) -> Compared:
    return compare(measure, Given(value, YEAR), "E92", Given(theirs, period), better, people)  # type: ignore[arg-type]


@pytest.mark.parametrize("measure", [BURGLARY, FUNNEL])
@pytest.mark.parametrize(
    ("events", "better", "verdict"),
    [
        (70, Better.LOWER, Verdict.BETTER),
        (100, Better.LOWER, Verdict.SIMILAR),
        (140, Better.LOWER, Verdict.WORSE),
        (70, Better.HIGHER, Verdict.WORSE),
        (140, Better.HIGHER, Verdict.BETTER),
        (70, None, Verdict.LOWER),
        (140, None, Verdict.HIGHER),
        (100, None, Verdict.SIMILAR),
    ],
)
def test_verdicts(measure: object, events: int, better: Better | None, verdict: Verdict) -> None:
    found = against(figure(events), measure=measure, better=better)
    assert found.verdict is verdict
    assert found.rule in RULES.values()
    assert found.because == ""


def test_the_two_rules_agree_where_both_parts_are_known() -> None:
    """The funnel's lines are the exact limits turned round; Byar's stand within 0.2% of those."""
    for events in range(60, 141):
        found = [against(figure(events), measure=rule).verdict for rule in (BURGLARY, FUNNEL)]
        assert found[0] is found[1], events


@pytest.mark.parametrize(
    ("own", "theirs", "said"),
    [
        (Suppressed("small"), Number(5.0), "this area’s figure is suppressed"),
        (Missing("late"), Number(5.0), "this area’s figure is not known"),
        (figure(80), Suppressed("small"), "the wider area’s figure is suppressed"),
        (figure(80), Missing("late"), "the wider area’s figure is not known"),
        (Number(4.0), Number(5.0), "this area’s limits are not known"),
        (Number(4.0, lower=3.0), Number(5.0), "this area’s limits are not known"),
    ],
)
def test_what_cannot_be_tested_says_why(own: Figure, theirs: Figure, said: str) -> None:
    found = against(own, theirs)
    assert found.verdict is Verdict.UNTESTED
    assert said in found.because
    assert found.figure == theirs


def test_figures_of_other_periods_are_not_compared() -> None:
    assert "covers 2020/21" in against(figure(80), period=Period.of_year(2020)).because
    assert "an unnamed period" in against(figure(80), period=None).because
    assert against(figure(80), NOT_HELD.figure, period=None).because.endswith("not known")


def test_limits_worked_back_from_a_printed_rate() -> None:
    """As of hospital admissions for violence in March 2021: 23.4 per 100,000, England 45.8."""
    admissions = replace(BACK, per=100_000)
    county = Denominator(713_085, 2020, "mid-2020")
    found = against(Number(23.4), Number(45.8), admissions, people=county)
    assert found.verdict is Verdict.BETTER
    assert "worked back from its rate and the people of 2020" in found.because
    assert against(Number(23.4), Number(25.0), admissions, people=county).verdict is Verdict.SIMILAR
    assert against(Number(23.4), Number(45.8), admissions).verdict is Verdict.UNTESTED
    by_funnel = replace(admissions, compared_by=CompareBy.FUNNEL)
    assert against(Number(23.4), Number(45.8), by_funnel, people=county).verdict is Verdict.BETTER
    assert against(Number(23.4), Number(45.8), by_funnel).verdict is Verdict.UNTESTED


def test_known_limits_are_not_worked_back_again() -> None:
    assert against(figure(80), measure=BACK, people=PEOPLE).because == ""


def test_a_count_has_no_funnel() -> None:
    count = replace(FUNNEL, kind=Kind.COUNT)
    assert "not known" in against(Number(80.0, numerator=80, denominator=5), measure=count).because


def test_it_is_told_a_verdict_at_a_time() -> None:
    names = {"a": "East Midlands", "b": "England", "c": "Wales"}
    held = [
        Compared("a", Number(6.0), Verdict.BETTER, ""),
        Compared("b", Number(5.5), Verdict.BETTER, ""),
        Compared("c", Number(4.0), Verdict.SIMILAR, ""),
        Compared("d", Suppressed("small"), Verdict.UNTESTED, "", "it is suppressed"),
    ]
    assert list(sentences(held, names, BURGLARY)) == [
        "Statistically better than East Midlands (6.00) and England (5.50)",
        "Statistically similar to Wales (4.00)",
        "Not tested against d: it is suppressed",
    ]
    assert verdict_words(Verdict.WORSE) == "Statistically worse"
    assert verdict_words(Verdict.UNTESTED) == "Not tested"


def test_a_release_freezes_what_it_was_held_against() -> None:
    measure = replace(BURGLARY, compared_with=("E10000001",))
    release = released(partnership(measure), three(10, 10))
    by_area = {a.area: a.compared for a in release.assessments}
    assert by_area["E10000001"] == (), "a wider area is not held against itself"
    (found,) = by_area["E07000001"]
    whole = release.of("burglary", "E10000001")
    assert whole is not None
    assert found.figure == whole.figure
    assert found.verdict is Verdict.WORSE


def test_an_area_without_a_figure_is_not_tested_against() -> None:
    rows = (
        observed("2021/22", 43, measure="burglary"),
        observed("2020/21", 40, measure="burglary"),
    )
    measure = replace(BACK, compared_with=("E92000001",))
    release = released(partnership(measure, observations=rows))
    ours = release.of("burglary")
    assert ours is not None
    (found,) = ours.compared
    assert found.verdict is Verdict.UNTESTED
    assert found.figure == NOT_HELD.figure
