"""The ASB case review: the law's arithmetic, the body's decision, and the yearly figures."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.casework.case_review import (
    Application,
    Complaint,
    Considered,
    ReviewRule,
    judge,
    qualifies,
    restated,
    settle,
    year_figures,
)
from saferboard.core.directory.permissions import Decision
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused

THREE = ReviewRule()
APPLIED = date(2024, 7, 15)
EXAMPLE = (
    Complaint(date(2024, 1, 1), date(2024, 1, 20)),
    Complaint(date(2024, 2, 10), date(2024, 3, 12)),
    Complaint(date(2024, 4, 1), date(2024, 4, 2)),
)
SAID = Considered("every weekend since May", "she sleeps badly", "nobody called her back")
LATE = "it was made late: the month ended on "
OVER = "the application is late: six months ended on "
IN_TIME = "it was made in time, and so was the application"


def test_the_worked_example_the_second_report_is_late_and_two_qualify() -> None:
    judged = judge(EXAMPLE, APPLIED, THREE)
    assert not judged.met
    assert judged.qualifying == 2
    assert judged.because == "2 complaints qualify, not 3: the body decides"
    assert [one.because for one in judged.complaints] == [
        IN_TIME,
        "it was made late: the month ended on 9 March 2024",
        IN_TIME,
    ]


def test_a_lower_local_number_is_met() -> None:
    judged = judge(EXAMPLE, APPLIED, ReviewRule(complaints=2))
    assert (judged.met, judged.because) == (True, "2 complaints qualify; 2 are needed")


@pytest.mark.parametrize(
    ("behaviour", "made", "applied", "because"),
    [
        # One month beginning with 10 February ends on 9 March.
        ("2024-02-10", "2024-03-09", "2024-03-09", IN_TIME),
        ("2024-02-10", "2024-03-10", "2024-03-10", LATE + "9 March 2024"),
        ("2024-01-31", "2024-02-29", "2024-03-01", IN_TIME),
        ("2024-01-31", "2024-03-01", "2024-03-01", LATE + "29 February 2024"),
        ("2024-02-10", "2024-02-09", "2024-03-01", "it was made before the behaviour"),
        ("2024-02-10", "2024-02-10", "2024-02-09", "it was made after the application"),
        # Six months beginning with 20 January end on 19 July.
        ("2024-01-20", "2024-01-20", "2024-07-19", IN_TIME),
        ("2024-01-20", "2024-01-20", "2024-07-20", OVER + "19 July 2024"),
        ("2023-08-31", "2023-08-31", "2024-02-29", IN_TIME),
        ("2023-08-31", "2023-08-31", "2024-03-01", OVER + "29 February 2024"),
    ],
)
def test_what_qualifies(behaviour: str, made: str, applied: str, because: str) -> None:
    complaint = Complaint(date.fromisoformat(behaviour), date.fromisoformat(made))
    found = qualifies(complaint, date.fromisoformat(applied))
    assert found == Decision(because == IN_TIME, because)


def test_hate_may_be_enough_with_one_where_the_partnership_says_so() -> None:
    one = replace(EXAMPLE[0], hate=True)
    assert not judge([one], APPLIED, THREE).met
    judged = judge([one], APPLIED, ReviewRule(hate=1))
    assert judged.because == "1 complaint qualifies, with hate as the motive; that is enough here"
    assert judged.met
    assert not judge([EXAMPLE[0]], APPLIED, ReviewRule(hate=1)).met
    late = replace(EXAMPLE[1], hate=True)
    assert not judge([late, EXAMPLE[0]], APPLIED, ReviewRule(hate=1)).met


@pytest.mark.parametrize("rule", [{"complaints": 4}, {"complaints": 0}, {"hate": 4}, {"hate": 0}])
def test_the_number_may_only_be_lowered(rule: dict[str, int]) -> None:
    with pytest.raises(Refused, match="a number from 1 to 3"):
        ReviewRule(**rule)


@pytest.mark.parametrize("met", [True, False])
def test_below_the_number_the_body_decides_either_way(met: bool) -> None:
    decision = settle(judge(EXAMPLE, APPLIED, THREE), met, SAID)
    because = "decided by the body, with regard to persistence, harm and the response"
    assert decision == Decision(met, because)
    assert settle(judge([], APPLIED, THREE), met, SAID).allowed == met


def test_the_body_must_say_what_it_considered() -> None:
    with pytest.raises(Refused) as caught:
        settle(judge(EXAMPLE, APPLIED, THREE), False, Considered("", "harm", " "))
    assert [fault.where for fault in caught.value.faults] == ["persistence", "response"]


def test_what_the_law_counts_as_met_cannot_be_decided_away() -> None:
    judged = judge(EXAMPLE, APPLIED, ReviewRule(2))
    assert settle(judged, True, Considered("", "", "")) == Decision(True, judged.because)
    with pytest.raises(Refused, match="met by the law's own number"):
        settle(judged, False, SAID)


YEAR = Period.of_year(2023)


def test_each_event_counts_in_its_own_year() -> None:
    applications = [
        Application(date(2023, 4, 1)),
        Application(date(2023, 3, 31), decided=date(2023, 4, 2)),
        Application(date(2024, 3, 31), date(2024, 4, 1), True, date(2024, 5, 1), True),
        Application(date(2023, 5, 1), date(2023, 5, 9), True, date(2023, 6, 1), True),
        Application(date(2023, 5, 1), date(2023, 5, 9), True, date(2023, 6, 1)),
    ]
    found = year_figures(applications, YEAR)
    assert found.applications == 4
    assert (found.threshold_met, found.threshold_not_met) == (2, 1)
    assert (found.reviews, found.reviews_with_recommendations) == (2, 1)


def test_a_figure_can_be_restated_six_became_eight() -> None:
    six = [Application(date(2023, 5, n)) for n in range(1, 7)]
    published = year_figures(six, YEAR)
    now = year_figures([*six, Application(date(2023, 9, 1)), Application(date(2024, 1, 1))], YEAR)
    changes = restated(published, now)
    assert [one.words for one in changes] == ["applications: 6 became 8"]
    assert restated(published, published) == ()
