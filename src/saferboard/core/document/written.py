"""Text as people type it into a page, made into paragraphs and points."""

import re

from saferboard.core.document.text import plain
from saferboard.core.document.tree import Nested, Paragraph, Said

_DASH = re.compile(r"^([ \t]*)[-\u2013\u2014\u2022*]\s+(?=\S)")
_LETTERED = re.compile(r"^(?:[-\u2013\u2014\u2022*]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+(?=\S)")
_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """An empty line ends a paragraph; lines that begin with a dash are the points under it.

    A dash further to the right makes a point of the point above. Points that stand under no
    paragraph are paragraphs themselves.
    """
    found: list[Paragraph] = []
    open_ = False
    for line in _BREAKS.sub("\n", text).split("\n"):
        dash = _DASH.match(line)
        said = plain(line[dash.end() :] if dash else line)
        if not said:
            open_ = False
        elif dash and found:
            found[-1] = _with_point(found[-1], said, deep=len(dash[1].expandtabs()) > 1)
            open_ = False
        elif open_:
            found[-1] = Paragraph(f"{found[-1].text} {said}")
        else:
            found.append(Paragraph(said))
            open_ = not dash
    return tuple(found)


def lines(text: str) -> tuple[str, ...]:
    """One thing a line, freed of the dash or letter it may begin with."""
    said = (plain(line) for line in _BREAKS.sub("\n", text).split("\n"))
    return tuple(_LETTERED.sub("", line) for line in said if line)


def _with_point(paragraph: Paragraph, said: str, *, deep: bool) -> Paragraph:
    points: tuple[Said, ...] = paragraph.points
    if deep and points:
        above = points[-1]
        under = above.points if isinstance(above, Nested) else ()
        text = above.text if isinstance(above, Nested) else above
        return Paragraph(paragraph.text, (*points[:-1], Nested(text, (*under, said))))
    return Paragraph(paragraph.text, (*points, said))
