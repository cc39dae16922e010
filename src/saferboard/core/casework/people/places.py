"""Addresses and telephone numbers made comparable."""

import re

from saferboard.core.casework.people.names import folded
from saferboard.core.casework.people.records import Address

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")


def postcode(text: str) -> str:
    """``le1 1AA`` as ``LE1 1AA``; blank where it is no postcode of the United Kingdom."""
    found = POSTCODE.fullmatch("".join(text.upper().split()))
    return f"{found[1]} {found[2]}" if found else ""


def district(code: str) -> str:
    """The first half of a postcode that is one."""
    return code.partition(" ")[0]


def house(address: Address) -> str:
    """One household: the postcode and the numbers of the lines, or their first line.

    Blank without a postcode: a street alone is many houses.
    """
    code = postcode(address.postcode)
    if not code:
        return ""
    words = folded(address.lines)
    numbers = sorted(word for word in words if word[0].isdigit())
    return " ".join((code, *(numbers or folded(address.lines.partition(",")[0]))))


def phone(text: str) -> str:
    """The last ten digits of a number, which are the same with and without the country's code."""
    digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
    return digits[-10:] if len(digits) >= 10 else ""
