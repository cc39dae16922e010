"""Figures that a sentence gives of a place that is not the Board's own, held against a release.

A figure belongs to a place if their words lead from one to the other; its measure is named in the
sentence, its period there or in its paragraph. What is not so plain is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from saferboard.core.evidence.checking.findings import Checked, Kind
from saferboard.core.evidence.checking.grammar import Sentence
from saferboard.core.evidence.checking.judging import Fault, Verdict
from saferboard.core.evidence.checking.known import Fact
from saferboard.core.evidence.checking.labels import Acronyms, Said, top
from saferboard.core.evidence.checking.linking import NOTED
from saferboard.core.evidence.checking.spans import spans
from saferboard.core.evidence.checking.stated import Hedge
from saferboard.core.evidence.checking.tokens import Token
from saferboard.core.evidence.checking.units import NONE, unit_in
from saferboard.core.evidence.periods import Period

_FROM_PLACE = re.compile(
    r"^(?!.*\b(?:and|while|whilst|but|against|than|compared|by|or|average|target)\b)[^,;:]{0,60}$",
    re.I,
)
_TO_PLACE = re.compile(r"^(?!.*\band\b)(?:[^,;:()]{0,50}?\b(?:in|for) | ?\()(?:the )?$", re.I)
_CHANGED = re.compile(r"\bby (?:about |around |some |nearly |over )?$", re.I)
_OTHERWISE = re.compile(
    r"\b(?:target|threshold|expected|forecast|predicted|projected|ambition|averages?|ranked|"
    r"excluding|between|bottom|per month|monthly|weekly|daily)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of each place, by its name; and the pattern that finds their names."""

    facts: dict[str, tuple[Fact, ...]]
    names: re.Pattern[str] | None

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "Places":
        """The facts that are of a named place."""
        held: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact.area:
                held.setdefault(fact.area, []).append(fact)
        # The longest name first: one may begin as another does.
        told = "|".join(re.escape(name) for name in sorted(held, key=len, reverse=True))
        pattern = re.compile(rf"\b(?:{told})\b") if told else None
        return cls({name: tuple(found) for name, found in held.items()}, pattern)


def judge_places(
    found: Sentence, places: Places, acronyms: Acronyms
) -> Iterator[tuple[Token, Verdict]]:
    """Each figure of a place held against what is known of it."""
    if places.names is None or _OTHERWISE.search(found.text) or NOTED.search(found.passage.text):
        return
    named = [(m.start(), m.end(), m[0]) for m in places.names.finditer(found.text)]
    period = _period(found) if named else None
    if period is None:
        return
    said = Said.of(found.text, acronyms)
    for token in found.tokens:
        place = _place_of(found, token, named)
        if place is None or token.figure.hedge in (Hedge.OVER, Hedge.UNDER):
            continue
        facts = _meant(places.facts[place], found, token, said, period)
        if not facts:
            continue
        agrees = any(f.value.meets(token.figure.range(exact=_is_count(f))) for f in facts)
        yield token, Verdict(Checked.LEVELS, None if agrees else _fault(token, facts[0], place))


def _fault(token: Token, fact: Fact, place: str) -> Fault:
    where = f"“{fact.label.name}” in {place}: {fact.shown} in {fact.source}"
    why = "the release gives another figure for that place and period"
    return Fault(Kind.DIFFERS, f"{token.text} for {place}, {fact.period.words}", where, why)


def _is_count(fact: Fact) -> bool:
    return fact.unit == NONE and not fact.per_cent


def _period(found: Sentence) -> Period | None:
    """The one period that the sentence names, or else the one of its paragraph."""
    for text in (found.text, found.passage.text):
        told = {span.period for _, _, span in spans(text) if span.length >= 3}
        if told:
            return told.pop() if len(told) == 1 else None
    return None


def _place_of(found: Sentence, token: Token, named: list[tuple[int, int, str]]) -> str | None:
    """The place whose figure it is: the one led from, or else the one led to; None if unsure."""
    if token.kind not in "np" or _CHANGED.search(found.text[: token.start]):
        return None
    ends = [t.end for t in found.tokens if t.end <= token.start and t.kind in "npt"]
    start = max(ends, default=0)
    stops = [t.start for t in found.tokens if t.start >= token.end and t.kind in "npt"]
    stop = min(stops, default=len(found.text))
    before = [(end, name) for at, end, name in named if start <= at and end <= token.start]
    after = [(at, name) for at, end, name in named if token.end <= at and end <= stop]
    led = bool(before) and bool(_FROM_PLACE.match(found.text[before[-1][0] : token.start]))
    leads = bool(after) and bool(_TO_PLACE.match(found.text[token.end : after[0][0]]))
    if led == leads:
        return None
    return before[-1][1] if led else after[0][1]


def _meant(
    facts: tuple[Fact, ...], found: Sentence, token: Token, said: Said, period: Period
) -> list[Fact]:
    """The facts of the one measure that the sentence names, for its period and in its unit."""
    units = {unit_in(t.text).base for t in found.tokens if t.kind == "u"}
    fitting = [
        fact
        for fact in facts
        if fact.per_cent == (token.kind == "p")
        and (fact.unit.base in units if units else _is_count(fact) or fact.per_cent)
    ]
    held = top(dict.fromkeys(fact.label for fact in fitting), said)
    if len({label.stems for label in held}) != 1:
        return []
    return [fact for fact in fitting if fact.label in held and fact.period == period]
