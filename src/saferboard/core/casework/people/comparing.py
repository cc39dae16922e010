"""Two records field by field: how they agree, in words that a person reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from saferboard.core.casework.people.names import (
    family,
    family_parts,
    folded,
    formal,
    given,
    given_words,
    one_edit_apart,
)
from saferboard.core.casework.people.places import house, phone, postcode
from saferboard.core.casework.people.records import Address, Born, Name, Record


class Alike(StrEnum):
    """How two values agree."""

    SAME = "the same"
    FORM = "a short form or another spelling"
    NEAR = "one letter apart"
    MIDDLE = "a middle name of the other"
    ALIAS = "an alias of the other"
    PART = "part of a double name"
    REVERSED = "given and family name change places"
    TRANSPOSED = "day and month change places"
    DIGIT = "one digit apart"
    PARTLY = "the same as far as it is known"
    LINES = "the same lines, without a postcode"
    STREET = "the same postcode"
    DIFFERENT = "different"
    UNKNOWN = "not known to both"


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one field of two records agrees."""

    field: str
    alike: Alike

    def __str__(self) -> str:
        return f"{self.field}: {self.alike}"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two records, and how each of their fields agrees."""

    a: Record
    b: Record
    given: Alike
    family: Alike
    born: Alike
    sex: Alike
    address: Alike
    phone: Alike

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Field by field, in the order in which a person reads a record."""
        return (
            Evidence("given name", self.given),
            Evidence("family name", self.family),
            Evidence("date of birth", self.born),
            Evidence("sex", self.sex),
            Evidence("address", self.address),
            Evidence("telephone", self.phone),
        )

    @property
    def years_apart(self) -> int:
        """Between the years of birth; none where one is not known."""
        if self.a.born is None or self.b.born is None:
            return 0
        return abs(self.a.born.year - self.b.born.year)


def compared(a: Record, b: Record) -> Compared:
    """Two records compared. It makes no difference which is first."""
    return Compared(
        a,
        b,
        given=_given(a, b),
        family=_family(a, b),
        born=_born(a.born, b.born),
        sex=_sex(a.sex, b.sex),
        address=_address(a, b),
        phone=_shared(map(phone, a.phones), map(phone, b.phones)),
    )


def _reversed(a: Name, b: Name) -> bool:
    return _crossed(given(a), family(b)) and _crossed(family(a), given(b))


def _crossed(one: str, other: str) -> bool:
    return bool(formal(one) & formal(other))


def _given(a: Record, b: Record) -> Alike:
    one, other = given(a.name), given(b.name)
    if not (one and other):
        return Alike.UNKNOWN
    if one == other:
        return Alike.SAME
    if _reversed(a.name, b.name):
        return Alike.REVERSED
    if formal(one) & formal(other):
        return Alike.FORM
    if any(formal(given(alias)) & formal(other) for alias in a.aliases) or any(
        formal(given(alias)) & formal(one) for alias in b.aliases
    ):
        return Alike.ALIAS
    if one in given_words(b.name) or other in given_words(a.name):
        return Alike.MIDDLE
    return Alike.NEAR if one_edit_apart(one, other) else Alike.DIFFERENT


def _family(a: Record, b: Record) -> Alike:
    one, other = family(a.name), family(b.name)
    if not (one and other):
        return Alike.UNKNOWN
    if one == other:
        return Alike.SAME
    if _reversed(a.name, b.name):
        return Alike.REVERSED
    if family_parts(a.name) & family_parts(b.name):
        return Alike.PART
    if other in map(family, a.aliases) or one in map(family, b.aliases):
        return Alike.ALIAS
    return Alike.NEAR if one_edit_apart(one, other) else Alike.DIFFERENT


def _born(a: Born | None, b: Born | None) -> Alike:
    if a is None or b is None:
        return Alike.UNKNOWN
    if not (a.is_whole and b.is_whole):
        pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
        known = all(one == other for one, other in pairs if one is not None and other is not None)
        return Alike.PARTLY if known else Alike.DIFFERENT
    if a == b:
        return Alike.SAME
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return Alike.TRANSPOSED
    differing = sum(one != other for one, other in zip(str(a), str(b), strict=True))
    return Alike.DIGIT if differing == 1 else Alike.DIFFERENT


def _sex(a: str, b: str) -> Alike:
    one, other = a.casefold().strip(), b.casefold().strip()
    if not (one and other):
        return Alike.UNKNOWN
    return Alike.SAME if one == other else Alike.DIFFERENT


def _address(a: Record, b: Record) -> Alike:
    codes = [{postcode(one.postcode) for one in of.addresses} - {""} for of in (a, b)]
    if not all(codes):
        lines = (map(_lines, a.addresses), map(_lines, b.addresses))
        return Alike.LINES if _shared(*lines) is Alike.SAME else Alike.UNKNOWN
    if _shared(map(house, a.addresses), map(house, b.addresses)) is Alike.SAME:
        return Alike.SAME
    return Alike.STREET if set.intersection(*codes) else Alike.DIFFERENT


def _lines(address: Address) -> str:
    return " ".join(folded(address.lines))


def _shared(a: Iterable[str], b: Iterable[str]) -> Alike:
    """Whether two lists share one value; blanks are no values."""
    one, other = set(a) - {""}, set(b) - {""}
    if not (one and other):
        return Alike.UNKNOWN
    return Alike.SAME if one & other else Alike.DIFFERENT
