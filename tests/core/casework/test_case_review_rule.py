"""The review procedures of a partnership: what is read, and every fault at once."""

from pathlib import Path

import pytest

from saferboard.core.casework.case_review_rule import FILE, Procedures, read_procedures
from saferboard.core.ingest.gathering import Faults

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
COUNCIL = '[[councils]]\narea = "E07000129"\norganisation = "blaby"\n'


def read(text: str) -> tuple[Procedures | None, list[str]]:
    faults = Faults()
    return read_procedures(text, faults), [fault.what for fault in faults.found]


def test_the_bundled_procedures() -> None:
    found, faults = read((FOLDER / FILE).read_text("utf-8"))
    assert faults == []
    assert found is not None
    assert (found.rule.complaints, found.rule.hate) == (3, None)
    assert found.councils["E07000129"] == "blaby"


def test_a_lower_number_where_hate_is_the_motive() -> None:
    found, _ = read(f"complaints = 2\nhate = 1\n{COUNCIL}")
    assert found is not None
    assert (found.rule.complaints, found.rule.hate) == (2, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("complaints = ", "the file cannot be read"),
        (f"complaints = 4\n{COUNCIL}", "4 cannot be the number of complaints"),
        (f'complaints = "three"\n{COUNCIL}', "'three' cannot stand here"),
        (COUNCIL + COUNCIL, "two councils take the applications of E07000129"),
        ("complaints = 3\n", "there is no [[councils]]"),
    ],
)
def test_a_fault_is_told(text: str, said: str) -> None:
    found, faults = read(text)
    assert found is None
    assert len(faults) == 1
    if "cannot be read" not in said:
        assert said in faults[0]
