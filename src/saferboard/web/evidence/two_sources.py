"""Sources that share incidents, side by side: what their own page shows, and a measure's."""

from typing import Any

from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.release import Place, Release
from saferboard.core.evidence.two_sources import (
    AreaRow,
    TwoSources,
    joined,
    side_by_side_chart,
    trend_chart,
)
from saferboard.core.evidence.words import figure_words
from saferboard.web.evidence.addresses import Address
from saferboard.web.evidence.drawing import drawn
from saferboard.web.evidence.subject import Part, Subject


def part(subject: Subject) -> Part | None:
    """On a measure's page: with which other it shares incidents, and what both say together."""
    both = next((s for s in subject.release.two_sources if subject.measure.key in _keys(s)), None)
    if both is None:
        return None
    place = subject.release.place(subject.headline.area)
    row = _row(subject.release, both, place)
    if row is None:
        return None
    shown = {
        "name": both.name,
        "words": row.joined.words,
        "place": place.name,
        "url": subject.address.to("sources", key=both.key),
    }
    return Part("evidence/parts/two_sources.html", shown)


def sources_page(release: Release, both: TwoSources, address: Address) -> dict[str, Any]:
    """Everything a release says of two sources."""
    measures = _measures(release, both)
    rows = tuple(row for place in _places(release) if (row := _row(release, both, place)))
    headline = release.place(release.area)
    said = tuple(release.of(one.key) for one in measures)
    return {
        "both": both,
        "sources": [(one, address.to("measure", key=one.key)) for one in measures],
        "rows": [(row, _cells(measures, row)) for row in rows],
        "charts": [
            found
            for chart in (
                side_by_side_chart(both.name, measures, rows),
                trend_chart(both.name, headline.name, measures, said),
            )
            if (found := drawn(chart))
        ],
        "headline": next((row for row in rows if row.area == release.area), None),
        "place": headline,
    }


def _keys(both: TwoSources) -> tuple[str, ...]:
    return (*both.measures, *both.beside)


def _measures(release: Release, both: TwoSources) -> tuple[Measure, ...]:
    """Those of the sources that the release holds, the two that are joined first."""
    held = {one.key: one for one in release.measures}
    return tuple(held[key] for key in _keys(both) if key in held)


def _places(release: Release) -> list[Place]:
    """The headline area first, then the others as the release has them."""
    return sorted(release.places, key=lambda place: place.code != release.area)


def _row(release: Release, both: TwoSources, place: Place) -> AreaRow | None:
    """One area's figures; None where no source has an assessment there."""
    measures = _measures(release, both)
    said = tuple(release.of(one.key, place.code) for one in measures)
    if not any(said):
        return None
    ours, theirs = (release.of(key, place.code) for key in both.measures)
    return AreaRow(place.code, place.name, said, joined(both, measures[0], ours, theirs))


def _cells(measures: tuple[Measure, ...], row: AreaRow) -> list[tuple[str, str, str]]:
    """For each source its name, its figure and the figure's period."""
    return [
        (one.name, "Not known", "")
        if a is None
        else (one.name, figure_words(a.figure, one), a.period.words if a.period else "")
        for one, a in zip(measures, row.said, strict=True)
    ]
