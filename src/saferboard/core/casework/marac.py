"""MARAC referrals: the four routes to the meeting, and which referrals are repeats.

Sources: SafeLives' guidance to multi-agency risk assessment conferences (14 of the 24 questions of
the DASH risk checklist, professional judgement, escalation, repeat) and the Board's papers: until
2018 violence or its threat made a repeat, since then any contact (June 2019, paragraph 17).
Victims and perpetrators are keys of linked people, never names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saferboard.core.casework.clocks import months_after
from saferboard.core.directory.spells import day
from saferboard.core.faults import refuse

QUESTIONS, HIGH_RISK = 24, 14
FLAG_MONTHS = 12
"""How long the files of a victim and a perpetrator are flagged and tagged."""


class Agency(StrEnum):
    """The nine core agencies: each researches, shares and takes actions."""

    POLICE = "police"
    CHILDREN = "children's social care"
    ADULTS = "adult social care"
    HEALTH = "health"
    MENTAL_HEALTH = "mental health"
    HOUSING = "housing"
    IDVA = "IDVA"
    PROBATION = "probation"
    SUBSTANCE_MISUSE = "substance misuse"


class Shortfall(StrEnum):
    """Why a case that came back had not been made safe before."""

    NO_SUPPORT = "no support in place"
    BEHAVIOUR = "behaviour not addressed"
    RISK = "risk not identified"
    COMPLEX = "complex needs"


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
    escalation: Escalation = Escalation(),
) -> Threshold:
    """By which routes a referral of that day comes to the meeting.

    ``judgement`` is the professional's reason; it only ever adds. Refused: a DASH that is none.
    """
    if dash is not None and not 0 <= dash <= QUESTIONS:
        raise refuse(
            f"{dash} answers cannot be yes",
            where="DASH",
            expected=f"a number from 0 to {QUESTIONS}",
            remedy="count the answers again",
        )
    recent = [event for event in events if event <= on <= months_after(event, escalation.months)]
    found = {}
    if dash is not None and dash >= HIGH_RISK:
        found[Route.VISIBLE] = f"{dash} of {QUESTIONS} answers are yes; {HIGH_RISK} are enough"
    if judgement.strip():
        found[Route.JUDGEMENT] = "a professional judges the risk to be high, with a reason"
    if len(recent) >= escalation.events:
        found[Route.ESCALATION] = f"{len(recent)} events in {escalation.months} months"
    if repeat:
        found[Route.REPEAT] = "the same victim and perpetrator were referred within the time"
    return Threshold(tuple(found), tuple(found.values()))


class Since(StrEnum):
    """From which day of the earlier referral the time of a repeat runs."""

    REFERRAL = "referral"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """What makes a repeat of referrals from a day on."""

    begins: date
    criminal_only: bool
    months: int = 12
    measured: Since = Since.REFERRAL


REPEAT_RULES = (
    RepeatRule(date.min, criminal_only=True),
    RepeatRule(date(2018, 4, 1), criminal_only=False),
)
"""The papers date the change to 2018 only; April is our choice, as for the measure of repeats."""


@dataclass(frozen=True, slots=True)
class Referral:
    """``criminal`` says whether what happened was a crime; ``meeting`` is when it was heard."""

    key: str
    victim: str
    perpetrators: frozenset[str]
    on: date
    criminal: bool
    meeting: date | None = None

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The victim with each perpetrator; none where no perpetrator is known."""
        return frozenset((self.victim, perpetrator) for perpetrator in self.perpetrators)


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a referral is a repeat, why, and of which earlier one."""

    referral: Referral
    of: Referral | None
    because: str

    @property
    def is_repeat(self) -> bool:
        """Whether it is one."""
        return self.of is not None


def rule_on(on: date, rules: Iterable[RepeatRule] = REPEAT_RULES) -> RepeatRule:
    """The rule for referrals of a day."""
    return max((rule for rule in rules if rule.begins <= on), key=lambda rule: rule.begins)


def repeat_of(
    new: Referral, others: Iterable[Referral], rules: Iterable[RepeatRule] = REPEAT_RULES
) -> Found:
    """Whether a referral is a repeat of the last one of the same victim and a same perpetrator.

    The anniversary of that day counts. A referral of the same day is the same, told twice; with
    the roles reversed, or with another perpetrator, it is a new one.
    """
    rule = rule_on(new.on, rules)
    earlier = [one for one in others if one.on < new.on and one.pairs & new.pairs]
    if not earlier:
        return Found(new, None, "no earlier referral of the same victim and perpetrator")
    last = max(earlier, key=lambda one: (_start(one, rule), one.key))
    ends = months_after(_start(last, rule), rule.months)
    if new.on > ends:
        return Found(new, None, f"the time since the last {rule.measured} ended on {day(ends)}")
    if rule.criminal_only and not new.criminal:
        return Found(new, None, "what happened was no crime, and only a crime made a repeat then")
    said = f"the last {rule.measured} was on {day(_start(last, rule))}"
    return Found(new, last, f"{said}, and {rule.months} months from it end on {day(ends)}")


def _start(one: Referral, rule: RepeatRule) -> date:
    """The day from which the time runs; that of the referral while the case is not heard."""
    return one.meeting if rule.measured is Since.MEETING and one.meeting else one.on


def repeats(
    referrals: Iterable[Referral], rules: Sequence[RepeatRule] = REPEAT_RULES
) -> tuple[Found, ...]:
    """What is found of every referral, in the order in which they came. A repeat moves the time."""
    in_order = sorted(referrals, key=lambda one: (one.on, one.key))
    by_pair = defaultdict(list)
    for one in in_order:
        for pair in one.pairs:
            by_pair[pair].append(one)
    return tuple(
        repeat_of(one, [other for pair in one.pairs for other in by_pair[pair]], rules)
        for one in in_order
    )


@dataclass(frozen=True, slots=True)
class Returning:
    """A victim and a perpetrator who came back again and again without a break."""

    victim: str
    perpetrator: str
    repeats: int


def escalated(
    referrals: Iterable[Referral], several: int, rules: Sequence[RepeatRule] = REPEAT_RULES
) -> tuple[Returning, ...]:
    """The pairs to tell managers of: so many repeats one upon the other, up to their last referral.

    How many are several is the partnership's to say: its rules name no number.
    """
    runs: dict[tuple[str, str], int] = {}
    for found in repeats(referrals, rules):
        before = found.of.pairs if found.of else frozenset()
        for pair in found.referral.pairs:
            runs[pair] = runs[pair] + 1 if pair in before else 0
    return tuple(
        Returning(*pair, count) for pair, count in sorted(runs.items()) if count >= several
    )


def flagged_until(on: date) -> date:
    """The last day on which files stay flagged after a meeting."""
    return months_after(on, FLAG_MONTHS)
