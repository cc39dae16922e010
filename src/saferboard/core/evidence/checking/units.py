"""What a rate or an average is said to be per: people, and how many of them, or another thing."""

import re
from dataclasses import dataclass

from saferboard.core.evidence.checking.grammar import Sentence
from saferboard.core.evidence.checking.tokens import Token

PEOPLE = "people"
_PEOPLE = frozenset({"people", "person", "persons", "population", "pop", "resident", "residents"})
_NO_THING = frozenset({"cent", "annum", "year", "month", "week", "day", "quarter"})
_THINGS = frozenset({"household", "dwelling", "home", "offender", "vehicle", "pupil", "victim"})
_PER = r"(?:\bper\b|\bfor (?:each|every)\b|\bin (?:each|every)\b)"
_BASE = r"(?:100,?000|10,?000|1,?000|hundred thousand|ten thousand|thousand)"
_UNIT = re.compile(
    rf"{_PER}\s*(?P<base>{_BASE})?\s*(?:of\s+)?(?:the\s+)?(?:(?:young|adult)\s+)?(?P<thing>[a-z]+)?",
    re.I,
)
_AFTER = re.compile(rf"^[^.,;]{{0,30}}?(?={_PER})", re.I)
_BEFORE = re.compile(
    rf"{_PER}\s*(?:{_BASE}\s+)?(?:[a-z]+[ )]*){{0,3}}?"
    r"(?:[ ):,]|\bwas|\bis|\bstands?|\bstood|\bsits?|\bat|\bnow|\bcurrently){1,6}$",
    re.I,
)
_BASES = {"thousand": 1000, "ten thousand": 10_000, "hundred thousand": 100_000}


@dataclass(frozen=True, slots=True)
class Unit:
    """``thing`` is one word, ``people`` by any of their names; ``base`` is 0 where not told."""

    thing: str = ""
    base: int = 0

    @property
    def words(self) -> str:
        """As it is shown."""
        return "head of population" if self.thing == PEOPLE else self.thing


NONE = Unit()
"""Nothing is said."""


def unit_of(found: Sentence, token: Token) -> Unit:
    """What a figure is said to be per, in the words after it or right before it."""
    after = found.text[token.end : token.end + 80]
    led = _AFTER.match(after)
    unit = unit_in(after[led.end() :]) if led else NONE
    if unit != NONE:
        return unit
    start = max(
        (t.end for t in found.tokens if t.end <= token.start and t.kind in "npt"), default=0
    )
    before = _BEFORE.search(found.text[max(start, token.start - 80) : token.start])
    unit = unit_in(before[0]) if before else NONE
    return unit if unit.base else NONE


def unit_in(text: str) -> Unit:
    """The first unit that a text names."""
    match = _UNIT.search(text)
    if match is None:
        return NONE
    thing, said = (match["thing"] or "").lower(), (match["base"] or "").lower()
    if thing == "capita" or (thing == "head" and not said):
        return Unit(PEOPLE, 1)
    if said:
        base = _BASES.get(said) or int(said.replace(",", ""))
        # So many of whom is often left out, and then they are people.
        return Unit(_one(thing) if _one(thing) in _THINGS else PEOPLE, base)
    return NONE if not thing or thing in _NO_THING else Unit(_one(thing))


def _one(word: str) -> str:
    """People by any name are people; other things are named in the singular."""
    return PEOPLE if word in _PEOPLE else word.removesuffix("s")
