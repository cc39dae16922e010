"""Reading minutes: the record as rules and documents know it, numbers, attendance, what is left."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from saferboard.core.board import attendance as at
from saferboard.core.board import minutes as core
from saferboard.core.board import minutes_document as doc
from saferboard.core.board.agenda import Standing
from saferboard.core.board.minutes_text import clock
from saferboard.core.board.numbering import Numbered
from saferboard.core.directory.permissions import Decision
from saferboard.core.directory.seats import Quorum, SeatRole
from saferboard.core.document.tree import Document
from saferboard.core.faults import Fault
from saferboard.web.board.meetings import queries as meetings
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import (
    Amendment,
    Attendee,
    Declaration,
    Minute,
    Minutes,
    Outcome,
    OutcomeRevision,
    SeriesRestart,
)
from saferboard.web.directory import queries as directory
from saferboard.web.directory.models import Body, User


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting; none while nobody has drafted them."""
    found = Minutes.objects.select_related("meeting__body", "confirmed_at")
    return found.filter(meeting=meeting).first()


def previous_minutes(meeting: Meeting) -> Minutes | None:
    """The minutes of the body's last meeting before this one that has any."""
    found = Minutes.objects.select_related("meeting__body", "confirmed_at")
    earlier = found.filter(meeting__body=meeting.body_id, meeting__date__lt=meeting.date)
    return earlier.order_by("-meeting__date").first()


def listed() -> QuerySet[Meeting]:
    """Every meeting that was not cancelled with its minutes, the newest first."""
    found = Meeting.objects.exclude(state=Meeting.State.CANCELLED)
    return found.select_related("body", "minutes").order_by("-date", "body__name")


def series(body: Body) -> list[tuple[Minutes, Numbered]]:
    """The body's minutes in the order of its meetings, and how each is numbered: two queries."""
    declared = dict(SeriesRestart.objects.filter(body=body).values_list("meeting", "first"))
    rows = Minutes.objects.filter(meeting__body=body).order_by("meeting__date")
    counted = rows.annotate(count=Count("minutes", filter=Q(minutes__left_out=False)))
    counts = dict(counted.values_list("pk", "count"))
    return [
        (
            row,
            Numbered(
                counts[row.pk],
                declared.get(row.meeting_id),
                None if row.state == Minutes.State.DRAFT else row.first_number,
            ),
        )
        for row in rows
    ]


def restarts(body: Body) -> list[SeriesRestart]:
    """Where the numbers of a body's minutes begin anew, the newest first."""
    return list(body.series.select_related("meeting__body").order_by("-meeting__date"))


def sections(minutes: Minutes) -> list[Minute]:
    """Every minute in the order taken, with item, outcomes and amendments. Three queries."""
    found = minutes.minutes.select_related("item__presenter__organisation").prefetch_related(
        "outcomes", "amendments"
    )
    rows = list(found.order_by("taken", "pk"))
    for row in rows:
        row.minutes = minutes
    return rows


def lacking(minutes: Minutes) -> list[AgendaItem]:
    """Items on the agenda that have no minute."""
    has = set(minutes.minutes.exclude(item=None).values_list("item", flat=True))
    return [item for item in meetings.agenda(minutes.meeting) if item.pk not in has]


def attendees(minutes: Minutes) -> list[Attendee]:
    """The attendance in the order of the table: one query."""
    found = minutes.attendees.select_related("instead_of", "minute", "post")
    rows = list(found.order_by("place", "pk"))
    for row in rows:
        if row.minute:
            row.minute.minutes = minutes
    return rows


def declarations(minutes: Minutes) -> list[Declaration]:
    """Interests declared, of whoever came and of whoever did not: one query."""
    rows = list(minutes.declarations.select_related("attendee", "minute__item").order_by("pk"))
    for row in rows:
        if row.minute:
            row.minute.minutes = minutes
    return rows


def quorum(minutes: Minutes) -> Quorum:
    """Whether enough members are ticked as present."""
    ticked = (
        at.Ticked(
            str(row.pk),
            at.Group(row.group),
            at.Presence(row.presence),
            str(row.instead_of_id or ""),
        )
        for row in minutes.attendees.all()
    )
    return at.quorum_of(minutes.meeting.body.quorum, ticked)


def findings(minutes: Minutes) -> tuple[Fault, ...]:
    """What must be put right before the minutes are circulated."""
    present = minutes.attendees.filter(presence=at.Presence.PRESENT)
    named = minutes.attendees.exclude(presence=at.Presence.ABSENT)
    interests = minutes.declarations.filter(attendee__in=present).count()
    written = []
    for minute in sections(minutes):
        if minute.left_out:
            continue
        outcomes = list(minute.outcomes.all())
        declares = minute.item is not None and minute.item.standing == Standing.DECLARATIONS
        written.append(
            core.Written(
                minute.number,
                minute.title,
                minute.text,
                len(outcomes),
                tuple(o.text for o in outcomes if o.kind == Outcome.Kind.UNDERTAKING),
                interests if declares else 0,
            )
        )
    return core.findings(
        written,
        chair=present.filter(in_chair=True).exists(),
        names_missing=named.filter(name="").count(),
    )


