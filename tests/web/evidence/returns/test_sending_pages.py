"""Pages for whoever sends figures: what is owed, the form, the spreadsheet."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.evidence.assessment import Change
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.observations import Flag
from saferboard.core.ingest.sheets import COLUMNS
from saferboard.web.directory.files import StoredFile
from saferboard.web.evidence.returns import presenting
from saferboard.web.evidence.returns.models import Sent
from saferboard.web.evidence.returns.terms import TermConverter
from tests.web.evidence.returns.samples import (
    COUNTY,
    FELL,
    Q1,
    World,
    lines,
    sent,
    signed_in,
    workbook,
)
from tests.web.factories import measure

ENTRANTS = "/work/returns/entrants/2026-27-q1/"
REPEATS = "/work/returns/repeats/2026-27-q1/"


@pytest.fixture
def head(loaded: World) -> Client:
    return signed_in(Role.AUTHOR, "youth-head")


@pytest.fixture
def coordinator(loaded: World) -> Client:
    return signed_in(Role.OWNER, "coordinator")


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def key_of(answer: Any) -> str:
    found = re.search(r'name="key" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("term", "text"),
    [("2026-27-q1", "2026/27-Q1"), ("2026-27-year", "2026/27"), ("2026-09", "2026-09")],
)
def test_terms_stand_in_addresses(term: str, text: str) -> None:
    period = TermConverter().to_python(term)
    assert str(period) == text
    assert TermConverter().to_url(period) == term


@pytest.mark.parametrize("term", ["2026-28-q1", "2026-13", "2026-28-year"])
def test_what_is_no_term_is_no_page(term: str) -> None:
    with pytest.raises(ValueError, match="period"):
        TermConverter().to_python(term)


def test_a_partner_sees_what_the_post_owes_and_no_more(head: Client) -> None:
    page = text_of(head.get("/work/returns/"))
    assert "The figures your post sends to the Board." in page
    assert "Entrants , 2026/27 Q1" in page
    assert "Repeats" not in page
    assert "Load evidence" not in page


def test_who_owes_nothing_is_told_so(loaded: World) -> None:
    page = text_of(signed_in(Role.OWNER, "nobody").get("/work/returns/"))
    assert "No figures are asked for from your post." in page


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CLERK, Role.CHAIR, Role.ADMINISTRATOR])
def test_who_sends_nothing_has_no_page(role: Role, loaded: World) -> None:
    assert signed_in(role).get("/work/returns/").status_code == 403


def test_without_a_partnership_the_page_says_what_to_do(
    db: None, settings: Any, tmp_path: Any
) -> None:
    settings.HOME = tmp_path
    analyst = signed_in(Role.ANALYST)
    assert "saferboard load partnership" in text_of(analyst.get("/work/returns/"))
    assert "saferboard load partnership" in text_of(analyst.get("/work/evidence/"))
    assert analyst.get(ENTRANTS).status_code == 404
    assert analyst.get("/work/returns/template.xlsx").status_code == 404
    file = SimpleUploadedFile("r.csv", b"x")
    assert analyst.post("/work/returns/upload/", {"file": file}).status_code == 200


def test_a_count_is_sent_by_form(head: Client) -> None:
    page = head.get(ENTRANTS)
    assert "Give the number of people." in text_of(page)
    assert b"numerator-" not in page.content
    said = {f"value-{COUNTY}": "40", f"provisional-{COUNTY}": "yes", f"note-{COUNTY}": "early"}
    answer = head.post(ENTRANTS, {"key": key_of(page), **said}, follow=True)
    row = Sent.objects.get()
    assert answer.redirect_chain == [(f"/work/returns/sent/{row.pk}/", 302)]
    assert "An analyst looks at the figures" in text_of(answer)
    (line,) = row.said
    assert (line.figure, line.flags, line.note) == (Number(40.0), {Flag.PROVISIONAL}, "early")
    assert row.by.startswith("account ")


def test_a_form_sent_twice_makes_one_return(head: Client) -> None:
    said = {"key": key_of(head.get(ENTRANTS)), f"value-{COUNTY}": "40"}
    first, second = head.post(ENTRANTS, said), head.post(ENTRANTS, said)
    assert first["Location"] == second["Location"]
    assert Sent.objects.count() == 1


def test_a_share_is_sent_by_its_parts(coordinator: Client) -> None:
    page = coordinator.get(REPEATS)
    assert "July 2025 to June 2026" in text_of(page)
    assert "34 per cent is 34" in text_of(page)
    said = {
        f"numerator-{COUNTY}": "260",
        f"denominator-{COUNTY}": "672",
        f"value-{FELL}": "suppressed",
    }
    coordinator.post(REPEATS, said)
    first, second = Sent.objects.get().said
    assert (first.figure, isinstance(second.figure, Suppressed)) == (
        Number(26000 / 672, numerator=260, denominator=672),
        True,
    )


def test_every_fault_of_a_form_stands_by_its_field(coordinator: Client) -> None:
    said = {f"value-{COUNTY}": "about 40", f"numerator-{FELL}": "11"}
    answer = coordinator.post(REPEATS, said)
    page = answer.content.decode()
    assert f'<a href="#value-{COUNTY}">&#x27;about 40&#x27; is not a number: write 40.</a>' in page
    assert f'aria-describedby="numerator-{FELL}_error"' in page
    assert 'value="about 40"' in page
    assert not Sent.objects.exists()
    empty = text_of(coordinator.post(REPEATS, {}))
    assert "No figure is filled in: fill in what you know" in empty


def test_what_was_sent_before_is_shown_to_be_corrected(loaded: World, head: Client) -> None:
    sent(loaded.head, *lines(40.0))
    assert b'value="40"' in head.get(ENTRANTS).content
    sent(loaded.head, *lines(Missing("x")), key="b")
    assert b'value="not known"' in head.get(ENTRANTS).content


def test_only_the_post_or_who_accepts_may_send(loaded: World, head: Client) -> None:
    assert head.get(REPEATS).status_code == 403
    assert head.post(REPEATS, {f"value-{COUNTY}": "3"}).status_code == 403
    assert head.get("/work/returns/template.xlsx?post=coordinator").status_code == 403
    analyst = signed_in(Role.ANALYST)
    assert analyst.post(ENTRANTS, {f"value-{COUNTY}": "40"}).status_code == 302
    row = Sent.objects.get()
    assert row.post == "youth-head"
    other = signed_in(Role.OWNER, "coordinator")
    assert other.get(f"/work/returns/sent/{row.pk}/").status_code == 403
    assert other.get(f"/work/returns/sent/{row.pk}/file/").status_code == 403
    assert head.get(f"/work/returns/sent/{row.pk}/file/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/work/returns/burglary/2026-27-q1/",
        "/work/returns/unheard/2026-27-q1/",
        "/work/returns/entrants/2025-26-q4/",
        "/work/returns/entrants/2026-09/",
    ],
)
def test_what_nobody_asks_for_has_no_form(path: str, loaded: World) -> None:
    assert signed_in(Role.ANALYST).get(path).status_code == 404


def test_the_template_holds_what_is_owed(loaded: World, coordinator: Client) -> None:
    answer = coordinator.get("/work/returns/template.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="returns-coordinator.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Returns"]
    held = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(4, 5)]
    assert held == [
        ["repeats", "Repeats", COUNTY, "Mereshire", "2025-07..2026-06"],
        ["repeats", "Repeats", FELL, "Fell", "2025-07..2026-06"],
    ]
    nobody = signed_in(Role.OWNER, "nobody")
    assert nobody.get("/work/returns/template.xlsx").status_code == 403
    analyst = signed_in(Role.ANALYST)
    assert analyst.get("/work/returns/template.xlsx?post=nobody").status_code == 404


def upload(client: Client, data: bytes, name: str = "return.xlsx", **more: str) -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post("/work/returns/upload/", {"file": file, **more}, follow=True)


def test_a_spreadsheet_is_read_and_kept(head: Client) -> None:
    assert "Download the template" in text_of(head.get("/work/returns/upload/"))
    blank = head.get("/work/returns/template.xlsx").content
    answer = upload(head, workbook(blank, value=40))
    assert "1 figure." in text_of(answer)
    row = Sent.objects.get()
    assert (row.name, row.said) == ("return.xlsx", lines())
    assert isinstance(row.file, StoredFile)
    kept = head.get(f"/work/returns/sent/{row.pk}/file/")
    assert b"".join(kept.streaming_content) == workbook_bytes(row)
    assert kept["Content-Type"] == "application/octet-stream"


def workbook_bytes(row: Sent) -> bytes:
    assert row.file is not None
    return row.file.read()


def test_a_csv_with_a_mark_is_taken_too(head: Client) -> None:
    row = {"measure": "entrants", "area": COUNTY, "period": "2026/27-Q1", "value": "40"}
    body = ",".join(row.get(name, "") for name in COLUMNS)
    upload(head, b"\xef\xbb\xbf" + f"{','.join(COLUMNS)}\r\n{body}\r\n".encode(), "r.CSV")
    assert Sent.objects.get().said == lines()


def test_every_fault_is_told_by_cell_and_nothing_is_stored(head: Client) -> None:
    blank = head.get("/work/returns/template.xlsx").content
    answer = upload(head, workbook(blank, value="about 40", part_year="perhaps"))
    page = text_of(answer)
    assert "nothing was stored" in page
    assert "2 things to put right" in page
    assert "Returns!F4 &#x27;about 40&#x27; is not a number a number" in page
    assert "write 40" in page
    assert "Returns!I4 &#x27;perhaps&#x27; is neither yes nor no yes, or nothing" in page
    assert not Sent.objects.exists()


def test_an_area_s_name_that_is_not_its_code_s_is_refused(head: Client) -> None:
    blank = head.get("/work/returns/template.xlsx").content
    page = text_of(upload(head, workbook(blank, value=40, area_name="Fell")))
    assert f"Returns!D4 {COUNTY} is Mereshire, and the row says Fell" in page
    assert f"Mereshire for {COUNTY}, or {FELL} for Fell" in page
    assert not Sent.objects.exists()


def test_a_first_figure_beyond_the_people_of_the_area_is_marked(head: Client) -> None:
    blank = head.get("/work/returns/template.xlsx").content
    page = text_of(upload(head, workbook(blank, value=4000)))
    assert "4,000 is more than the 3,000 people who live in the area." in page


def test_files_that_cannot_be_taken_are_told_beside_the_field(head: Client) -> None:
    assert "Choose a file." in text_of(head.post("/work/returns/upload/", {}))
    assert "more than 5 MB" in text_of(upload(head, b"x" * (5 * 1024 * 1024 + 1)))
    assert "The file is empty" in text_of(upload(head, b""))
    assert "not an Excel workbook" in text_of(upload(head, b"words"))


def test_who_accepts_says_for_which_post(loaded: World) -> None:
    analyst = signed_in(Role.ANALYST)
    blank = analyst.get("/work/returns/template.xlsx?post=youth-head").content
    page = analyst.get("/work/returns/upload/?post=youth-head")
    assert '<option value="youth-head" selected>' in page.content.decode()
    assert "Choose one." in text_of(upload(analyst, workbook(blank, value=40)))
    upload(analyst, workbook(blank, value=40), post="youth-head")
    assert Sent.objects.get().post == "youth-head"
    wrong = upload(analyst, workbook(blank, value=40), post="coordinator")
    assert "is not sent by Coordinator" in text_of(wrong)


def test_a_post_of_which_nothing_is_asked_cannot_upload(loaded: World) -> None:
    nobody = signed_in(Role.OWNER, "nobody")
    answer = upload(nobody, b"PK")
    assert answer.status_code == 403
    assert "o figures are asked for from your post" in text_of(answer)


def test_a_file_sent_twice_makes_one_return(head: Client) -> None:
    blank = workbook(head.get("/work/returns/template.xlsx").content, value=40)
    key = key_of(head.get("/work/returns/upload/"))
    upload(head, blank, key=key)
    upload(head, blank, key=key)
    assert Sent.objects.count() == 1
    assert Sent.objects.get().said[0].period == Q1


def test_what_was_sent_in_parts_is_shown_in_parts(loaded: World, coordinator: Client) -> None:
    said = {f"numerator-{COUNTY}": "260", f"denominator-{COUNTY}": "672", f"value-{FELL}": "34.5"}
    coordinator.post(REPEATS, {**said, f"estimated-{FELL}": "yes"})
    page = coordinator.get(REPEATS).content.decode()
    for shown in ('value="260"', 'value="672"', 'value="34.5"'):
        assert page.count(shown) == 1
    assert page.count(" checked") == 1
    coordinator.post(REPEATS, {f"value-{COUNTY}": "suppressed", f"value-{FELL}": "35"})
    page = coordinator.get(REPEATS).content.decode()
    assert 'value="suppressed"' in page
    assert 'value="260"' not in page
    assert " checked" not in page


@pytest.mark.parametrize(
    ("kind", "unit", "said"),
    [
        (Kind.RATE, "per 1,000 people", "Give the rate per 1,000 people, or the events"),
        (Kind.AVERAGE, "re-offences", "the average is worked out from them"),
        (Kind.PROPORTION, "%", "the percentage is worked out from them"),
        (Kind.COUNT, "people", "Give the number of people."),
        (Kind.COUNT, "", "Give the number."),
    ],
)
def test_what_is_asked_for_is_said(kind: Kind, unit: str, said: str) -> None:
    assert said in presenting.asks(measure("x", "X", kind=kind, unit=unit))


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        (None, ""),
        (Change(8.0, 23.5, 8.0), "+8.0 points, +23.5%"),
        (Change(3.0, None, None), "+3"),
        (Change(-3.0, -10.0, None), "-10.0%"),
    ],
)
def test_a_change_is_told(moved: Change | None, told: str) -> None:
    assert presenting.moved(moved) == told
