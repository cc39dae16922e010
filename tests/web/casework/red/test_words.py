"""What somebody writes is tried as something else: a script, a formula, a header, a file."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.web.audit.models import Event
from saferboard.web.casework.asb.models import EvidenceFile
from saferboard.web.casework.marac.models import Action
from saferboard.web.directory.mails import Mail
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.red import loot
from tests.web.casework.red.loot import LATER, WORD

pytestmark = pytest.mark.django_db
SCRIPT = "</textarea></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SCANNER = ["/bin/true"]
    world.agreed("asb", *world.AGENCIES)


@pytest.fixture
def at_work() -> tuple[Client, str]:
    user = world.worker("writer", "blaby", "asb-manager", "asb-officer")
    return world.client(user, "blaby"), f"/cases/{world.opened(user, 'blaby').case.reference}/"


def harmless(page: str) -> None:
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49" not in page.split(SCRIPT[-7:])[0][-4:]


def test_words_in_every_form_of_a_case_do_nothing_on_its_pages(at_work: Any) -> None:
    browser, home = at_work
    sent = {
        "entries/new/": {"piece": "note", "field": "account", "words": SCRIPT},
        "messages/new/": {"as_role": "asb-officer", "to_role": "asb-manager", "field": "account",
                          "words": SCRIPT, "step": SCRIPT},
        "tasks/new/": {"to_role": "asb-manager", "words": SCRIPT, "due": LATER, "field": "account"},
        "asb/visits/": {"due": LATER, "words": SCRIPT},
        "asb/contacts/": {"on": "2026-01-05", "reached": "yes", "channel": "telephone",
                          "words": SCRIPT},
        "people/new/": {"part": "victim", "known": "person", "given": SCRIPT[:60], "family": SCRIPT[
            :60], "aliases": SCRIPT[:60], "born": "", "sex": "", "addresses": SCRIPT, "phones": ""},
    }  # fmt: skip
    taken = 0
    for page, form in sent.items():
        taken += browser.post(home + page, form).status_code == 302
    assert taken >= 4
    for page in ("", "entries/new/", "asb/visits/", "asb/contacts/", "asb/files/", "people/",
                 "who/", "entries/1/", "tasks/1/", "people/1/", "asb/visits/1/"):  # fmt: skip
        harmless(browser.get(home + page).content.decode())
    for page in ("", "asb/due/", "links/", "links/decided/", "break-glass/"):
        harmless(browser.get(f"/cases/{page}").content.decode())


def test_words_of_a_referral_do_nothing_on_any_page_of_it() -> None:
    at = journey.table()
    said = dict.fromkeys(
        ("victim", "victim_address", "way", "times", "warnings", "account", "wishes"), SCRIPT
    )
    case = journey.refer(at.health, judgement=SCRIPT, **said)
    journey.listed(at, case, "police", "charnwood")
    at.housing.post(journey.url(case, "research/"), {"text": SCRIPT})
    minutes = {"base": 0, "text": SCRIPT, "plan": SCRIPT}
    at.co_ordinator.post(journey.url(case, "hearing/"), minutes)
    gives = {"agency": world.agency("health").pk, "text": SCRIPT, "due": LATER}
    at.co_ordinator.post(journey.url(case, "actions/"), gives)
    with journey.every_row():
        number = Action.objects.get().pk
    for page in (
        "",
        "hearing/",
        "people/",
        "research/",
        f"actions/{number}/",
        "checklist/",
        "list/",
    ):
        harmless(at.co_ordinator.get(journey.url(case, page)).content.decode())
    harmless(journey.page(at.co_ordinator, "/cases/marac/"))


def upload(browser: Client, home: str, data: bytes, name: str) -> int:
    sent = {"file": SimpleUploadedFile(name, data), "field": "account", "words": ""}
    browser.post(f"{home}asb/files/", sent)
    with journey.every_row():
        return EvidenceFile.objects.count()


def a_zip(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name in names:
            packed.writestr(name, b"x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [("page.html", b"<script>alert(1)</script>"),
     ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
     ("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
     ("picture.png", b""), ("run.exe", b"MZ\x90\x00"), ("run.pdf", b"MZ\x90\x00"),
     ("all.zip", a_zip("../../etc/passwd")), ("x.png", b"#!/bin/sh\nid"),
     ("page.png", b"\xef\xbb\xbf<html>")],
)  # fmt: skip
def test_a_file_that_a_browser_or_a_machine_would_run_is_not_kept(
    at_work: Any, name: str, data: bytes
) -> None:
    assert upload(*at_work, data, name) == 0


@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/x.png", "..\\..\\x.png", "a\r\nSet-Cookie: x=1.png", "x\";id;\".png",
     "$(touch hacked).png", "`id`.png", "-rf.png", "x" * 900 + ".png", "\u202egnp.exe.png",
     SCRIPT + ".png"],
)  # fmt: skip
def test_the_name_of_a_file_is_a_name_and_nothing_else(
    at_work: Any, name: str, tmp_path: Path, settings: Any
) -> None:
    settings.SCANNER = ["/bin/sh", "-c", 'case "$1" in *hacked*|*id*x*) exit 1;; esac', "scan"]
    browser, home = at_work
    before = {path for path in tmp_path.parent.rglob("*") if "media" not in str(path)}
    if not upload(browser, home, loot.PNG, name):
        return
    with journey.every_row():
        row = EvidenceFile.objects.get()
    answer = browser.get(f"{home}asb/files/{row.pk}/")
    assert answer.status_code == 200
    reference = home.split("/")[2]
    assert answer["Content-Disposition"] == f'attachment; filename="{reference}-{row.pk}.png"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert {path for path in tmp_path.parent.rglob("*") if "media" not in str(path)} == before
    assert [path.name for path in (tmp_path / "media").rglob("*") if path.is_file()] == [row.sha]
    harmless(browser.get(f"{home}asb/files/").content.decode())


@pytest.mark.parametrize(
    "header",
    [
        {"Range": "bytes=0-3"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"},
        {"Accept": "application/json"},
    ],
)
@pytest.mark.parametrize("verb", ["get", "head"])
def test_no_way_of_asking_reads_without_a_record(
    at_work: Any, header: dict[str, str], verb: str
) -> None:
    browser, home = at_work
    upload(browser, home, loot.PNG, "x.png")
    with journey.every_row():
        row = EvidenceFile.objects.get()
    for page in ("", "asb/visits/", "people/", f"asb/files/{row.pk}/"):
        before = Event.objects.count()
        answer = getattr(browser, verb)(home + page, headers=header)
        assert answer.status_code == 200, page
        assert Event.objects.count() > before, page


def test_no_word_of_a_case_comes_into_the_trail_a_mail_or_an_address() -> None:
    at = journey.table()
    case, _, number = loot.marac_case(at)
    loot.asb_case()
    at.co_ordinator.post("/cases/marac/ask/", {"name": f"{WORD} victim", "born": ""})
    at.health.post(journey.url(case, f"actions/{number}/"), {"done": "yes", "answer": WORD})
    at.health.get(f"/cases/{WORD}-ABCDEF/who/")
    held = [f"{one.by} {one.action} {one.object} {one.detail}" for one in Event.objects.all()]
    assert len(held) > 20
    assert not [one for one in held if WORD.lower() in one.lower()]
    assert not [one for one in Mail.objects.all() if WORD in f"{one.subject} {one.text}"]


def test_the_figures_hold_no_formula_and_no_name() -> None:
    at = journey.table()
    loot.marac_case(at)
    answer = at.co_ordinator.get("/cases/marac/figures.csv")
    assert WORD not in answer.content.decode()
    for row in csv.reader(io.StringIO(answer.content.decode())):
        assert not any(cell[:1] in ("=", "+", "-", "@", "\t") for cell in row)
    assert "no-store" in answer["Cache-Control"]
