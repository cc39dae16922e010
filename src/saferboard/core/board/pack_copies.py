"""The copies of a pack: for the public, of private business alone, and of what came afterwards."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from saferboard.core.board.pack import Attached, Pack
from saferboard.core.document.tree import Contact, Document


def public_copy(pack: Pack) -> Pack:
    """The pack without the papers of restricted items; the items stay, by paragraph alone.

    Why a matter is taken in private is for those round the table: the reason can give it away. The
    papers name officers to contact by their posts alone; files that came as PDF stay as they
    are.
    """
    items = (
        replace(item, papers=tuple(_public(item.papers)))
        if item.paragraph is None
        else replace(item, papers=(), public_interest="")
        for item in pack.items
    )
    return replace(pack, items=tuple(items))


def _public(papers: Iterable[Document | Attached]) -> Iterator[Document | Attached]:
    for paper in papers:
        yield public_document(paper) if isinstance(paper, Document) else paper


def public_document(document: Document) -> Document:
    """The document with the posts to contact, and no way to reach whoever holds them."""
    blocks = (
        replace(block, telephone="", email="") if isinstance(block, Contact) else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def private_copy(pack: Pack, first_page: int) -> Pack | None:
    """The papers of restricted items, as a document of its own that numbers on from the public one.

    None where no restricted item has a paper.
    """
    items = tuple(item for item in pack.items if item.paragraph is not None and item.papers)
    if not items:
        return None
    return replace(
        pack,
        items=items,
        name="Private papers",
        sheet="Business to be taken in private",
        first_page=first_page,
        private=True,
        absent=(),
    )


def supplement(pack: Pack, number: int, first_page: int, new: Collection[tuple[int, int]]) -> Pack:
    """What followed the pack: the papers in ``new``, by item number and place, from 0, in the item.

    Its pages number on from those already out.
    """
    items = []
    for item in pack.items:
        papers = tuple(p for place, p in enumerate(item.papers) if (item.number, place) in new)
        if papers:
            items.append(replace(item, papers=papers))
    return replace(
        pack,
        items=tuple(items),
        name=f"Supplement {number} to the agenda pack",
        sheet=f"Supplement {number}",
        first_page=first_page,
        absent=(),
    )
