"""Information sharing agreements: who signed what for which purpose, and until when it is live.

The fields are those the partnership's agreements carry: purpose, parties, data items, lawful basis
(UK GDPR art. 6), special category condition (art. 9, Data Protection Act 2018 Sch. 1), rights,
governance, retention, review date and signatures. The first review is due six months after the
start and then one every year. An agreement whose review is missed lapses at the end of that day,
and is live again from the day on which it is reviewed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from saferboard.core.casework.clocks import holds, local_day, months_after
from saferboard.core.directory.permissions import Decision
from saferboard.core.directory.spells import day

FIRST_REVIEW, NEXT_REVIEW = 6, 12  # months


@dataclass(frozen=True, slots=True)
class Signature:
    """An agency signed at a moment, and may have left since."""

    agency: str
    signed: datetime
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """``items`` are the field classes that it lets be shared; ``ends`` is its last day, if any."""

    key: str
    purpose: str
    parties: frozenset[str]
    items: frozenset[str]
    lawful_basis: str
    special_category: str
    rights: str
    governance: str
    retention: str
    starts: date
    signatures: tuple[Signature, ...] = ()
    reviewed: tuple[date, ...] = ()
    ends: date | None = None

    def __post_init__(self) -> None:
        for name in ("lawful_basis", "special_category", "rights", "governance", "retention"):
            if not getattr(self, name).strip():
                raise ValueError(f"an agreement must say its {name}")


def review_due(agreement: Agreement, on: date) -> date:
    """The day by which the agreement must be reviewed, as it stands on a day."""
    done = [review for review in agreement.reviewed if agreement.starts < review <= on]
    if done:
        return months_after(max(done), NEXT_REVIEW)
    return months_after(agreement.starts, FIRST_REVIEW)


def live(agreement: Agreement, on: datetime) -> Decision:
    """Whether the agreement is in force at a moment, whoever signed it."""
    today = local_day(on)
    due = review_due(agreement, today)
    if today < agreement.starts:
        return Decision(False, f"the agreement begins on {day(agreement.starts)}")
    if agreement.ends is not None and agreement.ends < today:
        return Decision(False, f"the agreement ended on {day(agreement.ends)}")
    if due < today:
        return Decision(False, f"the agreement lapsed: its review was due on {day(due)}")
    return Decision(True, f"the agreement is live; its review is due by {day(due)}")


def binds(agreement: Agreement, agency: str, on: datetime) -> bool:
    """Whether an agency is a party, has signed by that moment, and has not left."""
    return agency in agreement.parties and any(
        signature.agency == agency and holds(signature.signed, signature.left, on)
        for signature in agreement.signatures
    )


def covering(
    agreements: Iterable[Agreement], purpose: str, agencies: Iterable[str], on: datetime
) -> tuple[Agreement, ...]:
    """The agreements for a purpose that are live and bind every one of the agencies."""
    needed = tuple(agencies)
    return tuple(
        agreement
        for agreement in agreements
        if agreement.purpose == purpose
        and live(agreement, on)
        and all(binds(agreement, agency, on) for agency in needed)
    )
