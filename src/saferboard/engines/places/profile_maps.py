"""The maps of a profile: hexagons with their hot spots, and the districts beside one another."""

from collections.abc import Mapping, Sequence

from shapely.geometry.base import BaseGeometry

from saferboard.core.evidence.comparison import Verdict
from saferboard.core.evidence.comparison_words import verdict_words
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.profile.bands import Band, bands
from saferboard.core.evidence.profile.document import districts_of, hexagons_of
from saferboard.core.evidence.profile.located import TileAt
from saferboard.core.evidence.profile.profile import Profile, Spread, Standing, Stood
from saferboard.core.evidence.profile.words import standing as standing_words
from saferboard.core.evidence.profile.words import where
from saferboard.core.evidence.words import figure_words
from saferboard.engines.places.hexagons import outline
from saferboard.engines.places.maps import Shade, Shape, Tile, drawn, tiled

# From few to many; each a step darker than the one before, so that print without colour tells.
FILLS = ("#f1f5f9", "#c9dceb", "#94bfdd", "#5a9bc9", "#2a6fa8", "#123f6d")
HOT_EDGE, OWN_EDGE, PLAIN_EDGE = "#b5420d", "#0b0c0c", "#b1b4b6"
VERDICTS = {
    Verdict.WORSE: "#e8a08c",
    Verdict.HIGHER: "#f3d9b1",
    Verdict.SIMILAR: "#eeefef",
    Verdict.LOWER: "#cfe3f0",
    Verdict.BETTER: "#a3d3b5",
    Verdict.UNTESTED: "#ffffff",
}


def maps_of(
    profile: Profile, boundaries: Mapping[str, BaseGeometry], tiles: Sequence[TileAt]
) -> dict[str, str]:
    """Every map that can be drawn of a profile, by name, as SVG."""
    found = {}
    for spread in profile.spreads:
        line = profile.line(spread.measure)
        if line is not None and spread.spots:
            boundary = boundaries.get(profile.place.code)
            found[hexagons_of(spread.measure)] = _hexagons(profile, line.measure, spread, boundary)
    for standing in profile.standings:
        line = profile.line(standing.measure)
        picture = line and _districts(profile, line.measure, standing, boundaries, tiles)
        if picture:
            found[districts_of(standing.measure)] = picture
    return found


def _hexagons(
    profile: Profile, measure: Measure, spread: Spread, boundary: BaseGeometry | None
) -> str:
    held = bands(measure.suppress_to)

    def shade(band: Band, hot: bool) -> Shade:
        fill = FILLS[min(held.index(band), len(FILLS) - 1)]
        return Shade(f"{band} events", fill, HOT_EDGE if hot else PLAIN_EDGE, heavy=hot)

    shapes = [
        Shape(
            outline(spot.cell),
            shade(spot.band, spot.hot),
            f"{spot.band} events{', hot spot' if spot.hot else ''}",
        )
        for spot in sorted(spread.spots, key=lambda spot: spot.hot)  # heavy edges on top
    ]
    used = sorted({spot.band for spot in spread.spots}, key=lambda band: band.lower)
    legend = [shade(band, hot=False) for band in used]
    if spread.hot:
        legend.append(Shade("Heavy edge: hot spot", "#ffffff", HOT_EDGE, heavy=True))
    return drawn(
        shapes,
        title=f"{measure.name} in {profile.place.name} by hexagon, {profile.quarter.words}",
        summary=where(spread),
        over=[] if boundary is None else [boundary],
        legend=legend,
    )


def _districts(
    profile: Profile,
    measure: Measure,
    standing: Standing,
    boundaries: Mapping[str, BaseGeometry],
    tiles: Sequence[TileAt],
) -> str | None:
    """On a map where the boundary of each district is loaded, else as tiles; None for neither."""
    places = {tile.area: tile for tile in tiles}
    codes = {row.area for row in standing.rows}
    title = f"{measure.name} by district, {profile.quarter.words}"
    summary = standing_words(standing, measure, profile)
    used = [verdict for verdict in VERDICTS if any(r.verdict is verdict for r in standing.rows)]
    legend = [Shade(verdict_words(v), VERDICTS[v], PLAIN_EDGE) for v in used]
    legend.append(Shade(f"Heavy edge: {profile.place.name}", "#ffffff", OWN_EDGE, heavy=True))
    rows = sorted(standing.rows, key=lambda row: row.area == profile.place.code)
    if codes <= boundaries.keys():
        shapes = [
            Shape(boundaries[r.area], _shade(r, profile), _said(r, measure), r.name) for r in rows
        ]
        return drawn(shapes, title=title, summary=summary, legend=legend)
    if not codes <= places.keys():
        return None
    return tiled(
        [
            Tile(
                row.name,
                places[row.area].row,
                places[row.area].column,
                _shade(row, profile),
                _said(row, measure),
                figure_words(row.figure, measure),
            )
            for row in rows
        ],
        title=title,
        summary=summary,
        legend=legend,
    )


def _shade(row: Stood, profile: Profile) -> Shade:
    own = row.area == profile.place.code
    edge = OWN_EDGE if own else PLAIN_EDGE
    return Shade(verdict_words(row.verdict), VERDICTS[row.verdict], edge, heavy=own)


def _said(row: Stood, measure: Measure) -> str:
    said = f"{row.name}: {figure_words(row.figure, measure)}"
    return f"{said}, {verdict_words(row.verdict).lower()}"
