"""An action log read from the table that a pack prints: every action with all its dated rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from saferboard.core.ingest.past.papers.log_columns import (
    USUAL,
    Column,
    Header,
    begins,
    fitted,
    read_header,
    read_number,
)
from saferboard.core.ingest.past.text.days import long_date, read_date, short_date
from saferboard.core.ingest.past.text.flow import ended, furniture, joined
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.tables import Row, cells_of, is_rule, rows_of, width_of
from saferboard.core.ingest.past.values import LogAction, LogEntry, between

LOG = "action log"
PAGE = "page"
_NO_HEADER = "no header row names the columns of this log"
_NO_ROW = "it is no row of the log"
_TITLE_LENGTH = 120
_HEADER_LINES = 6
_STATUS_LENGTH = 40
# What a log says of itself: how many actions it has, what its colours mean, which part comes now.
_SUM = re.compile(r"(?:no|one|[0-9]{1,4}) (?:[a-z]{2,12} )?actions? (?:is|are)\b", re.I)
_COLOURS = re.compile(r"(?:key ?:? )?(?:green|amber|red) ?[-–=:] ?[a-z].{2,400}", re.I)
_PARTS = re.compile(
    r"(?:open|ended|closed|completed?|outstanding)(?: actions?)?(?: since\b.{3,40})?", re.I
)
_KEY = re.compile(r"(?:rag |status |colour )?key\b|(?:green|amber|red) ?[-–=:]", re.I)


def read_action_log(lines: Sequence[Line], ledger: Ledger) -> tuple[LogAction, ...]:
    """Every action; each line of the log is claimed, or rejected with the reason.

    A row without a number is a further entry of the action above it; a row with neither number nor
    day too, unless it only goes on with the sentences of the row above.
    """
    free = [line for line in lines if not ledger.holder(line)]
    top = _header_of(free)
    if top is None:
        _reject(free, ledger)
        return ()
    header, first = top
    _claim_title(free[:first], ledger)
    reader = _Reader(header, ledger)
    reader.read(free[first:])
    return tuple(reader.actions)


def _header_of(lines: Sequence[Line]) -> tuple[Header, int] | None:
    """The columns, and where the table begins. Without a header, rows must look like a log's."""
    width = width_of(lines)
    for place, line in enumerate(lines):
        cells = cells_of(line)
        if cells is None:
            continue
        header = _wrapped(lines[place : place + _HEADER_LINES], width)
        if header:
            return header, place
        if len(cells) >= USUAL.width - 1 and read_number(cells[0]) and read_date(cells[1]):
            return USUAL, place
    return None


def _wrapped(lines: Sequence[Line], width: int) -> Header | None:
    """A header, its cells perhaps over several lines."""
    rows, _ = rows_of(lines, width, lambda _: False)
    return read_header(rows[0].cells) if rows else None


def _claim_title(lines: Iterable[Line], ledger: Ledger) -> None:
    for line in lines:
        if furniture(line):
            ledger.claim([line], PAGE)
        elif (
            line.level
            or (len(line.text) <= _TITLE_LENGTH and not ended(line.text))
            or _SUM.match(line.text)
        ):
            ledger.claim([line], LOG)
        else:
            ledger.reject([line], _NO_ROW)


def _reject(lines: Iterable[Line], ledger: Ledger) -> None:
    for line in lines:
        if furniture(line):
            ledger.claim([line], PAGE)
        else:
            ledger.reject([line], _NO_HEADER)


