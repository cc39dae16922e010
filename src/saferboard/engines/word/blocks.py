"""A document's blocks out of pandoc's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from saferboard.core.document.findings import Finding
from saferboard.core.document.text import plain
from saferboard.core.document.tree import (
    Block,
    Heading,
    Nested,
    Paragraph,
    Picture,
    Said,
    Table,
)
from saferboard.core.faults import refuse
from saferboard.engines.pictures import kind_of
from saferboard.engines.word.inlines import Node, Words, words
from saferboard.engines.word.tables import Cell, read_table

NOTES = "Notes"
_TYPED_NUMBER = re.compile(r"^\d{1,3}(?:\.|\))\s+(?=\S)")
_CAPTION, _TABLE_NOTE = ("caption", "image caption"), "table note"
_LISTS = ("BulletList", "OrderedList")
_TEXTS = ("Para", "Plain")


class Reading:
    """Goes through pandoc's blocks once; what it makes of them is in ``found``."""

    def __init__(self, name: str, media: Mapping[str, bytes], blocks: Sequence[Node]) -> None:
        self.found: list[Block] = []
        self.findings: list[Finding] = []
        self.pictures: dict[str, bytes] = {}
        self._name, self._media = name, media
        self._notes: list[str] = []
        self._caption = ""
        self._comments = 0
        self._tables = 0
        self._has_numbers = any(_is_numbered(block) for block in _flat(blocks))
        self._blocks(blocks)
        self._finish()

    def title(self, meta: Mapping[str, Any]) -> str:
        """The title that stands at the head of the file, if one does."""
        said = meta.get("title", {})
        return self._words(said["c"]).text if said.get("t") == "MetaInlines" else ""

    def _finish(self) -> None:
        self._flush_caption()
        if self._notes:
            self.found.append(Heading(NOTES))
            self.found += [
                Paragraph(f"[{n}] {note}", numbered=False) for n, note in enumerate(self._notes, 1)
            ]
        if self._comments:
            many = "comment was" if self._comments == 1 else "comments were"
            self.findings.insert(
                0,
                Finding(
                    f"{self._comments} {many} left out",
                    "nothing need be done, unless a comment should have been part of the paper",
                ),
            )

    def _blocks(self, blocks: Sequence[Node], style: str = "") -> None:
        for block in blocks:
            kind: str = block["t"]
            content: Any = block.get("c")
            match kind:
                case "Header":
                    self._heading(content)
                case "Para" | "Plain":
                    self._paragraph(content, style)
                case "BulletList" | "OrderedList":
                    self._list(block)
                case "Table":
                    self._table(content)
                case "Figure":
                    self._figure(content)
                case "Div":
                    self._blocks(content[1], _style(content[0]) or style)
                case "BlockQuote":
                    self._blocks(content, style)
                case _:
                    self._other(kind, content)

    def _other(self, kind: str, content: Any) -> None:
        if kind == "LineBlock":
            for line in content:
                self._paragraph(line, "")
        elif kind == "CodeBlock":
            self._say(Words(content[1]))
        elif kind == "DefinitionList":
            for term, meanings in content:
                self._paragraph(term, "")
                for meaning in meanings:
                    self._blocks(meaning)

    def _heading(self, content: Any) -> None:
        self._flush_caption()
        said = self._words(content[2])
        if said.text:
            self.found.append(Heading(said.text, content[0]))
        self._images(said)

    def _paragraph(self, inlines: Sequence[Node], style: str) -> None:
        said = self._words(inlines)
        if said.text and style == _TABLE_NOTE and self.found and isinstance(self.found[-1], Table):
            note = " ".join(part for part in (self.found[-1].note, said.text) if part)
            self.found[-1] = replace(self.found[-1], note=note)
        elif said.text and style in (*_CAPTION, "table caption"):
            self._flush_caption()
            self._caption = said.text
        else:
            self._flush_caption(unless=bool(said.images) and not said.text)
            if said.text and _is_bold(inlines) and len(said.text) < 80:
                self.findings.append(
                    Finding(
                        f"“{said.text}” looks like a heading but is set as bold text",
                        "give it a heading style in Word, so that readers can go to it",
                        len(self.found),
                    )
                )
            self._say(said)
            self._images(said)

    def _say(self, said: Words) -> None:
        if not said.text:
            return
        typed = _TYPED_NUMBER.match(said.text)
        if typed:
            self.found.append(Paragraph(said.text[typed.end() :]))
        else:
            self.found.append(Paragraph(said.text, numbered=not self._has_numbers))

    def _list(self, block: Node) -> None:
        self._flush_caption()
        items = block["c"][1] if block["t"] == "OrderedList" else block["c"]
        above = self.found[-1] if self.found else None
        points = not _is_numbered(block) and isinstance(above, Paragraph)
        for item in items:
            before = len(self.found)
            text, under, after = self._item(item)
            if points and isinstance(above, Paragraph):
                point: Said = Nested(text, under) if under else text
                above = replace(above, points=(*above.points, point))
                self.found[before - 1] = above
                self._blocks(after)
                points = len(self.found) == before
            else:
                if text:
                    self.found.append(Paragraph(text, under))
                self._after(after)

    def _after(self, blocks: Sequence[Node]) -> None:
        """What follows in a numbered paragraph's item: text without a number, tables, pictures."""
        before = self._has_numbers
        self._has_numbers = True
        self._blocks(blocks)
        self._has_numbers = before

    def _item(self, blocks: Sequence[Node]) -> tuple[str, tuple[Said, ...], list[Node]]:
        """The words of an item, the points under it, and what can be neither."""
        text, points, after = "", list[Said](), list[Node]()
        for block in _flat(blocks):
            if block["t"] in _TEXTS and not text:
                said = self._words(block["c"])
                text = said.text
                self._images(said)
            elif block["t"] in _LISTS:
                items = block["c"][1] if block["t"] == "OrderedList" else block["c"]
                for item in items:
                    inner, under, rest = self._item(item)
                    points.append(Nested(inner, under) if under else inner)
                    after += rest
            else:
                after.append(block)
        return text, tuple(points), after

    def _table(self, content: Any) -> None:
        self._tables += 1
        caption = self._caption or self._text(content[1][1])
        self._caption = ""
        read = read_table(content, self._cell, caption or f"Table {self._tables}")
        here = len(self.found)
        if read.table is None:
            for cell in read.loose:
                self._blocks(cell)
            return
        if not caption:
            remedy = "give it a caption in Word (References, Insert Caption)"
            self.findings.append(Finding("The table has no caption", remedy, here))
        self.findings += [Finding(what, remedy, here) for what, remedy in read.findings]
        self.found.append(read.table)
        for image in read.images:
            self._image(image)

    def _cell(self, blocks: Sequence[Node]) -> Cell:
        said = [self._words(b["c"]) for b in _texts_in(blocks)]
        return Cell(plain(" ".join(s.text for s in said)), [i for s in said for i in s.images])

    def _figure(self, content: Any) -> None:
        caption = self._text(content[1][1])
        before = len(self.found)
        self._blocks(content[2])
        for n in range(before, len(self.found)):
            block = self.found[n]
            if isinstance(block, Picture):
                alt = "" if block.alt == caption else block.alt
                self.found[n] = replace(block, title=caption, alt=alt)

    def _images(self, said: Words) -> None:
        for image in said.images:
            self._image(image)

    def _image(self, image: Node) -> None:
        target = str(image["target"]).lstrip("/")
        data = self._media.get(target) or self._media.get(f"word/{target}")
        kind = kind_of(data) if data else ""
        if data is None or not kind:
            raise refuse(
                "it holds a picture of a kind that cannot be shown on a page",
                where=self._where(),
                expected="pictures in PNG, JPEG or GIF, of ordinary size",
                remedy="in Word cut the picture, paste it as PNG (Paste Special), and save",
            )
        sha = sha256(data).hexdigest()
        self.pictures[sha] = data
        self.found.append(Picture(sha, kind, image["alt"], self._caption))
        self._caption = ""

    def _flush_caption(self, *, unless: bool = False) -> None:
        """A caption with nothing after it belongs to the picture before it, or is a paragraph."""
        if not self._caption or unless:
            return
        last = self.found[-1] if self.found else None
        if isinstance(last, Picture) and not last.title:
            self.found[-1] = replace(last, title=self._caption)
        else:
            self.found.append(Paragraph(self._caption, numbered=not self._has_numbers))
        self._caption = ""

    def _text(self, blocks: Sequence[Node]) -> str:
        return plain(" ".join(self._words(b["c"]).text for b in _texts_in(blocks)))

    def _words(self, inlines: Sequence[Node]) -> Words:
        said = words(inlines, len(self._notes) + 1)
        if said.change:
            raise refuse(
                f"it holds tracked changes: {said.change}",
                where=self._where(),
                expected="a document in which every change is accepted or rejected",
                remedy="in Word go to Review, accept or reject all changes, and save it again",
            )
        self._comments += said.comments
        for note in said.notes:
            # Its place is held while its own words are read.
            self._notes.append("")
            self._notes[-1] = self._text(note)
        return said

    def _where(self) -> str:
        """The file, and the last heading before here."""
        under = next((b.text for b in reversed(self.found) if isinstance(b, Heading)), "")
        return f"{self._name}: under “{under}”" if under else f"{self._name}: before any heading"


