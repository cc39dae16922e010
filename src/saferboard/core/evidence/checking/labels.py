"""Which measure, or row of a table, a sentence speaks of: by the words of its name.

A name fits if enough of its words stand in the sentence, and the words of it that stand together
are not narrowed by another before them ("domestic" before "violence with injury").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

_IDLE = (
    "a an and are as at be been being by for from had has have in into is it its of off on or our "
    "that the their them there these they this those to was were which who will with within "
    "rate rates number numbers per population people persons residents figure figures recorded "
    "reported reporting incidence level levels count data year years month months rolling current "
    "previous last latest local all new nb percentage percent cent proportion share average value "
    "stating state feel s t e g i including includes include excluding aged past both either area "
    "areas"
)
_LEADING = (
    "however also although while whilst meanwhile therefore crime ongoing increases increase "
    "reduction reductions decrease decreases drop rise rises fewer more less lower higher annual "
    "yearly cumulative quarterly end so far summary regarding many most some any no yearend but if "
    "when where than each every total overall"
)
_STOP = frozenset(_IDLE.split())
_BEFORE = _STOP | frozenset(_LEADING.split())
_JOINING = frozenset({"with", "of", "to", "the", "by", "in", "on", "at", "for"})
_SAME = {"overall": "total"}
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_ACRONYM = re.compile(r"((?:\b[A-Za-z][\w\-]{0,40}\s{1,3}){2,8})\(([A-Z]{2,7})(?:['\u2019]?s)?\)")
_RE = re.compile(r"\b([Rr]e)-(?=[a-z])")
_ENDINGS = (
    ("ences", "end"), ("ence", "end"), ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""),
    ("ies", ""), ("ed", ""), ("es", ""), ("s", ""), ("y", ""), ("e", ""),
)  # fmt: skip
_CAPITALS = re.compile(r"\b([A-Z]{2,7})(?:['\u2019]?s)?\b")
ENOUGH = 0.6


@cache
def stem(word: str) -> str:
    """A word without its endings, as coarse as names of measures need: offence is to offend."""
    bare = word.lower().replace("\u2019", "'").removesuffix("'s").rstrip("'")
    bare = _SAME.get(bare, bare)
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)] + instead
    return bare


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, hyphens parted but for re-."""
    return tuple(_WORD.findall(_RE.sub(r"\1", text)))


def telling(text: str) -> frozenset[str]:
    """The stems of the words of a text that tell what it is about."""
    return frozenset(stem(word) for word in words_of(text) if word.lower() not in _STOP)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a sentence, and their stems, worked out once."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    held: frozenset[str]
    spoken: tuple[frozenset[str], ...] = ()  # what each of its acronyms stands for

    @classmethod
    def of(cls, text: str, acronyms: "Acronyms | None" = None) -> "Said":
        """The words of a text, its acronyms spelled out."""
        words = words_of(acronyms.spelled(text) if acronyms else text)
        stems = tuple(stem(word) for word in words)
        spoken = acronyms.spoken(text) if acronyms else ()
        return cls(words, stems, frozenset(stems), spoken)


@dataclass(frozen=True, slots=True)
class Label:
    """A name as the stems that tell it; ``proper`` are those of its proper names."""

    name: str
    stems: frozenset[str]
    proper: frozenset[str] = frozenset()
    first: str = ""
    qualifier: str = ""  # what stands in its brackets, as "recorded"

    @classmethod
    def of(cls, text: str, acronyms: "Acronyms | None" = None) -> "Label":
        """A row's or measure's name; what stands in brackets or after a full stop is left out."""
        short = re.sub(r"\([^)]*\)|\*", " ", text).split(". ")[0]
        spelled = acronyms.spelled(short) if acronyms else short
        stems = telling(spelled)
        first = next((stem(w) for w in words_of(spelled) if w.lower() not in _STOP), "")
        qualifier = ", ".join(re.findall(r"\(([^)]*)\)", text)).lower()
        return cls(" ".join(short.split()), stems, _proper(short), first, qualifier)


