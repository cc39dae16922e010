"""The purposes of a partnership: what is read, and every fault at once."""

from pathlib import Path

import pytest

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.reading import load
from saferboard.core.casework.purposes import FILE, check_processes, read_purposes
from saferboard.core.ingest.gathering import Faults

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
TEXT = """
[[purposes]]
key = "asb"
title = "Anti-social behaviour"
co_ordinator = "asb-manager"
begins = ["asb-officer"]

[purposes.opens]
outline = ["asb-manager", "asb-officer"]
"special category" = ["asb-manager"]
"""


def read(text: str | None) -> tuple[tuple, list]:
    faults = Faults()
    return read_purposes(text, faults), faults.found


def test_the_bundled_purposes_serve_the_bundled_procedures() -> None:
    faults = Faults()
    purposes = read_purposes((FOLDER / FILE).read_text("utf-8"), faults)
    texts = {path.name: path.read_text("utf-8") for path in (FOLDER / "processes").iterdir()}
    check_processes(purposes, load(texts), faults)
    assert faults.found == []
    assert {"asb", "marac"} <= {purpose.key for purpose in purposes}


def test_a_purpose_says_who_sees_what() -> None:
    (purpose,), faults = read(TEXT)
    assert faults == []
    assert purpose.opens[FieldClass.SPECIAL] == {"asb-manager"}
    assert purpose.begins == {"asb-officer"}
    assert purpose.break_glass


def test_a_partnership_may_hold_no_cases() -> None:
    assert read(None) == ((), [])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('outline = ["asb-officer"]', "the role 'asb-manager' cannot see the outline"),
        ('outlines = ["asb-manager"]', "'outlines'"),
        ("", "the role 'asb-officer' cannot see the outline"),
    ],
)
def test_a_fault_says_where(wrong: str, said: str) -> None:
    faults = read(TEXT.replace('outline = ["asb-manager", "asb-officer"]', wrong))[1]
    assert any(said in str(fault) and FILE in fault.where for fault in faults), faults


def test_a_procedure_needs_a_purpose() -> None:
    faults = Faults()
    texts = {path.name: path.read_text("utf-8") for path in (FOLDER / "processes").iterdir()}
    check_processes(read(TEXT)[0], load(texts), faults)
    assert any("'marac'" in fault.what for fault in faults.found)
