"""Change, direction, rank, position and RAG."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.assessment import Change, Direction, Position, Rank
from saferboard.core.evidence.change import change, direction
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.measures import Better, Kind, Line, Measure, Polarity, Rag, RagRule
from saferboard.core.evidence.peers import AS_PRINTED, position, position_rule, rank
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.rag import RULES, judge, overall
from tests.core.evidence.samples import BURGLARY


def test_points_and_per_cent_are_not_the_same() -> None:
    """The Board's paper called 34% to 43% "an increase of 9%"."""
    found = change(Number(43), Number(34), Kind.PROPORTION)
    assert found is not None
    assert found.points == found.absolute == 9
    assert found.per_cent == pytest.approx(26.47, abs=0.01)


@pytest.mark.parametrize(
    ("before", "now", "per_cent"), [(185, 117, -36.8), (7.07, 7.29, 3.1), (47.21, 51.61, 9.3)]
)
def test_changes_the_papers_got_wrong(before: float, now: float, per_cent: float) -> None:
    found = change(Number(now), Number(before), Kind.RATE)
    assert found is not None
    assert found.points is None
    assert found.per_cent == pytest.approx(per_cent, abs=0.05)


def test_no_change_without_two_numbers() -> None:
    assert change(Missing("late"), Number(1), Kind.COUNT) is None
    assert change(Number(1), Suppressed("small"), Kind.COUNT) is None
    assert direction(None, Better.LOWER, 7.5) is Direction.UNKNOWN


def test_from_zero_there_is_no_per_cent_but_there_is_a_direction() -> None:
    found = change(Number(3), Number(0), Kind.COUNT)
    assert found == Change(3, None, None)
    assert direction(found, Better.LOWER, 7.5) is Direction.DOWN
    nothing = change(Number(0), Number(0), Kind.COUNT)
    assert direction(nothing, Better.LOWER, 7.5) is Direction.LEVEL


@pytest.mark.parametrize(
    ("better", "now", "expected"),
    [
        (Better.LOWER, 107.5, Direction.LEVEL),
        (Better.LOWER, 107.6, Direction.DOWN),
        (Better.LOWER, 92.4, Direction.UP),
        (Better.HIGHER, 107.6, Direction.UP),
        (Better.HIGHER, 92.4, Direction.DOWN),
        (None, 200, Direction.UNKNOWN),
    ],
)
def test_direction_is_by_performance(
    better: Better | None, now: float, expected: Direction
) -> None:
    assert direction(change(Number(now), Number(100), Kind.RATE), better, 7.5) is expected


def test_polarity_is_dated() -> None:
    measure = replace(
        BURGLARY,
        polarity=(Polarity(Month(2015, 4), Better.HIGHER), Polarity(Month(2020, 4), Better.LOWER)),
    )
    assert measure.better_at(Month(2015, 3)) is None
    assert measure.better_at(Month(2020, 3)) is Better.HIGHER
    assert measure.better_at(Month(2020, 4)) is Better.LOWER


def test_a_measure_takes_its_categories() -> None:
    total = replace(BURGLARY, counts=("*",), leaves_out=("anti_social_behaviour",))
    assert BURGLARY.is_counted
    assert BURGLARY.takes("burglary")
    assert not BURGLARY.takes("robbery")
    assert total.takes("robbery")
    assert not total.takes("anti_social_behaviour")
    assert not replace(BURGLARY, counts=()).is_counted


def test_ties_share_the_better_place() -> None:
    values = {"a": 1.0, "b": 2.0, "c": 2.0, "d": 5.0}
    ranks = {k: str(rank(values, k, Better.LOWER, "peers")) for k in values}
    assert ranks == {"a": "1/4", "b": "=2/4", "c": "=2/4", "d": "4/4"}
    assert str(rank(values, "d", Better.HIGHER, "peers")) == "1/4"
    assert rank(values, "e", Better.LOWER, "peers") is None
    assert rank({"a": 1.0}, "a", Better.LOWER, "peers") is None


def test_a_position_says_how_it_came_about() -> None:
    ours, theirs = Rank(4, 9, False, "the districts"), Rank(4, 9, False, AS_PRINTED)
    assert position_rule(ours).startswith("by fifths")
    assert position_rule(theirs) == position_rule(None) == "as the Board printed it"


