"""Days on which something holds."""

from datetime import date

import pytest

from saferboard.core.directory.spells import Spell, covers, on_day, overlap, words

MAY, JUNE, JULY = date(2022, 5, 31), date(2022, 6, 1), date(2022, 7, 1)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2022, 5, 30), False),
        (MAY, True),
        (JUNE, True),
        (JULY, True),
        (date(2022, 7, 2), False),
    ],
)
def test_both_ends_are_included(on: date, holds: bool) -> None:
    assert covers(Spell(MAY, JULY), on) is holds


def test_a_spell_without_an_end_lasts() -> None:
    assert covers(Spell(MAY), date(2099, 1, 1))
    assert on_day([Spell(MAY, MAY), Spell(JUNE)], JUNE) == [Spell(JUNE)]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Spell(MAY, JUNE), Spell(JUNE, JULY), Spell(JUNE, JUNE)),
        (Spell(MAY, MAY), Spell(JUNE), None),
        (Spell(MAY), Spell(JUNE), Spell(JUNE)),
        (Spell(JUNE), Spell(MAY, JULY), Spell(JUNE, JULY)),
    ],
)
def test_overlaps(one: Spell, other: Spell, shared: Spell | None) -> None:
    assert overlap(one, other) == shared


def test_words() -> None:
    assert words(Spell(JUNE)) == "since 1 June 2022"
    assert words(Spell(MAY, JULY)) == "31 May 2022 to 1 July 2022"
