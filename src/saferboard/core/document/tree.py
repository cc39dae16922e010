"""A document as a tree of what it says. HTML, Typst (PDF) and DOCX are renderings of it.

Texts are plain: a renderer escapes them. Paragraph numbers are never stored, so that moving a
paragraph cannot leave a wrong number behind: every renderer takes them from ``numbered``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is a section of the document, below its title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Nested:
    """A point with points of its own: (a) has (i), and (i) has (A)."""

    text: str
    points: "tuple[Said, ...]"


Said = str | Nested
"""A point under a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, numbered through the whole document, with lettered points under it."""

    text: str
    points: tuple[Said, ...] = ()
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; figures are set to the right."""

    name: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts. The first column names the row; ``note`` stands below."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


class Mark(StrEnum):
    """How a chart is drawn."""

    LINE = "line"
    BAR = "bar"
    FUNNEL = "funnel"


PointSign = Literal["", "better", "worse", "change"]
LevelKind = Literal["", "trigger", "target", "threshold"]


@dataclass(frozen=True, slots=True)
class Point:
    """One mark: where along the chart (a month as 2021-04, or a name), how high, and its limits.

    In a funnel ``at`` is a place's name and ``along`` how big it is. ``sign`` marks a point that
    is more than chance, and whether it is good news.
    """

    at: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    highlighted: bool = False
    along: float | None = None
    sign: PointSign = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together under one name. In a funnel the first are the places."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A straight line across the chart: a trigger, a target, a regional average."""

    name: str
    value: float
    kind: LevelKind = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """Lines to read the points by: a centre with its limits, or the near limits alone."""

    kind: Literal["limits", "near"]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened at one place along the chart; ``begins`` draws a line: things begin anew."""

    at: str
    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures: ``summary`` says in words what it shows, ``table`` holds its data.

    ``along`` is what the axis along the bottom says, where it holds numbers.
    """

    title: str
    summary: str
    mark: Mark
    unit: str
    series: tuple[Series, ...]
    table: Table
    levels: tuple[Level, ...] = ()
    along: str = ""
    guides: tuple[Guide, ...] = ()
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, kept elsewhere under the SHA-256 of its bytes. ``alt`` says in words what it shows.

    ``kind`` is the ending of its file: png, jpg, gif or svg.
    """

    sha: str
    kind: str
    alt: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Recommendations:
    """What the Board is asked to do: a numbered paragraph with lettered items."""

    items: tuple[Said, ...]
    lead: str = "It is recommended that the Board:"


@dataclass(frozen=True, slots=True)
class Contact:
    """The officer to contact: a post, not a person."""

    post: str
    organisation: str
    telephone: str = ""
    email: str = ""


Drawn = Chart | Picture
"""What is shown as a picture, by whoever can draw it or holds its file."""

Block = Heading | Paragraph | Table | Chart | Picture | Recommendations | Contact


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: who it is for, when, what it is called, and what it says."""

    title: str
    body: str
    date: str
    blocks: tuple[Block, ...]
    author: str = ""
    language: str = "en-GB"


def numbered(document: Document) -> Iterator[tuple[int | None, Block]]:
    """Every block with its paragraph number; None for what carries no number."""
    number = 0
    for block in document.blocks:
        if isinstance(block, Recommendations) or (isinstance(block, Paragraph) and block.numbered):
            number += 1
            yield number, block
        else:
            yield None, block


def letter(index: int) -> str:
    """The letter of a point counted from 0: a to z, then aa, ab."""
    before, last = divmod(index, len(ascii_lowercase))
    return (letter(before - 1) if before else "") + ascii_lowercase[last]


def mark(index: int, depth: int) -> str:
    """The mark of a point counted from 0: (a), within it (i), within that (A)."""
    names = (letter, _roman, lambda n: letter(n).upper())
    return f"({names[min(depth, len(names) - 1)](index)})"


def text_of(said: Said) -> str:
    """The words of a point itself."""
    return said if isinstance(said, str) else said.text


def points_of(said: Said) -> tuple[Said, ...]:
    """The points under a point."""
    return () if isinstance(said, str) else said.points


def _roman(index: int) -> str:
    """i, ii, iii, iv: counted from 0."""
    words, rest = "", index + 1
    for value, numeral in _NUMERALS:
        words += numeral * (rest // value)
        rest %= value
    return words


_NUMERALS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
