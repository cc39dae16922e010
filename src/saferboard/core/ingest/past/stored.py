"""A reading as plain values that JSON can hold, and back again without loss.

A field that says what it says when nothing is given is left out; which field holds what is told by
the values' own types. So a field that is added later is read from what was stored before.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from saferboard.core.faults import refuse
from saferboard.core.ingest.past.values import Reading, Span


def to_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain values."""
    stored: dict[str, Any] = _plain(reading)
    return stored


def from_json(stored: Any) -> Reading:
    """The reading that was stored. Refused if it is of a shape this version does not know."""
    try:
        reading: Reading = _value(Reading, stored)
    except (KeyError, TypeError, ValueError):
        raise refuse(
            "what is stored is not a reading that this version knows",
            where="stored reading",
            expected="a reading as this version, or an older one, stored it",
            remedy="use the version that stored it, or a newer one",
        ) from None
    return reading


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.first, value.last, value.page, value.last_page]
    if is_dataclass(value):
        said = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(one) for field, one in said if one != field.default}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


@cache
def _kinds(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _value(kind: Any, stored: Any) -> Any:
    """What was stored of a kind; TypeError or ValueError where it is not of it."""
    if get_origin(kind) is UnionType:
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
        return None if stored is None else _value(kind, stored)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), stored)
    if kind is Span:
        return Span(*_tuple((int, int, int, int), stored))
    if is_dataclass(kind):
        kinds = _kinds(kind)  # type: ignore[arg-type]
        said = {name: _value(kinds[name], value) for name, value in dict(stored).items()}
        return kind(**said)  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(stored)
    if issubclass(kind, StrEnum):
        return kind(stored)
    if type(stored) is not kind:
        raise TypeError(f"{stored!r} is no {kind.__name__}")
    return stored


def _tuple(kinds: tuple[Any, ...], stored: Any) -> tuple[Any, ...]:
    if not isinstance(stored, list):
        raise TypeError(f"{stored!r} is no list")
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], one) for one in stored)
    return tuple(_value(kind, one) for kind, one in zip(kinds, stored, strict=True))
