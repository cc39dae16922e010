"""What plans promised against what came, from the versions and agendas that are kept."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saferboard.core.board.plan_record import UNSAID, Fate
from saferboard.core.directory.permissions import Role
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.plan import actions, agendas, presenting, queries
from saferboard.web.board.plan.models import Entry, Plan, Rule, Version
from saferboard.web.directory.models import Body
from saferboard.web.directory.versions import stamp
from tests.web.board.plan.conftest import YEAR, signed_in

AFTER = date(2031, 4, 1)


@pytest.fixture
def agreed(filled: Body) -> Body:
    """The year, agreed and put on the agendas."""
    actions.agree(by="clerk", body=filled, year=YEAR, where="Board, minute 60")
    agendas.put_on_agendas(by="clerk", body=filled, year=YEAR)
    return filled


def fates(body: Body, today: date = AFTER) -> dict[str, tuple[Fate, str]]:
    """What became of each topic that did not come as promised."""
    rows = queries.record(body, today)
    return {row.topic: (row.fate, row.because) for row in rows if row.fate is not Fate.CAME}


def item(topic: str) -> AgendaItem:
    return AgendaItem.objects.get(topic=topic, state="on")


def test_a_plan_that_was_not_agreed_promises_nothing(filled: Body) -> None:
    assert queries.record(filled, AFTER) == ()


def test_what_is_on_the_agendas_came(agreed: Body) -> None:
    rows = queries.record(agreed, AFTER)
    assert {row.fate for row in rows} == {Fate.CAME}
    assert len(rows) == 29


def test_a_meeting_ahead_is_still_to_come(agreed: Body) -> None:
    assert {fate for fate, _ in fates(agreed, date(2030, 4, 1)).values()} == {Fate.TO_COME}


def test_what_never_came_has_the_reason_of_the_agenda_or_none(
    agreed: Body, year: list[Meeting]
) -> None:
    AgendaItem.objects.filter(topic="sexual-violence").update(topic="", title="Something else")
    meetings.withdraw_item(by="clerk", item=item("asb"), because="the author is away")
    meetings.defer_item(by="clerk", item=item("partner-fire"), to=year[2], because="no time")
    found = fates(agreed)
    assert found["asb"] == (Fate.NEVER, "the author is away")
    assert found["sexual-violence"] == (Fate.NEVER, UNSAID)
    assert found["partner-fire"] == (Fate.MOVED, "no time")
    assert found[""] == (Fate.EXTRA, "")


def test_a_promise_changed_in_the_plan_keeps_the_plan_s_reason(
    agreed: Body, year: list[Meeting]
) -> None:
    actions.remove(by="clerk", entry=Entry.objects.get(topic="asb"), because="another board has it")
    assert fates(agreed)["asb"] == (Fate.NEVER, "another board has it")
    moved = Entry.objects.get(topic="partner-police")
    actions.change(
        by="clerk",
        entry=moved,
        seen=stamp(moved),
        meeting=year[1],
        title=moved.title,
        minutes=None,
        pinned=False,
        because="the commander changes",
    )
    assert fates(agreed)["partner-police"] == (Fate.MOVED, "the commander changes")


def test_agreeing_again_does_not_forget_the_first_promise(agreed: Body) -> None:
    actions.remove(by="clerk", entry=Entry.objects.get(topic="asb"), because="a reason")
    actions.agree(by="clerk", body=agreed, year=YEAR, where="Board, later")
    assert fates(agreed)["asb"] == (Fate.NEVER, "a reason")


def test_a_cancelled_meeting_explains_what_was_promised_for_it(
    agreed: Body, year: list[Meeting]
) -> None:
    meetings.cancel(by="clerk", meeting=year[3], because="a storm")
    assert fates(agreed)["asb"] == (Fate.NEVER, "a storm")


def test_the_page_counts_promises_and_marks_those_without_a_reason(
    agreed: Body, year: list[Meeting]
) -> None:
    page = signed_in(Role.MEMBER).get(reverse("plan-record")).content.decode()
    assert "0 promises kept, 0 moved or broken; 29 still to come." in page
    AgendaItem.objects.filter(topic="asb").update(topic="")
    meetings.defer_item(by="clerk", item=item("partner-fire"), to=year[2], because="no time")
    (shown,) = presenting.record(agreed, AFTER)
    assert (len(shown.broken), shown.unexplained, len(shown.extra)) == (2, 1, 1)


def test_the_page_shows_what_became_of_each_promise(agreed: Body, year: list[Meeting]) -> None:
    meetings.cancel(by="clerk", meeting=year[3], because="a storm")
    Meeting.objects.filter(pk=year[0].pk).update(date=date(2020, 6, 12))
    AgendaItem.objects.filter(topic="partner-police").update(topic="")
    early = Version.objects.filter(agreed=True).get()
    items = [{**one, "on": "2020-06-12"} for one in early.items if one["on"] == "2030-06-14"]
    plan = Plan.objects.create(body=agreed, year=2020)
    Version.objects.create(
        plan=plan, number=1, by="clerk", change="Agreed", agreed=True, items=items
    )
    page = signed_in(Role.MEMBER).get(reverse("plan-record")).content.decode()
    assert "6 promises kept, 1 moved or broken, 1 with no reason recorded." in page
    assert "Never came" in page
    assert "No reason recorded" in page
    assert "Came as promised in 2020/21" in page
    assert "Came without being promised in 2020/21" in page
    assert page.index("2030/31") < page.index("2020/21")


def test_the_record_takes_the_same_few_queries_however_long_it_is(agreed: Body) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.record(agreed, AFTER)
    assert len(asked) == 3


def test_the_public_plan_shows_months_topics_and_promises(agreed: Body) -> None:
    found = queries.published_plan(agreed, YEAR, AFTER)
    assert found is not None
    assert (found.body, found.name) == ("Testshire Strategy Board", "2030/31")
    assert found.meetings == tuple(Meeting.objects.values_list("date", flat=True))
    row = next(row for row in found.rows if row.title.startswith("Domestic abuse"))
    assert row.badge == "Twice a year"
    assert [bool(cell) for cell in row.cells] == [True, False, True, False]
    assert len(found.record) == 29
    assert found.agreed is not None


def test_the_public_plan_before_it_is_agreed_or_made(filled: Body) -> None:
    found = queries.published_plan(filled, YEAR)
    assert found is not None
    assert found.agreed is None
    assert found.record == ()
    assert queries.published_plan(filled, YEAR + 5) is None


def test_the_last_time_is_what_came_or_what_is_ahead(agreed: Body, year: list[Meeting]) -> None:
    last = queries.last_times(agreed, YEAR + 1)
    assert last["asb"] == year[3].date
    AgendaItem.objects.filter(topic="asb").update(state="withdrawn")
    assert queries.last_times(agreed, YEAR + 1)["asb"] == year[3].date  # still planned, ahead
    Entry.objects.filter(topic="asb").delete()
    assert "asb" not in queries.last_times(agreed, YEAR + 1)


def test_a_rule_that_ended_before_the_year_asks_for_nothing(ruled: Body) -> None:
    Rule.objects.filter(topic="asb").update(until=date(2030, 3, 31))
    Rule.objects.filter(topic="performance").update(since=date(2031, 4, 1))
    topics = {rule.topic for rule in queries.rules_for(ruled, YEAR)}
    assert not topics & {"asb", "performance"}
