"""The lock: each condition by an example, each needed, each exact to the second."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from saferboard.core.casework import access
from saferboard.core.casework.access import (
    BREAKING,
    FLAGGED,
    NOTHING,
    RULES,
    broken,
    learn,
    may,
    visible,
)
from saferboard.core.casework.cases import (
    Case,
    Conflict,
    FieldClass,
    Flag,
    Membership,
    Reader,
    Share,
)
from saferboard.core.directory.permissions import Decision
from tests.core.casework.asked import (
    ASKED,
    BY_GLASS,
    IN_IT,
    NO_VETTING,
    NO_WORK,
    answered,
    glass,
    vetting_to,
)
from tests.core.casework.world import (
    AGO,
    AGREEMENT,
    ASB,
    BROKEN,
    CASE,
    CO_ORDINATOR,
    GLASS,
    HOUR,
    NOW,
    OFFICER,
    OUTSIDER,
    REVIEW,
    SECOND,
    SHARED_WITH_ROLE,
)


@pytest.mark.parametrize("name", ASKED)
def test_the_examples(name: str) -> None:
    example = ASKED[name]
    assert answered(example) == Decision(example.allowed, example.because)


def wrongly_allowed() -> Iterator[str]:
    """The examples that open a door that must be shut."""
    for name, example in ASKED.items():
        if answered(example).allowed and not example.allowed:
            yield name


def test_no_example_is_wrongly_allowed() -> None:
    assert list(wrongly_allowed()) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_without_any_one_rule_a_door_stands_open(
    rule: access.Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "RULES", tuple(one for one in RULES if one is not rule))
    assert list(wrongly_allowed())


@pytest.mark.parametrize("rule", BREAKING, ids=lambda rule: rule.name)
def test_without_any_one_rule_of_break_glass_a_door_stands_open(
    rule: access.Breaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "BREAKING", tuple(one for one in BREAKING if one is not rule))
    assert list(wrongly_allowed())


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.waived], ids=lambda r: r.name)
def test_break_glass_stands_in_for_no_other_rule(
    rule: access.Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the rule waived too, break-glass would open what it must not."""
    waived = tuple(replace(one, waived=one.waived or one is rule) for one in RULES)
    monkeypatch.setattr(access, "RULES", waived)
    spoilt = {
        "acting": (replace(OUTSIDER, memberships=()), BROKEN, None),
        "vetting": (replace(OUTSIDER, vetting=()), BROKEN, None),
        "purpose": (replace(OUTSIDER, purpose="marac"), BROKEN, None),
        "agreement": (replace(OUTSIDER, agreements=()), BROKEN, None),
        "conflict": (OUTSIDER, replace(BROKEN, conflicts=(Conflict("reader-3", AGO),)), None),
        "field": (CO_ORDINATOR, replace(SHARED_WITH_ROLE, broken=()), FieldClass.RISK),
        "item": (OUTSIDER, BROKEN, FieldClass.RISK),
    }
    reader, case, field = spoilt[rule.name]
    if rule.name == "field":
        reader = replace(OUTSIDER, memberships=(Membership("fell-council", "clerk", AGO),))
        case, field = BROKEN, FieldClass.IDENTITY
    assert may(reader, case, field, NOW)
    monkeypatch.undo()
    assert not may(reader, case, field, NOW)


@pytest.mark.parametrize(
    ("case", "because"),
    [
        (BROKEN, BY_GLASS),
        (CASE, "the case is not open by break-glass"),
        (glass(reader="reader-4"), "the case is not open by break-glass"),
        (glass(reason=""), "no reason is given"),
        (glass(supervisor=""), "no supervisor is named"),
        (glass(told=NOW + HOUR), "the supervisor was not told"),
        (glass(opened=NOW - 4 * HOUR, signed_in=NOW - 4 * HOUR), "the three hours are over"),
        (glass(ended=NOW), "the break-glass was ended"),
        (glass(signed_in=AGO), "the sign-in was not fresh"),
        (
            replace(BROKEN, purpose=REVIEW),
            "cases of this purpose cannot be opened by break-glass",
        ),
        (replace(CASE, broken=(replace(GLASS, reason=""), GLASS)), BY_GLASS),
    ],
)
def test_break_glass_says_why(case: Case, because: str) -> None:
    assert broken(OUTSIDER, case, NOW) == Decision(because == BY_GLASS, because)


# The clock goes back at 02:00 BST on 27 October 2024: the hour from one to two comes twice.
LONDON = ZoneInfo("Europe/London")
FIRST_TIME = datetime(2024, 10, 27, 1, 30, tzinfo=LONDON)
SECOND_TIME = FIRST_TIME.replace(fold=1)


