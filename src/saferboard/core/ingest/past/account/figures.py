"""The figures of dashboards over the years: which measure a row is of, and what was restated.

A row is given to a measure by its label, as a suggestion with a score. A cell's own words tell its
period; else the column's heading, else the dashboard's title. What a cell adds that is no period
("Q3 tracking") keeps it from being held against anything else.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from saferboard.core.evidence.checking.linking import NOTED
from saferboard.core.evidence.checking.spans import spans
from saferboard.core.evidence.periods import Period
from saferboard.core.ingest.past.history.history import History, Quote
from saferboard.core.ingest.past.history.words import Index, Lexicon, folded
from saferboard.core.ingest.past.values import Dashboard, DashboardRow, Span

ENOUGH, MARGIN = 0.5, 0.08
_VALUE = re.compile(r"(?<![\w.])£?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%)?")
_MARKS = re.compile(r"[*\u2020\u2021#^]+")
_LEFT = re.compile(r"[A-Za-z]{2,}|\d")
_UNIT = re.compile(r"\b(?:to|from|year|rolling|months?|per|cent|and|for|of|as|at|end)\b", re.I)


@dataclass(frozen=True, slots=True)
class RowLink:
    """The measure that a row is taken for, by its label; empty where none is like it."""

    on: date
    source: str
    indicator: str
    span: Span
    measure: str
    score: float
    runner_up: str = ""
    runner_score: float = 0.0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as printed. ``period`` is None where it is not plain; ``noted``: a note stands by.

    ``measure`` is a measure's key, or what the row itself is called where no measure is known or,
    as ``doubt`` says, none is certain. ``indicator`` is the row's label as printed.
    """

    measure: str
    label: str
    period: Period | None
    value: Decimal
    shown: str
    per_cent: bool
    on: date
    source: str
    span: Span
    noted: str = ""
    indicator: str = ""
    doubt: str = ""

    @property
    def quote(self) -> Quote:
        """Where it was printed."""
        when = f", {self.label}" if self.label else ""
        return Quote(self.source, self.on, self.span, f"{self.measure}{when}: {self.shown}")


@dataclass(frozen=True, slots=True)
class Observed:
    """A figure and, where it restates one, the figure printed before it."""

    given: Given
    revises: Given | None = None


class Measures:
    """Measures by their labels: ``{"fte": ("First time entrants",)}``."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        self._lexicon = Lexicon()
        self._keys = {
            (key, n): self._lexicon.terms(_bare(label))
            for key in sorted(labels)
            for n, label in enumerate(labels[key])
        }
        self._index = Index(self._keys)

    def like(self, indicator: str) -> list[tuple[float, str]]:
        """Measures whose labels share words with a row's, the likest first, each once."""
        terms = self._lexicon.terms(_bare(indicator))
        best: dict[str, float] = {}
        for key in self._index.sharing(terms):
            score = round(self._index.likeness(terms, self._keys[key]), 6)
            best[key[0]] = max(best.get(key[0], 0.0), score)
        return sorted(((score, key) for key, score in best.items()), key=lambda p: (-p[0], p[1]))


def _bare(label: str) -> str:
    return re.sub(r"\([^()]{0,200}\)|\*", " ", label)


def link_rows(history: History, measures: Measures) -> tuple[RowLink, ...]:
    """Every row of every dashboard and the measure that its label suggests."""
    return tuple(
        link
        for held in history.dashboards
        for link in _board_links(held.on, held.source, held.value, measures)
    )


def _board_links(on: date, source: str, board: Dashboard, measures: Measures) -> list[RowLink]:
    """The rows of one dashboard; of several rows like one measure only the likest is its row."""
    links = [_row_link(on, source, row, measures) for row in board.rows]
    best: dict[str, float] = {}
    for link in links:
        best[link.measure] = max(best.get(link.measure, 0.0), link.score)
    taken = Counter(link.measure for link in links if link.score == best[link.measure])
    return [
        link
        if not link.measure or (link.score == best[link.measure] and taken[link.measure] == 1)
        else replace(link, doubt="another row of this dashboard is like it")
        for link in links
    ]


def _row_link(on: date, source: str, row: DashboardRow, measures: Measures) -> RowLink:
    found = measures.like(row.indicator)
    score, key = found[0] if found else (0.0, "")
    second = found[1] if len(found) > 1 else (0.0, "")
    if score < ENOUGH:
        why = "no measure's label is like it"
        return RowLink(on, source, row.indicator, row.span, "", 0.0, key, score, why)
    close = score - second[0] < MARGIN
    doubt = "another measure's label is about as like it" if close else ""
    return RowLink(on, source, row.indicator, row.span, key, score, second[1], second[0], doubt)


