"""A wrong header is told column by column, and no guess is made where a guess could do harm."""

import pytest

from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.rows import check_header

WANTED = ("area", "persons")


@pytest.mark.parametrize(
    ("header", "remedy"),
    [
        (["area", "person"], "rename 'person' to 'persons'"),
        (["area", "persons1", "persons2"], "add the column 'persons'"),
    ],
)
def test_a_column_is_only_named_when_no_other_is_like_it(header: list[str], remedy: str) -> None:
    faults = Faults()
    assert not check_header(header, "populations.csv, row 1", WANTED, faults)
    assert faults.found[0].remedy == remedy
