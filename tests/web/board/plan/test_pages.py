"""The pages of the plan: who may, what they show, what they refuse, how much they ask."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saferboard.core.directory.permissions import Role
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import Minute, Minutes, Outcome
from saferboard.web.board.plan import actions
from saferboard.web.board.plan.models import Cycle, Entry, Rule
from saferboard.web.directory.models import Body, Organisation
from saferboard.web.directory.versions import stamp
from tests.web.board.plan.conftest import YEAR, meeting, signed_in

KEY = "safer-communities-board"
READ = ["plans", "plan-record", "plan-rules", "plan", "plan-versions", "plan-version"]
EDIT = [
    "plan-rule-add",
    "plan-decisions",
    "plan-rule-from",
    "plan-rule",
    "plan-rule-end",
    "plan-item",
    "plan-item-remove",
    "plan-add",
    "plan-meetings",
    "plan-days",
    "plan-fill",
    "plan-agree",
    "plan-agendas",
]


@pytest.fixture
def clerk(db: None) -> Client:
    return signed_in(Role.CLERK)


@pytest.fixture
def outcome(ruled: Body) -> Outcome:
    """A resolution that makes a rule."""
    met = meeting(ruled, date(2020, 12, 11), "held")
    minute = Minute.objects.create(
        minutes=Minutes.objects.create(meeting=met, first_number=17), taken=1, title="Campaigns"
    )
    text = "That the campaigns be considered at the March meeting on an annual basis."
    return Outcome.objects.create(minute=minute, kind="resolved", place=0, text=text)


def address(name: str) -> str:
    """A page's address, for the first row of whatever it shows."""
    arguments: dict[str, Callable[[], list[Any]]] = {
        "plans": list,
        "plan-record": list,
        "plan-rule": lambda: [Rule.objects.earliest("pk").pk],
        "plan-rule-end": lambda: [Rule.objects.earliest("pk").pk],
        "plan-item": lambda: [Entry.objects.earliest("pk").pk],
        "plan-item-move": lambda: [Entry.objects.earliest("pk").pk],
        "plan-item-remove": lambda: [Entry.objects.earliest("pk").pk],
        "plan-rules": lambda: [KEY],
        "plan-rule-add": lambda: [KEY],
        "plan-decisions": lambda: [KEY],
        "plan-rule-from": lambda: [KEY, Outcome.objects.get().pk],
        "plan-version": lambda: [KEY, YEAR, 1],
    }
    return reverse(name, args=arguments.get(name, lambda: [KEY, YEAR])())


def entry(topic: str) -> Entry:
    return Entry.objects.get(topic=topic)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", [*READ, *EDIT])
def test_a_page_is_shown_to_the_clerk(
    name: str, clerk: Client, filled: Body, outcome: Outcome
) -> None:
    assert "<h1" in text(clerk, address(name))


@pytest.mark.parametrize("name", EDIT)
def test_a_member_reads_but_does_not_plan(name: str, filled: Body, outcome: Outcome) -> None:
    answer = signed_in(Role.MEMBER).get(address(name))
    assert answer.status_code == 403
    assert "Only a clerk or an officer may do this" in answer.content.decode()


def test_a_member_sees_no_way_to_change_anything(filled: Body) -> None:
    member = signed_in(Role.MEMBER)
    for name in READ:
        page = text(member, address(name))
        assert "take off" not in page
        assert "Add a" not in page
        assert "plan.js" not in page
    assert member.post(address("plan-item-move")).status_code == 403


def test_somebody_signed_out_signs_in_first(filled: Body, visitor: Client) -> None:
    assert visitor.get(address("plan"))["Location"].startswith("/account/login/")


@pytest.mark.parametrize("path", ["nobody/2030", f"{KEY}/1899"])
def test_no_such_plan(path: str, clerk: Client, board: Body) -> None:
    assert clerk.get(f"/work/plan/{path}/").status_code == 404


def test_a_body_s_years_begin_with_this_one(clerk: Client, filled: Body) -> None:
    page = text(clerk, "/work/plan/")
    assert "2030/31" in page
    assert "(not begun)" in page
    Body.objects.create(key="officers", name="Officers")
    assert "Bodies without a plan" in text(clerk, "/work/plan/")


