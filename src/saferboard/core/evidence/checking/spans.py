"""Stretches of time as papers write them: ``April to December 2016/17``, ``Apr-Sep2018``, years."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from saferboard.core.evidence.periods import Month, Period

_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
NAMES = _NAMES.split()

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
YEAR = r"(?:19|20)\d\d"
FINANCIAL = r"(?:19|20)\d\d\s?[/\u2013-]\s?(?:(?:19|20)\d\d|\d\d)(?![\d/])"
SHORT = r"\d\d/\d\d(?![\d/])"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
TO = r"\s*(?:-|\u2013|\u2014|to|until|through)\s*"
NUMERIC = r"\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of months; ``period`` is None where only its ``length`` in months is told."""

    length: int
    period: Period | None = None
    run: bool = False  # written as from one month, or day, to another

    @property
    def words(self) -> str:
        """The period, or how long it is."""
        return self.period.words if self.period else f"{self.length} months"


def financial(text: str) -> Period | None:
    """``2016/17``, ``2016-17``, ``2016/2017`` or ``16/17`` as a financial year; else None."""
    first, last = re.findall(r"\d+", text)[:2]
    start = int(first) if len(first) == 4 else 2000 + int(first)
    end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
    ends_next = end == start + 1 or (end % 100 == 0 and start % 100 == 99)
    return Period.of_year(start) if ends_next else None


def month_number(name: str) -> int:
    """1 to 12, by the first three letters."""
    return NAMES.index(name[:3].lower()) + 1


def _run(match: re.Match[str]) -> Span | None:
    first, last = month_number(match["m1"]), month_number(match["m2"])
    said = match["y2"]
    if said and re.search(r"[/\u2013-]", said):
        year = financial(said)
        if year is None:
            return None
        start, end = (Month(_of_year(year, n), n) for n in (first, last))
    elif said or match["y1"]:
        start, end = _calendar(first, last, match["y1"], said)
    else:
        return Span((last - first) % 12 + 1, run=True)
    return Span(end.since(start) + 1, Period(start, end), run=True) if start <= end else None


def _between(match: re.Match[str]) -> Span | None:
    """``between April 2023 and May 2024``; between two Aprils lie 12 months as people speak."""
    same = month_number(match["m1"]) == month_number(match["m2"])
    return None if same else _run(match)


def _calendar(first: int, last: int, before: str | None, after: str | None) -> tuple[Month, Month]:
    if after:
        end = Month(_full(after), last)
        year = _full(before) if before else end.year - (first > last)
        return Month(year, first), end
    start = Month(_full(before or ""), first)
    return start, Month(start.year + (last < first), last)


def _full(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _of_year(year: Period, month: int) -> int:
    return year.first.year if month >= 4 else year.last.year


def _days(match: re.Match[str]) -> Span | None:
    first, last = _date(match["d1"], match["d2"]), _date(match["d2"], match["d2"])
    if first is None or last is None or last < first:
        return None
    months = ((last - first).days + 1) / 30.4375
    whole = round(months)
    if whole < 1 or abs(months - whole) > 0.15:
        return None
    start = Month(first.year, first.month)
    return Span(whole, Period(start, start.plus(whole - 1)) if first.day == 1 else None, run=True)


def _date(text: str, other: str) -> date | None:
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    named = re.search(MONTH, text)
    try:
        if named is None:
            day, month, year = numbers
        else:
            day, month = numbers[0], month_number(named[0])
            year = numbers[1] if len(numbers) > 1 else int(re.findall(r"\d{4}", other)[0])
        return date(year if year > 99 else 2000 + year, month, day)
    except (ValueError, IndexError):
        return None


def _quarter(match: re.Match[str]) -> Span | None:
    year = financial(match["fy"])
    if year is None:
        return None
    return Span(3, Period.of_quarter(year.first.year, int(match["q"])))


def _quarters(match: re.Match[str]) -> Span | None:
    year = financial(match["fy"])
    count = {"two": 2, "three": 3}.get(match["n"].lower()) or int(match["n"])
    if year is None or not 1 <= count <= 4:
        return None
    return Span(3 * count, Period(year.first, year.first.plus(3 * count - 1)), run=True)


def _ending(match: re.Match[str]) -> Span | None:
    last = Month(int(match["y"]), month_number(match["m"]))
    return Span(12, Period(last.plus(-11), last))


def _financial(match: re.Match[str]) -> Span | None:
    year = financial(match[0])
    return Span(12, year) if year else None


def _month(match: re.Match[str]) -> Span | None:
    return Span(1, Period.of_month(Month(int(match["y"]), month_number(match["m"]))))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.]){text}(?!\d)")


_TWO = rf"(?:(?:'|\u2019)?\d\d(?![\d:%]|[,.]\d|st|nd|rd|th)|{YEAR})"
_NO_DAY = "".join(rf"(?<!\d{ending}\s)" for ending in ("", "st", "nd", "rd", "th"))
_AFTER = rf"{FINANCIAL}|{SHORT}|{_TWO}"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
    (_pattern(rf"(?P<d1>{NUMERIC}){TO}(?P<d2>{NUMERIC})"), _days),
    (
        _pattern(rf"(?P<d1>{DAY}\s+{MONTH}(?:\s*{YEAR})?){TO}(?P<d2>{DAY}\s+{MONTH}\s*{YEAR})"),
        _days,
    ),
    (
        _pattern(
            rf"(?P<m1>{MONTH})\s*-?(?P<y1>{_TWO})?{TO}"
            rf"(?P<m2>{MONTH})(?![a-z])\s*-?(?P<y2>{_AFTER})?"
        ),
        _run,
    ),
    (
        _pattern(
            rf"(?<=[Bb]etween )(?P<m1>{MONTH})\s*-?(?P<y1>{_TWO})?\s+and\s+"
            rf"(?P<m2>{MONTH})(?![a-z])\s*-?(?P<y2>{_AFTER})?"
        ),
        _between,
    ),
    (_pattern(rf"(?:Q|[Qq]uarter\s?)(?P<q>[1-4])[\s,]*(?:of\s+)?(?P<fy>{FINANCIAL})"), _quarter),
    (_pattern(rf"(?P<fy>{FINANCIAL})[\s,-]*(?:Q|[Qq]uarter\s?)(?P<q>[1-4])"), _quarter),
    (
        _pattern(rf"[Ff]irst (?P<n>[2-4]|two|three) quarters of (?P<fy>{FINANCIAL})"),
        _quarters,
    ),
    (
        _pattern(
            r"(?:[Yy]ear|(?:12|twelve)[ -]months?)\s+(?:ending|ended|to|end)"
            rf"\s+(?:(?:the\s+)?end\s+(?:of\s+)?)?(?:{DAY}\s+)?(?P<m>{MONTH})\s+(?P<y>{YEAR})"
        ),
        _ending,
    ),
    (_pattern(FINANCIAL), _financial),
    (_pattern(rf"{_NO_DAY}(?P<m>{MONTH})\s+(?P<y>{YEAR})"), _month),
)


def spans(text: str) -> Iterator[tuple[int, int, Span]]:
    """Every stretch of time in a text: where it begins and ends, and what it is."""
    taken = [False] * len(text)
    for form, read in _FORMS:
        for match in form.finditer(text):
            span = None if any(taken[match.start() : match.end()]) else read(match)
            if span is not None:
                taken[match.start() : match.end()] = [True] * len(match[0])
                yield match.start(), match.end(), span
