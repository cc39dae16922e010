"""Lines of text or Markdown made into passages and grids."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from saferboard.core.evidence.checking.source import (
    Cells,
    Grid,
    Line,
    Part,
    Passage,
    Place,
    Source,
    cut,
)

LONG = 60  # a shorter line is a heading, an address or a name: it does not run on

_NOTE = re.compile(r"<sup>\s*\d+\s*</sup>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\]\[]{0,500})\]\([^()]{0,500}\)")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_RULE = re.compile(r"^(?=[^-]*--)[\s|:\-]+$")
_BULLET = re.compile(r"^\s*[-•*–\u00b7\uf0b7]\s+")
_NUMBERED = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,2})*)[.)](?:\s+|(?=[A-Z]))")
_LETTERED = re.compile(r"^\s*(\([a-z]{1,4}\)|[a-z]\)|[ivx]{1,4}[.)])\s+")
_MARK_ALONE = re.compile(r"^(?:\(?[A-Za-z0-9.]{1,4}[.)]|[-•*–\u00b7\uf0b7])$")
_BREAKS = re.compile(r"\r\n?|\n")


def read_text(text: str) -> Source:
    """Plain text or Markdown; a form feed begins a page."""
    return read_lines(_numbered(text))


def _numbered(text: str) -> Iterator[Line]:
    page = 1 if "\f" in text else None
    for number, line in enumerate(_BREAKS.split(text), start=1):
        first, *more = line.split("\f")
        yield Line(first, number, page)
        for rest in more:
            page = (page or 0) + 1
            yield Line("", number, page)
            yield Line(rest, number, page)


def read_lines(lines: Iterable[Line], unread: int = 0) -> Source:
    """Lines in order: rows of cells (split by tabs or bars) become grids, the rest passages."""
    reading = _Reading()
    for line in lines:
        reading.take(line)
    reading.shut()
    return Source(tuple(reading.parts), unread)


def cells_of(text: str) -> tuple[str, ...] | None:
    """The cells of a line that is a table's row; None for prose."""
    if text.strip().startswith("|") and text.strip().endswith("|") and text.count("|") > 2:
        return tuple(clean(cell) for cell in text.strip()[1:-1].split("|"))
    if "\t" not in text.strip():
        return None
    cells = tuple(clean(cell) for cell in text.split("\t"))
    held = [cell for cell in cells if cell]
    if len(held) == 2 and _MARK_ALONE.match(held[0]):
        return None
    return cells


def clean(text: str) -> str:
    """The words without markup."""
    bare = _EMPHASIS.sub("", _LINK.sub(r"\1", _TAG.sub(" ", _NOTE.sub("", text.replace("\\", "")))))
    return " ".join(bare.split())


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.point = False
        self.rows: list[Cells] = []
        self.text = ""
        self.starts: list[tuple[int, Place]] = []
        self.blank = True
        self.paragraph = ""

    def take(self, line: Line) -> None:
        """One more line."""
        line = replace(line, text=cut(line.text))
        if _RULE.match(line.text):
            return
        cells = cells_of(line.text)
        if cells is not None:
            self._end_passage()
            self.rows.append(Cells(cells, Place(line.page, "", line.number)))
        elif not line.text.strip():
            self.blank = True
        else:
            self._prose(line)

    def shut(self) -> None:
        """Nothing more comes."""
        self._end_passage()
        self._end_grid()

    def _prose(self, line: Line) -> None:
        self._end_grid()
        marked, text = self._unmarked(line.text)
        if not text:
            return
        if marked or not self._runs_on(text):
            self.paragraph = self.paragraph if marked else ""
            self._end_passage()
            self.point = marked == "point"
        if self.text:
            self.text += " "
        self.starts.append((len(self.text), Place(line.page, self.paragraph, line.number)))
        self.text += text
        self.blank = False

    def _unmarked(self, text: str) -> tuple[str, str]:
        """What the line begins ("point", "paragraph" or nothing), and its words without mark."""
        bare = _HEADING.sub("", text)
        heading = bare != text
        bare = re.sub(r"^\s*[*_]+(?=\s*\d+\.)", "", bare)
        bulleted = _BULLET.sub("", bare)
        marked = "paragraph" if heading else "point" if bulleted != bare else ""
        number, letter = _NUMBERED.match(bulleted), _LETTERED.match(bulleted)
        if number:
            self.paragraph, marked = number[1], "paragraph"
            bulleted = bulleted[number.end() :]
        elif letter:
            self.paragraph = self.paragraph.partition("(")[0] + "(" + letter[1].strip("().") + ")"
            marked = "point"
            bulleted = bulleted[letter.end() :]
        elif heading:
            self.paragraph = ""
        return marked, clean(bulleted)

    def _runs_on(self, text: str) -> bool:
        """Whether these words go on with the passage: wrapped, or broken by a page."""
        if len(self.text) < LONG:
            return False
        if not self.blank:
            return True
        return text[0].islower() and self.text[-1] not in ".!?:;"

    def _end_passage(self) -> None:
        if self.text:
            self.parts.append(Passage(self.text, tuple(self.starts), self.point))
        self.text, self.starts, self.blank = "", [], True

    def _end_grid(self) -> None:
        if self.rows:
            self.parts.append(Grid(tuple(self.rows)))
        self.rows = []
