"""Working out a profile from a release and what the instance holds of places; then keeping it.

It takes seconds: what tests for hot spots is slow to start. No page that is only read comes here.
"""

from datetime import date
from pathlib import Path
from typing import Any

from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.building import Ground, Said, build, priorities_of
from saferboard.core.evidence.profile.hexagons import SEEN, Seen
from saferboard.core.evidence.profile.profile import Profile
from saferboard.core.evidence.release import Place
from saferboard.engines.tables.returns import partnership_held
from saferboard.engines.tables.store import Store
from saferboard.web.evidence import queries as releases
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.profiles import actions, queries
from saferboard.web.evidence.profiles.made import Made
from saferboard.web.evidence.profiles.models import MadeProfile


def make(*, by: str, home: Path, row: Release, place: Place, today: date) -> MadeProfile:
    """Make the profile of a district from a release and keep it.

    One that says the same as the newest of its quarter is not kept again: that one is given back.
    """
    return actions.keep(by=by, row=row, made=work_out(home, row, place, today))


def work_out(home: Path, row: Release, place: Place, today: date) -> Made:
    """The profile as it would be made today; nothing is stored."""
    from saferboard.engines.places.held import (
        boundaries,
        credits,
    )  # shapely and h3: not for every page
    from saferboard.engines.places.profile_maps import maps_of

    release = releases.shown(row).release
    held = Store(home).read()
    partnership = partnership_held(held)
    said = Said(queries.priorities(place.code), queries.commentary(place.code, release.quarter))
    measures = {m.key: m for m in release.measures}
    wanted = [measures[p.measure] for p in priorities_of(release, place, said)]
    bounds = boundaries(held, partnership)
    seen = {m.key: _seen(held, partnership, place, m, release.quarter, bounds) for m in wanted}
    profile = build(
        release,
        row.name,
        place,
        ground=Ground(partnership.areas, partnership.populations, partnership.hours),
        seen=seen,
        said=said,
        before=_before(place.code, release.quarter),
        credits=credits(held),
        made_on=today,
    )
    return Made(
        profile,
        maps_of(profile, bounds, partnership.tiles),
        {key: SEEN.dump_python(found, mode="json") for key, found in seen.items()},
    )


def _seen(
    held: Any, partnership: Any, place: Place, measure: Measure, quarter: Period, bounds: Any
) -> Seen:
    from saferboard.engines.places.held import whereabouts
    from saferboard.engines.places.seeing import RETURNED, seen

    if not measure.is_counted:
        return Seen(unknown=RETURNED)
    area = partnership.areas.named(place.code)
    found = area and whereabouts(held, partnership, area, measure, quarter.last)
    return seen(found, bounds.get(place.code), measure.suppress_to)


def _before(area: str, quarter: Period) -> Profile | None:
    """The profile of the quarter before, if one was made."""
    row = queries.newest_in(area, quarter.shifted(-len(quarter)))
    return queries.read(row).profile if row else None
