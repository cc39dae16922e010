"""Dates and times of day as minutes print them; digits may be letters that look like them."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {
    name: number
    for number, whole in enumerate(_MONTHS.split(), start=1)
    for name in (whole, whole[:3], whole[:4])
}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DIGIT = str.maketrans("lIiOoSB|", "11100581")
_D = r"[0-9lIiOoSB|]"
_WRITTEN = re.compile(
    rf"(?<![\w.])(?P<day>{_D}{{1,2}})\s?(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?(?P<month>{_NAMES})\.?,?"
    rf"\s{{1,3}}(?P<year>(?:[12]|l){_D}{{3}})(?!\w)",
    re.I,
)
_AMERICAN = re.compile(
    rf"\b(?P<month>{_NAMES})\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}"
    r"(?P<year>[12]\d{3})\b",
    re.I,
)
_SHORT = re.compile(
    rf"(?<![\w./-])(?P<day>{_D}{{1,2}})(?P<by>[./-])(?P<month>{_D}{{1,2}})(?P=by)"
    rf"(?P<year>{_D}{{4}}|{_D}{{2}})(?![\w/-])"
)
_ISO = re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)\b")
# What a date of each kind cannot do without: most lines have neither, and are asked cheaply.
_SHAPES = (
    (
        re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I),
        (_WRITTEN, _AMERICAN),
    ),
    (re.compile(rf"{_D}[./-]{_D}"), (_SHORT, _ISO)),
)
_DIGITS = re.compile(r"\d")
_HALF = r"[ap]\.?\s?m\b\.?"
_CLOCK = (
    rf"(?:\d{{1,2}}\s?[.:]\s?\d{{2}}\s{{0,2}}(?:{_HALF}|hrs|hours)?"
    rf"|\d{{1,2}}\s{{0,2}}{_HALF}|\bnoon\b)"
)
_TIME = re.compile(rf"(?<![\d.,£]){_CLOCK}(?!\d|%)", re.I)
_FROM_TO = re.compile(
    rf"(?<![\d.,£])(?P<start>{_CLOCK})\s{{0,2}}(?:[-–—]|to|until)\s{{0,2}}(?P<end>{_CLOCK})", re.I
)


def dates_in(text: str) -> tuple[date, ...]:
    """Every date that a text gives in full, in its order."""
    if not _DIGITS.search(text):
        return ()
    found = [
        (start, on)
        for needed, shapes in _SHAPES
        if needed.search(text)
        for shape in shapes
        for start, on in _found(shape, text)
    ]
    return tuple(on for _, on in sorted(found))


def date_in(text: str) -> date | None:
    """The first date of a text."""
    return next(iter(dates_in(text)), None)


def _found(shape: re.Pattern[str], text: str) -> Iterator[tuple[int, date]]:
    for match in shape.finditer(text):
        on = _date(match["day"], match["month"], match["year"])
        if on:
            yield match.start(), on


def _date(day: str, month: str, year: str) -> date | None:
    name = _MONTH.get(month.lower())
    numbers = [digits(part) for part in (day, "" if name else month, year)]
    full = (numbers[2] or 0) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, name or numbers[1] or 0, numbers[0] or 0)
    except ValueError:  # 31 June
        return None


def digits(text: str) -> int | None:
    """A number whose digits may be look-alike letters: ``l2O`` is 120."""
    plain = text.translate(_DIGIT)
    return int(plain) if plain.isascii() and plain.isdigit() else None


def time_in(text: str) -> str:
    """The first time of day as printed, as "10.00 am"; empty if there is none."""
    match = _TIME.search(text)
    return _plain(match[0]) if match else ""


def times_in(text: str) -> tuple[str, str]:
    """From when to when, as printed; both empty if the text has no such pair."""
    match = _FROM_TO.search(text)
    return (_plain(match["start"]), _plain(match["end"])) if match else ("", "")


def _plain(time: str) -> str:
    """A time without the full stop that ends its sentence."""
    bare = time.strip()
    return bare[:-1] if bare.endswith(("am.", "pm.")) else bare
