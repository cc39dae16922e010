"""How often a resolution asks for something, read from its words as a suggestion to the officer."""

import re
from dataclasses import dataclass

from saferboard.core.board.plan import MONTHS, Often

EVERY = re.compile(r"\b(every|each)\s+(ordinary\s+|future\s+)?meeting\b", re.I)
YEARLY = re.compile(r"\b(annual(ly)?|yearly|every\s+year|each\s+year|once\s+a\s+year)\b", re.I)
TWICE = re.compile(
    r"\b(twice\s+(a\s+|yearly)|six[\s-]monthly|bi-?annual(ly)?|half[\s-]yearly)", re.I
)
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words say: how often, how many times a year, in which months."""

    often: Often
    times: int = 1
    months: tuple[int, ...] = ()


def read_resolution(text: str) -> Reading:
    """Months with a word for yearly make a rule for those months; no word of time, a single time.

    "at the March meeting on an annual basis" is every March.
    """
    months = tuple(dict.fromkeys(MONTHS.index(month) + 1 for month in MONTH.findall(text)))
    if EVERY.search(text):
        return Reading(Often.EVERY)
    if TWICE.search(text):
        return Reading(Often.MONTHS, 1, months) if len(months) == 2 else Reading(Often.TIMES, 2)
    if YEARLY.search(text):
        return Reading(Often.MONTHS, 1, months) if months else Reading(Often.TIMES, 1)
    return Reading(Often.ONCE)
