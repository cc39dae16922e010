"""Peer sets that follow one another in time, and positions by declared shares of the ranking."""

from dataclasses import replace

from saferboard.core.evidence.assessment import Position, Rank
from saferboard.core.evidence.measures import Better
from saferboard.core.evidence.peers import (
    POSITION_RULE,
    PeerSet,
    in_force,
    overlapping,
    position,
    position_rule,
)
from saferboard.core.evidence.periods import Month
from tests.core.evidence.samples import BURGLARY, Q4, partnership, released, three

OLD = PeerSet("similar", "most similar group of 2015", ("a", "b"), "HMIC", until=Month(2020, 3))
NEW = replace(
    OLD, name="most similar group of 2020", areas=("a", "c"), since=Month(2020, 4), until=None
)
ALWAYS = replace(OLD, until=None)


def test_a_list_holds_from_its_first_month_to_its_last() -> None:
    assert in_force((OLD, NEW), "similar", Month(2020, 3)) == OLD
    assert in_force((OLD, NEW), "similar", Month(2020, 4)) == NEW
    assert in_force((OLD,), "similar", Month(2020, 4)) is None
    assert in_force((NEW,), "similar", Month(2020, 3)) is None
    assert in_force((ALWAYS,), "similar", Month(1999, 1)) == ALWAYS
    assert in_force((ALWAYS,), "other", Month(1999, 1)) is None


def test_lists_of_one_key_may_not_overlap() -> None:
    assert overlapping((NEW, OLD)) == ()
    assert overlapping((ALWAYS, NEW)) == (NEW,)
    assert overlapping((OLD, replace(NEW, since=None))) != ()
    assert overlapping((OLD, replace(NEW, since=Month(2020, 3)))) != ()


def test_dates_in_words() -> None:
    assert (ALWAYS.dates, OLD.dates, NEW.dates) == ("", "until March 2020", "since April 2020")
    both = replace(NEW, until=Month(2022, 3))
    assert both.dates == "since April 2020 until March 2022"


def test_positions_by_declared_shares() -> None:
    tenths = replace(ALWAYS, quantiles=(0.1, 0.25, 0.75, 0.9))
    values = {str(n): float(n) for n in range(10)}
    words = [position(values, str(n), Better.LOWER, tenths.quantiles) for n in range(10)]
    t, a, m, b, z = Position
    assert words == [t, a, a, m, m, m, m, m, b, z]
    assert tenths.rule == (
        "by place in the ranking (Top to 10%, Above average to 25%, Average to 75%, Below average "
        "to 90%, then Bottom), an area standing in the middle of its own place"
    )
    assert ALWAYS.rule == POSITION_RULE
    assert position_rule(Rank(1, 3, False, "x", tenths.rule)) == tenths.rule
    assert position_rule(Rank(1, 3, False, "x")) == POSITION_RULE, "a release of an older version"


DISTRICTS = PeerSet("districts", "the districts", ("E07000001", "E07000002"), "made up")


def test_a_release_ranks_within_the_list_in_force() -> None:
    past = replace(DISTRICTS, name="the old districts", until=Q4.first)
    now = replace(
        DISTRICTS, name="the new districts", since=Q4.last, quantiles=(0.3, 0.4, 0.5, 0.6)
    )
    given = replace(partnership(BURGLARY), peer_sets=(past, now))
    release = released(given, three(10, 10))
    ranks = {a.area: a.rank for a in release.assessments}
    first = ranks["E07000002"]
    assert first is not None
    assert (str(first), first.peers, first.rule) == ("1/2", "the new districts", now.rule)
    assert ranks["E10000001"] is None
    assert release.peer_sets == (now,)


def test_without_a_list_in_force_nobody_is_ranked() -> None:
    given = replace(partnership(BURGLARY), peer_sets=(replace(DISTRICTS, until=Month(2021, 3)),))
    release = released(given, three(10, 10))
    assert all(a.rank is None and a.position is None for a in release.assessments)
    assert release.peer_sets == ()


def test_a_release_keeps_what_is_retired() -> None:
    gone = replace(
        BURGLARY, key="old", name="Old", retired=Month(2022, 1), retired_because="Replaced."
    )
    soon = replace(BURGLARY, retired=Month(2022, 4))
    release = released(partnership(soon, gone), three(10, 10))
    assert [m.key for m in release.measures] == ["burglary"]
    assert release.retired == (gone,)
