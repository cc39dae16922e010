"""All files of a partnership's casework, checked in one place."""

from pathlib import Path

import pytest

from saferboard.core.casework import declaring
from saferboard.core.casework.declaring import FILES, Casework, check, is_process
from saferboard.core.ingest.gathering import Faults

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
BUNDLED = {
    path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
    for folder in ("casework", "processes")
    for path in sorted((FOLDER / folder).glob("*.toml"))
}


def told(files: dict[str, str]) -> tuple[Casework, list[tuple[str, str, str]]]:
    faults = Faults()
    return check(files, faults), [(one.where, one.what, one.remedy) for one in faults.found]


def test_the_bundled_files_have_no_faults() -> None:
    casework, faults = told(BUNDLED)
    assert faults == []
    assert {"asb", "marac"} <= {one.key for one in casework.purposes}
    assert {"asb", "marac"} <= {one.key for one in casework.processes}
    assert casework.tables == (
        "risk matrix version 1: 8 questions, at most 34; low from 0, medium from 10, high from 20",
    )


def test_every_bundled_table_is_one_that_is_read() -> None:
    assert {name for name in BUNDLED if not is_process(name)} == set(FILES)


def test_a_partnership_may_declare_no_casework() -> None:
    assert told({}) == (Casework((), ()), [])


def test_a_file_that_nothing_reads_is_refused() -> None:
    _, faults = told({**BUNDLED, "casework/retentoin.toml": "", "casework/zebra.toml": ""})
    assert faults == [
        (
            "casework/retentoin.toml",
            "nothing reads the file 'casework/retentoin.toml'",
            "did you mean 'casework/retention.toml'?",
        ),
        (
            "casework/zebra.toml",
            "nothing reads the file 'casework/zebra.toml'",
            faults[1][2],
        ),
    ]


@pytest.mark.parametrize("name", [*FILES, "processes/asb.toml"])
def test_a_fault_of_any_file_is_told(name: str) -> None:
    assert name in BUNDLED
    _, faults = told({**BUNDLED, name: "nothing = "})
    assert any(name in where or name in what for where, what, _ in faults), faults


def test_faults_of_several_files_are_told_together() -> None:
    spoilt = {name: "nothing = " for name in FILES if name != FILES[0]}
    _, faults = told({**BUNDLED, **spoilt})
    assert {where.partition(",")[0] for where, _, _ in faults} >= set(spoilt)
    assert declaring.is_process("processes/asb.toml")
