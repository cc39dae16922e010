"""Words of a text as both indexes see them: letters and digits, without case and accents."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
# What neither a database nor a feed can hold; and what no eye sees, within a word.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word folded, and where it stands in the text."""

    start: int
    end: int
    folded: str


def clean(text: str) -> str:
    """The text as it is kept: composed letters, single spaces, nothing that cannot be written."""
    seen = _UNSEEN.sub("", _UNWRITABLE.sub(" ", text))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def words(text: str) -> Iterator[Word]:
    """Every word in turn. A sign that stands for several words, as ½, gives each at its place."""
    for found in _WORD.finditer(text):
        for part in _WORD.findall(fold(found.group())):
            yield Word(found.start(), found.end(), part)


def fold(text: str) -> str:
    """Without case and accents: ``Café`` as ``cafe``."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


def stems(folded: Iterable[str]) -> list[str]:
    """What words share with their other forms: ``burglari`` of burglary and burglaries."""
    return [_stem(word) for word in folded]


@lru_cache(maxsize=20_000)  # a page of results holds some thousand words, most of them often
def _stem(word: str) -> str:
    # A stemmer remembers where it is in a word: it is made anew, so that threads share none.
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem


_COMMON = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her
hers herself it its itself they them their theirs themselves what which who whom this that these
those am is are was were be been being have has had having do does did doing a an the and but if
or because as until while of at by for with about against between into through during before after
above below to from up down in out on off over under again further then once here there when where
why how all any both each few more most other some such no nor not only own same so than too very
s t can will just don should now
"""
STOP_WORDS = frozenset(_COMMON.split())
"""Words that stand in every paragraph, which PostgreSQL leaves out of its index of English too."""
