"""Every decision is answered, or signed off by name; and no log loses an action unseen."""

from datetime import date

import pytest

from saferboard.core.board.action_steps import Step
from saferboard.core.document.tree import Document, Table
from saferboard.core.faults import Refused
from saferboard.web.board.decisions import actions, queries
from saferboard.web.board.decisions.actions import Said
from saferboard.web.board.decisions.models import Answer, Listing
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Amendment, Minutes
from saferboard.web.directory.models import Post
from tests.web.board import decisions_samples as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Meeting:
    samples.posts()
    found = samples.meeting(samples.board(), samples.DECEMBER)
    samples.minuted(found)
    return found


def none(*words: str, reason: str = "It was for information") -> tuple[Answer, ...]:
    outcomes = [samples.outcome(one) for one in words]
    return actions.needs_none(by="clerk", outcomes=outcomes, reason=reason, on=samples.BEFORE)


def test_what_a_meeting_asked_for_is_unanswered_until_somebody_says_what_must_happen(
    held: Meeting,
) -> None:
    assert len(queries.unanswered(held)) == 4
    samples.make("causes")
    none("noted")
    actions.add_to_action(
        by="clerk",
        outcome=samples.outcome("slides"),
        action=samples.make("exempt"),
        on=samples.BEFORE,
    )
    assert queries.unanswered(held) == []


def test_decisions_carry_number_and_letter(held: Meeting) -> None:
    assert [row.mark for row in queries.register(held.body)] == [
        "minute 20(a)",
        "minute 20(b)",
        "minute 21",
        "minute 22",
    ]
    assert queries.register(samples.board("other")) == []


def test_the_register_asks_the_database_no_more_for_more(
    held: Meeting, django_assert_num_queries: object
) -> None:
    for day in range(1, 4):
        samples.minuted(samples.meeting(held.body, date(2020, 9, day)), first_number=day * 4)
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert len(queries.register()) == 16


def test_needing_none_is_said_with_a_reason(held: Meeting) -> None:
    with pytest.raises(Refused, match="no reason is given"):
        none("noted", reason="")
    (answer,) = none("noted")
    assert (answer.by, answer.reason) == ("clerk", "It was for information")


def test_only_what_was_noted_is_answered_in_bulk(held: Meeting) -> None:
    with pytest.raises(Refused, match="only what was noted"):
        none("noted", "causes")
    with pytest.raises(Refused, match="no decision is chosen"):
        none()


def test_an_answer_is_superseded_with_a_reason_and_stays_to_be_read(held: Meeting) -> None:
    none("causes")
    with pytest.raises(Refused, match="a different answer holds already"):
        samples.make("causes")
    action = actions.make_action(
        by="clerk",
        outcome=samples.outcome("causes"),
        text="Write the report",
        owners=[Post.objects.get(key="clerk")],
        on=samples.BEFORE,
        reason="The chair asked for it after all",
    )
    row = next(row for row in queries.register() if "causes" in row.outcome.text)
    assert [answer.kind for answer in row.earlier] == ["none"]
    assert [answer.action for answer in row.answers] == [action]


def test_an_action_added_to_shows_the_second_decision(held: Meeting) -> None:
    action = samples.make("causes")
    actions.add_to_action(
        by="clerk", outcome=samples.outcome("slides"), action=action, on=samples.BEFORE
    )
    assert samples.now(action).entries[-1].text == "agreed to circulate the slides"
    elsewhere = samples.minuted(samples.meeting(samples.board("other"), samples.DECEMBER))
    foreign = elsewhere.minutes.get(taken=1).outcomes.get()
    with pytest.raises(Refused, match="another body's"):
        actions.add_to_action(by="clerk", outcome=foreign, action=action, on=samples.BEFORE)


def test_an_answered_sentence_that_changes_is_shown_as_changed(held: Meeting) -> None:
    none("noted")
    outcome = samples.outcome("noted")
    outcome.text = "That the log be commended;"
    outcome.save()
    assert [row.has_changed for row in queries.register()] == [True, False, False, False]


def test_words_amended_at_confirmation_are_the_words_that_hold(held: Meeting) -> None:
    outcome = samples.outcome("causes")
    samples.make("causes")
    march = samples.meeting(held.body, samples.MARCH)
    Amendment.objects.create(
        minute=outcome.minute, outcome=outcome, old="causes", new="roots", at_meeting=march, by="x"
    )
    Minutes.objects.filter(meeting=held).update(state=Minutes.State.CONFIRMED)
    row = next(row for row in queries.register() if row.outcome == outcome)
    assert row.words == "That a report on the roots of anti-social behaviour be submitted."
    assert row.has_changed


