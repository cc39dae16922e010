"""Who owes what, and how it stands: from the declaration to the queue of mails."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.returns import Line
from saferboard.core.ingest.returned import NOT_KNOWN
from saferboard.engines.tables.rehearsal import state_of
from saferboard.engines.tables.returns import load_observations
from saferboard.engines.tables.store import Store
from saferboard.web.audit.models import Event
from saferboard.web.directory.models import Mail, Post, User
from saferboard.web.directory.waiting import waiting
from saferboard.web.evidence.returns import actions, queries
from saferboard.web.evidence.returns.models import Chased
from saferboard.web.evidence.returns.queries import State
from tests.web.evidence.returns.samples import (
    BEHIND,
    COUNTY,
    FELL,
    Q1,
    Q2,
    TODAY,
    World,
    lines,
    sent,
)


def accept(row: Any, world: World, on: date = TODAY) -> None:
    seen = state_of(Store(world.home).read())
    actions.accept(by="account 2", sent=row, seen=seen, on=on)


def states(post: Post, today: date = TODAY) -> list[tuple[str, str, State]]:
    (source,) = queries.sources(today, only=post.key)
    return [(due.measure.key, str(due.term), due.state) for due in source.dues]


def test_what_is_owed_begins_with_the_first_term_that_is_over(loaded: World) -> None:
    assert queries.due(loaded.head, date(2026, 6, 30)) == []
    first, second = queries.due(loaded.head, TODAY)
    assert (first.term, first.period, first.by) == (Q1, Q1, date(2026, 8, 14))
    assert (first.late, first.is_late, first.lacking) == (80, True, (COUNTY,))
    assert (second.term, second.by, second.is_late) == (Q2, date(2026, 11, 14), False)
    assert first.url == "/work/returns/entrants/2026-27-q1/"
    rolling = queries.due(loaded.coordinator, TODAY)[0]
    assert (rolling.period, rolling.lacking) == (BEHIND, (COUNTY, FELL))


def test_what_is_owed_waits_on_the_first_page_of_its_post(loaded: World, client: Client) -> None:
    first, second = waiting(User(post=loaded.head.key, roles=["author"]), loaded.head, TODAY)
    assert (first.url, first.by, first.is_late) == (
        "/work/returns/entrants/2026-27-q1/",
        date(2026, 8, 14),
        True,
    )
    assert not second.is_late
    user = User.objects.create(post=loaded.head.key, email="h@example.org", roles=["author"])
    client.force_login(user)
    page = client.get("/work/").content.decode()
    assert "What waits for you" in page
    assert 'href="/work/returns/entrants/2026-27-q1/"' in page


def test_what_was_sent_waits_for_whoever_accepts_it(loaded: World) -> None:
    analyst = User(post=loaded.head.key, roles=["analyst"])
    before = waiting(analyst, loaded.head, TODAY)
    sent(loaded.head)
    (more,) = [w for w in waiting(analyst, loaded.head, TODAY) if w not in before]
    assert (more.what, more.url, more.by) == ("1 return to accept", "/work/returns/", None)
    author = User(post=loaded.head.key, roles=["author"])
    assert more not in waiting(author, loaded.head, TODAY)


def test_nothing_is_owed_before_a_partnership_is_loaded(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    assert queries.declared() is None
    assert queries.sources(TODAY) == []
    assert actions.remind(TODAY) == 0


def test_a_post_that_sends_nothing_owes_nothing(loaded: World) -> None:
    assert queries.sources(TODAY, only="nobody") == []


def test_a_return_waits_is_accepted_or_comes_back(loaded: World) -> None:
    row = sent(loaded.head)
    assert states(loaded.head)[0] == ("entrants", "2026/27-Q1", State.WAITING)
    actions.reject(by="account 2", sent=row, reason="Whole quarter, please.", on=TODAY)
    again = queries.due(loaded.head, TODAY)[0]
    assert (again.state, again.because) == (State.REJECTED, "Whole quarter, please.")
    better = sent(loaded.head, key="better")
    assert states(loaded.head)[0][2] == State.WAITING
    accept(better, loaded)
    assert states(loaded.head)[0][2] == State.DONE
    assert [due.term for due in queries.due(loaded.head, TODAY)] == [Q2]


def test_a_rejected_correction_leaves_what_was_accepted(loaded: World) -> None:
    accept(sent(loaded.head), loaded)
    wrong = sent(loaded.head, *lines(400.0), key="wrong")
    assert states(loaded.head)[0][2] == State.WAITING
    actions.reject(by="account 2", sent=wrong, reason="Ten times too many.", on=TODAY)
    assert states(loaded.head)[0][2] == State.DONE


def test_some_areas_may_come_before_others(loaded: World) -> None:
    sent(loaded.coordinator, Line("repeats", COUNTY, BEHIND, Number(34.0)))
    first = queries.due(loaded.coordinator, TODAY)[0]
    assert (first.state, first.lacking) == (State.PART, (FELL,))


@pytest.mark.parametrize("figure", [Missing(NOT_KNOWN), Suppressed("small"), Number(0.0)])
def test_missing_suppressed_and_zero_are_all_answers(loaded: World, figure: Any) -> None:
    accept(sent(loaded.head, *lines(figure)), loaded)
    assert states(loaded.head)[0][2] == State.DONE
    found = queries.declared()
    assert found is not None
    (kept,) = [o for o in found.observations if o.period == Q1]
    assert kept.figure == figure


def test_a_figure_that_was_loaded_needs_no_return(loaded: World) -> None:
    row = "entrants,E10000001,2026/27-Q1,40,,,,2026-10-01,October 2026,,"
    head = "measure,area,period,value,numerator,denominator,flags,known,pack,paragraph,note"
    load_observations(Store(loaded.home), "more.csv", f"{head}\n{row}\n")
    assert states(loaded.head)[0][2] == State.DONE


def test_the_latest_source_comes_first_in_few_queries(
    loaded: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        sent(loaded.head, key=str(number))
    with django_assert_max_num_queries(3) as found:
        rows = queries.sources(TODAY)
    assert isinstance(found, CaptureQueriesContext)
    assert [row.key for row in rows] == ["coordinator", "youth-head"]
    assert [len(row.late) for row in rows] == [2, 0]
    assert [len(row.open) for row in rows] == [2, 1]


def test_a_late_source_is_written_to_once_a_week(loaded: World) -> None:
    User.objects.create(post="coordinator", email="coordinator@example.org", roles=["owner"])
    assert actions.remind(date(2026, 7, 30)) == 0
    assert actions.remind(date(2026, 7, 31)) == 1
    assert actions.remind(date(2026, 7, 31)) == 0
    assert actions.remind(date(2026, 8, 6)) == 0
    assert actions.remind(date(2026, 8, 7)) == 1
    mail = Mail.objects.latest("pk")
    assert (mail.to, mail.subject) == ("coordinator@example.org", "1 return of yours is late")
    assert "Repeats, July 2025 to June 2026: due on 30 July 2026, 8 days ago" in mail.text
    assert "/work/returns/" in mail.text
    assert str(Chased.objects.earliest("pk")) == "coordinator, 2026-07-31"
    assert [row.on for row in Chased.objects.all()] == [date(2026, 7, 31), date(2026, 8, 7)]
    assert Event.objects.filter(action="source chased", object="post coordinator").count() == 2
    (source,) = queries.sources(TODAY, only="coordinator")
    assert source.chased == date(2026, 8, 7)


def test_a_post_without_an_account_is_written_to_at_its_own_address(loaded: World) -> None:
    assert actions.remind(TODAY) == 1  # the coordinator has neither an account nor an address
    mail = Mail.objects.get()
    assert mail.to == "youth.head@example.org"
    Post.objects.filter(key="youth-head").update(email="")
    assert actions.remind(TODAY + timedelta(days=7)) == 0
    assert Chased.objects.count() == 1


def test_what_was_sent_is_not_chased(loaded: World) -> None:
    sent(loaded.head)
    assert actions.remind(date(2026, 9, 1)) == 0
