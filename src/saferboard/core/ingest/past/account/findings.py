"""What the accounting of the past found, and what it could not judge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.ingest.past.history.history import Quote


class Kind(StrEnum):
    """What is not as it should be."""

    NO_ACTION = "request with no action"
    LEFT_LOG = "action left the log without closure"
    NEVER_CAME = "promised report never came"
    PLAN_BROKEN = "forward plan rule broken with no reason"
    RESTATED = "figure restated without note"
    CONFIRMED_LATE = "minutes confirmed out of order"
    NEVER_CONFIRMED = "minutes never confirmed"
    CONFIRMED_TWICE = "minutes confirmed twice"
    NUMBERS_JUMP = "numbers of minutes jump"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: what was found, in a sentence, where it stands, and how sure it is.

    ``about`` names the thing, so that ``key`` stays the same when everything is read again.
    """

    kind: Kind
    body: str
    on: date
    about: str
    sentence: str
    evidence: tuple[Quote, ...]
    certainty: float

    @property
    def key(self) -> str:
        """Names the finding: a person's dismissal of it is kept under this."""
        return f"{self.kind.name.lower()}|{self.body}|{self.on.isoformat()}|{self.about}"


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What could not be judged, and why not."""

    kind: Kind
    body: str
    on: date
    about: str
    why: str


COLUMNS = (
    *("kind", "body", "meeting", "about", "finding", "certainty"),
    *("source", "pages", "lines", "evidence", "key"),
)


def to_rows(findings: Iterable[Finding]) -> Iterator[tuple[str, ...]]:
    """A heading and a row for each finding, as a spreadsheet has them."""
    yield COLUMNS
    for found in findings:
        yield (
            found.kind.value,
            found.body,
            found.on.isoformat(),
            found.about,
            found.sentence,
            f"{found.certainty:.2f}",
            "; ".join(quote.source for quote in found.evidence),
            "; ".join(_run(q.span.page, q.span.last_page) for q in found.evidence),
            "; ".join(_run(q.span.first, q.span.last) for q in found.evidence),
            "; ".join(f"{quote.on.isoformat()}: {quote.text}" for quote in found.evidence),
            found.key,
        )


def _run(first: int, last: int) -> str:
    if not first:
        return ""
    return str(first) if last <= first else f"{first}-{last}"


def order(found: Finding | Unjudged) -> tuple[str, date, str, str]:
    """By body and meeting, then kind."""
    return (found.body, found.on, found.kind.value, found.about)
