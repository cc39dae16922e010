"""Every figure that dashboards of activated sources print, and the observations made of them.

Nothing is stored of it: it is worked out from what is activated and what the partnership declares.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from saferboard.core.directory.areas import Area
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.ingest.past.account import observing
from saferboard.core.ingest.past.account.figures import Given, figures
from saferboard.core.ingest.past.account.observing import Printed
from saferboard.core.ingest.past.history.history import gather
from saferboard.web.evidence.returns.queries import declared
from saferboard.web.ingest.accounting import labels_of, said, standing
from saferboard.web.ingest.models import Part


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, with the key of the source that prints it."""

    one: Printed
    source: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """Every figure, and the areas that they may be of; none while no partnership is loaded."""

    rows: tuple[Row, ...]
    areas: tuple[Area, ...]
    observations: tuple[Observation, ...] = ()

    @property
    def certain(self) -> int:
        """How many become observations."""
        return sum(not row.one.why for row in self.rows)

    def of(self, area: str) -> "Found":
        """The same, beside what is held of one area already."""
        held = observing.beside((row.one for row in self.rows), self.observations, area)
        pairs = zip(held, self.rows, strict=True)
        return replace(self, rows=tuple(Row(one, row.source) for one, row in pairs))

    def table(self, area: str) -> Iterator[tuple[str, ...]]:
        """Those as observations.csv, of one area."""
        return observing.to_rows((row.one for row in self.rows), area)


def found() -> Found:
    """Every figure of every body, in order of the meetings."""
    partnership = declared()
    measures = {one.key: one for one in partnership.measures} if partnership else {}
    given, places = _given(measures)
    rows = tuple(
        Row(one, places.get(one.given.source)) for one in observing.printed(given, measures)
    )
    if partnership is None:
        return Found(rows, ())
    return Found(rows, observing.areas_for(partnership), partnership.observations)


def _given(measures: Mapping[str, Measure]) -> tuple[list[Given], dict[str, int]]:
    """Figures of the sources whose dashboards are a body's, and the key of each source."""
    held, labels = standing(), labels_of(measures.values())
    given: list[Given] = []
    for body in held.bodies():
        own = {
            held.called[activation]
            for activation, _, _, what in held.of(body.pk)
            if what == Part.What.DASHBOARDS
        }
        sources = [one for one in said(body, held) if one.name in own]
        given += figures(gather(sources), labels)
    return given, held.places
