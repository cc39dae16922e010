"""The pages of the past: list, source beside reading, queue, activation, what everybody reads."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.directory.actions import create_account
from saferboard.web.directory.models import Body, Person, Post, Tenure
from saferboard.web.ingest import linking, queries
from saferboard.web.ingest.models import Activation, Doubt, Known, Settlement, Source
from tests.web.ingest.samples import JUNE, MARCH, activated, loaded, settled

pytestmark = pytest.mark.django_db
HALL = "Dora Hall\tTestshire County Council"


@pytest.fixture
def clerk(board: Body) -> Client:
    """Somebody of the office, signed in."""
    return _signed_in("team-manager", Role.CLERK)


def _signed_in(post: str, role: Role) -> Client:
    user = create_account(
        by="tests", post=post, email=f"{post}@example.org", password="long enough 12", roles=[role]
    )
    client = Client()
    client.force_login(user)
    return client


def _said(response: Any) -> str:
    return str(response.content.decode())


def test_files_are_uploaded_and_one_that_fails_stops_no_other(clerk: Client) -> None:
    files = [
        SimpleUploadedFile("march.txt", MARCH.encode()),
        SimpleUploadedFile("scan.pdf", b"no pdf"),
        SimpleUploadedFile("june.txt", JUNE.encode()),
    ]
    page = clerk.post("/work/history/", {"kind": "pack", "chosen": files})
    assert page.status_code == 200
    assert "scan.pdf: it cannot be read" in _said(page)
    assert {row.name for row in Source.objects.all()} == {"march.txt", "june.txt"}
    said = _said(clerk.get("/work/history/"))
    assert "1 to settle" in said
    assert "Ready to activate" in said


def test_one_file_leads_to_its_page(clerk: Client) -> None:
    file = SimpleUploadedFile("march.txt", MARCH.encode())
    sent = clerk.post("/work/history/", {"kind": "pack", "chosen": [file]})
    assert sent.headers["Location"] == f"/work/history/{Source.objects.get().pk}/"
    empty = clerk.post("/work/history/", {"kind": "pack"})
    assert "Choose a file." in _said(empty)


def test_every_line_stands_beside_what_was_read(march: Source, clerk: Client) -> None:
    said = _said(clerk.get(f"/work/history/{march.pk}/"))
    assert "Door-step crime" in said
    assert "Minute 23" in said
    assert "RESOLVED (a)" in said
    assert "name and post are not apart" in said
    odd = _said(clerk.get(f"/work/history/{march.pk}/?show=odd"))
    assert "name and post are not apart" in odd
    assert "RESOLVED (a)" not in odd
    plain = clerk.get(f"/work/history/{march.pk}/reading.json").json()
    assert [item["number"] for item in plain["minutes"][0]["items"]] == [21, 22, 23, 24]
    file = clerk.get(f"/work/history/{march.pk}/file/")
    assert b"".join(file.streaming_content) == MARCH.encode()  # type: ignore[attr-defined]


def test_a_doubt_is_settled_on_its_page(march: Source, clerk: Client) -> None:
    queue = f"/work/history/{march.pk}/doubts/"
    place = Doubt.objects.get().place
    assert "Dora Hall" in _said(clerk.get(queue))
    prefix = f"doubt-{place}"
    wrong = clerk.post(f"{queue}{place}/", {f"{prefix}-choice": "left out"})
    assert "No reason is given" in _said(wrong)
    sent = clerk.post(
        f"{queue}{place}/",
        {
            f"{prefix}-choice": "corrected",
            f"{prefix}-correction": HALL,
            f"{prefix}-reason": "the tab is lost",
        },
    )
    assert sent.headers["Location"] == queue
    assert Settlement.objects.get().by.startswith("account ")
    said = _said(clerk.get(queue))
    assert "Everything is settled" in said
    assert "the tab is lost" in said
    assert "Read the source again" in said
    clerk.post(f"/work/history/{march.pk}/again/")
    reading = queries.newest(march)
    assert reading is not None
    assert (reading.number, reading.value.doubts) == (2, ())
    said = _said(clerk.get(f"/work/history/{march.pk}/"))
    assert "<del>Dora Hall Testshire County Council</del>" in said
    assert clerk.post(f"{queue}99/", {}).status_code == 404


def test_lines_are_corrected_on_their_page(march: Source, clerk: Client) -> None:
    page = f"/work/history/{march.pk}/lines/"
    said = _said(clerk.get(f"{page}?first=9"))
    assert "1. Introductions" in said
    assert 'value="9"' in said
    given = {"first": "9", "last": "9", "correction": "1. Welcome", "reason": ""}
    assert "No reason is given" in _said(clerk.post(page, given))
    given["last"] = "5000"
    given["reason"] = "so"
    assert "There are no such lines" in _said(clerk.post(page, given))
    given["last"] = "9"
    assert clerk.post(page, given).status_code == 302
    reading = queries.newest(march)
    assert reading is not None
    assert reading.value.meetings[0].agenda[0].title == "Welcome"
    assert clerk.get(f"{page}?first=zero").status_code == 200


def test_a_likely_name_is_settled_on_the_page(march: Source, clerk: Client) -> None:
    oaks = Person.objects.create(name="Bernard Oaks")
    post = Post.objects.get(key="cabinet-lead")
    Tenure.objects.create(person=oaks, post=post, since="2013-01-01", until="2015-01-01")
    queue = f"/work/history/{march.pk}/doubts/"
    assert "Bernard Oaks" in _said(clerk.get(queue))
    name = {"name": "Cllr. B. Oakes CC", "said": "Testshire County Council"}
    address = f"/work/history/{march.pk}/people/"
    assert "Choose one." in _said(clerk.post(address, name))
    assert clerk.post(address, {**name, "person": str(oaks.pk)}).status_code == 302
    row = Known.objects.get()
    assert (row.person, row.post) == (oaks, post)
    assert "It may be somebody" not in _said(clerk.get(queue))
    assert clerk.post(address, {"name": "Nobody", "said": ""}).status_code == 404


def test_a_source_is_activated_and_taken_back_on_its_pages(
    march: Source, clerk: Client, board: Body, visitor: Client
) -> None:
    page = f"/work/history/{march.pk}/activate/"
    given = {"seen": "1", "body-0": str(board.pk), "starts": "10.00 am", "is_open": "on"}
    assert "1 doubt is not settled" in _said(clerk.get(page))
    assert "1 doubt is not settled" in _said(clerk.post(page, given))
    settled(march)
    for said in ("early", "10.00 am; DROP"):
        assert "Write an hour" in _said(clerk.post(page, {**given, "starts": said}))
    assert clerk.post(page, given).status_code == 302
    assert Activation.objects.get().is_open
    said = _said(clerk.get(f"/work/history/{march.pk}/"))
    assert "4 minutes of 6 December 2013" in said
    assert "It is activated already" in _said(clerk.get(page))
    years = _said(visitor.get("/history/"))
    assert "/history/testshire/2014-03-07/" in years
    assert "/history/testshire/2013-12-06/" in years
    minutes = _said(visitor.get("/history/testshire/2013-12-06/"))
    assert "Door-step crime" in minutes
    assert "That officers be requested to bring a further report" in minutes
    assert "Supt. Reed undertook to send the figures" in minutes
    assert "march-2014.txt, page 2" in minutes
    back = f"/work/history/{march.pk}/back/"
    assert "No reason is given" in _said(clerk.post(back, {"reason": " "}))
    assert clerk.post(back, {"reason": "misread"}).status_code == 302
    assert visitor.get("/history/testshire/2013-12-06/").status_code == 410
    assert clerk.get(back).status_code == 404


def test_a_difference_is_settled_on_the_page(ready: Source, board: Body, clerk: Client) -> None:
    activated(ready, board)
    other = settled(loaded(MARCH.replace("Fire Safety in the Home", "Fires at home"), "b.txt"))
    page = f"/work/history/{other.pk}/activate/"
    said = _said(clerk.get(page))
    assert "Fires at home" in said
    assert "march-2014.txt says otherwise" in said
    subject = "testshire 2014-03-07 agenda"
    address = f"/work/history/{other.pk}/choose/"
    wrong = clerk.post(address, {"subject": subject, "held": "no"})
    assert "No reason is given" in _said(wrong)
    assert clerk.post(address, {"subject": subject, "held": "yes"}).status_code == 302
    assert "march-2014.txt holds" in _said(clerk.get(page))
    assert clerk.post(address, {"subject": "other", "held": "yes"}).status_code == 404


def test_only_the_office_sees_sources(march: Source, visitor: Client, board: Body) -> None:
    addresses = [
        f"/work/history/{part}"
        for part in (
            "",
            *(f"{march.pk}/{rest}" for rest in ("", "doubts/", "lines/", "activate/", "file/")),
        )
    ]
    for address in addresses:
        assert visitor.get(address).headers["Location"].startswith("/account/login/")
    analyst = _signed_in("superintendent", Role.ANALYST)
    assert [analyst.get(address).status_code for address in addresses] == [403] * len(addresses)
    assert "march-2014" not in _said(visitor.get("/history/"))


def test_a_list_of_many_sources_takes_no_more_queries(
    march: Source, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        loaded(MARCH.replace("Door-step", f"Door-step {number}"), f"{number}.txt")
    with django_assert_max_num_queries(12):
        assert "5.txt" in _said(clerk.get("/work/history/"))


def test_a_meeting_page_takes_few_queries(
    ready: Source, june: Source, board: Body, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    activated(ready, board)
    activated(june, board)
    linking.links_of(board)  # worked out once for what stands
    with django_assert_max_num_queries(6):
        said = _said(visitor.get("/history/testshire/2014-03-07/"))
    assert "march-2014.txt" in said
    assert "june-2014.txt" in said
