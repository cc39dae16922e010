"""What must be known before a figure is used, in words: said wherever the figure is shown.

Every place that shows a figure (dashboard, outcome, district, measure, paper, CSV and JSON) takes
its words from here, so that none of them can forget one.
"""

from collections.abc import Iterable, Iterator

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Missing, Suppressed
from saferboard.core.evidence.measures import Better, Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.words import may_be_chance, state_words


def notes(
    measure: Measure, a: Assessment, quarter: Period, shared: Iterable[str]
) -> tuple[str, ...]:
    """Everything to know of one assessment, nothing twice, without full stops at the end.

    ``shared`` are the words of the measure's overlaps (``overlaps.words_of``): they are the same in
    every area, and so worked out once.
    """
    chance = ("The 95% limits overlap, so the change may be chance",) if may_be_chance(a) else ()
    said = (
        *(state_words(state, a) for state in a.states),
        *declared(measure, a, quarter),
        *_unknown(a),
        *chance,
        *shared,
        *a.notes,
    )
    return tuple(dict.fromkeys(note.rstrip(".") for note in said))


def declared(measure: Measure, a: Assessment, quarter: Period) -> tuple[str, ...]:
    """What the measure's declaration says of these two figures: breaks, polarity, retirement."""
    return (*_breaks(measure, a), *_polarity(measure, a, quarter), *_retiring(measure))


def _breaks(measure: Measure, a: Assessment) -> Iterator[str]:
    """Declared breaks that lie between the two figures, or within them."""
    if a.period is None:
        return
    first = (a.previous_period or a.period).first
    for broken in measure.breaks:
        if first < broken.on <= a.period.last:
            yield f"Not comparable before {broken.on.words}: {broken.why}"


def _polarity(measure: Measure, a: Assessment, quarter: Period) -> Iterator[str]:
    """A change of what counts as good that falls after the earlier figure began."""
    first = a.previous_period.first if a.previous_period else quarter.first.plus(-12)
    for earlier, later in zip(measure.polarity, measure.polarity[1:], strict=False):
        if first < later.since <= quarter.last:
            yield (
                f"Since {later.since.words} {_better(later.better)}; until then "
                f"{_better(earlier.better)}"
            )


def _better(better: Better) -> str:
    return f"{better} is better"


def _retiring(measure: Measure) -> Iterator[str]:
    if measure.retired is not None:
        because = f": {measure.retired_because}" if measure.retired_because else ""
        yield f"Not reported any more from {measure.retired.words}{because}"


def _unknown(a: Assessment) -> Iterator[str]:
    for figure, which in ((a.figure, "This figure"), (a.previous, "The earlier figure")):
        if isinstance(figure, Suppressed):
            yield f"{which} is suppressed: {figure.reason}"
        elif isinstance(figure, Missing) and figure.reason:
            yield f"{which} is not known: {figure.reason}"
