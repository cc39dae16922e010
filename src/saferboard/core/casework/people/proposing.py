"""Which pairs are put before a person, as what, and with which doubts.

The engine gives a probability (Fellegi and Sunter 1969, as Splink works it out). It cannot tell
twins: all of their fields but one agree. So nothing it finds is proposed before the rules below
have looked at it, and nothing is ever joined but by a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.casework.people.comparing import Alike, Compared, Evidence, compared
from saferboard.core.casework.people.records import Record

GENERATION = 13
"""Years between two of one name at one address from which they are taken for parent and child."""

LIKELY = 0.5
"""From which probability a pair is put before a person: more probably than not."""

_SAME_NAME = {Alike.SAME, Alike.FORM, Alike.ALIAS, Alike.MIDDLE, Alike.REVERSED}
_SAME_FAMILY = {Alike.SAME, Alike.PART, Alike.ALIAS, Alike.NEAR}
_SAME_DAY = {Alike.SAME, Alike.TRANSPOSED, Alike.DIGIT}


class Finding(StrEnum):
    """What a pair of records is taken for."""

    SAME = "may be one person"
    RELATIVES = "probably relatives"
    APART = "not proposed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair of records, what it is taken for and why, and what a person should look at."""

    a: str
    b: str
    finding: Finding
    because: str
    probability: float
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason for which a pair is not proposed as one person, however probable it is."""

    name: str
    finding: Finding
    because: str
    holds: Callable[[Compared], bool]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at before they say that two records are one person."""

    name: str
    says: str
    holds: Callable[[Compared], bool]


def _unlinkable(pair: Compared) -> bool:
    return not (pair.a.is_linkable and pair.b.is_linkable)


def _other_given(pair: Compared) -> bool:
    """Another given name; or nearly the same one, and another sex, as Paul and Paula."""
    near = pair.given is Alike.NEAR and pair.sex is Alike.DIFFERENT
    return pair.given is Alike.DIFFERENT or near


def _twins(pair: Compared) -> bool:
    return _other_given(pair) and pair.born is Alike.SAME


def _generation(pair: Compared) -> bool:
    name = pair.given in _SAME_NAME and pair.family in _SAME_FAMILY
    apart = pair.years_apart >= GENERATION and pair.born is Alike.DIFFERENT
    return name and apart and _one_household(pair)


def _one_household(pair: Compared) -> bool:
    places = (Alike.SAME, Alike.LINES, Alike.STREET)
    return pair.address in places or pair.phone is Alike.SAME


def _contradictions(pair: Compared) -> bool:
    """Marriage changes a family name, and a slip a date of birth; two such things are too many."""
    fields = (pair.family, pair.born, pair.sex)
    return sum(one is Alike.DIFFERENT for one in fields) > 1


def _namesakes(pair: Compared) -> bool:
    """Nothing besides the name speaks for it."""
    return pair.born not in _SAME_DAY and not _one_household(pair)


BARS = (
    Bar(
        "unlinkable",
        Finding.APART,
        "an unborn child or somebody unknown is never linked by the machine",
        _unlinkable,
    ),
    Bar(
        "twins",
        Finding.RELATIVES,
        "another given name on the same day of birth: probably twins",
        _twins,
    ),
    Bar(
        "generation",
        Finding.RELATIVES,
        "the same name a generation apart: probably parent and child",
        _generation,
    ),
    Bar(
        "given name",
        Finding.RELATIVES,
        "another given name, and no alias that explains it: probably relatives",
        _other_given,
    ),
    Bar(
        "contradictions",
        Finding.APART,
        "two things contradict it: family name, date of birth or sex",
        _contradictions,
    ),
    Bar(
        "namesakes",
        Finding.APART,
        "nothing but the name speaks for it: namesakes",
        _namesakes,
    ),
)
"""The first that holds decides. A test takes out each in turn, and some pair is then proposed."""

DOUBTS = (
    Doubt(
        "born differs",
        "the dates of birth differ: an error, or somebody else of that name?",
        lambda pair: pair.born is Alike.DIFFERENT,
    ),
    Doubt(
        "born not known",
        "the date of birth is not known to both",
        lambda pair: pair.born in (Alike.UNKNOWN, Alike.PARTLY),
    ),
    Doubt("sex differs", "another sex is recorded", lambda pair: pair.sex is Alike.DIFFERENT),
    Doubt(
        "given near",
        "the given names are nearly the same: an error, or twins with names alike?",
        lambda pair: pair.given is Alike.NEAR,
    ),
    Doubt(
        "given middle",
        "the given name of one is a middle name of the other: one person, or twins?",
        lambda pair: pair.given is Alike.MIDDLE,
    ),
    Doubt(
        "family differs",
        "the family names differ: marriage, or somebody else?",
        lambda pair: pair.family is Alike.DIFFERENT,
    ),
    Doubt(
        "moved",
        "no address is the same",
        lambda pair: pair.address is Alike.DIFFERENT,
    ),
)


def judge(a: Record, b: Record, probability: float, at_least: float = LIKELY) -> Proposal:
    """What a pair is taken for. Never more than a proposal, and the same whichever is first."""
    if b.key < a.key:
        a, b = b, a
    pair = compared(a, b)
    bar = next((one for one in BARS if one.holds(pair)), None)
    if bar is not None:
        finding, because = bar.finding, bar.because
    elif probability < at_least:
        finding, because = Finding.APART, "not probable enough"
    else:
        finding, because = Finding.SAME, "most of what was recorded agrees"
    doubts = tuple(one.says for one in DOUBTS if one.holds(pair))
    return Proposal(a.key, b.key, finding, because, probability, pair.evidence, doubts)
