"""A pack's own pages as Typst source: one small file a paper, so that setting it again is quick.

Page numbers are written out from the layout. A source is set once to measure it and once more
with the true numbers; only what changed is worked out anew.
"""

from collections.abc import Callable, Sequence

from saferboard.core.board.pack import (
    Attached,
    Layout,
    Length,
    Pack,
    Stamp,
    agenda_sheet,
    divider_sheet,
)
from saferboard.core.document.text import typst_string
from saferboard.core.document.tree import Drawn
from saferboard.core.document.typst import MAIN, STYLE_FILE, call, show_rule, to_fragment

EDGES = "edges"
"""The label under which Typst tells the first and last page of every part, agenda first."""

_IMPORT = f'#import "{STYLE_FILE}": *\n'


def pack_sources(
    pack: Pack, layout: Layout, tagged: Sequence[bool], charts: Callable[[Drawn], str]
) -> dict[str, str]:
    """Typst sources by file name: the agenda, the papers, then the blank pages.

    ``tagged`` says of each paper whether, if it is an attached file, it has tags.
    """
    sheets = [agenda_sheet(pack, layout)]
    for (_, paper), placed, is_tagged in zip(pack.papers, layout.papers, tagged, strict=True):
        if isinstance(paper, Attached):
            pages = placed.length.attached
            sheets.append(divider_sheet(pack, paper, pages, tagged=is_tagged))
        else:
            sheets.append(paper)
    marks = ["", *(item.mark for item, _ in pack.papers)]
    sources = {
        f"part-{n}.typ": _IMPORT + to_fragment(sheet, charts, level=2, mark=mark)
        for n, (sheet, mark) in enumerate(zip(sheets, marks, strict=True))
    }
    running = typst_string(f"{pack.meeting.body}, {pack.meeting.day}")
    look = show_rule("look", title=pack.title, author=pack.meeting.body, language=pack.language)
    lines = [_IMPORT + look]
    for n, (placed, mark) in enumerate(zip((layout.agenda, *layout.papers), marks, strict=True)):
        part = (str(placed.first), running, typst_string(mark), f'include "part-{n}.typ"')
        lines.append(call("part", *part))
    # Blank pages come last, to be moved into place when bound: a page put in between would shift
    # all that follows, and have it set anew.
    lines.extend(call("blank", str(number)) for number in layout.blank_pages)
    return sources | {MAIN: "\n".join(lines) + "\n"}


def measured(edges: Sequence[int], attached: Sequence[int]) -> tuple[int, list[Length]]:
    """Pages of the agenda, and the length of each paper, from what Typst tells under ``EDGES``.

    ``attached`` are the pages of the file behind each paper, none for our own.
    """
    own = [last - first + 1 for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return own[0], [Length(o, a) for o, a in zip(own[1:], attached, strict=True)]


def stamp_source(stamps: Sequence[Stamp], sizes: Sequence[tuple[float, float]]) -> str:
    """Strips to add to attached pages: each stamp on a strip of that width and height (points)."""
    lines = [
        call("stamp", f"{width}pt", f"{height}pt", typst_string(stamp.mark), str(stamp.page))
        for stamp, (width, height) in zip(stamps, sizes, strict=True)
    ]
    return "\n".join([_IMPORT + show_rule("look", language="en"), *lines]) + "\n"
