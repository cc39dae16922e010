"""The quarterly return of a MARAC, and the share of repeats with its limits.

Sources: SafeLives' quarterly data collection (what is counted, by the day of the meeting) and its
guides: 40 cases a year for 10,000 adult women, repeats between 28 and 40 per cent. 40 per cent is a
reason to look and never a target: a low share may mean that repeats are missed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.rates import Estimate, proportion, rate

CASES_GUIDE = 40  # a year, for 10,000 adult women
LOW, TRIGGER = 28, 40  # per cent
_ADULT = 18


@dataclass(frozen=True, slots=True)
class Heard:
    """A case as it was heard, without a word of who it is about. None is not known."""

    met_on: date
    repeat: bool
    referred_by: str
    children: int
    minority_ethnic: bool | None
    lgbt: bool | None
    disabled: bool | None
    male_victim: bool | None
    victim_age: int | None
    perpetrator_ages: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many cases something is so, and in how many it is not known."""

    cases: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Return:
    """The figures of one quarter, by the day of the meeting."""

    period: Period
    cases: int
    repeats: int
    by_agency: tuple[tuple[str, int], ...]
    children: int
    minority_ethnic: Counted
    lgbt: Counted
    disabled: Counted
    male_victims: Counted
    victims_16_17: Counted
    perpetrators_under_18: Counted


def returned(heard: Iterable[Heard], period: Period) -> Return:
    """The return of a period. A case heard twice in it counts twice, as the guidance has it."""
    here = [one for one in heard if _within(one.met_on, period)]
    return Return(
        period=period,
        cases=len(here),
        repeats=sum(one.repeat for one in here),
        by_agency=tuple(sorted(Counter(one.referred_by for one in here).items())),
        children=sum(one.children for one in here),
        minority_ethnic=_counted(one.minority_ethnic for one in here),
        lgbt=_counted(one.lgbt for one in here),
        disabled=_counted(one.disabled for one in here),
        male_victims=_counted(one.male_victim for one in here),
        victims_16_17=_counted(_is_16_or_17(one.victim_age) for one in here),
        perpetrators_under_18=_counted(_any_under_18(one.perpetrator_ages) for one in here),
    )


def _within(on: date, period: Period) -> bool:
    return period.first <= Month(on.year, on.month) <= period.last


def _counted(answers: Iterable[bool | None]) -> Counted:
    told = Counter(answers)
    return Counted(told[True], told[None])


def _is_16_or_17(age: int | None) -> bool | None:
    return None if age is None else 16 <= age < _ADULT


def _any_under_18(ages: tuple[int | None, ...]) -> bool | None:
    """Whether one of several perpetrators is under 18; not known if one's age is not."""
    if any(age is not None and age < _ADULT for age in ages):
        return True
    return None if None in ages or not ages else False


class Standing(StrEnum):
    """Where a share of repeats stands, in words that name no target."""

    LOW = "below the guide: look whether repeats are missed"
    GUIDE = "within the guide"
    TRIGGER = "at or above the trigger: look why cases come back"


@dataclass(frozen=True, slots=True)
class RepeatRate:
    """The share of repeats in per cent with Wilson limits, and where it stands.

    ``by_chance`` says that the trigger lies within the limits: which side of it the share is on
    may be chance.
    """

    share: Estimate
    standing: Standing
    by_chance: bool


def repeat_rate(repeats: int, cases: int) -> RepeatRate:
    """The share of repeats among the cases heard. ValueError where no case was."""
    found = proportion(repeats, cases)
    share = Estimate(100 * found.value, 100 * found.lower, 100 * found.upper)
    if repeats * 100 >= TRIGGER * cases:
        standing = Standing.TRIGGER
    elif repeats * 100 < LOW * cases:
        standing = Standing.LOW
    else:
        standing = Standing.GUIDE
    return RepeatRate(share, standing, share.lower <= TRIGGER <= share.upper)


class Volume(StrEnum):
    """Where the cases of a year stand beside the guide, in words that name no target."""

    FEWER = "fewer than the guide, beyond chance: look who is not referred"
    ABOUT = "about the guide, within chance"
    MORE = "more than the guide, beyond chance: look whether it is a rise or a gain in finding"


@dataclass(frozen=True, slots=True)
class Year:
    """A year's cases for 10,000 adult women, with limits, beside what the guide expects."""

    cases: int
    adult_women: int
    rate: Estimate
    expected: float
    standing: Volume


def cases_expected(adult_women: int) -> float:
    """How many cases a year the guide expects of so many adult women."""
    return adult_women * CASES_GUIDE / 10_000


def year(cases: int, adult_women: int) -> Year:
    """The cases of four quarters beside the guide. ValueError where no women live."""
    found = rate(cases, adult_women, per=10_000)
    if found.upper < CASES_GUIDE:
        standing = Volume.FEWER
    elif found.lower > CASES_GUIDE:
        standing = Volume.MORE
    else:
        standing = Volume.ABOUT
    return Year(cases, adult_women, found, cases_expected(adult_women), standing)
