import pytest

from saferboard.core.board.merging import EITHER
from saferboard.core.board.minutes import (
    STEPS,
    Amendment,
    Passage,
    State,
    Written,
    amended,
    as_amended,
    findings,
    must_be_draft,
    step,
    where_it_stands,
)
from saferboard.core.directory.permissions import Permission
from saferboard.core.faults import Refused

GOOD = Written(20, "Action log", "The clerk agreed to send the link.", 1, ("to send  the link",))


def test_steps_are_one_table() -> None:
    assert {(s.key, s.source, s.to, s.permission) for s in STEPS} == {
        ("circulate", State.DRAFT, State.CIRCULATED, Permission.MINUTES_TAKE),
        ("recall", State.CIRCULATED, State.DRAFT, Permission.MINUTES_TAKE),
        ("confirm", State.CIRCULATED, State.CONFIRMED, Permission.MINUTES_CONFIRM),
    }
    assert not [s for s in STEPS if s.source is State.CONFIRMED]


@pytest.mark.parametrize("key", [s.key for s in STEPS])
@pytest.mark.parametrize("state", State)
def test_a_step_is_taken_from_its_state_alone(key: str, state: State) -> None:
    allowed = next(s for s in STEPS if s.key == key).source
    if state is allowed:
        assert step(key, state).key == key
    else:
        with pytest.raises(Refused, match=f"the minutes are {state}"):
            step(key, state)


def test_only_a_draft_is_written() -> None:
    must_be_draft(State.DRAFT)
    with pytest.raises(Refused, match="take them back to draft"):
        must_be_draft(State.CIRCULATED)
    with pytest.raises(Refused, match="confirmed minutes are frozen"):
        must_be_draft(State.CONFIRMED)


def test_minutes_with_nothing_to_put_right() -> None:
    assert findings([GOOD], chair=True, names_missing=0) == ()
    only_outcome = Written(21, "Slides", "", 1)
    assert findings([only_outcome], chair=True, names_missing=0) == ()
    nobody = Written(21, "Interests", "None was declared.", 0)
    some = Written(21, "Interests", "One was declared.", 0, interests=1)
    assert findings([nobody, some], chair=True, names_missing=0) == ()


@pytest.mark.parametrize(
    ("minute", "chair", "nameless", "said"),
    [
        (GOOD, False, 0, "nobody is marked as in the chair"),
        (GOOD, True, 1, "1 of those ticked has no name"),
        (GOOD, True, 2, "2 of those ticked have no name"),
        (Written(20, "Log", f"{EITHER} a OR: b ]]", 0), True, 0, "1 place where two texts"),
        (Written(20, "Log", f"{EITHER} {EITHER} ]] ]]", 0), True, 0, "2 places where two texts"),
        (Written(21, "I", "None was declared.", 0, (), 1), True, 0, "interests are declared"),
        (Written(20, "Log", "  ", 0), True, 0, "nothing is written"),
        (Written(20, "Log", "x", 0, ("to send it",)), True, 0, "“to send it” does not stand"),
    ],
)
def test_what_must_be_put_right_is_said(
    minute: Written, chair: bool, nameless: int, said: str
) -> None:
    (fault,) = findings([minute], chair=chair, names_missing=nameless)
    assert said in fault.what
    assert fault.remedy


TEXT = "It was noted that ten people came. It was noted that all agreed."


def test_an_amendment_marks_the_change_and_keeps_what_stood_there() -> None:
    changes = [Amendment("all agreed", "most agreed"), Amendment("ten", "twelve")]
    assert amended(TEXT, changes) == (
        Passage("It was noted that "),
        Passage("twelve", "ten"),
        Passage(" people came. It was noted that "),
        Passage("most agreed", "all agreed"),
        Passage("."),
    )
    assert as_amended(TEXT, changes) == (
        "It was noted that twelve people came. It was noted that most agreed."
    )
    assert as_amended(TEXT, []) == TEXT


def test_words_can_be_taken_out_at_either_end() -> None:
    assert amended("a b", [Amendment("a ", "")]) == (Passage("", "a "), Passage("b"))
    assert amended("a b", [Amendment(" b", "")]) == (Passage("a"), Passage("", " b"))


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("eleven", "are not in the minute"),
        ("", "are not in the minute"),
        ("noted", "in the minute 2 times"),
    ],
)
def test_the_words_to_replace_must_stand_there_once(old: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        amended(TEXT, [Amendment(old, "x")])


def test_words_that_overlap_themselves_stand_there_twice() -> None:
    with pytest.raises(Refused, match="2 times"):
        as_amended("ababa", [Amendment("aba", "x")])


def test_two_amendments_of_the_same_words_are_refused() -> None:
    with pytest.raises(Refused, match="change the same words"):
        amended(TEXT, [Amendment("ten people", "x"), Amendment("people came", "y")])


def test_words_are_looked_for_in_the_text_and_its_outcomes_together() -> None:
    assert where_it_stands(["a b", "c d"], "c") == 1
    with pytest.raises(Refused, match="2 times"):
        where_it_stands(["a b", "b c"], "b")
