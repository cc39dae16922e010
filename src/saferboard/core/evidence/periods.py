"""Months, quarters and financial years, and the windows that performance is measured over.

A financial year starts in April; Q1 is April to June (the Board's own usage).
"""

import calendar
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from saferboard.core.faults import Refused, refuse

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"(\d{4})/(\d{2})")
_QUARTER = re.compile(r"(\d{4})/(\d{2})[- ]Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read ``2021-04``; anything else is refused."""
        match = _MONTH.fullmatch(text)
        if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
            raise refuse(
                f"'{text}' is not a month",
                where="month",
                expected="a year and a month, as 2021-04",
                remedy="write the month as YYYY-MM",
            )
        return cls(int(match[1]), int(match[2]))

    def plus(self, months: int) -> "Month":
        """The month so many months later (earlier if negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def since(self, other: "Month") -> int:
        """How many months this one lies after the other (negative if before)."""
        return (self.year - other.year) * 12 + self.month - other.month

    @property
    def words(self) -> str:
        """``April 2021``."""
        return f"{calendar.month_name[self.month]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole months, first and last included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it starts ({self.first})")

    @classmethod
    def of_month(cls, month: Month) -> "Period":
        """One month."""
        return cls(month, month)

    @classmethod
    def of_quarter(cls, start_year: int, quarter: int) -> "Period":
        """Quarter 1 to 4 of the financial year that starts in April of ``start_year``."""
        first = Month(start_year, 4).plus(3 * (quarter - 1))
        return cls(first, first.plus(2))

    @classmethod
    def of_year(cls, start_year: int) -> "Period":
        """The financial year that starts in April of ``start_year``."""
        return cls(Month(start_year, 4), Month(start_year + 1, 3))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``2021-04``, ``2021/22``, ``2021/22-Q4`` or ``2016-04..2016-12``."""
        text = text.strip()
        year = _YEAR.fullmatch(text)
        quarter = _QUARTER.fullmatch(text)
        matched = year or quarter
        first, dots, last = text.partition("..")
        try:
            if matched is not None and int(matched[2]) == (int(matched[1]) + 1) % 100:
                start = int(matched[1])
                return cls.of_quarter(start, int(quarter[3])) if quarter else cls.of_year(start)
            return cls(Month.parse(first), Month.parse(last if dots else first))
        except (Refused, ValueError):
            raise refuse(
                f"'{text}' is not a period",
                where="period",
                expected="a month 2021-04, a financial year 2021/22, a quarter 2021/22-Q4 "
                "or a run of months 2016-04..2016-12",
                remedy="write the period in one of these forms",
            ) from None

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month in the period, in order."""
        return _run(self.first, len(self))

    def __len__(self) -> int:
        return self.last.since(self.first) + 1

    def shifted(self, months: int) -> "Period":
        """The same length of time, so many months later."""
        return Period(self.first.plus(months), self.last.plus(months))

    @property
    def is_financial_year(self) -> bool:
        """April to March."""
        return len(self) == 12 and self.first.month == 4

    @property
    def is_quarter(self) -> bool:
        """Three months that form Q1, Q2, Q3 or Q4."""
        return len(self) == 3 and self.first.month in (1, 4, 7, 10)

    @property
    def financial_year(self) -> str:
        """The financial year of the last month, as ``2021/22``."""
        start = self.last.year if self.last.month >= 4 else self.last.year - 1
        return f"{start:04d}/{(start + 1) % 100:02d}"

    @property
    def words(self) -> str:
        """How the Board writes it: ``2021/22 Q4``, ``2021/22``, ``April to December 2016``."""
        if self.is_financial_year:
            return self.financial_year
        if self.is_quarter:
            return f"{self.financial_year} Q{(self.first.month - 4) % 12 // 3 + 1}"
        if self.first == self.last:
            return self.first.words
        if self.first.year == self.last.year:
            return f"{calendar.month_name[self.first.month]} to {self.last.words}"
        return f"{self.first.words} to {self.last.words}"

    def __str__(self) -> str:
        if self.is_financial_year:
            return self.financial_year
        if self.is_quarter:
            return self.words.replace(" ", "-")
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


@cache
def _run(first: Month, length: int) -> tuple[Month, ...]:
    """So many months in a row. Kept: a release asks for the same few runs thousands of times."""
    return tuple(first.plus(n) for n in range(length))


class Window(StrEnum):
    """What stretch of months a measure looks at."""

    ROLLING_TWELVE = "rolling twelve"
    YEAR_TO_DATE = "year to date"

    def ending(self, last: Month) -> Period:
        """The window whose last month is ``last``."""
        if self is Window.ROLLING_TWELVE:
            return Period(last.plus(-11), last)
        return Period(Month(last.year if last.month >= 4 else last.year - 1, 4), last)

    def before(self, last: Month) -> Period:
        """The window to compare with: the same months one year earlier."""
        return self.ending(last).shifted(-12)
