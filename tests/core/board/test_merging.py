import pytest

from saferboard.core.board.merging import (
    Difference,
    Piece,
    differences,
    merge,
    undecided,
)

BASE = "The Board considered the report of the Police. Members asked for more."


def test_edits_of_different_words_are_both_made() -> None:
    first = BASE.replace("the report", "the long report")
    second = BASE.replace("asked for more", "asked for figures by district")
    merged = merge(BASE, first, second)
    assert merged.text == (
        "The Board considered the long report of the Police. Members asked for figures by district."
    )
    assert merged.undecided == 0


def test_edits_of_the_same_words_are_both_kept_and_marked() -> None:
    merged = merge(BASE, BASE.replace("Police", "Force"), BASE.replace("Police", "Fire Service"))
    assert merged.text == (
        "The Board considered the report of the [[EITHER: Force. OR: Fire Service. ]] "
        "Members asked for more."
    )
    assert merged.undecided == 1


def test_two_who_go_on_writing_at_the_end_are_both_kept() -> None:
    merged = merge(BASE, f"{BASE} One wrote this.", f"{BASE} The other wrote that.")
    assert merged.text == f"{BASE} [[EITHER: One wrote this. OR: The other wrote that. ]]"


@pytest.mark.parametrize(
    ("base", "first", "second", "text"),
    [
        ("one two", "one two", "one three", "one three"),
        ("one two", "one three", "one two", "one three"),
        ("one two", "one three", "one three", "one three"),
        ("", "", "", ""),
        ("one\n\ntwo", "one\n\ntwo", "one\n\nmore\n\ntwo", "one\n\nmore\n\ntwo"),
        ("one two", "", "one three", "[[EITHER: (words taken out) OR: one three ]]"),
        ("one two", "one three", "", "[[EITHER: one three OR: (words taken out) ]]"),
        ("a b", "a b\n\nX", "a b\n\nY Z", "a b\n\n[[EITHER: X OR: Y Z ]]"),
    ],
)
def test_the_text_of_whoever_changed_it_stands(
    base: str, first: str, second: str, text: str
) -> None:
    assert merge(base, first, second).text == text


def test_changes_with_hardly_a_word_between_them_are_kept_as_two_whole_sentences() -> None:
    merged = merge("one two three four five", "one TWO three four five", "one two three FOUR five")
    assert merged.text == "one [[EITHER: TWO three four OR: two three FOUR ]] five"


def test_changes_with_words_enough_between_them_are_both_made() -> None:
    merged = merge("a b c d e f", "A b c d e f", "a b c d e F")
    assert (merged.text, merged.undecided) == ("A b c d e F", 0)


def test_two_changes_of_one_clerk_near_each_other_await_no_choice() -> None:
    assert merge("a b c", "A b C", "a b c").text == "A b C"


def test_marks_left_behind_still_await_a_choice() -> None:
    assert undecided("text of the one ]] and more") == 1
    assert undecided("text of the one and more") == 0


def test_differences_are_told_word_by_word() -> None:
    assert differences("a b c", "a x c d") == (
        Difference(Piece.KEPT, "a "),
        Difference(Piece.REMOVED, "b"),
        Difference(Piece.ADDED, "x"),
        Difference(Piece.KEPT, " c"),
        Difference(Piece.ADDED, " d"),
    )
