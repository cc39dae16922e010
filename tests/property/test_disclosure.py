"""An attacker with a solver and everything published cannot tell one small count from another.

What is known of the attacker's success is only what the public releases say, read from their JSON
(see disclosure_world): months, rolling values times population, figures, wholes of shares.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.disclosure.protecting import protect, protection
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Release
from tests.property.disclosure_world import (
    SHARE,
    SINGLE,
    THEFTS,
    TOTAL,
    UP_TO,
    Attacker,
    Sum,
    World,
    positions,
    released,
    told,
    world,
)

QUARTERS = (Period.of_quarter(2021, 4), Period.of_quarter(2022, 1), Period.of_quarter(2022, 2))
SETS: tuple[tuple[Measure, ...], ...] = (
    (TOTAL, *SINGLE),
    (TOTAL, *SINGLE, THEFTS),
    SINGLE,
    (TOTAL, *SINGLE[1:]),
    (TOTAL, *SINGLE, SHARE),
)
Protect = Callable[[Release, list[Release]], Release]


def attacked(
    events: World, measures: tuple[Measure, ...], first: Month, tries: int, how: Protect
) -> list[str]:
    """What an attacker learns too much of, release after release, from a sample of the counts."""
    attacker = Attacker(QUARTERS[-1].last.since(first) + 1)
    published: list[Release] = []
    found: list[str] = []
    for quarter in QUARTERS:
        before = attacker.copy()
        whole = released(events, measures, first, quarter)
        published.append(how(whole, published))
        attacker.learns(told(published[-1], measures, first))
        hidden = list(suppressed(whole, published[-1], measures, first, events))
        random.Random(1).shuffle(hidden)
        for what, name in hidden[:tries]:
            if why := too_much(what, what.of(events), attacker, before):
                found.append(f"{quarter}: {name}: {why}")
    return found


def suppressed(
    whole: Release,
    public: Release,
    measures: tuple[Measure, ...],
    first: Month,
    events: World,
) -> Iterable[tuple[Sum, str]]:
    """Every hidden count; each small one must be among them."""
    shown = {(a.measure, a.area): {r.month: r for r in a.series} for a in public.assessments}
    for measure, area, what, part, month in positions(whole, measures, first):
        name = f"{measure.key} {area} {part} {month}"
        is_hidden = getattr(shown[measure.key, area][month], part) is None
        assert is_hidden or not 1 <= what.of(events) <= UP_TO, f"{name} is small and shown"
        # What hides a share may be its whole: then its events may be known from another measure.
        if is_hidden and (measure.kind is Kind.RATE or 1 <= what.of(events) <= UP_TO):
            yield what, name


def too_much(what: Sum, count: int, now: Attacker, before: Attacker) -> str:
    """Why what is known of a hidden count is too much; empty if it is not.

    A small one may be any from 1 to the largest small one, and no other is exact, but for what was
    known before anything of this release was.
    """
    low, high = now.bounds(what)
    if 1 <= count <= UP_TO:
        if low <= 1 and high >= UP_TO:
            return ""
        least, most = before.bounds(what)
        if max(low, 1) <= max(least, 1) and min(high, UP_TO) >= min(most, UP_TO):
            return ""
    elif low != high or before.bounds(what) == (low, high):
        return ""
    return f"{count} lies between {low} and {high}"


def protected(whole: Release, published: list[Release]) -> Release:
    return protect(whole, published)


@settings(max_examples=4, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    measures=st.sampled_from(SETS),
    first=st.sampled_from([Month(2019, 10), Month(2019, 12), Month(2020, 4)]),
)
def test_no_small_count_can_be_worked_out(
    seed: int, measures: tuple[Measure, ...], first: Month
) -> None:
    events = world(seed, QUARTERS[-1].last.since(first) + 1)
    assert attacked(events, measures, first, 16, protected) == []


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), measures=st.sampled_from(SETS))
def test_a_first_release_leaves_nothing_unproven(seed: int, measures: tuple[Measure, ...]) -> None:
    first = Month(2020, 4)
    events = world(seed, QUARTERS[0].last.since(first) + 1)
    found = protection(released(events, measures, first, QUARTERS[0]))
    assert found.unproven == 0
    assert found == protection(released(events, measures, first, QUARTERS[0]))


def careless(whole: Release, published: list[Release]) -> Release:
    """Planted: small counts are hidden, and nothing beside them."""

    def without_small(a: Assessment) -> Assessment:
        small = range(1, UP_TO + 1)
        return replace(
            a,
            series=tuple(
                replace(r, events=None if r.events in small else r.events) for r in a.series
            ),
        )

    return replace(whole, assessments=tuple(without_small(a) for a in whole.assessments))


def forgetful(whole: Release, published: list[Release]) -> Release:
    """Planted: every release by itself, as if nothing had been published before."""
    return protect(whole, [])


def steady(seed: int, first: Month) -> World:
    """Counts of which no twelve months are small."""
    events = world(seed, QUARTERS[-1].last.since(first) + 1)
    return {(k, a, t): n + 3 * (t % 2) for (k, a, t), n in events.items()}


def test_the_attacker_sees_that_only_small_counts_were_hidden() -> None:
    first = Month(2020, 4)
    assert attacked(steady(3, first), SETS[0], first, 8, careless)
    assert not attacked(steady(3, first), SETS[0], first, 8, protected)


def test_the_attacker_sees_that_earlier_releases_were_forgotten() -> None:
    first = Month(2019, 12)
    events = world(201, QUARTERS[-1].last.since(first) + 1)
    assert attacked(events, SETS[1], first, 30, forgetful)
