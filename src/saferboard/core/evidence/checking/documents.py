"""A paper of the service made into passages and grids."""

from collections.abc import Iterator

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
from saferboard.core.evidence.checking.source import Cells, Grid, Part, Passage, Place, Source, cut


def read_document(document: Document) -> Source:
    """Every word and table of a paper, by its paragraph numbers."""
    parts: list[Part] = []
    for number, block in numbered(document):
        parts += _parts(block, "" if number is None else str(number))
    pictures = sum(isinstance(block, Picture) for block in document.blocks)
    return Source(tuple(parts), pictures)


def _parts(block: Block, number: str) -> Iterator[Part]:
    match block:
        case Heading():
            yield _passage(block.text, "")
        case Paragraph():
            yield _passage(block.text, number)
            yield from _points(block.points, number, 0)
        case Recommendations():
            yield from _points(block.items, number, 0)
        case Table():
            yield from _table(block)
        case Chart():
            yield from _table(block.table)
        case _:
            yield from ()


def _points(points: tuple[Said, ...], number: str, depth: int) -> Iterator[Part]:
    for n, point in enumerate(points):
        here = number + mark(n, depth)
        yield _passage(text_of(point), here, point=True)
        yield from _points(points_of(point), here, depth + 1)


def _table(table: Table) -> Iterator[Part]:
    header = Cells(tuple(column.name for column in table.columns), Place())
    yield _passage(table.caption, "")
    yield Grid((header, *(Cells(tuple(map(cut, row)), Place()) for row in table.rows)))
    if table.note:
        yield _passage(table.note, "")


def _passage(text: str, number: str, *, point: bool = False) -> Passage:
    return Passage(cut(" ".join(text.split())), ((0, Place(paragraph=number)),), point)
