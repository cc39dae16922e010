"""Filling a year and changing it: every change is kept as a version, with who and why."""

from datetime import date

import pytest

from saferboard.core.board.plan_checking import BreachKind
from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.plan import actions, agendas, queries
from saferboard.web.board.plan.models import Entry, Rule, Version
from saferboard.web.directory.models import Body
from saferboard.web.directory.versions import Overtaken, stamp
from tests.web.board.plan.conftest import YEAR, meeting


def entry(topic: str, month: int | None = None) -> Entry:
    found = Entry.objects.filter(topic=topic)
    return (found.filter(meeting__date__month=month) if month else found).get()


def change(what: Entry, **changes: object) -> Entry:
    said = {
        "meeting": what.meeting,
        "title": what.title,
        "minutes": what.minutes,
        "pinned": what.pinned,
        "seen": stamp(what),
    }
    return actions.change(by="clerk", entry=what, **(said | changes))  # type: ignore[arg-type]


def remedy(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.faults[0].remedy


def test_the_year_s_meetings_fall_on_the_days_set_and_are_arranged_once(ruled: Body) -> None:
    made = actions.arrange_meetings(by="clerk", body=ruled, year=YEAR)
    assert [one.date for one in made] == [
        date(2030, 6, 14),
        date(2030, 9, 13),
        date(2030, 12, 13),
        date(2031, 3, 14),
    ]
    assert actions.arrange_meetings(by="clerk", body=ruled, year=YEAR) == []


def test_a_month_that_has_a_meeting_gets_no_other(ruled: Body) -> None:
    meeting(ruled, date(2030, 6, 20))
    assert len(actions.arrange_meetings(by="clerk", body=ruled, year=YEAR)) == 3


def test_meetings_need_days_to_fall_on(board: Body) -> None:
    assert queries.meetings_due(board, YEAR) == []
    with pytest.raises(Refused) as refused:
        actions.arrange_meetings(by="clerk", body=board, year=YEAR)
    assert "set the days" in remedy(refused)


def test_a_filled_year_breaks_no_rule(filled: Body) -> None:
    found = queries.year_of(filled, YEAR)
    assert found.breaches == ()
    assert len(found.entries) == 29  # the agreed plan's, but for one Prevent, and communications
    assert found.stored is not None
    (version,) = found.stored.versions.all()
    assert (version.number, version.by, len(version.items)) == (1, "clerk", 29)


def test_filling_again_keeps_what_is_pinned(filled: Body, year: list[Meeting]) -> None:
    change(entry("asb"), meeting=year[0], pinned=True)
    actions.fill(by="clerk", body=filled, year=YEAR)
    assert entry("asb").meeting == year[0]
    assert queries.year_of(filled, YEAR).breaches == ()


def test_filling_leaves_meetings_that_were_held_as_they_are(
    filled: Body, year: list[Meeting]
) -> None:
    before = list(Entry.objects.filter(meeting=year[0]).values_list("pk", flat=True))
    meetings.mark_held(by="clerk", meeting=year[0])
    Entry.objects.filter(meeting=year[0], topic="performance").delete()
    actions.fill(by="clerk", body=filled, year=YEAR)
    after = list(Entry.objects.filter(meeting=year[0]).values_list("pk", flat=True))
    assert set(after) < set(before)


def test_a_year_without_meetings_is_not_filled(ruled: Body) -> None:
    with pytest.raises(Refused) as refused:
        actions.fill(by="clerk", body=ruled, year=YEAR)
    assert remedy(refused) == "arrange the year’s meetings first"
    assert not Version.objects.exists()


def test_a_moved_item_says_where_it_came_from_and_names_its_new_quarter(
    filled: Body, year: list[Meeting]
) -> None:
    moved = change(entry("performance", 9), meeting=year[2], because="the figures are late")
    assert moved.title == "Performance update, quarter 2 of 2030/31"
    assert moved.because == "the figures are late"
    version = Version.objects.order_by("number").last()
    assert version is not None
    assert version.change.startswith("Moved Performance update")
    assert version.change.endswith("from September 2030 to December 2030")
    kinds = {breach.kind for breach in queries.year_of(filled, YEAR).breaches}
    assert kinds == {BreachKind.TOO_FEW, BreachKind.TOO_CLOSE}


def test_a_title_of_one_s_own_goes_with_the_item(filled: Body, year: list[Meeting]) -> None:
    moved = change(entry("performance", 9), meeting=year[2], title="Deep look")
    assert (moved.title, moved.because) == ("Deep look", "moved here from September 2030")
    kept = change(entry("asb"), title="ASB, in depth", minutes=45, pinned=True)
    assert (kept.title, kept.minutes, kept.pinned) == ("ASB, in depth", 45, True)
    version = Version.objects.order_by("number").last()
    assert version is not None
    assert version.change == "ASB, in depth: 45 minutes; ASB, in depth: pinned"


def test_two_at_once_never_overwrite_one_another(filled: Body, year: list[Meeting]) -> None:
    seen = entry("asb")
    change(seen, minutes=20)
    with pytest.raises(Overtaken) as refused:
        change(seen, meeting=year[0])
    assert refused.value.row.minutes == 20  # type: ignore[attr-defined]
    assert entry("asb").meeting == year[3]


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_nothing_is_planned_for_a_meeting_that_is_over(
    state: str, filled: Body, year: list[Meeting]
) -> None:
    Meeting.objects.filter(pk=year[0].pk).update(state=state)
    year[0].refresh_from_db()
    with pytest.raises(Refused) as refused:
        change(entry("asb"), meeting=year[0])
    assert refused.value.faults[0].where == "meeting"


def test_a_meeting_of_another_year_is_refused(filled: Body) -> None:
    with pytest.raises(Refused):
        change(entry("asb"), meeting=meeting(filled, date(2032, 6, 10)))


def test_items_are_added_by_rule_or_by_title(filled: Body, year: list[Meeting]) -> None:
    rule = Rule.objects.get(topic="asb")
    more = actions.add(by="clerk", body=filled, year=YEAR, meeting=year[0], rule=rule)
    assert (more.topic, more.title, more.pinned) == ("asb", "Anti-social behaviour", True)
    extra = actions.add(
        by="clerk", body=filled, year=YEAR, meeting=year[0], title="Prison", minutes=15
    )
    assert (extra.topic, extra.rule, extra.minutes) == ("prison", None, 15)
    (breach,) = queries.year_of(filled, YEAR).breaches
    assert (breach.kind, breach.topic) == (BreachKind.TOO_MANY, "asb")
    with pytest.raises(Refused):
        actions.add(by="clerk", body=filled, year=YEAR, meeting=year[0])
    with pytest.raises(Refused) as refused:
        actions.add(by="clerk", body=filled, year=YEAR, meeting=year[0], title="x" * 201)
    assert refused.value.faults[0].where == "title"


def test_an_item_is_taken_off_with_a_reason_only(filled: Body) -> None:
    with pytest.raises(Refused):
        actions.remove(by="clerk", entry=entry("asb"), because=" ")
    gone = entry("asb")
    actions.remove(by="clerk", entry=gone, because="covered by another board")
    assert not Entry.objects.filter(topic="asb").exists()
    version = Version.objects.order_by("number").last()
    assert version is not None
    assert (version.topic, version.because) == ("asb", "covered by another board")
    actions.remove(by="clerk", entry=gone, because="twice is once")
    assert Version.objects.count() == 2


def test_once_agreed_a_plan_changes_with_a_reason_only(filled: Body, year: list[Meeting]) -> None:
    actions.agree(by="clerk", body=filled, year=YEAR, where="Board, 8 March 2030")
    for act in (
        lambda: actions.fill(by="clerk", body=filled, year=YEAR),
        lambda: actions.add(by="clerk", body=filled, year=YEAR, meeting=year[0], title="New"),
        lambda: change(entry("asb"), meeting=year[0]),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.faults[0].where == "because"
    change(entry("asb"), minutes=15)  # needs none: nothing that was promised changes
    found = queries.year_of(filled, YEAR)
    assert found.agreed is not None
    assert found.agreed.because == "Board, 8 March 2030"


def test_an_empty_plan_is_not_agreed(ruled: Body) -> None:
    with pytest.raises(Refused):
        actions.agree(by="clerk", body=ruled, year=YEAR, where="nowhere")


def test_versions_are_written_once(filled: Body) -> None:
    version = Version.objects.get()
    with pytest.raises(WrittenOnce):
        version.save()
    with pytest.raises(WrittenOnce):
        Version.objects.all().delete()


def test_the_audit_trail_tells_every_change(filled: Body) -> None:
    actions.remove(by="clerk", entry=entry("asb"), because="a reason")
    event = Event.objects.filter(action="plan changed").last()
    assert event is not None
    assert event.object == f"plan {filled.key} {YEAR}"
    assert event.detail["because"] == "a reason"


def test_the_plan_is_put_on_the_agendas_once(filled: Body, year: list[Meeting]) -> None:
    meetings.standard_items(year[0], by="clerk")
    before = agendas.placings(queries.year_of(filled, YEAR))
    assert sum(one.will_be_put_on for one in before) == 28  # the election is there already
    assert agendas.put_on_agendas(by="clerk", body=filled, year=YEAR) == 28
    assert agendas.put_on_agendas(by="clerk", body=filled, year=YEAR) == 0
    assert AgendaItem.objects.filter(meeting=year[0], standing="election").count() == 1
    item = AgendaItem.objects.get(topic="domestic-abuse", meeting=year[0])
    assert item.source == "Forward plan: Forward plan rules, March 2016"
    after = agendas.placings(queries.year_of(filled, YEAR))
    assert all(one.is_done for one in after)
    meetings.standard_items(year[1], by="clerk")
    assert not AgendaItem.objects.filter(meeting=year[1], standing="election").exists()


def test_two_of_a_topic_at_a_meeting_get_two_items(filled: Body, year: list[Meeting]) -> None:
    rule = Rule.objects.get(topic="asb")
    actions.add(by="clerk", body=filled, year=YEAR, meeting=year[3], rule=rule)
    agendas.put_on_agendas(by="clerk", body=filled, year=YEAR)
    assert AgendaItem.objects.filter(meeting=year[3], topic="asb").count() == 2


def test_what_was_taken_off_an_agenda_is_not_put_on_again(filled: Body) -> None:
    agendas.put_on_agendas(by="clerk", body=filled, year=YEAR)
    item = AgendaItem.objects.get(topic="asb")
    meetings.withdraw_item(by="clerk", item=item, because="no paper")
    assert agendas.put_on_agendas(by="clerk", body=filled, year=YEAR) == 0


def test_nothing_is_put_on_the_agenda_of_a_meeting_that_was_held(
    filled: Body, year: list[Meeting]
) -> None:
    meetings.mark_held(by="clerk", meeting=year[0])
    agendas.put_on_agendas(by="clerk", body=filled, year=YEAR)
    assert not AgendaItem.objects.filter(meeting=year[0]).exists()


def test_moving_an_item_that_is_on_an_agenda_carries_it(filled: Body, year: list[Meeting]) -> None:
    agendas.put_on_agendas(by="clerk", body=filled, year=YEAR)
    police = change(entry("partner-police"), meeting=year[1], because="asked for by the police")
    assert police.item is not None
    assert police.item.meeting == year[1]
    old = AgendaItem.objects.get(meeting=year[0], topic="partner-police")
    assert (old.state, old.because) == ("deferred", "asked for by the police")
    back = change(entry("partner-police"), meeting=year[0], because="as it was")
    assert back.item is None
    assert agendas.put_on_agendas(by="clerk", body=filled, year=YEAR) == 1
    with pytest.raises(Refused):
        change(entry("partner-fire"), meeting=year[2])
    actions.remove(by="clerk", entry=entry("partner-fire"), because="no slot this year")
    assert AgendaItem.objects.get(topic="partner-fire").state == "withdrawn"


def test_an_item_of_a_cancelled_meeting_is_shown_as_stranded(
    filled: Body, year: list[Meeting]
) -> None:
    meetings.cancel(by="clerk", meeting=year[3], because="a storm")
    found = queries.year_of(filled, YEAR)
    assert {one.topic for one in found.stranded} >= {"asb", "partner-probation"}
    assert "asb" in {breach.topic for breach in found.breaches}
    moved = change(entry("asb"), meeting=year[2])
    assert moved.meeting == year[2]
