"""What a check found in a document, to be shown beside the place that it concerns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``block`` is the place of the block that it concerns, from 0; none: whole.

    One that must be answered keeps a paper from being submitted.
    """

    what: str
    remedy: str
    block: int | None = None
    must: bool = False
