"""A quarter's assessments, frozen. The page, the paper and the pack all read the same release."""

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from saferboard.core.evidence.assessment import Assessment, Direction
from saferboard.core.evidence.measures import Measure, Outcome
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.ratings import Framework, Inspection
from saferboard.core.evidence.surveys import Surveyed
from saferboard.core.evidence.two_sources import TwoSources


@dataclass(frozen=True, slots=True)
class Input:
    """Something the release was made from, with the SHA-256 of its content."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Place:
    """An area as it was called when the release was made. ``within`` is the area it lies in."""

    code: str
    name: str
    kind: str
    within: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the Board's printed arrow and our rule differ, kept to be told."""

    measure: str
    printed: Direction
    computed: Direction
    because: str


@dataclass(frozen=True, slots=True)
class Release:
    """All that was known and judged for a quarter, complete in itself.

    ``area`` is the area the Board answers for (the headline); ``known_by`` the day after which
    nothing learned was used; ``assessments`` hold every measure for every place. ``peer_sets`` are
    the lists it ranks within; ``retired`` measures are no longer reported and keep their meaning.
    """

    partnership: str
    board: str
    quarter: Period
    area: str
    made_on: date
    known_by: date
    code_version: str
    inputs: tuple[Input, ...]
    places: tuple[Place, ...]
    outcomes: tuple[Outcome, ...]
    measures: tuple[Measure, ...]
    assessments: tuple[Assessment, ...]
    disagreements: tuple[Disagreement, ...] = ()
    unplaced: int | None = 0  # None: known, and too few to be shown
    attribution: str = ""
    two_sources: tuple[TwoSources, ...] = ()
    peer_sets: tuple[PeerSet, ...] = ()
    retired: tuple[Measure, ...] = ()
    surveys: tuple[Surveyed, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    inspections: tuple[Inspection, ...] = ()

    def of(self, measure: str, area: str | None = None) -> Assessment | None:
        """The assessment of a measure in an area (the headline area if none is named)."""
        wanted = (measure, area or self.area)
        return next((a for a in self.assessments if (a.measure, a.area) == wanted), None)

    def place(self, code: str) -> Place:
        """The place with this code."""
        return next(place for place in self.places if place.code == code)


RELEASE = TypeAdapter(Release)
"""Reads and writes a release as JSON: ``RELEASE.dump_json(r)``, ``RELEASE.validate_json(b)``."""
