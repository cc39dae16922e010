"""The DASH checklist: 24 questions, what is not known, and who fills it in."""

from itertools import product

import pytest

from saferboard.core.casework.marac.dash import (
    FILLERS,
    QUESTIONS,
    Answer,
    Checklist,
    may_fill,
    read,
)
from saferboard.core.faults import Refused


def test_there_are_24_questions_each_with_a_short_label_of_its_own() -> None:
    assert [one.number for one in QUESTIONS] == list(range(1, 25))
    assert len({one.label for one in QUESTIONS}) == 24
    assert all(len(one.label) <= 50 and "?" not in one.label for one in QUESTIONS)


def test_every_answer_is_counted_once() -> None:
    for yes, no, unknown in product(range(0, 25, 4), repeat=3):
        if yes + no + unknown > 24:
            continue
        words = [Answer.YES] * yes + [Answer.NO] * no + [Answer.UNKNOWN] * unknown
        found = Checklist(dict(enumerate(words, start=1)))
        counts = found.counts
        assert (counts.yes, counts.no, counts.unknown) == (yes, no, unknown)
        assert counts.unanswered == 24 - yes - no - unknown == len(found.left_out)
        assert counts.at_most == 24 - no


def test_a_score_is_never_told_without_what_it_leaves_open() -> None:
    whole = Checklist({n: Answer.YES if n < 5 else Answer.NO for n in range(1, 25)})
    assert whole.counts.words == "4 of 24 answers are yes"
    half = Checklist({1: Answer.YES, 2: Answer.UNKNOWN, **dict.fromkeys(range(4, 25), Answer.NO)})
    assert half.counts.words == (
        "1 of 24 answers are yes; 2 are not known, so it may be as many as 3"
    )
    assert [one.number for one in half.left_out] == [3]


def test_a_form_is_read_and_every_fault_of_it_told_at_once() -> None:
    assert read({"1": "yes", "2": "", "24": "not known"}).answers == {
        1: Answer.YES,
        24: Answer.UNKNOWN,
    }
    with pytest.raises(Refused) as refused:
        read({"0": "yes", "25": "no", "01": "no", "3": "perhaps"})
    assert [fault.where for fault in refused.value.faults] == ["checklist"] * 3 + ["question 3"]
    assert "perhaps" not in str(refused.value)


def test_whoever_works_with_the_victim_fills_it_in() -> None:
    assert all(may_fill([role]) for role in FILLERS)
    assert may_fill(["marac-co-ordinator", "idva"])
    for role in ("marac-co-ordinator", "marac-chair", ""):
        assert not may_fill([role])
    assert not may_fill([])
