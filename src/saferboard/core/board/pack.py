"""An agenda pack: what it holds, on which page each paper falls, and what its own sheets say.

Pages are numbered through the whole pack, other people's pages included. Nothing here measures a
page: the lengths come from the typeset papers and the attached files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from saferboard.core.document.tree import Document


class ItemKind(StrEnum):
    """How an item is taken at the meeting."""

    STANDING = "standing"
    REPORT = "report"
    PRESENTATION = "presentation"
    ORAL = "oral"


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where a body meets."""

    body: str
    date: date
    time: time
    venue: str

    @property
    def day(self) -> str:
        """``10 June 2022``."""
        return f"{self.date.day} {self.date:%B %Y}"

    @property
    def when(self) -> str:
        """``Friday 10 June 2022 at 10.00 am``."""
        half = "am" if self.time.hour < 12 else "pm"
        return f"{self.date:%A} {self.day} at {self.time.hour % 12 or 12}.{self.time:%M} {half}"


@dataclass(frozen=True, slots=True)
class Attached:
    """A PDF somebody else made, put into the pack as it is."""

    title: str
    supplied_by: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of business. ``number`` is its place on the agenda and the mark on its papers.

    ``paragraph`` of Part 1 of Schedule 12A keeps its papers private; ``late`` says why a paper
    that came late cannot wait, and whether the chair agreed to take it.
    """

    number: int
    title: str
    kind: ItemKind = ItemKind.REPORT
    presenter: str = ""
    papers: tuple[Document | Attached, ...] = ()
    paragraph: int | None = None
    public_interest: str = ""
    late: str = ""

    @property
    def mark(self) -> str:
        """``Agenda Item 4``."""
        return f"Agenda Item {self.number}"


@dataclass(frozen=True, slots=True)
class Absent:
    """Business that was announced and is not taken: ``became`` of it what, and why."""

    title: str
    became: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """``odd_start``: every paper starts on a right-hand page, after a blank one if need be."""

    odd_start: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The papers for one meeting, or those that follow them, from page ``first_page`` on."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    options: Options = Options()
    language: str = "en-GB"
    name: str = "Agenda pack"
    sheet: str = "Agenda"
    first_page: int = 1
    private: bool = False
    absent: tuple[Absent, ...] = ()

    @property
    def title(self) -> str:
        """The title of the file."""
        return f"{self.name}: {self.meeting.body}, {self.meeting.day}"

    @property
    def papers(self) -> tuple[tuple[AgendaItem, Document | Attached], ...]:
        """Every paper with its item, in the order of the agenda."""
        return tuple((item, paper) for item in self.items for paper in item.papers)

    def mark(self, item: AgendaItem) -> str:
        """What is printed on the item's papers; in private papers the paragraph too."""
        if not self.private:
            return item.mark
        return f"{item.mark}: not for publication (paragraph {item.paragraph})"


@dataclass(frozen=True, slots=True)
class Length:
    """Pages typeset by us, and pages of an attached file that follow them."""

    own: int
    attached: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch of the pack by printed page numbers; a blank page may stand before ``first``."""

    first: int
    length: Length
    blank_before: bool = False

    @property
    def last(self) -> int:
        """The last page."""
        return self.first + self.length.own + self.length.attached - 1

    @property
    def attached_pages(self) -> range:
        """The pages that somebody else made."""
        return range(self.first + self.length.own, self.last + 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the agenda and each paper of the pack fall, papers in the order of ``Pack.papers``."""

    agenda: Placed
    papers: tuple[Placed, ...]

    @property
    def pages(self) -> int:
        """How many pages the pack has."""
        return self.last - self.agenda.first + 1

    @property
    def last(self) -> int:
        """The number printed on its last page."""
        return max(placed.last for placed in (self.agenda, *self.papers))

    @property
    def own_pages(self) -> list[int]:
        """The printed numbers of the pages with our papers on them, in order."""
        return [
            number
            for placed in (self.agenda, *self.papers)
            for number in range(placed.first, placed.first + placed.length.own)
        ]

    @property
    def blank_pages(self) -> list[int]:
        """The printed numbers of the blank pages, in order."""
        return [placed.first - 1 for placed in self.papers if placed.blank_before]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is put on a page somebody else made."""

    page: int
    mark: str


def lay_out(pack: Pack, agenda_pages: int, lengths: Sequence[Length]) -> Layout:
    """Place every paper after the one before it; ``lengths`` are in the order of ``papers``."""
    if len(lengths) != len(pack.papers):
        raise ValueError(f"{len(lengths)} lengths for {len(pack.papers)} papers")
    agenda = Placed(pack.first_page, Length(agenda_pages))
    papers: list[Placed] = []
    last = agenda.last
    for length in lengths:
        papers.append(placed_after(last, length, pack.options))
        last = papers[-1].last
    return Layout(agenda, tuple(papers))


def placed_after(last: int, length: Length, options: Options) -> Placed:
    """Where a paper stands that follows page ``last``."""
    blank = options.odd_start and last % 2 == 1
    return Placed(last + 1 + blank, length, blank)


def item_pages(pack: Pack, layout: Layout) -> Iterator[tuple[AgendaItem, range]]:
    """Every item with the pages from its first paper to its last; no pages without papers."""
    following = 0
    for item in pack.items:
        placed = layout.papers[following : following + len(item.papers)]
        following += len(item.papers)
        yield item, range(placed[0].first, placed[-1].last + 1) if placed else range(0)


def stamps(pack: Pack, layout: Layout) -> tuple[Stamp, ...]:
    """One for every page that somebody else made, in the order of the pages."""
    return tuple(
        Stamp(page, pack.mark(item))
        for (item, _), placed in zip(pack.papers, layout.papers, strict=True)
        for page in placed.attached_pages
    )