def test_positions_by_fifths() -> None:
    nine = {str(n): float(n) for n in range(1, 10)}
    words = [position(nine, str(n), Better.LOWER) for n in range(1, 10)]
    t, a, m, b, z = Position
    assert words == [t, t, a, a, m, b, b, z, z]
    assert position(nine, "missing", Better.LOWER) is None
    level = {"a": 1.0, "b": 1.0, "c": 1.0}
    assert position(level, "a", Better.LOWER) is Position.AVERAGE


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9).map(float), min_size=2, max_size=12))
def test_rank_against_sorting(values: dict[str, float]) -> None:
    """The obvious way: sort, and look up where the value first stands."""
    ordered = sorted(values.values())
    for area, value in values.items():
        found = rank(values, area, Better.LOWER, "peers")
        assert found is not None
        assert found.place == ordered.index(value) + 1
        assert found.tied == (ordered.count(value) > 1)


def judged(measure: Measure, value: float, way: Direction, place: Position | None = None) -> Rag:
    found = judge(measure, Number(value), way, Better.LOWER, place)
    assert found.rule == RULES[measure.rag]
    assert found.because
    return found.rag


def test_rag_by_direction() -> None:
    assert judged(BURGLARY, 3, Direction.UP) is Rag.GREEN
    assert judged(BURGLARY, 3, Direction.LEVEL, Position.BOTTOM) is Rag.GREEN
    assert judged(BURGLARY, 3, Direction.DOWN, Position.BELOW) is Rag.AMBER
    assert judged(BURGLARY, 3, Direction.DOWN, Position.BOTTOM) is Rag.RED
    assert judged(BURGLARY, 3, Direction.UNKNOWN) is Rag.GREY
    triggered = replace(BURGLARY, trigger=Line(2, "guide"))
    assert judged(triggered, 3, Direction.DOWN) is Rag.RED
    assert judged(triggered, 2, Direction.DOWN) is Rag.AMBER


def test_rag_by_target() -> None:
    measure = replace(BURGLARY, rag=RagRule.TARGET, target=Line(2, "plan"))
    assert judged(measure, 2, Direction.DOWN) is Rag.GREEN
    assert judged(measure, 3, Direction.LEVEL) is Rag.AMBER
    assert judged(measure, 3, Direction.DOWN) is Rag.RED
    assert judged(measure, 3, Direction.UNKNOWN) is Rag.GREY
    assert judged(replace(measure, target=None), 3, Direction.UP) is Rag.GREY


def test_rag_of_figures_that_are_not_comparable_is_grey_unless_a_target_decides() -> None:
    """Half a year beside a whole one: 0.71 to 0.72 re-offences must not be called level."""
    found = judge(BURGLARY, Number(3), Direction.LEVEL, Better.LOWER, None, comparable=False)
    assert (found.rag, found.because) == (Rag.GREY, "the earlier figure is not comparable")
    measure = replace(BURGLARY, rag=RagRule.TARGET, target=Line(2, "plan"))
    met = judge(measure, Number(2), Direction.DOWN, Better.LOWER, None, comparable=False)
    missed = judge(measure, Number(3), Direction.DOWN, Better.LOWER, None, comparable=False)
    assert met.rag is Rag.GREEN
    assert missed.because == "the target is not met, and the earlier figure is not comparable"


def test_rag_without_a_figure_or_a_polarity_is_grey() -> None:
    missing = judge(BURGLARY, Missing("late"), Direction.UNKNOWN, Better.LOWER, None)
    unread = judge(BURGLARY, Number(1), Direction.UNKNOWN, None, None)
    assert missing.rag is unread.rag is Rag.GREY


def test_higher_is_better_meets_a_target_from_above() -> None:
    measure = replace(BURGLARY, rag=RagRule.TARGET, target=Line(80, "plan"))
    assert judge(measure, Number(80), Direction.LEVEL, Better.HIGHER, None).rag is Rag.GREEN


def test_an_outcome_is_as_its_worst_measure() -> None:
    assert overall([Rag.GREEN, Rag.RED, Rag.AMBER]) is Rag.RED
    assert overall([Rag.GREY, Rag.GREEN]) is Rag.GREEN
    assert overall([Rag.GREY]) is overall([]) is Rag.GREY
