"""Anhoej's rules: a run that is unusually long, or a line that crosses its centre unusually seldom.

Anhoej and Olesen, "Run charts revisited", PLoS ONE 9(11), 2014, e113825. Only points off the
centre are useful; the others, and gaps, are passed over. The longest run that chance gives is
round(log2(n) + 3); the fewest crossings are the 5% quantile of a binomial with n - 1 trials of a
half.
"""

from dataclasses import dataclass
from functools import cache
from math import comb, log2

import numpy as np

from saferboard.core.evidence.spc.limits import Limits, Points, Values, known, tolerance
from saferboard.core.evidence.spc.rules import Rule, Signal, outside, sides

USEFUL_LEAST = 10
"""With fewer useful points the rules are not used: the authors tabulate them from ten."""


@dataclass(frozen=True, slots=True)
class Runs:
    """How a line runs about its centre.

    ``longest`` are the points of its longest run, from 0; ``long`` those of every run that is
    longer than chance gives.
    """

    useful: int
    longest_run: int
    longest_run_max: int
    crossings: int
    crossings_min: int
    longest: tuple[int, ...]
    long: tuple[tuple[int, ...], ...] = ()

    @property
    def is_long(self) -> bool:
        """A run longer than chance gives."""
        return bool(self.long)

    @property
    def is_seldom(self) -> bool:
        """Fewer crossings than chance gives."""
        return self.useful >= USEFUL_LEAST and self.crossings < self.crossings_min


def anhoej(values: Values, centre: float | Points) -> Runs:
    """The runs of one stretch about its centre: one number, or one for every point."""
    points = known(values)
    signs = sides(points, centre, tolerance(points, centre))
    where = np.flatnonzero(signs)
    useful = int(where.size)
    if not useful:
        return Runs(0, 0, 0, 0, 0, ())
    held = signs[where]
    edges = np.concatenate(([0], np.flatnonzero(held[1:] != held[:-1]) + 1, [useful]))
    lengths = np.diff(edges)
    most = round(log2(useful) + 3)

    def run(at: int) -> tuple[int, ...]:
        return tuple(where[edges[at] : edges[at + 1]].tolist())

    beyond = np.flatnonzero(lengths > most).tolist() if useful >= USEFUL_LEAST else []
    return Runs(
        useful=useful,
        longest_run=int(lengths.max()),
        longest_run_max=most,
        crossings=int(lengths.size) - 1,
        crossings_min=fewest_crossings(useful),
        longest=run(int(lengths.argmax())),
        long=tuple(run(at) for at in beyond),
    )


def anhoej_signals(limits: Limits) -> tuple[Signal, ...]:
    """A stretch's signals: points outside a limit, an unusually long run, too few crossings."""
    if limits.values.size == 0:
        return ()
    slack = tolerance(limits.values, limits.centre)
    runs = anhoej(limits.values, limits.centre)
    found = outside(limits, slack)
    for run in runs.long:
        side = 1 if limits.values[run[0]] > limits.centre[run[0]] else -1
        found.append(Signal(Rule.LONGEST_RUN, run, side))
    if runs.is_seldom:
        seen = np.flatnonzero(limits.values == limits.values)
        found.append(Signal(Rule.FEW_CROSSINGS, tuple(seen.tolist()), 0))
    return tuple(found)


@cache
def fewest_crossings(useful: int) -> int:
    """The smallest number whose chance, or less, is 5% at least; in whole numbers, exactly."""
    trials, crossings, ways = useful - 1, 0, 1
    while 20 * ways < 2**trials:
        crossings += 1
        ways += comb(trials, crossings)
    return crossings
