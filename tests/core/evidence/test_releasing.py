"""A partnership becomes a release, and the release says what changed and what it cannot say."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.evidence.assessment import Direction, Position
from saferboard.core.evidence.exceptions import summarise
from saferboard.core.evidence.figures import Suppressed
from saferboard.core.evidence.measures import Polarity, Rag
from saferboard.core.evidence.observations import Flag, Observation, Printed
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import RELEASE
from saferboard.core.evidence.releasing import Held, build
from saferboard.core.faults import Refused
from tests.core.evidence.samples import (
    BURGLARY,
    LOWER,
    Q4,
    REPEATS,
    observed,
    partnership,
    released,
    three,
)


def test_every_place_that_exists_is_assessed_ranked_and_judged() -> None:
    release = released(partnership(BURGLARY), three(10, 10))
    assert [p.code for p in release.places] == ["E10000001", "E07000001", "E07000002"]
    ashby, barrow = release.of("burglary", "E07000001"), release.of("burglary", "E07000002")
    assert ashby is not None
    assert barrow is not None
    assert (str(ashby.rank), ashby.position, ashby.rag) == ("2/2", Position.BELOW, Rag.AMBER)
    assert (str(barrow.rank), barrow.direction, barrow.rag) == ("1/2", Direction.UP, Rag.GREEN)
    county = release.of("burglary")
    assert county is not None
    assert county.rank is None


def test_a_release_survives_being_stored() -> None:
    release = released(
        partnership(BURGLARY, REPEATS, observations=(observed("2021/22", 39, parts=(39, 100)),)),
        three(10, 8),
    )
    assert RELEASE.validate_json(RELEASE.dump_json(release)) == release


def test_the_same_inputs_give_the_same_bytes() -> None:
    one, other = (released(partnership(BURGLARY), three(10, 8)) for _ in range(2))
    assert RELEASE.dump_json(one) == RELEASE.dump_json(other)


def test_retired_measures_are_left_out() -> None:
    gone = replace(BURGLARY, key="gone", retired=Month(2022, 3))
    kept = replace(BURGLARY, retired=Month(2022, 4))
    assert [m.key for m in released(partnership(gone, kept), three(1, 1)).measures] == ["burglary"]


def test_print_and_rule_disagree_out_loud() -> None:
    def printed(arrow: str, **changed: object) -> Printed:
        row = Printed(date(2022, 6, 10), Q4, "repeats", 34, 43, arrow, "A")
        return replace(row, **changed)  # type: ignore[arg-type]

    rows = (observed("2020/21", 34), observed("2021/22", 43))
    given = partnership(
        REPEATS,
        observations=rows,
        printed=(
            printed("level"),
            printed("up", meeting=date(2030, 1, 1)),
            printed("up", measure="unheard"),
        ),
    )
    release = released(given)
    (found,) = release.disagreements
    assert (found.printed, found.computed) == (Direction.LEVEL, Direction.DOWN)
    assert found.because == (
        "from 34 to 43 is +26.5%, lower is better, and up to 7.5% counts as level"
    )


def test_the_boards_own_comparison_is_kept_where_ours_cannot_be_made() -> None:
    row = Printed(date(2022, 6, 10), Q4, "repeats", 34, 43, "down", "Amber", "4/9", "Top")
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    a = released(partnership(REPEATS, observations=rows, printed=(row,))).of("repeats")
    assert a is not None
    assert (str(a.rank), a.position) == ("4/9", Position.TOP)
    tied = replace(row, rank="=4/9")
    c = released(partnership(REPEATS, observations=rows, printed=(tied,))).of("repeats")
    assert c is not None
    assert str(c.rank) == "=4/9"
    plain = replace(row, rank="", county="")
    b = released(partnership(REPEATS, observations=rows, printed=(plain,))).of("repeats")
    assert b is not None
    assert (b.rank, b.position) == (None, None)


def test_a_quarter_that_is_not_over_or_not_known_is_refused() -> None:
    held = Held({}, 0, ())
    given = partnership(REPEATS, observations=(observed("2015/16", 3),))
    with pytest.raises(Refused, match="has not ended by 30 March 2022"):
        build(
            given, held, Q4, known_by=date(2022, 3, 30), made_on=date(2022, 6, 1), code_version=""
        )
    with pytest.raises(Refused, match="nothing is known of 2021/22 Q4"):
        build(
            given, held, Q4, known_by=date(2022, 3, 31), made_on=date(2022, 6, 1), code_version=""
        )


def test_print_and_rule_may_agree() -> None:
    row = Printed(date(2022, 6, 10), Q4, "repeats", 34, 43, "down", "Amber")
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    assert released(partnership(REPEATS, observations=rows, printed=(row,))).disagreements == ()


def test_a_disagreement_where_no_per_cent_exists() -> None:
    row = Printed(date(2022, 6, 10), Q4, "repeats", 0, 3, "level", "A")
    rows = (observed("2020/21", 0), observed("2021/22", 3))
    (found,) = released(partnership(REPEATS, observations=rows, printed=(row,))).disagreements
    assert found.because.startswith("from 0 to 3 is a change, lower is better")


def test_a_suppressed_or_unread_figure_is_not_judged() -> None:
    hidden = Observation(
        "repeats", "E10000001", Q4, Suppressed("it is small"), date(2022, 6, 10), "x", ""
    )
    release = released(partnership(REPEATS, observations=(hidden,)))
    a = release.of("repeats")
    assert a is not None
    assert (a.figure, a.rag) == (Suppressed("it is small"), Rag.GREY)
    unread = replace(BURGLARY, polarity=(Polarity(Month(2030, 1), LOWER[0].better),))
    county = released(partnership(unread), three(10, 20)).of("burglary")
    assert county is not None
    assert (county.direction, county.rag) == (Direction.UNKNOWN, Rag.GREY)


def test_nothing_exceptional_is_said_only_on_evidence() -> None:
    both = (observed("2020/21", 34), observed("2021/22", 34))
    quiet = summarise(released(partnership(BURGLARY, REPEATS, observations=both), three(10, 10)))
    assert quiet.words.startswith("Nothing exceptional was found in the 2 measures that")
    one = summarise(released(partnership(BURGLARY), three(10, 10)))
    assert one.words.startswith("Nothing exceptional was found in the one measure that")
    alone = (observed("2021/22", 3),)
    none = summarise(released(partnership(REPEATS, observations=alone)))
    assert none.words == (
        "No measure has two figures that can be compared, so nothing can be said. "
        "One measure has no figures to compare."
    )
    also = replace(REPEATS, key="also", name="Also")
    old = (observed("2015/16", 3), observed("2015/16", 3, measure="also"))
    two = summarise(released(partnership(BURGLARY, REPEATS, also, observations=old), three(9, 9)))
    assert two.words.endswith("2 measures have no figures to compare.")


def test_what_cannot_be_compared_does_not_stand_out() -> None:
    part = (Flag.PART_YEAR,)
    rows = (observed("2020/21", 30), observed("2021-04..2021-12", 20, flags=part))
    late = replace(REPEATS, lag=3)
    summary = summarise(released(partnership(BURGLARY, late, observations=rows), three(10, 10)))
    assert summary.exceptions == ()
    assert [m.key for m in summary.unlike] == ["repeats"]
    assert summary.words.endswith("One measure has figures that are not comparable.")
    also = replace(late, key="also")
    more = (*rows, *(replace(row, measure="also") for row in rows))
    both = summarise(released(partnership(late, also, observations=more)))
    assert both.words.endswith("2 measures have figures that are not comparable.")
    past = (observed("2020/21", 30), observed("2021-04..2021-12", 50, flags=part))
    (found,) = summarise(released(partnership(late, observations=past))).exceptions
    mixed = summarise(released(partnership(BURGLARY, late, observations=past), three(10, 10)))
    assert mixed.words.startswith("1 of the 2 measures that can be judged stands out.")
    assert found.why == "past its trigger"


def test_a_measure_nobody_had_heard_of_is_left_out() -> None:
    rows = (observed("2021/22", 30, known="2030-01-01"),)
    release = released(partnership(BURGLARY, REPEATS, observations=rows), three(1, 1))
    assert [m.key for m in release.measures] == ["burglary"]
