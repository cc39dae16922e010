"""A made-up pack as our own typesetting prints it: minutes, action log and reports as papers."""

from datetime import date, time

from saferboard.core.board.action_log import Colour, Entry, Standing, Status
from saferboard.core.board.action_log_document import Line, comments, log_document
from saferboard.core.board.action_steps import State, Step
from saferboard.core.board.attendance import Attendee, Group, Presence
from saferboard.core.board.minutes_document import Minute, Outcome, Record, minutes_document
from saferboard.core.board.numbering import letters
from saferboard.core.board.pack import AgendaItem, Meeting, Options, Pack
from saferboard.core.document.tree import (
    Block,
    Contact,
    Document,
    Heading,
    Paragraph,
    Recommendations,
)
from saferboard.core.ingest.past import values
from tests.generated.packs import MadePack, Told, words_day

COLOURS = {colour.value: colour for colour in Colour}
GROUPS = (
    ("present", Group.MEMBERS, Presence.PRESENT),
    ("officers", Group.OFFICERS, Presence.PRESENT),
    ("others", Group.OTHERS, Presence.PRESENT),
    ("apologies", Group.MEMBERS, Presence.APOLOGIES),
)


def own_pack(made: MadePack) -> Pack:
    """The pack of the meeting, ready to be bound."""
    on = made.meeting.on
    assert on is not None
    reports = {report.item: report for report in made.reports}
    items = []
    for item in made.meeting.agenda:
        papers: tuple[Document, ...] = ()
        if item.number == 2:
            papers = (minutes_paper(made),)
        elif item.number == 3:
            papers = (log_document(made.meeting.body, on, log_lines(made)),)
        elif item.number in reports:
            papers = (report_paper(reports[item.number]),)
        title = "Action log" if item.number == 3 else item.title
        items.append(AgendaItem(item.number or 0, title, item.kind, "", papers))
    meeting = Meeting(made.meeting.body, on, time(10), made.meeting.venue)
    return Pack(meeting, tuple(items), Options(odd_start=bool(len(items) % 2)))


def minutes_paper(made: MadePack) -> Document:
    """The minutes as they are printed for everybody."""
    minutes = made.minutes
    assert minutes.on is not None
    attendees = tuple(
        Attendee(one.name, "", one.post, group, presence, one.chair, "", one.minute or None)
        for name, group, presence in GROUPS
        for one in getattr(minutes, name)
    )
    listed = tuple(
        Minute(
            told.minute.number or 0,
            told.minute.title,
            "\n\n".join(said_of(told)),
            tuple(Outcome(one.verb, f"That {one.text}") for one in told.minute.outcomes),
        )
        for told in made.told
    )
    when = f"{minutes.on:%A} {words_day(minutes.on)}"
    record = Record(minutes.body, when, minutes.venue, attendees, (), listed, "10.00 am", "noon")
    return minutes_document(record, public=True)


def log_lines(made: MadePack) -> list[Line]:
    """The open actions of the log, each with its comments."""
    return [_line(action) for action in made.log]


def _line(action: values.LogAction) -> Line:
    first, *later = action.entries
    assert first.on is not None
    entries = [Entry(Step.ASK, first.on, first.action)]
    entries += [Entry(Step.COMMENT, one.on or first.on, one.comments) for one in later]
    last = entries[-1].on
    standing = Standing(State.IN_HAND, first.on, last, last, ("post",))
    status = Status(COLOURS.get(action.status, Colour.AMBER), "in hand", "")
    owners = tuple(first.officer.split("/"))
    return Line(action.number or 0, first.action, owners, tuple(entries), standing, status)


def report_paper(report: values.Report) -> Document:
    """A report with numbered paragraphs, as officers write it in the service."""
    assert isinstance(report.on, date)
    blocks: list[Block] = []
    heading = ""
    for paragraph in report.paragraphs:
        if paragraph.heading != heading:
            heading = paragraph.heading
            blocks.append(Heading(heading))
        blocks.append(Paragraph(paragraph.text))
    blocks.append(Heading("Recommendations"))
    blocks.append(Recommendations(tuple(one.text for one in report.recommendations)))
    (officer,) = report.officers
    blocks.append(Heading("Officer to contact"))
    blocks.append(Contact(officer.post, officer.organisation, officer.telephone, officer.email))
    return Document(report.title, report.body, words_day(report.on), tuple(blocks))


def marks(count: int) -> list[str]:
    """The letters that our minutes give to so many outcomes, without brackets."""
    return [mark.strip("()") for mark in letters([True] * count)]


def said_of(told: Told) -> list[str]:
    """The paragraphs of a minute; lists are left out."""
    return [piece.text for piece in told.pieces if piece.kind != "points"]


def log_texts(action: values.LogAction) -> tuple[date | None, str, str, str, str]:
    """An action as the one row that our log has for it."""
    line = _line(action)
    said = " ".join(comments(line.entries))
    first = action.entries[0]
    return first.on, first.action, "; ".join(line.owners), said, str(line.status)
