"""Reading applications and the figures of a year."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise

from saferboard.core.casework import case_review as core
from saferboard.core.casework.case_review_rule import FILE, Procedures, read_procedures
from saferboard.core.evidence.periods import Period
from saferboard.core.ingest.gathering import Faults
from saferboard.web.casework.lock.declared import text_of
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.reviews.models import Application, Complaint, Published

PURPOSE = "case-review"


def leads(key: Key) -> bool:
    """Whether somebody leads the reviews: they co-ordinate for that purpose, and for no other."""
    return key.purpose.key == PURPOSE and key.co_ordinates


def procedures() -> Procedures:
    """The partnership's review procedures, as published. Refused if there are none."""
    faults = Faults()
    found = read_procedures(text_of(FILE), faults)
    faults.refuse()
    if found is None:
        raise LookupError("a file without faults gave no procedures")
    return found


def application(opened: Opened) -> Application | None:
    """The application of a case; none where a case was opened by hand."""
    return Application.objects.filter(case=opened.case).first()


def complaints(opened: Opened) -> list[Complaint]:
    """The complaints of a case that the reader may see."""
    return list(Complaint.objects.filter(case=opened.case, field__in=opened.opens))


def judged(row: Application, complaints: list[Complaint]) -> core.Judged:
    """What arithmetic says of an application, by the number that was needed when it came."""
    rule = core.ReviewRule(row.complaints_needed, row.hate_needed)
    made = [core.Complaint(one.behaviour, one.made, one.hate) for one in complaints]
    return core.judge(made, row.applied, rule)


def figures(year: int) -> core.YearFigures:
    """The figures of a year as they stand now. Counts alone: asked under the service's own duty."""
    return core.year_figures(
        (
            core.Application(one.applied, one.decided, one.met, one.reviewed, one.recommended)
            for one in Application.objects.all()
        ),
        Period.of_year(year),
    )


@dataclass(frozen=True, slots=True)
class Year:
    """A year's figures as the public has them; ``changes`` say what was restated, oldest first."""

    row: Published
    figures: core.YearFigures
    changes: tuple[tuple[Published, tuple[core.Restated, ...]], ...]

    @property
    def words(self) -> str:
        """``2023/24``."""
        return f"{self.row.year}/{(self.row.year + 1) % 100:02}"

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Each figure under its name."""
        return [(name.replace("_", " "), value) for name, value in asdict(self.figures).items()]


def published() -> list[Year]:
    """Every year that was published, the newest first."""
    found: dict[int, list[Published]] = {}
    for row in Published.objects.order_by("-year", "pk"):
        found.setdefault(row.year, []).append(row)
    return [Year(rows[-1], figures_of(rows[-1]), tuple(_changes(rows))) for rows in found.values()]


def _changes(rows: list[Published]) -> Iterator[tuple[Published, tuple[core.Restated, ...]]]:
    for before, after in pairwise(rows):
        yield after, core.restated(figures_of(before), figures_of(after))


def figures_of(row: Published) -> core.YearFigures:
    """The figures of one publication."""
    return core.YearFigures(**row.figures)
