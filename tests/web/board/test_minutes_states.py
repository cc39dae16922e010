"""From draft to record: circulated to members, confirmed by the chair, then frozen."""

from collections.abc import Callable
from datetime import date, time

import page
import pytest
from django.db import DatabaseError, connection, transaction
from page import ValidationProfile

from saferboard.core.faults import Refused
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.web.audit.models import Event
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes import actions, outcomes, queries, seating, writing
from saferboard.web.board.minutes.guards import GUARDED
from saferboard.web.board.minutes.models import Amendment, Minute, Minutes
from saferboard.web.directory.mails import Mail
from saferboard.web.directory.models import User
from tests.web.board.minutes_samples import december, meeting, minute

pytestmark = pytest.mark.django_db

TODAY = date(2020, 12, 18)


@pytest.fixture
def draft(db: None) -> Minutes:
    """December, with somebody in the chair and words in every minute."""
    minutes = december()
    for row in minutes.attendees.select_related("minutes").filter(group="members"):
        seating.mark(by="clerk", attendee=row, presence="present", was="absent")
    probation = minute(minutes, "Probation")
    writing.save_text(by="clerk", minute=probation, text="Ten people came. It was noted.", base=1)
    outcomes.add_outcome(by="clerk", minute=probation, kind="resolved", text="That it be noted;")
    outcomes.add_outcome(by="clerk", minute=probation, kind="resolved", text="That ten more come.")
    return minutes


@pytest.fixture
def circulated(draft: Minutes) -> Minutes:
    """The same, sent to the members."""
    return actions.circulate(by="clerk", minutes=draft, today=TODAY)


def march() -> Meeting:
    return Meeting.objects.select_related("body").get(date=date(2021, 3, 19))


def confirm(minutes: Minutes, amendments: int = 0) -> Minutes:
    return actions.confirm(
        by="cabinet-lead",
        minutes=minutes,
        at_meeting=march(),
        amendments=amendments,
        today=date(2021, 3, 19),
    )


def words(minutes: Minutes, *, public: bool = False) -> str:
    return str(queries.document_of(minutes, public=public))


def test_circulating_tells_the_members_and_nobody_else(draft: Minutes) -> None:
    for post in ("superintendent", "team-manager", "clerk"):
        User.objects.create(post=post, email=f"{post}@example.org", roles=["member"])
    actions.circulate(by="clerk", minutes=draft, today=TODAY)
    (mail,) = Mail.objects.all()
    assert mail.to == "superintendent@example.org"
    assert f"/work/minutes/{draft.meeting_id}/read/" in mail.text
    draft.refresh_from_db()
    assert (draft.state, draft.circulated_on) == ("circulated", TODAY)
    assert draft.meeting.state == Meeting.State.HELD
    with pytest.raises(Refused, match="the minutes are circulated"):
        actions.circulate(by="clerk", minutes=draft, today=TODAY)


def test_what_must_be_put_right_keeps_it_from_the_members(draft: Minutes) -> None:
    draft.attendees.update(in_chair=False)
    row = minute(draft, "Introductions")
    writing.save_text(by="clerk", minute=row, text="[[EITHER: a OR: b ]]", base=1)
    with pytest.raises(Refused) as refused:
        actions.circulate(by="clerk", minutes=draft, today=TODAY)
    assert [fault.where for fault in refused.value.faults] == [
        "Attendance",
        "Minute 17, Introductions",
    ]
    assert not Mail.objects.exists()


def test_a_text_that_denies_a_declared_interest_is_found(draft: Minutes) -> None:
    chair = draft.attendees.select_related("minutes__meeting__body").get(in_chair=True)
    seating.declare(
        by="clerk",
        attendee=chair,
        interest="x",
        kind="non-registerable interest",
        done="stayed and took part",
    )
    assert [fault.where for fault in queries.findings(draft)] == [
        "Minute 21, Declarations of interest"
    ]


def test_what_was_left_out_need_not_be_written(draft: Minutes) -> None:
    Minute.objects.filter(title="Victim support").update(left_out=True, text="")
    assert queries.findings(draft) == ()


