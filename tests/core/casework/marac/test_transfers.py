"""Transfers: what goes, whose the case is until the receipt, and the days it keeps."""

from datetime import date

import pytest

from saferboard.core.casework.marac.repeats import Referral, repeat_of
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


def test_a_case_that_came_keeps_its_days() -> None:
    came = Referral("7", "a", frozenset({"b"}), date(2024, 3, 1), criminal=False, agency="x")
    there = [Earlier(date(2023, 6, 28), True, date(2023, 7, 20)), Earlier(date(2023, 1, 1), True)]
    held = brought(came, there, "North MARAC")
    assert [(one.on, one.meeting, one.agency) for one in held] == [
        (date(2023, 1, 1), None, ""),
        (date(2023, 6, 28), date(2023, 7, 20), ""),
    ]
    assert len({one.key for one in held}) == 2
    new = Referral("8", "a", frozenset({"b"}), date(2024, 6, 28), criminal=True)
    found = repeat_of(new, held)
    assert found.of
    assert found.of.on == date(2023, 6, 28)
    # By moving the time neither ended nor began anew.
    assert not repeat_of(
        Referral("9", "a", frozenset({"b"}), date(2024, 6, 29), True), held
    ).is_repeat
