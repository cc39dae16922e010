"""What was read goes into the Board's own tables, in one transaction; and can be taken back."""

from collections.abc import Mapping
from datetime import date, time

from django.db import transaction

from saferboard.core.faults import refuse
from saferboard.core.ingest.past.public import folded
from saferboard.web.audit.actions import record
from saferboard.web.directory.models import Body
from saferboard.web.ingest import copying, finding, giving_up, queries, writing
from saferboard.web.ingest.actions import named
from saferboard.web.ingest.models import Activation, Part, Source, TakenBack, Trace
from saferboard.web.ingest.planning import Plan, Step, plan
from saferboard.web.publish.actions import move_on

What = Part.What


@transaction.atomic
def activate(
    *,
    by: str,
    source: Source,
    seen: int,
    bodies: Mapping[str, Body],
    starts: time | None = None,
    take_log: bool = False,
    is_open: bool = False,
) -> Activation:
    """Write what was read into the Board's tables, and put out its public copy.

    ``seen`` is the number of the reading that was looked at, ``bodies`` are by their names in the
    source, ``starts`` is the hour of meetings for which none is printed. Refused while anything
    waits to be settled. Nothing that is held already is written over unless a person chose so.
    """
    Source.objects.select_for_update().get(pk=source.pk)
    found = plan(source, {folded(name): body for name, body in bodies.items()})
    _check(found, seen, starts)
    # One takes in meetings of a body at a time.
    list(Body.objects.select_for_update().filter(pk__in=[b.pk for b in found.bodies.values()]))
    made = writing.Made(source.name)
    for step in sorted(found.steps, key=lambda one: (one.on, one.what != What.AGENDA)):
        if step.writes and step.before is not None:
            giving_up.give_up_part(by=by, step=step, made=made)
        if step.writes:
            _write(by, found, step, starts, made)
        else:
            made.said.append(_kept(step))
    writing.link_items(found, made)
    writing.confirm(by, found, made)
    if take_log:
        writing.take_log(by, found, made)
    activation = Activation.objects.create(
        reading=found.reading, said=made.said, is_open=is_open, confirms=made.confirms, by=by
    )
    Trace.objects.bulk_create(
        Trace(
            activation=activation,
            table=row._meta.label,
            row=row.pk,
            first=span.first,
            last=span.last,
            page=span.page,
        )
        for row, span in made.rows
    )
    copying.put_out(by=by, activation=activation, plan=found)
    move_on()
    record(
        by=by,
        action="source activated",
        object=named(source),
        reading=found.reading.number,
        rows=len(made.rows),
    )
    return activation


def _check(found: Plan, seen: int, starts: time | None) -> None:
    where = str(found.source)
    if queries.standing(found.source) is not None:
        raise refuse(
            "it is activated already",
            where=where,
            expected="a source that is not in the Board's tables",
            remedy="nothing is left to do",
        )
    if seen != found.reading.number:
        raise refuse(
            "the source was read again since you looked at it",
            where=where,
            expected=f"reading {found.reading.number}",
            remedy="look at the source page again, then activate it",
        )
    if found.stops:
        raise refuse(
            "; ".join(found.stops),
            where=where,
            expected="a source in which everything is settled",
            remedy="settle what is named, then activate it",
        )
    if found.hourless and starts is None:
        raise refuse(
            "no hour is printed for a meeting in it",
            where="starts",
            expected="the hour at which it began",
            remedy="give the hour at which the body usually met",
        )


def _write(by: str, found: Plan, step: Step, starts: time | None, made: writing.Made) -> None:
    meeting = writing.meeting_for(by, found, step, starts, made)
    if step.what is What.AGENDA:
        writing.agenda(by, step, meeting, made)
    else:
        writing.minutes(by, found, step, meeting, made)


def _kept(step: Step) -> str:
    if step.here:
        return f"The {step.what.value} of {step.day} stay as this service has them."
    if not step.differences:
        return f"{step.held} says the same of the {step.what.value} of {step.day}."
    return f"The {step.what.value} of {step.day} stay as {step.held} has them."


@transaction.atomic
def take_back(*, by: str, activation: Activation, reason: str) -> TakenBack:
    """Take what was written out of the Board's tables, and the public copy away.

    Entries of the action log stay, as everything entered there does. Refused where something rests
    on what was written.
    """
    if not reason.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected="why it is taken back, in a sentence that the public will read",
            remedy="write the reason, then take it back",
        )
    source = Source.objects.select_for_update().get(pk=activation.reading.source_id)
    standing = queries.standing(source)
    if standing is None or standing.pk != activation.pk:
        raise refuse(
            "it was taken back already",
            where=str(source),
            expected="an activation that stands",
            remedy="nothing is left to do",
        )
    gave_way = queries.gave_way_to(standing)
    if gave_way:
        raise refuse(
            f"{gave_way} gave way to it, and would then stand in no table",
            where=str(source),
            expected="no other source that gave way to this one",
            remedy=f"take back {gave_way} first, then this one; then activate {gave_way} again",
        )
    said = giving_up.give_up(by=by, activation=standing, because=reason.strip())
    row = TakenBack.objects.create(activation=standing, reason=reason.strip(), said=said, by=by)
    finding.take_out(by=by, activation=standing)
    move_on()
    record(by=by, action="activation taken back", object=named(source), because=row.reason)
    return row


def day_of(found: Plan) -> date | None:
    """The day of the meeting that a pack is for."""
    return writing.day_of(found.value)