class _Reader:
    """Rows to actions, one after another."""

    def __init__(self, header: Header, ledger: Ledger) -> None:
        self.header = header
        self.ledger = ledger
        self.actions: list[LogAction] = []
        self.seen: set[int] = set()

    def read(self, lines: Sequence[Line]) -> None:
        """The table, its header included."""
        rows, marks = rows_of(lines, self.header.width, self._begins)
        self.ledger.claim(marks, PAGE)
        if self.header is USUAL:
            self.ledger.doubt(LOG, rows[0].lines[0].text, _NO_HEADER, rows[0].span)
        for row in rows:
            self._row(row)

    def _begins(self, cells: tuple[str, ...]) -> bool:
        return begins(cells, self.header)

    def _row(self, row: Row) -> None:
        header = self.header.is_again(row.cells)
        if header:
            self.header = header
            self.ledger.claim(row.lines, LOG)
        elif len(row.cells) == 1 and not self._begins(row.cells):
            self._outside(row)
        else:
            self._entry(row)

    def _outside(self, row: Row) -> None:
        """A line without cells: the log's title again, the rest of a cell, or nothing of it."""
        text = row.cells[0]
        last = self._last
        if last and text[0].islower() and not ended(last.comments):
            self._go_on(LogEntry(None, comments=text, span=row.span), row)
        elif (
            "action log" in text.lower()
            or (row.lines[0].level and not _KEY.match(text))
            or _COLOURS.fullmatch(text)
            or _PARTS.fullmatch(text)
        ):
            self.ledger.claim(row.lines, LOG)
        else:
            self.ledger.reject(row.lines, _NO_ROW)

    @property
    def _last(self) -> LogEntry | None:
        return self.actions[-1].entries[-1] if self.actions else None

    def _entry(self, row: Row) -> None:
        cells, doubt = fitted(row.cells, self.header)
        number = self.header.cell(cells, Column.NUMBER)
        entry, unread = self._read(cells, row)
        last = self._last
        if not number and not unread and last and _goes_on(last, entry):
            self._go_on(entry, row)
            return
        self.ledger.claim(row.lines, LOG)
        if self._is_further(number, entry):
            above = self.actions[-1]
            status = entry.status or above.status
            self.actions[-1] = replace(above, entries=(*above.entries, entry), status=status)
        else:
            self.actions.append(LogAction(read_number(number), (entry,), entry.status))
            self._check_number(number, row)
        long = "more than a status stands there" if len(entry.status) > _STATUS_LENGTH else ""
        for why in filter(None, (doubt, unread, long)):
            self.ledger.doubt(self._about, row.lines[0].text, why, row.span)

    def _is_further(self, number: str, entry: LogEntry) -> bool:
        """Whether a row belongs to the action above: it has no number, or the same one again."""
        if not self.actions:
            return False
        if Column.NUMBER not in self.header.columns:
            return not entry.action
        return not number or read_number(number) == self.actions[-1].number is not None

    def _check_number(self, number: str, row: Row) -> None:
        read = self.actions[-1].number
        why = ""
        if number and read is None:
            why = "its number is not read"
        elif read in self.seen:
            why = "its number is given twice"
        elif not number and Column.NUMBER in self.header.columns:
            why = "it has no number, and no action stands above it"
        if why:
            self.ledger.doubt(self._about, row.lines[0].text, why, row.span)
        if read is not None:
            self.seen.add(read)

    @property
    def _about(self) -> str:
        number = self.actions[-1].number
        return "action" if number is None else f"action {number}"

    def _read(self, cells: Sequence[str], row: Row) -> tuple[LogEntry, str]:
        """An entry of a row, and why its day is doubtful."""
        printed = self.header.cell(cells, Column.DATE)
        on, unread = _day(printed)
        entry = LogEntry(
            on,
            self.header.cell(cells, Column.ACTION),
            self.header.cell(cells, Column.OFFICER),
            " ".join(filter(None, (self.header.cell(cells, Column.COMMENTS), *self._more(cells)))),
            self.header.cell(cells, Column.STATUS),
            row.span,
        )
        return entry, unread

    def _more(self, cells: Sequence[str]) -> Iterator[str]:
        """Columns that an action does not have, as "Target date": said among the comments."""
        for place, column in enumerate(self.header.columns):
            if column is None and cells[place]:
                name = self.header.words[place]
                yield f"{name}: {cells[place]}" if name else cells[place]

    def _go_on(self, entry: LogEntry, row: Row) -> None:
        """The row above was cut by a page."""
        self.ledger.claim(row.lines, LOG)
        above = self.actions[-1]
        last = above.entries[-1]
        whole = LogEntry(
            last.on,
            joined(last.action, entry.action, self.ledger),
            joined(last.officer, entry.officer, self.ledger),
            joined(last.comments, entry.comments, self.ledger),
            last.status or entry.status,
            between(last.span, entry.span),
        )
        status = entry.status or above.status
        self.actions[-1] = replace(above, entries=(*above.entries[:-1], whole), status=status)


def _day(printed: str) -> tuple[date | None, str]:
    if not printed:
        return None, ""
    on = read_date(printed)
    if on:
        return on, ""
    first = short_date(printed)
    found = first[0] if first else long_date(printed)
    return found, f"“{printed}” is not one day"


def _goes_on(last: LogEntry, entry: LogEntry) -> bool:
    """Whether a row only goes on with the one above: each of its cells with an open sentence."""
    if entry.on or (entry.status and last.status):
        return False
    pairs = (
        (last.action, entry.action),
        (last.officer, entry.officer),
        (last.comments, entry.comments),
    )
    told = [(above, below) for above, below in pairs if below]
    return bool(told) and all(
        below[0].islower() or (above != "" and not ended(above)) for above, below in told
    )


def is_log_header(line: Line) -> bool:
    """Whether a line names the columns of an action log."""
    cells = cells_of(line)
    return cells is not None and not is_rule(cells) and read_header(cells) is not None
