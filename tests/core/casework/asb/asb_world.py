"""A small world of anti-social behaviour for the tests: a matrix, reports, incidents."""

from datetime import UTC, datetime
from pathlib import Path

from saferboard.core.casework.asb.incidents import Incident
from saferboard.core.casework.asb.kinds import Kind, Report
from saferboard.core.casework.asb.risk import Band, Matrix, Option, Question, Threshold
from saferboard.core.casework.asb.settings import FILE

BUNDLED = (
    Path(__file__).parents[4] / "partnerships" / "leicestershire" / FILE
).read_text("utf-8")  # fmt: skip

MATRIX = Matrix(
    2,
    (
        Question(
            "often",
            "How often?",
            (Option("once", "Once", 0), Option("weekly", "Weekly", 3), Option("daily", "Daily", 5)),
        ),
        Question(
            "violence",
            "Violence?",
            (Option("no", "No", 0), Option("yes", "Yes", 4, Band.HIGH)),
        ),
    ),
    (Threshold(Band.LOW, 0, 20), Threshold(Band.MEDIUM, 3, 10), Threshold(Band.HIGH, 8, 5)),
)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in June 2024."""
    return datetime(2024, 6, day, hour, minute, tzinfo=UTC)


def incident(reference: str = "LP-20240603-0412", **said: object) -> Incident:
    """An incident on the 3rd of June at noon, in Example Street."""
    about = {
        "at": at(3), "kind": Kind.NUISANCE, "area": "E07000129", "lsoa": "E01025600",
        "street": "Example Street",
    }  # fmt: skip
    return Incident(reference, **{**about, **said})  # type: ignore[arg-type]


def report(key: str = "1", **said: object) -> Report:
    """A report of the same hour and street."""
    about = {
        "kind": Kind.NUISANCE, "earliest": at(3, 11), "latest": at(3, 13),
        "lsoa": "E01025600", "street": "12 Example St",
    }  # fmt: skip
    return Report(key, **{**about, **said})  # type: ignore[arg-type]
