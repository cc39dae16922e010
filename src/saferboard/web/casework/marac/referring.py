"""Referring: what is written when an agency refers somebody, and until the case is listed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from saferboard.core.casework.marac.dash import Checklist, may_fill
from saferboard.core.casework.people.records import Address, Born, Known, Name
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.lock import actions as lock
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.declared import CO_ORDINATOR, PROCESS
from saferboard.web.casework.marac.identity import new_record, sought
from saferboard.web.casework.marac.models import PARTS, Earlier, Kind, Party, Referral, Told
from saferboard.web.casework.people.recording import Written, record_told

BEFORE = ("referred", "listed")
"""The states in which a referral is still added to."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the form names them."""

    kind: str
    name: str = ""
    born: date | None = None
    address: str = ""

    @property
    def row(self) -> Party:
        """The same, to be looked for and kept."""
        return Party(
            field=PARTS["people"],
            kind=self.kind,
            name=self.name.strip(),
            sought=sought(self.name),
            born=self.born,
            address=self.address.strip(),
        )

    @property
    def written(self) -> Written:
        """The same, to stand among the people of all cases."""
        given, _, family = self.name.strip().rpartition(" ")
        born = Born(self.born.year, self.born.month, self.born.day) if self.born else None
        address = self.address.strip()
        return Written(
            part=self.kind,
            known=Known.PERSON if family else Known.UNKNOWN,
            name=Name(given, family),
            born=born,
            addresses=(Address(address),) if address else (),
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral as it was sent: its people, its parts, and whether what happened was a crime."""

    on: date
    criminal: bool
    people: tuple[Person, ...]
    parts: Mapping[str, Mapping[str, Any]]
    area: str = ""
    came_from: str = ""
    earlier: tuple[tuple[date, bool, date | None], ...] = field(default=())


@transaction.atomic
def refer(*, by: Key, sent: Sent, example: bool = False) -> Case:
    """Open a case on a referral, shared with the referring agency and the co-ordinator."""
    if sent.on > by.on.date():
        raise refuse(
            "the referral lies in the future",
            where="day of the referral",
            expected="today or an earlier day",
            remedy="correct the day",
        )
    # A child may be named who is not born yet.
    if any(one.born and one.born > sent.on for one in sent.people if one.kind != Kind.CHILD):
        raise refuse(
            "somebody would be born after the referral",
            where="date of birth",
            expected="the day of the referral or an earlier day",
            remedy="correct the date of birth, or leave it out",
        )
    if sent.came_from and not by.co_ordinates:
        raise refuse(
            "only the co-ordinator takes in a case of another MARAC",
            where="came from",
            expected="the MARAC co-ordinator",
            remedy="send what you have to the co-ordinator",
        )
    case = lock.open_case(by=by, process=PROCESS, area=sent.area, example=example)
    opened = by.open(case.reference, "opened")
    lock.share_with_role(by=opened, role=CO_ORDINATOR)
    # Whoever refers tells more than their role may read afterwards, as a victim's safe number.
    with rows.service("referring"):
        Referral.objects.create(
            case=case,
            on=sent.on,
            referred_by=by.agency,
            criminal=sent.criminal,
            came_from=sent.came_from.strip(),
            by=by.by,
        )
        _keep_people(by, case, sent.people)
        for part, content in sent.parts.items():
            _tell(by, case, part, content)
        Earlier.objects.bulk_create(
            Earlier(case=case, on=on, criminal=criminal, meeting=meeting, by=by.by)
            for on, criminal, meeting in sent.earlier
        )
    by.note("marac referred", f"case {case}", transferred=bool(sent.came_from))
    return case


def _keep_people(by: Key, case: Case, people: tuple[Person, ...]) -> None:
    made = []
    for one in people:
        row = one.row
        row.case, row.record, row.by = case, new_record(), by.by
        row.person = row.record
        row.recorded = record_told(
            case=case, agency=by.agency, written=one.written, on=by.on, by=by.by
        )
        made.append(row)
    Party.objects.bulk_create(made)


def _tell(by: Key, case: Case, part: str, content: Mapping[str, Any]) -> None:
    Told.objects.create(
        case=case,
        field=PARTS[part],
        part=part,
        content=dict(content),
        agency=by.agency,
        at=by.on,
        by=by.by,
    )


@transaction.atomic
def fill(*, by: Opened, checklist: Checklist) -> None:
    """The risk checklist of a referral, by whoever works with the victim. Earlier ones are kept."""
    row = before_listing(by)
    refused = no_checklist(by, row)
    if refused:
        raise _refused(refused, "send the referral back for its checklist")
    answers = {str(number): str(said) for number, said in checklist.answers.items()}
    with rows.service("referring"):
        _tell(by.key, by.case, "checklist", {"answers": answers})
    by.key.note("marac checklist filled", f"case {by.case}", referral=row.pk)


@transaction.atomic
def add(*, by: Opened, parts: Mapping[str, Mapping[str, Any]], people: tuple[Person, ...]) -> None:
    """What the referring agency adds when the co-ordinator went back for it.

    What is written takes the place of what was, which is kept; people are added and never taken
    out.
    """
    before_listing(by)
    with rows.service("referring"):
        _keep_people(by.key, by.case, people)
        before = {row.part: row.content for row in Told.objects.filter(case=by.case)}
        for part, content in parts.items():
            _tell(by.key, by.case, part, {**before.get(part, {}), **content})
    by.key.note(
        "marac referral added to", f"case {by.case}", parts=sorted(parts), people=len(people)
    )


def before_listing(by: Opened) -> Referral:
    """The referral, kept from others, while its agency may still add to it."""
    row = Referral.objects.select_for_update().get(case=by.case)
    refused = no_adding(by, row)
    if refused:
        raise _refused(refused, "tell the co-ordinator, or answer the research")
    return row


def no_adding(by: Opened, row: Referral) -> str:
    """Why nothing is added to a referral by somebody; nothing said if they may."""
    if row.referred_by_id != by.key.agency.pk and not by.key.co_ordinates:
        return "this referral is another agency's"
    if by.case.state not in BEFORE:
        return "the referral is past its listing"
    return ""


def no_checklist(by: Opened, row: Referral) -> str:
    """Why no checklist is filled in by somebody; nothing said if they may."""
    decision = may_fill(by.key.roles)
    return no_adding(by, row) or ("" if decision else decision.because)


def referral_of(case: Case) -> Referral:
    """The referral of a case."""
    return Referral.objects.select_related("referred_by").get(case=case)


@transaction.atomic
def record_repeat(*, by: Opened, repeat: bool, shortfall: str = "") -> None:
    """The co-ordinator records whether it is a repeat, and why the case had not been made safe."""
    co_ordinator(by)
    Referral.objects.filter(case=by.case).update(repeat=repeat, shortfall=shortfall)
    by.key.note("marac repeat recorded", f"case {by.case}")


def co_ordinator(by: Opened) -> None:
    """Refused for whoever does not co-ordinate."""
    if not by.key.co_ordinates:
        raise _refused("only the co-ordinator does this", "ask the co-ordinator")


def _refused(what: str, remedy: str) -> Refused:
    return refuse(what, where="referral", expected="the agency that may do it", remedy=remedy)


VICTIM, PERPETRATOR, CHILD = Kind.VICTIM, Kind.PERPETRATOR, Kind.CHILD
