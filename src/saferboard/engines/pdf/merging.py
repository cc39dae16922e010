"""Pages put together, stamped, labelled and bookmarked; the tags of our own pages are kept."""

from bisect import bisect
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Rectangle

from saferboard.core.board.pack import Stamp
from saferboard.core.board.pack_source import stamp_source
from saferboard.core.document.typst import MAIN
from saferboard.engines.pdf.attached import pages_alone, size
from saferboard.engines.pdf.tags import joined
from saferboard.engines.typesetting.typesetter import Typesetting

_STAMP = Name("/SaferboardStamp")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC\n"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages of ours as they were set, and the number printed on the first of them."""

    first: int
    pages: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Insertion:
    """An attached file and the printed number that its first page has."""

    first: int
    data: bytes = field(repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the reader's outline, the printed page it leads to, and how many papers it has.

    Below it stand the headings of its paper, or its papers if they are several.
    """

    title: str
    page: int
    papers: int = 0


def bound_files(
    sheets: Sequence[Sheet],
    bookmarks: Sequence[Bookmark],
    insertions: Sequence[Insertion],
    stamps: Sequence[Stamp],
) -> tuple[bytes, bytes]:
    """Our own part by itself, and the whole with other people's pages in it.

    ``sheets`` come by the numbers printed on them. The title and date of the file are those of the
    first. The same input gives the same bytes.
    """
    with ExitStack() as opened:
        parts = [opened.enter_context(Pdf.open(BytesIO(sheet.data))) for sheet in sheets]
        pdf = parts[0]
        entries = joined(parts)
        printed = [n for sheet in sheets for n in range(sheet.first, sheet.first + sheet.pages)]
        _label(pdf, printed)
        _bookmark(pdf, printed, bookmarks, entries)
        ours = _saved(pdf)
        if not insertions:
            return ours, ours
        inserted: list[Page] = []
        for insertion in insertions:
            with pages_alone(insertion.data, name=insertion.name) as source:
                place = bisect(printed, insertion.first)
                inserted.extend(_insert(pdf, place, source))
                printed[place:place] = range(insertion.first, insertion.first + len(source.pages))
        _stamp(pdf, inserted, stamps)
        _withdraw_claim(pdf)
        _label(pdf, printed)
        return ours, _saved(pdf)


def _insert(pdf: Pdf, index: int, source: Pdf) -> list[Page]:
    """Put every page of the source at the index; the pages as they now are in the pack."""
    for offset, page in enumerate(source.pages):
        pdf.pages.insert(index + offset, page)
    return [pdf.pages[index + offset] for offset in range(len(source.pages))]


def _stamp(pdf: Pdf, pages: Sequence[Page], stamps: Sequence[Stamp]) -> None:
    """Add a strip below each page with its number and mark, so that nothing on it is hidden.

    The strip is an artifact: those who read by tags pass over it.
    """
    strips = [(size(page)[0], strip_height(*size(page))) for page in pages]
    source = stamp_source(stamps, strips)
    with Pdf.open(BytesIO(Typesetting({MAIN: source}, {}).overlay())) as sheets:
        for page, sheet, (_, height) in zip(pages, sheets.pages, strips, strict=True):
            drawn = pdf.copy_foreign(sheet.as_form_xobject())
            name = page.add_resource(drawn, Name.XObject, _STAMP)
            # The placement turns with the page, so that the strip is upright to the reader.
            placed = page.calc_form_xobject_placement(
                drawn,
                name,
                _lengthen(page, height),
                invert_transformations=True,
                allow_shrink=True,
                allow_expand=True,
            )
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"Q\n" + _ARTIFACT + placed + b"\nEMC\n")


def strip_height(width: float, height: float) -> float:
    """How high a strip is for a page of that size: enough to be read when the page is printed."""
    return max(0.045 * min(width, height), 0.03 * max(width, height))


def _lengthen(page: Page, by: float) -> Rectangle:
    """Make a page longer at what the reader sees as its foot; the room that was added."""
    box = Rectangle(page.cropbox)
    left, bottom, right, top = box.llx, box.lly, box.urx, box.ury
    room = {
        0: Rectangle(left, bottom - by, right, bottom),
        90: Rectangle(right, bottom, right + by, top),
        180: Rectangle(left, top, right, top + by),
        270: Rectangle(left - by, bottom, left, top),
    }[page.rotation % 360]
    longer = [
        min(left, room.llx), min(bottom, room.lly), max(right, room.urx), max(top, room.ury),
    ]  # fmt: skip
    # What was cropped away stays away; the other boxes fall back on this one.
    page.obj.MediaBox = page.obj.CropBox = Array(longer)
    for other in (Name.BleedBox, Name.TrimBox, Name.ArtBox):
        if other in page:
            del page[other]
    return room


def _withdraw_claim(pdf: Pdf) -> None:
    """Take back the statement that the file is PDF/UA."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        del metadata["pdfuaid:part"]


def _label(pdf: Pdf, printed: Sequence[int]) -> None:
    """Page labels: a reader's "go to page 12" goes to the page with 12 printed on it."""
    starts: list[Any] = []
    for index, number in enumerate(printed):
        if index == 0 or number != printed[index - 1] + 1:
            starts.extend([index, Dictionary(S=Name.D, St=number)])
    pdf.Root.PageLabels = Dictionary(Nums=Array(starts))


def _bookmark(
    pdf: Pdf,
    printed: Sequence[int],
    bookmarks: Sequence[Bookmark],
    entries: Sequence[Sequence[OutlineItem]],
) -> None:
    """``entries`` are those of each sheet: its title with headings below; a blank one has none."""
    papers = (entry for of_sheet in entries for entry in of_sheet)
    with pdf.open_outline() as outline:
        made = []
        for bookmark in bookmarks:
            item = OutlineItem(bookmark.title, printed.index(bookmark.page))
            below = list(islice(papers, bookmark.papers))
            item.children.extend(below[0].children if len(below) == 1 else below)
            item.is_closed = True
            made.append(item)
        outline.root[:] = made


def _saved(pdf: Pdf) -> bytes:
    saved = BytesIO()
    pdf.save(saved, deterministic_id=True)
    return saved.getvalue()
