"""The copies of a pack: for the public, of private business alone, and of what came afterwards."""

from collections.abc import Collection
from dataclasses import replace

from saferboard.core.board.pack import Pack


def public_copy(pack: Pack) -> Pack:
    """The pack without the papers of restricted items; the items stay, and say why."""
    items = (item if item.paragraph is None else replace(item, papers=()) for item in pack.items)
    return replace(pack, items=tuple(items))


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
