"""A reading's values as rows of the Board's tables, each with the lines it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db.models import Model

from saferboard.core.board.action_log_csv import STATUSES, PaperAction, PaperEntry
from saferboard.core.board.attendance import Group, Presence
from saferboard.core.ingest.past.public import folded
from saferboard.core.ingest.past.text.clock import hour_of
from saferboard.core.ingest.past.values import (
    NOWHERE,
    AgendaItem,
    LogAction,
    Meeting,
    Minute,
    Minutes,
    Reading,
    Span,
)
from saferboard.web.board.decisions.taking_in import take_in_log
from saferboard.web.board.meetings import taking_in as meetings
from saferboard.web.board.meetings.models import AgendaItem as ItemRow
from saferboard.web.board.meetings.models import Meeting as MeetingRow
from saferboard.web.board.minutes import taking_in as minuting
from saferboard.web.board.minutes.models import Minute as MinuteRow
from saferboard.web.board.minutes.models import Minutes as MinutesRow
from saferboard.web.board.minutes.models import Outcome as OutcomeRow
from saferboard.web.directory.models import Body
from saferboard.web.ingest import people
from saferboard.web.ingest.models import Activation, Part
from saferboard.web.ingest.planning import Plan, Step, told

Kind = OutcomeRow.Kind
GROUPS = (
    ("present", Group.MEMBERS, Presence.PRESENT),
    ("officers", Group.OFFICERS, Presence.PRESENT),
    ("others", Group.OTHERS, Presence.PRESENT),
    ("apologies", Group.MEMBERS, Presence.APOLOGIES),
)


@dataclass(slots=True)
class Made:
    """What one activation has written so far, and what is to be told of it."""

    source: str
    rows: list[tuple[Model, Span]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    confirms: list[dict[str, Any]] = field(default_factory=list)

    def note(self, row: Model, span: Span) -> None:
        """A row was written from these lines."""
        self.rows.append((row, span))


def day_of(value: Reading) -> date | None:
    """The day of the meeting that a source is for: that of its agenda, else the latest minutes."""
    days = [one.on for one in value.meetings if one.on]
    return days[0] if days else max((one.on for one in value.minutes if one.on), default=None)


def body_of(plan: Plan) -> Body | None:
    """The body of that meeting."""
    names = [one.body for one in told(plan.value)]
    return plan.bodies.get(folded(names[0])) if names else None


def meeting_for(by: str, plan: Plan, step: Step, starts: time | None, made: Made) -> MeetingRow:
    """The meeting of a step, taken in where it is not held yet."""
    held = MeetingRow.objects.select_related("body").filter(body=step.body, date=step.on).first()
    if held is not None:
        return held
    called = [one.starts for one in plan.value.meetings if one.on == step.on]
    minuted = [one.started for one in plan.value.minutes if one.on == step.on]
    printed = (*called, *minuted)
    hour = next((hour for hour in map(hour_of, printed) if hour), starts)
    row = meetings.take_in_meeting(
        by=by,
        body=step.body,
        date=step.on,
        starts=hour or time(),
        place=next((one.venue for one in told(plan.value) if one.on == step.on and one.venue), ""),
        source=made.source,
    )
    made.note(row, step.value.span)
    made.said.append(f"The meeting of {row.day}.")
    return row


def agenda(by: str, step: Step, meeting: MeetingRow, made: Made) -> None:
    """The agenda of a meeting."""
    value = step.value
    assert isinstance(value, Meeting)  # noqa: S101 a step of this kind holds one
    items = list(_numbered(value.agenda))
    rows = meetings.take_in_agenda(
        by=by,
        meeting=meeting,
        items=[
            meetings.Item(
                number,
                item.title,
                item.kind,
                said=item.note or (f"Presented by {item.presenter}" if item.presenter else ""),
                restricted=item.restricted,
            )
            for number, item in items
        ],
        source=made.source,
    )
    for row, (_, item) in zip(rows, items, strict=True):
        made.note(row, item.span)
    made.said.append(f"{len(rows)} items of the agenda of {meeting.day}.")


def _numbered(items: tuple[AgendaItem, ...]) -> Iterator[tuple[int, AgendaItem]]:
    """Each item with its number; one without stands after the last that has one."""
    taken = {item.number for item in items if item.number is not None}
    following = max(taken, default=0)
    for item in items:
        if item.number is None:
            following += 1
            yield following, item
        else:
            yield item.number, item


def minutes(by: str, plan: Plan, step: Step, meeting: MeetingRow, made: Made) -> None:
    """The minutes of a meeting, with attendance, outcomes and interests declared."""
    value = step.value
    assert isinstance(value, Minutes)  # noqa: S101 a step of this kind holds them
    numbered = list(_minute_numbers(value.items))
    came = list(_came(plan, value))
    declared = list(_declared(value, numbered, [one for one, _ in came], made))
    written = minuting.take_in_minutes(
        by=by,
        meeting=meeting,
        source=made.source,
        minutes=[_taken(number, minute) for number, minute in numbered],
        came=[one for one, _ in came],
        interests=[one for one, _ in declared],
        started=hour_of(value.started),
        ended=hour_of(value.ended),
    )
    made.note(written.minutes, value.span)
    for attendee, (_, span) in zip(written.attendees, came, strict=True):
        made.note(attendee, span)
    for interest, (_, span) in zip(written.declarations, declared, strict=True):
        made.note(interest, span)
    for row, outcomes, (_, minute) in zip(written.rows, written.outcomes, numbered, strict=True):
        made.note(row, minute.span)
        spans = [*(one.span for one in minute.outcomes), *(one.span for one in minute.undertakings)]
        for outcome, span in zip(outcomes, spans, strict=True):
            made.note(outcome, span)
    made.said.append(
        f"{len(numbered)} minutes of {meeting.day}, "
        f"with {sum(map(len, written.outcomes))} outcomes and {len(came)} people."
    )


def _minute_numbers(items: tuple[Minute, ...]) -> Iterator[tuple[int, Minute]]:
    """Each minute with the number printed; one without follows the one before it."""
    first = next((one.number - place for place, one in enumerate(items) if one.number), 1)
    following = max(first, 1)
    for minute in items:
        number = following if minute.number is None else minute.number
        following = number + 1
        yield number, minute


def _taken(number: int, minute: Minute) -> minuting.Taken:
    outcomes = [
        minuting.Ended(Kind(one.verb.name.lower()).value, one.text) for one in minute.outcomes
    ]
    outcomes += [minuting.Ended(Kind.UNDERTAKING.value, one.text) for one in minute.undertakings]
    return minuting.Taken(number, minute.title, minute.text, tuple(outcomes))


def _came(plan: Plan, value: Minutes) -> Iterator[tuple[minuting.Came, Span]]:
    for heading, group, presence in GROUPS:
        for one in getattr(value, heading):
            match = plan.people[people.said(one)]
            yield (
                minuting.Came(
                    one.name,
                    title=one.post,
                    group=group,
                    presence=presence,
                    in_chair=one.chair,
                    minute=one.minute,
                    person=match.person,
                    post=match.post,
                ),
                one.span,
            )


def _declared(
    value: Minutes,
    numbered: list[tuple[int, Minute]],
    came: list[minuting.Came],
    made: Made,
) -> Iterator[tuple[minuting.Interested, Span]]:
    """Interests of those whom the attendance names; others stay in the text of the minute."""
    places = {folded(one.name): place for place, one in reversed(list(enumerate(came)))}
    for number, minute in numbered:
        for one in minute.declared:
            place = places.get(folded(one.who))
            if place is None:
                made.said.append(
                    f"Minute {number}: {one.who} declared an interest and is not in the "
                    "attendance; it stands in the text alone."
                )
            else:
                yield minuting.Interested(place, one.interest), one.span


def link_items(plan: Plan, made: Made) -> None:
    """Minutes of the past are tied to the items that they are of, whichever came first."""
    days = {(step.body.pk, step.on) for step in plan.steps if step.writes}
    for body, on in sorted(days):
        held = MinutesRow.objects.filter(meeting__body=body, meeting__date=on).first()
        if held is None or not held.taken_from:
            continue
        items = list(ItemRow.objects.filter(meeting=held.meeting_id))
        marks = _marks(plan, on)
        wanted = {}
        for row in held.minutes.filter(item=None):
            row.minutes = held
            item = _item_of(row, marks.get(row.number, 0), items)
            if item is not None:
                wanted[row.pk] = item
        minuting.tie_items(minutes=held, items=wanted)


def _marks(plan: Plan, on: date) -> dict[int, int]:
    """The item that each minute says it is of, by the minute's number."""
    found: dict[int, int] = {}
    for value in (one for one in plan.value.minutes if one.on == on):
        found |= {number: minute.item for number, minute in _minute_numbers(value.items)}
    return found


