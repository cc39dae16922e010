"""What somebody types into the search box, as a small tree; and that as each database asks it.

Words must all occur. ``"exact words"`` stand together, ``-word`` must not occur, and ``OR`` between
two words asks for either. Whatever else is typed, no input is an error: signs that make no sense
are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from saferboard.core.searching.words import STOP_WORDS, clean, words

LONGEST = 400  # letters that are read
MOST = 20  # words and phrases
WORD = 60  # letters of a word
_TYPED = re.compile(r'-?"[^"]*"?|[^\s"]+')
_DASHES = "-–—"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, folded: one for a word, several for a phrase or ``e-mail``."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        said = " ".join(self.words)
        return f'"{said}"' if len(self.words) > 1 else said


@dataclass(frozen=True, slots=True)
class Query:
    """Of every group in ``wanted`` one term must occur, and none of ``unwanted``.

    ``passed_over`` are the words that are too common to look for.
    """

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()
    passed_over: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for: to leave words out is not enough."""
        return bool(self.wanted)

    def __str__(self) -> str:
        groups = [" OR ".join(map(str, group)) for group in self.wanted]
        return " ".join([*groups, *(f"-{term}" for term in self.unwanted)])


def parse(text: str) -> Query:
    """The query that was meant."""
    groups: list[list[Term]] = []
    unwanted: list[Term] = []
    passed_over: list[str] = []
    either = False
    for typed in _typed(text):
        if typed == "OR":
            either = bool(groups)
            continue
        said = tuple(word.folded[:WORD] for word in words(typed))
        leaves_out = typed[0] in _DASHES
        if not set(said) - STOP_WORDS:
            passed_over.extend(word for word in said if word not in passed_over)
        elif leaves_out:
            unwanted.append(Term(said))
        elif either:
            groups[-1].append(Term(said))
        else:
            groups.append([Term(said)])
        either = False
    return Query(tuple(map(tuple, groups)), tuple(unwanted), tuple(passed_over))


def _typed(text: str) -> Iterator[str]:
    found = _TYPED.finditer(clean(text[:LONGEST]))
    yield from (one.group() for one, _ in zip(found, range(MOST), strict=False))


def as_fts5(query: Query) -> str:
    """The query for SQLite's ``MATCH``. Every term is quoted: none is read as an operator."""
    asked = " AND ".join(f"({_fts5(group)})" for group in query.wanted)
    return f"({asked}) NOT ({_fts5(query.unwanted)})" if query.unwanted else asked


def _fts5(terms: tuple[Term, ...]) -> str:
    return " OR ".join(f'"{" ".join(term.words)}"' for term in terms)


def as_tsquery(query: Query) -> str:
    """The query for PostgreSQL's ``to_tsquery``. Words hold letters and digits, so no operator."""
    asked = [f"({_tsquery(group)})" for group in query.wanted]
    left_out = [f"!({_tsquery(query.unwanted)})"] if query.unwanted else []
    return " & ".join(asked + left_out)


def _tsquery(terms: tuple[Term, ...]) -> str:
    return " | ".join(f"({' <-> '.join(term.words)})" for term in terms)
