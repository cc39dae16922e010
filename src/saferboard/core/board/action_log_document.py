"""The action log as the Board knows it: number, date, action, officer, dated comments, status."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saferboard.core.board.action_log import Colour, Entry, Standing, Status, day
from saferboard.core.board.action_steps import RULES, Step
from saferboard.core.document.tree import Block, Column, Document, Heading, Paragraph, Table

COLUMNS = tuple(
    Column(name)
    for name in ("No.", "Date", "Action", "Responsible officer(s)", "Comments", "Status")
)
KEY = (
    "Green: done, with evidence that was accepted. Amber: in hand, or reported done. "
    "Red: stuck, or past its due day."
)
# What these say is the text alone; the others say first what happened.
SPOKEN = frozenset({Step.COMMENT, Step.PROGRESS})


@dataclass(frozen=True, slots=True)
class Line:
    """An action as the log shows it. Owners are named in words."""

    number: int
    text: str
    owners: tuple[str, ...]
    entries: tuple[Entry, ...]
    standing: Standing
    status: Status


def log_document(body: str, on: date, lines: Sequence[Line], since: date | None = None) -> Document:
    """The log for a meeting on a day: what is open, and what ended after ``since``."""
    standing = [line for line in lines if line.standing.is_open]
    ended = [
        line
        for line in lines
        if not line.standing.is_open and (since is None or line.standing.changed > since)
    ]
    ended_since = f"Ended since {day(since)}" if since else "Ended"
    blocks: list[Block] = [Paragraph(_sum(standing), numbered=False)]
    for heading, held in (("Open actions", standing), (ended_since, ended)):
        if held:
            rows = tuple(_row(line) for line in held)
            blocks += [Heading(heading), Table(heading, COLUMNS, rows, KEY)]
    return Document("Action log", body, day(on), tuple(blocks))


def _sum(lines: Sequence[Line]) -> str:
    if not lines:
        return "No action is open."
    counted = Counter(line.status.colour for line in lines)
    told = ", ".join(
        f"{counted[colour]} {colour if colour is not Colour.GREY else 'deferred'}"
        for colour in Colour
        if counted[colour]
    )
    return f"{len(lines)} action{'s are' if len(lines) > 1 else ' is'} open: {told}."


def _row(line: Line) -> tuple[str, ...]:
    return (
        str(line.number),
        day(line.standing.asked),
        line.text,
        "; ".join(line.owners),
        " ".join(comments(line.entries)),
        str(line.status),
    )


def comments(entries: Sequence[Entry]) -> Iterator[str]:
    """Each entry after the first with its day: what happened, and what was said."""
    for entry in entries[1:]:
        told = "" if entry.step in SPOKEN else _told(entry)
        said = ": ".join(part for part in (told, entry.text) if part)
        shown = f" Evidence: {entry.evidence}" if entry.evidence else ""
        yield f"{day(entry.on)}: {said.rstrip('.')}.{shown and shown.rstrip('.') + '.'}"


def _told(entry: Entry) -> str:
    told = RULES[entry.step].told
    if entry.other is not None:
        return f"{told} (no. {entry.other})"
    until = entry.until or (day(entry.due) if entry.due else "")
    return f"{told} ({until})" if until else told
