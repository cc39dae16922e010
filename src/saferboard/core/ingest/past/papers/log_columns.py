"""What the columns of an action log hold, by the words over them, and a row's cells in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.ingest.past.text.days import read_date, short_date
from saferboard.core.ingest.past.text.tables import padded


class Column(StrEnum):
    """A column of an action log."""

    NUMBER = "number"
    DATE = "date"
    ACTION = "action"
    OFFICER = "officer"
    COMMENTS = "comments"
    STATUS = "status"


# In this order: "Action owner" names an officer, "Status update" comments, "Progress/RAG" a status.
_WORDS = (
    (
        Column.NUMBER,
        re.compile(
            r"(?:action|item|log|row|minute)? ?(?:nos?\.?|number|ref\.?|reference|id|#)", re.I
        ),
    ),
    (Column.NUMBER, re.compile(r"item|#", re.I)),
    (
        Column.DATE,
        re.compile(
            r"(?:action |meeting )?date(?: of .{1,30}| (?:raised|added|set|agreed|opened|logged))?"
            r"|(?:date of )?meeting|(?:when )?raised(?: on)?",
            re.I,
        ),
    ),
    (
        Column.OFFICER,
        re.compile(r".{0,30}(?:officer|owner|\blead\b|respons|\bwhom?\b|assigned)", re.I),
    ),
    (Column.COMMENTS, re.compile(r".{0,30}(?:comment|update|\bnotes?\b)", re.I)),
    (Column.STATUS, re.compile(r".{0,30}(?:status|\brag\b|\bcomplete\b|\bcompleted\?)", re.I)),
    (Column.COMMENTS, re.compile(r".{0,30}(?:progress|outcome|action taken|result)", re.I)),
    (Column.ACTION, re.compile(r".{0,30}(?:action|task|decision|request|description)", re.I)),
)
_LONGEST = 40
_LEAST = 3  # columns that make a header
_NUMBER = re.compile(r"(?:[A-Z]{1,3}[-/ ]?)?([0-9]{1,4})[.):]?", re.I)
_LEADING = re.compile(r"([0-9]{1,4})[.):]? ")
_STATUS = re.compile(
    r"(?:green|amber|red|blue|grey|complete[d]?|closed?|open|ongoing|on-going|in progress|"
    r"not started|outstanding|overdue|withdrawn|deferred|merged|done|g|a|r|rag)\.?",
    re.I,
)
_LAST_WORD = re.compile(r"(?<=\s)(?:Green|Amber|Red|Completed?|Closed|Ongoing)\.?$")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a log in its own order; ``None`` for one that no action keeps."""

    columns: tuple[Column | None, ...]
    words: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    def is_again(self, cells: Sequence[str]) -> "Header | None":
        """The same columns, perhaps in another order, as over the table's next page."""
        if len(cells) != self.width or cells[0] == "" or read_number(cells[0]) is not None:
            return None
        found = read_header(cells)
        return found if found and set(found.columns) == set(self.columns) else None

    def cell(self, cells: Sequence[str], column: Column) -> str:
        """What a row of full width has in a column."""
        return cells[self.columns.index(column)] if column in self.columns else ""


USUAL = Header(tuple(Column))
"""Where no header is printed."""


def read_header(cells: Sequence[str]) -> Header | None:
    """The columns, if this row names them: an action at least, and two others."""
    columns: list[Column | None] = []
    for cell in cells:
        column = _column(cell)
        columns.append(None if column in columns else column)
    named = set(columns) - {None}
    known = Column.ACTION in named and len(named) >= _LEAST
    return Header(tuple(columns), tuple(cells)) if known else None


def _column(cell: str) -> Column | None:
    words = cell.strip(" .:").replace("(s)", "s")
    if not words or len(words) > _LONGEST:
        return None
    for column, pattern in _WORDS:
        found = pattern.fullmatch(words) if column in _WHOLE else pattern.match(words)
        if found:
            return column
    return None


