"""A document as pandoc's own tree, so that no text is ever parsed as markup.

Shapes are those of pandoc-types 1.23 in JSON: ``{"t": name, "c": content}``.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from saferboard.core.document.outline import FIGURES_HEADING, stepped, tables_behind_charts
from saferboard.core.document.text import plain
from saferboard.core.document.tree import (
    Chart,
    Contact,
    Document,
    Drawn,
    Heading,
    Paragraph,
    Picture,
    Recommendations,
    Said,
    Table,
    numbered,
    points_of,
    text_of,
)
from saferboard.core.document.widths import fit

API = [1, 23, 1]
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}
_DEPTHS = ("LowerAlpha", "LowerRoman", "UpperAlpha")
_NO_ATTRIBUTES: list[Any] = ["", [], []]
Node = dict[str, Any]


def pandoc_tree(document: Document, picture: Callable[[Drawn], bytes]) -> Node:
    """The whole document; ``picture`` gives a chart as PNG, and a
    picture as it is kept; the tree carries them within it."""
    blocks = list(_blocks(stepped(document), picture))
    tables = tables_behind_charts(document)
    if tables:
        blocks.append(_heading(FIGURES_HEADING, 1))
        blocks.extend(node for table in tables for node in _table(table))
    meta = {"title": document.title, "subtitle": document.body, "date": document.date}
    if document.author:
        meta["author"] = document.author
    said = {key: _node("MetaInlines", _inlines(text)) for key, text in meta.items()}
    said["lang"] = _node("MetaString", document.language)
    return {"pandoc-api-version": API, "meta": said, "blocks": blocks}


def _blocks(document: Document, picture: Callable[[Drawn], bytes]) -> Iterator[Node]:
    run: list[list[Node]] = []
    first = 0
    for number, block in numbered(document):
        if number is not None and not run:
            first = number
        if isinstance(block, Recommendations):
            run.append(_said(block.lead, block.items))
        elif isinstance(block, Paragraph) and block.numbered:
            run.append(_said(block.text, block.points))
        else:
            yield from _list(first, run)
            run = []
            yield from _other(block, picture)
    yield from _list(first, run)


def _other(
    block: Heading | Paragraph | Table | Drawn | Contact, picture: Callable[[Drawn], bytes]
) -> Iterator[Node]:
    match block:
        case Heading():
            yield _heading(block.text, block.level)
        case Paragraph():
            yield from _said(block.text, block.points)
        case Table():
            yield from _table(block)
        case Chart():
            yield from _image(block.title, block.summary, "image/png", picture(block))
        case Picture():
            kind = _KINDS[block.kind]
            yield from _image(block.title, block.alt, kind, picture(block), width="")
        case _:
            yield _styled("Contact Heading", "Officer to contact")
            labelled = (
                block.post,
                block.organisation,
                block.telephone and f"Telephone: {block.telephone}",
                block.email and f"Email: {block.email}",
            )
            yield from (_styled("Contact", line) for line in labelled if line)


def _node(name: str, content: Any) -> Node:
    return {"t": name, "c": content}


def _inlines(text: str) -> list[Node]:
    words = re.split(r"( +)", plain(text))
    return [
        {"t": "Space"} if word.startswith(" ") else _node("Str", word) for word in words if word
    ]


def _heading(text: str, level: int) -> Node:
    return _node("Header", [level, _NO_ATTRIBUTES, _inlines(text)])


def _styled(style: str, text: str, *, strong: bool = False) -> Node:
    attributes = ["", [], [["custom-style", style]]]
    # Without a word in it a paragraph loses its style, and an empty cell grows.
    words = _inlines(text) or [_node("Str", "\u00a0")]
    said = [_node("Strong", words)] if strong else words
    return _node("Div", [attributes, [_node("Para", said)]])


def _said(text: str, points: Sequence[Said]) -> list[Node]:
    return [_node("Para", _inlines(text)), *_points(points, 0)]


def _points(points: Sequence[Said], depth: int) -> list[Node]:
    if not points:
        return []
    kind = [1, {"t": _DEPTHS[min(depth, len(_DEPTHS) - 1)]}, {"t": "TwoParens"}]
    items = [
        [_node("Plain", _inlines(text_of(point))), *_points(points_of(point), depth + 1)]
        for point in points
    ]
    return [_node("OrderedList", [kind, items])]


def _list(first: int, items: list[list[Node]]) -> Iterator[Node]:
    if items:
        kind = [first, {"t": "Decimal"}, {"t": "Period"}]
        yield _node("OrderedList", [kind, items])


def _image(
    title: str, words: str, kind: str, data: bytes, *, width: str = "15.5cm"
) -> Iterator[Node]:
    if title:
        yield _styled("Table Caption", title)
    address = f"data:{kind};base64," + b64encode(data).decode("ascii")
    size = ["", [], [["width", width]] if width else []]
    image = _node("Image", [size, _inlines(words), [address, ""]])
    yield _node("Para", [image])


def _table(table: Table) -> Iterator[Node]:
    fitted = fit(table)
    share = fitted.share / 100 / sum(fitted.columns)
    columns = [
        [{"t": "AlignRight" if column.numeric else "AlignLeft"}, _node("ColWidth", width * share)]
        for column, width in zip(table.columns, fitted.columns, strict=True)
    ]
    style = "Small Table Text" if fitted.points < 9 else "Table Text"
    head = [_NO_ATTRIBUTES, [_row([column.name for column in table.columns], style, strong=True)]]
    # The first column names the row, so its cells are row headers.
    body = [_NO_ATTRIBUTES, 1, [], [_row(row, style) for row in table.rows]]
    caption = [None, [_node("Plain", _inlines(table.caption))]]
    foot: list[Any] = [_NO_ATTRIBUTES, []]
    yield _node("Table", [_NO_ATTRIBUTES, caption, columns, head, [body], foot])
    if table.note:
        yield _styled("Table Note", table.note)


def _row(cells: Sequence[str], style: str, *, strong: bool = False) -> list[Any]:
    default = {"t": "AlignDefault"}
    return [
        _NO_ATTRIBUTES,
        [[_NO_ATTRIBUTES, default, 1, 1, [_styled(style, cell, strong=strong)]] for cell in cells],
    ]
