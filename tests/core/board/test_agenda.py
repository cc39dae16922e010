"""How an agenda is put together."""

from datetime import date

import pytest

from saferboard.core.board.agenda import (
    CLOSING,
    OPENING,
    PARAGRAPHS,
    TITLES,
    Standing,
    is_annual,
    missing,
    moved,
    place,
    restriction_faults,
)


def test_every_standing_item_has_a_title() -> None:
    assert set(TITLES) == {standing.value for standing in Standing}


def test_what_is_missing_is_told_in_order_and_the_election_only_once_a_year() -> None:
    assert missing([], annual=True) == OPENING + CLOSING
    assert [item.standing for item in missing(["minutes", "", "next"], annual=False)] == [
        "welcome",
        "arising",
        "actions",
        "declarations",
        "other",
    ]


@pytest.mark.parametrize(
    ("standing", "agenda", "number"),
    [
        ("", [], 1),
        ("", ["welcome", "other", "next"], 2),
        ("", ["welcome", "", "next"], 3),
        ("other", ["welcome", "", "next"], 3),
        ("next", ["welcome", "", "other"], 4),
        ("election", ["welcome", ""], 1),
        ("minutes", ["welcome", "", "next"], 2),
        ("exclusion", ["welcome", "", "other"], 3),
    ],
)
def test_where_a_new_item_goes(standing: str, agenda: list[str], number: int) -> None:
    assert place(standing, agenda) == number


@pytest.mark.parametrize(("number", "order"), [(1, "cab"), (2, "acb"), (3, "abc"), (9, "abc")])
def test_an_item_is_moved_to_a_place(number: int, order: str) -> None:
    assert moved("abc", "c", number) == list(order)


@pytest.mark.parametrize(
    ("meeting", "others", "annual"),
    [
        (date(2022, 6, 10), [], True),
        (date(2022, 6, 10), [date(2022, 3, 18), date(2022, 9, 23)], True),
        (date(2022, 9, 23), [date(2022, 6, 10)], False),
        (date(2023, 3, 17), [date(2022, 6, 10)], False),
        (date(2023, 4, 28), [date(2022, 6, 10), date(2023, 6, 9)], False),
    ],
)
def test_the_annual_meeting_is_the_first_of_the_municipal_year(
    meeting: date, others: list[date], annual: bool
) -> None:
    assert is_annual(meeting, others) is annual


def test_there_are_seven_paragraphs() -> None:
    assert sorted(PARAGRAPHS) == list(range(1, 8))


@pytest.mark.parametrize(
    ("restricted", "paragraph", "interest", "where"),
    [
        (True, 7, "It would warn offenders.", []),
        (False, None, " ", []),
        (True, None, "It would warn offenders.", ["item: paragraph"]),
        (True, 8, " ", ["item: paragraph", "item: public interest"]),
        (False, 7, "", ["item: restricted"]),
        (False, None, "It would warn offenders.", ["item: restricted"]),
    ],
)
def test_both_grounds_are_needed_or_neither(
    restricted: bool, paragraph: int | None, interest: str, where: list[str]
) -> None:
    faults = restriction_faults(
        "item", restricted=restricted, paragraph=paragraph, public_interest=interest
    )
    assert [fault.where for fault in faults] == where
