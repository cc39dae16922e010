"""What is written of an anti-social behaviour case: reports, risk, contacts, visits, closing.

Each asks again whether whoever writes may. The audit trail learns what was done, never the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from saferboard.core.casework.asb.kinds import Channel, Kind
from saferboard.core.casework.asb.linking import quotes
from saferboard.core.casework.asb.risk import Triage, triage
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.process import Step
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import Refused, refuse
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.models import Report, VictimContact, Visit
from saferboard.web.casework.asb.queries import CLOSING, PIECE, REACHED
from saferboard.web.casework.lock.actions import open_case
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.running import actions as running
from saferboard.web.casework.running import queries as running_queries
from saferboard.web.casework.running.models import Taken


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told: how it came, what, when, where, and in which words."""

    channel: Channel
    kind: Kind
    earliest: datetime
    latest: datetime
    area: str
    words: str
    lsoa: str = ""
    street: str = ""
    reference: str = ""


@transaction.atomic
def report(*, by: Key, told: Told, who: str = "", reach: str = "", example: bool = False) -> Opened:
    """Open a case by a report: who told it and how to reach them are kept in classes of their own.

    Refused before anything is written for a class that is not open to whoever writes.
    """
    case = open_case(by=by, process=settings().front.process, area=told.area, example=example)
    opened = by.open(case.reference)
    add_report(by=opened, told=told)
    for words, field in ((who, FieldClass.IDENTITY), (reach, FieldClass.CONTACT)):
        if words.strip():
            running.add_entry(by=opened, field=field, words=words)
    return opened


@transaction.atomic
def add_report(*, by: Opened, told: Told) -> Report:
    """Add a report to the case: the same behaviour was told of again."""
    if told.latest > by.key.on and told.earliest > by.key.on:
        raise _refused("it lies ahead", "day", "a day that has been", "write when it happened")
    if told.area not in {one.code for one in settings().areas}:
        raise _refused("there is no such area", "area", "an area of the partnership", "choose one")
    entry = running.add_entry(
        by=by,
        field=FieldClass.ACCOUNT,
        words=told.words,
        data={"reported": told.channel, "kind": told.kind},
    )
    row = Report.objects.create(
        case=by.case, field=FieldClass.ACCOUNT, entry=entry, channel=told.channel, kind=told.kind,
        earliest=told.earliest, latest=told.latest, area=told.area, lsoa=told.lsoa,
        street=told.street, quoted=_quoted(f"{told.reference} {told.words}"),
        at=by.key.on, by=by.key.by, agency=by.key.agency,
    )  # fmt: skip
    by.key.note("asb report added", f"case {by.case}", report=row.pk, kind=told.kind)
    return row


def _quoted(text: str) -> str:
    found = sorted(quotes(text))
    return f" {' '.join(found)} " if found else ""


@transaction.atomic
def score(*, by: Opened, answers: Mapping[str, str], turn: int, words: str = "") -> Triage:
    """Score the risk by the matrix, and take the step that needs it where the case stands.

    An earlier scoring stays beside it. MovedOn: others took a step since; nothing is written then.
    """
    found = triage(settings().matrix, answers)
    matrix = settings().matrix
    running.add_entry(
        by=by,
        piece=PIECE,
        field=FieldClass.RISK,
        words="\n".join((*found.reasons, *([words.strip()] if words.strip() else []))),
        data={
            "band": found.band,
            "score": found.score,
            "most": found.most,
            "matrix": found.version,
            "answers": {
                one.key: [one.title, option.title, option.score]
                for one in matrix.questions
                if (option := one.option(answers[one.key])) is not None
            },
        },
    )
    by.key.note("asb risk scored", f"case {by.case}", band=found.band, matrix=found.version)
    if step := _step_for(by, PIECE):
        running.take(by=by, step=step, turn=turn)
    else:
        running.at_turn(by, turn)  # the step that needs it may be the one that others took
    return found


def _step_for(by: Opened, piece: str) -> str:
    """The step that leads on from here, needs the piece, and is now this person's to take."""
    for one in running_queries.to_do(by):
        if piece in one.step.evidence and one.may:
            return one.step.key
    return ""


