"""From a youth justice service's returns to observations of the measures that show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Month, Period, Window
from saferboard.core.evidence.youth import Band, Cohort, YouthCount, engaged

KINDS = {
    YouthCount.ENGAGED: Kind.PROPORTION,
    YouthCount.BINARY: Kind.PROPORTION,
    YouthCount.PER_OFFENDER: Kind.AVERAGE,
    YouthCount.PER_REOFFENDER: Kind.AVERAGE,
}
"""The kind that a measure of each count must have, so that a rate is never read as a frequency."""

ORIGIN = "returns of the youth justice service"


@dataclass(frozen=True, slots=True)
class Disposal:
    """One disposal that closed: in which areas it counts, and what the young person was doing."""

    closed: Month
    areas: tuple[str, ...]
    band: Band
    hours: float
    known: date


@dataclass(frozen=True, slots=True)
class Followed:
    """A cohort followed up in an area, by the period in which its members entered it."""

    period: Period
    area: str
    cohort: Cohort
    known: date


@dataclass(frozen=True, slots=True)
class YouthReturns:
    """Everything that was returned."""

    disposals: tuple[Disposal, ...] = ()
    followed: tuple[Followed, ...] = ()


def observed(returns: YouthReturns, measure: Measure) -> tuple[Observation, ...]:
    """The observations of a measure that shows a youth count; none for any other."""
    if measure.youth is None:
        return ()
    if measure.youth is YouthCount.ENGAGED:
        return tuple(_engagement(returns.disposals, measure))
    return tuple(_reoffending(row, measure, measure.youth) for row in returns.followed)


def _engagement(disposals: Sequence[Disposal], measure: Measure) -> Iterable[Observation]:
    """The financial year to each quarter's end, every quarter that was over when it was known."""
    by_area: dict[str, list[Disposal]] = {}
    for disposal in disposals:
        for area in disposal.areas:
            by_area.setdefault(area, []).append(disposal)
    for area, rows in by_area.items():
        for period in sorted({_to_date(row.closed) for row in rows}):
            held = [row for row in rows if period.first <= row.closed <= period.last]
            known = max(row.known for row in held)
            if Month(known.year, known.month) > period.last:
                count = sum(engaged(row.hours, row.band) for row in held)
                figure = parts(measure, count, len(held))
                yield _observation(measure, area, period, figure, known)


def _to_date(month: Month) -> Period:
    """From April to the end of the month's quarter."""
    return Window.YEAR_TO_DATE.ending(month.plus((3 - month.month) % 3))


def _reoffending(row: Followed, measure: Measure, count: YouthCount) -> Observation:
    return _observation(
        measure, row.area, row.period, parts(measure, *row.cohort.parts(count)), row.known
    )


def parts(measure: Measure, events: int, over: int) -> Figure:
    """The value of two parts, which give it its limits later."""
    if not over:
        return Missing("there was nobody to take it over")
    per = 100 if measure.kind is Kind.PROPORTION else measure.per
    return Number(per * events / over, numerator=events, denominator=over)


def _observation(
    measure: Measure, area: str, period: Period, figure: Figure, known: date
) -> Observation:
    """A value over less than a year says so, that none puts it beside a full year's in silence."""
    return Observation(
        measure=measure.key,
        area=area,
        period=period,
        figure=figure,
        known=known,
        pack="",
        paragraph="",
        flags=frozenset({Flag.PART_YEAR} if len(period) < 12 else ()),
        origin=ORIGIN,
    )
