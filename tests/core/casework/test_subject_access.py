"""Subject access: the month counted, and what is kept back taken out with its reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.casework.subject_access import (
    Pause,
    Piece,
    Reason,
    Redaction,
    answer_due,
    told,
)
from saferboard.core.faults import Refused

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2024, 9, 3), date(2024, 10, 3)),
        (date(2025, 1, 31), date(2025, 2, 28)),  # February has no 31st
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, a Saturday, a Sunday, and in lieu
        (date(2025, 10, 8), date(2025, 11, 10)),  # a Saturday
    ],
)
def test_the_month_ends_on_the_corresponding_working_day(received: date, due: date) -> None:
    assert answer_due(received, TODAY) == due


def test_two_further_months_where_it_is_complex() -> None:
    assert answer_due(date(2024, 9, 3), TODAY, extended=True) == date(2024, 12, 3)


def test_the_clock_stands_while_something_is_asked() -> None:
    asked = Pause(date(2024, 9, 10))
    assert answer_due(date(2024, 9, 3), date(2024, 9, 20), pauses=[asked]) is None
    came = Pause(date(2024, 9, 10), date(2024, 9, 17))
    assert answer_due(date(2024, 9, 3), date(2024, 9, 16), pauses=[came]) is None
    assert answer_due(date(2024, 9, 3), date(2024, 9, 17), pauses=[came]) == date(2024, 10, 10)
    twice = [came, Pause(date(2024, 9, 12), date(2024, 9, 17))]
    assert answer_due(date(2024, 9, 3), TODAY, pauses=twice) == date(2024, 10, 10)


PIECE = Piece("entry-1", "Note", "Example Person A spoke to Example Person B.")
CUT = Redaction("entry-1", 26, 42, Reason.THIRD_PARTY, "B has not agreed")


def test_what_is_kept_back_leaves_its_reason() -> None:
    (one,) = told([PIECE], [CUT])
    assert one.text == f"Example Person A spoke to [kept back: {Reason.THIRD_PARTY}]."
    assert one.redactions == (CUT,)


@pytest.mark.parametrize(
    ("redactions", "said"),
    [
        ([Redaction("other", 0, 1, Reason.CRIME, "why")], "there is no such piece"),
        ([Redaction("entry-1", 5, 5, Reason.CRIME, "why")], "it does not lie within the text"),
        ([Redaction("entry-1", 5, 99, Reason.CRIME, "why")], "it does not lie within the text"),
        ([Redaction("entry-1", -1, 4, Reason.CRIME, "why")], "it does not lie within the text"),
        ([Redaction("entry-1", 0, 4, Reason.CRIME, " ")], "no reason is given"),
        ([CUT, Redaction("entry-1", 40, 43, Reason.CRIME, "why")], "two redactions overlap"),
    ],
)
def test_a_wrong_redaction_is_refused(redactions: list[Redaction], said: str) -> None:
    with pytest.raises(Refused) as refused:
        told([PIECE], redactions)
    assert said in [fault.what for fault in refused.value.faults]


@given(st.text(min_size=1, max_size=60), st.data())
def test_nothing_kept_back_is_told(text: str, data: st.DataObject) -> None:
    """Held to a walk through the characters: told if and only if no redaction covers it."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = [Redaction("p", start, end, Reason.CRIME, "why") for start, end in spans]
    (one,) = told([Piece("p", "t", text)], found)
    walked = ""
    for n, letter in enumerate(text):
        if any(start == n for start, _ in spans):
            walked += f"[kept back: {Reason.CRIME}]"
        if not any(start <= n < end for start, end in spans):
            walked += letter
    assert one.text == walked
