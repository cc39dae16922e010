"""The minutes of a meeting as a document; the public copy leaves out what is not for the public."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from saferboard.core.board.agenda import Standing
from saferboard.core.board.attendance import Attendee, Declared, grouped
from saferboard.core.board.minutes import Amendment, as_amended
from saferboard.core.board.minutes_text import paragraphs
from saferboard.core.board.numbering import letters
from saferboard.core.document.tree import Block, Column, Document, Heading, Paragraph, Table

DRAFT = "These are draft minutes. The next meeting will be asked to confirm them."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a minute ended in, under its word: RESOLVED, AGREED, NOTED."""

    word: str
    text: str
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute. ``paragraph`` of Schedule 12A keeps it from the public; none: it is open."""

    number: int
    title: str
    text: str
    outcomes: tuple[Outcome, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    standing: str = ""
    restricted: bool = False
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """At which meeting the minutes were confirmed, and who signed them."""

    meeting: str
    signed: str
    on: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that the minutes of one meeting say. Days and times are in words."""

    body: str
    when: str
    place: str
    attendees: tuple[Attendee, ...]
    declared: tuple[Declared, ...]
    minutes: tuple[Minute, ...]
    started: str = ""
    ended: str = ""
    future: tuple[str, ...] = ()
    confirmation: Confirmation | None = None


def minutes_document(record: Record, *, public: bool) -> Document:
    """The record to be read: by everybody, or (not ``public``) by those round the table."""
    blocks: list[Block] = [Paragraph(_opening(record), numbered=False)]
    if record.confirmation is None:
        blocks.append(Paragraph(DRAFT, numbered=False))
    blocks += _attendance(record.attendees)
    own = {minute.standing for minute in record.minutes}
    if Standing.DECLARATIONS not in own and record.declared:
        blocks.append(Heading("Declarations of interest"))
        blocks += _declared(record.declared, public=public)
    for minute in record.minutes:
        blocks += _minute(minute, record, public=public)
    if Standing.NEXT not in own and record.future:
        blocks += [Heading("Dates of future meetings"), *_future(record.future)]
    blocks += [Heading("Close"), *_close(record, public=public)]
    return Document("Minutes", record.body, record.when, tuple(blocks))


def not_for_publication(paragraph: int | None) -> str:
    """What stands instead of business taken in private."""
    ground = (
        f"paragraph {paragraph} of Part 1 of Schedule 12A to the Local Government Act 1972"
        if paragraph
        else "Part 1 of Schedule 12A to the Local Government Act 1972"
    )
    return f"This minute is not for publication: it tells of exempt information under {ground}."


def _opening(record: Record) -> str:
    held = f" held at {record.place}" if record.place else ""
    start = f" The meeting began at {record.started}." if record.started else ""
    return f"Minutes of a meeting of {record.body}{held} on {record.when}.{start}"


PEOPLE = (Column("Name"), Column("Post"), Column("Organisation"), Column("Note"))


def _attendance(attendees: Sequence[Attendee]) -> Iterator[Block]:
    groups = grouped(attendees)
    if groups:
        yield Heading("Attendance")
    for heading, people in groups:
        rows = tuple((one.name, one.post, one.organisation, one.note) for one in people)
        yield Table(heading, *_without_empty(PEOPLE, rows))


def _without_empty(
    columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]
) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]:
    """The table without columns in which nothing stands; the first is kept."""
    kept = [n for n in range(len(columns)) if n == 0 or any(row[n] for row in rows)]
    return (
        tuple(columns[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
    )


INTERESTS = (Column("Name"), Column("Interest"), Column("Business"), Column("What was done"))


def _declared(declared: Sequence[Declared], *, public: bool) -> Iterator[Block]:
    rows = []
    for one in declared:
        hidden = public and one.restricted
        interest = "not for publication" if hidden else f"{one.interest} ({one.kind})"
        business = one.business or "All business"
        rows.append((one.name, interest, business, one.done.value))
    if rows:
        yield Table("Interests declared", INTERESTS, tuple(rows))


def _minute(minute: Minute, record: Record, *, public: bool) -> Iterator[Block]:
    yield Heading(f"{minute.number}. {minute.title}")
    if public and minute.restricted:
        yield Paragraph(not_for_publication(minute.paragraph), numbered=False)
        return
    for text in paragraphs(as_amended(minute.text, minute.amendments)):
        yield Paragraph(text, numbered=False)
    if minute.standing == Standing.DECLARATIONS:
        yield from _declared(record.declared, public=public)
    if minute.standing == Standing.NEXT:
        yield from _future([day for day in record.future if day not in minute.text])
    yield from _outcomes(minute.outcomes)
    changes = (*minute.amendments, *(a for one in minute.outcomes for a in one.amendments))
    for change in changes:
        yield Paragraph(_change(change, record), numbered=False)


def _outcomes(outcomes: Sequence[Outcome]) -> Iterator[Block]:
    """Each word once over those it covers; letters run on through the minute."""
    texts = [as_amended(one.text, one.amendments) for one in outcomes]
    marks = letters([True] * len(outcomes))
    listed = zip(outcomes, texts, marks, strict=True)
    runs = [(word, list(run)) for word, run in groupby(listed, key=lambda one: one[0].word)]
    for word, run in runs:
        if len(outcomes) == 1:
            yield Paragraph(f"{word}: {texts[0]}", numbered=False)
        elif len(runs) == 1:
            yield Paragraph(f"{word}:", tuple(texts), numbered=False)
        else:
            yield Paragraph(f"{word}:", numbered=False)
            for _, text, mark in run:
                yield Paragraph(f"{mark} {text}", numbered=False)


def _change(change: Amendment, record: Record) -> str:
    at = f" at the meeting on {record.confirmation.meeting}" if record.confirmation else ""
    if not change.new:
        return f"Amended{at}: the words “{change.old}” were taken out."
    return f"Amended{at}: “{change.new}” stands in place of “{change.old}”."


def _future(future: Sequence[str]) -> Iterator[Block]:
    if len(future) == 1:
        yield Paragraph(f"Next meeting: {future[0]}.", numbered=False)
    elif future:
        yield Paragraph("Future meetings:", numbered=False)
        yield from (Paragraph(one, numbered=False) for one in future)


def _close(record: Record, *, public: bool) -> Iterator[Block]:
    """When the meeting ended, and the chair's signature block."""
    if record.ended:
        yield Paragraph(f"The meeting closed at {record.ended}.", numbered=False)
    done = record.confirmation
    if done is not None:
        subject = _subject_to(record)
        yield Paragraph(
            f"Confirmed as a correct record at the meeting on {done.meeting}{subject}.",
            numbered=False,
        )
    if public:
        return
    if done is not None:
        yield Paragraph(f"Signed: {done.signed}, in the Chair, {done.on}", numbered=False)
    else:
        yield Paragraph("Signed: ____________________ (Chair)", numbered=False)
        yield Paragraph("Date: ____________________", numbered=False)


def _subject_to(record: Record) -> str:
    changes = sum(
        len(minute.amendments) + sum(len(one.amendments) for one in minute.outcomes)
        for minute in record.minutes
    )
    if not changes:
        return ""
    return f", subject to {changes} amendment{'s' * (changes > 1)} shown in the minutes"
