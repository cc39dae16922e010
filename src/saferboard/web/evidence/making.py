"""From what an instance holds to a release, or to a single assessment. Stores nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from saferboard import __version__
from saferboard.core.directory.areas import Area
from saferboard.core.evidence.assessing import Counted, Ground, assess_counted, assess_observed
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month, Period, Window
from saferboard.core.evidence.release import Input, Release
from saferboard.core.evidence.releasing import Held, build
from saferboard.core.faults import refuse
from saferboard.core.partnership import Partnership
from saferboard.engines.tables.engine import Engine, counting, kept
from saferboard.engines.tables.measures import (
    OF,
    Cube,
    Measured,
    forces_of,
    held_in,
    measured,
    monthly,
    unplaced,
)
from saferboard.engines.tables.returns import inputs, partnership_held
from saferboard.engines.tables.store import Store


def partnership_of(home: Path) -> Partnership:
    """The partnership loaded into an instance. Refused if there is none yet."""
    return partnership_held(Store(home).read())


def make_release(
    home: Path,
    quarter: Period,
    *,
    known_by: date,
    made_on: date,
    engine: Engine = Engine.POLARS,
) -> Release:
    """Work out a quarter from everything the instance holds. Every engine gives the same."""
    held = Store(home).read()
    partnership = partnership_held(held)
    with counting(engine, held) as cube:
        return release_of(
            partnership,
            cube,
            inputs(held, quarter.last),
            quarter,
            known_by=known_by,
            made_on=made_on,
        )


def release_of(
    partnership: Partnership,
    cube: Cube,
    used: tuple[Input, ...],
    quarter: Period,
    *,
    known_by: date,
    made_on: date,
) -> Release:
    """A quarter of a partnership from its cube, the files that were used being named in it."""
    window = Window.ROLLING_TWELVE.ending(quarter.last)
    lost = unplaced(cube, partnership.areas, partnership.force, window)
    return build(
        partnership,
        Held(counts_of(cube, partnership), lost.events, used),
        quarter,
        known_by=known_by,
        made_on=made_on,
        code_version=__version__,
    )


def assess_one(home: Path, key: str, area: str, to: Month) -> tuple[Assessment, Measure, Area]:
    """One measure in one area, over the twelve months to a month; not ranked, not judged."""
    held = Store(home).read()
    partnership = partnership_held(held)
    measure = _known(partnership, key)
    place = partnership.areas.find(area)
    period = Period.of_month(to)
    if not measure.is_counted:
        rows = [o for o in partnership.observations if (o.measure, o.area) == (key, place.code)]
        known_by = max((row.known for row in rows), default=date.min)
        return assess_observed(measure, place.code, rows, period, known_by), measure, place
    counts = counts_of(kept(held), partnership, measure).get((key, place.code), Counted({}))
    ground = Ground(partnership.areas, partnership.populations)
    return assess_counted(measure, place.code, counts, period, ground), measure, place


def counts_of(
    cube: Cube, partnership: Partnership, *only: Measure
) -> dict[tuple[str, str], Counted]:
    """Counts by (measure, area) of the counted measures, or of the one that is wanted."""
    measures = [m for m in only or partnership.measures if m.is_counted]
    events = monthly(table_of(cube, partnership, measures))
    return {
        (m.key, area.code): Counted(
            events[m.key, area.code], events.get((m.key + OF, area.code), {})
        )
        for m in measures
        for area in partnership.areas
        if (m.key, area.code) in events
    }


def table_of(cube: Cube, partnership: Partnership, measures: Sequence[Measure]) -> Measured:
    """Events of the counted measures by area and month, as a table."""
    areas = partnership.areas
    held = frozenset(what.force for what in held_in(cube))
    forces = forces_of(areas, held, partnership.area, partnership.force)
    return measured(cube, measures, areas, forces)


def _known(partnership: Partnership, key: str) -> Measure:
    found = partnership.measure(key)
    if found is None:
        raise refuse(
            f"no measure is called '{key}'",
            where="measure",
            expected="one of " + ", ".join(m.key for m in partnership.measures),
            remedy="use a key from measures.toml, or declare the measure there",
        )
    return found
