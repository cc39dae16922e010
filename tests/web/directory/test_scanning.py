"""Whatever people upload is scanned: one rule for every form that takes a file."""

from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.web.board.decisions.forms import LARGEST
from saferboard.web.board.papers.forms import Upload as Paper
from saferboard.web.casework.asb.forms import TakeIn
from saferboard.web.checking.forms import Given
from saferboard.web.directory.scanning import ScannedFile
from saferboard.web.evidence.returns.forms import Load
from saferboard.web.evidence.returns.forms import Upload as Return
from saferboard.web.ingest.forms import Upload as Source

SCRIPT = """#!/bin/sh
case "$(cat "$1")" in *EVIL*) exit 1 ;; *BROKEN*) exit 2 ;; esac
exit 0
"""


@pytest.fixture(autouse=True)
def _scanner(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "scanner"
    path.write_text(SCRIPT)
    path.chmod(0o700)
    settings.SCANNER, settings.MEDIA_ROOT = [str(path)], tmp_path / "media"


def sent(data: bytes, name: str = "a.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def said(form: forms.Form, field: str) -> str:
    return " ".join(form.errors.get(field, []))


@pytest.mark.parametrize("data", [b"EVIL", b"BROKEN", b"fine"])
def test_every_form_with_a_file_says_the_same(data: bytes) -> None:
    made = [
        (Paper({}, {"file": sent(data, "a.pdf")}, revision=0, written=False), "file"),
        (Given({}, {"file": sent(data)}), "file"),
        (TakeIn({}, {"file": sent(data)}), "file"),
        (Return({}, {"file": sent(data)}), "file"),
        (Load({}, {"chosen": [sent(b"fine"), sent(data)]}), "chosen"),
        (Source({}, {"chosen": [sent(b"fine"), sent(data)]}), "chosen"),
    ]
    wanted = {
        b"EVIL": "The scanner says that the file is infected: tell your security team where it "
        "came from, and do not open it.",
        b"BROKEN": "The file could not be scanned: try again in a while; if it stays so, tell "
        "whoever runs the service.",
        b"fine": "",
    }[data]
    assert {(type(form).__module__, said(form, field)) for form, field in made} == {
        (type(form).__module__, wanted) for form, _ in made
    }


def test_what_is_clean_is_given_on_whole_and_nothing_is_left_behind(settings: Any) -> None:
    file = ScannedFile().clean(sent(b"a,b\n1,2\n"))
    assert file.read() == b"a,b\n1,2\n"
    assert list(Path(settings.MEDIA_ROOT).iterdir()) == []


def test_a_large_file_that_waits_on_the_disk_is_scanned_to_its_end() -> None:
    with pytest.raises(forms.ValidationError, match="infected"):
        ScannedFile().clean(sent(b"a" * LARGEST + b"EVIL"))


def test_no_file_is_no_fault_where_none_is_needed() -> None:
    assert ScannedFile(required=False).clean(None) is None


def test_without_a_scanner_files_are_taken(settings: Any) -> None:
    settings.SCANNER = []
    assert ScannedFile().clean(sent(b"EVIL")).read() == b"EVIL"
