"""What a section of a measure's page is given, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.release import Release
from saferboard.web.evidence.addresses import Address


@dataclass(frozen=True, slots=True)
class Subject:
    """What a section is about: a measure of a release; ``headline`` is the area it is read for."""

    release: Release
    measure: Measure
    headline: Assessment
    said: tuple[Assessment, ...]
    address: Address


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its template, and what it shows as ``part``."""

    template: str
    part: Mapping[str, Any]