def test_circulated_minutes_can_be_taken_back_with_a_reason(circulated: Minutes) -> None:
    actions.amend(
        by="clerk", minute=minute(circulated, "Probation"), old="Ten", new="Six", at_meeting=march()
    )
    with pytest.raises(Refused, match="nothing is written"):
        actions.recall(by="clerk", minutes=circulated, because=" ")
    actions.recall(by="clerk", minutes=circulated, because="a name was wrong")
    circulated.refresh_from_db()
    assert (circulated.state, Amendment.objects.count()) == ("draft", 0)
    event = Event.objects.get(action="minutes taken back to draft")
    assert event.detail == {"because": "a name was wrong", "amendments_dropped": 1}


def test_the_chair_confirms_subject_to_an_amendment(circulated: Minutes) -> None:
    row = minute(circulated, "Probation")
    actions.amend(by="clerk", minute=row, old="Ten people", new="Six people", at_meeting=march())
    actions.amend(by="clerk", minute=row, old="ten more", new="six more", at_meeting=march())
    assert "Ten people came" in words(circulated), "not before it is confirmed"
    confirmed = confirm(circulated, amendments=2)
    told = words(confirmed)
    assert "Six people came. It was noted." in told
    assert "That six more come." in told
    assert "“Six people” stands in place of “Ten people”" in told
    assert "subject to 2 amendments" in told
    assert "Signed: A. Example, Cabinet Lead Member, in the Chair, 19 March 2021" in told
    assert "A. Example, Cabinet Lead Member, in the Chair, 19" not in words(confirmed, public=True)
    row.refresh_from_db()
    assert row.text == "Ten people came. It was noted.", "the original is kept"


@pytest.mark.parametrize(
    ("old", "said"),
    [("Nobody", "not in the minute"), ("noted", "2 times"), ("  ", "nothing"), ("x", "the same")],
)
def test_an_amendment_is_of_words_that_stand_there_once(
    circulated: Minutes, old: str, said: str
) -> None:
    row = minute(circulated, "Probation")
    with pytest.raises(Refused, match=said):
        actions.amend(by="clerk", minute=row, old=old, new="x", at_meeting=march())


def test_two_amendments_may_not_change_the_same_words(circulated: Minutes) -> None:
    row = minute(circulated, "Probation")
    made = actions.amend(by="clerk", minute=row, old="Ten people", new="Six", at_meeting=march())
    with pytest.raises(Refused, match="same words"):
        actions.amend(by="clerk", minute=row, old="people came", new="x", at_meeting=march())
    actions.drop_amendment(by="clerk", amendment=made)
    actions.amend(by="clerk", minute=row, old="people came", new="x", at_meeting=march())
    assert Amendment.objects.count() == 1


def test_the_chair_confirms_what_the_chair_has_seen(circulated: Minutes) -> None:
    row = minute(circulated, "Probation")
    actions.amend(by="clerk", minute=row, old="Ten people", new="Six", at_meeting=march())
    with pytest.raises(Refused, match="1 amendments are noted, and you were shown 0"):
        confirm(circulated)


def test_minutes_are_confirmed_at_a_later_meeting_of_the_body(circulated: Minutes) -> None:
    earlier = Meeting.objects.get(date=date(2020, 9, 25))
    with pytest.raises(Refused, match="a later meeting"):
        actions.confirm(by="x", minutes=circulated, at_meeting=earlier, amendments=0, today=TODAY)


def test_minutes_are_not_confirmed_at_a_meeting_that_has_not_begun(circulated: Minutes) -> None:
    the_day_before = date(2021, 3, 18)
    assert queries.confirming(circulated, the_day_before) == []
    with pytest.raises(Refused, match="a later meeting"):
        actions.confirm(
            by="x", minutes=circulated, at_meeting=march(), amendments=0, today=the_day_before
        )
    assert queries.confirming(circulated, date(2021, 3, 19))[0] == march()


def test_a_draft_is_not_confirmed_nor_amended(draft: Minutes) -> None:
    with pytest.raises(Refused, match="the minutes are draft"):
        confirm(draft)
    with pytest.raises(Refused, match="the minutes are draft"):
        actions.amend(
            by="clerk", minute=minute(draft, "Probation"), old="Ten", new="x", at_meeting=march()
        )


