"""MARAC: the routes, the repeats with their dates, and who comes back again and again."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.marac import (
    REPEAT_RULES,
    Agency,
    Escalation,
    Referral,
    RepeatRule,
    Returning,
    Route,
    Shortfall,
    Since,
    escalated,
    flagged_until,
    repeat_of,
    repeats,
    rule_on,
    threshold,
)
from saferboard.core.faults import Refused

ON = date(2023, 6, 28)
A_WITH_B = frozenset({"b"})


def referral(key: str, on: date, **changes: object) -> Referral:
    one = Referral(key, "a", A_WITH_B, on, criminal=True)
    return replace(one, **changes)  # type: ignore[arg-type]


FIRST = referral("1", ON)


@pytest.mark.parametrize(
    ("dash", "judgement", "events", "repeat", "routes"),
    [
        (14, "", 0, False, [Route.VISIBLE]),
        (13, "", 0, False, []),
        (24, "", 0, False, [Route.VISIBLE]),
        (0, "", 0, False, []),
        (None, "", 0, False, []),
        # Local judgement cases arrive with a DASH of 4.
        (4, "she is afraid to leave the house", 0, False, [Route.JUDGEMENT]),
        (4, "  ", 0, False, []),
        (None, "disclosed to a nurse", 0, False, [Route.JUDGEMENT]),
        (4, "", 3, False, [Route.ESCALATION]),
        (4, "", 2, False, []),
        (0, "", 0, True, [Route.REPEAT]),
        # Judgement never lowers: whatever is said, 14 is enough.
        (14, "not so bad", 0, False, [Route.VISIBLE, Route.JUDGEMENT]),
        (15, "why", 4, True, list(Route)),
    ],
)
def test_the_four_routes(
    dash: int | None, judgement: str, events: int, repeat: bool, routes: list[Route]
) -> None:
    days = [date(2023, 6, 28 - n) for n in range(events)]
    found = threshold(ON, dash=dash, judgement=judgement, events=days, repeat=repeat)
    assert list(found.routes) == routes
    assert len(found.because) == len(routes)
    assert bool(found) == bool(routes)


def test_reasons_are_said() -> None:
    days = [date(2022, 6, 28), date(2023, 1, 1), ON]
    found = threshold(ON, dash=14, judgement="why", events=days, repeat=True)
    assert found.because == (
        "14 of 24 answers are yes; 14 are enough",
        "a professional judges the risk to be high, with a reason",
        "3 events in 12 months",
        "the same victim and perpetrator were referred within the time",
    )


def test_events_count_from_the_anniversary_to_the_day_of_the_referral() -> None:
    inside = [date(2022, 6, 28), date(2022, 12, 1), ON]
    assert threshold(ON, dash=0, events=inside)
    assert not threshold(ON, dash=0, events=[date(2022, 6, 27), *inside[1:]])
    assert not threshold(ON, dash=0, events=[*inside[:2], date(2023, 6, 29)])
    assert threshold(ON, dash=0, events=[ON, ON], escalation=Escalation(2, 1))


@pytest.mark.parametrize("dash", [-1, 25])
def test_a_dash_has_24_questions(dash: int) -> None:
    with pytest.raises(Refused, match="a number from 0 to 24"):
        threshold(ON, dash=dash)


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


def test_flags_last_twelve_months_and_the_words_of_the_field() -> None:
    assert flagged_until(date(2024, 2, 29)) == date(2025, 2, 28)
    assert len(Agency) == 9
    assert len(Shortfall) == 4