def _item_of(row: MinuteRow, mark: int, items: list[ItemRow]) -> ItemRow | None:
    marked = [item for item in items if mark and item.number == mark]
    titled = [item for item in items if folded(item.title) == folded(row.title)]
    return next(iter(marked or titled), None) if len(marked or titled) == 1 else None


def confirm(by: str, plan: Plan, made: Made) -> None:
    """Minutes that a later meeting confirmed, in this source or in one activated before."""
    for value in plan.value.minutes:
        body = plan.bodies.get(folded(value.body))
        if body is None or value.on is None:
            continue
        chair = next((f"{p.name}, {p.post}".strip(", ") for p in value.present if p.chair), "")
        for minute in value.items:
            if minute.confirmed is not None and minute.confirmed.on is not None:
                made.confirms.append(
                    {
                        "body": body.key,
                        "of": minute.confirmed.on.isoformat(),
                        "at": value.on.isoformat(),
                        "minute": minute.number or 0,
                        "chair": chair,
                        "amendment": minute.confirmed.amendment,
                    }
                )
    days = {step.on.isoformat() for step in plan.steps if step.what is Part.What.MINUTES}
    standing = Activation.objects.filter(taken_back__isnull=True).order_by("pk")
    others = [one for confirms in standing.values_list("confirms", flat=True) for one in confirms]
    for one in [*made.confirms, *(one for one in others if one["of"] in days)]:
        _confirm(by, one, made)


