"""Which sentence of a paragraph answers a query, with the words marked that do."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from saferboard.core.searching.query import Query, Term
from saferboard.core.searching.sentences import sentences
from saferboard.core.searching.words import Word, stems, words

LONG = 320  # letters of a sentence that are shown
BEFORE = 80  # of these, at most so many before the first word that answers


@dataclass(frozen=True, slots=True)
class Part:
    """Letters of a text in a row, marked or not."""

    text: str
    marked: bool = False


def marked(text: str, query: Query) -> tuple[Part, ...]:
    """The whole text, with what answers the query marked."""
    return _parts(text, 0, len(text), [(start, end) for start, end, _ in _hits(text, query)])


def sentence(text: str, query: Query) -> tuple[Part, ...]:
    """The sentence that answers most of the query, the first of several; else the first at all."""
    hits = _hits(text, query)

    def answers(place: tuple[int, int]) -> int:
        return len({group for start, end, group in hits if place[0] <= start and end <= place[1]})

    start, end = max(sentences(text), key=answers, default=(0, len(text)))
    spans = [(at, to) for at, to, _ in hits if start <= at and to <= end]
    first, last = _cut(text, start, end, spans[0][0] if spans else start)
    parts = _parts(text, first, last, spans)
    leading = (Part("… "),) if first > start else ()
    following = (Part(" …"),) if last < end else ()
    return (*leading, *parts, *following)


def _cut(text: str, start: int, end: int, hit: int) -> tuple[int, int]:
    """The part of a long sentence around what answers, from word to word."""
    if end - start <= LONG:
        return start, end
    first = start
    if hit - start > BEFORE:
        first = text.find(" ", hit - BEFORE, hit) + 1 or hit
    last = min(end, first + LONG)
    if last < end:
        space = text.rfind(" ", first, last)
        last = space if space > hit else last
    return first, last


def _parts(text: str, first: int, last: int, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """The text from one place to another; spans may overlap."""
    letters = [False] * (last - first)
    for start, end in spans:
        for place in range(max(start, first), min(end, last)):
            letters[place - first] = True
    edges = [0, *(n for n in range(1, len(letters)) if letters[n] != letters[n - 1]), len(letters)]
    return tuple(
        Part(text[first + start : first + end], letters[start])
        for start, end in pairwise(edges)
        if start < end
    )


def _hits(text: str, query: Query) -> list[tuple[int, int, int]]:
    """Where a term of a wanted group stands, and of which group, in the order of the text."""
    found = list(words(text))
    stemmed = stems(word.folded for word in found)
    hits = [
        (*place, number)
        for number, group in enumerate(query.wanted)
        for term in group
        for place in _places(found, stemmed, term)
    ]
    return sorted(hits)


def _places(found: list[Word], stemmed: list[str], term: Term) -> list[tuple[int, int]]:
    wanted = stems(term.words)
    length = len(wanted)
    return [
        (found[n].start, found[n + length - 1].end)
        for n in range(len(stemmed) - length + 1)
        if stemmed[n : n + length] == wanted
    ]
