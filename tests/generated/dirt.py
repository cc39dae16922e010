"""What years, scanners and programs do to the text of a pack; each kind of it by chance."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from random import Random

from tests.generated.lines import BLANK, Kind, Lost, Made

ALIKE = str.maketrans("aeopcxAEOPCT", "аеорсхАЕОРСТ")  # Latin letters into Cyrillic ones
ENTITIES = {"&": "&amp;", "£": "&pound;", "'": "&#39;", "–": "&ndash;", "%": "&#37;"}
_NUMBER = re.compile(r"(?:#+ )?\d+\. ")
_MARKS = re.compile(r"#+ ")
_LONG = re.compile(r"[a-z]{9,}")


def soiled(
    lines: Iterable[Made], chance: Random, rate: float, *, web: bool = False
) -> tuple[list[Made], Lost]:
    """The lines with dirt on about this share of them, and what got lost for good.

    A web page (``web``) has the foot of its printed pages instead of a pack's stamps.
    """
    found: list[Made] = []
    numbers: set[int] = set()
    verbs: set[int] = set()
    for line in lines:
        if line.kind is Kind.BLANK or chance.random() >= rate:
            found.append(line)
        elif line.kind is Kind.TITLE and chance.random() < 0.4 and _NUMBER.match(line.text):
            numbers.add(line.owner)
            found.append(replace(line, text=_NUMBER.sub("", line.text)))
        elif line.kind is Kind.WORD and chance.random() < 0.5:
            verbs.add(line.owner)
        else:
            dirty = chance.choice(ON[line.kind])(line, chance)
            found += _printed(dirty) if web else dirty
    return found, Lost(frozenset(numbers), frozenset(verbs))


def _printed(lines: Iterable[Made]) -> Iterator[Made]:
    """Lines with what a browser prints at the foot of a page instead of a pack's stamps."""
    address = "https://democracy.northshire.example/ieListDocuments.aspx?CId=116&MId=882&Ver=4"
    stamped = False
    for line in lines:
        if line.kind is not Kind.STAMP:
            yield line
        elif not stamped:
            stamped = True
            yield replace(line, text=f"{address} {len(line.text)}/9")


Dirt = Callable[[Made, Random], Iterator[Made]]


def spaces(line: Made, chance: Random) -> Iterator[Made]:
    """Two spaces, or ones that do not break, instead of one."""
    space = chance.choice(("  ", "\u00a0", "   "))
    yield replace(line, text=line.text.replace(" ", space, chance.randint(1, 4)))


def indented(line: Made, chance: Random) -> Iterator[Made]:
    """Spaces before and after."""
    yield replace(line, text=f"{' ' * chance.randint(1, 5)}{line.text}  ")


def alike(line: Made, chance: Random) -> Iterator[Made]:
    """One word in letters of another alphabet that look the same."""
    words = line.text.split(" ")
    at = chance.randrange(len(words))
    words[at] = words[at].translate(ALIKE)
    yield replace(line, text=" ".join(words))


def zero(line: Made, chance: Random) -> Iterator[Made]:
    """A zero for the letter O, as a scanner reads capitals."""
    yield replace(line, text=line.text.replace("O", "0", 1))


def entities(line: Made, chance: Random) -> Iterator[Made]:
    """Characters as a web page escapes them."""
    text = line.text
    for character, entity in ENTITIES.items():
        text = text.replace(character, entity)
    yield replace(line, text=text)


def bold(line: Made, chance: Random) -> Iterator[Made]:
    """Markdown's marks or a tag about the whole line, behind a heading's own."""
    start, end = chance.choice((("**", "**"), ("*", "*"), ("<b>", "</b>"), ("__", "__")))
    marks = _MARKS.match(line.text)
    before = marks[0] if marks else ""
    yield replace(line, text=f"{before}{start}{line.text[len(before) :]}{end}")


def broken(line: Made, chance: Random) -> Iterator[Made]:
    """One line becomes two."""
    words = line.text.split(" ")
    if len(words) < 4:
        yield line
        return
    at = chance.randint(2, len(words) - 1)
    yield replace(line, text=" ".join(words[:at]))
    yield replace(line, text=" ".join(words[at:]))


def hyphenated(line: Made, chance: Random) -> Iterator[Made]:
    """A long word is broken at the end of a line."""
    words = list(_LONG.finditer(line.text))
    if not words:
        yield line
        return
    word = chance.choice(words)
    at = word.start() + chance.randint(3, len(word[0]) - 3)
    yield replace(line, text=f"{line.text[:at]}-")
    yield replace(line, text=line.text[at:])


def paged(line: Made, chance: Random) -> Iterator[Made]:
    """A page ends within the line, with a number or a stamp, as pages do."""
    first, *rest = broken(line, chance)
    yield first
    if rest:
        yield from (BLANK, *stamps(chance), BLANK)
        yield from rest


def stamped(line: Made, chance: Random) -> Iterator[Made]:
    """A page ends after the line."""
    yield from (line, BLANK, *stamps(chance), BLANK)


def cell_broken(line: Made, chance: Random) -> Iterator[Made]:
    """A line ends within a cell, and with it the row."""
    at = [n for n, letter in enumerate(line.text) if letter == " "]
    if not at:
        yield line
        return
    cut = chance.choice(at)
    yield replace(line, text=line.text[:cut])
    yield replace(line, text=line.text[cut + 1 :])


def stamps(chance: Random) -> Iterator[Made]:
    """What stands at the foot of one page and at the head of the next."""
    number = chance.randint(3, 90)
    shapes = (str(number), f"Page {number}", f"Page {number} of 96", f"- {number} -")
    yield Made(chance.choice(shapes), Kind.STAMP)
    if chance.random() < 0.3:
        yield Made("This page is intentionally left blank", Kind.STAMP)
    if chance.random() < 0.3:
        yield Made(f"Agenda Item {chance.randint(2, 15)}", Kind.STAMP)


PLAIN: tuple[Dirt, ...] = (spaces, indented, alike, entities)
ON: dict[Kind, tuple[Dirt, ...]] = {
    Kind.COVER: (*PLAIN, bold),
    Kind.AGENDA: (spaces, indented, alike, entities, broken),
    Kind.LABEL: (indented, stamped),
    Kind.NAME: (spaces, indented, entities, stamped),
    Kind.TITLE: (*PLAIN, broken, bold),
    Kind.PROSE: (*PLAIN, broken, hyphenated, hyphenated, paged, paged, stamped),
    Kind.POINT: (*PLAIN, broken, hyphenated, paged),
    Kind.WORD: (alike, zero, bold, indented),
    Kind.OUTCOME: (*PLAIN, broken, hyphenated, paged, stamped),
    Kind.ROW: (spaces, entities, stamped, cell_broken),
    Kind.HEADING: (*PLAIN, bold),
    Kind.CELL: (*PLAIN, broken, hyphenated, paged),
}
