"""How a comparison with wider areas is told, on the page and in the paper."""

from collections.abc import Iterator, Mapping, Sequence

from saferboard.core.evidence.comparison import Compared, Verdict
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.overlaps import joined
from saferboard.core.evidence.words import figure_words

THAN = {
    Verdict.BETTER: "Statistically better than",
    Verdict.SIMILAR: "Statistically similar to",
    Verdict.WORSE: "Statistically worse than",
    Verdict.LOWER: "Statistically lower than",
    Verdict.HIGHER: "Statistically higher than",
}


def verdict_words(verdict: Verdict) -> str:
    """``Statistically better``; ``Not tested``."""
    return "Not tested" if verdict is Verdict.UNTESTED else f"Statistically {verdict}"


def sentences(
    compared: Sequence[Compared], names: Mapping[str, str], measure: Measure
) -> Iterator[str]:
    """``Statistically better than East Midlands (37.1) and England (45.8)``, a verdict at a time.

    What was not tested is told with its reason; ``names`` are of areas by code.
    """
    for verdict, than in THAN.items():
        held = [
            f"{names.get(c.area, c.area)} ({figure_words(c.figure, measure)})"
            for c in compared
            if c.verdict is verdict
        ]
        if held:
            yield f"{than} {joined(held)}"
    for one in compared:
        if one.verdict is Verdict.UNTESTED:
            yield f"Not tested against {names.get(one.area, one.area)}: {one.because}"
