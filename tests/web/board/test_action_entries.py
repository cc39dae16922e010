"""Actions are made from decisions, live by entries that stay, and nobody writes over anybody."""

from datetime import date

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from saferboard.core.board.action_steps import Step
from saferboard.core.directory.permissions import Role
from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.board.decisions import actions
from saferboard.web.board.decisions.actions import Said
from saferboard.web.board.decisions.models import Action, Entry, Reminded
from saferboard.web.directory.models import Mail, Post
from tests.web.board import decisions_samples as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts() -> dict[str, Post]:
    found = samples.posts()
    held = samples.meeting(samples.board(), samples.DECEMBER)
    samples.minuted(held)
    return found


@pytest.fixture
def action(posts: dict[str, Post]) -> Action:
    return samples.make()


def enter(
    action: Action, step: Step, by: str = "clerk", *, seen: int | None = None, **said: object
) -> Entry:
    return actions.enter(
        by=by,
        action=action,
        step=step,
        on=samples.BEFORE,
        office=by == "clerk",
        seen=seen,
        said=Said(**({"text": "said"} | said)),  # type: ignore[arg-type]
    )


def test_an_action_keeps_the_exact_sentence_that_made_it(action: Action) -> None:
    assert action.sentence == samples.DECIDED["Action log"][1][1]
    assert (action.number, action.outcome, action.source) == (1, samples.outcome("causes"), "")
    assert [str(owner) for owner in samples.now(action).owners] == [
        "Community Safety Coordinator, Testshire County Council (B. Example)"
    ]


def test_numbers_run_on_body_by_body(action: Action) -> None:
    assert samples.make("slides").number == 2
    other = samples.meeting(samples.board("other"), samples.DECEMBER)
    minutes = samples.minuted(other)
    again = minutes.minutes.get(taken=1).outcomes.get()
    made = actions.make_action(
        by="clerk",
        outcome=again,
        text="Do",
        owners=[Post.objects.get(key="clerk")],
        on=samples.BEFORE,
    )
    assert made.number == 1


def test_an_action_without_words_or_owner_is_not_made(posts: dict[str, Post]) -> None:
    with pytest.raises(Refused) as refused:
        actions.make_action(
            by="clerk", outcome=samples.outcome("causes"), text=" ", owners=[], on=samples.BEFORE
        )
    assert [fault.where for fault in refused.value.faults] == ["text", "owners"]
    assert not Action.objects.exists()


def test_the_owner_of_a_new_action_is_written_to(
    posts: dict[str, Post], django_capture_on_commit_callbacks: object
) -> None:
    samples.account("coordinator", Role.OWNER)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        samples.make()
    (sent,) = mail.outbox
    assert sent.to == ["coordinator@example.org"]
    assert "/work/actions/board/1/update/" in sent.body
    assert "causes" not in sent.body


def test_green_needs_evidence_and_the_office(action: Action) -> None:
    with pytest.raises(Refused, match="only the office"):
        enter(action, Step.ACCEPT, by="coordinator", evidence="mine")
    with pytest.raises(Refused, match="othing shows it"):
        enter(action, Step.ACCEPT)
    enter(action, Step.REPORT, by="coordinator", link="https://example.org/minutes")
    assert str(samples.now(action).status) == "Amber: reported done"
    enter(action, Step.ACCEPT, text="")
    assert str(samples.now(action).status) == "Green: done"


def test_a_stranger_enters_nothing(action: Action) -> None:
    with pytest.raises(Refused, match="only its owner or the office"):
        enter(action, Step.COMMENT, by="superintendent")


def test_what_somebody_else_added_meanwhile_is_shown_first(action: Action) -> None:
    enter(action, Step.COMMENT, by="coordinator", seen=1)
    with pytest.raises(Refused, match="somebody added to this action"):
        enter(action, Step.WITHDRAW, seen=1)
    assert samples.now(action).standing.is_open


@pytest.mark.parametrize("link", ["javascript:alert(1)", "example.org", "file:///etc/passwd"])
def test_a_link_that_is_none_is_refused(action: Action, link: str) -> None:
    with pytest.raises(Refused, match="not an address of the web"):
        enter(action, Step.EVIDENCE, link=link)


