"""A performance dashboard read cell by cell, with what its footnotes say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.ingest.past.text.flow import ended, flowed, furniture
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.tables import Row, cells_of, padded, rows_of, width_of
from saferboard.core.ingest.past.values import Dashboard, DashboardRow

DASHBOARD = "dashboard"
PAGE = "page"


class Column(StrEnum):
    """A column of a dashboard."""

    OUTCOME = "outcome"
    OVERALL = "overall"
    INDICATOR = "indicator"
    PREVIOUS = "previous"
    CURRENT = "current"
    DIRECTION = "direction"
    PROGRESS = "progress"
    NEIGHBOURS = "neighbours"
    COUNTY = "county"
    DISTRICT = "district"


# In this order: "Current Direction of Travel" is a direction, "Overall Progress RAG" the overall.
_WORDS = (
    (Column.OVERALL, re.compile(r"\boverall\b", re.I)),
    (Column.DIRECTION, re.compile(r"\bdirection\b|\btravel\b|\btrend\b|\barrow\b", re.I)),
    (Column.NEIGHBOURS, re.compile(r"\bneighbour|\bmost similar|\bMSG\b|\bpeers?\b|family", re.I)),
    (Column.COUNTY, re.compile(r"\bcounty\b", re.I)),
    (Column.DISTRICT, re.compile(r"\bdistricts?\b|\bboroughs?\b", re.I)),
    (Column.OUTCOME, re.compile(r"\boutcomes?\b|\bpriorit|\bobjectives?\b|\bthemes?\b", re.I)),
    (Column.INDICATOR, re.compile(r"\bindicators?\b|\bmeasures?\b|\bKPIs?\b", re.I)),
    (Column.PREVIOUS, re.compile(r"\bprevious\b|\byear end\b|\blast year\b|\bbaseline\b", re.I)),
    (Column.CURRENT, re.compile(r"\bcurrent\b|\bthis year\b|\blatest\b|\brolling\b", re.I)),
    (Column.PROGRESS, re.compile(r"\bprogress\b|\bRAG\b", re.I)),
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2} ?[-–/] ?(?:[0-9]{4}|[0-9]{2})")
_LABEL = re.compile(r"\(([^()]{1,60})\)$")
# Plain words, one of which the first line of a header has: most rows are told apart by them.
_FIRST = ("indicator", "outcome", "overall", "measure", "kpi", "priorit", "objective", "theme")
_LEAST = 5  # columns that make a header
_HEADER_LINES = 12
_NOTE = re.compile(r"\\?(?:\*|\\\*){1,4} ?\S|[†‡§] ?\S|(?:notes?|NB)\b ?[:.]", re.I)
_ESCAPED = re.compile(r"\\(?=[*_])")
_ARROW = re.compile(r"[←-⇿▲-▽⬀-⯿]\ufe0f?")
_FIGURE = re.compile(r"[£~<>-]?[0-9][0-9.,]{0,20}[%*]{0,4}(?: ?\([^()]{1,60}\))?|[-–—]")
_LAST_FIGURE = re.compile(r"(?<=\S) ([£~<>-]?[0-9][0-9.,]{0,20}%?\*{0,3})$")
_LAST_ARROW = re.compile(r"(?<=\S) ([←-⇿▲-▽⬀-⯿]\ufe0f?)$")
_LAST_RAG = re.compile(r"(?<=\S) ([RAG])$")
_LAST = (_LAST_ARROW, _LAST_RAG, _LAST_FIGURE)
_FEWER = "the row has fewer cells than the header"
_MORE = "the row has more cells than the header"
_NO_PLACE = "a dashboard's row has no place for it"


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[Column | None, ...]
    words: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.columns)

    def cell(self, cells: Sequence[str], column: Column) -> str:
        return cells[self.columns.index(column)] if column in self.columns else ""

    def label(self, column: Column) -> str:
        """The period that a column's header gives: in brackets, or all of it."""
        words = self.cell(self.words, column)
        found = _LABEL.search(words) or _YEAR.search(words)
        return found[found.re.groups] if found else words


