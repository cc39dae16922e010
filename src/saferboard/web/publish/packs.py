"""The agenda pack of a meeting that takes a performance paper, as files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from saferboard.core.board.pack import AgendaItem, Attached, ItemKind, Meeting, Options, Pack
from saferboard.core.document.tree import Document
from saferboard.engines.pdf.binder import bind
from saferboard.web.publish.files import write


def performance_pack(
    paper: Document, presenter: str, meeting: Meeting, slides: Sequence[Attached], options: Options
) -> Pack:
    """A meeting with the performance paper, partners' presentations, and the standing items."""
    standing, oral = ItemKind.STANDING, ItemKind.ORAL
    business: tuple[tuple[str, ItemKind, str, tuple[Document | Attached, ...]], ...] = (
        ("Introductions and apologies", oral, "", ()),
        ("Declarations of interest", standing, "", ()),
        (paper.title, ItemKind.REPORT, presenter, (paper,)),
        *((s.title, ItemKind.PRESENTATION, s.supplied_by, (s,)) for s in slides),
        ("Other business", oral, "", ()),
        ("Date of the next meeting", standing, "", ()),
    )
    items = tuple(
        AgendaItem(number, title, kind, who, papers)
        for number, (title, kind, who, papers) in enumerate(business, start=1)
    )
    return Pack(meeting, items, options)


def write_pack(pack: Pack, name: str, folder: Path, *, made_on: date) -> tuple[Path, ...]:
    """The whole pack and, where other people's files are in it, our own accessible part."""
    bound = bind(pack, made_on=made_on)
    whole = write(folder / f"{name}.pdf", bound.whole)
    if bound.own == bound.whole:
        return (whole,)
    return whole, write(folder / f"{name}-our-part-accessible.pdf", bound.own)