def test_the_gap_is_closed_by_answers_or_by_name_for_this_pack_only(held: Meeting) -> None:
    march = samples.meeting(held.body, samples.MARCH)
    june = samples.meeting(held.body, samples.JUNE)
    none("noted")
    samples.make("causes")
    samples.make("exempt")
    gap = queries.gap_of(held.body, march)
    assert ([row.mark for row in gap.outcomes], gap.is_closed) == (["minute 21"], False)
    with pytest.raises(Refused, match="no reason"):
        actions.sign_gap(
            by="clerk",
            meeting=march,
            outcomes=[samples.outcome("slides")],
            reason="",
            on=samples.BEFORE,
        )
    actions.sign_gap(
        by="clerk",
        meeting=march,
        outcomes=[samples.outcome("slides")],
        reason="Late",
        on=samples.BEFORE,
    )
    signed = queries.gap_of(held.body, march)
    assert signed.is_closed
    assert [(row.by, row.reason) for row in signed.signed] == [("clerk", "Late")]
    later = queries.gap_of(held.body, june)
    assert [row.mark for row in later.outcomes] == ["minute 21"]
    samples.make("slides")
    assert [row.reason for row in queries.gap_of(held.body, march).signed] == ["Late"]


def test_a_meeting_before_without_minutes_is_a_gap_too(held: Meeting) -> None:
    march = samples.meeting(held.body, samples.MARCH)
    june = samples.meeting(held.body, samples.JUNE)
    gap = queries.gap_of(held.body, june)
    assert gap.unwritten == march
    actions.sign_gap(
        by="clerk", meeting=june, outcomes=[None], reason="Not held", on=samples.BEFORE
    )
    assert queries.gap_of(held.body, june).unwritten is None


def test_the_first_meeting_of_all_has_no_gap() -> None:
    first = samples.meeting(samples.board(), samples.MARCH)
    assert queries.gap_of(first.body, first).is_closed


def table(document: Document, nth: int = 0) -> list[tuple[str, ...]]:
    return list([b for b in document.blocks if isinstance(b, Table)][nth].rows)


def test_the_log_names_posts_in_public_and_people_in_the_working_copy(held: Meeting) -> None:
    samples.make("causes")
    (row,) = table(queries.log_document(held.body, samples.MARCH, public=True))
    assert row[0:2] == ("1", "14 December 2020")
    assert row[3] == "Community Safety Coordinator, Testshire County Council"
    (working,) = table(queries.log_document(held.body, samples.MARCH, public=False))
    assert working[3].endswith("(B. Example)")


def test_private_business_stays_out_of_the_public_log(held: Meeting) -> None:
    public = samples.make("causes")
    private = samples.make("exempt")
    actions.add_to_action(
        by="clerk", outcome=samples.outcome("exempt"), action=public, on=samples.BEFORE
    )
    shown = queries.log_document(held.body, samples.MARCH, public=True)
    assert [row[0] for row in table(shown)] == ["1"]
    assert "exempt" not in str(shown)
    working = queries.log_document(held.body, samples.MARCH, public=False)
    assert [row[0] for row in table(working)] == ["1", str(private.number)]
    assert "exempt" in str(working)


def test_the_log_shows_what_was_known_on_the_day_and_what_ended_since_the_last_meeting(
    held: Meeting,
) -> None:
    action = samples.make("causes")
    for step, on in ((Step.ACCEPT, date(2021, 3, 1)), (Step.COMMENT, date(2021, 5, 1))):
        said = Said(text="said", evidence="the report")
        actions.enter(by="clerk", action=action, step=step, on=on, office=True, said=said)
    samples.meeting(held.body, samples.MARCH)
    february = queries.log_document(held.body, date(2021, 2, 1), public=True)
    assert table(february)[0][5] == "Amber: in hand"
    march = queries.log_document(held.body, samples.MARCH, public=True)
    assert table(march)[0][5] == "Green: done"
    june = queries.log_document(held.body, samples.JUNE, public=True)
    assert [b for b in june.blocks if isinstance(b, Table)] == []


def test_a_log_that_lost_an_action_is_found_out(held: Meeting) -> None:
    kept, closed, gone = samples.make("causes"), samples.make("slides"), samples.make("noted")
    earlier = actions.keep_log(by="clerk", body=held.body, on=samples.BEFORE)
    actions.enter(
        by="clerk",
        action=closed,
        step=Step.WITHDRAW,
        on=samples.MARCH,
        office=True,
        said=Said(text="no longer wanted"),
    )
    later = Listing.objects.create(
        body=held.body, on=samples.JUNE, source="paper", shown={str(kept.number): "x"}, by="clerk"
    )
    lost = queries.lost_between(earlier, later, samples.JUNE)
    assert [(one.number, one.text) for one in lost] == [(gone.number, gone.text)]
    assert queries.lost_between(earlier, None, samples.JUNE) == ()
    assert queries.logs(held.body) == [earlier, later]


def test_a_post_s_open_actions_come_by_need(held: Meeting) -> None:
    later = samples.make("causes", due=samples.JUNE)
    sooner = samples.make("slides")
    withdrawn = samples.make("noted")
    actions.enter(
        by="clerk",
        action=withdrawn,
        step=Step.WITHDRAW,
        on=samples.BEFORE,
        office=True,
        said=Said(text="no"),
    )
    found = queries.actions_of(["coordinator"], samples.BEFORE)
    assert [life.action for life in found] == [sooner, later]
    assert queries.actions_of(["superintendent"], samples.BEFORE) == []
