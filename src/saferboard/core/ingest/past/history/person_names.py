"""A person's name as minutes write it, and whether two of them may be one person's.

Titles and honours come and go ("Cllr.", "DI", "Lord", "CC"); given names shrink to initials and
are misspelt. Nothing here looks at more than two names at a time.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from saferboard.core.ingest.past.history.words import folded

_TITLES = (
    "cllr councillor mr mrs ms miss mx dr prof professor rev revd reverend canon sir dame lord "
    "lady baroness baron hon rt the chief superintendent supt ch det detective inspector insp "
    "sergeant sgt constable pc ps pcso di ds dc dci dsu dcs dcc acc cc temporary temp t acting a "
    "assistant deputy commander major captain colonel hhj judge"
)
TITLES = frozenset(_TITLES.split())
_HONOURS = (
    "jp cc obe mbe cbe kbe dbe bem qpm qfsm mp mep dl qc kc phd esq frsa td rd vc gc cstj mcieh "
    "llb ma ba bsc msc kt"
)
HONOURS = frozenset(_HONOURS.split())
_MEN, _WOMEN = (
    frozenset({"mr", "lord", "sir"}),
    frozenset({"mrs", "ms", "miss", "lady", "dame", "baroness"}),
)
_BEFORE = "de da del der den van von le la du st al el ter ten mac mc"
_PARTICLES = frozenset(_BEFORE.split())
_PAIRS = (
    "bill/william bob/robert dick/richard jim/james kate/katherine kate/catherine "
    "liz/elizabeth beth/elizabeth maggie/margaret mike/michael peggy/margaret rick/richard "
    "rob/robert sue/susan ted/edward tony/anthony andy/andrew dave/david steve/stephen "
    "steve/steven pete/peter jen/jennifer jenny/jennifer jo/joanne jo/joanna will/william "
    "willy/william tim/timothy tom/thomas nick/nicholas sam/samuel sam/samantha "
    "debbie/deborah deb/deborah vicky/victoria jack/john harry/henry chris/christine "
    "mandy/amanda becky/rebecca bev/beverley lizzie/elizabeth trish/patricia pat/patricia "
    "pat/patrick ron/ronald ken/kenneth terry/terence"
)
_SHORT = {frozenset(pair.split("/")) for pair in _PAIRS.split()}
_ASIDE = re.compile(
    r"\([^()]{0,200}\)|[\u2013\u2014-]\s+\(?in the chair.{0,40}$|\bin the chair\b", re.I
)
_JOINED = re.compile(r"['\u2019`\u2010-\u2015-]")
BOTH_SHORT = 0.9  # of two names of which neither gives more than initials
SHORTEST = 5  # letters of a name in which one may be a slip


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts, folded; ``given`` may be initials, or empty."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    honours: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What is the same wherever the name is written the same, titles and honours aside."""
        return " ".join((*self.given, self.surname))

    @property
    def is_short(self) -> bool:
        """Whether only initials, or nothing, stand before the surname."""
        return all(len(given) == 1 for given in self.given)

    @property
    def is_man(self) -> bool | None:
        """What the titles say; None if they do not."""
        if _MEN & set(self.titles):
            return True
        return False if _WOMEN & set(self.titles) else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two names may be one person's: how sure that is, by itself, and why."""

    certainty: float
    reason: str


@lru_cache(maxsize=20_000)
def parse(text: str) -> Name:
    """The parts of a name."""
    words = _words(text)
    titles: list[str] = []
    while len(words) > 1 and words[0].casefold() in TITLES and not _is_initial(words, titles):
        titles.append(words.pop(0).casefold())
    honours: list[str] = []
    while len(words) > 1 and words[-1].isupper() and words[-1].casefold() in HONOURS:
        honours.insert(0, words.pop().casefold())
    if not words:
        return Name((), (), "")
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    given = [part for word in words[:start] for part in _given(word)]
    surname = "".join(_plain(word) for word in words[start:])
    return Name(tuple(titles), tuple(given), surname, tuple(honours))


def _is_initial(words: list[str], titles: list[str]) -> bool:
    """Whether what looks like a title ("A", "T") is an initial: a rank follows if it is none."""
    follows = words[1].casefold()
    return len(words[0]) == 1 and (bool(titles) or follows not in TITLES)


