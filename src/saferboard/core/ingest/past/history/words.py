"""How alike two texts are: by the words they share, the rare ones weighing most.

A word is taken without its ending. An acronym stands for what the texts themselves spell out
("Anti-Social Behaviour (ASB)"), or for what everybody in the field means by it.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from math import fsum, log, sqrt
from typing import Generic, TypeVar

from saferboard.core.evidence.checking.labels import Acronyms, stem, words_of

KNOWN: Mapping[str, str] = {
    "ASB": "anti social behaviour",
    "CSE": "child sexual exploitation",
    "CSP": "community safety partnership",
    "CRC": "community rehabilitation company",
    "DHR": "domestic homicide review",
    "FTE": "first time entrants",
    "IOM": "integrated offender management",
    "MARAC": "multi agency risk assessment conference",
    "NPS": "national probation service",
    "OPCC": "office police crime commissioner",
    "PCC": "police crime commissioner",
    "VRN": "violence reduction network",
    "YOS": "youth offending service",
}
"""What is not always spelled out. What the texts say themselves comes before it."""

_SAY_LITTLE = (
    "a an the and or but if of to in on at by for from with as that this these those which who "
    "whom whose it its be is are was were been being has have had will would could should may "
    "might can do does did not no nor any all each every both either further future meeting "
    "meetings board members member committee partnership next regarding about around in "
    "respect relation contents content report reports reported update updates updated "
    "presentation presentations paper information be noted note notes provide provided "
    "provides providing submit submitted request requested requests asked ask asks bring "
    "brought present presented receive received give given gives invite invited put agenda "
    "item items copy considered consider officer officers their there they he she his her we "
    "our them so such also than then when where while whether how what why more most some "
    "into out up over under through before after during between including include"
)
_IDLE = frozenset(stem(word) for word in _SAY_LITTLE.split())
_SAME = {
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "vice": "deputy",
    "appointment": "election",
}
"""What boards call the same thing by turns."""
_NUMBER = re.compile(r"\b\d{2,4}\b")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ANTI = re.compile(r"\bantisocial\b", re.I)
_ENDS = re.compile(r"[.!?][\"\u201d\u2019)]{0,2}\s{1,9}(?=[A-Z0-9\"\u201c\u2018(])")
_SHORT = re.compile(
    r"\b(?:no|nos|e\.g|i\.e|cllr|mr|mrs|ms|dr|st|supt|insp|sgt|prof|rev|approx|[A-Z])\.$", re.I
)
_MARK = re.compile(r"^\s*(?:\(?[a-z]{1,5}\)|[-\u2013\u2022*]|\d{1,2}\.)\s+", re.I)

K = TypeVar("K", bound=Hashable)


def folded(text: str) -> str:
    """A text for comparing: white space, quotes, dashes, accents and capitals count for nothing."""
    plain = unicodedata.normalize("NFKD", _DASHES.sub("-", text.translate(_QUOTES)))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().split()).strip(" .;:,")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a narrative; a point's own mark, as (ii), is left out."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:\(?[a-z]{1,5}\)|[-\u2013\u2022*])\s)", text):
        start, flat = 0, " ".join(block.split())
        for end in _ENDS.finditer(flat):
            if not _SHORT.search(flat[start : end.start() + 1]):
                yield _MARK.sub("", flat[start : end.end()].strip())
                start = end.end()
        if flat[start:].strip():
            yield _MARK.sub("", flat[start:].strip())


class Lexicon:
    """Makes of a text the words that tell what it is about. Learns acronyms from texts."""

    def __init__(
        self,
        texts: Iterable[str] = (),
        known: Mapping[str, str] = KNOWN,
        idle: Iterable[str] = (),
    ) -> None:
        learned = Acronyms()
        for text in texts:
            learned.learn(text)
        self._known = {**known, **learned.known}
        self._idle = _IDLE | {stem(word) for word in idle}
        self._kept: dict[str, frozenset[str]] = {}

    def terms(self, text: str) -> frozenset[str]:
        """The words without endings, each once, and its numbers; idle words left out."""
        if text not in self._kept:
            self._kept[text] = frozenset(self._terms(text))
        return self._kept[text]

    def _terms(self, text: str) -> Iterator[str]:
        yield from _NUMBER.findall(text)
        for word in words_of(_ANTI.sub("anti social", text)):
            told = self._known.get(word) or self._known.get(word.rstrip("s").rstrip("'\u2019"))
            for each in words_of(told) if told else (word,):
                found = stem(_SAME.get(each.casefold(), each))
                if len(found) > 1 and found not in self._idle:
                    yield found


class Index(Generic[K]):
    """Texts by their words: who shares a word is found without looking at anybody else."""

    def __init__(self, texts: Mapping[K, frozenset[str]]) -> None:
        self._texts = dict(texts)
        self._by_word: dict[str, list[K]] = {}
        for key, terms in self._texts.items():
            for term in sorted(terms):
                self._by_word.setdefault(term, []).append(key)
        count = len(self._texts)
        self._weights = {t: log(1 + count / (1 + len(held))) for t, held in self._by_word.items()}
        self._new = log(1 + count)
        self._totals = {key: self.total(terms) for key, terms in self._texts.items()}

    def terms(self, key: K) -> frozenset[str]:
        """The words of one text."""
        return self._texts[key]

    def total(self, terms: Iterable[str]) -> float:
        """What words tell together: a lot if few texts have them, hardly anything if all do."""
        return fsum([self._weights.get(term, self._new) for term in terms])

    def total_of(self, key: K) -> float:
        """What the words of one text tell together."""
        return self._totals[key]

    def overlaps(self, terms: Iterable[str]) -> dict[K, tuple[float, int]]:
        """Every text that shares a word: what the shared words tell, and how many they are."""
        found: dict[K, tuple[float, int]] = {}
        for term in sorted(terms):
            for key in self._by_word.get(term, ()):
                told, count = found.get(key, (0.0, 0))
                found[key] = (told + self._weights[term], count + 1)
        return found

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """From 0, no word in common, to 1, the same words."""
        if not one or not other:
            return 0.0
        return self.total(one & other) / sqrt(self.total(one) * self.total(other))

    def covering(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Which share of what ``part`` tells stands in ``whole``: from 0 to 1."""
        return self.total(part & whole) / self.total(part) if part else 0.0

    def sharing(self, terms: Iterable[str], most: int | None = None) -> set[K]:
        """The texts that share a word; words that more than ``most`` texts have find nobody."""
        found: set[K] = set()
        for term in terms:
            keys = self._by_word.get(term, ())
            if most is None or len(keys) <= most:
                found.update(keys)
        return found
