"""What a partnership may set of its MARAC, in ``marac.toml``. What it leaves out has our default.

How many repeats of one pair are several, and so told to managers, has no default: the guidance
names no number, and ours would be taken for one.
"""

from collections import Counter
from dataclasses import dataclass

from saferboard.core.casework.marac.agencies import Agency
from saferboard.core.casework.marac.repeats import REPEAT_RULES, RepeatRule
from saferboard.core.casework.marac.routes import ESCALATION, Escalation
from saferboard.core.casework.purposes import TABLES
from saferboard.core.ingest.declarations import Shape, read_toml
from saferboard.core.ingest.gathering import Faults

FILE = f"{TABLES}/marac.toml"


@dataclass(frozen=True, slots=True)
class Core:
    """An organisation that is asked as one of the core agencies; one may be several."""

    organisation: str
    kind: Agency


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of escalation and of repeats, and the times of the co-ordinator's work.

    ``several`` repeats of one pair are told to managers; none until the partnership says how many.
    ``managers`` is the role that is told. Days are working days, ``minutes`` those of one case at
    the meeting. ``adult_women`` is how many live in the area, for the guide of cases.
    """

    escalation: Escalation = ESCALATION
    rules: tuple[RepeatRule, ...] = REPEAT_RULES
    several: int | None = None
    research_days: int = 5
    receipt_days: int = 5
    minutes: int = 15
    managers: str = "marac-chair"
    adult_women: int | None = None
    agencies: tuple[Core, ...] = ()


_SHAPE = Shape(Settings)


def read_settings(text: str) -> Settings:
    """The settings of a file. Refused with every fault of it."""
    faults = Faults()
    found = read_toml(text, FILE, faults)
    settings = None if found is None else _SHAPE.read(found, FILE, faults)
    if settings is None:
        faults.refuse()
        raise AssertionError("what is no settings has faults")  # pragma: no cover
    _check(settings, faults)
    faults.refuse()
    return settings


def _check(settings: Settings, faults: Faults) -> None:
    numbers = {
        "escalation, events": settings.escalation.events,
        "escalation, months": settings.escalation.months,
        "several": 1 if settings.several is None else settings.several,
        "research_days": settings.research_days,
        "receipt_days": settings.receipt_days,
        "minutes": settings.minutes,
        "adult_women": 1 if settings.adult_women is None else settings.adult_women,
    } | {f"rules, {n}, months": rule.months for n, rule in enumerate(settings.rules)}
    for key, number in numbers.items():
        if number < 1:
            faults.add(
                f"{number} cannot stand here",
                where=f"{FILE}, {key}",
                expected="a number from 1 on",
                remedy="correct the number, or take the key out",
            )
    if not settings.rules:
        faults.add(
            "there is no rule of repeats",
            where=f"{FILE}, rules",
            expected="at least one rule with the day on which it begins",
            remedy="add a rule, or take the key out",
        )
    twice = Counter((one.organisation, one.kind) for one in settings.agencies)
    for (organisation, kind), times in twice.items():
        if times > 1:
            faults.add(
                f"'{organisation}' is named {times} times as {kind}",
                where=f"{FILE}, agencies",
                expected="each organisation once for each kind of agency",
                remedy="take the others out",
            )