@pytest.mark.parametrize("name", ["plan", "plan-fill", "plan-agendas", "plan-rules"])
def test_no_page_asks_once_a_row(name: str, clerk: Client, filled: Body) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text(clerk, address(name))
        return len(queries)

    asked()
    before = asked()
    meetings = list(Meeting.objects.filter(date__year=YEAR))
    for number in range(8):
        rule = Rule.objects.create(
            body=filled, topic=f"more-{number}", title=f"More {number}", often="every-meeting"
        )
        rule.organisations.add(Organisation.objects.earliest("pk"))
        actions.add(by="clerk", body=filled, year=YEAR, meeting=meetings[0], rule=rule)
    assert asked() == before
    assert before < 30


def test_the_next_step_is_the_one_that_stands_out(clerk: Client, ruled: Body) -> None:
    def step() -> str:
        page = text(clerk, address("plan"))
        (found,) = [line for line in page.splitlines() if 'class="govuk-button" ' in line]
        return found.rsplit(">", 2)[1].split("<")[0]

    assert step() == "Arrange the meetings"
    clerk.post(address("plan-meetings"))
    assert step() == "Fill from the rules"
    clerk.post(address("plan-fill"))
    assert step() == "Record as agreed"
    clerk.post(address("plan-agree"), {"where": "Board, minute 60"})
    assert step() == "Put this plan on the agendas"


def test_what_will_be_done_is_shown_before_it_is_done(clerk: Client, ruled: Body) -> None:
    assert "Arrange 4 meetings" in text(clerk, address("plan-meetings"))
    assert not Meeting.objects.exists()
    clerk.post(address("plan-meetings"))
    assert "Every month has its meeting" in text(clerk, address("plan-meetings"))
    assert "June is a month agreed for it" in text(clerk, address("plan-fill"))
    assert not Entry.objects.exists()
    clerk.post(address("plan-fill"))
    assert "29 items will be put on the agendas" in text(clerk, address("plan-agendas"))
    assert not AgendaItem.objects.exists()
    clerk.post(address("plan-agendas"))
    assert AgendaItem.objects.count() == 29
    assert "Everything that can be on an agenda is on it" in text(clerk, address("plan-agendas"))
    assert (
        "The agendas had them all"
        in clerk.post(address("plan-agendas"), follow=True).content.decode()
    )


def test_days_are_set_before_meetings_are_arranged(clerk: Client, board: Body) -> None:
    assert "Set the days" in text(clerk, address("plan-meetings"))
    answer = clerk.post(address("plan-meetings"))
    assert answer["Location"] == address("plan-days")
    said = {"nth": 2, "weekday": 4, "starts": "10:00", "minutes": 120}
    page = clerk.post(address("plan-days"), {**said, "months": "June, Septober"}).content.decode()
    assert "“Septober” is not a month: did you mean &#x27;September&#x27;?" in page
    assert 'value="June, Septober"' in page
    clerk.post(address("plan-days"), {**said, "months": "June, september"})
    assert Cycle.objects.get().months == [6, 9]
    assert 'value="June, September"' in text(clerk, address("plan-days"))


def test_a_breach_stands_beside_its_topic_in_words(clerk: Client, filled: Body) -> None:
    assert "This plan keeps every rule" in text(clerk, address("plan"))
    rule = Rule.objects.get(topic="prevent-hate")
    march = Meeting.objects.get(date__month=3)
    clerk.post(address("plan-add"), {"meeting": march.pk, "rule": rule.pk})
    page = text(clerk, address("plan"))
    said = "Prevent and hate is planned twice, in December 2030 and March 2031"
    assert page.count(said) == 2  # in the summary and beside the topic
    assert "To mend it: take it off one of these meetings, or change the rule" in page


def test_an_overloaded_meeting_says_what_would_relieve_it(clerk: Client, filled: Body) -> None:
    Entry.objects.filter(topic="partner-police").update(minutes=90)
    page = text(clerk, address("plan"))
    assert "<strong>overloaded</strong>" in page
    assert "June 2030 holds 150 minutes of business and has 120" in page


