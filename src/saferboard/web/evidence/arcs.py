"""An arc diagram: names one under the other, and a curve between every two that belong together."""

from collections.abc import Sequence
from dataclasses import dataclass

STEP, TOP, TEXT, EDGE = 28, 20, 430, 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its height."""

    text: str
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


def arcs(named: Sequence[tuple[str, str]], pairs: Sequence[tuple[str, str, str]]) -> Arcs:
    """``named`` are keys with their names, from the top down; ``pairs`` two keys and how.

    A part of a whole is drawn whole, what only shares events is drawn broken.
    """
    at = {key: TOP + index * STEP for index, (key, _) in enumerate(named)}
    texts = dict(named)
    drawn = []
    widest = 0.0
    for one, other, how in pairs:
        high, low = sorted((at[one], at[other]))
        bend = (low - high) / 2 + 16
        widest = max(widest, bend)
        path = f"M{TEXT} {high} C{TEXT + bend:g} {high} {TEXT + bend:g} {low} {TEXT} {low}"
        drawn.append(Arc(path, f"{texts[one]} {how} {texts[other]}", how.startswith("shares")))
    return Arcs(
        width=round(TEXT + 0.75 * widest + EDGE),
        height=2 * TOP + (len(named) - 1) * STEP,
        names=tuple(Name(text, at[key]) for key, text in named),
        arcs=tuple(drawn),
        words=f"{len(named)} measures joined by {len(pairs)} curves, each a row of the table",
    )
