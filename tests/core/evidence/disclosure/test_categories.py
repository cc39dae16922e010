"""Which counts hold which: against a reading of every event one by one."""

from itertools import product

import pytest

from saferboard.core.evidence.disclosure.categories import Leaf, Taken, counted_by, parts_of

KINDS = ("a", "b", "c", "something else")
NAMED = [
    frozenset(n for n, take in zip("abc", flags, strict=True) if take)
    for flags in product((0, 1), repeat=3)
]
ALL = [Taken(named) for named in NAMED if named] + [Taken(named, all_but=True) for named in NAMED]


def events(taken: Taken) -> set[str]:
    return {kind for kind in KINDS if (kind in taken.categories) != taken.all_but}


@pytest.mark.parametrize("one", ALL)
@pytest.mark.parametrize("other", ALL)
def test_holding_and_sharing_are_those_of_the_events(one: Taken, other: Taken) -> None:
    assert one.holds(other) == (events(one) >= events(other))
    assert one.shares_nothing_with(other) == (not events(one) & events(other))


def test_the_parts_of_a_whole_are_the_widest_that_share_nothing() -> None:
    total, thefts, a, b, c = (
        Taken(frozenset(), all_but=True),
        Taken(frozenset("ab")),
        Taken(frozenset("a")),
        Taken(frozenset("b")),
        Taken(frozenset("bc")),
    )
    assert parts_of(total, (total, thefts, a, b)) == (thefts,)
    assert parts_of(total, (a, c, b)) == (a, c)
    assert parts_of(total, (thefts, c)) == (thefts,)
    assert parts_of(a, (total, thefts, b)) == ()


def test_what_parts_leave_counts_in_the_whole_and_in_no_part() -> None:
    total, thefts, a = (
        Taken(frozenset(), all_but=True),
        Taken(frozenset("ab")),
        Taken(frozenset("a")),
    )
    rest = Leaf(total, (thefts,))
    assert rest.counts_in(total) is True
    assert rest.counts_in(thefts) is False
    assert rest.counts_in(a) is False
    assert rest.counts_in(Taken(frozenset("bc"))) is None
    assert Leaf(thefts).counts_in(Taken(frozenset("bc"))) is None


def test_a_measure_counts_what_it_names_or_all_that_it_does_not_leave_out() -> None:
    from tests.core.evidence.disclosure.samples import BURGLARY, TOTAL

    assert counted_by(BURGLARY) == Taken(frozenset({"burglary"}))
    assert counted_by(TOTAL) == Taken(frozenset(), all_but=True)
