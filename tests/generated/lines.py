"""The lines of a made-up text, each with what it is, so that dirt falls where dirt falls."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a line is."""

    BLANK = "blank"
    COVER = "cover"
    AGENDA = "agenda"
    LABEL = "label"  # a heading of a group, or a word that layouts hang on: left as it is
    NAME = "name"
    TITLE = "title"  # of a minute: its number can get lost
    PROSE = "prose"
    POINT = "point"
    WORD = "word"  # RESOLVED on a line of its own, over outcomes that begin with "That"
    OUTCOME = "outcome"
    ROW = "row"  # cells by tabs
    HEADING = "heading"  # of a paper
    CELL = "cell"  # a whole item in a row
    STAMP = "stamp"  # of a page


@dataclass(frozen=True, slots=True)
class Made:
    """A line. ``owner`` is the number of the minute that it belongs to."""

    text: str
    kind: Kind = Kind.PROSE
    owner: int = 0


BLANK = Made("", Kind.BLANK)


@dataclass(frozen=True, slots=True)
class Lost:
    """What nobody can read any more: numbers of minutes, and words over outcomes, by minute."""

    numbers: frozenset[int] = frozenset()
    verbs: frozenset[int] = frozenset()


def spaced(lines: Iterable[Made]) -> list[Made]:
    """Each line with an empty one after it."""
    return [one for line in lines for one in (line, BLANK)]


def owned(lines: Iterable[Made], owner: int) -> list[Made]:
    """Lines of one minute."""
    return [replace(line, owner=owner) for line in lines]


def text_of(lines: Iterable[Made]) -> str:
    """As a file holds them."""
    return "\n".join(line.text for line in lines)
