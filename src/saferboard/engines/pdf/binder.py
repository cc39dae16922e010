"""An agenda pack as one PDF: our own pages typeset part by part, other people's put in between.

Our part is PDF/UA-1. A pack with attached files is not, as their tags are not ours to vouch for:
it does not claim to be, says so on the sheet before each of them, and our part is given beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from pikepdf import Pdf

from saferboard.core.board.pack import (
    AgendaItem,
    Attached,
    Layout,
    Length,
    Pack,
    Placed,
    Stamp,
    item_pages,
    lay_out,
    placed_after,
    stamps,
)
from saferboard.core.board.pack_sheets import agenda_sheet
from saferboard.core.board.pack_source import blank_source, paper_sheet, part_sources
from saferboard.core.document.tree import Document
from saferboard.core.document.typst import MAIN
from saferboard.engines.pdf.attached import Facts, look_over
from saferboard.engines.pdf.merging import Bookmark, Insertion, Sheet, bound_files
from saferboard.engines.pictures import Kept, none_kept
from saferboard.engines.typesetting.shelf import NoShelf, Shelf
from saferboard.engines.typesetting.typesetter import NotTypeset, Pictures, Typesetting

MOST_SETTINGS = 4
UNDATED = date(2000, 1, 1)
"""Papers are set as of one day, so that a pack made tomorrow uses their pages again."""

Told = Callable[[str, int, int], None]
"""Hears what was done, and how many papers of how many are set."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The pack as PDF, our own part of it as PDF/UA-1, and where everything stands in the pack.

    ``items`` are files by item number: the item's papers alone, with the pack's page numbers.
    """

    whole: bytes
    own: bytes
    layout: Layout
    items: dict[int, bytes] = field(repr=False)


def bind(
    pack: Pack,
    *,
    made_on: date,
    kept: Kept = none_kept,
    shelf: Shelf | None = None,
    told: Told = lambda words, done, of: None,
) -> Bound:
    """Make the pack, dated ``made_on``. An attached file that cannot be used is refused.

    ``kept`` gives the bytes of a paper's picture. Pages on the ``shelf`` are not set again.
    """
    setter = _Setter(pack, made_on, kept, shelf or NoShelf(), told)
    layout, agenda = setter.laid_out()
    sheets = [agenda, *setter.sheets()]
    bookmarks = [Bookmark("Agenda", pack.first_page, papers=1)]
    for item, pages in item_pages(pack, layout):
        first = pages[0] if pages else pack.first_page
        bookmarks.append(Bookmark(f"{item.number}. {item.title}", first, len(item.papers)))
    told("Binding", len(pack.papers), len(pack.papers))
    insertions = list(_insertions(pack, layout))
    ours, whole = bound_files(sheets, bookmarks, insertions, stamps(pack, layout))
    return Bound(whole, ours, layout, dict(_items(pack, layout, setter.papers)))


class _Setter:
    """Sets the parts of one pack, each as soon as it is known on which page it starts."""

    def __init__(self, pack: Pack, made_on: date, kept: Kept, shelf: Shelf, told: Told) -> None:
        self._pack, self._made_on, self._kept = pack, made_on, kept
        self._shelf, self._told = shelf, told
        self._facts: list[Facts | None] = [
            look_over(paper.data, name=paper.title) if isinstance(paper, Attached) else None
            for _, paper in pack.papers
        ]
        self.papers: list[Sheet] = []
        self._blanks: list[Sheet] = []

    def laid_out(self) -> tuple[Layout, Sheet]:
        """Set the pack until the agenda prints the pages that are."""
        # A first guess with numbers as long as the true ones, so that the agenda's lines break
        # alike, and the papers after it are set once.
        guess = [Length(40, self._attached(n)) for n in range(len(self._facts))]
        agenda = self._agenda(lay_out(self._pack, 1, guess))
        for _ in range(MOST_SETTINGS):
            layout = lay_out(self._pack, agenda.pages, self._lengths(agenda.pages))
            found = self._agenda(layout)
            if found.pages == agenda.pages:
                return layout, found
            agenda = found
        raise NotTypeset("the lengths of the papers change with their page numbers")

    def sheets(self) -> Iterator[Sheet]:
        """Papers and the blank pages before them, by page."""
        yield from sorted([*self.papers, *self._blanks], key=lambda sheet: sheet.first)

    def _lengths(self, agenda_pages: int) -> list[Length]:
        self.papers, self._blanks = [], []
        lengths = []
        last = self._pack.first_page + agenda_pages - 1
        for n, (item, paper) in enumerate(self._pack.papers):
            self._told(item.title, n, len(self._facts))
            start = placed_after(last, Length(1), self._pack.options)
            sheet = self._paper(n, item, paper, start)
            lengths.append(Length(sheet.pages, self._attached(n)))
            last = start.first + sheet.pages + self._attached(n) - 1
        return lengths

    def _paper(self, n: int, item: AgendaItem, paper: Document | Attached, start: Placed) -> Sheet:
        pack, facts = self._pack, self._facts[n]
        if start.blank_before:
            source = {MAIN: blank_source(pack, start.first - 1)}
            blank = self._set(Typesetting(source, {}), start.first - 1, UNDATED)
            self._blanks.append(blank)
        tagged = facts.tagged if facts else True
        sheet = paper_sheet(pack, paper, self._attached(n), tagged=tagged)
        made = self._part(sheet, start.first, pack.mark(item), UNDATED)
        self.papers.append(made)
        return made

    def _agenda(self, layout: Layout) -> Sheet:
        sheet = agenda_sheet(self._pack, layout)
        return self._part(sheet, self._pack.first_page, "", self._made_on)

    def _part(self, sheet: Document, first: int, mark: str, made_on: date) -> Sheet:
        pictures = Pictures(self._kept)
        sources = part_sources(self._pack, sheet, first, mark, pictures.name)
        return self._set(Typesetting(sources, pictures.files()), first, made_on)

    def _set(self, typesetting: Typesetting, first: int, made_on: date) -> Sheet:
        key = typesetting.fingerprint(made_on=made_on)
        data = self._shelf.find(key)
        if data is None:
            data = typesetting.pdf(made_on=made_on)
            self._shelf.put(key, data)
        with Pdf.open(BytesIO(data)) as pdf:
            return Sheet(first, len(pdf.pages), data)

    def _attached(self, n: int) -> int:
        facts = self._facts[n]
        return facts.pages if facts else 0


def _insertions(pack: Pack, layout: Layout) -> Iterator[Insertion]:
    for (_, paper), placed in zip(pack.papers, layout.papers, strict=True):
        if isinstance(paper, Attached):
            yield Insertion(placed.attached_pages[0], paper.data, paper.title)


def _items(pack: Pack, layout: Layout, papers: Sequence[Sheet]) -> Iterator[tuple[int, bytes]]:
    """The papers of every item as a file of its own."""
    insertions, marks = list(_insertions(pack, layout)), stamps(pack, layout)
    following = 0
    for item, pages in item_pages(pack, layout):
        sheets = papers[following : following + len(item.papers)]
        following += len(item.papers)
        if sheets:
            yield item.number, _item(item, pages, sheets, insertions, marks)


def _item(
    item: AgendaItem,
    pages: range,
    sheets: Sequence[Sheet],
    insertions: Sequence[Insertion],
    marks: Sequence[Stamp],
) -> bytes:
    here = [insertion for insertion in insertions if insertion.first in pages]
    on_these = [mark for mark in marks if mark.page in pages]
    title = f"{item.number}. {item.title}"
    _, whole = bound_files(sheets, [Bookmark(title, pages[0], len(sheets))], here, on_these)
    return whole
