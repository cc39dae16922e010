"""Days as papers write them: 20.9.19, 14/06/2019, 23 February 2017, 19th March 2021."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
# The ordinal may stand apart: text taken from a PDF has raised letters as a word of their own.
_LONG = re.compile(
    r"(?<![0-9])([0-3]?[0-9])[ ]?(?:st|nd|rd|th)?,?[ ](?:of[ ])?"
    rf"({_NAMES})[.,]{{0,2}}[ ]?((?:19|20)[0-9]{{2}}|[’'][0-9]{{2}})(?![0-9])",
    re.I,
)
_SHORT = re.compile(
    r"(?<![0-9./-])([0-3]?[0-9])([./-])([01]?[0-9])\2((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
)
_ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})-([01][0-9])-([0-3][0-9])(?![0-9])")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s", re.I)
_CENTURY = 100
_OLD = 70  # 70 to 99 are of the last century


def read_date(text: str) -> date | None:
    """The day that the whole text names, if it names one and nothing else."""
    bare = text.strip(" \t.,;:")
    weekday = _WEEKDAY.match(bare)
    start = weekday.end() if weekday else 0
    for pattern in (_SHORT, _LONG, _ISO):
        found = pattern.match(bare, start)
        if found and found.end() == len(bare):
            return _day(pattern, found)
    return None


def long_date(text: str) -> date | None:
    """The first day that the text names in words, as in "held on Friday, 19 March 2021"."""
    return next(filter(None, (_day(_LONG, found) for found in _LONG.finditer(text))), None)


def short_date(text: str) -> tuple[date, str] | None:
    """A day in figures that the text begins with, and what stands after it."""
    bare = text.lstrip()
    found = _SHORT.match(bare)
    on = _day(_SHORT, found) if found else None
    return (on, bare[found.end() :].strip()) if found and on else None


def _day(pattern: re.Pattern[str], found: re.Match[str]) -> date | None:
    if pattern is _ISO:
        year, month, day = found[1], int(found[2]), found[3]
    elif pattern is _LONG:
        year, month, day = found[3], _MONTHS[found[2].lower()], found[1]
    else:
        year, month, day = found[4], int(found[3]), found[1]
    try:
        return date(_year(int(year.strip("’'"))), month, int(day))
    except ValueError:
        return None


def _year(number: int) -> int:
    if number >= _CENTURY:
        return number
    return number + (1900 if number >= _OLD else 2000)
