"""Packs of every layout read and compared with their truth."""

from collections.abc import Callable, Iterable
from random import Random

from saferboard.core.faults import Refused
from saferboard.core.ingest.past.moderngov.reading import read_any
from saferboard.core.ingest.past.packs import read_pack
from saferboard.core.ingest.past.values import Reading
from tests.generated import layouts, saved
from tests.generated.dirt import soiled
from tests.generated.lines import Lost, Made, text_of
from tests.generated.packs import MadePack, make
from tests.generated.scoring import Judge, Tally

PACKS: dict[str, Callable[[MadePack, Random], list[Made]]] = {
    "marked": layouts.marked,
    "plain": layouts.plain,
    "wrapped": layouts.wrapped,
}
PAGES: dict[str, Callable[[MadePack, Random], list[Made]]] = {
    "labelled": saved.labelled,
    "bare": saved.bare,
    "tabled": saved.tabled,
}
LAYOUTS = (*PACKS, *PAGES)
RATE = 0.06
"""The share of lines with dirt on them in a dirty text."""


def text(seed: int, layout: str, rate: float = 0.0) -> tuple[MadePack, str, Lost]:
    """The made pack of a seed, its text in a layout, and what its dirt hides."""
    made, chance = make(seed), Random(f"{seed} {layout}")
    lines = (PACKS | PAGES)[layout](made, chance)
    lost = Lost()
    if rate:
        lines, lost = soiled(lines, chance, rate, web=layout in PAGES)
    if layout == "bare":  # such pages have no numbers
        lost = Lost(frozenset({-1}), lost.verbs)
    if layout == "tabled" and f"{made.told[0].minute.number}. | " not in text_of(lines):
        lost = Lost(frozenset({-1}), lost.verbs)
    return made, text_of(lines), lost


def read(given: str, layout: str) -> Reading:
    """What the reader of such a source makes of it; of one that it refuses, nothing."""
    try:
        return read_pack(given) if layout in PACKS else read_any(given)
    except Refused:
        return Reading()


def measured(layout: str, seeds: Iterable[int], rate: float = 0.0) -> dict[str, Tally]:
    """All packs of these seeds in one layout, counted together."""
    total: dict[str, Tally] = {}
    for seed in seeds:
        made, given, lost = text(seed, layout, rate)
        reading = read(given, layout)
        judge = Judge(made, reading, lost, clean=not rate)
        for name, tally in judge.tallies(paged=layout in PACKS).items():
            total.setdefault(name, Tally()).add(tally)
    return total


def table(found: dict[str, Tally]) -> str:
    """A row for everything that is measured."""
    return "\n".join(tally.row(name) for name, tally in found.items() if tally.wanted)
