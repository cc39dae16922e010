"""Of what was taken in private the public sees the place alone: on pages, in search, in files."""

from datetime import date

import pytest
from django.test import Client

from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.directory.models import Body
from saferboard.web.ingest import actions, activating, planning, writing
from saferboard.web.ingest.finding import rebuild
from saferboard.web.ingest.models import Part, Source
from saferboard.web.search.models import Passage
from tests.web.board.minutes_samples import meeting as arranged
from tests.web.ingest.samples import JUNE, MARCH, activated, loaded, settled

pytestmark = pytest.mark.django_db
DECEMBER, IN_MARCH = date(2013, 12, 6), date(2014, 3, 7)
PAGE = "/history/testshire/2014-03-07/"
SECRET = "Fire Safety in the Home"


@pytest.fixture
def private(board: Body) -> Source:
    """The pack of March, in whose agenda the fourth item is taken in private."""
    marked = f"{SECRET}. (Exempt under paragraph 3 of Schedule 12A)"
    source = settled(loaded(MARCH.replace(f"{SECRET}.", marked), "private.txt"))
    items = planning.plan(source).value.meetings[0].agenda
    assert any(item.restricted for item in items)
    return source


def test_minutes_of_an_item_in_private_are_not_told(
    private: Source, june: Source, board: Body, visitor: Client
) -> None:
    activated(private, board, is_open=False)
    activated(june, board, is_open=False)
    page = visitor.get(PAGE).content.decode()
    assert "Taken in private" in page
    assert SECRET not in page
    assert "fire safety" not in page.lower()
    assert "Introductions" in page
    assert not Passage.objects.filter(text__icontains="fire safety").exists()
    assert not Passage.objects.filter(title__icontains="fire safety").exists()
    assert AgendaItem.objects.get(number=4).restricted


def test_what_is_public_becomes_private_with_the_agenda_that_says_so(
    private: Source, june: Source, board: Body, visitor: Client
) -> None:
    activated(june, board, is_open=False)
    assert SECRET in visitor.get(PAGE).content.decode()
    activated(private, board, is_open=False)
    assert SECRET not in visitor.get(PAGE).content.decode()
    assert not Passage.objects.filter(title__icontains="fire safety").exists()
    assert Passage.objects.filter(title__icontains="introductions").exists()


def test_a_report_that_is_public_becomes_private_with_the_agenda_that_says_so(
    private: Source, board: Body, visitor: Client
) -> None:
    report = (
        f"BOARD\n\n7 MARCH 2014\n\n{SECRET.upper()}\n\nBackground\n\n1. Zebra alarms are new.\n"
    )
    pack = settled(loaded(f"{MARCH}\n\fTESTSHIRE SAFER COMMUNITIES {report}", "pack.txt"))
    activated(pack, board, is_open=False)
    assert "Zebra" in visitor.get(PAGE).content.decode()
    assert Passage.objects.filter(text__icontains="zebra").exists()
    for step in planning.plan(private).steps:
        if step.differences:  # whichever account is kept, what is private is private
            actions.choose(by="tests", source=private, subject=step.subject, held=True, reason="")
    again = activated(private, board, is_open=False)
    assert "Zebra" not in visitor.get(PAGE).content.decode()
    assert not Passage.objects.filter(text__icontains="zebra").exists()
    rebuild()
    assert not Passage.objects.filter(text__icontains="zebra").exists()
    activating.take_back(by="tests", activation=again, reason="anew")
    assert "Zebra" in visitor.get(PAGE).content.decode()


def test_the_boards_own_agenda_says_what_is_private(board: Body, visitor: Client) -> None:
    own = arranged(board, IN_MARCH, ((SECRET, "report", ""),))
    AgendaItem.objects.filter(meeting=own).update(restricted=True, paragraph=3)
    activated(settled(loaded(JUNE, "june.txt")), board)
    assert SECRET not in visitor.get(PAGE).content.decode()


def test_an_original_is_open_only_where_a_person_said_so(
    ready: Source, board: Body, visitor: Client
) -> None:
    activation = activated(ready, board, is_open=False)
    addresses = [f"/history/sources/{ready.pk}/", f"/history/sources/{ready.pk}/file/"]
    assert [visitor.get(path).status_code for path in addresses] == [404, 404]
    assert f"/history/sources/{ready.pk}/" not in visitor.get(PAGE).content.decode()
    activating.take_back(by="tests", activation=activation, reason="anew")
    again = activated(ready, board, is_open=True)
    assert visitor.get(addresses[0]).status_code == 200
    assert f"/history/sources/{ready.pk}/#line-1" in visitor.get(PAGE).content.decode()
    file = visitor.get(addresses[1])
    assert b"".join(file.streaming_content) == MARCH.encode()  # type: ignore[attr-defined]
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Content-Type"] == "application/octet-stream"
    activating.take_back(by="tests", activation=again, reason="anew")
    assert [visitor.get(path).status_code for path in addresses] == [404, 404]


def test_what_was_taken_back_says_why_and_is_found_no_more(
    ready: Source, board: Body, visitor: Client
) -> None:
    activation = activated(ready, board)
    assert visitor.get(PAGE).status_code == 200
    assert Passage.objects.filter(text__icontains="door-step").exists()
    activating.take_back(by="tests", activation=activation, reason="Misread at the ford.")
    gone = visitor.get(PAGE)
    assert gone.status_code == 410
    assert "Misread at the ford." in gone.content.decode()
    assert not Passage.objects.exists()
    assert visitor.get("/history/testshire/2014-03-08/").status_code == 404


def test_contacts_of_officers_are_in_no_public_copy(ready: Source, board: Body) -> None:
    activated(ready, board)
    for part in Part.objects.all():
        assert "officers" not in part.content, part
    assert writing.day_of(planning.plan(ready).value) == IN_MARCH
