import pytest

from saferboard.core.board.numbering import (
    Numbered,
    Run,
    first_number,
    letters,
    moved,
    renumbered,
)


def test_numbers_run_on_from_meeting_to_meeting() -> None:
    """December 2020 had minutes 17 to 28: what follows begins with 29."""
    assert first_number(Run(17, 12)) == 29
    assert first_number(None) == 1
    assert first_number(Run(17, 12), restart=1) == 1


def test_a_series_is_numbered_again_where_drafts_grow_but_not_where_it_was_sent_out() -> None:
    series = [Numbered(12, restart=17), Numbered(10), Numbered(8, restart=1), Numbered(3, fixed=8)]
    assert renumbered(series) == [17, 29, 1, 8]
    assert renumbered([]) == []


@pytest.mark.parametrize(
    ("lettered", "found"),
    [
        ([], ()),
        ([True], ("",)),
        ([True, False], ("", "")),
        ([True, True], ("(a)", "(b)")),
        ([True, False, True], ("(a)", "", "(b)")),
        ([True] * 27, tuple(f"({c})" for c in [*"abcdefghijklmnopqrstuvwxyz", "aa"])),
    ],
)
def test_outcomes_are_lettered_where_there_are_several(
    lettered: list[bool], found: tuple[str, ...]
) -> None:
    assert letters(lettered) == found


@pytest.mark.parametrize(
    ("by", "order"),
    [(-1, [1, 3, 2]), (-9, [3, 1, 2]), (1, [1, 2, 3]), (0, [1, 2, 3])],
)
def test_business_is_taken_earlier_or_later(by: int, order: list[int]) -> None:
    assert moved([1, 2, 3], 3, by) == order
