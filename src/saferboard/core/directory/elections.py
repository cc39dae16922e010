"""How a body comes by its chair and vice-chair: by yearly election, or by its terms of reference.

A chair is elected each year, as a rule at the June meeting. Whoever was elected stays until a
successor is, so that a later meeting leaves no gap; the election is overdue once the month has
passed.
"""

from collections.abc import Mapping
from datetime import date

from saferboard.core.directory.seats import MEMBERS, SeatRole
from saferboard.core.directory.spells import DAY, day
from saferboard.core.faults import Fault

ELECTED = (SeatRole.CHAIR, SeatRole.VICE_CHAIR)
CHAIR_BY = {"election": "election", "terms": "terms of reference"}


def due_by(elected: date) -> date:
    """The last day of the same month a year on."""
    following = elected.month % 12 + 1
    return date(elected.year + (2 if following == 1 else 1), following, 1) - DAY


def term(role: SeatRole, since: date, until: date | None, *, elected: bool, on: date) -> str:
    """``elected chair on 10 June 2022; the next election is due by 30 June 2023``."""
    said = f"elected {role} on {day(since)}" if elected else f"{role} since {day(since)}"
    if until is not None:
        return f"{said}, until {day(until)}"
    if not elected:
        return f"{said}; no election is recorded"
    due = due_by(since)
    verb = "is due" if on <= due else "was due"
    return f"{said}; the next election {verb} by {day(due)}"


def overdue(since: date, until: date | None, *, on: date) -> bool:
    """Whether the yearly election has not been held in time."""
    return until is None and on > due_by(since)


def election_fault(
    role: SeatRole, post: str, table: Mapping[str, SeatRole], chair_by: str
) -> Fault | None:
    """What is wrong with electing that post; ``table`` is who sits there that day, and as what."""
    if role is SeatRole.CHAIR and chair_by == "terms":
        return Fault(
            "this body elects no chair: its terms of reference name one",
            where="role",
            expected="an election of the vice-chair",
            remedy="give the chair's seat to the post named, or change how the body gets its chair",
        )
    if table.get(post) not in MEMBERS:
        return Fault(
            "only a member can be elected, and this post is no member of the body on that day",
            where="post",
            expected="a post with a member's seat",
            remedy="choose a member, or give the post a member's seat first",
        )
    other = SeatRole.VICE_CHAIR if role is SeatRole.CHAIR else SeatRole.CHAIR
    if table[post] is other:
        return Fault(
            f"this post is the {other} already",
            where="post",
            expected="two different posts as chair and vice-chair",
            remedy=f"elect another {other} first, or choose another post",
        )
    return None
