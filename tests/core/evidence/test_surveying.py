"""Shares of answers: counted, rolled up, with limits over the base that they can bear."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.evidence.figures import Number, Suppressed
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.surveying import (
    FEW,
    GIVES_AWAY,
    SMALL,
    breaks,
    counted,
    effective_base,
    figure,
    hidden,
    observed,
    overlapping,
    surveyed,
    within,
)
from saferboard.core.evidence.surveys import Answer, Survey
from tests.core.evidence.samples import AREAS, REPEATS
from tests.core.evidence.surveyed import (
    ASHBY,
    BARROW,
    CORBY,
    COUNTY,
    KNOWN,
    NEW,
    OLD,
    Q3,
    Q4,
    SAFE,
    SURVEY,
    SURVEYS,
    TRUST,
    result,
)


def children(code: str) -> tuple[str, ...]:
    return (ASHBY, BARROW, CORBY) if code == COUNTY else ()


def kept(*parts: tuple[int, int], survey: Survey = SURVEY) -> dict[str, str]:
    """What is hidden of three districts with (agree, base), and of the county they make up."""
    held = dict(zip((ASHBY, BARROW, CORBY), parts, strict=False))
    whole = (sum(a for a, _ in parts), sum(b for _, b in parts))
    results = {area: result(area, *part) for area, part in {**held, COUNTY: whole}.items()}
    return hidden(results, survey, children)


def test_the_published_limits_of_a_share() -> None:
    found = figure(result(agree=65, base=100), "")
    assert isinstance(found, Number)
    assert (found.value, found.numerator, found.denominator) == (65, 65, 100)
    assert found.lower == pytest.approx(55.254, abs=6e-4)
    assert found.upper == pytest.approx(73.636, abs=6e-4)


def test_kishs_effective_base() -> None:
    assert effective_base([1, 1, 1, 1]) == 4
    assert effective_base([2, 2, 2]) == 3  # weights all alike change nothing
    assert effective_base([1, 1, 2, 2]) == pytest.approx(36 / 10)
    assert effective_base([1, 9]) == pytest.approx(100 / 82)


def test_a_weighted_share_has_wider_limits_and_no_count_that_gives_it() -> None:
    plain = figure(result(agree=65, base=100), "")
    weighted = figure(replace(result(agree=60), share=0.65, effective=50.0, weighting="2021"), "")
    assert isinstance(plain, Number)
    assert isinstance(weighted, Number)
    assert weighted.value == plain.value
    assert (weighted.numerator, weighted.denominator) == (None, 100)
    assert plain.lower is not None
    assert weighted.lower is not None
    assert weighted.lower < plain.lower


def test_answers_count_in_their_area_and_in_those_above_it() -> None:
    said = [(ASHBY, True, 1.0), (ASHBY, False, 3.0), (BARROW, True, 2.0)]
    answers = [
        Answer("safe", "1", area, Q3, KNOWN, agrees, weight, "2021")
        for area, agrees, weight in said
    ]
    found = {r.area: r for r in counted(answers, AREAS, COUNTY)}
    assert found.keys() == {ASHBY, BARROW, COUNTY}
    assert (found[ASHBY].agree, found[ASHBY].base, found[ASHBY].share) == (1, 2, 0.25)
    assert (found[COUNTY].agree, found[COUNTY].base, found[COUNTY].share) == (2, 3, 0.5)
    assert found[COUNTY].effective == pytest.approx(36 / 14)
    bare = [replace(answer, weight=None, weighting="") for answer in answers]
    plain = {r.area: r for r in counted(bare, AREAS, COUNTY)}[COUNTY]
    assert (plain.share, plain.effective) == (pytest.approx(2 / 3), 3)


def test_where_an_area_lies() -> None:
    assert within(AREAS, ASHBY, COUNTY) == (ASHBY, COUNTY)
    assert within(AREAS, COUNTY, COUNTY) == (COUNTY,)
    assert within(AREAS, COUNTY, ASHBY) == ()


@pytest.mark.parametrize(
    ("agree", "base", "why"),
    [(20, 29, FEW), (4, 40, SMALL), (36, 40, SMALL), (5, 40, ""), (0, 40, ""), (40, 40, "")],
)
def test_what_may_not_be_shown(agree: int, base: int, why: str) -> None:
    assert hidden({COUNTY: result(COUNTY, agree, base)}, SURVEY, children).get(COUNTY, "") == why


def test_a_survey_may_declare_less() -> None:
    open_one = replace(SURVEY, least_base=1, suppress_to=0, open_because="asked of a list")
    assert kept((1, 2), (2, 2), (3, 60), survey=open_one) == {}


def test_a_lone_suppressed_share_takes_the_smallest_other_with_it() -> None:
    assert kept((5, 12), (30, 60), (40, 80)) == {ASHBY: FEW, BARROW: GIVES_AWAY}


def test_together_the_suppressed_must_be_many_enough_to_be_shown() -> None:
    assert kept((2, 4), (3, 6), (40, 80)) == {ASHBY: FEW, BARROW: FEW, CORBY: GIVES_AWAY}


def test_where_nobody_is_left_to_hide_behind_the_whole_is_hidden() -> None:
    assert kept((2, 4), (3, 6), (4, 10)) == {
        ASHBY: FEW,
        BARROW: FEW,
        CORBY: FEW,
        COUNTY: FEW,
    }
    assert kept((20, 60), (3, 20)) == {ASHBY: GIVES_AWAY, BARROW: FEW}
    assert kept((20, 60)) == {}


def test_a_hidden_whole_is_not_the_sum_of_parts_that_are_shown() -> None:
    # 3 of 60 and 3 of 60 could be shown by nobody; a whole of 4 of 90 that is not their sum, alone.
    results = {
        COUNTY: result(COUNTY, 4, 90),
        ASHBY: result(ASHBY, 10, 60),
        BARROW: result(BARROW, 10, 70),
    }
    assert hidden(results, SURVEY, children) == {COUNTY: SMALL, ASHBY: GIVES_AWAY}


def test_a_restated_neighbour_uncovers_nothing() -> None:
    later = date(2022, 6, 1)
    first = [result(ASHBY, 5, 12), result(BARROW, 30, 60), result(CORBY, 40, 80)]
    rows = (*first, result(COUNTY, 75, 152), result(ASHBY, 20, 40, known=later))
    surveys = replace(SURVEYS, results=rows)
    found = observed(surveys, SAFE, "m", AREAS)
    shown = {(o.area, o.known) for o in found if isinstance(o.figure, Number)}
    assert shown == {(CORBY, KNOWN), (COUNTY, KNOWN)}


def test_results_become_observations() -> None:
    weighted = replace(result(period=Q4, wording="2"), effective=80.4, weighting="2021")
    surveys = replace(SURVEYS, results=(result(), weighted, result(question="trust")))
    plain, noted = observed(surveys, SAFE, "feel_safe", AREAS)
    assert (plain.measure, plain.area, plain.period, plain.known) == (
        "feel_safe",
        COUNTY,
        Q3,
        KNOWN,
    )
    assert plain.source == "results of the Residents' panel, wording 1"
    assert plain.note == ""
    assert noted.note == ("Residents' panel, 2021/22 Q4: weighted (2021), 100 people count as 80")


def test_a_suppressed_result_says_nothing_of_its_base() -> None:
    few = replace(result(base=12, agree=6), weighting="2021")
    (found,) = observed(replace(SURVEYS, results=(few,)), SAFE, "m", AREAS)
    assert found.figure == Suppressed(FEW)
    assert found.note == ""


def test_every_new_wording_is_a_break() -> None:
    (found,) = breaks(SAFE)
    assert found.on == Month(2022, 1)
    assert NEW.text in found.why
    assert breaks(TRUST) == ()


def test_the_wording_in_use() -> None:
    assert SAFE.asked_in(Q3) == OLD
    assert SAFE.asked_in(Q4) == NEW
    assert SAFE.asked_in(Period.parse("2021/22")) is None  # it changed within the year
    assert SAFE.asked_in(Period.parse("2015/16")) is None
    assert SURVEY.weighting_in(Q3) == SURVEY.weightings[0]
    assert SURVEY.weighting_in(Period.parse("2020/21-Q4")) is None


def test_periods_that_share_months() -> None:
    year, other = Period.parse("2021/22"), Period.parse("2022/23")
    rows = [result(), result(period=year), result(period=other), result(ASHBY, period=year)]
    assert [(a.period, b.period) for a, b in overlapping(rows)] == [(Q3, year)]
    assert overlapping([result(), result(known=date(2023, 1, 1)), result(period=Q4)]) == ()


def printed(value: float, period: str) -> Observation:
    return Observation(
        "feel_safe", COUNTY, Period.parse(period), Number(value), KNOWN, "2022-05-01", "3"
    )


def test_what_a_release_says_of_a_survey() -> None:
    shown = replace(REPEATS, key="feel_safe", question="safe")
    rows = (result(question="trust", period=Q4), result(question="trust", known=date(2022, 9, 1)))
    surveys = replace(SURVEYS, results=rows)
    printed_rows = (printed(70, "2020/21"), printed(60, "2012/13"), printed(80, "2022/23"))
    (found,) = surveyed(surveys, [shown, REPEATS], printed_rows, AREAS, Q4, date(2022, 6, 1))
    assert found.survey == SURVEY
    assert [q.key for q in found.questions] == ["safe", "trust"]
    # Printed values stand beside results; what is old, later or learned later is left out.
    assert [(a.question, a.wording, a.period) for a in found.answers] == [
        ("safe", "1", Period.parse("2020/21")),
        ("trust", "1", Q4),
    ]


def test_a_survey_of_which_nothing_is_known_is_not_spoken_of() -> None:
    assert surveyed(SURVEYS, [REPEATS], (), AREAS, Q4, KNOWN) == ()
    assert SURVEYS.question("nobody") is None
