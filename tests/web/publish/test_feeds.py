"""Calendars and news that other programs read."""

from collections.abc import Iterator
from datetime import date, datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar, Component

from saferboard.web.publish.actions import withdraw
from saferboard.web.publish.models import Kind, Publication
from tests.web.publish import samples

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    samples.forget()
    yield
    samples.forget()


def events(path: str) -> list[Component]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def entries(path: str) -> list[dict[str, str]]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    found = []
    for entry in feed.findall(f"{ATOM}entry"):
        said = {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        link = entry.find(f"{ATOM}link")
        assert link is not None
        found.append(said | {"link": link.attrib["href"]})
    return found


def test_a_calendar_has_every_day_in_the_time_of_the_place() -> None:
    samples.out(Kind.CALENDAR, samples.calendar())
    june, september = events("/feeds/board.ics")
    start = june["dtstart"].dt
    assert start == datetime(2022, 6, 10, 10, tzinfo=ZoneInfo("Europe/London"))
    assert start.utcoffset().total_seconds() == 3600  # summer time
    assert june["summary"] == samples.NAME
    assert june["location"] == "County Hall; Room 2"
    assert june["url"] == "http://testserver/meetings/board/2022-06-10/"
    assert june["status"] == "TENTATIVE"
    assert september["status"] == "CANCELLED"
    assert september["summary"] == f"Cancelled: {samples.NAME}"
    assert "No quorum." in september["description"]


def test_a_meeting_keeps_its_mark_and_raises_its_number_when_it_changes() -> None:
    samples.out(Kind.CALENDAR, samples.calendar())
    before = events("/feeds/board.ics")[0]
    changed = samples.calendar()
    changed["meetings"][0] |= {"starts": "14:00", "state": "called"}
    samples.out(Kind.CALENDAR, changed)
    after = events("/feeds/board.ics")[0]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt.hour == 14
    assert after["status"] == "CONFIRMED"


def test_a_day_whose_hour_is_not_set_lasts_all_day() -> None:
    said = samples.calendar()
    said["meetings"][0]["starts"] = ""
    samples.out(Kind.CALENDAR, said)
    assert events("/feeds/board.ics")[0]["dtstart"].dt == date(2022, 6, 10)


def test_one_meeting_or_those_of_every_body() -> None:
    samples.out(Kind.CALENDAR, samples.calendar())
    samples.out(Kind.CALENDAR, samples.calendar(body="group", name="The Group"), body="group")
    (one,) = events("/feeds/board/2022-06-10.ics")
    assert one["uid"] == "board-2022-06-10@testserver"
    assert len({event["uid"] for event in events("/feeds/meetings.ics")}) == 4
    assert Client().get("/feeds/board/2022-06-11.ics").status_code == 404
    assert Client().get("/feeds/nobody.ics").status_code == 404


def test_dates_that_did_not_change_are_not_put_out_again() -> None:
    first = samples.out(Kind.CALENDAR, samples.calendar())
    assert samples.out(Kind.CALENDAR, samples.calendar()) == first
    assert Publication.objects.count() == 1


def test_a_calendar_that_was_withdrawn_says_so() -> None:
    made = samples.out(Kind.CALENDAR, samples.calendar())
    withdraw(by="clerk", publication=made, reason="The days were wrong.")
    answer = Client().get("/feeds/board.ics")
    assert answer.status_code == 410
    assert "The days were wrong." in answer.content.decode()
    assert events("/feeds/meetings.ics") == []


def test_news_tells_newest_first_what_was_published_changed_and_withdrawn() -> None:
    first = samples.out(Kind.PACK, samples.pack())
    samples.out(Kind.MINUTES, samples.minutes())
    new = samples.out(Kind.PACK, samples.pack(), note="A page < was missing.")
    withdraw(by="clerk", publication=new, reason="A name was in it.")
    found = entries("/feeds/news.atom")
    of = f"agenda and papers, {samples.NAME}, 10 June 2022"
    assert [entry["title"] for entry in found] == [
        f"Withdrawn: {of}",
        f"Updated: {of}",
        f"New: minutes, {samples.NAME}, 10 June 2022",
        f"New: {of}",
    ]
    assert found[0]["summary"] == "A name was in it."
    assert found[1]["summary"] == "A page &lt; was missing."  # it is read as HTML
    assert found[3]["link"] == "http://testserver/meetings/board/2022-06-10/"
    assert found[3]["id"] == f"tag:testserver,{first.at:%Y-%m-%d}:pack/board/2022-06-10/1"
    assert len({entry["id"] for entry in found}) == 4


def test_every_piece_of_news_leads_to_its_page() -> None:
    samples.all_out()
    links = {entry["link"] for entry in entries("/feeds/news.atom")}
    assert {link.removeprefix("http://testserver") for link in links} == {
        "/meetings/board/2022-06-10/", "/meetings/board/2022-06-10/minutes/", "/board/",
        "/decisions/?body=board", "/meetings/?body=board", "/plan/?body=board&year=2022",
    }  # fmt: skip


def test_news_of_a_body_is_its_own_and_that_of_the_table() -> None:
    samples.all_out()
    samples.out(Kind.RECORD, samples.record(body="group"), body="group")
    titles = [entry["title"] for entry in entries("/feeds/group.atom")]
    assert titles == [
        f"New: decisions and actions, {samples.NAME}",
        "New: members and terms of reference",
    ]
    assert len(entries("/feeds/board.atom")) == 6
    assert Client().get("/feeds/nobody.atom").status_code == 404


def test_news_holds_nothing_that_xml_cannot() -> None:
    samples.out(Kind.PACK, samples.pack())
    samples.out(Kind.PACK, samples.pack(), note="A bell \x07 rang.")
    assert entries("/feeds/news.atom")[0]["summary"] == "A bell  rang."


def test_no_news_is_an_empty_feed() -> None:
    assert entries("/feeds/news.atom") == []
    assert events("/feeds/meetings.ics") == []


@pytest.mark.parametrize(
    "path",
    ["/feeds/board.ics", "/feeds/meetings.ics", "/feeds/board/2022-06-10.ics", "/feeds/news.atom",
     "/feeds/board.atom"],
)  # fmt: skip
def test_a_feed_is_made_once_until_something_is_published(path: str) -> None:
    samples.all_out()
    with samples.queries(4):
        first = Client().get(path)
    with samples.queries(1):
        assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    changed = samples.calendar()
    changed["meetings"][0]["starts"] = "14:00"
    samples.out(Kind.CALENDAR, changed)
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert not again.cookies