_WHOLE = frozenset({Column.NUMBER, Column.DATE})


def read_number(cell: str) -> int | None:
    """The number of an action: "1.", "2", "A3"."""
    found = _NUMBER.fullmatch(cell.strip())
    return int(found[1]) if found else None


def begins(cells: Sequence[str], header: Header) -> bool:
    """Whether these cells begin a row: their number and day stand where the header has them."""
    if len(cells) == 1:
        return _lost_beginning(cells[0]) is not None
    row = padded(cells, header.width)
    number, on = header.cell(row, Column.NUMBER), header.cell(row, Column.DATE)
    if on and read_date(on):
        return not number or read_number(number) is not None
    return bool(_lost_beginning(cells[0]) or (number and not on and read_number(number)))


def _lost_beginning(cell: str) -> tuple[str, str, str] | None:
    """Number, day and the rest, where no tab is left between them. The number may be missing."""
    leading = _LEADING.match(cell)
    rest = cell[leading.end() :] if leading else cell
    dated = short_date(rest)
    if not dated:
        return None
    return leading[1] if leading else "", rest[: len(rest) - len(dated[1])].strip(), dated[1]


def fitted(cells: Sequence[str], header: Header) -> tuple[tuple[str, ...], str]:
    """A row as wide as the header, and why that is doubtful; empty if it is not."""
    width = header.width
    if len(cells) == width:
        return tuple(cells), ""
    if len(cells) > width:
        return _narrowed(list(cells), width), "the row has more cells than the header"
    if _only_end_is_empty(cells, header):
        return padded(cells, width), ""
    return _widened(list(cells), header), "the row has fewer cells than the header"


def _only_end_is_empty(cells: Sequence[str], header: Header) -> bool:
    """Whether the row is whole but for empty cells at its end, which some programs cut off."""
    row = padded(cells, header.width)
    number, on = header.cell(row, Column.NUMBER), header.cell(row, Column.DATE)
    placed = (not number or read_number(number) is not None) and (not on or read_date(on))
    known = not (_STATUS.fullmatch(cells[-1]) or _LAST_WORD.search(cells[-1]))
    return bool(placed and known and cells[-1] and len(cells) > 1)


def _narrowed(cells: list[str], width: int) -> tuple[str, ...]:
    """Without empty cells that are too many; what is still over stays with its neighbour."""
    place = 1
    while len(cells) > width and place < len(cells) - 1:
        if cells[place]:
            place += 1
        else:
            del cells[place]
    if len(cells) > width:
        over = len(cells) - width
        cells[-2 - over : -1] = [" ".join(cells[-2 - over : -1])]
    return tuple(cells)


def _widened(cells: list[str], header: Header) -> tuple[str, ...]:
    """With the tabs that were lost after the number and the day, and before the status."""
    usual = header.columns[:2] == (Column.NUMBER, Column.DATE)
    if usual:
        _split_beginning(cells, header.width)
    ends_in_status = header.columns[-1] is Column.STATUS
    last = _LAST_WORD.search(cells[-1]) if ends_in_status else None
    if last and len(cells) < header.width:
        cells[-1:] = [cells[-1][: last.start()].strip(), last[0]]
    if ends_in_status and _STATUS.fullmatch(cells[-1]):
        return (*padded(cells[:-1], header.width - 1), cells[-1])
    return padded(cells, header.width)


def _split_beginning(cells: list[str], width: int) -> None:
    lost = _lost_beginning(cells[0])
    if lost:
        cells[:1] = [part for part in lost if part or part is lost[0]]
    elif len(cells) > 1 and read_number(cells[0] or "0") is not None:
        dated = short_date(cells[1])
        if dated and dated[1]:
            cells[1:2] = [cells[1][: len(cells[1]) - len(dated[1])].strip(), dated[1]]
    while len(cells) > width:  # more parts than columns: the last two are one
        cells[-2:] = [" ".join(cells[-2:]).strip()]
