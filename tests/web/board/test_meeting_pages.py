"""The pages of meetings: arranging them, and putting their agendas together."""

from datetime import timedelta

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.meetings.models import Meeting
from tests.web.board.papers_samples import Sample, sample, signed_in

pytestmark = pytest.mark.django_db
MEETING = "/work/meetings/board/2031-06-13/"
PAPERS = "/work/papers/board/2031-06-13/"


@pytest.fixture
def held(db: None) -> Sample:
    return sample()


@pytest.fixture
def office() -> Client:
    return signed_in(Role.CLERK)


def test_a_meeting_is_arranged_and_its_agenda_put_together_by_buttons(
    held: Sample, office: Client
) -> None:
    form = {"body": held.meeting.body_id, "date": "2031-09-12", "starts": "10:00", "place": "Hall"}
    office.post("/work/meetings/arrange/", form)
    office.post("/work/meetings/board/2031-09-12/standard/")
    office.post(
        "/work/meetings/board/2031-09-12/add/",
        {"title": "County lines", "kind": "report", "minutes": "20"},
    )
    meeting = Meeting.objects.get(date="2031-09-12")
    last = meeting.items.get(title="County lines")
    assert last.number == 6
    office.post(f"/work/meetings/items/{last.pk}/move/", {"number": "1"})
    page = office.get("/work/meetings/board/2031-09-12/").content.decode()
    assert page.index("County lines") < page.index("Introductions and apologies")
    assert "20 minutes are set aside" in page


@pytest.mark.parametrize("number", ["", "0", "-1", "three", "9" * 50, "²"])
def test_a_place_that_is_no_number_moves_nothing(number: str, held: Sample, office: Client) -> None:
    before = held.item.number
    page = office.post(
        f"/work/meetings/items/{held.item.pk}/move/", {"number": number}, follow=True
    )
    assert "Nothing was moved" in page.content.decode()
    held.item.refresh_from_db()
    assert held.item.number == before


def test_a_private_item_without_its_grounds_is_refused_and_what_was_typed_stays(
    held: Sample, office: Client
) -> None:
    page = office.post(
        f"{MEETING}add/", {"title": "A raid", "kind": "report", "restricted": "on"}
    ).content.decode()
    assert "There is a problem" in page
    assert "No paragraph of Schedule 12A is given" in page
    assert 'value="A raid"' in page


def test_somebody_who_changes_an_item_meanwhile_is_not_overwritten(
    held: Sample, office: Client
) -> None:
    path = f"/work/meetings/items/{held.item.pk}/"
    seen = office.get(path).context["form"].initial["seen"]
    meetings.change_item(by="officer", item=held.item, title="Prevent and protect")
    form = {"title": "Prevent in 2031", "kind": "report", "seen": seen}
    page = office.post(path, form).content.decode()
    assert "Prevent and protect" in page
    assert "Prevent in 2031" in page
    held.item.refresh_from_db()
    assert held.item.title == "Prevent and protect"


def test_an_item_is_withdrawn_and_another_deferred_by_pages(held: Sample, office: Client) -> None:
    later = meetings.arrange(
        by="clerk",
        body=held.meeting.body,
        date=held.meeting.date + timedelta(days=90),
        starts=held.meeting.starts,
    )
    path = f"/work/meetings/items/{held.item.pk}/withdraw/"
    assert "No reason is given" in office.post(path, {"because": " "}).content.decode()
    office.post(path, {"because": "Its author is ill."})
    office.post(
        f"/work/meetings/items/{held.other.pk}/defer/", {"to": later.pk, "because": "Data."}
    )
    page = office.get(MEETING).content.decode()
    assert "Its author is ill." in page
    assert later.items.get().carried_from == held.other


def test_a_day_that_is_none_is_no_page(held: Sample, office: Client) -> None:
    assert office.get("/work/meetings/board/2031-02-30/").status_code == 404
    assert office.get("/work/meetings/board/2031-06-14/").status_code == 404


def test_why_business_is_private_is_for_those_round_the_table(held: Sample) -> None:
    why = "would warn those concerned"
    assert why in signed_in(Role.MEMBER).get(MEETING).content.decode()
    assert why not in signed_in(Role.OWNER).get(MEETING).content.decode()
