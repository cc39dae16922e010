"""The four routes by which a referral comes to a MARAC.

Source: SafeLives' guidance to multi-agency risk assessment conferences (14 of the 24 questions of
the DASH risk checklist, professional judgement, escalation, repeat). A score never lowers what a
professional judges: judgement only ever adds a route.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.casework.clocks import months_after
from saferboard.core.casework.marac.dash import QUESTIONS
from saferboard.core.faults import refuse

HIGH_RISK = 14


class Route(StrEnum):
    """How a referral comes to the meeting."""

    VISIBLE = "visible high risk"
    JUDGEMENT = "professional judgement"
    ESCALATION = "escalation"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Escalation:
    """How many events in how many months, to the day of the referral, make an escalation."""

    events: int = 3
    months: int = 12


ESCALATION = Escalation()


@dataclass(frozen=True, slots=True)
class Threshold:
    """The routes by which a referral meets the threshold, each with its reason; none if it fails.

    Where none is met a professional's judgement can still bring the case; none can keep it out.
    """

    routes: tuple[Route, ...]
    because: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.routes)


def threshold(
    on: date,
    *,
    dash: int | None,
    judgement: str = "",
    events: Iterable[date] = (),
    repeat: bool = False,
    escalation: Escalation = ESCALATION,
) -> Threshold:
    """By which routes a referral of that day comes to the meeting.

    ``judgement`` is the professional's reason; it only ever adds. Refused: a DASH that is none.
    """
    if dash is not None and not 0 <= dash <= len(QUESTIONS):
        raise refuse(
            f"{dash} answers cannot be yes",
            where="DASH",
            expected=f"a number from 0 to {len(QUESTIONS)}",
            remedy="count the answers again",
        )
    recent = [event for event in events if event <= on <= months_after(event, escalation.months)]
    found = {}
    if dash is not None and dash >= HIGH_RISK:
        found[Route.VISIBLE] = f"{dash} of {len(QUESTIONS)} answers are yes; {HIGH_RISK} are enough"
    if judgement.strip():
        found[Route.JUDGEMENT] = "a professional judges the risk to be high, with a reason"
    if len(recent) >= escalation.events:
        found[Route.ESCALATION] = f"{len(recent)} events in {escalation.months} months"
    if repeat:
        found[Route.REPEAT] = "the same victim and perpetrator were referred within the time"
    return Threshold(tuple(found), tuple(found.values()))
