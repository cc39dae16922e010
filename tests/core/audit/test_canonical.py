"""One event has one text, whatever kept it; two events never have the same."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.audit.canonical import canonical, digest

AT = datetime(2026, 3, 29, 0, 59, 59, 7, tzinfo=UTC)
TOLD: dict[str, Any] = {
    "at": AT,
    "by": "clerk",
    "action": "minute written",
    "object": "meeting 7",
    "detail": {"pages": 3},
}
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(10**30), max_value=10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Role(StrEnum):
    CLERK = "clerk"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        ([True, False], "[true,false]"),
        ({"b": 1, "a": {"d": [], "c": {}}}, '{"a":{"c":{},"d":[]},"b":1}'),
        ((1, "x"), '[1,"x"]'),
        ('a "b"\né', r'"a \"b\"\n\u00e9"'),
        (1.50, "1.5"),
        (10.0, "10"),
        (100, "100"),
        (1e16, "10000000000000000"),
        (1.5e-07, "0.00000015"),
        (-0.0, "0"),
    ],
)
def test_what_is_written(value: object, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": float("-inf")}])
def test_what_json_cannot_say_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no number"):
        canonical(value)


@given(VALUES)
def test_it_says_the_same_as_the_value(value: Any) -> None:
    """Read as JSON with exact numbers, the text is the value."""

    def exact(value: Any) -> Any:
        return json.loads(json.dumps(value), parse_float=Decimal, parse_int=Decimal)

    assert json.loads(canonical(value), parse_float=Decimal, parse_int=Decimal) == exact(value)


def as_postgresql_keeps_it(value: Any) -> Any:
    """``jsonb`` keeps a number as a decimal written out in full, and keys in its own order."""
    if isinstance(value, dict):
        return {key: as_postgresql_keeps_it(value[key]) for key in sorted(value, key=len)}
    if isinstance(value, list):
        return [as_postgresql_keeps_it(held) for held in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return json.loads(f"{Decimal(repr(value)):f}")
    return value


@given(VALUES)
def test_it_is_the_same_after_a_database_kept_it(value: Any) -> None:
    assert canonical(as_postgresql_keeps_it(value)) == canonical(value)
    assert canonical(json.loads(json.dumps(value))) == canonical(value)


def test_the_digest_is_the_published_function_of_a_published_text() -> None:
    """Worked out beside us: printf '["2026...' | sha256sum."""
    assert digest(**TOLD) == "8ae64f7b8271e8f99a0806c99fda041cf83a1e27808d6d1663e7f6670ce14569"


@pytest.mark.parametrize(
    "changed",
    [
        {"at": AT + timedelta(microseconds=1)},
        {"by": "chair"},
        {"action": "minute read"},
        {"object": "meeting 8"},
        {"detail": {"pages": 4}},
        {"detail": {"pages": "3"}},
        {"detail": {}},
        {"by": "cler", "action": "kminute written"},
    ],
)
def test_whatever_is_changed_changes_the_digest(changed: dict[str, Any]) -> None:
    assert digest(**TOLD | changed) != digest(**TOLD)


@pytest.mark.parametrize(
    "same",
    [
        {"at": AT.astimezone(timezone(timedelta(hours=1)))},
        {"by": Role.CLERK},
        {"detail": {"pages": 3.0}},
    ],
)
def test_what_is_the_same_has_the_same_digest(same: dict[str, Any]) -> None:
    assert digest(**TOLD | same) == digest(**TOLD)


def test_tuples_and_numbers_as_keys_are_told_as_they_will_be_read() -> None:
    given = {"detail": {7: ("a", Role.CLERK)}}
    read = {"detail": {"7": ["a", "clerk"]}}
    assert digest(**TOLD | given) == digest(**TOLD | read)