def _proper(text: str) -> frozenset[str]:
    """The stems of what is a name in a name: its acronyms, and a capital among small letters."""
    words = [word for word in words_of(text) if word.lower() not in _STOP]
    found = {stem(word) for word in words if word.isupper() and len(word) >= 3}
    capitals = [word for word in words[1:] if word.istitle()]
    if len(capitals) == 1 and sum(word.islower() for word in words) >= 2:
        found.add(stem(capitals[0]))
    return frozenset(found)


@dataclass(slots=True)
class Acronyms:
    """What capitals stand for, where the paper spells them out."""

    known: dict[str, str] = field(default_factory=dict)

    def learn(self, text: str) -> None:
        """Take in ``First Time Entrants (FTE)``."""
        for match in _ACRONYM.finditer(text):
            words = re.split(r"[\s\-]+", match[1].strip())
            letters = match[2]
            for size in range(2, len(words) + 1):
                taken = words[-size:]
                initials = "".join(w[0] for w in taken if w.lower() not in _STOP or w[0].isupper())
                if initials.upper() == letters:
                    self.known.setdefault(letters, " ".join(taken))

    def _spell(self, match: re.Match[str]) -> str:
        # "The" keeps the acronym from narrowing its own words.
        words = self.known.get(match[1])
        return f"{match[0]} the {words}" if words else match[0]

    def spoken(self, text: str) -> tuple[frozenset[str], ...]:
        """The stems of what each known acronym of a text stands for."""
        found = dict.fromkeys(match[1] for match in _CAPITALS.finditer(text))
        return tuple(
            frozenset(stem(w) for w in words_of(self.known[name]))
            for name in found
            if name in self.known
        )

    def spelled(self, text: str) -> str:
        """The text with every known acronym followed by its words."""
        return _CAPITALS.sub(self._spell, text)


def fit(label: Label, said: Said) -> float:
    """How well a name fits a sentence: 0 not at all, else the number of its words that stand.

    Short names must stand whole; of longer ones most words, or a proper name and another word, or
    an acronym that stands for how it begins.
    """
    held = label.stems & said.held
    if not held:
        return 0.0
    if held != label.stems:
        named = len(held) >= 2 and bool(held & label.proper)
        most = len(held) >= max(2.0, ENOUGH * len(label.stems)) and len(label.stems) > 3
        begun = any(len(s) >= 3 and label.first in s and s <= label.stems for s in said.spoken)
        if not (named or most or begun):
            return 0.0
    return 0.0 if _narrowed(label, said) else float(len(held))


def _narrowed(label: Label, said: Said) -> bool:
    """Whether every run of the name's words has another word before it that narrows it."""
    runs = [n for n, s in enumerate(said.stems) if s in label.stems and not _inside(label, said, n)]
    return all(_narrows(said.words[n - 1]) if n else False for n in runs)


def _inside(label: Label, said: Said, n: int) -> bool:
    """Whether the name's words go on from one before, perhaps over a "with" or "of"."""
    before = n - 1
    while before >= 0 and said.words[before].lower() in _JOINING:
        before -= 1
    return before >= 0 and said.stems[before] in label.stems


def _narrows(word: str) -> bool:
    return word.lower() not in _BEFORE and not word.lower().endswith(("ed", "ing", "ly"))


def best(labels: Iterable[Label], said: Said) -> Label | None:
    """The name that fits best; None if none does, or two do equally well."""
    found = top(labels, said)
    return found[0] if len({label.stems for label in found}) == 1 else None


def top(labels: Iterable[Label], said: Said) -> list[Label]:
    """The names that fit best, all equally well."""
    scored = [(fit(label, said), label) for label in labels]
    highest = max((score for score, _ in scored), default=0.0)
    return [label for score, label in scored if score == highest] if highest else []
