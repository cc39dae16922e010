"""Who may hold a post when: one person at a time."""

from collections.abc import Iterable
from datetime import date

from saferboard.core.directory.spells import DAY, Lasting, Spell, covers, day, overlap, words
from saferboard.core.faults import Fault


def backwards(spell: Lasting) -> Fault | None:
    """What is wrong with a spell that ends before it begins."""
    if spell.until is None or spell.since <= spell.until:
        return None
    return Fault(
        f"it would end on {day(spell.until)}, before it begins on {day(spell.since)}",
        where="until",
        expected="a last day that is the first day or comes after it",
        remedy="correct one of the two days, or leave the last day empty while it lasts",
    )


def clash(proposed: Lasting, others: Iterable[Lasting], what: str) -> Fault | None:
    """What is wrong with a spell beside others of which only one may hold on any day.

    ``what`` says whose they are, as ``the post is held``. No name is told.
    """
    for other in others:
        shared = overlap(proposed, other)
        if shared is not None:
            return Fault(
                f"{what} by somebody else {words(other)}",
                where="since",
                expected=f"no other on the same days; both would hold {words(shared)}",
                remedy="end the other one the day before this begins, or choose other days",
            )
    return None


def handed_over(held: Lasting, to: date) -> Spell | Fault:
    """How long what is held lasts when somebody else follows on that day."""
    if to <= held.since:
        return Fault(
            f"whoever is followed began on {day(held.since)} and must have held it for a day",
            where="since",
            expected=f"a day after {day(held.since)}",
            remedy="choose a later day, or correct what is held now",
        )
    return Spell(held.since, to - DAY)


def vacancy(spells: Iterable[Lasting], on: date) -> str | None:
    """How long nobody has held it, in words; none if somebody holds it on that day."""
    held = sorted(spells, key=lambda spell: spell.since)
    if any(covers(spell, on) for spell in held):
        return None
    ends = [spell.until for spell in held if spell.until is not None and spell.until < on]
    starts = [spell.since for spell in held if spell.since > on]
    past = f"vacant since {day(max(ends) + DAY)}" if ends else "nobody is recorded yet"
    return f"{past}; held again from {day(starts[0])}" if starts else past
