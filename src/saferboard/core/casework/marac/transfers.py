"""Cases that go to another MARAC or come from one, because somebody moved.

A case stays the sending MARAC's until the other has said in writing that it holds it. What it says
goes; what an agency here told in research goes only where that agency agrees; legal advice never
goes. The days of its referrals go with it: the time of a repeat does not begin anew by moving.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from saferboard.core.board.notice import Nation
from saferboard.core.casework.clocks import working_days_after
from saferboard.core.casework.marac.repeats import Referral
from saferboard.core.directory.permissions import Decision


class Part(StrEnum):
    """What a case is made of, as it goes from one MARAC to another."""

    OUTLINE = "reference and days of referrals and meetings"
    PEOPLE = "who the people are, and how the victim may safely be reached"
    REFERRAL = "the referral and its risk checklist"
    RESEARCH = "what agencies told in research"
    MINUTES = "minutes and safety plan"
    ACTIONS = "actions, with those that are open"
    FLAGS = "flags and when they end"
    LEGAL = "legal advice"


def goes(part: Part, *, agency_agrees: bool = False) -> Decision:
    """Whether a part goes to the other MARAC; of research, whether its agency agrees to it."""
    if part is Part.LEGAL:
        return Decision(False, "legal advice stays with the agency that took it")
    if part is Part.RESEARCH and not agency_agrees:
        return Decision(False, "the agency that told it has not agreed")
    return Decision(True, "the other MARAC needs it to keep the victim safe")


class Standing(StrEnum):
    """Where a transfer out stands."""

    SENT = "sent: the case is still ours"
    OVERDUE = "sent, and no receipt in time: the case is still ours, telephone"
    RECEIVED = "received: the case is theirs"


@dataclass(frozen=True, slots=True)
class Sent:
    """A case was sent to another MARAC on a day; ``received`` when it said that it holds it."""

    marac: str
    on: date
    received: date | None = None


def standing(sent: Sent, on: date, days: int, nation: Nation = Nation.ENGLAND) -> Standing:
    """Where a transfer stands on a day, with so many working days for the receipt."""
    if sent.received is not None and sent.received <= on:
        return Standing.RECEIVED
    late = on > working_days_after(sent.on, days, nation)
    return Standing.OVERDUE if late else Standing.SENT


@dataclass(frozen=True, slots=True)
class Earlier:
    """A referral that another MARAC had: its day, whether it was a crime, and when it was heard."""

    on: date
    criminal: bool
    meeting: date | None = None


def brought(new: Referral, earlier: Iterable[Earlier], marac: str) -> tuple[Referral, ...]:
    """The referrals of a case that another MARAC sent, with the days that they had there.

    ``new`` is the case as it came. Coming is no referral: the case takes the day of its last one
    there, so that moving neither makes a repeat nor ends or begins anew the time of one. Those
    before it stand by themselves. A case that came without any keeps the day on which it came.
    """
    held = sorted(earlier, key=lambda one: one.on)
    if not held:
        return (new,)
    last = held[-1]
    before = (
        replace(
            new,
            key=f"{new.key}, {marac} {number}",
            on=one.on,
            criminal=one.criminal,
            meeting=one.meeting,
            agency="",
        )
        for number, one in enumerate(held[:-1], start=1)
    )
    meeting = new.meeting or last.meeting
    return (*before, replace(new, on=last.on, criminal=last.criminal, meeting=meeting))
