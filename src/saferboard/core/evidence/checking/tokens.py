"""The numbers in a sentence, each told for what it is; most numbers of a paper are no figures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from saferboard.core.evidence.checking.spans import DAY, MONTH, NUMERIC, YEAR, Span, spans
from saferboard.core.evidence.checking.stated import Hedge, Stated

_UNITS = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS, TENS = _UNITS.split(), _TENS.split()
_SMALL = "|".join(reversed(UNITS[2:]))
_WORDS = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:one|{'|'.join(UNITS[2:10])}))?|{_SMALL})"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SIGNED = rf"(?:(?<![\w)%])[+\-\u2212])?{_FIGURE}"
_MANY = r"(?:\s?(?:million|thousand|k|m)\b)?"


@dataclass(frozen=True, slots=True)
class Token:
    """One number or stretch of time.

    Kinds: ``n`` a plain number, ``p`` per cent, ``t`` points, ``y`` a period, ``d`` a number of
    months, ``r`` n/N, ``u`` what a rate is per, ``m`` money, ``x`` no figure at all.
    """

    kind: str
    start: int
    end: int
    text: str
    stated: Stated | None = None
    span: Span | None = None
    whole: int | None = None

    @property
    def figure(self) -> Stated:
        """The figure of a token that has one."""
        if self.stated is None:
            raise LookupError(f"'{self.text}' is no figure")
        return self.stated


Form = tuple[str, re.Pattern[str]]


def _form(kind: str, text: str, flags: re.RegexFlag = re.IGNORECASE) -> Form:
    return kind, re.compile(text, flags)


_EXACT = re.RegexFlag(0)
_FORMS: tuple[Form, ...] = (
    _form("x", r"(?<!\S)\S{0,300}?(?:://|@|www\.)\S*"),
    _form("x", r"\b(?:Tel|Telephone|Phone|Mob|Mobile|Fax|Ext)\b\.?:?\s*[\d\s()+\-]{5,}"),
    _form("x", r"(?<!\w)(?:\+44\s?|\(?0)\d{2,5}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}\b"),
    _form("y", "", _EXACT),  # stretches of time: see spans
    _form("x", rf"\b{DAY}(?:\s+of)?\s+{MONTH}\s+{YEAR}"),
    _form("x", rf"\b{DAY}(?:\s+of)?\s+{MONTH}", _EXACT),
    _form("x", r"\b(?:Q|quarter\s?)[1-4]\b"),
    _form("x", rf"\b{NUMERIC}\b|\b{YEAR}-\d\d-\d\d\b"),
    _form("x", rf"\b{MONTH}\s+{DAY}\b(?!%)", _EXACT),
    _form(
        "x",
        r"\b(?:under|over)[ -]\d\ds\b|\b\d{1,2}\s*(?:-|\u2013|to)\s*\d{1,2}\s*(?:years?|yrs?)\b",
    ),
    _form("d", rf"\b(?:\d{{1,3}}|{_WORDS})[\s-]+(?:calendar\s+)?months?\b"),
    # "Two year period": of years in the plural too much is said that is no length of a period.
    _form("d", r"\b(?:[2-9]|two|three|four|five|six|seven|eight|nine|ten)[\s-]year(?=\s+period\b)"),
    _form(
        "x",
        rf"\b(?:\d{{1,3}}|{_WORDS})[\s-]+(?:years?|weeks?|days?|hours?|minutes?|sessions?|quarters?)\b"
        r"(?:[\s-]+olds?)?",
    ),
    _form("x", r"\b\d{1,2}(?:[.:]\d{2})?\s*(?:am|pm|noon)\b|\b\d{1,2}:\d{2}\b|\b24/7\b"),
    _form("x", r"\b1-2-1\b|\b(?:1|one)[ -]to[ -](?:1|one)\b"),
    _form(
        "x",
        r"\b(?:pages?|paragraphs?|paras?|pp?\.|appendi(?:x|ces)|sections?|items?|minute|annex|s\.|"
        r"schedules?|articles?|recommendations?|chapters?|versions?)\s*\d+[A-Z]?(?![\d%]|\.\d|,\d{3})"
        r"(?:\s*(?:-|\u2013|to|and|,|&)\s*\d+(?![\d%]|\.\d))*",
    ),
    _form(
        "x",
        r"\b(?:Figure|Table|Level|Band|Phase|Part|Year|Years|Group|Class|Type|Option|Note|Stage|"
        r"Tier|Step|Priority|Objective|Category|Chart|Version|Act|year)\s+\d+[A-Za-z]?(?![\d%]|\.\d)",
        _EXACT,
    ),
    _form(
        "x",
        r"\b(?:aged?|ages)\s+(?:under |over |between )?\d{1,2}"
        r"(?:\s*(?:-|\u2013|to|and)\s*\d{1,2})?",
    ),
    _form("x", rf"\b(?:{YEAR})\s?[-\u2013/]\s?(?:{YEAR}|\d\d)\b"),
    _form("m", rf"£\s?{_FIGURE}(?:\s?(?:k|m|bn|million|billion|thousand)\b)?|\b\d+k\b"),
    _form("r", r"\b(\d{1,3})(?:st|nd|rd|th)\s+(?:out\s+)?of\s+(\d{1,3})\b(?!%)"),
    _form("x", r"\b\d+(?:st|nd|rd|th)\b"),
    _form("u", r"\bper\s+(?:100,000|10,000|1,?000|hundred\s+thousand|thousand|million|head)\b"),
    _form("x", rf"\b{_FIGURE}%?\s?[-\u2013\u2014]\s?{_FIGURE}\s?(?:%|per\s?cent)?(?![\d/])"),
    _form(
        "t",
        rf"{_SIGNED}\s?(?:%|per\s?cent|percentage)[\s-]?points?\b|{_SIGNED}\s?(?:pp|ppts?|p\.p\.)(?!\w)"
        rf"|\b{_WORDS}\s(?:per\s?cent|percentage)[\s-]points?\b",
    ),
    _form("p", rf"{_SIGNED}\s?(?:%|per\s?cent\b)|\b{_WORDS}\s+per\s?cent\b"),
    _form("t", rf"{_SIGNED}\s+points\b|\b{_WORDS}\s+points\b"),
    _form("r", r"(?<![\w/])(\d{1,3})\s?/\s?(\d{1,3})(?![\w/])"),
    _form("x", rf"\b{YEAR}\b(?!,\d|\.\d)"),
    _form("n", rf"{_SIGNED}{_MANY}(?![\d\w])|\b{_WORDS}\b"),
)
_NOT_BEFORE = re.compile(r"[A-Za-z£/_#]$|\w[./]$")
_HEDGES: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    (Hedge.UNDER, re.compile(r"\b(?:almost|nearly|just under|under|below|up to)\s+$", re.I)),
    (Hedge.OVER, re.compile(r"\b(?:over|in excess of|at least|above)\s+$", re.I)),
    (Hedge.OVER, re.compile(r"(?<!\d )\bmore than\s+$", re.I)),
    (
        Hedge.ABOUT,
        re.compile(
            r"(?:\b(?:about|around|approximately|approx\.?|roughly|some|circa|c\.)\s*|~)$", re.I
        ),
    ),
)
_MULTIPLES = {"million": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3}


def tokens(text: str) -> tuple[Token, ...]:
    """Every number of a text, in order; none overlaps another."""
    taken = [False] * len(text)
    found: list[Token] = []
    for kind, form in _FORMS:
        for token in _spans(text) if kind == "y" else _matches(kind, form, text):
            if not any(taken[token.start : token.end]):
                taken[token.start : token.end] = [True] * (token.end - token.start)
                found.append(token)
    return tuple(sorted(found, key=lambda token: token.start))


def _spans(text: str) -> Iterator[Token]:
    for start, end, span in spans(text):
        yield Token("y", start, end, text[start:end], span=span)


def _matches(kind: str, form: re.Pattern[str], text: str) -> Iterator[Token]:
    for match in form.finditer(text):
        before = text[: match.start()]
        if kind in "pnrt" and _NOT_BEFORE.search(before[-2:]):
            continue
        yield _READ.get(kind, _bare)(kind, match, before)


def _bare(kind: str, match: re.Match[str], before: str) -> Token:
    return Token(kind, match.start(), match.end(), match[0])


def _figure(kind: str, match: re.Match[str], before: str) -> Token:
    return Token(kind, match.start(), match.end(), match[0], _stated(match[0], before))


def _months(kind: str, match: re.Match[str], before: str) -> Token:
    token = _figure(kind, match, before)
    if "year" not in match[0].lower():
        return token
    return replace(token, stated=Stated(12 * token.figure.value))


def _money(kind: str, match: re.Match[str], before: str) -> Token:
    sure = match[0].startswith("£") and not re.search(r"b(?:n|illion)$", match[0])
    stated = _stated(match[0], before) if sure else None
    return Token(kind, match.start(), match.end(), match[0], stated)


def _rank(kind: str, match: re.Match[str], before: str) -> Token:
    place = Stated(float(match[1]))
    return Token(kind, match.start(), match.end(), match[0], place, whole=int(match[2]))


_READ: dict[str, Callable[[str, re.Match[str], str], Token]] = {
    "n": _figure,
    "p": _figure,
    "t": _figure,
    "d": _months,
    "m": _money,
    "r": _rank,
}


def _stated(text: str, before: str) -> Stated:
    digits = re.search(_FIGURE, text)
    hedge = next((hedge for hedge, form in _HEDGES if form.search(before[-20:])), Hedge.NONE)
    if digits is None:
        return Stated(float(_in_words(text)), hedge=hedge)
    written = digits[0].replace(",", "")
    places = len(written.partition(".")[2])
    sign = text[0] if text[0] in "+-\u2212" else ""
    value = float(written) * (-1 if sign in ("-", "\u2212") else 1)
    many = re.search(r"million|thousand|k$|m$", text[digits.end() :])
    if many is None:
        return Stated(value, places, hedge, bool(sign))
    # A figure in thousands is rounded to what was written of it.
    return Stated(value * _MULTIPLES[many[0]], 0, hedge if hedge else Hedge.ABOUT, bool(sign))


def _in_words(text: str) -> int:
    words = re.findall(r"[a-z]+", text.lower())
    total = 0
    for word in words:
        if word in TENS:
            total += 10 * (TENS.index(word) + 2)
        elif word in UNITS:
            total += UNITS.index(word)
    return total
