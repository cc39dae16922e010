"""Sentences with their numbers marked, so that patterns can be written as people would say them.

A pattern names kinds in braces: ``from {v}{gap} to {v}``. ``{v}`` is a plain number or per cent,
``{c}`` per cent or points, ``{gap}`` words in which only times and units may stand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from saferboard.core.evidence.checking.source import Passage
from saferboard.core.evidence.checking.tokens import Token, tokens

_OPEN, _SHUT = "\ue000", "\ue001"
_GROUPS = {
    "v": "np",
    "c": "pt",
    "n": "n",
    "p": "p",
    "y": "y",
    "d": "d",
    "r": "r",
    "u": "u",
    "m": "m",
}

UP = (
    r"\b(?:increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|gr[eo]wn?|grow(?:s|ing|th)|higher|more|"
    r"climb(?:ed|s|ing)?|jump(?:ed|s)?|up|uplift)\b"
)
DOWN = (
    r"\b(?:decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion|tions)|falls?|fell|fallen|falling|"
    r"drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|lower|fewer|less|down)\b"
)
MOVE = (
    rf"(?:{UP}|{DOWN}|\b(?:chang(?:e|ed|es)|differ(?:s|ed|ence)|improve(?:d|s|ment)|"
    r"deteriorat(?:ed|ion)|variance)\b)"
)
LONGEST = 3000  # what goes on for longer is no sentence, and is read in pieces
_ENDS = re.compile(
    r"(?<=[\w%)\]\u201d\u2019\"'])[.!?][\u201d\u2019\"')]*\s+(?=[A-Z0-9\u201c\u2018\"'(£])"
)
_SHORT = re.compile(
    r"\b(?:approx|no|nos|para|paras|vs|e\.g|i\.e|cf|cllr|mr|mrs|ms|dr|st|inc|incl|est|ref|c|pp?|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[A-Z])\.\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, where it begins in its passage, its numbers and its marked form."""

    text: str
    start: int
    tokens: tuple[Token, ...]
    marked: str
    passage: Passage


def compiled(pattern: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern with kinds in braces, and with parts of its own by their names."""
    text = pattern
    for name, part in (parts or {}).items():
        text = text.replace(f"{{{name}}}", part)
    text = text.replace("{UP}", UP).replace("{DOWN}", DOWN).replace("{MOVE}", MOVE)
    text = text.replace("{gap}", rf"(?:[^{_OPEN}.]|{_OPEN}[xyduq]\d+{_SHUT})")
    text = text.replace("{per}", rf"(?:[^{_OPEN}.]|{_OPEN}u\d+{_SHUT})")
    text = text.replace("{w}", rf"[^{_OPEN}.]")
    for name, kinds in _GROUPS.items():
        text = text.replace(f"{{{name}}}", rf"{_OPEN}[{kinds}](\d+){_SHUT}")
        text = text.replace(f"{{-{name}}}", rf"{_OPEN}[{kinds}]\d+{_SHUT}")
    return re.compile(text, re.IGNORECASE)


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage. A point after an abbreviation ends none."""
    start = 0
    for match in _ENDS.finditer(passage.text):
        if not _SHORT.search(passage.text[max(0, match.end() - 12) : match.end()]):
            yield sentence(passage, start, match.end())
            start = match.end()
    for begin in range(start, len(passage.text), LONGEST):
        yield sentence(passage, begin, min(begin + LONGEST, len(passage.text)))


def sentence(passage: Passage, start: int, end: int) -> Sentence:
    """The sentence between two places of a passage."""
    text = passage.text[start:end]
    found = tokens(text)
    return Sentence(text, start, found, _marked(text, found), passage)


def _marked(text: str, found: tuple[Token, ...]) -> str:
    parts: list[str] = []
    at = 0
    for index, token in enumerate(found):
        parts += (text[at : token.start], f"{_OPEN}{token.kind}{index}{_SHUT}")
        at = token.end
    return "".join(parts) + text[at:]


def picked(found: Sentence, match: re.Match[str]) -> tuple[Token, ...]:
    """The tokens that a pattern caught."""
    return tuple(found.tokens[int(index)] for index in match.groups() if index is not None)


MARK = re.compile(rf"{_OPEN}[a-z]\d+{_SHUT}")
