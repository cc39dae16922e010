"""A paper as the check reads it: passages of prose and grids of cells, each with its place."""

import re
from bisect import bisect_right
from dataclasses import dataclass

WORD = 120  # no word is longer; an address, or rubbish, is cut, so that no pattern runs away
_LONG = re.compile(rf"(\S{{{WORD}}})\S+")


def cut(text: str) -> str:
    """The text with everything that is too long for a word cut off."""
    return _LONG.sub(r"\1…", text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; whatever the kind of file can tell."""

    page: int | None = None
    paragraph: str = ""
    line: int | None = None

    @property
    def words(self) -> str:
        """``page 3, paragraph 9, line 238``; ``the paper`` where nothing is known."""
        parts = (
            ("page", self.page),
            ("paragraph", self.paragraph),
            ("line", self.line),
        )
        return ", ".join(f"{name} {value}" for name, value in parts if value) or "the paper"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file before it is made into passages."""

    text: str
    number: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of prose. ``starts`` gives the place of each line that it was joined from.

    A ``point`` stands under the passage before it.
    """

    text: str
    starts: tuple[tuple[int, Place], ...]
    point: bool = False

    def at(self, offset: int) -> Place:
        """The place of a character."""
        found = bisect_right([start for start, _ in self.starts], offset) - 1
        return self.starts[max(found, 0)][1]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a grid."""

    texts: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands, its header among its rows."""

    rows: tuple[Cells, ...]


Part = Passage | Grid


@dataclass(frozen=True, slots=True)
class Source:
    """A paper: its parts in order, and how many pictures and empty pages no check can read."""

    parts: tuple[Part, ...]
    unread: int = 0
