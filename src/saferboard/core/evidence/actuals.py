"""The values that progress is judged by: returned over their periods, or counted month by month."""

from collections.abc import Iterable

from saferboard.core.evidence.assessment import Assessment, Reading
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Month, Window
from saferboard.core.evidence.progress import Actual, Progress, progress
from saferboard.core.evidence.trajectory import Shape


def actuals(measure: Measure, history: Iterable[Observation]) -> tuple[Actual, ...]:
    """The returned values of a measure on a trajectory, part-years too; none for any other.

    A part-year does not stand on a line of whole ones. A value made of 1 to ``suppress_to`` events
    is left out, as it is everywhere in public.
    """
    if measure.trajectory is None:
        return ()
    whole = measure.trajectory.shape is Shape.LINE
    return tuple(
        Actual(row.period, row.figure.value)
        for row in history
        if isinstance(row.figure, Number)
        and not _is_small(row.figure, measure)
        and not (whole and Flag.PART_YEAR in row.flags)
    )


def _is_small(figure: Number, measure: Measure) -> bool:
    events = figure.value if measure.kind is Kind.COUNT else figure.numerator
    return events is not None and 1 <= events <= measure.suppress_to


def progress_of(measure: Measure, a: Assessment, last: Month) -> Progress | None:
    """How an assessed measure stands on its trajectory; None where it has none, or no figure."""
    if measure.trajectory is None or not isinstance(a.figure, Number):
        return None
    if not measure.is_counted:
        return progress(measure, a.actuals, last)
    if measure.trajectory.shape is Shape.CUMULATIVE:
        return progress(measure, _sums(a.series, measure), last)
    held = [(reading.month, reading.rolling) for reading in a.series]
    window = Window.ROLLING_TWELVE
    rolling = [Actual(window.ending(m), value) for m, value in held if value is not None]
    return progress(measure, rolling, last)


def _sums(series: Iterable[Reading], measure: Measure) -> list[Actual]:
    """The events of the financial year so far to each month, where all its months are known."""
    events = {reading.month: reading.events for reading in series}
    found = []
    for month in events:
        period = Window.YEAR_TO_DATE.ending(month)
        known = [n for n in (events.get(one) for one in period.months) if n is not None]
        total = sum(known)
        if len(known) == len(period) and not 1 <= total <= measure.suppress_to:
            found.append(Actual(period, float(total)))
    return found
