"""Corrections change what lines say, never where they stand."""

import pytest

from saferboard.core.faults import Refused
from saferboard.core.ingest.past.correcting import Correction, corrected
from saferboard.core.ingest.past.text.lines import lines_of

TEXT = "one\r\ntwo\n\fthree\nfour"


def test_lines_keep_their_numbers_and_pages() -> None:
    said = corrected(TEXT, [Correction(2, 3, "deux"), Correction(3, 3, "trois\f")])
    assert said == "one\ndeux\n\ftrois \nfour"
    assert [(line.number, line.page) for line in lines_of(said)] == [
        (line.number, line.page) for line in lines_of(TEXT)
    ]


def test_lines_left_out_are_empty() -> None:
    assert corrected(TEXT, [Correction(1, 2)]) == "\n\n\fthree\nfour"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (Correction(0, 1), "no such lines"),
        (Correction(3, 2), "no such lines"),
        (Correction(4, 5), "no such lines"),
        (Correction(1, 1, "a\nb"), "2 lines and takes the place of 1"),
    ],
)
def test_what_would_move_lines_is_refused(one: Correction, why: str) -> None:
    with pytest.raises(Refused, match=why):
        corrected(TEXT, [one])