def test_an_item_is_moved_by_choosing_another_meeting(clerk: Client, filled: Body) -> None:
    asb = entry("asb")
    june = Meeting.objects.get(date__month=6)
    path = reverse("plan-item", args=[asb.pk])
    assert f'<option value="{june.pk}" selected>' in text(clerk, f"{path}?to={june.pk}")
    said = {"title": asb.title, "minutes": "", "pinned": "True", "seen": stamp(asb)}
    answer = clerk.post(path, {**said, "meeting": june.pk, "because": "a summer campaign"})
    assert answer["Location"] == address("plan")
    moved = entry("asb")
    assert (moved.meeting, moved.pinned, moved.because) == (june, True, "a summer campaign")


def test_two_officers_see_both_versions_and_nothing_is_overwritten(
    clerk: Client, filled: Body
) -> None:
    asb = entry("asb")
    path = reverse("plan-item", args=[asb.pk])
    said = {"meeting": asb.meeting_id, "title": "Mine", "pinned": "False", "seen": stamp(asb)}
    clerk.post(path, {**said, "title": "Theirs"})
    page = clerk.post(path, said).content.decode()
    assert "How it stands now" in page
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert entry("asb").title == "Theirs"


def test_an_item_is_dropped_on_another_meeting(clerk: Client, filled: Body) -> None:
    asb = entry("asb")
    june = Meeting.objects.get(date__month=6)
    path = reverse("plan-item-move", args=[asb.pk])
    answer = clerk.post(path, {"meeting": june.pk, "seen": stamp(asb)}, follow=True)
    assert "Anti-social behaviour is moved to 14 June 2030" in answer.content.decode()
    assert (entry("asb").meeting, entry("asb").pinned) == (june, True)
    answer = clerk.post(path, {"meeting": asb.meeting_id, "seen": stamp(asb)})
    assert answer["Location"].endswith(f"?to={asb.meeting_id}")  # somebody else was quicker
    assert entry("asb").meeting == june
    for odd in ("x", "²", "9" * 30):
        assert clerk.post(path, {"meeting": odd}).status_code == 404
        assert clerk.get(reverse("plan-item", args=[asb.pk]), {"to": odd}).status_code == 200
    assert clerk.get(path).status_code == 405


def test_once_agreed_a_dropped_item_asks_for_its_reason(clerk: Client, filled: Body) -> None:
    clerk.post(address("plan-agree"), {"where": "Board, minute 60"})
    asb = entry("asb")
    june = Meeting.objects.get(date__month=6)
    answer = clerk.post(
        reverse("plan-item-move", args=[asb.pk]),
        {"meeting": june.pk, "seen": stamp(asb)},
        follow=True,
    )
    page = answer.content.decode()
    assert "Not moved: no reason is given" in page
    assert f'<option value="{june.pk}" selected>' in page
    assert "There is a problem" in clerk.post(address("plan-fill"), {}).content.decode()


def test_an_item_is_taken_off_with_a_reason(clerk: Client, filled: Body) -> None:
    path = reverse("plan-item-remove", args=[entry("asb").pk])
    assert "There is a problem" in clerk.post(path, {"because": ""}).content.decode()
    clerk.post(path, {"because": "covered elsewhere"})
    assert not Entry.objects.filter(topic="asb").exists()
    page = text(clerk, address("plan-versions"))
    assert "Took Anti-social behaviour off March 2031" in page
    assert "covered elsewhere" in page
    assert "Anti-social behaviour" in text(clerk, address("plan-version"))


def test_an_extra_item_needs_a_title_or_a_topic(clerk: Client, filled: Body) -> None:
    june = Meeting.objects.get(date__month=6)
    page = clerk.post(address("plan-add"), {"meeting": june.pk}).content.decode()
    assert "choose a topic, or write the title" in page
    clerk.post(address("plan-add"), {"meeting": june.pk, "title": "Prison", "minutes": 15})
    page = text(clerk, address("plan"))
    assert "Extra item" in page
    assert "15 min, pinned" in page


def test_what_is_planned_for_a_cancelled_meeting_is_shown(clerk: Client, filled: Body) -> None:
    Meeting.objects.filter(date__month=3).update(state="cancelled")
    page = text(clerk, address("plan"))
    assert "Anti-social behaviour is planned for the cancelled meeting of 14 March 2031" in page