def test_entries_cannot_be_changed_in_python_or_beneath_it(action: Action) -> None:
    entry = enter(action, Step.COMMENT)
    entry.text = "something else"
    with pytest.raises(WrittenOnce):
        entry.save()
    for table in ("entry", "action", "entryowner", "answer"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM decisions_{table}")  # noqa: S608


def test_passing_on_waits_until_the_other_takes_it(action: Action, posts: dict[str, Post]) -> None:
    enter(action, Step.HAND_ON, by="coordinator", owners=(posts["superintendent"],))
    held = samples.now(action)
    assert [o.post.key for o in held.owners] == ["coordinator"]
    assert [o.post.key for o in held.passed_to] == ["superintendent"]
    with pytest.raises(Refused, match="whoever it is passed to"):
        enter(action, Step.TAKE, by="coordinator")
    enter(action, Step.TAKE, by="superintendent", text="")
    assert [o.post.key for o in samples.now(action).owners] == ["superintendent"]


def test_a_merge_shows_on_both(action: Action) -> None:
    other = samples.make("slides")
    enter(action, Step.MERGE, other=other)
    assert str(samples.now(action).status) == "Merged into no. 2"
    absorbed = samples.now(other).entries[-1]
    assert (absorbed.step, absorbed.other) == (Step.ABSORB, action)
    assert samples.now(other).standing.is_open


def test_a_merge_into_itself_or_into_what_is_closed_is_refused(action: Action) -> None:
    with pytest.raises(Refused, match="another one of the same body"):
        enter(action, Step.MERGE, other=action)
    other = samples.make("slides")
    enter(other, Step.WITHDRAW)
    with pytest.raises(Refused, match=r"no\. 2 is withdrawn"):
        enter(action, Step.MERGE, other=other)
    assert len(samples.now(action).entries) == 1


def test_what_is_due_at_a_meeting_moves_with_it(action: Action) -> None:
    june = samples.meeting(action.body, samples.JUNE)
    enter(action, Step.DEFER, due_meeting=june)
    on = date(2021, 6, 19)
    assert str(samples.now(action).status) == "Deferred to the meeting of 18 June 2021"
    assert str(samples.now(action, on).status) == "Red: overdue"
    june.date = date(2021, 6, 25)
    june.save()
    assert str(samples.now(action, on).status) == "Deferred to the meeting of 25 June 2021"
    june.state = june.State.CANCELLED
    june.save()
    assert "was cancelled" in str(samples.now(action, on).status)


def test_a_day_and_a_meeting_at_once_are_refused(action: Action) -> None:
    june = samples.meeting(action.body, samples.JUNE)
    with pytest.raises(Refused, match="both given"):
        enter(action, Step.DEFER, due_meeting=june, due_on=samples.JUNE)


def test_every_entry_is_in_the_audit_trail(action: Action) -> None:
    enter(action, Step.STUCK, by="coordinator")
    told = Event.objects.filter(object="action board 1").values_list("by", "action")
    assert list(told) == [("clerk", "action: asked for"), ("coordinator", "action: stuck")]


def test_owners_are_reminded_once_a_day_and_weekly_when_overdue(action: Action) -> None:
    samples.account("coordinator", Role.OWNER)
    days = [date(2021, 3, n) for n in (11, 12, 12, 13, 19, 19, 20, 21, 27)]
    assert [actions.remind(day) for day in days] == [0, 1, 0, 0, 1, 0, 1, 0, 1]
    assert list(Reminded.objects.values_list("why", flat=True)) == [
        "before",
        "today",
        "overdue",
        "overdue",
    ]
    assert Mail.objects.filter(queued_by="reminders").count() == 4
    assert "it was due by 19 March 2021" in Mail.objects.last().text  # type: ignore[union-attr]


def test_reminding_many_asks_the_database_no_more(
    action: Action, django_assert_max_num_queries: object
) -> None:
    for _ in range(5):
        samples.make("slides")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert actions.remind(samples.BEFORE) == 0
