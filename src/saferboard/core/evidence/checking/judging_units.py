"""Figures per one thing where the measure is per another, and rates far from all known."""

from collections.abc import Iterator

from saferboard.core.evidence.checking.findings import Kind
from saferboard.core.evidence.checking.grammar import Sentence
from saferboard.core.evidence.checking.judging import Fault
from saferboard.core.evidence.checking.known import Fact
from saferboard.core.evidence.checking.linking import NOTED, Subject, is_of_others
from saferboard.core.evidence.checking.rows import Row
from saferboard.core.evidence.checking.tokens import Token
from saferboard.core.evidence.checking.units import NONE, PEOPLE, Unit, unit_in, unit_of

APART = 2.0  # by which factor a figure must part from every known one to tell of a break


def judge_units(found: Sentence, subject: Subject) -> Iterator[tuple[Token, Fault]]:
    """Figures said to be per one thing where the measure is per another.

    A sentence that gives the measure's own unit too says the same in two ways.
    """
    own, source = _own(subject)
    said = [(token, unit_of(found, token)) for token in found.tokens if token.kind == "n"]
    if own == NONE or any(unit.thing == own.thing and _same_base(unit, own) for _, unit in said):
        return
    for token, unit in said:
        if not unit.thing:
            continue
        if unit.thing != own.thing:
            why = f"“{subject.label.name}” is per {own.words}, not per {unit.words}"
            stated = f"{token.text} per {unit.words}"
            yield token, Fault(Kind.UNIT, stated, f"per {own.words} in {source}", why)
        elif _slipped(token, own, subject.facts):
            why = f"it is what “{subject.label.name}” is per {own.base:,}, not per {unit.base:,}"
            stated = f"{token.text} per {unit.base:,}"
            yield token, Fault(Kind.UNIT, stated, f"per {own.base:,} in {source}", why)


def _own(subject: Subject) -> tuple[Unit, str]:
    """The unit of a measure, by what is known of it or by its row's name, and who says so."""
    told = {fact.unit for fact in subject.facts if fact.unit != NONE}
    if len({unit.thing for unit in told}) == 1:
        fact = next(f for f in subject.facts if f.unit != NONE)
        based = {unit.base for unit in told}
        return (fact.unit if len(based) == 1 else Unit(fact.unit.thing)), fact.source
    if told or subject.facts or subject.row is None:
        return NONE, ""
    return unit_in(subject.row.name), _place(subject.row)


def _place(row: Row) -> str:
    return f"the table ({row.place.words})"


def _same_base(unit: Unit, own: Unit) -> bool:
    return not (unit.base and own.base) or unit.base == own.base


def _slipped(token: Token, own: Unit, facts: tuple[Fact, ...]) -> bool:
    """Whether a figure per 100,000 is what is known per 1,000, and no figure of another size."""
    values = [f.value for f in facts if f.unit == own]
    return any(token.figure.range().meets(value) for value in values)


def judge_break(found: Sentence, subject: Subject) -> Iterator[tuple[Token, Fault]]:
    """A rate so far from every figure known that the series must have broken."""
    rates = [
        f
        for f in subject.facts
        if f.unit != NONE and not (f.part or f.per_cent) and len(f.period) == 12
    ]
    if not rates or NOTED.search(found.passage.text):
        return
    for token in found.tokens:
        if token.kind != "n" or is_of_others(found, token):
            continue
        unit = unit_of(found, token)
        if unit.thing != rates[0].unit.thing or not _same_base(unit, rates[0].unit):
            continue
        value = token.figure.value
        others = _of_other_papers(rates, token)
        above = all(value > APART * f.value.high for f in others)
        if others and (above or all(value * APART < f.value.low for f in others)):
            nearest = min(others, key=lambda f: abs(f.value.low - value))
            shown = f"{nearest.shown} for {nearest.period.words} in {nearest.source}"
            why = "no note tells of a break in the series or a change in how it is counted"
            yield token, Fault(Kind.BREAK, token.text, shown, why)


def _of_other_papers(facts: list[Fact], token: Token) -> list[Fact]:
    """The facts but for those of the paper that gave this very figure."""
    said = token.figure.range()
    same = {f.known for f in facts if f.known and f.value.meets(said)}
    return [f for f in facts if f.known not in same]


class SaidOf:
    """What a passage has said figures to be per, so that it is held against itself.

    A rate per 1,000 people and an average per offender are never of one size by themselves: where
    two sentences of a passage speak of the same in the same size, one of the units is wrong.
    """

    def __init__(self) -> None:
        self._said: list[tuple[frozenset[str], Token, Unit]] = []

    def take(self, found: Sentence, stems: frozenset[str]) -> Iterator[tuple[Token, Fault]]:
        """The figures of one more sentence, whose words are given; and what contradicts."""
        new = []
        for token in found.tokens:
            unit = unit_of(found, token) if token.kind == "n" else NONE
            if unit == NONE or not token.figure.value:
                continue
            new.append((stems, token, unit))
            other = next((one for one in self._said if _contradicts(one, stems, token, unit)), None)
            if other is not None:
                why = "the same is said to be per one thing and per another"
                shown = f"{other[1].text} per {other[2].words}, in the same paragraph"
                yield token, Fault(Kind.UNIT, f"{token.text} per {unit.words}", shown, why)
        self._said += new


ALIKE = 3.0  # by which factor figures of one size may part


def _contradicts(
    other: tuple[frozenset[str], Token, Unit], stems: frozenset[str], token: Token, unit: Unit
) -> bool:
    held, before, said = other
    if (said.thing == PEOPLE) == (unit.thing == PEOPLE) or "household" in (said.thing, unit.thing):
        return False
    small, big = sorted((before.figure.value, token.figure.value))
    return len(held & stems) >= 2 and small > 0 and big <= ALIKE * small