RULE = {
    "title": "Knife crime",
    "often": "times-a-year",
    "times": 1,
    "kind": "report",
    "source": "Board, June 2030",
}


def test_a_rule_is_added_changed_and_ended(clerk: Client, ruled: Body) -> None:
    clerk.post(address("plan-rule-add"), {**RULE, "prefers": "june"})
    rule = Rule.objects.get(topic="knife-crime")
    assert (rule.prefers, rule.gap) == ([6], 0)
    path = reverse("plan-rule", args=[rule.pk])
    assert 'value="June"' in text(clerk, path)
    clerk.post(path, {**RULE, "times": 2, "gap": 3, "seen": stamp(rule)})
    rule.refresh_from_db()
    assert (rule.times, rule.gap) == (2, 3)
    page = clerk.post(path, {**RULE, "seen": "another"}).content.decode()
    assert "somebody else changed this" in page.lower()
    end = reverse("plan-rule-end", args=[rule.pk])
    said = {"until": "2020-03-31", "ended_because": "done", "seen": stamp(rule)}
    clerk.post(end, said)
    page = text(clerk, address("plan-rules"))
    assert "Rules that ended" in page
    assert "Until 31 March 2020: done" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"often": "in-months"}, "the months in which it must come"),
        ({"often": "partner-slot"}, "whose slot it is"),
        ({"since": "2030-05-01", "until": "2030-04-01"}, "the rule ends before it begins"),
        ({"title": ""}, "Write something under"),
        ({"times": 13}, "less than or equal to 12"),
        ({"prefers": "Juni"}, "is not a month"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(
    changes: dict[str, object], said: str, clerk: Client, ruled: Body
) -> None:
    page = clerk.post(address("plan-rule-add"), {**RULE, **changes}).content.decode()
    assert "There is a problem" in page
    assert said.lower() in page.lower()
    assert not Rule.objects.filter(topic="knife-crime").exists()


def test_a_topic_has_one_rule_at_a_time(clerk: Client, ruled: Body) -> None:
    clerk.post(address("plan-rule-add"), RULE)
    page = clerk.post(address("plan-rule-add"), RULE).content.decode()
    assert "Knife crime has a rule at that time already" in page


def test_a_slot_may_be_shared(clerk: Client, ruled: Body) -> None:
    fire, police = Organisation.objects.order_by("key").filter(key__in=["fire-service", "police"])
    slot = {**RULE, "often": "partner-slot", "organisation": fire.pk, "shared_with": police.pk}
    clerk.post(address("plan-rule-add"), slot)
    rule = Rule.objects.get(topic="knife-crime")
    assert list(rule.organisations.order_by("key")) == [fire, police]
    assert f'<option value="{police.pk}" selected>' in text(
        clerk, reverse("plan-rule", args=[rule.pk])
    )


def test_a_rule_is_read_from_a_decision(clerk: Client, outcome: Outcome) -> None:
    assert "18. Campaigns" in text(clerk, address("plan-decisions"))
    page = text(clerk, address("plan-rule-from"))
    assert '<option value="in-months" selected>' in page
    assert 'value="March"' in page
    assert 'value="Resolved on 11 December 2020, minute 18"' in page
    said = {**RULE, "title": "Campaigns", "often": "in-months", "months": "March"}
    clerk.post(address("plan-rule-from"), said)
    rule = Rule.objects.get(topic="campaigns")
    assert (rule.months, rule.resolution) == ([3], outcome)


def test_another_body_s_decision_makes_no_rule(clerk: Client, outcome: Outcome) -> None:
    Body.objects.create(key="officers", name="Officers")
    assert clerk.get(f"/work/plan/officers/rules/decisions/{outcome.pk}/").status_code == 404


def test_the_record_of_another_body(clerk: Client, filled: Body) -> None:
    assert "No plan has been recorded as agreed yet" in text(clerk, "/work/plan/record/")
    assert clerk.get("/work/plan/record/?body=nobody").status_code == 404
    other = Body.objects.create(key="officers", name="Officers")
    Cycle.objects.create(body=other, nth=1, weekday=0, months=[6], starts="10:00")
    assert "?body=officers" in text(clerk, f"/work/plan/record/?body={KEY}")
