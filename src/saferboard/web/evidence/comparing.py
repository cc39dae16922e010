"""The Board's own area beside the larger ones it lies in: region, country, force."""

from saferboard.core.document.tree import Chart, Column, Mark, Point, Series, Table
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.charts import unit_of
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.words import number

WIDER = frozenset({"force", "region", "country"})


def wider_chart(release: Release, measure: Measure, said: tuple[Assessment, ...]) -> Chart | None:
    """The headline area and each larger area with a figure of the same period, as bars.

    None when the headline area has no figure, or no larger area has one to set beside it.
    """
    headline = next((a for a in said if a.area == release.area), None)
    if headline is None or not isinstance(headline.figure, Number) or headline.period is None:
        return None
    found = [(release.place(release.area).name, headline.figure)] + [
        (place.name, a.figure)
        for a in said
        if isinstance(a.figure, Number)
        and a.period == headline.period
        and (place := release.place(a.area)).kind in WIDER
    ]
    if len(found) < 2:
        return None
    title = f"{measure.name} here and in larger areas, {headline.period.words}"
    return Chart(
        title=title,
        summary="; ".join(f"{name} {number(f.value, measure)}" for name, f in found) + ".",
        mark=Mark.BAR,
        unit=unit_of(measure),
        series=(
            Series(
                measure.name,
                tuple(
                    Point(name, f.value, f.lower, f.upper, highlighted=n == 0)
                    for n, (name, f) in enumerate(found)
                ),
            ),
        ),
        table=Table(
            caption=title,
            columns=(Column("Area"), Column("Value", True)),
            rows=tuple((name, number(f.value, measure)) for name, f in found),
        ),
    )
