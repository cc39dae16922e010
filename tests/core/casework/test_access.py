"""The lock: each condition by an example, each needed, each exact to the second."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
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
    Involved,
    Membership,
    Reader,
    Share,
)
from saferboard.core.directory.permissions import Decision
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

IN_IT = "your agency is in the case, and the case is shared with it or with your role"
CO_ORDINATING = "you co-ordinate cases of this purpose, and the case is shared with you"
BY_GLASS = "opened by break-glass, for three hours and with notice"
NO_WORK = "you do not work for this agency today"
NO_VETTING = "no valid vetting: NPPV level 1 is needed"
NO_PURPOSE = "the case is held for another purpose than the one you chose"
NO_AGREEMENT = "your agency and the one that holds the case have no live agreement for this purpose"
NOT_IN_IT = "your agency is not in the case"
NOT_SHARED = "the case is not shared with your agency or your role"
CONFLICT = "you declared a conflict of interest"


@dataclass(frozen=True)
class Example:
    """What is asked, and what must be answered."""

    reader: Reader
    case: Case
    allowed: bool
    because: str
    field: FieldClass | None = None
    on: datetime = NOW


def ended(on: datetime = NOW) -> tuple[Membership, ...]:
    return (Membership("mere-council", "officer", AGO, on),)


def vetting_to(until: datetime) -> Reader:
    return replace(OFFICER, vetting=(replace(OFFICER.vetting[0], expires=until),))


def glass(**changes: object) -> Case:
    return replace(CASE, broken=(replace(GLASS, **changes),))  # type: ignore[arg-type]


ELSEWHERE = Membership("fell-council", "asb-co-ordinator", AGO)
HIS_CONFLICT = Conflict("reader-1", NOW - HOUR)
ASKED = {
    "an officer of an agency in the case": Example(OFFICER, CASE, True, IN_IT),
    "his open field": Example(OFFICER, CASE, True, IN_IT, FieldClass.IDENTITY),
    "a co-ordinator of another agency": Example(
        CO_ORDINATOR, SHARED_WITH_ROLE, True, CO_ORDINATING
    ),
    "a co-ordinator with whom it is not shared": Example(CO_ORDINATOR, CASE, False, NOT_SHARED),
    "left this second": Example(replace(OFFICER, memberships=ended()), CASE, False, NO_WORK),
    "leaves in a second": Example(
        replace(OFFICER, memberships=ended(NOW + SECOND)), CASE, True, IN_IT
    ),
    "works elsewhere only": Example(
        replace(OFFICER, memberships=(ELSEWHERE,)), CASE, False, NO_WORK
    ),
    "co-ordinates elsewhere": Example(
        replace(OFFICER, memberships=(*OFFICER.memberships, ELSEWHERE)),
        SHARED_WITH_ROLE,
        False,
        NOT_SHARED,
    ),
    "vetting ends this second": Example(vetting_to(NOW), CASE, False, NO_VETTING),
    "vetting ends in a second": Example(vetting_to(NOW + SECOND), CASE, True, IN_IT),
    "no vetting": Example(replace(OFFICER, vetting=()), CASE, False, NO_VETTING),
    "another purpose": Example(replace(OFFICER, purpose="marac"), CASE, False, NO_PURPOSE),
    "no agreement": Example(replace(OFFICER, agreements=()), CASE, False, NO_AGREEMENT),
    "an agreement for another purpose": Example(
        replace(OFFICER, agreements=(replace(AGREEMENT, purpose="marac"),)),
        CASE,
        False,
        NO_AGREEMENT,
    ),
    "an agreement that the holder did not sign": Example(
        replace(OFFICER, agreements=(replace(AGREEMENT, signatures=AGREEMENT.signatures[:1]),)),
        CASE,
        False,
        NO_AGREEMENT,
    ),
    "an agreement that lapsed": Example(
        replace(OFFICER, agreements=(replace(AGREEMENT, reviewed=()),)), CASE, False, NO_AGREEMENT
    ),
    "an agency outside": Example(
        OUTSIDER, replace(CASE, shares=(Share(AGO, role="officer"),)), False, NOT_IN_IT
    ),
    "an agency that left the case": Example(
        OFFICER,
        replace(CASE, involved=(Involved("mere-council", AGO, NOW),)),
        False,
        NOT_IN_IT,
    ),
    "shared with another agency": Example(
        OFFICER, replace(CASE, shares=(Share(AGO, agency="mere-police"),)), False, NOT_SHARED
    ),
    "shared with another role of the agency": Example(
        OFFICER,
        replace(CASE, shares=(Share(AGO, agency="mere-council", role="clerk"),)),
        False,
        NOT_SHARED,
    ),
    "sharing ends this second": Example(
        OFFICER, replace(CASE, shares=(Share(AGO, NOW, "mere-council"),)), False, NOT_SHARED
    ),
    "a conflict": Example(OFFICER, replace(CASE, conflicts=(HIS_CONFLICT,)), False, CONFLICT),
    "a conflict withdrawn": Example(
        OFFICER, replace(CASE, conflicts=(replace(HIS_CONFLICT, withdrawn=NOW),)), True, IN_IT
    ),
    "another's conflict": Example(
        OFFICER, replace(CASE, conflicts=(replace(HIS_CONFLICT, reader="reader-7"),)), True, IN_IT
    ),
    "a field not open to the role": Example(
        CO_ORDINATOR,
        SHARED_WITH_ROLE,
        False,
        "fields of the class 'risk' are not open to your role",
        FieldClass.RISK,
    ),
    "a field open to nobody": Example(
        OFFICER,
        CASE,
        False,
        "fields of the class 'legal advice' are not open to your role",
        FieldClass.LEGAL,
    ),
    "a field that the agreement does not share": Example(
        OFFICER,
        CASE,
        False,
        "no live agreement lets fields of the class 'risk' be shared",
        FieldClass.RISK,
    ),
    "a field that the agreement shares and the role does not open": Example(
        replace(OFFICER, memberships=(Membership("mere-council", "clerk", AGO),)),
        CASE,
        False,
        "fields of the class 'identity' are not open to your role",
        FieldClass.IDENTITY,
    ),
    "break-glass": Example(OUTSIDER, BROKEN, True, BY_GLASS),
    "break-glass by somebody who may anyway": Example(
        OFFICER, glass(reader="reader-1", agency="mere-council"), True, IN_IT
    ),
    "break-glass opens a field": Example(OUTSIDER, BROKEN, True, BY_GLASS, FieldClass.IDENTITY),
    "break-glass opens no field shut to the role": Example(
        OUTSIDER, BROKEN, False, NOT_IN_IT, FieldClass.RISK
    ),
    "break-glass without vetting": Example(
        replace(OUTSIDER, vetting=()), BROKEN, False, NO_VETTING
    ),
    "break-glass despite a conflict": Example(
        OUTSIDER,
        replace(BROKEN, conflicts=(Conflict("reader-3", AGO),)),
        False,
        NOT_IN_IT,
    ),
    "another's break-glass": Example(replace(OUTSIDER, key="reader-4"), BROKEN, False, NOT_IN_IT),
    "break-glass for another agency": Example(
        OUTSIDER, glass(agency="mere-council"), False, NOT_IN_IT
    ),
    "a review by break-glass": Example(
        replace(OUTSIDER, purpose="dhr", agreements=(replace(AGREEMENT, purpose="dhr"),)),
        replace(BROKEN, purpose=REVIEW),
        False,
        NOT_IN_IT,
    ),
    "break-glass without a reason": Example(OUTSIDER, glass(reason=" "), False, NOT_IN_IT),
    "break-glass after an old sign-in": Example(
        OUTSIDER,
        glass(signed_in=GLASS.opened - timedelta(minutes=5, seconds=1)),
        False,
        NOT_IN_IT,
    ),
    "break-glass before the sign-in": Example(
        OUTSIDER, glass(signed_in=GLASS.opened + SECOND), False, NOT_IN_IT
    ),
    "break-glass after five minutes": Example(
        OUTSIDER, glass(signed_in=GLASS.opened - timedelta(minutes=5)), True, BY_GLASS
    ),
    "break-glass supervised by nobody": Example(OUTSIDER, glass(supervisor=""), False, NOT_IN_IT),
    "break-glass supervised by oneself": Example(
        OUTSIDER, glass(supervisor="reader-3"), False, NOT_IN_IT
    ),
    "break-glass without notice": Example(OUTSIDER, glass(told=NOW + SECOND), False, NOT_IN_IT),
    "break-glass ended": Example(OUTSIDER, glass(ended=NOW), False, NOT_IN_IT),
    "break-glass ends in a second": Example(OUTSIDER, glass(ended=NOW + SECOND), True, BY_GLASS),
    "break-glass before it is opened": Example(
        OUTSIDER, BROKEN, False, NOT_IN_IT, on=GLASS.opened - SECOND
    ),
    "the last second of three hours": Example(
        OUTSIDER, BROKEN, True, BY_GLASS, on=GLASS.opened + 3 * HOUR - SECOND
    ),
    "three hours are over": Example(OUTSIDER, BROKEN, False, NOT_IN_IT, on=GLASS.opened + 3 * HOUR),
}


def answered(example: Example) -> Decision:
    return may(example.reader, example.case, example.field, example.on)


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
