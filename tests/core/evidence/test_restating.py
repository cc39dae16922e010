"""A release difference names every restated figure."""

from dataclasses import replace

from saferboard.core.evidence.figures import Missing
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.restating import restatements
from tests.core.evidence.samples import (
    BURGLARY,
    REPEATS,
    observed,
    partnership,
    released,
    three,
)


def test_nothing_is_restated_by_the_same_release() -> None:
    release = released(partnership(BURGLARY), three(10, 10))
    assert restatements(release, release) == ()


def test_every_restated_figure_is_named() -> None:
    old = released(partnership(BURGLARY), three(10, 10))
    held = three(10, 10)
    held["burglary", "E07000001"][Month(2021, 6)] += 1
    new = released(partnership(BURGLARY), held)
    (found,) = restatements(old, new)
    assert found.words == (
        "Burglary, Ashby, 2021/22: was 24.00 per 1,000 people (240 events), "
        "is 24.10 per 1,000 people (241 events)"
    )


def test_what_is_added_left_out_or_no_longer_known_is_named() -> None:
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    old = released(partnership(BURGLARY), three(1, 1))
    new = released(partnership(BURGLARY, REPEATS, observations=rows), three(1, 1))
    assert [r.words for r in restatements(old, new)] == [
        "MARAC repeats, Mercia, 2020/21: was not given, is 34%",
        "MARAC repeats, Mercia, 2021/22: was not given, is 43%",
    ]
    gone = replace(
        old, assessments=(replace(old.assessments[0], figure=Missing("late")), *old.assessments[1:])
    )
    (lost,) = restatements(old, gone)
    assert lost.words.endswith("is missing (late)")


def test_of_two_quarters_only_shared_periods_are_compared() -> None:
    old = released(partnership(BURGLARY), three(1, 1))
    later = replace(
        old,
        quarter=old.quarter.shifted(3),
        assessments=tuple(
            replace(a, period=a.period.shifted(3)) for a in old.assessments if a.period
        ),
    )
    assert restatements(old, later) == ()
