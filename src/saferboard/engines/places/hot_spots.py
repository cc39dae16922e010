"""Hot spots: Getis and Ord's Gi* on hexagons, corrected for there being many tests.

Gi* is that of Ord and Getis, "Local spatial autocorrelation statistics", Geographical Analysis 27
(1995), with binary weights, a hexagon being its own neighbour. Its p value is the exact one, over
all ways of dealing the counts out (``core.evidence.profile.chance``). As hundreds of hexagons are
tested at once it is adjusted by Benjamini and Hochberg, "Controlling the false discovery rate",
J. R. Statist. Soc. B 57 (1995).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from warnings import catch_warnings, filterwarnings

from scipy.stats import false_discovery_control

from saferboard.core.evidence.profile.bands import band_of, bands, label_keeps
from saferboard.core.evidence.profile.chance import dealt
from saferboard.core.evidence.profile.hexagons import LEVEL, Heat, Hexagon
from saferboard.engines.places.hexagons import NEAR, neighbours

FEWEST = 30
"""With fewer hexagons than these there is too little to stand out from."""


def hot_spots(events: Mapping[str, int], rings: int = NEAR) -> tuple[Hexagon, ...]:
    """Every hexagon with its Gi*, in the order of their addresses.

    ValueError with fewer than ``FEWEST`` hexagons. Where all hold the same none stands out.
    """
    if len(events) < FEWEST:
        raise ValueError(
            f"{len(events)} hexagons are too few to tell a hot spot: {FEWEST} are needed"
        )
    cells = sorted(events)
    if len(set(events.values())) < 2:
        return tuple(Hexagon(cell, events[cell], 0.0, 1.0, 1.0) for cell in cells)
    near = neighbours(cells, rings)
    scores = _scores([events[cell] for cell in cells], near)
    plain = _chances(events, near)
    adjusted = false_discovery_control(plain, method="bh")
    return tuple(
        Hexagon(cell, events[cell], z, p, float(q))
        for cell, z, p, q in zip(cells, scores, plain, adjusted, strict=True)
    )


def told(hexagons: Sequence[Hexagon], suppress_to: int, rings: int = NEAR) -> tuple[Hexagon, ...]:
    """The hexagons, each with whether the public may be told if it is a hot spot.

    Whoever knows the method knows from which sum on a hexagon is one, so that being told bounds the
    sum over it and its neighbours, whose bands are shown.
    """
    events = {hexagon.cell: hexagon.events for hexagon in hexagons}
    near = neighbours(events, rings)
    hot = [hexagon.p for hexagon in hexagons if hexagon.heat() is Heat.HOT]
    level = max(hot, default=LEVEL / len(hexagons))
    counts, held = list(events.values()), bands(suppress_to)
    least = {size: dealt(counts, size).least(level) for size in {len(n) + 1 for n in near.values()}}

    def may_be(cell: str) -> bool:
        around = [band_of(events[other], held) for other in (cell, *near[cell])]
        return label_keeps(around, least[len(around)], suppress_to)

    return tuple(replace(hexagon, told=may_be(hexagon.cell)) for hexagon in hexagons)


def _chances(events: Mapping[str, int], near: Mapping[str, list[str]]) -> list[float]:
    """The p value of each, in the order of ``near``: of hexagons at the edge with fewer others."""
    counts = list(events.values())
    by_size = {size: dealt(counts, size) for size in {len(others) + 1 for others in near.values()}}
    return [
        by_size[len(others) + 1].two_sided(events[cell] + sum(events[other] for other in others))
        for cell, others in near.items()
    ]


def _scores(counts: list[int], near: Mapping[str, list[str]]) -> list[float]:
    """Gi* of each, as esda works it out; nothing is drawn at random."""
    # Both bring pandas and scikit-learn: a second or two that no other page should wait for.
    from esda.getisord import G_Local
    from libpysal.weights import W

    values = [float(count) for count in counts]
    with catch_warnings():
        # A place in two parts (a village apart from the town) is no fault of the data.
        filterwarnings("ignore", message="The weights matrix is not fully connected")
        weights = W(dict(near), id_order=list(near))
        found = G_Local(values, weights, transform="B", permutations=0, star=True)
    return [float(z) for z in found.Zs]
