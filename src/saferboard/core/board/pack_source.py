"""A pack's own pages as Typst sources: one a part, so that a part whose source is the same is kept.

Page numbers are written out from the layout, so a source says all that its pages show.
"""

from collections.abc import Callable, Sequence

from saferboard.core.board.pack import Attached, Pack, Stamp
from saferboard.core.board.pack_sheets import divider_sheet
from saferboard.core.document.text import typst_string
from saferboard.core.document.tree import Document, Drawn
from saferboard.core.document.typst import MAIN, STYLE_FILE, call, show_rule, to_fragment

PART = "part.typ"
_IMPORT = f'#import "{STYLE_FILE}": *\n'


def part_sources(
    pack: Pack, sheet: Document, first: int, mark: str, charts: Callable[[Drawn], str]
) -> dict[str, str]:
    """Typst sources, by file name, of one sheet or paper whose first page prints ``first``."""
    running = typst_string(f"{pack.meeting.body}, {pack.meeting.day}")
    part = (str(first), running, typst_string(mark), f'include "{PART}"')
    title = f"{mark}: {sheet.title}" if mark else pack.title
    return {
        MAIN: _opened(pack, title) + call("part", *part) + "\n",
        PART: _IMPORT + to_fragment(sheet, charts, level=2, mark=mark),
    }


def paper_sheet(pack: Pack, paper: Document | Attached, pages: int, *, tagged: bool) -> Document:
    """What we set of a paper: all of our own, the divider before somebody else's ``pages``."""
    if isinstance(paper, Attached):
        return divider_sheet(pack, paper, pages, tagged=tagged)
    return paper


def blank_source(pack: Pack, number: int) -> str:
    """The left-hand page before a paper that starts on a right-hand one."""
    return _opened(pack, pack.title) + call("blank", str(number)) + "\n"


def stamp_source(stamps: Sequence[Stamp], sizes: Sequence[tuple[float, float]]) -> str:
    """Strips to add to attached pages: each stamp on a strip of that width and height (points)."""
    lines = [
        call("stamp", f"{width}pt", f"{height}pt", typst_string(stamp.mark), str(stamp.page))
        for stamp, (width, height) in zip(stamps, sizes, strict=True)
    ]
    return "\n".join([_IMPORT + show_rule("look", language="en"), *lines]) + "\n"


def _opened(pack: Pack, title: str) -> str:
    rule = show_rule("look", title=title, author=pack.meeting.body, language=pack.language)
    return f"{_IMPORT}{rule}\n"
