"""Made-up records of made-up people, for tests that change one thing at a time."""

from dataclasses import replace
from typing import Any

from saferboard.core.casework.people.records import Address, Born, Name, Record

HOME = Address("1 Example Street", "ZZ1 1AA")
AWAY = Address("9 Other Road", "ZZ9 9BB")

ANN = Record(
    key="a",
    agency="police",
    name=Name("Ann Mary", "Example"),
    born=Born(1990, 3, 14),
    sex="female",
    addresses=(HOME,),
    phones=("07700 900123",),
)


def another(**changes: Any) -> Record:
    """The same person as another agency knows her, but for some changes."""
    return replace(ANN, key="b", agency="health", **changes)


def named(given: str, family: str = "Example", **changes: Any) -> Record:
    """Another record under another name."""
    return another(name=Name(given, family), **changes)
