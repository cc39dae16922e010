"""The cells of a partner's spreadsheet: what each holds, as text and as a number."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Value = str | int | float | bool | date | datetime | time | timedelta | None

GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WITHIN = re.compile(r"(?<![\w.,])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w.,]*\d)")
SAID = {"not known", "suppressed"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds, whether a formula gave it, and whether it is shown as per cent."""

    value: Value
    formula: bool = False
    percent: bool = False


def letters(column: int) -> str:
    """``A`` for the first column, ``AA`` for the twenty-seventh."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def text_of(cell: Cell, *, share: bool = False) -> str:
    """A cell as plain text; a number in digits, one shown as per cent (``share``) a hundredfold.

    Numbers have the fifteen digits that a spreadsheet keeps, so that 0.1 + 0.2 reads as 0.3.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        number = Decimal(format(value, ".15g"))
        if share and cell.percent:
            number = number.scaleb(2)
        return _digits(number)
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value)


def _digits(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell cannot be read as a number, and what to do."""

    what: str
    expected: str
    remedy: str


PLAIN_NUMBER = "a number in digits"


def number_of(cell: Cell, *, share: bool) -> str | Wrong:
    """The digits of a number cell, or why it holds none; empty if it is empty.

    Grouped thousands (``1,234``) and spaces round them are read. ``share`` says that per cent is
    the measure's unit, so that 0.34 shown as 34% is 34.
    """
    if isinstance(cell.value, bool):
        return Wrong(f"{cell.value} is not a number", PLAIN_NUMBER, "write the number")
    if isinstance(cell.value, date | datetime | time | timedelta):
        return Wrong(
            f"the cell holds a date or a time ({text_of(cell)}), not a number",
            PLAIN_NUMBER,
            "set the cell's format to Number and type the number again",
        )
    if cell.percent and not share:
        return Wrong(
            "the cell is shown as per cent, and this is not a percentage",
            PLAIN_NUMBER,
            "set the cell's format to Number and type the number again",
        )
    text = text_of(cell, share=share)
    if not text or PLAIN.fullmatch(text) or text.casefold() in SAID:
        return text.casefold()
    if GROUPED.fullmatch(text):
        return text.replace(",", "")
    return _not_a_number(text, share=share)


def _not_a_number(text: str, *, share: bool) -> Wrong:
    found = [number.replace(",", "") for number in WITHIN.findall(text)]
    shown = text if len(text) <= 40 else text[:37] + "…"
    what = f"'{shown}' is not a number"
    if text.startswith(("<", ">")):
        return Wrong(
            what,
            PLAIN_NUMBER,
            "write the figure, or the word suppressed if it is too small to be shown",
        )
    if text.endswith("%") and not share:
        return Wrong(what, PLAIN_NUMBER, "this is no percentage: write the figure in its own unit")
    if len(found) == 1 and not text.startswith("#"):  # as #DIV/0! does
        return Wrong(what, PLAIN_NUMBER, f"write {found[0]}")
    return Wrong(
        what,
        PLAIN_NUMBER,
        "write it in digits; leave the cell empty if you send no figure, or write: not known",
    )
