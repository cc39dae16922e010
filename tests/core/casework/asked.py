"""What is asked of the lock, and what must be answered: each condition by an example."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from saferboard.core.casework.access import may
from saferboard.core.casework.cases import (
    Case,
    Conflict,
    FieldClass,
    Involved,
    Membership,
    Reader,
    Share,
)
from saferboard.core.directory.permissions import Decision
from tests.core.casework.world import (
    AGO,
    AGREEMENT,
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
    "break-glass with notice this second": Example(OUTSIDER, glass(told=NOW), True, BY_GLASS),
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
