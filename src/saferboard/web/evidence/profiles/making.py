"""Working out a profile from a release and what the instance holds of places; then keeping it.

It takes seconds: what tests for hot spots is slow to start. No page that is only read comes here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.building import Ground, Said, build, priorities_of
from saferboard.core.evidence.profile.hexagons import SEEN, Seen
from saferboard.core.evidence.profile.profile import Profile
from saferboard.core.evidence.release import Place
from saferboard.core.partnership import Partnership
from saferboard.engines.tables.returns import partnership_held
from saferboard.engines.tables.store import Holdings, Store
from saferboard.web.evidence import queries as releases
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.profiles import actions, queries
from saferboard.web.evidence.profiles.made import Made
from saferboard.web.evidence.profiles.models import MadeProfile

if TYPE_CHECKING:  # geometry is heavy, and no page that is only read needs it
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Sources:
    """What an instance holds that a profile needs, read once for any number of districts."""

    held: Holdings
    partnership: Partnership
    boundaries: Mapping[str, "BaseGeometry"]
    credits: str


def sources(home: Path) -> Sources:
    """Everything an instance holds of places."""
    from saferboard.engines.places.held import boundaries, credits

    held = Store(home).read()
    partnership = partnership_held(held)
    return Sources(held, partnership, boundaries(held, partnership), credits(held))


def make(*, by: str, of: Sources, row: Release, place: Place, today: date) -> MadeProfile:
    """Make the profile of a district from a release and keep it.

    One that says the same as the newest of its quarter is not kept again: that one is given back.
    """
    return actions.keep(by=by, row=row, made=work_out(of, row, place, today))


def work_out(of: Sources, row: Release, place: Place, today: date) -> Made:
    """The profile as it would be made today, from the release as the public reads it."""
    from saferboard.engines.places.profile_maps import maps_of

    release = releases.shown(row).release
    quarter = release.quarter
    said = Said(queries.priorities(place.code), queries.commentary(place.code, quarter))
    measures = {m.key: m for m in release.measures}
    wanted = [measures[p.measure] for p in priorities_of(release, place, said)]
    seen = {measure.key: _seen(of, place, measure, quarter) for measure in wanted}
    partnership = of.partnership
    profile = build(
        release,
        row.name,
        place,
        ground=Ground(partnership.areas, partnership.populations, partnership.hours),
        seen=seen,
        said=said,
        before=_before(place.code, quarter),
        credits=of.credits,
        made_on=today,
    )
    return Made(
        profile,
        maps_of(profile, of.boundaries, partnership.tiles),
        {key: SEEN.dump_python(found, mode="json") for key, found in seen.items()},
    )


def _seen(of: Sources, place: Place, measure: Measure, quarter: Period) -> Seen:
    from saferboard.engines.places.held import whereabouts
    from saferboard.engines.places.seeing import RETURNED, seen

    if not measure.is_counted:
        return Seen(unknown=RETURNED)
    area = of.partnership.areas.named(place.code)
    found = whereabouts(of.held, of.partnership, area, measure, quarter.last) if area else None
    return seen(found, of.boundaries.get(place.code), measure.suppress_to)


def _before(area: str, quarter: Period) -> Profile | None:
    """The profile of the quarter before, if one was made."""
    row = queries.newest_in(area, quarter.shifted(-len(quarter)))
    return queries.read(row).profile if row else None
