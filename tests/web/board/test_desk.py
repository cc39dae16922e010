"""My work shows what waits for each person and nothing else; the chair's page runs the meeting."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from saferboard.core.directory.permissions import Role
from saferboard.core.document.tree import Document, Paragraph, Recommendations
from saferboard.web.board.decisions import answering
from saferboard.web.board.desk import queries
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.board.papers.models import Call
from saferboard.web.board.papers.submitting import submit_document
from saferboard.web.directory.models import Post
from tests.web.board import decisions_samples as samples

pytestmark = pytest.mark.django_db
SOON = timedelta(days=30)


@pytest.fixture(autouse=True)
def _one_step(settings: Any) -> None:
    """Who has to take a second step is tested with the directory."""
    settings.SECOND_STEP = False


@pytest.fixture
def posts() -> dict[str, Post]:
    return samples.posts()


@pytest.fixture
def ahead(posts: dict[str, Post]) -> Meeting:
    """A meeting in a month, with two reports and an oral item."""
    meeting = Meeting.objects.create(
        body=samples.board(), date=localdate() + SOON, starts=time(10), place="County Hall"
    )
    for number, (title, kind, minutes) in enumerate(
        (("Action log", "standing", 5), ("Performance", "report", 20), ("County lines", "oral", 10))
    ):
        AgendaItem.objects.create(
            meeting=meeting,
            number=number + 1,
            title=title,
            kind=kind,
            minutes=minutes,
            standing="actions" if kind == "standing" else "",
            presenter=posts["coordinator"],
            restricted=title == "County lines",
            paragraph=7 if title == "County lines" else None,
        )
    return meeting


def called(meeting: Meeting, due: date) -> Call:
    return Call.objects.create(
        meeting=meeting, asked=due, draft_due=due, final_due=due, dispatch=due, sent_by="tests"
    )


def opened(client: Client, path: str = "/work/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_author_sees_the_paper_that_is_due(
    client: Client, posts: dict[str, Post], ahead: Meeting
) -> None:
    client.force_login(samples.account("coordinator", Role.AUTHOR))
    assert "Not asked for yet" in opened(client)
    called(ahead, localdate() - timedelta(days=1))
    page = opened(client)
    assert "Papers due from you" in page
    assert "Performance" in page
    assert "Overdue" in page
    assert "County lines" not in page  # spoken, not written
    document = Document("Performance", "Board", "", (Paragraph("All is well."),))
    submit_document(by="tests", item=ahead.items.get(title="Performance"), document=document)
    assert "Papers due from you" not in opened(client)


def test_the_office_sees_each_meeting_once(
    client: Client, posts: dict[str, Post], ahead: Meeting
) -> None:
    client.force_login(samples.account("clerk", Role.CLERK))
    assert "Papers asked for" not in opened(client)
    called(ahead, localdate())
    assert "1 paper for Testshire Board" in opened(client)
    assert queries.awaited(localdate())[0].overdue is False


def test_an_owner_sees_the_action(client: Client, posts: dict[str, Post]) -> None:
    minutes = samples.minuted(samples.meeting(samples.board(), samples.DECEMBER))
    outcome = Outcome.objects.get(minute__minutes=minutes, kind="undertaking")
    client.force_login(samples.account("coordinator", Role.OWNER))
    assert "Nothing waits for you today." in opened(client)
    answering.make_action(
        by="clerk",
        outcome=outcome,
        text="Circulate the slides",
        owners=[posts["coordinator"]],
        on=samples.BEFORE,
        due_on=samples.MARCH,
    )
    page = opened(client)
    assert "No. 1: Circulate the slides" in page
    assert "Red" in page


def test_what_was_decided_and_not_picked_up_waits_for_the_office(
    client: Client, posts: dict[str, Post]
) -> None:
    samples.minuted(samples.meeting(samples.board(), samples.DECEMBER))
    client.force_login(samples.account("clerk", Role.CLERK))
    page = opened(client)
    assert "agreed to circulate the slides" in page
    assert "That the exempt report be revised." in page
    client.force_login(samples.account("probation-head", Role.AUTHOR))
    assert "agreed to circulate the slides" not in opened(client)


def test_the_chair_sees_minutes_to_confirm(client: Client, posts: dict[str, Post]) -> None:
    samples.minuted(samples.meeting(samples.board(), samples.DECEMBER))
    client.force_login(samples.account("superintendent", Role.CHAIR))
    assert "Minutes for you to confirm" in opened(client)
    client.force_login(samples.account("coordinator", Role.MEMBER))
    assert "Minutes for you to confirm" not in opened(client)


def test_a_post_that_the_directory_does_not_know_is_told(client: Client) -> None:
    client.force_login(samples.account("nowhere", Role.MEMBER))
    assert "which the directory does not know" in opened(client)


def test_whoever_works_on_cases_alone_needs_no_post_of_the_board(client: Client) -> None:
    client.force_login(samples.account("nowhere", Role.PROTECTION))
    assert "which the directory does not know" not in opened(client)


def test_the_chair_has_the_running_order(
    client: Client, posts: dict[str, Post], ahead: Meeting
) -> None:
    blocks = (Paragraph("All is well."), Recommendations(("Note the report.",)))
    item = ahead.items.get(title="Performance")
    submit_document(by="t", item=item, document=Document("Performance", "Board", "", blocks))
    client.force_login(samples.account("superintendent", Role.CHAIR))
    page = opened(client, f"/work/chair/{ahead.pk}/")
    assert "10:05" in page
    assert "it ends at 10:35" in page
    assert "Note the report." in page
    assert "paragraph 7 of Schedule 12A" in page
    client.force_login(samples.account("probation-head", Role.AUTHOR))
    assert client.get(f"/work/chair/{ahead.pk}/").status_code == 403


@pytest.mark.parametrize("copies", [1, 4])
def test_no_query_a_row(
    client: Client, posts: dict[str, Post], ahead: Meeting, copies: int
) -> None:
    for number in range(copies):
        AgendaItem.objects.create(
            meeting=ahead,
            number=10 + number,
            title=f"Report {number}",
            kind="report",
            presenter=posts["clerk"],
        )
    called(ahead, localdate())
    samples.minuted(samples.meeting(ahead.body, samples.DECEMBER))
    client.force_login(samples.account("clerk", Role.CLERK, Role.CHAIR))
    with CaptureQueriesContext(connection) as asked:
        opened(client)
    assert len(asked) <= 22, [query["sql"] for query in asked]
    with CaptureQueriesContext(connection) as asked:
        opened(client, f"/work/chair/{ahead.pk}/")
    assert len(asked) <= 18, [query["sql"] for query in asked]