def _style(attributes: Any) -> str:
    return next((value.lower() for key, value in attributes[2] if key == "custom-style"), "")


def _flat(blocks: Sequence[Node]) -> list[Node]:
    """The blocks without the boxes that only say their style."""
    found: list[Node] = []
    for block in blocks:
        found += _flat(block["c"][1]) if block["t"] == "Div" else [block]
    return found


def _texts_in(blocks: Sequence[Node]) -> list[Node]:
    """Every paragraph in blocks, however deep in lists, quotations and tables."""
    found: list[Node] = []
    for block in _flat(blocks):
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in _TEXTS:
            found.append(block)
        elif kind == "Header":
            found.append({"t": "Para", "c": content[2]})
        elif kind in _LISTS:
            for item in content[1] if kind == "OrderedList" else content:
                found += _texts_in(item)
        elif kind == "BlockQuote":
            found += _texts_in(content)
        elif kind == "Table":
            rows = [*content[3][1], *(row for body in content[4] for row in (*body[2], *body[3]))]
            found += [text for row in rows for cell in row[1] for text in _texts_in(cell[4])]
    return found


def _is_numbered(block: Node) -> bool:
    return block["t"] == "OrderedList" and block["c"][0][1]["t"] in ("Decimal", "DefaultStyle")


def _is_bold(inlines: Sequence[Node]) -> bool:
    return bool(inlines) and all(node["t"] in ("Strong", "Space") for node in inlines)
