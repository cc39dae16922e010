"""A record as the linkage engine reads it: made comparable, and nothing in it that is not compared.

``BLOCKING`` says which pairs are looked at: those that are alike in all of one rule's columns.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import product
from typing import Any

from saferboard.core.casework.people.names import family, family_parts, formal, given, whole
from saferboard.core.casework.people.places import district, house, phone, postcode
from saferboard.core.casework.people.records import Born, Record

BLOCKING: tuple[tuple[str, ...], ...] = (
    ("born_key",),
    ("names",),
    ("postcode", "first"),
    ("postcode", "family"),
    ("phones",),
)
"""Columns that both must share. Of a column with several values one must be shared."""


@dataclass(frozen=True, slots=True)
class Features:
    """Columns of one record; None, or nothing, where it is not known.

    ``first`` is the given name in the form that short forms stand for. ``born_key`` is the date of
    birth with day and month in order, so that transposed dates come out alike.
    """

    key: str
    given: str | None
    first: str | None
    family: str | None
    givens: tuple[str, ...]
    families: tuple[str, ...]
    names: tuple[str, ...]
    born: str | None
    born_key: str | None
    birth_year: int | None
    sex: str | None
    postcode: str | None
    postcodes: tuple[str, ...]
    districts: tuple[str, ...]
    houses: tuple[str, ...]
    phones: tuple[str, ...]

    def as_row(self) -> dict[str, Any]:
        """By column."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(one.name for one in fields(Features))


def features(record: Record) -> Features:
    """The columns of a record."""
    every = (record.name, *record.aliases)
    first, born = given(record.name), record.born
    codes = _distinct(postcode(one.postcode) for one in record.addresses)
    return Features(
        key=record.key,
        given=first or None,
        first=min(formal(first) - {first}, default=first) or None,
        family=family(record.name) or None,
        givens=_distinct(word for one in every for word in sorted(formal(given(one)))),
        families=_distinct(word for one in every for word in sorted(family_parts(one))),
        names=_distinct(word for one in every for word in sorted(whole(one))),
        born=str(born) if born and born.is_whole else None,
        born_key=_born_key(born),
        birth_year=born.year if born else None,
        sex=record.sex.casefold().strip() or None,
        postcode=codes[0] if codes else None,
        postcodes=codes,
        districts=_distinct(map(district, codes)),
        houses=_distinct(map(house, record.addresses)),
        phones=_distinct(map(phone, record.phones)),
    )


def _born_key(born: Born | None) -> str | None:
    if born is None or born.month is None or born.day is None:
        return None
    low, high = sorted((born.month, born.day))
    return f"{born.year:04d} {low:02d} {high:02d}"


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def blocking_values(row: Features) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Under which values of which rule a record is looked for."""
    for number, rule in enumerate(BLOCKING):
        for values in product(*(_values(getattr(row, column)) for column in rule)):
            yield number, values


def _values(found: Any) -> tuple[Any, ...]:
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)


def blocking_keys(row: Features, secret: bytes) -> frozenset[int]:
    """The same as numbers that tell nothing without the secret: 63 bits, for an index."""
    return frozenset(
        digest(secret, f"{number}", *values) for number, values in blocking_values(row)
    )


def digest(secret: bytes, *words: str) -> int:
    """A number for words, which cannot be found out by trying words without the secret."""
    said = "\x1f".join(words).encode()
    made = hashlib.blake2b(said, digest_size=8, key=secret[:64]).digest()
    return int.from_bytes(made, "big") >> 1
