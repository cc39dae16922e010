"""Partners' returns that were accepted, kept beside the partnership's folder as observations."""

from collections.abc import Sequence

from pydantic import ValidationError

from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.returns import OBSERVATIONS
from saferboard.core.faults import refuse
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.partnership import Partnership

RETURNED = "returned"


def text_of(observations: Sequence[Observation]) -> str:
    """The observations as they are kept."""
    return OBSERVATIONS.dump_json(tuple(observations), indent=1).decode()


def parse_returned(found: Partnership, name: str, text: str) -> tuple[Observation, ...]:
    """The observations kept. Refused if the partnership declares their measures no more."""
    try:
        kept = OBSERVATIONS.validate_json(text)
    except ValidationError:
        raise refuse(
            "the accepted return cannot be read",
            where=name,
            expected="what this version of Saferboard, or an older one, has written",
            remedy="restore the instance from its backup",
        ) from None
    faults = Faults()
    measures = Names("measure", "measures.toml", frozenset(m.key for m in found.measures))
    areas = Names("area", "areas.csv", frozenset(area.code for area in found.areas))
    for measure in sorted({row.measure for row in kept}):
        measures.check(measure, f"{name}, measure", faults)
    for area in sorted({row.area for row in kept}):
        areas.check(area, f"{name}, area", faults)
    faults.refuse()
    return kept
