"""Which MARAC referrals are repeats, by the rule of their day, and who comes back again and again.

Sources: SafeLives' definition and the Board's papers: until 2018 violence or its threat made a
repeat, since then any contact (June 2019, paragraph 17). Victims and perpetrators are keys of
people whom a co-ordinator linked across agencies, never names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from saferboard.core.casework.clocks import months_after
from saferboard.core.directory.spells import day


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
    """``criminal`` says whether what happened was a crime; ``meeting`` is when it was heard.

    A case that another MARAC transferred keeps the days that it had there.
    """

    key: str
    victim: str
    perpetrators: frozenset[str]
    on: date
    criminal: bool
    meeting: date | None = None
    agency: str = ""

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


NO_EARLIER = "no earlier referral of the same victim and perpetrator"


def rule_on(on: date, rules: Iterable[RepeatRule] = REPEAT_RULES) -> RepeatRule:
    """The rule for referrals of a day; the first rule before any begins."""
    ordered = sorted(rules, key=lambda rule: rule.begins)
    return next((rule for rule in reversed(ordered) if rule.begins <= on), ordered[0])


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
        return Found(new, None, NO_EARLIER)
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


def linked(referrals: Iterable[Referral], clusters: Mapping[str, str]) -> tuple[Referral, ...]:
    """The referrals with each agency's record of a person in place of which it is a record.

    ``clusters`` gives the key of the person for the key of a record that was linked; a record that
    was not stands for itself. Undoing a link is giving ``clusters`` without it.
    """
    return tuple(
        replace(
            one,
            victim=clusters.get(one.victim, one.victim),
            perpetrators=frozenset(clusters.get(each, each) for each in one.perpetrators),
        )
        for one in referrals
    )


def found_by_itself(
    new: Referral, unlinked: Iterable[Referral], rules: Iterable[RepeatRule] = REPEAT_RULES
) -> Found:
    """What the referring agency may be told: what it would find in its own referrals alone.

    A repeat across agencies is the co-ordinator's to know. ``unlinked`` are referrals by each
    agency's own records: a link that others made must not show through either.
    """
    return repeat_of(new, [one for one in unlinked if one.agency == new.agency], rules)


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
