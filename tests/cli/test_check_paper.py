"""``saferboard check-paper`` reads every kind of file, and its exit code tells what it found."""

import json
from datetime import date
from pathlib import Path

import pytest

from saferboard.cli.check_paper import as_values, as_words
from saferboard.core.document.tree import Document, Paragraph
from saferboard.core.evidence.checking.findings import Report
from saferboard.core.faults import Refused
from saferboard.engines.papers import LONGEST, read_paper
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.engines.word.writer import document_docx
from tests.cli.conftest import saferboard

WRONG = "Entrants fell from 185 to 117, a reduction of 43%."
RIGHT = "Entrants fell from 185 to 117, a reduction of 37%."
DAY = date(2031, 6, 13)


def paper(text: str) -> Document:
    return Document("A paper", "Board", "13 June 2031", (Paragraph(text),))


def written(folder: Path, ending: str, text: str) -> Path:
    file = folder / f"paper{ending}"
    data = {
        ".docx": lambda: document_docx(paper(text), made_on=DAY),
        ".pdf": lambda: document_pdf(paper(text), made_on=DAY),
        ".html": lambda: f"<p>{text}</p>".encode(),
    }.get(ending, text.encode)()
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html", ".md", ".txt"])
def test_every_kind_of_file(tmp_path: Path, ending: str) -> None:
    home = tmp_path / "none"
    done = saferboard("check-paper", str(written(tmp_path, ending, WRONG)), "--json", home=home)
    assert done.returncode == 1, done.stderr
    said = json.loads(done.stdout)
    (finding,) = said["findings"]
    assert (finding["kind"], finding["stated"]) == ("change does not follow", "43%")
    assert finding["computed"] == "185 to 117: -36.8%"
    assert finding["paragraph"] == ("1" if ending in (".docx", ".pdf") else None)
    assert finding["page"] == (1 if ending == ".pdf" else None)
    assert said["release"] is None
    assert said["checked"] == {"changes": 1}
    assert not home.exists()


def test_nothing_wrong_ends_with_nought(tmp_path: Path) -> None:
    done = saferboard("check-paper", str(written(tmp_path, ".txt", RIGHT)), home=tmp_path / "none")
    assert done.returncode == 0
    assert done.stdout.startswith("paper.txt: 0 figures to look at.")
    assert "Not checked:\n  nothing" in done.stdout


def test_it_is_held_against_the_release_and_earlier_papers(
    demo: tuple[Path, str], tmp_path: Path
) -> None:
    file = written(tmp_path, ".txt", "First time entrants to youth justice: 80 in 2021/22.")
    done = saferboard("check-paper", str(file), home=demo[0])
    assert done.returncode == 1, done.stderr
    assert "held against release 2021/22-Q4.1: 1 figure to look at." in done.stdout
    assert "follows: 84 in" in done.stdout


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
def test_nothing_is_found_in_the_service_s_own_paper(demo: tuple[Path, str], ending: str) -> None:
    (paper,) = (demo[0] / "papers").glob(f"safer-communities-performance-*.{ending}")
    done = saferboard("check-paper", str(paper), "--json", home=demo[0])
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["checked"]["changes"] > 20


def test_it_is_held_against_earlier_papers(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.txt"
    earlier.write_text("Rate\t2015/16\nVehicle crime rate\t7.07\nBurglary\t5", "utf-8")
    later = tmp_path / "later.txt"
    later.write_text("Vehicle crime: 7.9 in 2015/16.", "utf-8")
    done = saferboard("check-paper", str(later), "--earlier", str(earlier), home=tmp_path / "none")
    assert done.returncode == 1, done.stderr
    assert "7.07 in earlier.txt, line 2" in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("paper.xlsx", b"x", "a file ending in '.xlsx' is not read"),
        ("paper.txt", b"a\0b", "it holds NUL bytes"),
        ("paper.pdf", b"no PDF", "it cannot be read"),
        ("paper.txt", b"x" * 20_000_001, "it has 20,000,001 bytes"),
        ("paper.md", b"x" * (LONGEST + 1), "it has 1,000,001 characters"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_paper(data, name=name)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = saferboard("check-paper", str(tmp_path / "none.txt"), home=tmp_path / "none")
    assert done.returncode == 1
    assert "it cannot be read: No such file or directory" in done.stderr


def test_text_as_windows_saves_it() -> None:
    source = read_paper("\u00a35 \u2013 fell".encode("cp1252"), name="p.txt")
    assert "\u00a35 \u2013 fell" in str(source.parts)


def test_an_empty_report() -> None:
    empty = Report((), (), ())
    assert as_values(empty, "p.txt", "2021/22-Q4.1")["findings"] == []
    assert as_words(empty, "p.txt", "").splitlines()[0] == "p.txt: 0 figures to look at."
