"""PDFs that other people made: looked over before they are let into a pack."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from saferboard.core.faults import Refused, refuse

MOST_PAGES = 2000
# What ties a page to the file it came from, or acts by itself when the page is shown.
_TIES = (Name.AA, Name.B, Name.PieceInfo, Name.Thumb, Name.Metadata)
# Keys into a file's own tree of tags: in another file they would point at other people's tags.
_TAG_KEYS = (Name.StructParent, Name.StructParents)
# What pikepdf raises on meeting a number where a dictionary should be, and the like.
_MISSHAPEN = (
    pikepdf.PikepdfError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an attached PDF. Sizes are in points, as the reader sees the page."""

    pages: int
    sizes: tuple[tuple[float, float], ...]
    tagged: bool


def look_over(data: bytes, *, name: str) -> Facts:
    """Page count, sizes, and whether it is tagged. Refused if it cannot be put into a pack."""
    with _opened(data, name=name) as pdf, _damage_refused(name):
        tagged = _is_tagged(pdf)
        if pdf.get_warnings():
            # What is cut short can often be opened, less the pages that are gone.
            raise refuse(
                "the PDF is damaged, so pages of it may be missing",
                where=name,
                expected="a PDF that needs no repair",
                remedy="ask for the file again, or open it, look that all is there, and print it "
                "to PDF anew",
            )
    with pages_alone(data, name=name) as pdf:
        return Facts(len(pdf.pages), tuple(size(page) for page in pdf.pages), tagged)


def pages_alone(data: bytes, *, name: str) -> Pdf:
    """The file's pages as they look, freed of all that ties them to it or acts by itself.

    What is filled in on a form or drawn as a note becomes part of the page; of links, those to
    addresses stay.
    """
    pdf = _opened(data, name=name)
    with _damage_refused(name):
        pdf.flatten_annotations("all")
        for thing in pdf.objects:
            if isinstance(thing, Dictionary | Stream):
                _drop(thing, _TAG_KEYS)
        for page in pdf.pages:
            _drop(page.obj, _TIES)
            page.rotate(round(page.rotation / 90) * 90, relative=False)
            page.obj.Annots = Array([n for n in page.get(Name.Annots, Array()) if _leads_out(n)])
            page.obj.Tabs = Name.S
            size(page)
    return pdf


def _drop(thing: Object, keys: tuple[Name, ...]) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def _leads_out(note: Object) -> bool:
    """A link to an address. Other notes point within a file that is no longer whole, or act."""
    action = note.get(Name.A, Dictionary())
    return note.get(Name.Subtype) == Name.Link and action.get(Name.S) == Name.URI


@contextmanager
def _damage_refused(name: str) -> Iterator[None]:
    try:
        yield
    except _MISSHAPEN:
        raise _unreadable(name) from None


def _opened(data: bytes, *, name: str) -> Pdf:
    """The PDF, repaired where it can be; refused if encrypted, empty or beyond repair."""
    with _damage_refused(name):
        try:
            # Warnings of damage are asked for afterwards, and not printed.
            pdf = Pdf.open(BytesIO(data), suppress_warnings=True)
        except pikepdf.PasswordError:
            raise _encrypted(name) from None
        encrypted, pages = pdf.is_encrypted, len(pdf.pages)
    if encrypted:
        raise _encrypted(name)
    if not 1 <= pages <= MOST_PAGES:
        raise refuse(
            f"it has {pages} pages",
            where=name,
            expected=f"between 1 and {MOST_PAGES} pages",
            remedy="attach only the pages that the Board needs"
            if pages
            else "save it again as PDF",
        )
    return pdf


def size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page in points, turned as the reader sees it."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    width, height = abs(right - left), abs(top - bottom)
    return (height, width) if page.rotation % 180 else (width, height)


def _is_tagged(pdf: Pdf) -> bool:
    marked = pdf.Root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
    return bool(marked) and Name.StructTreeRoot in pdf.Root


def _encrypted(name: str) -> Refused:
    return refuse(
        "it is encrypted",
        where=name,
        expected="a PDF without a password and without restrictions",
        remedy="save it again without a password or restrictions, or ask whoever made it to",
    )


def _unreadable(name: str) -> Refused:
    return refuse(
        "this is not a PDF, or it is too badly damaged to be read",
        where=name,
        expected="a PDF that opens in an ordinary reader",
        remedy="save it again as PDF, or ask whoever made it to",
    )
