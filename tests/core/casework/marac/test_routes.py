"""MARAC: the four routes to the meeting."""

from datetime import date

import pytest

from saferboard.core.casework.marac.routes import Escalation, Route, threshold
from saferboard.core.faults import Refused

ON = date(2023, 6, 28)


@pytest.mark.parametrize(
    ("dash", "judgement", "events", "repeat", "routes"),
    [
        (14, "", 0, False, [Route.VISIBLE]),
        (13, "", 0, False, []),
        (24, "", 0, False, [Route.VISIBLE]),
        (0, "", 0, False, []),
        (None, "", 0, False, []),
        # Local judgement cases arrive with a DASH of 4.
        (4, "she is afraid to leave the house", 0, False, [Route.JUDGEMENT]),
        (4, "  ", 0, False, []),
        (None, "disclosed to a nurse", 0, False, [Route.JUDGEMENT]),
        (4, "", 3, False, [Route.ESCALATION]),
        (4, "", 2, False, []),
        (0, "", 0, True, [Route.REPEAT]),
        # Judgement never lowers: whatever is said, 14 is enough.
        (14, "not so bad", 0, False, [Route.VISIBLE, Route.JUDGEMENT]),
        (15, "why", 4, True, list(Route)),
    ],
)
def test_the_four_routes(
    dash: int | None, judgement: str, events: int, repeat: bool, routes: list[Route]
) -> None:
    days = [date(2023, 6, 28 - n) for n in range(events)]
    found = threshold(ON, dash=dash, judgement=judgement, events=days, repeat=repeat)
    assert list(found.routes) == routes
    assert len(found.because) == len(routes)
    assert bool(found) == bool(routes)


def test_reasons_are_said() -> None:
    days = [date(2022, 6, 28), date(2023, 1, 1), ON]
    found = threshold(ON, dash=14, judgement="why", events=days, repeat=True)
    assert found.because == (
        "14 of 24 answers are yes; 14 are enough",
        "a professional judges the risk to be high, with a reason",
        "3 events in 12 months",
        "the same victim and perpetrator were referred within the time",
    )


def test_events_count_from_the_anniversary_to_the_day_of_the_referral() -> None:
    inside = [date(2022, 6, 28), date(2022, 12, 1), ON]
    assert threshold(ON, dash=0, events=inside)
    assert not threshold(ON, dash=0, events=[date(2022, 6, 27), *inside[1:]])
    assert not threshold(ON, dash=0, events=[*inside[:2], date(2023, 6, 29)])
    assert threshold(ON, dash=0, events=[ON, ON], escalation=Escalation(2, 1))


@pytest.mark.parametrize("dash", [-1, 25])
def test_a_dash_has_24_questions(dash: int) -> None:
    with pytest.raises(Refused, match="a number from 0 to 24"):
        threshold(ON, dash=dash)
