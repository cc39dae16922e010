"""Which measure, or row of a table, a sentence speaks of: by the words of its name.

A name fits if enough of its words stand in the sentence, and the words of it that stand together
are not narrowed by another before them ("domestic" before "violence with injury").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_STOP = frozenset(
    "a an and are as at be been being by for from had has have in into is it its of off on or our "
    "that the their them there these they this those to was were which who will with within "
    "rate rates number numbers of per population people persons residents figure figures recorded "
    "reported reporting incidence level levels count data year years month months rolling current "
    "previous last latest local total all overall new nb number percentage percent cent "
    "proportion share average value stating state feel "
    "s t e g i including includes include excluding aged past both either area areas".split()
)
_BEFORE = _STOP | frozenset(
    "however also although while whilst meanwhile therefore crime ongoing increases increase "
    "reduction reductions decrease decreases drop rise rises fewer more less lower higher "
    "annual yearly cumulative quarterly end so far summary regarding many most some any no "
    "number yearend year-on-year overall but if when where than each every".split()
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_ACRONYM = re.compile(r"((?:[A-Za-z][\w\-]*\s+){2,8})\(([A-Z]{2,7})(?:['\u2019]?s)?\)")
ENOUGH = 0.6


def stem(word: str) -> str:
    """A word without its endings: as coarse as needed for names of measures."""
    bare = word.lower().replace("\u2019", "'").removesuffix("'s").rstrip("'")
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "y", "e"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)]
    return bare


def words_of(text: str) -> list[str]:
    """The words of a text, hyphens parted but for re-."""
    return _WORD.findall(re.sub(r"\b([Rr]e)-(?=[a-z])", r"\1", text))


@dataclass(frozen=True, slots=True)
class Label:
    """A name as the stems that tell it."""

    name: str
    stems: frozenset[str]

    @classmethod
    def of(cls, text: str, acronyms: "Acronyms | None" = None) -> "Label":
        """A row's or measure's name; what stands in brackets or after a full stop is left out."""
        short = re.sub(r"\([^)]*\)|\*", " ", text).split(". ")[0]
        spelled = acronyms.spelled(short) if acronyms else short
        stems = frozenset(stem(w) for w in words_of(spelled) if w.lower() not in _STOP)
        return cls(" ".join(short.split()), stems)


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

    def spelled(self, text: str) -> str:
        """The text with every known acronym followed by its words."""
        return re.sub(
            r"\b([A-Z]{2,7})(?:['\u2019]?s)?\b",
            lambda match: f"{match[0]} {self.known.get(match[1], '')}",
            text,
        )


def fit(label: Label, text: str) -> float:
    """How well a name fits a sentence: 0 not at all, else the number of its words that stand."""
    if not label.stems:
        return 0.0
    words = words_of(text)
    stems = [stem(word) for word in words]
    held = label.stems.intersection(stems)
    if len(held) < ENOUGH * len(label.stems) or (len(held) < 2 and held != label.stems):
        return 0.0
    if len(label.stems) <= 3 and held != label.stems:
        return 0.0
    return 0.0 if _narrowed(label, words, stems) else float(len(held))


def _narrowed(label: Label, words: list[str], stems: list[str]) -> bool:
    """Whether every run of the name's words has another word before it that narrows it."""
    runs = [n for n, s in enumerate(stems) if s in label.stems and _begins(label, stems, words, n)]
    return all(_narrows(words[n - 1]) if n else False for n in runs)


def _begins(label: Label, stems: list[str], words: list[str], n: int) -> bool:
    if n == 0:
        return True
    return stems[n - 1] not in label.stems


def _narrows(word: str) -> bool:
    return word.lower() not in _BEFORE and not word.lower().endswith(("ed", "ing", "ly"))


def best(labels: Iterable[Label], text: str) -> Label | None:
    """The name that fits best; None if none does, or two do equally well."""
    scored = sorted(((fit(label, text), label) for label in labels), key=lambda pair: -pair[0])
    if not scored or not scored[0][0]:
        return None
    if (
        len(scored) > 1
        and scored[1][0] == scored[0][0]
        and scored[1][1].stems != scored[0][1].stems
    ):
        return None
    return scored[0][1]
