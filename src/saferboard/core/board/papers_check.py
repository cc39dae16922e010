"""The paper check: what an author should put right, beside the place where it stands."""

import re
from collections.abc import Iterator

from saferboard.core.document.findings import Finding
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
    points_of,
    text_of,
)

_CAPITALS = (
    "UK NHS BBC PDF CSV TV ID IT GP MP MPS HM VAT OK AM PM COVID HMP CC "
    "II III IV VI VII VIII IX XI XII"
)
KNOWN = frozenset(_CAPITALS.split())
"""Capitals that every reader knows, and Roman numerals."""

_ACRONYM = re.compile(r"\b([A-Z]{2,7})s?\b")
_ADDRESS = re.compile(r"\S*(?:://|@)\S*")


def check(document: Document) -> tuple[Finding, ...]:
    """Everything found, in the order of the blocks; what concerns the whole comes first."""
    found = [*_headings(document), *_pictures(document), *_acronyms(document)]
    found.sort(key=lambda finding: -1 if finding.block is None else finding.block)
    return (*_whole(document), *found)


def _whole(document: Document) -> Iterator[Finding]:
    if not document.blocks:
        yield Finding("The paper says nothing yet", "write at least one section", must=True)
    elif not any(isinstance(block, Recommendations) for block in document.blocks):
        yield Finding(
            "There is no recommendation",
            "say what the Board is asked to note, agree or decide",
        )


def _headings(document: Document) -> Iterator[Finding]:
    level = 0
    blocks = document.blocks
    for n, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            yield Finding(
                f"The heading “{block.text}” skips a level",
                f"make it a heading of level {level + 1}",
                n,
            )
        level = block.level
        following = blocks[n + 1] if n + 1 < len(blocks) else Heading("", 0)
        if isinstance(following, Heading) and following.level <= block.level:
            yield Finding(
                f"Nothing stands under the heading “{block.text}”",
                "write the section, or take the heading out",
                n,
            )


def _pictures(document: Document) -> Iterator[Finding]:
    for n, block in enumerate(document.blocks):
        if isinstance(block, Picture) and not block.alt.strip():
            yield Finding(
                "The picture has no words for those who cannot see it",
                "say in a sentence what it shows",
                n,
                must=True,
            )


def _acronyms(document: Document) -> Iterator[Finding]:
    texts = [" ".join(_texts(block)) for block in document.blocks]
    told = set(KNOWN)
    # An author may spell it out after, or in another section: once is enough.
    told.update(re.findall(r"\(([A-Z]{2,7})s?\)", " ".join([document.title, *texts])))
    for n, text in enumerate(texts):
        for acronym in _ACRONYM.findall(_ADDRESS.sub(" ", text)):
            if acronym not in told and not _shouted(acronym, text):
                told.add(acronym)
                yield Finding(
                    f"{acronym} is never spelled out",
                    f"write it in full where it first stands, followed by ({acronym})",
                    n,
                )


def _shouted(acronym: str, text: str) -> bool:
    """A heading or name all in capitals holds no acronyms."""
    words = [word for word in re.findall(r"[A-Za-z]{2,}", text) if word != acronym]
    return bool(words) and all(word.isupper() for word in words)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield block.text
            yield from _points(block.points)
        case Recommendations():
            yield from _points(block.items)
        case Table():
            yield block.caption
            yield from (column.name for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
            yield block.note
        case Chart() | Picture():
            yield block.title
        case _:
            yield from ()


def _points(points: tuple[Said, ...]) -> Iterator[str]:
    for point in points:
        yield text_of(point)
        yield from _points(points_of(point))
