"""MARAC: the repeats with their dates, across agencies, and who comes back again and again."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.marac.repeats import (
    REPEAT_RULES,
    Referral,
    RepeatRule,
    Returning,
    Since,
    escalated,
    found_by_itself,
    linked,
    repeat_of,
    repeats,
    rule_on,
)

ON = date(2023, 6, 28)
A_WITH_B = frozenset({"b"})


def referral(key: str, on: date, **changes: object) -> Referral:
    one = Referral(key, "a", A_WITH_B, on, criminal=True)
    return replace(one, **changes)  # type: ignore[arg-type]


FIRST = referral("1", ON)


@pytest.mark.parametrize(
    ("second", "is_repeat"),
    [
        (referral("2", date(2024, 6, 28)), True),  # the anniversary counts
        (referral("2", date(2024, 6, 29)), False),
        (referral("2", date(2023, 6, 29)), True),
        (referral("2", ON), False),  # the same day: the same, told twice
        (referral("2", date(2023, 6, 1)), False),  # it came before
        # Contact from abroad by social media, no crime: any instance counts since 2018.
        (referral("2", date(2024, 1, 1), criminal=False), True),
        (referral("2", date(2024, 1, 1), victim="b", perpetrators=frozenset({"a"})), False),
        (referral("2", date(2024, 1, 1), perpetrators=frozenset({"c"})), False),
        (referral("2", date(2024, 1, 1), perpetrators=frozenset({"b", "c"})), True),
        (referral("2", date(2024, 1, 1), perpetrators=frozenset()), False),
        (referral("2", date(2024, 1, 1), victim="z"), False),
    ],
)
def test_repeats_of_a_referral_of_28_june_2023(second: Referral, is_repeat: bool) -> None:
    assert repeat_of(second, [FIRST]).is_repeat == is_repeat


def test_why() -> None:
    days = (date(2024, 6, 28), date(2024, 6, 29), ON)
    said = [repeat_of(referral("2", on), [FIRST]).because for on in days]
    assert said == [
        "the last referral was on 28 June 2023, and 12 months from it end on 28 June 2024",
        "the time since the last referral ended on 28 June 2024",
        "no earlier referral of the same victim and perpetrator",
    ]


@pytest.mark.parametrize(
    ("on", "criminal", "is_repeat"),
    [
        (date(2018, 3, 31), True, True),
        (date(2018, 3, 31), False, False),
        (date(2018, 4, 1), False, True),
    ],
)
def test_until_2018_only_a_crime_made_a_repeat(on: date, criminal: bool, is_repeat: bool) -> None:
    found = repeat_of(referral("2", on, criminal=criminal), [referral("1", date(2018, 1, 1))])
    assert found.is_repeat == is_repeat
    assert is_repeat or found.because.startswith("what happened was no crime")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),  # a leap day has no anniversary
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2019, 4, 1), date(2020, 4, 1)),
    ],
)
def test_leap_days(first: date, last: date) -> None:
    earlier = referral("1", first)
    assert repeat_of(referral("2", last), [earlier]).is_repeat
    after = date.fromordinal(last.toordinal() + 1)
    assert not repeat_of(referral("2", after), [earlier]).is_repeat


def test_the_time_may_run_from_the_meeting() -> None:
    rules = (replace(REPEAT_RULES[1], begins=date.min, measured=Since.MEETING),)
    heard = replace(FIRST, meeting=date(2023, 7, 20))
    assert repeat_of(referral("2", date(2024, 7, 20)), [heard], rules).is_repeat
    found = repeat_of(referral("2", date(2024, 7, 21)), [heard], rules)
    assert found.because == "the time since the last meeting ended on 20 July 2024"
    # A case that is not heard yet runs from its referral.
    assert not repeat_of(referral("2", date(2024, 6, 29)), [FIRST], rules).is_repeat
    assert not repeat_of(referral("2", date(2024, 7, 20)), [heard]).is_repeat


def test_a_repeat_moves_the_time() -> None:
    days = [ON, date(2024, 6, 1), date(2025, 5, 31), date(2026, 6, 1)]
    found = repeats(referral(str(n), on) for n, on in enumerate(reversed(days)))
    assert [one.referral.on for one in found] == days
    assert [one.is_repeat for one in found] == [False, True, True, False]
    assert [one.of.on if one.of else None for one in found] == [None, days[0], days[1], None]


def test_several_repeats_of_one_pair_are_escalated() -> None:
    days = [date(2020, 1, 1), date(2020, 6, 1), ON, date(2023, 9, 1), date(2024, 2, 1)]
    both = [referral(str(n), on) for n, on in enumerate(days)]
    other = [
        referral("x", date(2023, 1, 1), victim="c"),
        referral("y", date(2023, 2, 1), victim="c", perpetrators=frozenset({"b", "d"})),
        referral("z", date(2023, 3, 1), victim="c", perpetrators=frozenset({"d"})),
    ]
    assert escalated(both + other, 2) == (Returning("a", "b", 2),)
    assert escalated(both + other, 3) == ()
    assert escalated(both + other, 1) == (
        Returning("a", "b", 2),
        Returning("c", "b", 1),
        Returning("c", "d", 1),
    )
    # A new referral after the time ends the run.
    assert escalated([*both, referral("9", date(2025, 2, 2))], 1) == ()


def test_the_rules_by_date() -> None:
    assert rule_on(date(2018, 3, 31)).criminal_only
    assert not rule_on(date(2018, 4, 1)).criminal_only
    assert rule_on(ON, (RepeatRule(date.min, True, months=6),)).months == 6


def test_before_any_rule_the_first_holds() -> None:
    rules = (RepeatRule(date(2020, 1, 1), False), RepeatRule(date(2015, 1, 1), True))
    assert rule_on(date(2010, 1, 1), rules).criminal_only
    assert not rule_on(date(2020, 1, 1), rules).criminal_only


def test_agencies_see_together_what_none_sees_alone() -> None:
    """Two agencies hold the same two people under keys of their own."""
    police = referral("1", ON, victim="p-a", perpetrators=frozenset({"p-b"}), agency="police")
    nurse = referral(
        "2", date(2024, 6, 28), victim="h-a", perpetrators=frozenset({"h-b"}), agency="health"
    )
    clusters = {"p-a": "a", "h-a": "a", "p-b": "b", "h-b": "b"}
    assert [one.is_repeat for one in repeats([police, nurse])] == [False, False]
    found = repeats(linked([nurse, police], clusters))
    assert [one.is_repeat for one in found] == [False, True]
    assert found[1].of
    assert found[1].of.agency == "police"
    # One link taken back, on either side, and it is no repeat: a twin is not the other.
    for link in clusters:
        rest = {key: value for key, value in clusters.items() if key != link}
        assert not any(one.is_repeat for one in repeats(linked([police, nurse], rest)))


def test_a_referring_agency_learns_of_no_case_but_its_own() -> None:
    theirs = referral("1", ON, agency="police")
    mine = referral("2", date(2023, 7, 1), agency="health")
    new = referral("3", date(2024, 6, 28), agency="health")
    assert repeat_of(new, [theirs, mine]).is_repeat
    assert found_by_itself(new, [theirs, mine]).of == mine
    # With and without the other agency's case the answer is the same to the letter.
    assert found_by_itself(new, [theirs]) == found_by_itself(new, [])
    assert found_by_itself(new, [theirs, mine]) == found_by_itself(new, [mine])
