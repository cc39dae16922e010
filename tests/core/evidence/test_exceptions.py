"""Nothing is called unexceptional against its control chart, and no chart outweighs a trigger."""

from dataclasses import replace

import pytest

from saferboard.core.evidence.assessment import Direction
from saferboard.core.evidence.control import Control, Rebase
from saferboard.core.evidence.exceptions import Standout, Summary, stands_out, summarise
from saferboard.core.evidence.measures import Kind, Line, Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import RELEASE, Release
from tests.core.evidence.samples import BURGLARY, HELD, HIGHER, Q4, partnership, released

COUNTY = "E10000001"
STEADY = [30, 31, 29, 30, 32, 28, 30, 29, 31, 30, 32, 29] * 2
CHARTED = replace(BURGLARY, kind=Kind.COUNT, places=0, peers=None, overlaps=(), control=Control())


def of(*measures: tuple[Measure, list[int]]) -> Release:
    held = {
        (measure.key, COUNTY): dict(zip(HELD, counts, strict=True)) for measure, counts in measures
    }
    return released(partnership(*(measure for measure, _ in measures)), held)


def only(summary: Summary) -> Standout:
    (found,) = summary.exceptions
    return found


def spiked(by: int) -> list[int]:
    return [*STEADY[:-1], STEADY[-1] + by]


def test_a_level_year_with_a_signal_stands_out() -> None:
    worse = only(summarise(of((CHARTED, spiked(15)))))
    assert worse.assessment.direction is Direction.LEVEL
    assert (worse.why, worse.is_good) == ("significantly worse", False)
    assert worse.words.endswith(
        "Its control chart shows a significant change for the worse: March 2022 (44) is above the "
        "upper limit (36.7)."
    )
    better = only(summarise(of((replace(CHARTED, polarity=HIGHER), spiked(15)))))
    assert (better.why, better.is_good) == ("significantly better", True)
    neither = only(summarise(of((replace(CHARTED, polarity=()), spiked(15)))))
    assert (neither.why, neither.is_good) == ("significantly changed", False)


def test_the_chart_of_the_quarter_comes_before_the_change_of_a_year() -> None:
    falling = [n + 20 for n in STEADY[:12]] + spiked(15)[12:]
    measure = replace(CHARTED, control=Control(rebases=(Rebase(Month(2021, 4), "Why."),)))
    found = only(summarise(of((measure, falling))))
    assert found.assessment.direction is Direction.UP
    assert found.why == "significantly worse"
    past = replace(measure, trigger=Line(300, "plan"))
    assert only(summarise(of((past, falling)))).why == "past its trigger"


def test_a_year_beyond_the_dead_band_is_told_with_what_its_chart_says() -> None:
    rising = STEADY[:12] + [n + 3 for n in STEADY[12:]]
    quiet = replace(CHARTED, control=Control(rebases=(Rebase(Month(2021, 4), "Why."),)))
    found = only(summarise(of((quiet, rising))))
    assert found.why == "worse"
    assert found.words.endswith("Its control chart shows no significant change in the quarter.")


def test_nothing_exceptional_is_said_of_what_was_looked_at() -> None:
    calm = summarise(of((CHARTED, list(STEADY))))
    assert (calm.exceptions, calm.level, calm.charted) == ((), 1, 1)
    assert "no trigger was passed, and no control chart shows a significant change." in calm.words
    other = replace(CHARTED, key="other", control=None)
    mixed = summarise(of((CHARTED, list(STEADY)), (other, list(STEADY))))
    assert mixed.charted == 1
    assert "no control chart shows a significant change (one measure has one)." in mixed.words
    third = replace(CHARTED, key="third")
    more = summarise(of((CHARTED, list(STEADY)), (other, list(STEADY)), (third, list(STEADY))))
    assert "(2 measures have one)" in more.words
    alone = summarise(of((other, list(STEADY))))
    assert alone.words.endswith("no trigger was passed.")


def test_a_chart_that_cannot_tell_is_not_counted_as_calm() -> None:
    begun = replace(CHARTED, control=Control(rebases=(Rebase(Month(2022, 3), "Why."),)))
    found = summarise(of((begun, list(STEADY))))
    assert (found.level, found.charted) == (1, 0)


def test_exceptions_come_worst_first() -> None:
    improved = replace(CHARTED, key="improved", polarity=HIGHER)
    worse = replace(CHARTED, key="worse")
    moved = replace(CHARTED, key="moved", control=None)
    found = summarise(
        of(
            (improved, spiked(15)),
            (moved, STEADY[:12] + [n + 3 for n in STEADY[12:]]),
            (worse, spiked(15)),
        )
    )
    assert [item.measure.key for item in found.exceptions] == ["worse", "moved", "improved"]


def test_a_release_keeps_what_its_charts_say() -> None:
    release = of((CHARTED, spiked(15)))
    assert RELEASE.validate_json(RELEASE.dump_json(release)) == release
    (assessment,) = release.assessments
    assert assessment.control is not None
    assert assessment.control.signs[0].last == Q4.last
    assert stands_out(CHARTED, replace(assessment, control=None), Q4.last) is None


@pytest.mark.parametrize("gone", ["control", "returned"])
def test_a_release_from_before_there_were_charts_is_read(gone: str) -> None:
    stored = RELEASE.dump_python(of((replace(CHARTED, control=None), list(STEADY))), mode="json")
    for assessment in stored["assessments"]:
        del assessment[gone]
        for reading in assessment["series"]:
            del reading["over"], reading["suppressed"]
    (read,) = RELEASE.validate_python(stored).assessments
    assert read.control is None
    assert read.returned == ()
