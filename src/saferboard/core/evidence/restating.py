"""What a later release says differently: every restated figure by name, none passed over."""

from dataclasses import dataclass
from itertools import chain

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.words import with_unit


@dataclass(frozen=True, slots=True)
class Restatement:
    """One figure of one measure, place and period in two releases; None where it is not given."""

    measure: Measure
    place: str
    period: Period
    old: Figure | None
    new: Figure | None

    @property
    def words(self) -> str:
        """``Burglary, Melton, 2021/22: was 3.66 per 1,000 people, is 3.70 per 1,000 people``."""
        was, now = (_told(figure, self.measure) for figure in (self.old, self.new))
        return f"{self.measure.name}, {self.place}, {self.period.words}: was {was}, is {now}"


def restatements(old: Release, new: Release) -> tuple[Restatement, ...]:
    """Every figure, current or of the year before, that both or only one release gives.

    Figures are compared by measure, place and period, so that releases of different quarters can
    be compared too: then only the periods that both speak of are restated.
    """
    before, after = _given(old), _given(new)
    same_quarter = old.quarter == new.quarter
    measures = {m.key: m for m in chain(old.measures, new.measures)}
    places = {p.code: p.name for p in chain(old.places, new.places)}
    return tuple(
        Restatement(measures[key], places.get(area, area), period, was, now)
        for key, area, period in sorted(before.keys() | after.keys())
        if (was := before.get((key, area, period))) != (now := after.get((key, area, period)))
        and (same_quarter or (was is not None and now is not None))
    )


def _given(release: Release) -> dict[tuple[str, str, Period], Figure]:
    found: dict[tuple[str, str, Period], Figure] = {}
    for a in release.assessments:
        for period, figure in _periods(a):
            found[a.measure, a.area, period] = figure
    return found


def _periods(a: Assessment) -> list[tuple[Period, Figure]]:
    held = [(a.previous_period, a.previous), (a.period, a.figure)]
    return [(period, figure) for period, figure in held if period is not None]


def _told(figure: Figure | None, measure: Measure) -> str:
    if figure is None:
        return "not given"
    if isinstance(figure, Number):
        # Two figures may differ beyond the places shown: then the parts tell them apart.
        of = f" ({figure.numerator:,} events)" if figure.numerator is not None else ""
        return with_unit(figure, measure) + of
    return f"{figure.state} ({figure.reason})"
