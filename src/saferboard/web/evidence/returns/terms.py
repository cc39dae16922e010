"""Terms in addresses: ``2026-27-q2``, ``2026-27``, ``2026-09``."""

import re

from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused

_YEAR = re.compile(r"(\d{4})-(\d{2})-(q[1-4]|year)")


class TermConverter:
    """A month, a quarter or a financial year in an address, a Period in a view."""

    regex = r"\d{4}-\d{2}(?:-q[1-4]|-year)?"

    def to_python(self, value: str) -> Period:
        """ValueError (so: no such page) for what is no period."""
        match = _YEAR.fullmatch(value)
        text = value
        if match:
            quarter = "" if match[3] == "year" else f"-{match[3].upper()}"
            text = f"{match[1]}/{match[2]}{quarter}"
        try:
            return Period.parse(text)
        except Refused as error:
            raise ValueError(str(error)) from error

    def to_url(self, value: Period) -> str:
        """The term as it stands in an address; a year is told from a month by a word."""
        text = str(value).replace("/", "-").lower()
        return f"{text}-year" if value.is_financial_year else text
