"""The people of each partnership of Table C2, and both national files checked with a folder."""

import pytest

from saferboard.core.directory.populations import Denominator
from saferboard.core.ingest.csp_populations import (
    COLUMNS,
    FILE,
    TABLE,
    check_national,
    read_csp_populations,
)
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of
from tests.core.ingest.test_csp import cells, text

HEADER = ",".join(COLUMNS) + "\n"
POOLE = "E22000063,Poole,2020,150000,1,mid-2020\n"


def test_people_by_code() -> None:
    faults = Faults()
    found = read_csp_populations(HEADER + POOLE, FILE, faults)
    assert found == {"E22000063": Denominator(150_000, 2020, "mid-2020")}
    assert faults.found == []
    assert read_csp_populations(None, FILE, faults) == {}


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("Poole,Poole,2020,150000,1,mid-2020\n", "'Poole' is not a code"),
        (POOLE + POOLE, "E22000063 is given twice"),
        ("E22000063,Poole,20,150000,1,mid-2020\n", "20 cannot be a year of estimate"),
        ("E22000063,Poole,2020,0,1,mid-2020\n", "nobody lives there"),
        ("E22000063,Poole,2020,many,1,mid-2020\n", "many"),
        ("E22000063,Poole,2020,150000,few,mid-2020\n", "few"),
        (",Poole,2020,150000,1,mid-2020\n", "empty"),
        ("E22000063,Poole,,150000,1,mid-2020\n", "empty"),
    ],
)
def test_what_is_wrong_with_a_row(rows: str, what: str) -> None:
    faults = Faults()
    read_csp_populations(HEADER + rows, FILE, faults)
    (fault,) = faults.found
    assert what in fault.what
    assert fault.where.startswith(FILE)


def test_a_folder_may_hold_both() -> None:
    read_partnership({**SOUND, TABLE: text(cells()), FILE: HEADER + POOLE})


def test_faults_of_both_are_told_together() -> None:
    found = faults_of({**SOUND, TABLE: "nothing", FILE: HEADER + POOLE + POOLE})
    assert {fault.where.partition(",")[0] for fault in found} == {TABLE, FILE}
    faults = Faults()
    check_national({TABLE: None, FILE: None}, faults)
    assert faults.found == []