def _confirm(by: str, one: dict[str, Any], made: Made) -> None:
    held = MinutesRow.objects.filter(
        meeting__body__key=one["body"],
        meeting__date=one["of"],
        state=MinutesRow.State.CIRCULATED,
    ).exclude(taken_from="")
    minutes = held.select_related("meeting__body").first()
    at = MeetingRow.objects.filter(body__key=one["body"], date=one["at"]).first()
    if minutes is None or at is None:
        return
    if one["amendment"]:
        made.said.append(
            f"The minutes of {minutes.meeting.day} were confirmed subject to an amendment (minute "
            f"{one['minute']} of {at.day}). They stay circulated: note the amendment there."
        )
        return
    minuting.confirm_taken_in(
        by=by, minutes=minutes, at_meeting=at, signed_as=one["chair"], source=made.source
    )
    made.said.append(f"The minutes of {minutes.meeting.day}, confirmed on {at.day}.")


def take_log(by: str, plan: Plan, made: Made) -> None:
    """The action log into the Board's own; what cannot go there is told."""
    body, on = body_of(plan), day_of(plan.value)
    if body is None or on is None or not plan.value.action_log:
        return
    papers, spans = [], {}
    for action in plan.value.action_log:
        paper = _paper(action)
        if isinstance(paper, str):
            made.said.append(f"Left in the reading: {paper}.")
        else:
            papers.append(paper)
            spans[paper.number] = action.span
    taken = take_in_log(by=by, body=body, on=on, actions=papers, source=made.source)
    for one in taken:
        if one.action is None:
            made.said.append(f"Left in the reading: action {one.number}, {one.left}.")
            continue
        span = spans.get(one.number, NOWHERE)
        made.note(one.action, span)
        for entry in one.entries:
            made.note(entry, span)
    made.said.append(f"{sum(one.action is not None for one in taken)} actions of the log.")


def _paper(action: LogAction) -> PaperAction | str:
    """An action of a log as the Board's log takes it, or why it cannot."""
    if action.number is None:
        first = action.entries[0].action if action.entries else ""
        return f"an action without a number, “{first}”"
    which = f"action {action.number}"
    entries, on = [], None
    for row in action.entries:
        on = row.on or on
        status = row.status.casefold().strip()
        if on is None:
            return f"{which}, which does not say on which day it was asked for"
        if status not in STATUSES:
            return f"{which}, whose status “{row.status}” is not Green, Amber, Red or Withdrawn"
        entries.append(
            PaperEntry(
                row.span.first,
                on,
                row.on is not None,
                row.officer,
                row.comments,
                STATUSES[status],
            )
        )
    text = next((row.action for row in action.entries if row.action), "")
    if not text or not entries:
        return f"{which}, which does not say what is to be done"
    return PaperAction(action.number, text, tuple(entries))
