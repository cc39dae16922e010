"""``saferboard import``: packs and saved pages read from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SHARED, saferboard
from tests.web.ingest.samples import JUNE, MARCH

KEYS = {"meetings", "minutes", "action_log", "reports", "rejects", "coverage"}


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with two packs and a file that no pack is."""
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "june.md").write_text(JUNE)
    (folder / "march.txt").write_text(MARCH)
    (folder / "notes.csv").write_text("a,b\n")
    return folder


def test_nothing_is_written_without_commit(packs: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = saferboard("import", "pack", str(packs / "march.txt"), home=home)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert not home.exists()
    said = done.stdout.splitlines()
    assert said[0].endswith("march.txt")
    counted = " ".join(done.stdout.split())
    for told in (
        "Meetings 1",
        "Agenda items 6",
        "Minutes 4",
        "Outcomes 4",
        "People 4",
        "Actions 0",
        "Reports 0",
        "Doubts 1",
        "Rejects 0",
        "Coverage 100.0%",
    ):
        assert told in counted
    assert "name and post are not apart" in done.stdout


def test_json_is_one_document_of_all_sources(packs: Path) -> None:
    done = saferboard("import", "pack", str(packs), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert set(said) == KEYS
    assert [one["date"] for one in said["meetings"]] == ["2014-06-06", "2014-03-07"]
    assert [one["date"] for one in said["minutes"]] == ["2014-03-07", "2013-12-06"]
    crime = said["minutes"][1]["items"][2]
    assert (crime["number"], [one["letter"] for one in crime["outcomes"]]) == (23, ["a", "b"])
    assert crime["undertakings"] == [
        {"who": "Supt. Reed", "text": "Supt. Reed undertook to send the figures to members."}
    ]
    coverage = said["coverage"]
    assert coverage["lines"] == coverage["read"] + coverage["rejected"] > 40


def test_a_file_that_fails_stops_no_other(packs: Path) -> None:
    (packs / "a.pdf").write_bytes(b"no pdf")
    (packs / "b.txt").write_text(" \n")
    done = saferboard("import", "pack", str(packs), str(packs / "gone.txt"), "--json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["meetings"]) == 2
    for name, why in (
        ("a.pdf", "it cannot be read"),
        ("b.txt", "there is no text in it"),
        ("gone.txt", "the file cannot be read"),
    ):
        assert f"{packs / name}: {why}" in done.stderr
    assert done.stderr.count("what to do:") == 3


def test_a_kind_of_file_that_no_pack_is_is_told(packs: Path, tmp_path: Path) -> None:
    done = saferboard("import", "pack", str(packs / "notes.csv"))
    assert done.returncode == 1
    assert "a file ending in '.csv' is not read" in done.stderr
    empty = tmp_path / "empty"
    empty.mkdir()
    done = saferboard("import", "pack", str(empty))
    assert done.returncode == 1
    assert "Nothing to read" in done.stderr


def test_a_pack_may_be_a_web_page(tmp_path: Path) -> None:
    lines = "".join(f"<p>{line}</p>\n" for line in JUNE.split("\n"))
    page = tmp_path / "june.html"
    page.write_text(f"<html><head><title>x</title></head><body>{lines}</body></html>")
    done = saferboard("import", "pack", str(page), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert [item["number"] for item in said["minutes"][0]["items"]] == [25, 26, 27]


def test_commit_keeps_sources_once(packs: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = saferboard("import", "pack", str(packs), "--commit", home=home)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count(": kept") == 2
    second = saferboard("import", "pack", str(packs / "march.txt"), "--commit", home=home)
    assert second.stdout.splitlines()[0].endswith("march.txt: held already")
    asked = "from saferboard.web.ingest.models import *; print(Source.objects.count(), "
    asked += "Reading.objects.count(), Doubt.objects.count(), Activation.objects.count())"
    counted = saferboard("manage", "shell", "-v", "0", "-c", asked, home=home)
    assert counted.stdout.split() == ["2", "2", "1", "0"], counted.stderr


def test_an_address_that_may_not_be_fetched_is_refused() -> None:
    done = saferboard("import", "moderngov", "http://127.0.0.1:9/ieListDocuments.aspx?MId=1")
    assert done.returncode == 1
    assert "Failed." in done.stderr
    assert "127.0.0.1" in done.stderr


@pytest.mark.parametrize(("listed", "refused"), [("council.example", True), ("127.0.0.1", False)])
def test_only_hosts_that_are_listed_are_read_from(listed: str, refused: bool) -> None:
    address = "http://127.0.0.1:9/ieListDocuments.aspx?MId=1"
    settings = {"SAFERBOARD_READ_FROM": f"democracy.example {listed}"}
    done = saferboard("import", "moderngov", address, settings=settings)
    assert done.returncode == 1  # this machine itself is never read from
    assert ("127.0.0.1 is not a host that may be read from" in done.stderr) is refused
    assert ("out of SAFERBOARD_READ_FROM: democracy.example, council" in done.stderr) is refused


@pytest.mark.shared
def test_packs_as_they_were_published_are_read() -> None:
    folder = SHARED / "packs"
    if not folder.is_dir():
        pytest.skip("the packs are not beside the repository")
    done = saferboard("import", "pack", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert sorted(len(one["items"]) for one in said["minutes"]) == [12, 12, 13]
    assert len(said["meetings"]) == 3
