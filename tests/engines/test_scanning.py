"""The virus scanner is a command of somebody else's: a tiny real one is asked here."""

from pathlib import Path

import pytest

from saferboard.engines.scanning import Scan, scan

SCRIPT = """#!/bin/sh
case "$(cat "$1")" in
  *EVIL*) exit 1 ;;
  *BROKEN*) exit 2 ;;
  *SLOW*) exec sleep 30 ;;
esac
exit 0
"""


@pytest.fixture
def scanner(tmp_path: Path) -> str:
    path = tmp_path / "scanner"
    path.write_text(SCRIPT)
    path.chmod(0o700)
    return str(path)


@pytest.mark.parametrize(
    ("said", "found"),
    [("a diary", Scan.CLEAN), ("an EVIL diary", Scan.INFECTED), ("BROKEN", Scan.FAILED)],
)
def test_a_scanner_says_by_how_it_ends(
    scanner: str, tmp_path: Path, said: str, found: Scan
) -> None:
    file = tmp_path / "a file; with spaces & more"
    file.write_text(said)
    assert scan([scanner], file) is found


def test_a_scanner_that_takes_too_long_found_nothing_clean(scanner: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("SLOW")
    assert scan([scanner], file, patience=0.2) is Scan.FAILED


def test_a_scanner_that_is_not_there_found_nothing_clean(tmp_path: Path) -> None:
    assert scan([str(tmp_path / "gone")], tmp_path) is Scan.FAILED


def test_without_a_scanner_nobody_looked(tmp_path: Path) -> None:
    assert scan([], tmp_path) is Scan.NOT_SCANNED
