"""What a partner sent, beside what is held; and what it becomes once it is accepted."""

from datetime import date
from typing import Any

import pytest

from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.returns import (
    LINES,
    OBSERVATIONS,
    Held,
    Line,
    accepted,
    hold_against,
)
from tests.web.factories import COUNTY, MELTON, measure

Q4, Q1, Q2 = (Period.parse(text) for text in ("2025/26-Q4", "2026/27-Q1", "2026/27-Q2"))
REPEATS = measure("repeats", "Repeats", kind=Kind.PROPORTION, unit="%")


def held(period: Period, figure: Figure, **changes: Any) -> Observation:
    parts: dict[str, Any] = {
        "measure": "repeats",
        "area": COUNTY,
        "period": period,
        "figure": figure,
        "known": date(2026, 8, 1),
        "pack": "June",
        "paragraph": "",
    }
    return Observation(**(parts | changes))


def against(line: Line, *observations: Observation, **changes: Any) -> Held:
    kind = measure("repeats", "Repeats", kind=Kind.PROPORTION, unit="%", **changes)
    return hold_against(line, kind, observations)


def test_a_line_is_held_against_the_last_figure_over_as_many_months() -> None:
    line = Line("repeats", COUNTY, Q2, Number(43))
    found = against(
        line,
        held(Q4, Number(30)),
        held(Q1, Number(34)),
        held(Q1, Number(35), known=date(2026, 9, 1)),
        held(Period.parse("2025/26"), Number(20)),
        held(Q1, Number(1), area=MELTON),
        held(Q1, Number(1), measure="hate"),
        held(Q2.shifted(3), Number(1)),
    )
    assert found.last == held(Q1, Number(35), known=date(2026, 9, 1))
    assert found.restates is None
    assert found.moved is not None
    assert (found.moved.points, found.moved.per_cent) == (8, pytest.approx(22.857, abs=1e-3))
    assert found.doubts == ()


def test_a_large_jump_is_marked_by_the_declared_rule() -> None:
    line = Line("repeats", COUNTY, Q2, Number(43))
    told = against(line, held(Q1, Number(34))).doubts
    assert told == ("It changed by +26.5% since 2026/27 Q1; more than 25% is marked.",)
    assert against(line, held(Q1, Number(34)), returned_jump=27.0).doubts == ()
    assert against(line, held(Q1, Number(0))).doubts == ("It was 0 since 2026/27 Q1.",)
    assert against(Line("repeats", COUNTY, Q2, Number(0)), held(Q1, Number(0))).doubts == ()


def test_what_has_no_number_on_both_sides_has_not_moved() -> None:
    for now, then in (
        (Missing("none"), Number(3)),
        (Number(3), Suppressed("small")),
        (Suppressed("small"), Missing("none")),
    ):
        found = against(Line("repeats", COUNTY, Q2, now), held(Q1, then))
        assert (found.moved, found.doubts) == (None, ())


def test_a_restatement_and_a_share_of_one_are_marked() -> None:
    line = Line("repeats", COUNTY, Q2, Number(0.34))
    assert against(line, held(Q2, Number(34))).doubts == (
        "It restates the figure held for the same months.",
        "0.34 per cent may have been meant as a share of one.",
    )
    assert against(line, held(Q2, Number(0.34))).doubts == (
        "0.34 per cent may have been meant as a share of one.",
    )
    parts = Line("repeats", COUNTY, Q2, Number(0.5, numerator=1, denominator=200))
    assert against(parts).doubts == ()


def test_accepted_lines_are_observations_known_that_day() -> None:
    lines = (
        Line("repeats", COUNTY, Q1, Number(34)),
        Line("repeats", COUNTY, Q2, Number(43), frozenset({Flag.PROVISIONAL}), "early"),
        Line("repeats", MELTON, Q2, Missing("not known")),
    )
    before = (
        held(Q1, Number(34)),
        held(Q2, Number(39)),
        held(Q2, Number(40), known=date(2026, 7, 1)),
    )
    first, second = accepted(lines, before, known=date(2026, 11, 2), origin="return of a post")
    assert (first.figure, first.known, first.source) == (
        Number(43),
        date(2026, 11, 2),
        "return of a post",
    )
    assert first.flags == {Flag.PROVISIONAL, Flag.REVISED}
    assert (second.area, second.figure, second.flags) == (MELTON, Missing("not known"), frozenset())


def test_a_changed_note_alone_is_no_revision() -> None:
    line = Line("repeats", COUNTY, Q1, Number(34), note="checked")
    (only,) = accepted((line,), [held(Q1, Number(34))], known=date(2026, 11, 2), origin="x")
    assert (only.flags, only.note) == (frozenset(), "checked")


def test_lines_and_observations_are_kept_as_json() -> None:
    lines = (
        Line("repeats", COUNTY, Q1, Number(34, numerator=34, denominator=100)),
        Line("repeats", COUNTY, Q2, Suppressed("small"), frozenset({Flag.ESTIMATED}), "n"),
    )
    assert LINES.validate_json(LINES.dump_json(lines)) == lines
    kept = accepted(lines, (), known=date(2026, 11, 2), origin="return")
    assert OBSERVATIONS.validate_json(OBSERVATIONS.dump_json(kept)) == kept
    assert held(Q1, Number(1)).source == "pack of June"


@pytest.mark.parametrize(
    ("kind", "figure", "doubt"),
    [
        (Kind.PROPORTION, Number(-3), "-3 per cent is below zero"),
        (Kind.RATE, Number(1200), "1200 per 1,000 people is more than one for each person"),
        (Kind.COUNT, Number(9001), "9,001 is more than the 9,000 people who live in the area"),
        (
            Kind.RATE,
            Number(1, numerator=90, denominator=90_000),
            "worked out over 90,000 people, more than the 9,000",
        ),
    ],
)
def test_a_first_figure_that_cannot_well_be_is_a_doubt(
    kind: Kind, figure: Number, doubt: str
) -> None:
    rule = measure("repeats", "Repeats", kind=kind, per=1000 if kind is Kind.RATE else 1)
    (told,) = hold_against(Line("repeats", COUNTY, Q1, figure), rule, (), 9000).doubts
    assert doubt in told


@pytest.mark.parametrize(
    ("kind", "figure", "people"),
    [
        (Kind.PROPORTION, Number(100), 9000),
        (Kind.RATE, Number(1000, numerator=9000, denominator=9000), 9000),
        (Kind.COUNT, Number(9000), 9000),
        (Kind.COUNT, Number(9001), None),  # nobody says how many live there
        (Kind.MONEY, Number(90_000), 9000),
        (Kind.COUNT, Missing("not known"), 9000),
    ],
)
def test_a_first_figure_that_may_be_raises_none(
    kind: Kind, figure: Figure, people: int | None
) -> None:
    rule = measure("repeats", "Repeats", kind=kind, per=1000 if kind is Kind.RATE else 1)
    assert hold_against(Line("repeats", COUNTY, Q1, figure), rule, (), people).doubts == ()
