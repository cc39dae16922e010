"""PDFs that other people made: looked over before they are let into a pack."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from saferboard.core.faults import Refused, refuse

MOST_PAGES = 2000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an attached PDF. Sizes are in points, as the reader sees the page."""

    pages: int
    sizes: tuple[tuple[float, float], ...]
    tagged: bool
    repaired: bool


def look_over(data: bytes, *, name: str) -> Facts:
    """Page count, sizes, and whether it is tagged. Refused if it cannot be put into a pack."""
    with opened(data, name=name) as pdf:
        return Facts(
            pages=len(pdf.pages),
            sizes=tuple(size(page) for page in pdf.pages),
            tagged=_is_tagged(pdf),
            repaired=bool(pdf.get_warnings()),
        )


def opened(data: bytes, *, name: str) -> Pdf:
    """The PDF, repaired where it can be; refused if encrypted, empty or beyond repair."""
    try:
        # Warnings of damage are asked for afterwards, and not printed.
        pdf = Pdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _encrypted(name) from None
    except pikepdf.PdfError:
        raise refuse(
            "this is not a PDF, or it is too badly damaged to be read",
            where=name,
            expected="a PDF that opens in an ordinary reader",
            remedy="ask the supplier to save it again as PDF",
        ) from None
    if pdf.is_encrypted:
        raise _encrypted(name)
    if not 1 <= len(pdf.pages) <= MOST_PAGES:
        raise refuse(
            f"it has {len(pdf.pages)} pages",
            where=name,
            expected=f"between 1 and {MOST_PAGES} pages",
            remedy="attach only the pages that the Board needs",
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
        remedy="ask the supplier for a copy saved without security",
    )