def test_three_hours_are_three_hours_when_the_clock_goes_back() -> None:
    reviewed = replace(OUTSIDER, agreements=(replace(AGREEMENT, reviewed=(NOW.date(),)),))
    case = glass(signed_in=FIRST_TIME, opened=FIRST_TIME, told=FIRST_TIME)
    over = datetime(2024, 10, 27, 3, 30, tzinfo=LONDON)  # three hours later by any clock
    assert may(reviewed, case, None, SECOND_TIME)
    assert may(reviewed, case, None, over - SECOND)
    assert not may(reviewed, case, None, over)
    assert may(reviewed, case, None, datetime(2024, 10, 27, 3, 29, 59, tzinfo=UTC))


def test_what_ends_in_the_hour_that_comes_twice_ends_the_first_time() -> None:
    reader = replace(
        vetting_to(FIRST_TIME), agreements=(replace(AGREEMENT, reviewed=(NOW.date(),)),)
    )
    assert may(reader, CASE, None, FIRST_TIME - SECOND)
    assert not may(reader, CASE, None, FIRST_TIME)
    by_the_hands_earlier = datetime(2024, 10, 27, 1, 29, 59, tzinfo=LONDON, fold=1)
    assert not may(reader, CASE, None, by_the_hands_earlier)
    assert not may(reader, CASE, None, SECOND_TIME)


def test_the_zone_in_which_the_moment_is_told_does_not_matter() -> None:
    tokyo = (NOW - SECOND).astimezone(ZoneInfo("Asia/Tokyo"))
    assert may(vetting_to(NOW), CASE, None, tokyo)
    assert not may(vetting_to(NOW), CASE, None, NOW.astimezone(ZoneInfo("Asia/Tokyo")))


def test_a_moment_without_a_zone_is_an_error_and_opens_nothing() -> None:
    with pytest.raises(ValueError, match="time zone"):
        may(OFFICER, CASE, None, NOW.replace(tzinfo=None))


def test_a_case_is_shared_with_somebody() -> None:
    with pytest.raises(ValueError, match="an agency or a role"):
        Share(AGO)


# What others may learn.


@pytest.mark.parametrize(
    ("reader", "case", "answer"),
    [
        (OFFICER, CASE, Decision(True, IN_IT)),
        (OUTSIDER, CASE, Decision(True, FLAGGED)),
        (OUTSIDER, replace(CASE, flag=Flag(AGO, NOW + SECOND)), Decision(True, FLAGGED)),
        (OUTSIDER, replace(CASE, flag=Flag(AGO, NOW)), Decision(False, NOTHING)),
        (OUTSIDER, replace(CASE, flag=None), Decision(False, NOTHING)),
        (OUTSIDER, None, Decision(False, NOTHING)),
        (replace(OUTSIDER, purpose="marac"), CASE, Decision(False, NOTHING)),
        (replace(OUTSIDER, agreements=()), CASE, Decision(False, NOTHING)),
        (
            OUTSIDER,
            replace(CASE, conflicts=(Conflict("reader-3", AGO),)),
            Decision(False, NOTHING),
        ),
        (replace(OUTSIDER, vetting=()), CASE, Decision(False, NO_VETTING)),
        (replace(OUTSIDER, vetting=()), None, Decision(False, NO_VETTING)),
        (replace(OUTSIDER, memberships=()), CASE, Decision(False, NO_WORK)),
        (replace(OUTSIDER, memberships=()), None, Decision(False, NO_WORK)),
    ],
)
def test_what_may_be_learned(reader: Reader, case: Case | None, answer: Decision) -> None:
    assert learn(reader, case, NOW) == answer


@pytest.mark.parametrize("name", ASKED)
def test_a_case_that_may_not_be_known_of_is_answered_like_one_that_is_not_there(name: str) -> None:
    example = ASKED[name]
    case = replace(example.case, flag=None)
    if not may(example.reader, case, None, example.on):
        there = learn(example.reader, case, example.on)
        assert there == learn(example.reader, None, example.on)


def test_a_list_holds_what_may_be_seen_and_nothing_else() -> None:
    other = replace(CASE, key="case-2", shares=())
    assert visible(OFFICER, (other, CASE, SHARED_WITH_ROLE), NOW) == (CASE,)


def test_no_reason_names_a_person_an_agency_or_a_case() -> None:
    keys = {"reader", "mere", "fell", "case-", "sentinel"}
    for example in ASKED.values():
        said = answered(example).because
        assert not [key for key in keys if key in said]


def test_every_field_class_is_shut_where_the_purpose_opens_none() -> None:
    shut = replace(CASE, purpose=replace(ASB, opens={}))
    assert not any(may(OFFICER, shut, field, NOW) for field in FieldClass)
