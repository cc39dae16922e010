"""Sources that share incidents, side by side: what their own page shows, and a measure's."""

from collections.abc import Mapping
from typing import Any

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Missing
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

Said = Mapping[tuple[str, str], Assessment]


def part(subject: Subject) -> Part | None:
    """On a measure's page: with which other it shares incidents, and what both say together."""
    both = next((s for s in subject.release.two_sources if subject.measure.key in s.keys), None)
    if both is None:
        return None
    place = subject.release.place(subject.headline.area)
    row = _row(subject.release, both, place, _said(subject.release, both))
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
    said = _said(release, both)
    each = (_row(release, both, place, said) for place in _places(release))
    rows = tuple(row for row in each if row)
    short = tuple(both.named(one) for one in measures)
    headline = release.place(release.area)
    ours = tuple(said.get((one.key, release.area)) for one in measures)
    return {
        "both": both,
        "sources": [(one, address.to("measure", key=one.key)) for one in measures],
        "rows": [(row, _cells(short, row)) for row in rows],
        "charts": [
            found
            for chart in (
                side_by_side_chart(both.name, short, rows),
                trend_chart(both.name, headline.name, short, ours),
            )
            if (found := drawn(chart))
        ],
        "headline": next((row for row in rows if row.area == release.area), None),
        "place": headline,
    }


def _measures(release: Release, both: TwoSources) -> tuple[Measure, ...]:
    """Those of the sources that the release holds, the two that are joined first."""
    held = {one.key: one for one in release.measures}
    return tuple(held[key] for key in both.keys if key in held)


def _places(release: Release) -> list[Place]:
    """The headline area first, then the others as the release has them."""
    return sorted(release.places, key=lambda place: place.code != release.area)


def _said(release: Release, both: TwoSources) -> Said:
    """The sources' assessments by measure and area: looked for once, not for each area anew."""
    return {(a.measure, a.area): a for a in release.assessments if a.measure in both.keys}


def _row(release: Release, both: TwoSources, place: Place, said: Said) -> AreaRow | None:
    """One area's figures; None where nothing is known there from any source."""
    measures = _measures(release, both)
    here = tuple(said.get((one.key, place.code)) for one in measures)
    if all(a is None or isinstance(a.figure, Missing) for a in here):
        return None
    ours, theirs = (said.get((key, place.code)) for key in both.measures)
    return AreaRow(place.code, place.name, here, joined(both, measures[0], ours, theirs))


def _cells(measures: tuple[Measure, ...], row: AreaRow) -> list[tuple[str, str, str]]:
    """For each source its name, its figure and the figure's period."""
    return [
        (one.name, "Not known", "")
        if a is None
        else (one.name, figure_words(a.figure, one), a.period.words if a.period else "")
        for one, a in zip(measures, row.said, strict=True)
    ]