def test_confirmed_minutes_refuse_every_action(circulated: Minutes) -> None:
    confirmed = confirm(circulated)
    row = minute(confirmed, "Probation")
    seat = confirmed.attendees.select_related("minutes__meeting__body").first()
    assert seat is not None
    refusals: tuple[Callable[[], object], ...] = (
        lambda: writing.save_text(by="x", minute=row, text="x", base=row.revision),
        lambda: outcomes.add_outcome(by="x", minute=row, kind="noted", text="x"),
        lambda: seating.mark(by="x", attendee=seat, presence="absent", was="present"),
        lambda: actions.recall(by="x", minutes=confirmed, because="x"),
        lambda: actions.amend(by="x", minute=row, old="Ten", new="x", at_meeting=march()),
        lambda: confirm(confirmed),
    )
    for refused in refusals:
        with pytest.raises(Refused, match="confirmed"):
            refused()


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_the_database_itself_keeps_confirmed_minutes(
    table: str, change: str, circulated: Minutes
) -> None:
    row = minute(circulated, "Probation")
    actions.amend(by="clerk", minute=row, old="Ten people", new="Six", at_meeting=march())
    Minutes.objects.filter(pk=circulated.pk).update(state="draft")
    circulated.refresh_from_db()
    seating.declare(
        by="clerk",
        attendee=circulated.attendees.select_related("minutes__meeting__body").first(),
        interest="x",
        kind="non-registerable interest",
        done="stayed and took part",
    )
    Minutes.objects.filter(pk=circulated.pk).update(state="circulated")
    confirm(circulated, amendments=1)
    with (
        pytest.raises(DatabaseError, match=r"confirmed|written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


def test_the_database_lets_nothing_be_added_to_confirmed_minutes(circulated: Minutes) -> None:
    confirm(circulated)
    row = minute(circulated, "Probation")
    for adding in (
        lambda: Minute.objects.create(minutes=circulated, title="x", taken=99),
        lambda: row.outcomes.create(kind="noted", text="x", place=9),
        lambda: row.revisions.create(number=99, text="x", base=1, by="x"),
    ):
        with pytest.raises(DatabaseError, match="confirmed"), transaction.atomic():
            adding()


def test_times_and_dates_changed_by_two_show_both(draft: Minutes) -> None:
    def set_details(version: int, ended: time) -> None:
        actions.set_details(
            by="clerk",
            minutes=draft,
            started=time(10),
            ended=ended,
            future="Friday 19 March 2021",
            version=version,
        )

    set_details(0, time(12, 5))
    with pytest.raises(Refused, match=r"12:05:00.*you wrote.*13:00:00"):
        set_details(0, time(13))
    with pytest.raises(Refused, match="ends before it begins"):
        set_details(1, time(9))
    draft.refresh_from_db()
    assert "The meeting closed at 12.05 pm." in words(draft)


def test_only_the_body_s_chair_confirms(circulated: Minutes) -> None:
    chair, other = User(post="cabinet-lead"), User(post="superintendent")
    assert queries.may_confirm(chair, circulated, TODAY)
    decision = queries.may_confirm(other, circulated, TODAY)
    assert not decision
    assert "Cabinet Lead Member, Testshire County Council" in decision.because
    circulated.meeting.body.seats.filter(role="chair").update(role="member")
    assert queries.may_confirm(other, circulated, TODAY)


def test_previous_minutes_are_of_the_body_s_last_meeting_that_has_any(draft: Minutes) -> None:
    later = meeting(draft.meeting.body, date(2021, 6, 18))
    found = queries.previous_minutes(later)
    assert found == draft
    assert queries.previous_minutes(draft.meeting) is None
    assert queries.minutes_of(later) is None


@pytest.mark.parametrize("public", [True, False])
def test_the_file_is_accessible(circulated: Minutes, public: bool) -> None:
    confirmed = confirm(circulated)
    data = document_pdf(queries.document_of(confirmed, public=public), made_on=TODAY)
    report = page.validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
