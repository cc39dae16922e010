"""``saferboard load``: what it prints of what it did, in plain lines."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from saferboard.cli.instance import Instance
from saferboard.cli.load import app, report_lines
from saferboard.core.evidence.periods import Month
from saferboard.core.faults import Refused
from saferboard.core.ingest.police import Changed, ForceMonth, Loaded, Reject, Report
from tests.core.ingest.folder import SOUND
from tests.engines.tables.street import put, text

pytestmark = pytest.mark.django_db  # a partnership's bodies and posts go into the tables

APRIL, MAY = "2021-04", "2021-05"
COUNTS = f"month,force,district,category,events\n{APRIL},mereshire,Northmere,burglary,7\n"
PEOPLE = "area,year,group,persons,source\nE07000001,2020,all,1111,Other\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The made-up partnership's folder."""
    folder = tmp_path / "mereshire"
    folder.mkdir()
    for name, content in {**SOUND, "monthly.csv": COUNTS}.items():
        (folder / name).write_text(content, "utf-8")
    return folder


def load(home: Path, *words: object) -> list[str]:
    """The lines that a load prints. Raises what it raises."""
    done = CliRunner().invoke(
        app, [str(word) for word in words], obj=Instance(home), catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def test_police_data_before_and_after_a_partnership(home: Path, folder: Path) -> None:
    data = folder.parent / "data"
    put(data, APRIL, text(APRIL, [("Northmere 001A", "Drugs"), ("Rugby 001A", "Drugs"), ("", "")]))
    (data / APRIL / f"{APRIL}-mereshire-outcomes.csv").write_text("another table")
    first = load(home, "police-uk", data)
    assert first[0] == f"{APRIL} mereshire: added, 2 rows, 1 rejected"
    assert first[1].endswith("street.csv, line 4: rejected, no crime type")
    assert first[2].endswith("outcomes.csv: outcomes file")
    assert first[-1] == (
        "Months: 1 added, 0 replaced, 0 unchanged. Rows: 3 read = 2 stored + 1 rejected."
    )
    again = load(home, "police-uk", data)
    assert again[0] == "Held already with the same content, left as it is: 1 month."
    taken = load(home, "partnership", folder)
    assert "monthly.csv: added, 2 rows" in taken
    assert taken[-1].startswith("Source rows kept over monthly counts: 1 month, ")
    put(data, APRIL, text(APRIL, [("Rugby 001A", "Drugs"), ("", "Drugs")]))
    replaced = load(home, "police-uk", data)
    assert replaced[0] == (
        f"{APRIL} mereshire: replaced, 2 rows (was 2), 1 without a district, "
        "1 in districts of no known area"
    )
    assert load(home, "partnership", folder, "--over-rows")[-1] == (
        "Monthly counts in use: 1 month."
    )


def test_partners_files(home: Path, folder: Path) -> None:
    load(home, "partnership", folder)
    people = folder.parent / "people.csv"
    people.write_text(PEOPLE)
    assert load(home, "populations", people) == ["people.csv: added, 1 row"]
    assert load(home, "populations", people) == ["people.csv: unchanged, 1 row"]
    returns = folder / "observations.csv"
    (said,) = load(home, "observations", returns)
    assert said.startswith("observations.csv: added, ")
    (folder / "monthly.csv").write_text(COUNTS.replace("7", "8"))
    assert "monthly.csv: replaced, 2 rows (was 2)" in load(home, "partnership", folder)


def test_a_loaded_file_is_let_go(home: Path, folder: Path) -> None:
    load(home, "partnership", folder)
    load(home, "observations", folder / "observations.csv")
    assert load(home, "remove", "observations.csv") == ["observations/observations.csv: removed"]
    with pytest.raises(Refused, match="none, nothing is held"):
        load(home, "remove", "observations.csv")


def test_table_c2_tells_its_notes(home: Path) -> None:
    shared = Path(__file__).parents[3] / "shared" / "data" / "home_office_csp"
    if not shared.is_dir():
        pytest.skip("the real data is not beside the repository")
    first, *notes = load(home, "csp", *shared.glob("*.csv"))
    assert first.endswith("rows")
    assert "  City of London: the table gives no total of the force" in notes


@pytest.mark.parametrize("kind", ["populations", "observations", "csp"])
def test_a_file_that_is_not_there(home: Path, kind: str) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        load(home, kind, "nowhere.csv")
    assert not home.exists()


def test_a_file_saved_by_excel(home: Path, folder: Path) -> None:
    load(home, "partnership", folder)
    (folder / "populations.csv").write_text(PEOPLE, "utf-8-sig")
    for words in (("populations", folder / "populations.csv"), ("partnership", folder)):
        with pytest.raises(Refused, match="byte-order mark"):
            load(home, *words)


def test_long_lists_are_cut_and_counted() -> None:
    rejects = tuple(Reject(line, "no crime type") for line in range(2, 27))
    what = ForceMonth(Month(2021, 4), "mereshire")
    row = Loaded(what, "a.csv", Changed.ADDED, 0, 5, rejects, repeated=2)
    lines = list(report_lines(Report((row,), tuple(f"file {n}" for n in range(12)))))
    assert lines[0] == f"{what}: added, 5 rows, 2 with a repeated Crime ID, 25 rejected"
    assert "a.csv: rejected, 15 more rows" in lines
    assert "left alone: 2 more files" in lines
    assert lines[-1].endswith("30 read = 5 stored + 25 rejected.")
