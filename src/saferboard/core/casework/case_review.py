"""The ASB case review ("community trigger"): its threshold, and what is published of it every year.

Source: Anti-social Behaviour, Crime and Policing Act 2014, s.104. The threshold is met by three
qualifying complaints, or a lower number that the review procedures say. A complaint qualifies if it
is made within the month that begins with the day of the behaviour, and the application within the
six months that begin with the day of the complaint. Below the number the body decides, with regard
to persistence, harm and the response: arithmetic meets the threshold and never refuses it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.core.casework.clocks import months_beginning
from saferboard.core.directory.permissions import Decision
from saferboard.core.directory.spells import day
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.faults import Fault, Refused, refuse

MOST_COMPLAINTS = 3
COMPLAINT_MONTHS, APPLICATION_MONTHS = 1, 6


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """The partnership's number of complaints; ``hate`` is a lower one where hate is the motive."""

    complaints: int = MOST_COMPLAINTS
    hate: int | None = None

    def __post_init__(self) -> None:
        for number in (self.complaints, self.hate):
            if number is not None and not 1 <= number <= MOST_COMPLAINTS:
                raise refuse(
                    f"{number} cannot be the number of complaints",
                    where="threshold",
                    expected=f"a number from 1 to {MOST_COMPLAINTS}: the law lets it be lowered",
                    remedy=f"choose {MOST_COMPLAINTS} or fewer",
                )


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint made on a day about behaviour of a day."""

    behaviour: date
    made: date
    hate: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What arithmetic says. Where it is not met, the body decides; it is never a refusal."""

    met: bool
    because: str
    complaints: tuple[Decision, ...]

    @property
    def qualifying(self) -> int:
        """How many complaints qualify."""
        return sum(1 for one in self.complaints if one)


def qualifies(complaint: Complaint, applied: date) -> Decision:
    """Whether a complaint qualifies for an application of a day, and why."""
    if complaint.made < complaint.behaviour:
        return Decision(False, "it was made before the behaviour")
    last = months_beginning(complaint.behaviour, COMPLAINT_MONTHS)
    if complaint.made > last:
        return Decision(False, f"it was made late: the month ended on {day(last)}")
    if applied < complaint.made:
        return Decision(False, "it was made after the application")
    last = months_beginning(complaint.made, APPLICATION_MONTHS)
    if applied > last:
        return Decision(False, f"the application is late: six months ended on {day(last)}")
    return Decision(True, "it was made in time, and so was the application")


def judge(complaints: Iterable[Complaint], applied: date, rule: ReviewRule) -> Judged:
    """Whether the number of qualifying complaints meets the threshold."""
    made = tuple(complaints)
    found = tuple(qualifies(one, applied) for one in made)
    count = sum(1 for one in found if one)
    hate = sum(1 for one, decision in zip(made, found, strict=True) if decision and one.hate)
    if count >= rule.complaints:
        return Judged(True, f"{_said(count)}; {rule.complaints} are needed", found)
    if rule.hate is not None and hate >= rule.hate:
        return Judged(True, f"{_said(hate)}, with hate as the motive; that is enough here", found)
    return Judged(False, f"{_said(count)}, not {rule.complaints}: the body decides", found)


def _said(count: int) -> str:
    return "1 complaint qualifies" if count == 1 else f"{count} complaints qualify"


@dataclass(frozen=True, slots=True)
class Considered:
    """What the body had regard to, in its own words."""

    persistence: str
    harm: str
    response: str


def settle(judged: Judged, met: bool, considered: Considered) -> Decision:
    """The body's decision on the threshold, with its reason.

    Refused: deciding against the arithmetic of the law, and deciding without regard to persistence,
    harm and the response.
    """
    if judged.met:
        if met:
            return Decision(True, judged.because)
        raise refuse(
            "the threshold is met by the law's own number",
            where="threshold",
            expected="a review",
            remedy="carry out the review; what the body thinks of the case belongs in it",
        )
    lacking = [name for name in Considered.__slots__ if not getattr(considered, name).strip()]
    if lacking:
        raise Refused(
            *(
                Fault(
                    f"the decision says nothing of {name}",
                    name,
                    "what the body considered, in a few words",
                    f"say what was found of {name}",
                )
                for name in lacking
            )
        )
    return Decision(met, "decided by the body, with regard to persistence, harm and the response")


@dataclass(frozen=True, slots=True)
class Application:
    """An application as it is counted: when it came, what was decided when, and what followed."""

    received: date
    decided: date | None = None
    met: bool = False
    reviewed: date | None = None
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What s.104 has the bodies publish for a year."""

    applications: int
    threshold_met: int
    threshold_not_met: int
    reviews: int
    reviews_with_recommendations: int


def year_figures(applications: Iterable[Application], year: Period) -> YearFigures:
    """The figures of a year, each event counted in the year in which it happened."""
    made = tuple(applications)
    decided = [one for one in made if _within(one.decided, year)]
    reviewed = [one for one in made if _within(one.reviewed, year)]
    return YearFigures(
        applications=sum(1 for one in made if _within(one.received, year)),
        threshold_met=sum(1 for one in decided if one.met),
        threshold_not_met=sum(1 for one in decided if not one.met),
        reviews=len(reviewed),
        reviews_with_recommendations=sum(1 for one in reviewed if one.recommended),
    )


def _within(on: date | None, year: Period) -> bool:
    return on is not None and year.first <= Month(on.year, on.month) <= year.last


@dataclass(frozen=True, slots=True)
class Restated:
    """A published figure that is given differently now."""

    figure: str
    was: int
    now: int

    @property
    def words(self) -> str:
        """``applications: 6 became 8``."""
        return f"{self.figure.replace('_', ' ')}: {self.was} became {self.now}"


def restated(published: YearFigures, now: YearFigures) -> tuple[Restated, ...]:
    """What must be published again, because it is not what was published."""
    return tuple(
        Restated(name, was, becomes)
        for name in YearFigures.__slots__
        if (was := getattr(published, name)) != (becomes := getattr(now, name))
    )