def read_dashboard(lines: Sequence[Line], ledger: Ledger) -> Dashboard | None:
    """The first dashboard among these lines that nothing holds yet; other lines are left alone."""
    top = _header_of(lines, ledger)
    if top is None:
        return None
    header, first = top
    title = _title(lines, first)
    again = flowed(line.text for line in title)
    body, notes = _parts(lines, first, again)
    table = [line for line in body if not line or line.text != again]
    rows, marks = rows_of(table, header.width, lambda cells: _begins(cells, header))
    ledger.claim(marks, PAGE)
    held = [*title, *body, *(line for note in notes for line in note)]
    ledger.claim(held, DASHBOARD)
    return Dashboard(
        again,
        header.label(Column.PREVIOUS),
        header.label(Column.CURRENT),
        tuple(_rows(rows, header, ledger)),
        tuple(flowed(map(_note, note)) for note in notes),
        span_of([line for line in held if line]),
    )


def _header_of(lines: Sequence[Line], ledger: Ledger) -> tuple[_Header, int] | None:
    width = 0
    for place, line in enumerate(lines):
        if cells_of(line) is None or ledger.holder(line):
            continue
        if not any(map(line.text.lower().__contains__, _FIRST)):
            continue
        width = width or width_of(lines)
        rows, _ = rows_of(lines[place : place + _HEADER_LINES], width, lambda _: False)
        header = _header(rows[0].cells) if rows else None
        if header:
            return header, place
    return None


def _header(cells: Sequence[str]) -> _Header | None:
    """The columns, if this row names them: an indicator, a period and three others at least."""
    columns: list[Column | None] = []
    for cell in cells:
        column = next((column for column, words in _WORDS if words.search(cell)), None)
        if column is None and _YEAR.search(cell):
            column = Column.CURRENT if Column.PREVIOUS in columns else Column.PREVIOUS
        columns.append(None if column in columns else column)
    named = set(columns) - {None}
    periods = named & {Column.PREVIOUS, Column.CURRENT}
    if Column.INDICATOR in named and periods and len(named) >= _LEAST:
        return _Header(tuple(columns), tuple(cells))
    return None


def _title(lines: Sequence[Line], first: int) -> list[Line]:
    """The line or lines right above the header, apart from what stands before by an empty one."""
    title: list[Line] = []
    for place in range(first - 1, -1, -1):
        line = lines[place]
        if title and (not line or line.level != title[0].level):
            break
        if line and (cells_of(line) is not None or ended(line.text) or furniture(line)):
            break
        if line:
            title.insert(0, line)
    return title


def _parts(lines: Sequence[Line], first: int, title: str) -> tuple[list[Line], list[list[Line]]]:
    """The table with its header, and the notes under it."""
    body: list[Line] = []
    notes: list[list[Line]] = []
    pending: list[Line] = []  # empty lines and pages, which belong to the table if it goes on
    for line in lines[first:]:
        if not line or furniture(line) or (not notes and line.text == title):
            pending.append(line)
        elif cells_of(line) is not None and not notes:
            body += [*pending, line]
            pending = []
        elif _NOTE.match(line.text) or _ESCAPED.match(line.raw.lstrip()):
            notes.append([line])
            pending = []
        elif pending or line.level:
            break
        elif notes:
            notes[-1].append(line)
        else:
            body.append(line)
    return body, notes


def _note(line: Line) -> str:
    """A line of a note, its marks as printed: Markdown writes a star that is meant as a star."""
    raw = line.raw.strip()
    return _ESCAPED.sub("", raw) if _ESCAPED.match(raw) else line.text


def _begins(cells: Sequence[str], header: _Header) -> bool:
    """Whether a line begins a row: it has all up to the arrow."""
    place = _place(header, Column.DIRECTION)
    return place is not None and len(cells) > place and _is_arrow(cells[place])


