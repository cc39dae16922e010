"""Public copies of what the Board's books hold: dates, minutes, decisions and actions, the table.

Left out: signatures, contacts, and whatever belongs to business taken in private.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from saferboard.core.board.minutes_document import Record as MinutesRecord
from saferboard.web.board.decisions import lives
from saferboard.web.board.decisions.lives import Life
from saferboard.web.board.decisions.models import Action, Answer, Entry
from saferboard.web.board.decisions.register import Decided, decided
from saferboard.web.board.minutes import queries as minutes
from saferboard.web.board.minutes.models import Minute, Minutes, Outcome
from saferboard.web.board.plan import queries as plan
from saferboard.web.directory import queries as directory
from saferboard.web.directory.models import Body
from saferboard.web.publish import contents

_PLAIN = DjangoJSONEncoder()


def calendar(body: Body) -> contents.Calendar:
    """Every meeting of the body, held, to come and cancelled."""
    return contents.Calendar(
        body=body.key,
        name=body.name,
        meetings=[
            contents.CalendarMeeting(
                date=meeting.date.isoformat(),
                starts=f"{meeting.starts:%H:%M}",
                place=meeting.place,
                state=meeting.state,
                because=meeting.because,
            )
            for meeting in body.meetings.order_by("date")
        ],
    )


def minutes_of(found: Minutes) -> contents.Minutes:
    """What the minutes say, but for their text, which is a file."""
    meeting = found.meeting
    record = minutes.record_of(found)
    return contents.Minutes(
        body=meeting.body.key,
        name=meeting.body.name,
        date=meeting.date.isoformat(),
        state=found.state,
        started=record.started,
        ended=record.ended,
        place=meeting.place,
        confirmed=found.confirmed_at.date.isoformat() if found.confirmed_at else "",
        attendance=_attendance(record),
        declarations=_declarations(record),
        minutes=[_minute(row) for row in minutes.sections(found) if not row.left_out],
    )


def _attendance(record: MinutesRecord) -> list[contents.Attendee]:
    return [
        contents.Attendee(
            group=one.group.value,
            presence=one.presence.value,
            name=one.name,
            post=one.post,
            organisation=one.organisation,
            in_chair=one.in_chair,
            instead_of=one.instead_of,
            minute=one.minute or 0,
        )
        for one in record.attendees
        if one.presence.value != "absent"
    ]


def _declarations(record: MinutesRecord) -> list[contents.Declaration]:
    return [
        contents.Declaration(
            name=one.name,
            interest=one.interest,
            kind=one.kind.value,
            done=one.done.value,
            business=one.business,
            standing=one.standing,
        )
        for one in record.declared
        if not one.restricted
    ]


def _minute(row: Minute) -> contents.Minute:
    outcomes = [] if row.is_restricted else row.lettered()
    return contents.Minute(
        number=row.number,
        title=row.title,
        item=row.item.number if row.item else 0,
        paragraph=row.item.paragraph if row.item and row.is_restricted else None,
        outcomes=[
            contents.Outcome(id=one.pk, kind=one.kind, letter=letter, text=words_of(row, one))
            for letter, one in outcomes
        ],
    )


def words_of(row: Minute, outcome: Outcome) -> str:
    """The words that hold: of confirmed minutes, those that were amended."""
    return "".join(passage.text for passage in minutes.outcome_passages(row, outcome))


def record(body: Body, on: date) -> contents.Record:
    """The decisions of minutes that were circulated or confirmed, and every action, on a day."""
    told = Minutes.objects.filter(meeting__body=body).exclude(state=Minutes.State.DRAFT)
    rows = [row for row in decided(told.order_by("-meeting__date")) if not row.restricted]
    found = lives.lives(Action.objects.filter(body=body).order_by("number"), on)
    shown = [life for life in found if not life.restricted]
    public = {life.action.pk for life in shown}
    placed = {row.outcome.pk: row for row in rows}
    return contents.Record(
        body=body.key,
        name=body.name,
        on=on.isoformat(),
        decisions=[_decision(row, public) for row in rows],
        actions=[_action(life, placed) for life in shown],
    )


def _decision(row: Decided, public: set[int]) -> contents.Decision:
    minute = row.outcome.minute
    made = [a.action for a in row.answers if a.action and a.action_id in public]
    return contents.Decision(
        id=row.outcome.pk,
        kind=row.outcome.kind,
        letter=row.mark.partition("(")[1] + row.mark.partition("(")[2],
        text=row.words,
        meeting=row.meeting.date.isoformat(),
        minute=minute.number,
        title=minute.title,
        item=minute.item.number if minute.item else 0,
        answer=_none_needed(row.answers),
        actions=[action.number for action in made],
    )


def _none_needed(answers: Iterable[Answer]) -> str:
    return " ".join(answer.reason for answer in answers if answer.action_id is None)


def _action(life: Life, placed: dict[int, Decided]) -> contents.Action:
    action, standing = life.action, life.standing
    made = placed.get(action.outcome_id or 0)
    return contents.Action(
        number=action.number,
        text=action.text,
        owners=[
            contents.Post(
                key=owner.post.key,
                title=owner.post.title,
                organisation=owner.post.organisation.name,
            )
            for owner in life.owners
        ],
        asked=standing.asked.isoformat(),
        due=standing.due.isoformat() if standing.due else "",
        until=standing.until,
        colour=life.status.colour.value,
        word=life.status.word,
        because=life.status.because,
        is_open=standing.is_open,
        closed="" if standing.is_open else standing.changed.isoformat(),
        merged_into=standing.other or 0,
        decision=made.outcome.pk if made else 0,
        meeting=made.meeting.date.isoformat() if made else "",
        minute=made.outcome.minute.number if made else 0,
        source=action.source,
        entries=[_entry(entry) for entry in life.entries if not lives.is_restricted(entry)],
    )


def _entry(entry: Entry) -> contents.Entry:
    return contents.Entry(
        on=entry.on.isoformat(),
        told=entry.told,
        text=entry.text,
        evidence=entry.evidence,
        link=entry.link,
    )


def board(on: date) -> dict[str, Any]:
    """Who sits where and who reports to whom."""
    return plain(asdict(directory.public_board(on)))


def year(body: Body, of: int, on: date) -> dict[str, Any] | None:
    """The forward plan of a year, with the promises it kept and broke; none where none was made."""
    found = plan.published_plan(body, of, on)
    if found is None:
        return None
    record = [asdict(row) | {"words": row.words, "is_kept": row.is_kept} for row in found.record]
    return plain(asdict(found) | {"body": body.key, "body_name": body.name, "record": record})


def plain(value: Any) -> Any:
    """Values that JSON holds: dates as text, tuples as lists."""
    if isinstance(value, dict):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(held) for held in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return _PLAIN.default(value)
