"""Which counts go where: what is read, and every fault at once."""

from pathlib import Path

import pytest

from saferboard.core.casework.counts import FILE, Counter, Outlet, read_counts
from saferboard.core.ingest.gathering import Faults

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
ONE = '[[counts]]\nmeasure = "asb_sentinel"\npurpose = "asb"\ncounter = "cases opened"\n'


def read(text: str) -> tuple[tuple[Outlet, ...], list[str]]:
    faults = Faults()
    return read_counts(text, ["asb", "marac"], faults), [fault.what for fault in faults.found]


def test_the_bundled_counts() -> None:
    found, faults = read((FOLDER / FILE).read_text("utf-8"))
    assert faults == []
    assert Outlet("marac_repeats", "marac", Counter.REPEATS) in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE + ONE, "the measure 'asb_sentinel' is counted twice"),
        (ONE.replace('"asb"', '"abs"'), "there is no purpose 'abs'"),
        (ONE.replace("cases opened", "cases"), "'cases' is not one of the words allowed here"),
    ],
)
def test_a_fault_is_told(text: str, said: str) -> None:
    assert read(text)[1] == [said]