def _words(text: str) -> list[str]:
    bare = _ASIDE.sub(" ", text).replace(".", " ").replace(",", " ").replace("/", " ")
    return [word for word in bare.split() if any(c.isalpha() for c in word)]


def _given(word: str) -> list[str]:
    """A given name; ``JT`` is two initials."""
    if word.isupper() and 1 < len(word) <= 3 and not set(word) & set("AEIOUY"):
        return [letter.casefold() for letter in word]
    return [_plain(word)]


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", _JOINED.sub("", folded(word)))


def alike(one: Name, other: Name) -> Likeness | None:
    """Whether two names, written differently, may be one person's; None: they are two."""
    if not one.surname or not other.surname or _opposed(one, other):
        return None
    family = _surnames(one.surname, other.surname)
    given = _givens(one.given, other.given)
    if family is None or given is None:
        return _joined(one, other)
    certainty = family.certainty * given.certainty
    if one.is_short and other.is_short:
        certainty = min(certainty, BOTH_SHORT)
    told = [part.reason for part in (family, given) if part.reason]
    return Likeness(certainty, " and ".join(told) or "the same name")


def _opposed(one: Name, other: Name) -> bool:
    return one.is_man is not None and other.is_man is not None and one.is_man != other.is_man


def _surnames(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness(1.0, "")
    if is_slip(one, other):
        return Likeness(0.9, "one letter of the surname differs")
    return None


def _joined(one: Name, other: Name) -> Likeness | None:
    """ "Lee Breck on" and "Lee Breckon"; "Mary Holt" and "Mary Holt-Brown", which is for asking."""
    if "".join((*one.given, one.surname)) == "".join((*other.given, other.surname)):
        return Likeness(0.95, "the same letters, parted differently")
    short, long = sorted((one, other), key=lambda name: len(name.surname))
    if short.given and long.given and short.given[0] == long.given[0] and not short.is_short:
        whole = long.surname
        if len(short.surname) >= 4 and (
            whole.startswith(short.surname) or whole.endswith(short.surname)
        ):
            return Likeness(0.5, "one surname is a part of the other")
    return None


def _givens(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    if one == other:
        return Likeness(1.0, "")
    if not one or not other:
        return Likeness(0.85, "one has no given name")
    first = _given_pair(one[0], other[0])
    if first is None:
        return None
    rest = [_given_pair(a, b) for a, b in zip(one[1:], other[1:], strict=False)]
    if any(pair is None for pair in rest):
        return None
    pairs = [first, *(pair for pair in rest if pair is not None)]
    told = [pair.reason for pair in pairs if pair.reason]
    lowest = min(pair.certainty for pair in pairs)
    if len(one) != len(other) and not told:
        return Likeness(min(lowest, 0.95), "one leaves out a further given name")
    return Likeness(lowest, told[0] if told else "")


@lru_cache(maxsize=20_000)
def _given_pair(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness(1.0, "")
    short, long = sorted((one, other), key=lambda given: (len(given), given))
    if len(short) == 1:
        return Likeness(0.92, "an initial for a given name") if long[0] == short else None
    if frozenset((one, other)) in _SHORT:
        return Likeness(0.9, "a short form of the given name")
    if long.startswith(short) and len(short) >= 3 and long[len(short) :] not in _FEMININE:
        return Likeness(0.9, "a short form of the given name")
    if is_slip(one, other):
        # Maria and Marie, Paul and Paula are as likely two people as one misspelt.
        sure = short[:-1] != long[:-1] and not long.startswith(short)
        return Likeness(0.85 if sure else 0.6, "one letter of the given name differs")
    return None


_FEMININE = frozenset({"a", "e", "i", "ie", "y", "ette", "ine", "ina", "ella"})


@lru_cache(maxsize=20_000)
def is_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, left out, put in or changed places with the next."""
    short, long = sorted((one, other), key=len)
    if one == other or len(long) < SHORTEST or len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped


def near(surname: str) -> frozenset[str]:
    """Keys of which two surnames within one slip share at least one: it, and it less a letter."""
    less = {surname[:n] + surname[n + 1 :] for n in range(len(surname))}
    return frozenset(less | {surname})
