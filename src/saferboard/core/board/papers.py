"""The call for papers: when papers are asked for and due, how they stand, and whom to write to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.board.notice import Nation, back, latest_day
from saferboard.core.faults import Fault

REMIND_BEFORE = 3
CHASE_EVERY = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """How many working days before the latest day to publish each step falls."""

    asked: int = 30
    draft: int = 10
    final: int = 5
    dispatch: int = 0

    def faults(self) -> tuple[Fault, ...]:
        """Each step comes on the day of the next one or before it."""
        pairs = (
            ("asked", self.asked, "draft due", self.draft),
            ("draft due", self.draft, "final due", self.final),
            ("final due", self.final, "dispatch", self.dispatch),
        )
        return tuple(
            Fault(
                f"{one} comes after {other}",
                one,
                f"at least {later} working days, as for {other}",
                "give more days to the earlier step",
            )
            for one, earlier, other, later in pairs
            if earlier < later
        )


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days of one call. ``latest`` is the latest day to publish, by the clear days."""

    asked: date
    draft_due: date
    final_due: date
    dispatch: date
    latest: date


def deadlines(
    meeting: date, notice_days: int, steps: Steps, nation: Nation = Nation.ENGLAND
) -> Deadlines:
    """Counted back in working days from the latest day to publish."""
    latest = latest_day(meeting, notice_days, nation)
    return Deadlines(
        back(latest, steps.asked, nation),
        back(latest, steps.draft, nation),
        back(latest, steps.final, nation),
        back(latest, steps.dispatch, nation),
        latest,
    )


class State(StrEnum):
    """How the paper of an item stands."""

    NONE_NEEDED = "no paper needed"
    IN = "in"
    LATE = "in, late"
    DRAFT = "being written"
    AWAITED = "awaited"
    MISSING = "missing"


def state(
    *, needed: bool, submitted: date | None, drafted: bool, final_due: date, today: date
) -> State:
    """Submitted after the final day is late; not submitted by then is missing."""
    if submitted is not None:
        return State.LATE if submitted > final_due else State.IN
    if not needed:
        return State.NONE_NEEDED
    if today > final_due:
        return State.MISSING
    return State.DRAFT if drafted else State.AWAITED


def is_late(submitted: date, latest: date) -> bool:
    """Too late for the clear days: it needs urgency and the chair (LGA 1972 s.100B(4)(b))."""
    return submitted > latest


def late_words(urgent: str, agreed: str) -> str:
    """What the public reads of a late paper: why it cannot wait, and whether the chair agreed.

    ``agreed`` is the day on which the chair did; empty while the chair has not.
    """
    why = f"{urgent.strip().rstrip('.')}." if urgent.strip() else ""
    taken = (
        f"The chair agreed on {agreed} that it is taken as urgent."
        if agreed
        else "It is taken only if the chair agrees that it is urgent."
    )
    return f"{why} {taken}".strip()


class Letter(StrEnum):
    """Why an author is written to after the call."""

    REMINDER = "reminder"
    CHASER = "chaser"


def letter(today: date, due: Deadlines, meeting: date, last: date | None) -> Letter | None:
    """What an author whose paper is not in is sent today; ``last`` is when they last were.

    A reminder three working days before the draft and the final paper are due, or as soon after as
    the letters are sent; after that a chaser every second working day until the meeting.
    """
    if not due.asked <= today < meeting:
        return None
    if today > due.final_due:
        chased = last is not None and last > due.final_due and last > back(today, CHASE_EVERY)
        return None if chased else Letter.CHASER
    day = due.draft_due if today <= due.draft_due else due.final_due
    begins = max(back(day, REMIND_BEFORE), due.asked)
    if today < begins or (last is not None and last >= begins):
        return None
    return Letter.REMINDER
