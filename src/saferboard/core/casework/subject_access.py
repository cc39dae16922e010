"""Subject access: by when somebody's request must be answered, and what is kept from the answer.

Sources: UK GDPR art. 12(3) and art. 15; the Information Commissioner's guidance on counting the
month (from the day of receipt to the corresponding date, or the last day of a month that has none;
a weekend or bank holiday moves it to the next working day; asking for what is needed to find the
data stops the clock). What may be kept back: Data Protection Act 2018, Schedules 2 and 3.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from saferboard.core.board.notice import Nation, is_working_day
from saferboard.core.casework.clocks import months_after
from saferboard.core.directory.spells import DAY
from saferboard.core.faults import Fault, Refused

MONTHS, FURTHER_MONTHS = 1, 2


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood from one day, on which something was asked, until it came."""

    asked: date
    came: date | None = None


def answer_due(
    received: date,
    on: date,
    *,
    extended: bool = False,
    pauses: Iterable[Pause] = (),
    nation: Nation = Nation.ENGLAND,
) -> date | None:
    """The last day for the answer, as it stands on a day; none while the clock stands.

    Days of pauses that are over are added; days that two pauses share count once.
    """
    stood: set[date] = set()
    for pause in pauses:
        if pause.came is None or pause.came > on:
            return None
        stood |= {pause.asked + DAY * n for n in range((pause.came - pause.asked).days)}
    due = months_after(received, MONTHS + FURTHER_MONTHS * extended) + DAY * len(stood)
    while not is_working_day(due, nation):
        due += DAY
    return due


class Reason(StrEnum):
    """Why something is kept from the answer."""

    THIRD_PARTY = "somebody else's data (DPA 2018 Sch. 2 para. 16)"
    CRIME = "it would prejudice the prevention or detection of crime (Sch. 2 para. 2)"
    PRIVILEGE = "legal professional privilege (Sch. 2 para. 19)"
    SERIOUS_HARM = "serious harm to somebody's health (Sch. 3 paras. 5 and 11)"
    CHILD_ABUSE = "child abuse data, against the child's interest (Sch. 3 para. 21)"


@dataclass(frozen=True, slots=True)
class Piece:
    """Something held of the subject: its key, what it is, and its text."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """From one character of a piece up to another, not included, is kept back, and why.

    ``because`` is the person's own reason; the log holds it, and never the words kept back.
    """

    piece: str
    start: int
    end: int
    reason: Reason
    because: str


@dataclass(frozen=True, slots=True)
class Told:
    """A piece as the subject gets it."""

    title: str
    text: str
    redactions: tuple[Redaction, ...]


def told(pieces: Sequence[Piece], redactions: Iterable[Redaction]) -> tuple[Told, ...]:
    """Every piece with what is kept back taken out, its reason in its place.

    Refused, with every fault, where a redaction names no piece, lies outside its text, overlaps
    another or gives no reason of its own.
    """
    texts = {piece.key: piece.text for piece in pieces}
    ordered = sorted(redactions, key=lambda one: (one.piece, one.start, one.end))
    faults = [fault for one in ordered for fault in _faults(one, texts)]
    for before, after in pairwise(ordered):
        if before.piece == after.piece and after.start < before.end:
            faults.append(_fault("two redactions overlap", after, "one stretch each"))
    if faults:
        raise Refused(*faults)
    return tuple(
        _one(piece, tuple(one for one in ordered if one.piece == piece.key)) for piece in pieces
    )


def _one(piece: Piece, redactions: tuple[Redaction, ...]) -> Told:
    parts, at = [], 0
    for one in redactions:
        parts += [piece.text[at : one.start], f"[kept back: {one.reason}]"]
        at = one.end
    return Told(piece.title, "".join([*parts, piece.text[at:]]), redactions)


def _faults(one: Redaction, texts: dict[str, str]) -> Iterable[Fault]:
    if one.piece not in texts:
        yield _fault("there is no such piece", one, "a piece of the answer")
    elif not 0 <= one.start < one.end <= len(texts[one.piece]):
        yield _fault("it does not lie within the text", one, "a stretch of the text")
    if not one.because.strip():
        yield _fault("no reason is given", one, "why this is kept back, in a sentence")


def _fault(what: str, one: Redaction, expected: str) -> Fault:
    where = f"{one.piece}, {one.start} to {one.end}"
    return Fault(what, where, expected, "correct the redaction; nothing was exported")
