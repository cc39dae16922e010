"""An agenda pack as one PDF: our own pages typeset together, other people's put in between.

Our part is PDF/UA-1. A pack with attached files is not, as their tags are not ours to vouch for:
it does not claim to be, says so on the sheet before each of them, and our part is given beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saferboard.core.board.pack import (
    Attached,
    Layout,
    Length,
    Pack,
    item_pages,
    lay_out,
    stamps,
)
from saferboard.core.board.pack_source import EDGES, measured, pack_sources
from saferboard.engines.pdf.attached import Facts, look_over
from saferboard.engines.pdf.merging import Bookmark, Insertion, bound_files
from saferboard.engines.pictures import Kept, none_kept
from saferboard.engines.typesetting.typesetter import NotTypeset, Pictures, Typesetting

MOST_SETTINGS = 4


@dataclass(frozen=True, slots=True)
class Bound:
    """The pack as PDF, our own part of it as PDF/UA-1, and where everything stands in the pack."""

    whole: bytes
    own: bytes
    layout: Layout


def bind(pack: Pack, *, made_on: date, kept: Kept = none_kept) -> Bound:
    """Make the pack, dated ``made_on``. An attached file that cannot be used is refused.

    ``kept`` gives the bytes of a paper's picture.
    """
    facts = [
        look_over(paper.data, name=paper.title) if isinstance(paper, Attached) else None
        for _, paper in pack.papers
    ]
    layout, typeset = _typeset(pack, facts, Pictures(kept))
    own = typeset.pdf(made_on=made_on)
    bookmarks = [Bookmark("Agenda", 1, papers=1)]
    for item, pages in item_pages(pack, layout):
        first = pages[0] if pages else 1
        bookmarks.append(Bookmark(f"{item.number}. {item.title}", first, len(item.papers)))
    numbers = layout.own_pages + layout.blank_pages
    insertions = _insertions(pack, layout)
    ours, whole = bound_files(own, numbers, bookmarks, insertions, stamps(pack, layout))
    return Bound(whole, ours, layout)


def _typeset(
    pack: Pack, facts: Sequence[Facts | None], pictures: Pictures
) -> tuple[Layout, Typesetting]:
    """Set the pack until the agenda prints the pages that are."""
    attached = [fact.pages if fact else 0 for fact in facts]
    tagged = [fact.tagged if fact else True for fact in facts]
    # A first guess with numbers as long as the true ones, so that the agenda's lines break alike.
    layout = lay_out(pack, 2, [Length(40, pages) for pages in attached])
    for _ in range(MOST_SETTINGS):
        sources = pack_sources(pack, layout, tagged, pictures.name)
        typeset = Typesetting(sources, pictures.files())
        found = lay_out(pack, *measured(typeset.numbers(EDGES), attached))
        if found == layout:
            return layout, typeset
        layout = found
    raise NotTypeset("the lengths of the papers change with their page numbers")


def _insertions(pack: Pack, layout: Layout) -> list[Insertion]:
    return [
        Insertion(placed.attached_pages[0], paper.data, paper.title)
        for (_, paper), placed in zip(pack.papers, layout.papers, strict=True)
        if isinstance(paper, Attached)
    ]
