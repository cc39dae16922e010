"""CSV tables of known columns: read whole, every fault with its row and column."""

import csv
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import TypeVar

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Faults, did_you_mean, nearest

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

# No count of people or crimes has more digits; longer ones are a slip (and slow to read).
WHOLE = re.compile(r"[0-9]{1,12}")
DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``number`` counts as a spreadsheet does: the header is row 1.

    Each reading method notes a fault and gives None where the cell does not hold what it should;
    None is also what an empty cell gives, so that an optional cell reads like any other.
    """

    file: str
    number: int
    cells: dict[str, str]
    faults: Faults

    def where(self, column: str = "") -> str:
        """``areas.csv, row 4, column 'kind'``."""
        place = f"{self.file}, row {self.number}"
        return f"{place}, column '{column}'" if column else place

    def fault(self, column: str, what: str, *, expected: str, remedy: str) -> None:
        """Note a fault in a cell."""
        self.faults.add(what, where=self.where(column), expected=expected, remedy=remedy)

    def text(self, column: str) -> str:
        """The cell without spaces around it; may be empty."""
        return self.cells[column].strip()

    def whole(self, column: str) -> int | None:
        """A whole number, zero or more, in plain digits."""
        text = self.text(column)
        if not text or WHOLE.fullmatch(text):
            return int(text) if text else None
        negative = text.startswith("-")
        self.fault(
            column,
            f"'{text}' is negative" if negative else f"'{text}' is not a whole number",
            expected="a whole number, zero or more, in digits only",
            remedy="correct the number" if negative else "write it without commas, as 1234",
        )
        return None

    def decimal(self, column: str) -> float | None:
        """A number in plain decimals."""
        text = self.text(column)
        if not text or DECIMAL.fullmatch(text):
            return float(text) if text else None
        self.fault(
            column,
            f"'{text}' is not a number",
            expected="a number in digits with a decimal point",
            remedy="write it without commas, per cent sign or words, as 12.3; leave out the row "
            "if the value is not known",
        )
        return None

    def day(self, column: str) -> date | None:
        """A date, as 2021-03-31."""
        return self._read(column, _day, "a date", "a day, as 2021-03-31")

    def month(self, column: str) -> Month | None:
        """A month, as 2021-04."""
        return self._read(column, Month.parse, "a month", "a year and a month, as 2021-04")

    def period(self, column: str) -> Period | None:
        """A period in one of the forms that ``Period.parse`` reads."""
        return self._read(
            column,
            Period.parse,
            "a period",
            "a month 2021-04, a financial year 2021/22, a quarter 2021/22-Q4 or a run of months "
            "2016-04..2016-12",
        )

    def one_of(self, column: str, words: type[E]) -> E | None:
        """One word of a declared list."""
        text = self.text(column)
        allowed = [word.value for word in words]
        if text in allowed:
            return words(text)
        if text:
            listed = ", ".join(allowed)
            self.fault(
                column,
                f"'{text}' is not one of the words allowed here",
                expected=f"one of: {listed}",
                remedy=did_you_mean(text, allowed, "write one of these words"),
            )
        return None

    def _read(self, column: str, read: Callable[[str], T], what: str, expected: str) -> T | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return read(text)
        except (Refused, ValueError):
            self.fault(
                column,
                f"'{text}' is not {what}",
                expected=expected,
                remedy="write it in that form",
            )
            return None


def _day(text: str) -> date:
    if DAY.fullmatch(text) is None:
        raise ValueError(f"not a day: {text}")
    return date.fromisoformat(text)


def read_rows(
    text: str | None,
    where: str,
    columns: Sequence[str],
    faults: Faults,
    *,
    may_be_empty: Collection[str] = (),
) -> list[Row] | None:
    """Every whole row of a table with exactly these columns; None if the header is not that.

    Rows with too few or too many cells are faults and left out; empty lines are passed over. An
    empty cell is a fault but in the columns of ``may_be_empty``. ``text`` is None where the file
    is missing, which the caller has reported.
    """
    if text is None:
        return None
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    records = enumerate(_records(reader, where, faults), start=1)
    _, header = next(records, (1, []))
    if not check_header(header, f"{where}, row 1", columns, faults):
        return None
    rows = []
    for number, cells in records:
        if not cells:
            continue
        if len(cells) != len(columns):
            faults.add(
                f"the row has {len(cells)} cells",
                where=f"{where}, row {number}",
                expected=f"{len(columns)} cells: {', '.join(columns)}",
                remedy="add the missing commas, or put quotation marks round a text that holds one",
            )
            continue
        row = Row(where, number, dict(zip(columns, cells, strict=True)), faults)
        _check_filled(row, may_be_empty)
        rows.append(row)
    return rows


def _check_filled(row: Row, may_be_empty: Collection[str]) -> None:
    for column in row.cells:
        if column not in may_be_empty and not row.text(column):
            row.fault(
                column, "the cell is empty", expected=f"a {column}", remedy=f"write the {column}"
            )


def _records(reader: Iterator[list[str]], where: str, faults: Faults) -> Iterator[list[str]]:
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):  # noqa: B007
            yield cells
    except csv.Error as error:
        faults.add(
            f"the file is not proper CSV from row {row + 1} on: {error}",
            where=f"{where}, row {row + 1}",
            expected="commas between cells, and every quotation mark closed",
            remedy="close the quotation mark, doubling those inside the text",
        )


def check_header(header: list[str], where: str, columns: Sequence[str], faults: Faults) -> bool:
    """Whether the header is these columns in this order; every difference is a fault."""
    if header == list(columns):
        return True
    expected = "the columns " + ",".join(columns)
    if not header:
        faults.add(
            "there is no header",
            where=where,
            expected=expected,
            remedy="write the names of the columns in the first row",
        )
        return False
    missing = [column for column in columns if column not in header]
    strange = [column for column in header if column not in columns]
    if not missing and not strange:
        twice = len(header) != len(set(header))
        faults.add(
            "a column stands twice" if twice else "the columns stand in another order",
            where=where,
            expected=expected,
            remedy="put the columns in this order, each once",
        )
    for column in missing:
        # Where several columns are like it, to name one would be to guess which was meant.
        like = [name for name in strange if nearest(column, [name])]
        near = like[0] if len(like) == 1 else None
        faults.add(
            f"column '{column}' is missing" + (f"; there is a column '{near}'" if near else ""),
            where=where,
            expected=expected,
            remedy=f"rename '{near}' to '{column}'" if near else f"add the column '{column}'",
        )
    for column in strange:
        if nearest(column, missing) is None:
            faults.add(
                f"column '{column}' is not known",
                where=where,
                expected=expected,
                remedy="take the column out",
            )
    return False
