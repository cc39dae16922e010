"""Information sharing agreements: who is bound, when they lapse, and that they then are off."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from saferboard.core.casework.agreements import Signature, binds, covering, live, review_due
from tests.core.casework.world import AGREEMENT

LONDON = ZoneInfo("Europe/London")
SECOND = timedelta(seconds=1)
SIGNED = datetime(2023, 8, 30, 10, tzinfo=UTC)
# Begun on 31 August: six months later February has no 31st.
ONE = replace(
    AGREEMENT,
    starts=date(2023, 8, 31),
    reviewed=(),
    signatures=(Signature("mere-council", SIGNED), Signature("mere-police", SIGNED)),
)


@pytest.mark.parametrize(
    ("reviewed", "on", "due"),
    [
        ((), date(2023, 9, 1), date(2024, 2, 29)),
        ((date(2024, 2, 29),), date(2024, 2, 28), date(2024, 2, 29)),
        ((date(2024, 2, 29),), date(2024, 2, 29), date(2025, 2, 28)),
        ((date(2024, 1, 10), date(2024, 12, 1)), date(2025, 1, 1), date(2025, 12, 1)),
        ((date(2023, 1, 1),), date(2023, 9, 1), date(2024, 2, 29)),  # before it began
        ((date(2023, 8, 31),), date(2023, 9, 1), date(2024, 2, 29)),  # on its first day
        ((date(2023, 9, 1),), date(2023, 9, 1), date(2024, 9, 1)),
    ],
)
def test_reviews_are_due_after_six_months_and_then_yearly(
    reviewed: tuple[date, ...], on: date, due: date
) -> None:
    assert review_due(replace(ONE, reviewed=reviewed), on) == due


def test_it_lives_from_its_first_day_to_the_end_of_the_day_of_review() -> None:
    begins = datetime(2023, 8, 31, tzinfo=LONDON)
    lapses = datetime(2024, 3, 1, tzinfo=LONDON)
    early = live(ONE, begins - SECOND)
    assert (early.allowed, early.because) == (False, "the agreement begins on 31 August 2023")
    assert (
        live(ONE, begins).because == "the agreement is live; its review is due by 29 February 2024"
    )
    assert live(ONE, lapses - SECOND)
    off = live(ONE, lapses)
    assert (off.allowed, off.because) == (
        False,
        "the agreement lapsed: its review was due on 29 February 2024",
    )
    late = replace(ONE, reviewed=(date(2024, 3, 5),))
    assert not live(late, datetime(2024, 3, 4, 23, 59, 59, tzinfo=LONDON))
    assert live(late, datetime(2024, 3, 5, tzinfo=LONDON))


def test_it_ends_with_its_last_day() -> None:
    one = replace(ONE, ends=date(2023, 12, 31))
    over = datetime(2024, 1, 1, tzinfo=LONDON)
    assert live(one, over - SECOND)
    ended = live(one, over)
    assert (ended.allowed, ended.because) == (False, "the agreement ended on 31 December 2023")


def test_whoever_signed_is_bound_until_they_leave() -> None:
    assert binds(ONE, "mere-council", SIGNED)
    assert not binds(ONE, "mere-council", SIGNED - SECOND)
    assert not binds(ONE, "fell-council", SIGNED)  # a party that did not sign
    stranger = replace(ONE, signatures=(*ONE.signatures, Signature("nobody", SIGNED)))
    assert not binds(stranger, "nobody", SIGNED)  # signed and no party
    left = replace(ONE, signatures=(Signature("mere-council", SIGNED, SIGNED + SECOND),))
    assert binds(left, "mere-council", SIGNED)
    assert not binds(left, "mere-council", SIGNED + SECOND)
    back = replace(left, signatures=(*left.signatures, Signature("mere-council", SIGNED + SECOND)))
    assert binds(back, "mere-council", SIGNED + SECOND)


def test_it_covers_the_agencies_that_signed_for_its_purpose_while_it_lives() -> None:
    on = datetime(2023, 10, 1, tzinfo=UTC)
    both = {"mere-council", "mere-police"}
    assert covering([ONE], "asb", both, on) == (ONE,)
    assert covering([ONE], "marac", both, on) == ()
    assert covering([ONE], "asb", both | {"fell-council"}, on) == ()
    assert covering([ONE], "asb", both, datetime(2024, 10, 1, tzinfo=UTC)) == ()


@pytest.mark.parametrize(
    "name", ["lawful_basis", "special_category", "rights", "governance", "retention"]
)
def test_it_must_say_all_that_an_agreement_says(name: str) -> None:
    with pytest.raises(ValueError, match=f"must say its {name}"):
        replace(ONE, **{name: " "})  # type: ignore[arg-type]
