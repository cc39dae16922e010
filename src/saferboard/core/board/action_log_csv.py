"""An action log kept as a table before Saferboard, read line by line.

A line without a number goes on with the action above it, as the Board's own logs do. Whatever
cannot be read is named with its line and the reason; nothing is dropped silently.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO

from saferboard.core.board.action_log import Entry
from saferboard.core.board.action_steps import Step
from saferboard.core.faults import refuse

COLUMNS = ("number", "date", "action", "owner", "comments", "status")
OTHER_NAMES = {"no": "number", "no.": "number", "responsible officer": "owner"}
OTHER_NAMES |= {"responsible officer(s)": "owner", "owners": "owner", "comment": "comments"}
STATUSES = {
    "": None,
    "amber": Step.PROGRESS,
    "green": Step.ACCEPT,
    "red": Step.STUCK,
    "withdrawn": Step.WITHDRAW,
}
CLOSING = (Step.ACCEPT, Step.WITHDRAW)
FORMS = ("%d.%m.%y", "%d.%m.%Y", "%d/%m/%y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")
NUMBER = re.compile(r"([0-9]{1,6})\.?")


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that was not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One line of an action. ``dated`` is whether the line itself gave a day.

    Without one it takes the day of the line above. ``status`` is None where it says none.
    """

    line: int
    on: date
    dated: bool
    owner: str
    comments: str
    status: Step | None


@dataclass(frozen=True, slots=True)
class PaperAction:
    """An action of the log: what is asked, and its lines in order."""

    number: int
    text: str
    entries: tuple[PaperEntry, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A log as read."""

    actions: tuple[PaperAction, ...]
    rejects: tuple[Reject, ...]


@dataclass(slots=True)
class _Reading:
    """What is known so far; ``above`` is the action that an unnumbered line goes on with."""

    actions: dict[int, PaperAction] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    above: int | None = None

    def take(self, line: int, row: dict[str, str]) -> None:
        """Note one line, or why not."""
        named = row["number"] or row["action"]
        try:
            self._begin(line, row) if named else self._go_on(line, row)
        except ValueError as error:
            self.rejects.append(Reject(line, str(error)))
            self.above = None if named else self.above

    def _begin(self, line: int, row: dict[str, str]) -> None:
        number = _number(row["number"])
        if number in self.actions:
            raise ValueError(f"no. {number} stands in the log twice")
        if not row["action"]:
            raise ValueError(f"no. {number} does not say what is to be done")
        if not row["date"]:
            raise ValueError(f"no. {number} does not say on which day it was asked for")
        if not row["owner"]:
            raise ValueError(f"no. {number} has no owner")
        entry = _entry(line, row, _day(row["date"]), dated=True)
        self.actions[number] = PaperAction(number, row["action"], (entry,))
        self.above = number

    def _go_on(self, line: int, row: dict[str, str]) -> None:
        if self.above is None:
            raise ValueError("it goes on with an action that was not read")
        action = self.actions[self.above]
        on = _day(row["date"]) if row["date"] else action.entries[-1].on
        entry = _entry(line, row, on, dated=bool(row["date"]))
        self.actions[self.above] = PaperAction(action.number, action.text, (*action.entries, entry))


def read_log(text: str, name: str) -> Paper:
    """The actions of a log and the lines that could not be taken.

    Refused whole: a text that is no table with the columns of a log.
    """
    reading = _Reading()
    for line, row in _rows(text, name):
        reading.take(line, row)
    return Paper(tuple(reading.actions.values()), tuple(reading.rejects))


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(StringIO(text.replace("\0", "\ufffd"), newline=""))
    try:
        names = [_column(cell) for cell in next(reader, [])]
        if sorted(names) != sorted(COLUMNS):
            raise refuse(
                "this is not an action log",
                where=f"{name}, line 1",
                expected=f"the columns {', '.join(COLUMNS)}",
                remedy="save the log as CSV with these names in its first line",
            )
        start = reader.line_num + 1
        for cells in reader:
            padded = [*cells, *[""] * (len(names) - len(cells))]
            if any(cell.strip() for cell in cells):
                yield start, {n: " ".join(c.split()) for n, c in zip(names, padded, strict=False)}
            start = reader.line_num + 1
    except csv.Error as error:
        raise refuse(
            f"the table cannot be read: {error}",
            where=f"{name}, line {reader.line_num}",
            expected="a table as CSV",
            remedy="save it again from the spreadsheet as CSV (UTF-8)",
        ) from None


def _column(cell: str) -> str:
    name = cell.strip().casefold()
    return OTHER_NAMES.get(name, name)


def _number(text: str) -> int:
    found = NUMBER.fullmatch(text)
    if found is None:
        raise ValueError("it begins an action but has no number")
    return int(found[1])


def _day(text: str) -> date:
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    raise ValueError(f"'{text}' is not a day, as 20.9.19 or 20 September 2019")


def _entry(line: int, row: dict[str, str], on: date, *, dated: bool) -> PaperEntry:
    status = row["status"].casefold()
    if status not in STATUSES:
        raise ValueError(f"'{row['status']}' is not Green, Amber, Red or Withdrawn")
    return PaperEntry(line, on, dated, row["owner"], row["comments"], STATUSES[status])


def life(action: PaperAction, name: str, owners: dict[str, tuple[str, ...]]) -> tuple[Entry, ...]:
    """The entries that an action of the log becomes; nothing that it said is left out.

    ``owners`` gives the posts for each line's owner, in the log's words. Where a later line says
    that what was closed goes on, the action is taken up again.
    """
    held = owners[action.entries[0].owner]
    entries = [Entry(Step.ASK, action.entries[0].on, action.text, owners=held)]
    closed: Step | None = None
    for line in action.entries:
        if closed and line.status not in (None, closed):
            entries.append(Entry(Step.RESUME, line.on, "The log goes on after that"))
            closed = None
        named = owners[line.owner] if line.owner else held
        entries += _said(line, name, closed, () if named == held else named)
        held = named
        closed = line.status if line.status in CLOSING else closed
    return tuple(entries)


def _said(
    line: PaperEntry, name: str, closed: Step | None, owners: tuple[str, ...]
) -> Iterator[Entry]:
    shown = f"{name}, line {line.line}"
    said = line.comments if line.dated else f"{line.comments} (no day given in the log)".strip()
    if line.status is None or line.status is closed:
        if line.comments or owners:
            told = said if line.comments else "The log names another owner"
            yield Entry(Step.COMMENT, line.on, told, owners=owners)
    elif line.status is Step.ACCEPT:
        yield Entry(Step.ACCEPT, line.on, said, evidence=f"Green in {shown}", owners=owners)
    else:
        yield Entry(line.status, line.on, said or f"As shown in {shown}", owners=owners)