def figures(history: History, measures: Measures) -> tuple[Given, ...]:
    """Every figure of every dashboard, in order of the meetings."""
    return tuple(
        given
        for held in history.dashboards
        for row, link in zip(
            held.value.rows,
            _board_links(held.on, held.source, held.value, measures),
            strict=True,
        )
        for given in _of_row(held.value, row, link)
    )


def _of_row(board: Dashboard, row: DashboardRow, link: RowLink) -> Iterator[Given]:
    # A row that might be either of two measures is compared only with rows of its own name.
    name = link.measure if link.measure and not link.doubt else folded(_bare(row.indicator))
    for cell, heading in ((row.previous, board.previous), (row.current, board.current)):
        read = read_cell(cell, heading, board.title)
        if read is not None:
            value, shown, per_cent, label, period = read
            noted = _note(cell, row.indicator, heading, board.notes)
            where = (link.on, link.source, row.span, noted, row.indicator, link.doubt)
            yield Given(name, label, period, value, shown, per_cent, *where)


def read_cell(
    cell: str, heading: str = "", title: str = ""
) -> tuple[Decimal, str, bool, str, Period | None] | None:
    """The value of a cell, as shown, whether in per cent, its period as written and as meant."""
    text = _MARKS.sub(" ", cell).strip()
    found = _VALUE.match(text)
    if found is None:
        return None
    value = Decimal(found[1].replace(",", "") + (found[2] or ""))
    rest = text[found.end() :].strip(" ()-\u2013")
    own, left = _period(rest, heading)
    label = rest or heading
    if own is None and not left:
        own, _ = _period(heading, "")
        own = own or _period(title, "")[0]
    return value, found[0].strip(), bool(found[3]), label, None if left else own


def _period(text: str, beside: str) -> tuple[Period | None, bool]:
    """The one period that a text names, and whether it says anything else.

    A run of months without a year, as "Apr - Dec", takes the financial year that stands beside it.
    """
    found = list(spans(text))
    periods = {span.period for _, _, span in found if span.period is not None}
    rest = text
    for start, end, _ in sorted(found, key=lambda each: -each[0]):
        rest = rest[:start] + " " + rest[end:]
    left = bool(_LEFT.search(_UNIT.sub(" ", rest)))
    unclear = len(periods) != 1 or any(span.period is None for _, _, span in found)
    if found and unclear:
        return None, True
    return (next(iter(periods)) if periods else None), left and bool(beside)


def _note(cell: str, indicator: str, heading: str, notes: Sequence[str]) -> str:
    """What tells of a revision beside a figure: its own words, its column's, or its footnote."""
    for text in (cell, indicator, heading):
        if NOTED.search(text):
            return text
    marks = {mark for text in (cell, indicator) for mark in _MARKS.findall(text)}
    for note in notes:
        mark = _MARKS.match(note.strip())
        if mark is not None and mark[0] in marks:
            return note
    return next(
        (note for note in notes if not _MARKS.match(note.strip()) and NOTED.search(note)), ""
    )


def observed(given: Iterable[Given]) -> tuple[Observed, ...]:
    """Each figure with the one of its measure and period that it restates, if it does."""
    last: dict[tuple[str, Period, bool], Given] = {}
    found = []
    for one in sorted(given, key=lambda g: (g.on, g.source, g.span, g.measure, g.label)):
        if one.period is None:
            found.append(Observed(one))
            continue
        key = (one.measure, one.period, one.per_cent)
        before = last.get(key)
        revises = before if before is not None and _restates(before, one) else None
        found.append(Observed(one, revises))
        last[key] = one
    return tuple(found)


def _restates(before: Given, after: Given) -> bool:
    return before.on < after.on and not agree(before.value, after.value)


def agree(one: Decimal, other: Decimal) -> bool:
    """Whether two figures are one figure, shown with more or fewer places, rounded or cut off."""
    coarse, fine = sorted((one, other), key=_places)
    unit = Decimal(1).scaleb(-_places(coarse))
    return coarse in (fine.quantize(unit, ROUND_HALF_UP), fine.quantize(unit, ROUND_DOWN))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
