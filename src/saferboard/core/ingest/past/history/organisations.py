"""Organisations and bodies as minutes write them: parted from posts, renamed over time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from saferboard.core.ingest.past.history.words import folded

_PARTS = re.compile(r"\s[-\u2013\u2014]\s|[,;/\n]|\s[\u2013\u2014]|[\u2013\u2014]\s")
_ROLE = re.compile(
    r"\b(?:chair|chairman|chairwoman|manager|head of|officer|co-?ordinator|lead|director|member|"
    r"chief executive|representative|advis[eo]r|consultant|inspector|superintendent|leader|"
    r"analyst|clerk|secretary|assistant|representing|commander)\b",
    re.I,
)
_WORD = re.compile(r"[a-z0-9&']+")
_COMPASS = re.compile(r"\b([ns])\.?\s?([ew])\b\.?")
_CUT = {
    **{"nw": "north west", "ne": "north east", "sw": "south west", "se": "south east"},
    **{"northwest": "north west", "dc": "district council", "bc": "borough council"},
}
_JOINING = "the of and for to a in at on & local"
_IDLE = frozenset(_JOINING.split())


@dataclass(frozen=True, slots=True)
class Rename:
    """From a day on an organisation, or a body, is called ``new`` that was called ``old``."""

    old: str
    new: str
    since: date | None = None


class Renames:
    """Names declared to be of one organisation: each leads to the newest."""

    def __init__(self, declared: Iterable[Rename] = ()) -> None:
        self._next = {folded(rename.old): rename for rename in declared}

    def current(self, name: str, on: date | None = None) -> str:
        """The newest name, or that of a day; a name of which nothing is declared is its own."""
        seen: set[str] = set()
        while (key := folded(name)) in self._next and key not in seen:
            seen.add(key)
            rename = self._next[key]
            if on is not None and rename.since is not None and rename.since > on:
                break
            name = rename.new
        return name

    def key(self, name: str) -> str:
        """What is the same for all names of one organisation or body."""
        return folded(self.current(name)).removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two names that may be of one organisation, for a person to declare."""

    first: str
    second: str
    why: str


def organisations_of(post: str) -> tuple[str, ...]:
    """What of the words beside a name is an organisation, not a post; all of it if that is unsure.

    ``Group Chair - Melby District Council`` is of ``Melby District Council``.
    """
    parts = tuple(part.strip() for part in _PARTS.split(post) if part and part.strip())
    return tuple(part for part in parts if not _ROLE.search(part)) or parts


def is_role(post: str) -> bool:
    """Whether a post is told, and not only an organisation."""
    return bool(_ROLE.search(post))


@lru_cache(maxsize=20_000)
def _telling(name: str) -> frozenset[str]:
    return frozenset(_spelled(name)) - _IDLE


def _spelled(name: str) -> list[str]:
    """The words, a few that everybody cuts short spelled out."""
    plain = _WORD.findall(_COMPASS.sub(r"\1\2", folded(name)))
    return [word for each in plain for word in _CUT.get(each, each).split()]


def initials(name: str) -> str:
    """``lscsb`` for Loamshire Safer Communities Strategy Board."""
    return "".join(word[0] for word in _WORD.findall(folded(name)) if word not in _IDLE)


def same(one: str, other: str) -> bool:
    """Whether two names are plainly of one organisation: by words or initials."""
    a, b = _telling(one), _telling(other)
    if a <= b or b <= a:
        return bool(a and b)
    return folded(one) == initials(other) or folded(other) == initials(one)


def shared(one: str, other: str, renames: Renames) -> bool | None:
    """Whether what stands beside two names is of one organisation; None if either is empty."""
    ours = [renames.current(part) for part in organisations_of(one)]
    theirs = [renames.current(part) for part in organisations_of(other)]
    if not ours or not theirs:
        return None
    return any(same(a, b) for a in ours for b in theirs)


def suggest(names: Sequence[str], renames: Renames) -> tuple[Suggestion, ...]:
    """Names of which nothing is declared, but whose initials or most of whose words agree."""
    distinct = {renames.key(name): name for name in reversed(names) if name.strip()}
    found = []
    for one, other in combinations(sorted(distinct), 2):
        why = _why(distinct[one], distinct[other])
        if why:
            found.append(Suggestion(distinct[one], distinct[other], why))
    return tuple(found)


def _why(one: str, other: str) -> str:
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    if folded(short) == initials(long):
        return f"'{short}' is the initials of '{long}'"
    if _acronyms(short, long):
        return "the letters differ by one"
    a, b = _telling(one), _telling(other)
    if len(a & b) >= 3 and len(a ^ b) <= 2:
        return "all words but one or two agree"
    return ""


def _acronyms(short: str, long: str) -> bool:
    """LSCSB and LRSCSB: capitals, one letter more."""
    if not (short.isupper() and long.isupper() and 4 <= len(short) == len(long) - 1):
        return False
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
