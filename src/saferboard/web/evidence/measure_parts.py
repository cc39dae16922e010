"""The sections of a measure's page beyond its own figures: each there only where it has content."""

from collections.abc import Callable, Iterator

from saferboard.web.evidence import (
    asked,
    controlled,
    held_against,
    inspected,
    progress,
    two_sources,
)
from saferboard.web.evidence.subject import Part, Subject

PARTS: tuple[Callable[[Subject], Part | None], ...] = (
    controlled.part,
    two_sources.part,
    progress.part,
    inspected.part,
    asked.part,
    held_against.part,
)


def parts_of(subject: Subject) -> Iterator[Part]:
    """The sections that have something to show."""
    for make in PARTS:
        found = make(subject)
        if found is not None:
            yield found


__all__ = ["PARTS", "Part", "Subject", "parts_of"]
