"""An hour as papers print it."""

from datetime import time

import pytest

from saferboard.core.ingest.past.text.clock import hour_of


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("10.00 am", time(10)),
        ("at 2:30pm", time(14, 30)),
        ("14.00", time(14)),
        ("12.15 a.m.", time(0, 15)),
        ("12.05 pm", time(12, 5)),
        ("10 o’clock", time(10)),
        ("10am", time(10)),
        ("12 noon", time(12)),
        ("Noon.", time(12)),
        ("Friday 7 March at 9.30 am", time(9, 30)),
        ("25.00 or 10.75 or 11.10", time(11, 10)),
        ("in Room 10", None),
        ("", None),
    ],
)
def test_hours(text: str, hour: time | None) -> None:
    assert hour_of(text) == hour
