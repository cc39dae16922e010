"""Who is one person by what people decided, and by nothing else."""

import pytest

from saferboard.core.casework.people.linking import (
    Conflict,
    Decision,
    Said,
    persons,
    standing,
    would_conflict,
)


def said(*told: tuple[str, str, Said]) -> list[Decision]:
    return [Decision(number, a, b, what) for number, (a, b, what) in enumerate(told)]


def test_a_pair_is_in_the_order_of_its_keys() -> None:
    for a, b in (("b", "a"), ("a", "a")):
        with pytest.raises(ValueError, match="order of their keys"):
            Decision(1, a, b, Said.LINK)


def test_nobody_is_one_person_by_itself() -> None:
    found = persons([])
    assert found.groups == found.conflicts == ()
    assert found.with_("a") == {"a"}


def test_links_make_one_person_however_they_hang_together() -> None:
    found = persons(said(("a", "b", Said.LINK), ("c", "d", Said.LINK), ("b", "c", Said.LINK)))
    assert found.groups == (frozenset("abcd"),)
    assert found.with_("d") == set("abcd")


def test_undoing_a_link_takes_back_what_followed_from_it_and_nothing_else() -> None:
    told = said(("a", "b", Said.LINK), ("b", "c", Said.LINK), ("b", "c", Said.UNDO))
    assert persons(told).groups == (frozenset("ab"),)
    again = [*told, Decision(9, "b", "c", Said.LINK)]
    assert persons(again).groups == (frozenset("abc"),)


def test_the_newest_decision_of_a_pair_counts_in_whatever_order_they_are_told() -> None:
    told = said(("a", "b", Said.LINK), ("a", "b", Said.UNDO), ("a", "b", Said.REFUSE))
    assert standing(reversed(told)) == {("a", "b"): told[2]}


def test_a_refused_pair_within_a_person_is_reported_and_nothing_is_merged() -> None:
    told = said(("a", "b", Said.LINK), ("b", "c", Said.LINK), ("a", "c", Said.REFUSE))
    found = persons(told)
    assert found.groups == ()
    assert found.conflicts == (Conflict(frozenset("abc"), (("a", "c"),)),)
    assert found.with_("a") == {"a"}


def test_a_refusal_taken_back_is_no_conflict() -> None:
    told = said(
        ("a", "c", Said.REFUSE),
        ("a", "b", Said.LINK),
        ("b", "c", Said.LINK),
        ("a", "c", Said.UNDO),
    )
    assert persons(told).groups == (frozenset("abc"),)


def test_it_is_told_beforehand_what_a_decision_would_contradict() -> None:
    held = said(("a", "b", Said.LINK), ("a", "c", Said.REFUSE))
    assert would_conflict(held, Decision(9, "b", "c", Said.LINK)) == (("a", "c"),)
    assert would_conflict(held, Decision(9, "b", "d", Said.LINK)) == ()
    linked = said(("a", "b", Said.LINK), ("b", "c", Said.LINK))
    assert would_conflict(linked, Decision(9, "a", "c", Said.REFUSE)) == (("a", "c"),)
    assert would_conflict(linked, Decision(9, "a", "d", Said.REFUSE)) == ()
