"""Evidence files: what is taken, what is shut, who opens it, how it is given out."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as service
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.web.audit.models import Event
from saferboard.web.casework.asb.models import EvidenceFile
from saferboard.web.directory.files import Damaged, where
from tests.web.casework import world
from tests.web.casework.asb.asb_web import every, people, reported

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"
NAME = "Example Person A at the door.png"
SCRIPT = """#!/bin/sh
case "$(cat "$1")" in *EVIL*) exit 1 ;; *BROKEN*) exit 2 ;; esac
exit 0
"""


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SCANNER = []


@pytest.fixture
def scanner(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "scanner"
    path.write_text(SCRIPT)
    path.chmod(0o700)
    settings.SCANNER = [str(path)]


def send(browser: Client, reference: str, data: bytes = PNG, name: str = NAME, **more: str) -> Any:
    file = SimpleUploadedFile(name, data)
    sent = {"file": file, "field": "account", "words": "From the stairs.", **more}
    return browser.post(f"/cases/{reference}/asb/files/", sent)


def kept() -> list[str]:
    """The names of whatever stands in the folder of files."""
    root = Path(service.MEDIA_ROOT)
    return [path.name for path in root.rglob("*") if path.is_file()] if root.exists() else []


@pytest.mark.usefixtures("scanner")
def test_a_clean_file_is_kept_and_given_out_as_something_to_save() -> None:
    officer, _, _ = people()
    reference = reported(officer).case.reference
    browser = world.client(officer, "blaby")
    assert send(browser, reference).status_code == 302
    (row,) = every(EvidenceFile)
    assert (row.scan, row.kind, row.name, row.size) == ("clean", "PNG picture", NAME, len(PNG))
    assert kept() == [row.sha]
    assert NAME in browser.get(f"/cases/{reference}/asb/files/").content.decode()
    answer = browser.get(f"/cases/{reference}/asb/files/{row.pk}/")
    assert answer.content == PNG
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{reference}-{row.pk}.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    read = Event.objects.get(action="asb file read")
    assert (read.detail["file"], read.detail["field"]) == (row.pk, "account")
    trail = str(list(Event.objects.values_list("action", "object", "detail")))
    assert "Example Person" not in trail


@pytest.mark.usefixtures("scanner")
@pytest.mark.parametrize(
    ("data", "said"),
    [(b"EVIL", "the file is infected"), (b"BROKEN", "could not be scanned")],
)
def test_what_is_infected_or_could_not_be_scanned_is_not_kept_and_is_on_record(
    data: bytes, said: str
) -> None:
    officer, _, _ = people()
    reference = reported(officer).case.reference
    answer = send(world.client(officer, "blaby"), reference, PNG + data)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not EvidenceFile.objects.exists()
    assert kept() == []
    assert Event.objects.filter(action="asb file not kept", object=f"case {reference}").exists()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"MZ\x90\0", "a.png", "This kind of file is not kept"),
        (PNG, "a.pdf", "its name says something else"),
        (b"<script>alert(1)</script>", "a.txt", "This kind of file is not kept"),
    ],
)
def test_what_is_no_evidence_is_refused(data: bytes, name: str, said: str) -> None:
    officer, _, _ = people()
    reference = reported(officer).case.reference
    assert said in send(world.client(officer, "blaby"), reference, data, name).content.decode()
    assert kept() == []


def test_without_a_scanner_a_file_is_shut_until_the_co_ordinator_accepts_it() -> None:
    officer, manager, _ = people()
    opened = reported(officer)
    reference = opened.case.reference
    mine, theirs = world.client(officer, "blaby"), world.client(manager, "blaby")
    assert send(mine, reference).status_code == 302
    (row,) = every(EvidenceFile)
    assert row.scan == "not scanned"
    place = f"/cases/{reference}/asb/files/{row.pk}/"
    assert mine.get(place).status_code == theirs.get(place).status_code == 403
    assert mine.get(f"{place}accept/").status_code == 403
    refused = mine.post(f"{place}accept/", {"because": "It is fine."})
    assert "only the asb-manager accepts" in refused.content.decode().lower()
    assert "1 file not scanned" in theirs.get("/cases/asb/due/").content.decode()
    assert theirs.get(f"{place}accept/").status_code == 200
    assert "required" in theirs.post(f"{place}accept/", {"because": ""}).content.decode()
    assert (
        theirs.post(f"{place}accept/", {"because": "Seen on her own telephone."}).status_code == 302
    )
    assert mine.get(place).content == PNG
    again = theirs.post(f"{place}accept/", {"because": "Again."})
    assert "there is nothing to accept" in again.content.decode().lower()


def test_whoever_adds_a_file_does_not_accept_it() -> None:
    _, manager, _ = people()
    reference = reported(manager).case.reference
    browser = world.client(manager, "blaby")
    send(browser, reference)
    (row,) = every(EvidenceFile)
    answer = browser.post(
        f"/cases/{reference}/asb/files/{row.pk}/accept/", {"because": "It is mine."}
    )
    assert "does not accept it as well" in answer.content.decode()
    row.refresh_from_db()
    assert row.accepted is None


def test_a_file_of_a_class_that_is_closed_is_not_there() -> None:
    officer, _, constable = people()
    opened = reported(officer)
    world.shared("police", opened)
    mine = world.client(officer, "blaby")
    send(mine, opened.case.reference, field="contact")
    (row,) = every(EvidenceFile)
    police = world.client(constable, "police")
    page = police.get(f"/cases/{opened.case.reference}/asb/files/")
    assert page.status_code == 200
    assert NAME not in page.content.decode()
    place = f"/cases/{opened.case.reference}/asb/files/{row.pk}/"
    assert police.get(place).status_code == 404
    refused = send(police, opened.case.reference, field="contact")
    assert refused.status_code == 200
    assert len(every(EvidenceFile)) == 1


@pytest.mark.usefixtures("scanner")
def test_a_kept_file_that_was_changed_is_told_and_never_given() -> None:
    officer, _, _ = people()
    reference = reported(officer).case.reference
    browser = world.client(officer, "blaby")
    send(browser, reference)
    (row,) = every(EvidenceFile)
    where(row.sha).chmod(0o600)
    where(row.sha).write_bytes(b"something else")
    with pytest.raises(Damaged):
        browser.get(f"/cases/{reference}/asb/files/{row.pk}/")


def test_a_form_without_a_file_says_so() -> None:
    officer, _, _ = people()
    reference = reported(officer).case.reference
    browser = world.client(officer, "blaby")
    answer = browser.post(f"/cases/{reference}/asb/files/", {"field": "account"})
    assert "Choose a file." in answer.content.decode()