@transaction.atomic
def contact(
    *, by: Opened, on: date, reached: bool, channel: Channel, words: str = ""
) -> VictimContact:
    """Write into the log that the victim was spoken to, or that somebody tried.

    Having spoken is a piece that closing requires: the case says that it was, and not what.
    """
    running.may_write(by, FieldClass.CONTACT)
    if on > localdate(by.key.on):
        raise _refused("it lies ahead", "on", "today or an earlier day", "write when it was")
    row = VictimContact.objects.create(
        case=by.case, field=FieldClass.CONTACT, on=on, reached=reached, channel=channel,
        words=words.strip(), at=by.key.on, by=by.key.by, agency=by.key.agency,
    )  # fmt: skip
    if reached:
        running.add_entry(
            by=by,
            piece=REACHED,
            field=FieldClass.OUTLINE,
            words=f"The victim was spoken to on {on:%-d %B %Y}.",
        )
    by.key.note("asb victim contact", f"case {by.case}", contact=row.pk, reached=reached)
    return row


@transaction.atomic
def plan_visit(*, by: Opened, due: date, words: str) -> Visit:
    """Plan a visit by a day."""
    running.may_write(by, FieldClass.ACCOUNT)
    _must_be_open(by)
    row = Visit.objects.create(
        case=by.case, field=FieldClass.ACCOUNT, due=due, words=words.strip(),
        at=by.key.on, by=by.key.by, agency=by.key.agency,
    )  # fmt: skip
    by.key.note("asb visit planned", f"case {by.case}", visit=row.pk, due=str(due))
    return row


@transaction.atomic
def visited(*, by: Opened, visit: Visit, on: date, outcome: str) -> Visit:
    """Write what came of a visit, once: of two who do, the second is told."""
    running.may_write(by, FieldClass(visit.field))
    row = Visit.objects.select_for_update().get(pk=visit.pk, case=by.case)
    if row.made is not None:
        raise _refused(
            "somebody wrote down what came of it already",
            "outcome",
            "a visit that is still to be made",
            "look at the case; add a note if there is more to say",
        )
    if on > localdate(by.key.on):
        raise _refused("it lies ahead", "on", "today or an earlier day", "write when it was")
    row.made, row.outcome, row.made_at, row.made_by = on, outcome.strip(), by.key.on, by.key.by
    row.save(update_fields=["made", "outcome", "made_at", "made_by"])
    by.key.note("asb visit made", f"case {by.case}", visit=row.pk)
    return row


@transaction.atomic
def close(*, by: Opened, reason: str, turn: int, words: str = "") -> Taken:
    """Close the case for one of the partnership's reasons, by the step that ends it from here."""
    found = settings().reason(reason)
    if found is None:
        raise _refused(
            "there is no such reason", "reason", "a reason of the partnership", "choose one"
        )
    ending = _ending(by)
    if not ending:
        raise _refused(
            "the case cannot be closed from where it stands",
            "reason",
            "a step that ends it",
            "look at what can be done now",
        )
    running.add_entry(
        by=by, piece=CLOSING, field=FieldClass.OUTLINE, words=found.title, data={"reason": reason}
    )
    if words.strip():
        running.add_entry(by=by, field=FieldClass.ACCOUNT, words=words)
    return running.take(by=by, step=ending[0].key, turn=turn)


def _ending(by: Opened) -> list[Step]:
    process = running_queries.process_of(by.case)
    return [one for one in process.steps_out_of(by.case.state) if one.into in process.last]


def may_close(by: Opened) -> Decision:
    """Whether a step that ends the case from where it stands is theirs; what it lacks is no matter.

    Where none leads on to the end, the form says so.
    """
    ending = _ending(by)
    if not ending or any(one.actor in by.key.roles for one in ending):
        return Decision(True, "it is yours to close")
    return Decision(False, "closing this case is not a step of your role")


def _must_be_open(by: Opened) -> None:
    if by.case.closed is not None:
        raise _refused("the case is closed", "due", "an open case", "add a note instead")


def _refused(what: str, where: str, expected: str, remedy: str) -> Refused:
    return refuse(what, where=where, expected=expected, remedy=remedy)
