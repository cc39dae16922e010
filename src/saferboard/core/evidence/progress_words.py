"""Progress in words and as a chart: actual, trajectory and target are three different things."""

from saferboard.core.document.tree import Chart, Column, Level, Mark, Point, Series, Table
from saferboard.core.evidence.charts import unit_of
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.progress import Compared, Progress, Standing, expected, share
from saferboard.core.evidence.trajectory import Shape, Trajectory
from saferboard.core.evidence.words import number, with_unit

STANDING_WORDS = {
    Standing.AHEAD: "ahead of its trajectory",
    Standing.ON: "on its trajectory",
    Standing.BEHIND: "behind its trajectory",
    None: "not judged, as neither way is declared better",
}
SHORT = {
    Standing.AHEAD: "Ahead",
    Standing.ON: "On",
    Standing.BEHIND: "Behind",
    None: "Not judged",
}
NONE = "–"


def sentence(measure: Measure, found: Progress, trajectory: Trajectory) -> str:
    """Where it stands, and by which tolerance that is said."""
    latest = found.latest
    actual = with_unit(Number(latest.actual), measure)
    return (
        f"{latest.period.words}: {actual}, where {number(latest.expected, measure)} was to be "
        f"expected. That is {STANDING_WORDS[latest.standing]} (up to {trajectory.tolerance:g}% "
        "either way counts as on it)."
    )


def projection(measure: Measure, found: Progress, trajectory: Trajectory) -> str:
    """Where it ends if it goes on so, and that this is no forecast."""
    wanted = number(found.target.value, measure)
    ends = _ends(found.target.on, trajectory)
    if found.latest.period.last == found.target.on:
        actual = number(found.latest.actual, measure)
        return (
            f"The target {_ends(found.target.on, trajectory)} was {wanted}; it stands at {actual}."
        )
    if found.projected is None:
        return f"The target is {wanted} {ends}. There is too little to project from."
    how = (
        "If the rest of the year goes as the year so far"
        if trajectory.shape is Shape.CUMULATIVE
        else "If it goes on in a line from where the trajectory starts through the newest value"
    )
    return (
        f"{how}, it stands at {number(found.projected, measure)} {ends}, against a target of "
        f"{wanted}. That is a projection, not a forecast."
    )


def _ends(on: Month, trajectory: Trajectory) -> str:
    if trajectory.shape is Shape.CUMULATIVE:
        return f"at the end of {Period(on, on).financial_year}"
    return f"by the end of {on.words}"


def chart(measure: Measure, found: Progress, trajectory: Trajectory, place: str) -> Chart:
    """Actual and trajectory as lines, the target as a level."""
    held = _charted(found, trajectory)
    way = _way(found, trajectory)
    title = f"{measure.name}, {place}: actual and trajectory"
    latest = held[-1]
    summary = (
        f"{number(latest.actual, measure)} at the end of {latest.period.last.words}, "
        f"{STANDING_WORDS[latest.standing]}; target {number(found.target.value, measure)} "
        f"{_ends(found.target.on, trajectory)}."
    )
    return Chart(
        title=title,
        summary=summary,
        mark=Mark.LINE,
        unit=unit_of(measure),
        series=(
            Series("Actual", tuple(Point(str(c.period.last), c.actual) for c in held)),
            Series("Trajectory", tuple(Point(str(month), value) for month, value in way)),
        ),
        table=_table(title, measure, held, dict(way)),
        levels=(Level("Target", found.target.value),),
    )


def _charted(found: Progress, trajectory: Trajectory) -> tuple[Compared, ...]:
    """A sum within the year is drawn for the newest year alone."""
    if trajectory.shape is Shape.LINE:
        return found.compared
    year = found.latest.period.financial_year
    return tuple(c for c in found.compared if c.period.financial_year == year)


def _way(found: Progress, trajectory: Trajectory) -> tuple[tuple[Month, float], ...]:
    """The trajectory at its own points, or through every month of the year."""
    if trajectory.shape is Shape.LINE:
        ends = {point.on: point.value for point in trajectory.points}
        between = {
            c.period.last: wanted.value
            for c in found.compared
            if (wanted := expected(trajectory, c.period)) is not None
        }
        return tuple(sorted((between | ends).items()))
    months = Period.parse(found.latest.period.financial_year).months
    return tuple(
        (month, found.target.value * share(trajectory.profile, number_of))
        for number_of, month in enumerate(months, start=1)
    )


def _table(
    title: str, measure: Measure, held: tuple[Compared, ...], way: dict[Month, float]
) -> Table:
    actual = {c.period.last: c for c in held}
    rows = []
    for month in sorted(way):
        one = actual.get(month)
        rows.append(
            (
                month.words,
                number(one.actual, measure) if one else NONE,
                number(way[month], measure),
                SHORT[one.standing] if one else NONE,
            )
        )
    return Table(
        caption=title,
        columns=(
            Column("To the end of"),
            Column("Actual", True),
            Column("Trajectory", True),
            Column("Stands"),
        ),
        rows=tuple(rows),
    )
