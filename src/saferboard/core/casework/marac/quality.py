"""What the records of cases lack or contradict, case by case, and how much is known by agency.

The return counts what is recorded; this says how far the counts can be trusted. A case is named by
its reference, a field by its words; what a field says is never repeated.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from saferboard.core.casework.marac.quarterly import Heard
from saferboard.core.casework.marac.referral import YOUNGEST
from saferboard.core.casework.marac.routes import HIGH_RISK, Route


@dataclass(frozen=True, slots=True)
class Recorded:
    """A case as it is recorded. None is not known.

    ``found_repeat`` is what the rule finds, beside ``repeat``, which is what a person recorded.
    """

    key: str
    referred: date
    met_on: date | None
    referred_by: str
    repeat: bool | None
    found_repeat: bool
    routes: frozenset[Route]
    dash: int | None
    judged: bool
    children: int | None
    minority_ethnic: bool | None
    lgbt: bool | None
    disabled: bool | None
    male_victim: bool | None
    victim_age: int | None
    perpetrator_ages: tuple[int | None, ...] = ()


def heard(cases: Iterable[Recorded]) -> tuple[Heard, ...]:
    """The cases for the return: those that were heard. A repeat that nobody recorded is as found.

    Where the number of children is not known none is counted; ``shares`` says how often that is.
    """
    return tuple(
        Heard(
            met_on=one.met_on,
            repeat=one.found_repeat if one.repeat is None else one.repeat,
            referred_by=one.referred_by,
            children=one.children or 0,
            minority_ethnic=one.minority_ethnic,
            lgbt=one.lgbt,
            disabled=one.disabled,
            male_victim=one.male_victim,
            victim_age=one.victim_age,
            perpetrator_ages=one.perpetrator_ages,
        )
        for one in cases
        if one.met_on is not None
    )


def _ages_known(case: Recorded) -> bool:
    return bool(case.perpetrator_ages) and None not in case.perpetrator_ages


FIELDS: tuple[tuple[str, Callable[[Recorded], bool]], ...] = (
    ("risk checklist", lambda case: case.dash is not None),
    ("children", lambda case: case.children is not None),
    ("ethnicity", lambda case: case.minority_ethnic is not None),
    ("sexual orientation and gender identity", lambda case: case.lgbt is not None),
    ("disability", lambda case: case.disabled is not None),
    ("sex of the victim", lambda case: case.male_victim is not None),
    ("age of the victim", lambda case: case.victim_age is not None),
    ("ages of the perpetrators", _ages_known),
)
"""The fields of the return, and whether a case knows them."""

CONTRADICTIONS: tuple[tuple[str, Callable[[Recorded], bool]], ...] = (
    (
        "heard before it was referred",
        lambda case: case.met_on is not None and case.met_on < case.referred,
    ),
    ("heard though no route is recorded", lambda case: bool(case.met_on) and not case.routes),
    (
        f"{HIGH_RISK} or more answers are yes, and visible high risk is not among its routes",
        lambda case: (case.dash or 0) >= HIGH_RISK and Route.VISIBLE not in case.routes,
    ),
    (
        f"visible high risk, and fewer than {HIGH_RISK} answers are yes",
        lambda case: (
            Route.VISIBLE in case.routes and case.dash is not None and case.dash < HIGH_RISK
        ),
    ),
    (
        "professional judgement without a reason",
        lambda case: Route.JUDGEMENT in case.routes and not case.judged,
    ),
    (
        "recorded as new, and found to be a repeat",
        lambda case: case.repeat is False and case.found_repeat,
    ),
    (
        "recorded as a repeat, and no earlier referral is found",
        lambda case: case.repeat is True and not case.found_repeat,
    ),
    (
        f"the victim is under {YOUNGEST}",
        lambda case: case.victim_age is not None and case.victim_age < YOUNGEST,
    ),
)
"""What cannot be so, or must be looked at."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A case with what it lacks and what it contradicts."""

    key: str
    referred_by: str
    lacks: tuple[str, ...]
    contradicts: tuple[str, ...]


def doubts(cases: Iterable[Recorded]) -> tuple[Doubt, ...]:
    """The cases to look at, those with contradictions first."""
    found = [
        Doubt(
            case.key,
            case.referred_by,
            tuple(name for name, known in FIELDS if not known(case)),
            tuple(name for name, so in CONTRADICTIONS if so(case)),
        )
        for case in cases
    ]
    to_look_at = [one for one in found if one.lacks or one.contradicts]
    return tuple(
        sorted(to_look_at, key=lambda one: (-len(one.contradicts), -len(one.lacks), one.key))
    )


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of an agency's cases a field is known."""

    field: str
    known: int
    cases: int


def shares(cases: Iterable[Recorded]) -> tuple[tuple[str, tuple[Share, ...]], ...]:
    """How often each field is known, by referring agency."""
    by_agency: dict[str, list[Recorded]] = defaultdict(list)
    for case in cases:
        by_agency[case.referred_by].append(case)
    return tuple(
        (
            agency,
            tuple(Share(name, sum(map(known, held)), len(held)) for name, known in FIELDS),
        )
        for agency, held in sorted(by_agency.items())
    )
