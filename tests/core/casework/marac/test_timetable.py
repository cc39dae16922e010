"""The timetable of a meeting, against writing out every minute."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.casework.marac.timetable import (
    Attending,
    Day,
    Slot,
    Timetable,
    ToHear,
    Unplaced,
    attending,
    clock,
    timetable,
)

DAY = Day(570, 750, ((630, 645),))


def heard(key: str, minutes: int = 15, *agencies: str, **more: object) -> ToHear:
    return replace(ToHear(key, minutes, frozenset(agencies)), **more)  # type: ignore[arg-type]


def test_cases_follow_one_another_around_the_break() -> None:
    found = timetable([heard(str(n), 25) for n in range(5)], DAY)
    assert found.slots == (
        Slot("0", 570, 595),
        Slot("1", 595, 620),
        Slot("2", 645, 670),
        Slot("3", 670, 695),
        Slot("4", 695, 720),
    )
    assert (found.ends, found.needed, found.available, found.over) == (720, 125, 165, 0)
    assert [clock(slot.begins) for slot in found.slots[:2]] == ["09:30", "09:55"]


def test_the_co_ordinators_order_is_kept_where_it_can_be_and_areas_stand_together() -> None:
    cases = [heard(str(n), place=3 - n, area=str(n % 2)) for n in range(4)]
    assert [slot.key for slot in timetable(cases, DAY).slots] == ["3", "2", "1", "0"]
    unplaced = [replace(one, place=0) for one in cases]
    assert [slot.key for slot in timetable(unplaced, DAY).slots] == ["0", "2", "1", "3"]


def test_cases_wait_for_whoever_must_be_there() -> None:
    day = replace(DAY, there=(("police", ((600, 615), (615, 630))), ("health", ((570, 585),))))
    found = timetable([heard("1", 30, "police"), heard("2", 15, "health"), heard("3")], day)
    assert found.slots == (Slot("2", 570, 585), Slot("3", 585, 600), Slot("1", 600, 630))
    assert attending(found, [heard("1", 30, "police"), heard("2", 15, "health"), heard("3")]) == (
        Attending("health", 570, 585, 1),
        Attending("police", 600, 630, 1),
    )


def test_whoever_must_leave_is_heard_first_where_else_a_case_would_fall_out() -> None:
    day = Day(0, 30, there=(("idva", ((0, 15),)),))
    found = timetable([heard("1"), heard("2", 15, "idva")], day)
    assert [slot.key for slot in found.slots] == ["2", "1"]
    assert found.unplaced == ()


def test_what_does_not_fit_is_named_with_its_reason() -> None:
    day = Day(0, 60, ((30, 40),), (("police", ((0, 10),)), ("idva", ())))
    cases = [
        heard("a", 31),
        heard("b", 15, "police"),
        heard("c", 5, "idva"),
        heard("d", 30),
        heard("e", 20),
        heard("f", 10),
    ]
    found = timetable(cases, day)
    assert found.unplaced == (
        Unplaced("a", "it takes 31 minutes, and the longest sitting is 30"),
        Unplaced("b", "everybody whom it needs is there together for 10 minutes, of 15"),
        Unplaced("c", "everybody whom it needs is there together for 0 minutes, of 5"),
        Unplaced("f", "no 10 minutes are left when everybody whom it needs is there"),
    )
    assert (found.needed, found.available, found.over) == (111, 50, 61)
    assert "f" not in [one.key for one in found.slots]
    assert attending(found, cases) == ()


def test_breaks_at_the_edges_and_over_one_another() -> None:
    day = Day(10, 60, ((0, 20), (15, 25), (50, 90)))
    found = timetable([heard("1", 25)], day)
    assert (found.slots, found.available) == ((Slot("1", 25, 50),), 25)
    assert timetable([], day) == Timetable((), (), 0, 25)
    assert timetable([], day).ends is None
    whole = Day(0, 30, ((0, 30), (40, 50)))
    assert timetable([heard("1")], whole).available == 0


@pytest.mark.parametrize(("day", "minutes"), [(Day(5, 5), 1), (Day(0, 5), 0)])
def test_a_meeting_takes_time(day: Day, minutes: int) -> None:
    with pytest.raises(ValueError, match="at least a minute"):
        timetable([heard("1", minutes)], day)


spans = st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda one: (one[0], sum(one)))
days = st.builds(
    Day,
    begins=st.integers(0, 3),
    ends=st.integers(4, 24),
    breaks=st.lists(spans, max_size=2).map(tuple),
    there=st.fixed_dictionaries(
        {}, optional={name: st.lists(spans, max_size=2).map(tuple) for name in ("p", "q")}
    ).map(lambda found: tuple(found.items())),
)
lists = st.lists(
    st.tuples(st.integers(1, 6), st.frozensets(st.sampled_from("pqr")), st.sampled_from("ab")),
    max_size=5,
).map(
    lambda drawn: [
        ToHear(str(n), minutes, agencies, area) for n, (minutes, agencies, area) in enumerate(drawn)
    ]
)


def free(case: ToHear, day: Day) -> set[int]:
    """By writing out every minute: those in which the case can be heard."""
    minutes = set(range(day.begins, day.ends))
    for start, end in day.breaks:
        minutes -= set(range(start, end))
    for agency, there in day.there:
        if agency in case.agencies:
            minutes &= {minute for start, end in there for minute in range(start, end)}
    return minutes


def most_by_trying_every_order(cases: list[ToHear], day: Day) -> int:
    """How many cases the best order places, each at the first minute that is left for it."""
    best = 0
    for order in permutations(cases):
        taken: set[int] = set()
        placed = 0
        for case in order:
            left = free(case, day) - taken
            for start in range(day.begins, day.ends):
                wanted = set(range(start, start + case.minutes))
                if wanted <= left:
                    taken |= wanted
                    placed += 1
                    break
        best = max(best, placed)
    return best


@settings(max_examples=300, deadline=None)
@given(lists, days)
def test_no_overlap_and_no_case_lost(cases: list[ToHear], day: Day) -> None:
    found = timetable(cases, day)
    by_key = {case.key: case for case in cases}
    named = [slot.key for slot in found.slots] + [one.key for one in found.unplaced]
    assert sorted(named) == sorted(by_key)
    taken: set[int] = set()
    for slot in found.slots:
        minutes = set(range(slot.begins, slot.ends))
        assert len(minutes) == by_key[slot.key].minutes
        assert minutes <= free(by_key[slot.key], day) - taken
        taken |= minutes
    # Whatever is left out fits nowhere in what is left.
    for one in found.unplaced:
        case = by_key[one.key]
        left = free(case, day) - taken
        assert not any(
            set(range(start, start + case.minutes)) <= left for start in range(day.begins, day.ends)
        )
    best = most_by_trying_every_order(cases, day)
    assert len(found.slots) <= best
    if best == len(cases) == 1:
        assert not found.unplaced