def may_confirm(user: User | AnonymousUser, minutes: Minutes, on: date) -> Decision:
    """Whether this account is of the body's chair or vice-chair; any chair's where it has none."""
    body = minutes.meeting.body
    table = directory.seated(body, on)
    chairs = [one for one in table if one.role in (SeatRole.CHAIR, SeatRole.VICE_CHAIR)]
    post = user.post if isinstance(user, User) else ""
    if not chairs or post in {one.post.key for one in chairs}:
        return Decision(True, f"you chair {body}")
    titles = " or ".join(str(one.post) for one in chairs)
    return Decision(False, f"only the chair of {body} may confirm its minutes: {titles}")


def document_of(minutes: Minutes, *, public: bool) -> Document:
    """The minutes to be read; the public copy lacks signatures and what was taken in private."""
    return doc.minutes_document(record_of(minutes), public=public)


def record_of(minutes: Minutes) -> doc.Record:
    """Everything that the minutes say, as core values. Five queries."""
    meeting = minutes.meeting
    present = at.Presence.PRESENT
    return doc.Record(
        body=meeting.body.name,
        when=f"{meeting.date:%A} {meeting.day}",
        place=meeting.place,
        attendees=tuple(_attendee(row) for row in attendees(minutes)),
        declared=tuple(
            _declared(row) for row in declarations(minutes) if row.attendee.presence == present
        ),
        minutes=tuple(_minute(row) for row in sections(minutes) if not row.left_out),
        started=clock(minutes.started),
        ended=clock(minutes.ended),
        future=tuple(line.strip() for line in minutes.future.splitlines() if line.strip()),
        confirmation=_confirmation(minutes),
    )


def outcome_passages(minute: Minute, outcome: Outcome) -> tuple[core.Passage, ...]:
    """The words of an outcome, with the changes marked under which it was confirmed."""
    confirmed = minute.minutes.stage is core.State.CONFIRMED
    return core.amended(outcome.text, _amendments(minute, outcome) if confirmed else ())


def outcome_history(minute: Minute) -> list[OutcomeRevision]:
    """Every change of its outcomes, the newest first."""
    return list(minute.outcome_revisions.order_by("-at", "-pk"))


def in_words(meeting: Meeting) -> str:
    """``Friday 19 March 2021 at 10.00 am``."""
    return f"{meeting.date:%A} {meeting.day} at {clock(meeting.starts)}"


def _attendee(row: Attendee) -> at.Attendee:
    return at.Attendee(
        name=row.name,
        post=row.title,
        organisation=row.organisation,
        group=at.Group(row.group),
        presence=at.Presence(row.presence),
        in_chair=row.in_chair and row.presence == at.Presence.PRESENT,
        instead_of=row.instead_of.name or row.instead_of.title if row.instead_of else "",
        minute=row.minute.number if row.minute else None,
    )


def _declared(row: Declaration) -> at.Declared:
    return at.Declared(
        name=row.attendee.name,
        interest=row.interest,
        kind=at.Interest(row.kind),
        done=at.Done(row.done),
        business=f"{row.minute.number}. {row.minute.title}" if row.minute else "",
        standing=row.standing,
        restricted=row.minute.is_restricted if row.minute else False,
    )


def _minute(row: Minute) -> doc.Minute:
    """A minute of the document. What is noted as an amendment holds from the confirmation on."""
    confirmed = row.minutes.stage is core.State.CONFIRMED
    outcomes = (one for one in row.outcomes.all() if one.kind != Outcome.Kind.UNDERTAKING)
    item = row.item
    return doc.Minute(
        number=row.number,
        title=row.title,
        text=row.text,
        outcomes=tuple(
            doc.Outcome(
                Outcome.Kind(one.kind).label,
                one.text,
                _amendments(row, one) if confirmed else (),
            )
            for one in outcomes
        ),
        amendments=_amendments(row, None) if confirmed else (),
        standing=item.standing if item else "",
        restricted=row.is_restricted,
        paragraph=item.paragraph if item else None,
    )


def _amendments(row: Minute, outcome: Outcome | None) -> tuple[core.Amendment, ...]:
    wanted = outcome.pk if outcome else None
    noted = row.amendments.all()
    return tuple(core.Amendment(one.old, one.new) for one in noted if one.outcome_id == wanted)


def _confirmation(minutes: Minutes) -> doc.Confirmation | None:
    if minutes.confirmed_at is None or minutes.signed_on is None:
        return None
    signed = minutes.signed_on
    return doc.Confirmation(
        minutes.confirmed_at.day, minutes.signed_as, f"{signed.day} {signed:%B %Y}"
    )


def amendments(minutes: Minutes) -> list[Amendment]:
    """Amendments noted, in the order of the minutes: one query."""
    found = Amendment.objects.filter(minute__minutes=minutes).select_related("minute__item")
    rows = list(found.order_by("minute__taken", "pk"))
    for row in rows:
        row.minute.minutes = minutes
    return rows


def confirming(minutes: Minutes, today: date) -> list[Meeting]:
    """The later meetings of the body, held or begun, at one of which the minutes are confirmed."""
    held = minutes.meeting
    found = Meeting.objects.filter(body=held.body_id, date__gt=held.date).select_related("body")
    begun = Q(date__lte=today) | Q(
        minutes__state__in=(Minutes.State.CIRCULATED, Minutes.State.CONFIRMED)
    )
    return list(found.filter(begun).exclude(state=Meeting.State.CANCELLED).order_by("date"))
