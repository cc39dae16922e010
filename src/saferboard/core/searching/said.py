"""What a document says, piece by piece as it is searched, and on which page each piece stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from saferboard.core.document.tree import (
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Picture,
    Recommendations,
    Said,
    Table,
    mark,
    numbered,
    points_of,
    text_of,
)
from saferboard.core.searching.words import words

ENOUGH = 60  # letters by which a piece is told on its page


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a heading, a row of a table; ``anchor`` is its id on the page that shows it.

    ``under`` is the heading that it stands under; a heading stands under itself.
    """

    text: str
    anchor: str = ""
    under: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it says no more than its heading."""
        return bool(self.under) and self.text == self.under


def pieces(document: Document) -> Iterator[Piece]:
    """Everything that a document says. What has no id of its own has that of its section."""
    section, under = 0, ""
    for number, block in numbered(document):
        if isinstance(block, Heading):
            section, under = section + 1, block.text
        held = f"section-{section}" if section else ""
        for text in _texts(block):
            if text:
                yield Piece(text, f"paragraph-{number}" if number else held, under)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield " ".join([block.text, *_points(block.points, 0)])
        case Recommendations():
            yield " ".join([block.lead, *_points(block.items, 0)])
        case Table():
            yield from _rows(block)
        case Chart():
            yield f"{block.title}: {block.summary}"
        case Picture():
            yield block.alt
        case _:
            yield ", ".join(part for part in (block.post, block.organisation) if part)


def _points(points: Sequence[Said], depth: int) -> Iterator[str]:
    for index, point in enumerate(points):
        yield f"{mark(index, depth)} {text_of(point)}"
        yield from _points(points_of(point), depth + 1)


def _rows(table: Table) -> Iterator[str]:
    """Each row by itself, led by what the table shows."""
    for row in table.rows:
        yield f"{table.caption}: " + "; ".join(filter(None, row))
    if table.note:
        yield table.note


def placed(said: Iterable[str], pages: Sequence[str], first: int) -> list[int]:
    """The page of each text, which stand in order on these pages, the ``first`` of that number.

    A text is looked for from the page of the last one on. One that is not found, as it is drawn or
    cut in two by the foot of a page, stands where the last one stood.
    """
    plain = [_letters(page) for page in pages]
    here = 0
    found = []
    for text in said:
        wanted = _letters(text)[:ENOUGH]
        later = (n for n in range(here, len(plain)) if wanted and wanted in plain[n])
        here = next(later, here)
        found.append(first + here)
    return found


def _letters(text: str) -> str:
    return "".join(word.folded for word in words(text))
