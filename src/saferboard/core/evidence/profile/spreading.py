"""What may be shown in public of where events were: bands and hot spots, nothing to work back from.

Four things are held against a reader who does sums. The events of a measure in the district are
published, so the bands must leave every small count free (``bands.keeps``). Measures that add up
to another are not mapped beside it. A measure with few events is not mapped at all, as the maps of
two quarters would share almost everything. Where knowing that a hexagon is, or is not, a hot spot
would narrow a small count, it is not told (``bands.label_keeps``). Cold spots are left out: they
say where nearly nothing happened, which is a small count.
"""

from collections.abc import Mapping, Sequence

from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.profile.bands import band_of, bands, keeps
from saferboard.core.evidence.profile.hexagons import Heat, Hexagon, Seen, Touching
from saferboard.core.evidence.profile.profile import Cluster, Spot, Spread
from saferboard.core.evidence.profile.weeks import FEWEST

TOO_FEW = f"fewer than {FEWEST} events with a location in twelve months are too few for a map"
GIVES_AWAY = "so few events that a map would give small numbers away"
IN_PARTS = "the measures that add up to it are mapped, and would give small numbers away"


def spreads(measures: Sequence[Measure], seen: Mapping[str, Seen]) -> tuple[Spread, ...]:
    """Of each measure what the public may see."""
    return tuple(_spread(measure, seen[measure.key], measures) for measure in measures)


def _spread(measure: Measure, found: Seen, mapped: Sequence[Measure]) -> Spread:
    why = found.unknown or _withheld(measure, found.hexagons, mapped)
    if why:
        return Spread(measure.key, unknown=why)
    held = bands(measure.suppress_to)
    by_cell = {hexagon.cell: band_of(hexagon.events, held) for hexagon in found.hexagons}

    def cluster(touching: Touching) -> Cluster:
        highest = max((by_cell[cell] for cell in touching.cells), key=lambda band: band.lower)
        return Cluster(
            len(touching.cells), touching.latitude, touching.longitude, touching.lies, highest
        )

    return Spread(
        measure.key,
        tuple(
            Spot(h.cell, by_cell[h.cell], h.told and h.heat() is Heat.HOT) for h in found.hexagons
        ),
        tuple(cluster(touching) for touching in found.touching),
        found.bounded,
        None if found.placeless is None else band_of(found.placeless, held),
        band_of(sum(1 for h in found.hexagons if h.plain_heat() is Heat.HOT), held),
        sum(1 for h in found.hexagons if not h.told),
        untested=found.untested,
    )


def _withheld(measure: Measure, hexagons: Sequence[Hexagon], mapped: Sequence[Measure]) -> str:
    """Why nothing may be shown of it; empty if it may."""
    counts = [hexagon.events for hexagon in hexagons]
    if sum(counts) < FEWEST:
        return TOO_FEW
    if not keeps(counts, measure.suppress_to):
        return GIVES_AWAY
    whole = set(measure.counts)
    parts = [set(m.counts) for m in mapped if m.counts and set(m.counts) < whole]
    return IN_PARTS if whole and set[str]().union(*parts) == whole else ""
