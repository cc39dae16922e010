"""A referral read back from its parts: as far as its classes are open, and whole for its checks."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.marac.dash import Answer, Checklist
from saferboard.core.casework.marac.referral import (
    Characteristic,
    Children,
    Contact,
    Form,
    Known,
    Lack,
    Subject,
    contradictions,
    lacking,
    routes,
)
from saferboard.core.casework.marac.routes import Threshold
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.declared import settings
from saferboard.web.casework.marac.models import PARTS, Kind, Party, Referral, Told
from saferboard.web.casework.marac.repeating import found_alone, found_of


@dataclass(frozen=True, slots=True)
class Held:
    """The newest of each part of a referral, and its people."""

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()

    def of(self, kind: str) -> tuple[Party, ...]:
        """The people of one kind."""
        return tuple(one for one in self.parties if one.kind == kind)


def held(case: Case, opens: frozenset[FieldClass] = frozenset(FieldClass)) -> Held:
    """What is told in the classes that are open. Two queries."""
    parts = {row.part: row.content for row in Told.objects.filter(case=case, field__in=opens)}
    parties = Party.objects.filter(case=case, field__in=opens)
    return Held(parts, tuple(parties))


def checklist_of(content: dict[str, Any] | None) -> Checklist | None:
    """The answers of a stored checklist; none if there is none."""
    if content is None:
        return None
    return Checklist({int(number): Answer(said) for number, said in content["answers"].items()})


def form_of(row: Referral, found: Held) -> Form:
    """The referral as the rules look at it."""
    contact, account = found.parts.get("contact", {}), found.parts.get("account", {})
    judgement, people = found.parts.get("judgement", {}), found.parts.get("people", {})
    said = found.parts.get("characteristics", {})
    victims = found.of(Kind.VICTIM)
    return Form(
        on=row.on,
        referred_by=row.referred_by.key,
        referrer=row.by,
        victim=_subject(victims[0]) if victims else Subject(),
        contact=Contact(
            contact.get("way", ""), contact.get("times", ""), contact.get("warnings", "")
        ),
        perpetrators=tuple(map(_subject, found.of(Kind.PERPETRATOR))),
        unknown_perpetrator=people.get("unknown_perpetrator", False),
        children=tuple(map(_subject, found.of(Kind.CHILD))),
        has_children=Children(people.get("has_children", Children.NOT_ASKED)),
        checklist=checklist_of(found.parts.get("checklist")),
        judgement=judgement.get("judgement", ""),
        account=account.get("account", ""),
        wishes=account.get("wishes", ""),
        told_of_referral=account.get("told_of_referral"),
        why_not_told=account.get("why_not_told", ""),
        idva=account.get("idva"),
        events=tuple(date.fromisoformat(day) for day in judgement.get("events", ())),
        characteristics={one: known(said.get(one.name.lower(), "")) for one in Characteristic},
    )


def known(said: str) -> Known:
    """What is known of a characteristic by what was chosen: nothing chosen was not asked."""
    if not said:
        return Known.NOT_ASKED
    return Known.NOT_KNOWN if said == Known.NOT_KNOWN else Known.KNOWN


def _subject(party: Party) -> Subject:
    return Subject(party.name, party.born, party.address)


@dataclass(frozen=True, slots=True)
class Judged:
    """A referral as it stands: by which routes it comes, why, and what to go back for."""

    routes: Threshold
    repeat: str
    lacks: tuple[Lack, ...]
    contradictions: tuple[str, ...]
    is_repeat: bool
    of: str = ""


def judged(by: Opened, row: Referral) -> Judged:
    """What the co-ordinator is told, or the referring agency of its own referral.

    An agency is told of a repeat from its own referrals alone. What is lacking holds nothing of
    what was told, so it is worked out whichever classes are open.
    """
    found = found_of(by) if by.key.co_ordinates else found_alone(by)
    with rows.service("checking"):
        form = form_of(row, held(by.case))
    threshold = routes(form, repeat=found.is_repeat, escalation=settings().escalation)
    return Judged(
        routes=threshold,
        repeat=found.because,
        lacks=lacking(form),
        contradictions=contradictions(form),
        is_repeat=found.is_repeat,
        of=found.of.key if found.of else "",
    )


def part_class(part: str) -> FieldClass:
    """The class of fields of a part."""
    return PARTS[part]
