"""No content comes into an event of what is kept under lock."""

from enum import StrEnum

import pytest

from saferboard.core.audit.coded import LONGEST, must_be_coded


class Field(StrEnum):
    CONTACT = "contact"


def test_references_keys_and_codes_may() -> None:
    must_be_coded(
        {
            "object": "case ASB-2026-0001",
            "rule": "x" * LONGEST,
            "fields": [Field.CONTACT, "identity"],
            "counts": {"steps": 3, "late": None},
            "roles": {"asb-officer"},
        }
    )


@pytest.mark.parametrize(
    "value",
    [
        "x" * (LONGEST + 1),
        "two\nlines",
        ["short", "x" * (LONGEST + 1)],
        {"inner": ("two\u2028lines",)},
        {"x" * (LONGEST + 1): 1},
        {"deep": {"deeper": ["two\nlines"]}},
    ],
)
def test_free_text_may_not_and_is_not_repeated(value: object) -> None:
    with pytest.raises(ValueError, match="'said' holds free text") as refused:
        must_be_coded({"agency": "police", "said": value})
    assert "xx" not in str(refused.value)
    assert "lines" not in str(refused.value)