def _place(header: _Header, column: Column) -> int | None:
    return header.columns.index(column) if column in header.columns else None


def _is_arrow(cell: str) -> bool:
    return _ARROW.fullmatch(cell) is not None


def _rows(rows: Sequence[Row], header: _Header, ledger: Ledger) -> Iterator[DashboardRow]:
    outcome = overall = ""
    for row in rows:
        if row.cells == header.words:
            continue
        cells, why = _fitted(row.cells, header)
        told = header.cell(cells, Column.OUTCOME)
        rag = header.cell(cells, Column.OVERALL)
        outcome, overall = told or outcome, rag or ("" if told else overall)
        value = DashboardRow(
            outcome,
            overall,
            header.cell(cells, Column.INDICATOR),
            header.cell(cells, Column.PREVIOUS),
            header.cell(cells, Column.CURRENT),
            header.cell(cells, Column.DIRECTION),
            header.cell(cells, Column.PROGRESS),
            header.cell(cells, Column.NEIGHBOURS),
            header.cell(cells, Column.COUNTY),
            row.span,
        )
        if why:
            ledger.doubt(f"dashboard: {value.indicator}", row.lines[0].text, why, row.span)
        for cell in _homeless(cells, header):
            ledger.doubt(f"dashboard: {value.indicator}", cell, _NO_PLACE, row.span)
        yield value


def _homeless(cells: Sequence[str], header: _Header) -> Iterator[str]:
    for column, cell in zip(header.columns, cells, strict=True):
        if cell and column in (None, Column.DISTRICT):
            yield cell


def _fitted(cells: Sequence[str], header: _Header) -> tuple[tuple[str, ...], str]:
    """A row as wide as the header, and why that is doubtful; empty if it is not."""
    width = header.width
    if len(cells) == width:
        return tuple(cells), ""
    if len(cells) > width:
        return _narrowed(list(cells), width), _MORE
    place = _place(header, Column.DIRECTION)
    if place is not None and len(cells) > place and _is_arrow(cells[place]):
        return padded(cells, width), ""  # empty cells at the end were cut off
    return _widened(list(cells), header), _FEWER


def _narrowed(cells: list[str], width: int) -> tuple[str, ...]:
    """Without the empty cells behind the first full one that are too many."""
    place = next((place for place, cell in enumerate(cells) if cell), 0)
    while len(cells) > width and place < len(cells):
        if cells[place]:
            place += 1
        else:
            del cells[place]
    return tuple(cells[:width])


def _widened(cells: list[str], header: _Header) -> tuple[str, ...]:
    """With the tabs that were lost before an arrow, a RAG or a figure; the arrow in its place."""
    place = 0
    while len(cells) < header.width and place < len(cells):
        found = next(filter(None, (cut.search(cells[place]) for cut in _LAST)), None)
        if found and _apart(cells, place, found):
            cells[place : place + 1] = [cells[place][: found.start()], found[1]]
        else:
            place += 1
    arrow = next((place for place, cell in enumerate(cells) if _is_arrow(cell)), None)
    wanted = _place(header, Column.DIRECTION)
    if arrow is not None and wanted is not None and arrow < wanted:
        cells[:0] = [""] * min(wanted - arrow, header.width - len(cells))
    return padded(cells, header.width)


def _apart(cells: Sequence[str], place: int, found: re.Match[str]) -> bool:
    """Whether a figure at a cell's end is one of its own: a figure or an arrow stands behind it."""
    if not _FIGURE.fullmatch(found[1]):
        return True
    after = cells[place + 1] if place + 1 < len(cells) else ""
    return _FIGURE.fullmatch(after) is not None or _is_arrow(after)


def is_dashboard_header(line: Line) -> bool:
    """Whether a line names the columns of a dashboard."""
    cells = cells_of(line)
    return cells is not None and _header(cells) is not None
