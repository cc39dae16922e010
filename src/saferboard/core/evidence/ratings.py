"""Inspectors' ratings: ordered labels with points, added up to a composite score.

The rule is that of HM Inspectorate of Probation's table of ratings (Outstanding 3, Good 2, Requires
improvement 1, Inadequate 0, summed; pack of June 2019). "Not rated" is not zero: the inspectorate
itself notes that a service with a standard that was not rated is understated by its sum. So the
framework declares what becomes of such a sum: nothing is said, or it is said over the standards
that were rated, as what it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Month, Period

NOT_RATED = "not rated"
NOT_KNOWN = "not known"


class Unrated(StrEnum):
    """What becomes of a composite of which a standard was not rated."""

    MISSING = "missing"
    OVER_RATED = "over-rated"


@dataclass(frozen=True, slots=True)
class Rating:
    """A label inspectors may give, and its points. The best comes first."""

    label: str
    points: int


@dataclass(frozen=True, slots=True)
class Standard:
    """One thing that inspectors rate."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Framework:
    """What inspectors rate, and in which words."""

    key: str
    name: str
    source: str
    ratings: tuple[Rating, ...]
    standards: tuple[Standard, ...]
    unrated: Unrated = Unrated.MISSING

    def points(self, label: str) -> int:
        """The points of a label. KeyError for one that was never declared."""
        return {rating.label: rating.points for rating in self.ratings}[label]

    @property
    def best(self) -> int:
        """The most points a standard can have."""
        return max(rating.points for rating in self.ratings)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One published inspection: a label by standard, ``NOT_RATED`` where inspectors gave none.

    A standard that is not named is not known to us, which is a third thing.
    """

    framework: str
    area: str
    inspected: str
    published: Month
    known: date
    pack: str
    labels: tuple[tuple[str, str], ...]
    note: str = ""

    def label(self, standard: str) -> str:
        """The label of a standard, that it was not rated, or that it is not known."""
        return dict(self.labels).get(standard, NOT_KNOWN)

    def was_known(self, last: Month, by: date) -> bool:
        """Whether it was published by a month and known on a day."""
        return self.published <= last and self.known <= by


@dataclass(frozen=True, slots=True)
class Composite:
    """A sum of points: ``score`` of ``most``, over ``rated`` of ``standards``."""

    score: int
    most: int
    rated: int
    standards: int


def composite(framework: Framework, inspection: Inspection) -> Composite:
    """The points of the standards that were rated, and how many there could have been."""
    given = [inspection.label(standard.key) for standard in framework.standards]
    points = [framework.points(label) for label in given if label not in (NOT_RATED, NOT_KNOWN)]
    return Composite(
        sum(points), framework.best * len(points), len(points), len(framework.standards)
    )


def score(framework: Framework, inspection: Inspection) -> Figure:
    """The composite as a figure, as the framework declares for what was not rated."""
    found = composite(framework, inspection)
    by_label: dict[str, list[str]] = {NOT_KNOWN: [], NOT_RATED: []}
    for standard in framework.standards:
        by_label.setdefault(inspection.label(standard.key), []).append(standard.name)
    if by_label[NOT_KNOWN]:
        return Missing(f"the rating of {', '.join(by_label[NOT_KNOWN])} is not known to us")
    unrated = by_label[NOT_RATED]
    if unrated and (framework.unrated is Unrated.MISSING or not found.rated):
        return Missing(f"{', '.join(unrated)} was not rated, and not rated is not zero")
    return Number(float(found.score))


def words(framework: Framework, inspection: Inspection) -> str:
    """``13 of at most 30 points``; over which standards, where not all were rated."""
    found = composite(framework, inspection)
    text = f"{found.score} of at most {found.most} points"
    if found.rated < found.standards:
        text += f", over the {found.rated} of {found.standards} standards that were rated"
    return text


def observed(
    frameworks: Mapping[str, Framework], inspections: Iterable[Inspection], key: str, measure: str
) -> tuple[Observation, ...]:
    """The composites of a framework's inspections as observations of a measure.

    A sum over fewer standards does not compare with one over all.
    """
    found = []
    for inspection in inspections:
        if inspection.framework != key:
            continue
        framework = frameworks[key]
        figure = score(framework, inspection)
        part = composite(framework, inspection)
        told = f"{inspection.inspected}: {words(framework, inspection)}."
        notes = [told] if isinstance(figure, Number) else []
        found.append(
            Observation(
                measure=measure,
                area=inspection.area,
                period=Period.of_month(inspection.published),
                figure=figure,
                known=inspection.known,
                pack=inspection.pack,
                paragraph="",
                flags=frozenset({Flag.DEFINITION_CHANGED} if part.rated < part.standards else ()),
                note=" ".join([*notes, inspection.note]).strip(),
            )
        )
    return tuple(found)
