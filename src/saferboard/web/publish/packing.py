"""A pack made into files and into its public copy, ready to be published in one transaction."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from saferboard.core.board.pack import Attached, Options, Pack, Placed
from saferboard.core.board.pack_copies import (
    private_copy,
    public_copy,
    public_document,
    supplement,
)
from saferboard.core.document.tree import Document
from saferboard.engines.pdf.binder import Bound, Told, bind
from saferboard.engines.typesetting.shelf import FolderShelf
from saferboard.web.board.meetings import models
from saferboard.web.board.papers.files import picture
from saferboard.web.publish import contents
from saferboard.web.publish.assembling import Assembled, Slot
from saferboard.web.publish.snapshots import Files, as_file, document_files

WHOLE, OWN = "pack.pdf", "pack-our-part-accessible.pdf"


def unheard(words: str, done: int, of: int) -> None:
    """For who does not listen to how far it has come."""


@dataclass(slots=True)
class Made:
    """A pack on its way out. ``private`` is the pack of restricted papers, for no public eye."""

    content: contents.Pack
    files: Files = field(default_factory=dict)
    private: bytes = b""
    private_pages: tuple[int, int] = (0, 0)


def shelf() -> FolderShelf:
    """Where this instance keeps the pages that it has set."""
    return FolderShelf(Path(settings.CACHE) / "pages")


def bound(pack: Pack, on: date, told: Told = unheard) -> Bound:
    """The pack as PDF, with pages kept from the last time where they are the same."""
    return bind(pack, made_on=on, kept=picture, shelf=shelf(), told=told)


def whole(found: Assembled, on: date, options: Options, told: Told = unheard) -> Made:
    """The whole pack, public and private."""
    pack = found.pack(options)
    public = public_copy(pack)
    made = bound(public, on, told)
    placed = dict(_placed(found, made))
    result = Made(_content(found, placed, made.layout.pages))
    _name_files(result, made, WHOLE, OWN)
    private = private_copy(pack, made.layout.last + 1)
    if private is not None:
        kept = bound(private, on, told)
        result.private = kept.whole
        result.private_pages = (kept.layout.agenda.first, kept.layout.last)
    _keep_documents(result, found, {})
    return result


def following(
    found: Assembled, before: contents.Pack, files: Files, on: date, last: int, told: Told = unheard
) -> Made:
    """A supplement with what came since; ``last`` is the last page number already out."""
    new = new_slots(found, before)
    number = len(before["supplements"]) + 1
    pack = supplement(public_copy(found.pack()), number, last + 1, new)
    made = bound(pack, on, told)
    only = Assembled(
        found.meeting,
        tuple(
            (item, tuple(s for place, s in enumerate(slots) if (item.number, place) in new))
            for item, slots in found.items
            if any(number == item.number for number, _ in new)
        ),
        (),
    )
    placed = _held(before) | dict(_placed(only, made, number))
    content = _content(found, placed, before["pages"])
    name = f"supplement-{number}.pdf"
    pages = [made.layout.agenda.first, made.layout.last]
    added = contents.Supplement(number=number, on=on.isoformat(), pages=pages, file=name)
    content["supplements"] = [*before["supplements"], added]
    result = Made(content, {k: v for k, v in files.items() if not k.startswith("paper-")})
    result.files[name] = as_file(made.whole, name)
    for place, data in made.items.items():
        file = _item_file(place, number)
        result.files[file] = as_file(data, file)
    _keep_documents(result, found, files)
    return result


def _item_file(number: int, supplement: int) -> str:
    return f"supplement-{supplement}-item-{number}.pdf" if supplement else f"item-{number}.pdf"


def new_slots(found: Assembled, before: contents.Pack) -> Collection[tuple[int, int]]:
    """Public papers that are not out yet, or in an older version: item number, place in it."""
    out = {key: paper["version"] for key, paper in _held(before).items()}
    return {
        (item.number, place)
        for item, slots in found.items
        if not item.restricted
        for place, slot in enumerate(slots)
        if slot.key not in out or out[slot.key] < slot.version
    }


def _held(before: contents.Pack) -> dict[str, contents.Paper]:
    return {paper["key"]: paper for item in before["items"] for paper in item["papers"]}


def _placed(
    found: Assembled, made: Bound, supplement: int = 0
) -> Iterator[tuple[str, contents.Paper]]:
    """Every paper of the pack by its key, with its pages."""
    slots = [(i.number, slot) for i, slots in found.items if not i.restricted for slot in slots]
    for (number, slot), placed in zip(slots, made.layout.papers, strict=True):
        yield slot.key, _paper(slot, placed, _item_file(number, supplement), supplement)


def _paper(slot: Slot, placed: Placed, file: str, supplement: int) -> contents.Paper:
    attached = isinstance(slot.said, Attached)
    return contents.Paper(
        slug="",
        key=slot.key,
        version=slot.version,
        title=slot.title,
        document="" if attached else _document(slot),
        file=file,
        pages=[placed.first, placed.last],
        supplement=supplement,
        supplied_by=slot.said.supplied_by if isinstance(slot.said, Attached) else "",
        late=slot.late,
    )


def _content(found: Assembled, placed: dict[str, contents.Paper], pages: int) -> contents.Pack:
    meeting = found.meeting
    on = [_item(item, slots, placed) for item, slots in found.items]
    off = [_item(item, (), placed) for item in found.off]
    _name_papers([paper for item in on for paper in item["papers"]])
    return contents.Pack(
        body=meeting.body.key,
        name=meeting.body.name,
        date=meeting.date.isoformat(),
        starts=f"{meeting.starts:%H:%M}",
        place=meeting.place,
        state=meeting.state,
        items=on + off,
        pages=pages,
        supplements=[],
    )


def _item(
    item: models.AgendaItem, slots: tuple[Slot, ...], placed: dict[str, contents.Paper]
) -> contents.Item:
    papers = [
        contents.Paper(**placed[slot.key])
        for slot in slots
        if not item.restricted and slot.key in placed
    ]
    edges = [page for paper in papers if not paper["supplement"] for page in paper["pages"]]
    return contents.Item(
        number=item.number if item.state == item.State.ON else 0,
        title=item.title,
        kind=item.kind,
        standing=item.standing,
        presenter=str(item.presenter or ""),
        purpose=item.purpose,
        minutes=item.minutes,
        paragraph=item.paragraph if item.restricted else None,
        state=item.state,
        because=item.because,
        deferred_to=item.deferred_to.date.isoformat() if item.deferred_to else "",
        pages=[min(edges), max(edges)] if edges else [],
        papers=papers,
    )


def _name_papers(papers: list[contents.Paper]) -> None:
    """A paper's address is made from its title; the second of a title bears its key."""
    taken: set[str] = set()
    for paper in papers:
        slug = slugify(paper["title"])[:60].strip("-") or paper["key"]
        paper["slug"] = slug if slug not in taken else f"{slug}-{paper['key']}"
        taken.add(paper["slug"])


def _name_files(result: Made, made: Bound, whole: str, own: str) -> None:
    result.files[whole] = as_file(made.whole, whole)
    if made.own != made.whole:
        result.files[own] = as_file(made.own, own)
    for number, data in made.items.items():
        result.files[_item_file(number, 0)] = as_file(data, _item_file(number, 0))


def _document(slot: Slot) -> str:
    return f"paper-{slot.key}-{slot.version}"


def _keep_documents(result: Made, found: Assembled, out: Files) -> None:
    """The papers that are documents, with their pictures and charts, for the pages to read.

    What is ``out`` already stays as it is: what was made here then is not made again.
    """
    for item, slots in found.items:
        for slot in () if item.restricted else slots:
            if isinstance(slot.said, Attached):
                continue
            name = _document(slot)
            held = {key: out[key] for key in (f"{name}.json", f"{name}.html") if key in out}
            result.files.update(held or _made_public(slot.said, name))


def _made_public(said: Document, name: str) -> Files:
    return document_files(public_document(said), name, "../../files/")
