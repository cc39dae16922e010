"""Transfers: what goes, whose the case is until the receipt, and the days it keeps."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.marac.repeats import Referral, repeat_of, repeats
from saferboard.core.casework.marac.transfers import (
    Earlier,
    Part,
    Sent,
    Standing,
    brought,
    goes,
    standing,
)


def test_what_goes() -> None:
    stays = {part for part in Part if not goes(part, agency_agrees=True)}
    assert stays == {Part.LEGAL}
    assert not goes(Part.RESEARCH)
    assert all(goes(part) for part in set(Part) - {Part.LEGAL, Part.RESEARCH})


@pytest.mark.parametrize(
    ("received", "on", "found"),
    [
        (None, date(2024, 4, 2), Standing.SENT),  # Easter is not counted
        (None, date(2024, 4, 3), Standing.OVERDUE),
        (date(2024, 4, 3), date(2024, 4, 3), Standing.RECEIVED),
        (date(2024, 4, 3), date(2024, 4, 2), Standing.SENT),
    ],
)
def test_a_case_stays_ours_until_the_receipt(
    received: date | None, on: date, found: Standing
) -> None:
    sent = Sent("North MARAC", date(2024, 3, 22), received)
    assert standing(sent, on, 5) is found
    assert ("ours" in found) == (found is not Standing.RECEIVED)


CAME = Referral("7", "a", frozenset({"b"}), date(2024, 3, 1), criminal=False, agency="x")
THERE = [Earlier(date(2023, 6, 28), True, date(2023, 7, 20)), Earlier(date(2023, 1, 1), True)]


def test_a_case_that_came_keeps_its_days() -> None:
    held = brought(CAME, THERE, "North MARAC")
    assert [(one.key, one.on, one.criminal, one.meeting, one.agency) for one in held] == [
        ("7, North MARAC 1", date(2023, 1, 1), True, None, ""),
        ("7", date(2023, 6, 28), True, date(2023, 7, 20), "x"),
    ]
    heard = replace(CAME, meeting=date(2024, 4, 1))
    assert brought(heard, THERE, "North MARAC")[-1].meeting == date(2024, 4, 1)
    assert brought(CAME, [], "North MARAC") == (CAME,)


def test_by_moving_the_time_of_a_repeat_neither_ends_nor_begins_anew() -> None:
    held = brought(CAME, THERE, "North MARAC")
    assert [one.is_repeat for one in repeats(held)] == [False, True]  # as it was there
    assert [one.is_repeat for one in repeats(brought(CAME, THERE[:1], "North MARAC"))] == [False]
    for on, is_repeat in ((date(2024, 6, 28), True), (date(2024, 6, 29), False)):
        new = Referral("8", "a", frozenset({"b"}), on, criminal=True)
        assert repeat_of(new, held).is_repeat == is_repeat
