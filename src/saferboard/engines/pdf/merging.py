"""Pages put together, stamped, labelled and bookmarked; the tags of our own pages are kept."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Rectangle

from saferboard.core.board.pack import Stamp
from saferboard.core.board.pack_source import stamp_source
from saferboard.core.document.typst import MAIN
from saferboard.engines.pdf.attached import pages_alone, size
from saferboard.engines.typesetting.typesetter import Typesetting

_STAMP = Name("/SaferboardStamp")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC\n"


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
    own: bytes,
    numbers: Sequence[int],
    bookmarks: Sequence[Bookmark],
    insertions: Sequence[Insertion],
    stamps: Sequence[Stamp],
) -> tuple[bytes, bytes]:
    """Our own part by itself, and the whole with other people's pages in it.

    ``numbers`` are the printed numbers of our pages, which are put in that order; with all
    insertions they run from 1 without a gap. The same input gives the same bytes.
    """
    with Pdf.open(BytesIO(own)) as pdf:
        printed = _ordered(pdf, numbers)
        _label(pdf, printed)
        _bookmark(pdf, printed, bookmarks)
        ours = _saved(pdf)
        if not insertions:
            return ours, ours
        inserted: list[Page] = []
        for insertion in insertions:
            with pages_alone(insertion.data, name=insertion.name) as source:
                inserted.extend(_insert(pdf, insertion.first - 1, source))
        _stamp(pdf, inserted, stamps)
        _withdraw_claim(pdf)
        _label(pdf, range(1, len(pdf.pages) + 1))
        return ours, _saved(pdf)


def _ordered(pdf: Pdf, numbers: Sequence[int]) -> list[int]:
    """Move pages until their printed numbers rise; the numbers in that order."""
    printed: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect(printed, number)
        if place < index:
            pdf.pages.insert(place, pdf.pages[index])
            del pdf.pages[index + 1]
        printed.insert(place, number)
    return printed


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


def _bookmark(pdf: Pdf, printed: Sequence[int], bookmarks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        papers = iter(list(outline.root))  # as typeset: a title each, with its headings below
        entries = []
        for bookmark in bookmarks:
            entry = OutlineItem(bookmark.title, printed.index(bookmark.page))
            below = list(islice(papers, bookmark.papers))
            entry.children.extend(below[0].children if len(below) == 1 else below)
            entry.is_closed = True
            entries.append(entry)
        outline.root[:] = entries


def _saved(pdf: Pdf) -> bytes:
    saved = BytesIO()
    pdf.save(saved, deterministic_id=True)
    return saved.getvalue()
