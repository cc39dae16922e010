"""TOML files checked against the frozen values of core, with the key of every fault."""

import json
import re
import tomllib
from typing import Any, Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from saferboard.core.ingest.gathering import Faults, did_you_mean

T = TypeVar("T")
Table = dict[str, Any]

# Strict JSON is the mode in which a list becomes a tuple and a word an enum, but "5" stays a text.
STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
KEY = re.compile(r"[a-z][a-z0-9_-]*")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
MONTH_KEYS = frozenset({"since", "on", "retired", "returned_since", "until"})

# What pydantic expects, in an officer's words; anything rarer is told in pydantic's own.
IN_WORDS = {
    "string_type": "a text in quotation marks",
    "int_type": "a whole number, without quotation marks",
    "float_type": "a number, without quotation marks",
    "tuple_type": 'a list in square brackets, as ["one", "two"]',
    "dataclass_type": "keys in curly brackets, as { key = value }",
}


def read_toml(
    text: str | None, where: str, faults: Faults, *, tables: tuple[str, ...] = ()
) -> Table | None:
    """The file's top-level keys; None if it is not TOML.

    Where ``tables`` are named, any other key is a fault. ``text`` is None where the file is
    missing, which the caller has reported.
    """
    if text is None:
        return None
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.add(
            f"the file is not proper TOML: {error}",
            where=where,
            expected="TOML, each key once in its table",
            remedy="correct the file at that line and column",
        )
        return None
    for key in found:
        if tables and key not in tables:
            faults.add(
                f"key '{key}' is not known",
                where=where,
                expected="one of: " + ", ".join(tables),
                remedy=did_you_mean(key, tables, "take it out"),
            )
    return found


class Shape(Generic[T]):
    """The shape of one entry: a frozen dataclass and the keys it may have."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter: TypeAdapter[list[T]] = TypeAdapter(
            list[kind],  # type: ignore[valid-type]
            config=STRICT,
        )
        self._keys = tuple(getattr(kind, "__dataclass_fields__", {}))

    def read(self, entry: object, place: str, faults: Faults) -> T | None:
        """The entry as a value; None, with every fault noted, if it is not one."""
        try:
            return self._adapter.validate_json(json.dumps([_with_months(entry)], default=str))[0]
        except ValidationError as error:
            for found in error.errors(include_url=False):
                self._note(found, place, faults)
            return None

    def _note(self, found: ErrorDetails, place: str, faults: Faults) -> None:
        path = _path(found["loc"][1:])
        where = f"{place}, {path}" if path else place
        match found["type"]:
            case "missing":
                what, expected, remedy = f"'{path}' is missing", "a value for it", f"add {path} = …"
            case "unexpected_keyword_argument":
                keys = self._keys if len(found["loc"]) == 2 else ()
                what = f"'{path}' is not known here"
                expected = "one of: " + ", ".join(keys) if keys else "a key of the format"
                remedy = did_you_mean(path, keys, "take it out")
            case "enum" | "literal_error":
                what = f"'{found['input']}' is not one of the words allowed here"
                expected = found["ctx"]["expected"]
                remedy = did_you_mean(
                    str(found["input"]), re.findall(r"'([^']*)'", expected), "write one of these"
                )
            case _ if MONTH_KEYS.intersection(found["loc"]):
                what, expected = "this is not a month", "a year and a month, as 2021-04"
                remedy = 'write it in quotation marks, as "2021-04"'
            case _:
                what = f"{_shown(found['input'])} cannot stand here"
                expected = IN_WORDS.get(
                    found["type"], found["msg"].removeprefix("Input should be ")
                )
                remedy = "write it in that form"
        faults.add(what, where=where, expected=expected, remedy=remedy)


def _with_months(entry: object) -> object:
    """A month stands in the file as 2016-04, in the value as its year and its month."""
    if isinstance(entry, list):
        return [_with_months(item) for item in entry]
    if not isinstance(entry, dict):
        return entry
    ready = {key: _with_months(value) for key, value in entry.items()}
    for key in MONTH_KEYS.intersection(ready):
        match = MONTH.fullmatch(str(ready[key]))
        if match:
            ready[key] = {"year": int(match[1]), "month": int(match[2])}
    return ready


def _path(location: tuple[int | str, ...]) -> str:
    """``polarity[1].since``, counting from one."""
    steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in location]
    return "".join(steps).removeprefix(".")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def declared(
    found: Table | None,
    table: str,
    shape: Shape[T],
    where: str,
    faults: Faults,
    *,
    repeated: bool = False,
) -> tuple[tuple[T, ...], frozenset[str] | None]:
    """Every ``[[table]]`` of the file as a value, and all keys declared, sound entry or not.

    ``repeated`` lets a key stand for several entries, as for lists that follow one another in time.
    The keys are None where the file could not be read or holds no such table.
    """
    entries = found.get(table) if found is not None else None
    if not isinstance(entries, list) or not entries:
        if found is not None:
            faults.add(
                f"there is no [[{table}]]",
                where=where,
                expected=f"at least one [[{table}]]",
                remedy=f"begin each entry with a line [[{table}]]",
            )
        return (), None
    values: list[T] = []
    keys: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        key = entry.get("key") if isinstance(entry, dict) else None
        place = f"{where}, {table}[{number}]" + (f" '{key}'" if isinstance(key, str) else "")
        if isinstance(key, str):
            _check_key(key, set() if repeated else keys, place, faults)
            keys.add(key)
        value = shape.read(entry, place, faults)
        if value is not None:
            values.append(value)
    return tuple(values), frozenset(keys)


def _check_key(key: str, seen: set[str], place: str, faults: Faults) -> None:
    if key in seen:
        faults.add(
            f"key '{key}' is given twice",
            where=place,
            expected="each key once in the file",
            remedy="take one out, or give it another key",
        )
    if KEY.fullmatch(key) is None:
        faults.add(
            f"'{key}' cannot be a key",
            where=place,
            expected="small letters, digits, _ and -, beginning with a letter",
            remedy="write it like first_time_entrants",
        )
