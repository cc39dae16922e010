"""An arc diagram: names one under the other, and a curve between every two that belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

TOP, EDGE, BULGE = 20, 12, 0.75


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the curves begin, how far names are apart, and how many letters a line of one takes.

    ``most`` is how wide the picture may be: curves are flattened to fit.
    """

    text: int
    step: int
    letters: int
    line: int = 18
    most: int | None = None


WIDE = Layout(text=430, step=28, letters=60)
NARROW = Layout(text=180, step=62, letters=18, most=270)  # fits a page 320 pixels wide
LINES = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its height, line by line."""

    lines: tuple[tuple[str, int], ...]
    y: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A curve as an SVG path, what it says, and whether it is drawn broken."""

    path: str
    words: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Arcs:
    """The picture: its size, its names and its curves; ``words`` tell it."""

    width: int
    height: int
    names: tuple[Name, ...]
    arcs: tuple[Arc, ...]
    words: str
    text: int

    @property
    def ends(self) -> int:
        """Where names end, a little before the curves begin."""
        return self.text - 10


def arcs(
    named: Sequence[tuple[str, str]],
    pairs: Sequence[tuple[str, str, str]],
    layout: Layout = WIDE,
) -> Arcs:
    """``named`` are keys with their names, from the top down; ``pairs`` two keys and how.

    A part of a whole is drawn whole, what only shares events is drawn broken.
    """
    text, top = layout.text, max(TOP, layout.step // 2)
    at = {key: top + index * layout.step for index, (key, _) in enumerate(named)}
    texts = dict(named)
    bends = [abs(at[one] - at[other]) / 2 + 16 for one, other, _ in pairs]
    widest = max(bends, default=0.0)
    room = widest if layout.most is None else (layout.most - text - EDGE) / BULGE
    flat = min(1.0, room / widest) if widest else 1.0
    drawn = []
    for (one, other, how), bend in zip(pairs, bends, strict=True):
        high, low = sorted((at[one], at[other]))
        out = text + bend * flat
        path = f"M{text} {high} C{out:g} {high} {out:g} {low} {text} {low}"
        drawn.append(Arc(path, f"{texts[one]} {how} {texts[other]}", how.startswith("shares")))
    return Arcs(
        width=round(text + BULGE * widest * flat + EDGE),
        height=2 * top + (len(named) - 1) * layout.step,
        names=tuple(Name(_lines(name, at[key], layout), at[key]) for key, name in named),
        arcs=tuple(drawn),
        words=f"{len(named)} measures joined by {len(pairs)} curves, each a row of the table",
        text=text,
    )


def _lines(name: str, y: int, layout: Layout) -> tuple[tuple[str, int], ...]:
    """The lines of a name, about its height; what is too long for them stands in the table."""
    lines = wrap(name, layout.letters, max_lines=LINES, placeholder=" …")
    first = y - (len(lines) - 1) * layout.line // 2
    return tuple((line, first + n * layout.line) for n, line in enumerate(lines))
