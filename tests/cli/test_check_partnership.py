"""``saferboard check-partnership`` tells every fault, or what the folder holds."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from saferboard.cli.check_partnership import check, summary
from saferboard.cli.folder import read_folder
from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND

BUNDLED = Path(__file__).parents[2] / "partnerships" / "leicestershire"


def written(folder: Path) -> Path:
    for name, text in SOUND.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_bundled_partnership_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    check(BUNDLED)
    said = capsys.readouterr().out
    assert said.startswith("Leicestershire: no faults.\n")
    assert "4,096 monthly counts, December 2019 to April 2022" in said
    assert "procedure 'asb' version 1: 9 states, 9 steps, 3 of them statutory" in said
    assert "procedure 'marac' version 1: 8 states, 7 steps, 0 of them statutory" in said


def test_faults_of_procedures_are_told_with_all_others(tmp_path: Path) -> None:
    (written(tmp_path) / "processes").mkdir()
    text = (BUNDLED / "processes" / "marac.toml").read_text("utf-8")
    spoilt = text.replace('into = "ended"', 'into = "endet"')
    (tmp_path / "processes" / "marac.toml").write_text(spoilt, "utf-8")
    with pytest.raises(Refused) as caught:
        check(tmp_path)
    place = "processes/marac.toml, step 'end', into"
    assert [fault.where for fault in caught.value.faults] == [place]
    (tmp_path / "areas.csv").unlink()
    with pytest.raises(Refused) as caught:
        check(tmp_path)
    wheres = [fault.where for fault in caught.value.faults]
    assert wheres[0] == "areas.csv"
    assert wheres[-1] == place


def test_the_summary(tmp_path: Path) -> None:
    assert summary(read_partnership(read_folder(written(tmp_path)))) == "\n".join(
        [
            "Mereshire: no faults.",
            "  5 areas, 3 populations",
            "  1 organisations, 2 bodies, 1 posts",
            "  1 outcomes, 3 measures (1 counted from source rows), 1 peer sets",
            "  3 observations, 2 rows of published dashboards",
            "  3 monthly counts, January 2020 to January 2020",
        ]
    )


def test_a_partnership_without_monthly_counts(tmp_path: Path) -> None:
    written(tmp_path)
    header = SOUND["monthly.csv"].splitlines()[0]
    (tmp_path / "monthly.csv").write_text(header + "\n", "utf-8")
    assert summary(read_partnership(read_folder(tmp_path))).endswith("  0 monthly counts")


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    (written(tmp_path) / "README.md").write_text("About.", "utf-8")
    assert sorted(read_folder(tmp_path)) == sorted(SOUND)


def test_faults_of_bytes_and_of_meaning_are_told_together(tmp_path: Path) -> None:
    written(tmp_path)
    with (tmp_path / "areas.csv").open("ab") as areas:
        areas.write("E10000002,C\xf4te,county,,,,\n".encode("latin-1"))
    (tmp_path / "peers.toml").unlink()
    (tmp_path / "peers.toml").mkdir()
    with (tmp_path / "printed.csv").open("a", encoding="utf-8") as printed:
        printed.write("short,row\n")
    with pytest.raises(Refused) as caught:
        check(tmp_path)
    assert sorted(fault.where for fault in caught.value.faults) == [
        "areas.csv",
        "peers.toml",
        "printed.csv, row 4",
    ]


def test_a_byte_order_mark_is_told(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "areas.csv").write_text(SOUND["areas.csv"], "utf-8-sig")
    fault = read_folder(tmp_path)["areas.csv"]
    assert isinstance(fault, Fault)
    assert "byte-order mark" in fault.what


@pytest.mark.parametrize("name", ["nowhere", "areas.csv"])
def test_no_such_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="there is no such folder"):
        check(written(tmp_path) / name)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        check(tmp_path)
    assert len(caught.value.faults) == len(SOUND)


def test_checking_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(BUNDLED, folder)
    before = contents(folder)
    check(folder)
    assert contents(folder) == before


@pytest.mark.parametrize(("spoil", "code"), [(False, 0), (True, 1)])
def test_the_command_tells_by_its_exit_code(tmp_path: Path, spoil: bool, code: int) -> None:
    written(tmp_path)
    if spoil:
        text = SOUND["areas.csv"].replace("unitary", "union").replace("2009-04-01", "2009")
        (tmp_path / "areas.csv").write_text(text, "utf-8")
    command = Path(sys.executable).with_name("saferboard")
    done = subprocess.run(
        [str(command), "check-partnership", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert ("Mereshire: no faults." in done.stdout) is not spoil
    assert ("areas.csv, row 6, column 'kind'" in done.stderr) is spoil
    assert ("areas.csv, row 5, column 'since'" in done.stderr) is spoil
