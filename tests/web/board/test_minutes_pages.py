"""The pages of minutes: who may open them, what they answer, and that nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes import actions, outcomes, seating, writing
from saferboard.web.board.minutes.models import Attendee, Declaration, Minute, Minutes
from saferboard.web.directory.models import User
from tests.web.board.minutes_samples import december, minute
from tests.web.board.test_minutes_states import TODAY, march

pytestmark = pytest.mark.django_db

JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def minutes(db: None) -> Minutes:
    return december()


def signed_in(role: Role, post: str = "clerk") -> Client:
    client = Client()
    client.force_login(User.objects.create(post=post, email=f"{post}@example.org", roles=[role]))
    return client


@pytest.fixture
def clerk(minutes: Minutes) -> Client:
    return signed_in(Role.CLERK)


def root(minutes: Minutes) -> str:
    return f"/work/minutes/{minutes.meeting_id}/"


def of(row: Minute, rest: str) -> str:
    return f"{root(row.minutes)}minute/{row.pk}/{rest}"


def body(answer: Any) -> str:
    return answer.content.decode()


def ready(minutes: Minutes) -> None:
    """The chair present, and so nothing left to put right."""
    chair = Attendee.objects.select_related("minutes").get(minutes=minutes, in_chair=True)
    seating.mark(by="clerk", attendee=chair, presence="present", was="absent")


def test_the_list_says_what_to_do(minutes: Minutes, clerk: Client) -> None:
    page = body(clerk.get("/work/minutes/"))
    assert "Take the minutes" in page
    assert "Draft the minutes" in page
    assert "No circulated draft waits" in page


def test_a_press_drafts_the_minutes_and_a_second_one_says_so(
    minutes: Minutes, clerk: Client
) -> None:
    address = f"/work/minutes/{march().pk}/draft/"
    assert clerk.post(address)["Location"] == f"/work/minutes/{march().pk}/take/"
    again = clerk.post(address, follow=True)
    assert "the meeting has minutes already" in body(again)


def test_the_page_asks_as_many_queries_for_many_minutes_as_for_few(
    minutes: Minutes, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for row in minutes.minutes.select_related("minutes"):
        for text in ("a", "b"):
            outcomes.add_outcome(by="clerk", minute=row, kind="noted", text=text)
    with django_assert_max_num_queries(12):
        page = body(clerk.get(f"{root(minutes)}take/"))
    assert page.count("<textarea") == 24
    with django_assert_max_num_queries(9):
        clerk.get(f"{root(minutes)}state/")
    with django_assert_max_num_queries(16):
        clerk.get(f"{root(minutes)}read/")
    with django_assert_max_num_queries(9):
        clerk.get(f"{root(minutes)}attendance/")
    with django_assert_max_num_queries(5):
        clerk.get("/work/minutes/")


def test_a_form_saves_and_says_so(minutes: Minutes, clerk: Client) -> None:
    row = minute(minutes, "Probation")
    answer = clerk.post(of(row, "text/"), {"text": "A new text.", "base": "1"}, follow=True)
    assert answer.redirect_chain == [(f"{root(minutes)}take/#minute-{row.pk}", 302)]
    assert "Minute 26 is saved." in body(answer)
    clerk.post(of(row, "text/"), {"text": "A new text. And more.", "base": "2"})
    merged = clerk.post(of(row, "text/"), {"text": "Truly a new text.", "base": "2"}, follow=True)
    assert "together with what somebody else wrote" in body(merged)
    clash = clerk.post(of(row, "text/"), {"text": "A new text. Else.", "base": "2"}, follow=True)
    assert "both are kept" in body(clash)
    assert "[[EITHER: And more. OR: Else. ]]" in body(clash)


def test_the_script_is_answered_in_json(minutes: Minutes, clerk: Client) -> None:
    row = minute(minutes, "Probation")
    sent = {"text": "New.", "base": "1", "writer": "w" * 99}
    answer = clerk.post(of(row, "text/"), sent, **JSON)
    assert answer.json() == {"revision": 2, "text": "New.", "undecided": 0}
    key = "12345678-1234-1234-1234-123456789012"
    for _ in range(2):
        added = clerk.post(
            of(row, "outcome/"), {"kind": "noted", "text": "That <b>.", "key": key}, **JSON
        )
    assert "That &lt;b&gt;." in added.json()["outcomes"]
    assert row.outcomes.count() == 1
    told = clerk.get(f"{root(minutes)}state/?known={row.pk}:2,x,1:").json()
    mine = next(one for one in told["sections"] if one["id"] == row.pk)
    assert "text" not in mine
    assert (mine["revision"], told["state"]) == (2, "draft")
    assert len([one for one in told["sections"] if "text" in one]) == 11


@pytest.mark.parametrize("base", ["", "x", "-1", "7", "99999999999999999999", "²"])
def test_a_base_that_is_none_is_refused_with_the_words_kept(
    minutes: Minutes, clerk: Client, base: str
) -> None:
    row = minute(minutes, "Probation")
    sent = {"text": "Words of mine.", "base": base}
    answer = clerk.post(of(row, "text/"), sent, **JSON)
    assert (answer.status_code, "no revision" in answer.json()["faults"][0]) == (422, True)
    page = clerk.post(of(row, "text/"), sent)
    assert page.status_code == 422
    assert "There is a problem" in body(page)
    assert "Words of mine." in body(page)


def test_an_outcome_that_is_refused_stays_in_its_form(minutes: Minutes, clerk: Client) -> None:
    row = minute(minutes, "Probation")
    page = clerk.post(of(row, "outcome/"), {"kind": "decreed", "text": "Words of mine."})
    assert page.status_code == 422
    assert "Words of mine." in body(page)


def test_what_comes_after_the_circulation_is_shown_to_be_copied(
    minutes: Minutes, clerk: Client
) -> None:
    ready(minutes)
    actions.circulate(by="clerk", minutes=minutes, today=TODAY)
    row = minute(minutes, "Probation")
    page = clerk.post(of(row, "text/"), {"text": "Too late.", "base": "1"})
    assert page.status_code == 422
    assert "Your words are not saved" in body(page)
    assert "Too late." in body(page)
    assert clerk.get(f"{root(minutes)}take/")["Location"] == f"{root(minutes)}read/"


def test_history_shows_every_revision_word_by_word(minutes: Minutes, clerk: Client) -> None:
    row = minute(minutes, "Probation")
    writing.save_text(by="other", minute=row, text="One old word.", base=1)
    writing.save_text(by="clerk", minute=row, text="One new word.", base=2)
    page = body(clerk.get(of(row, "history/")))
    assert "One <del>old</del><ins>new</ins> word." in page
    assert "by other" in page
    answer = clerk.post(of(row, "history/2/"), {"base": "3"}, follow=True)
    assert "The text of revision 2 is back." in body(answer)
    assert "One old word." in body(answer)
    assert "no revision 77" in body(clerk.post(of(row, "history/77/"), {"base": "4"}, follow=True))


def test_title_order_and_leaving_out(minutes: Minutes, clerk: Client) -> None:
    row = minute(minutes, "Probation")
    assert "Taken earlier" in body(clerk.get(of(row, "")))
    clerk.post(of(row, ""), {"title": "Probation reform", "was": "Probation"})
    stale = body(clerk.post(of(row, ""), {"title": "Prisons", "was": "Probation"}))
    assert "It now says “Probation reform”; you wrote “Prisons”" in stale
    clerk.post(of(row, "move/"), {"way": "earlier"})
    row = minute(minutes, "Probation reform")
    assert row.number == 25
    assert "left out" in body(clerk.post(of(row, "leave-out/"), follow=True))
    assert "Take it up again" in body(clerk.get(of(row, "")))
    assert "in again" in body(clerk.post(of(row, "leave-out/"), follow=True))


def test_minutes_of_business_that_came_later(minutes: Minutes, clerk: Client) -> None:
    AgendaItem.objects.create(meeting=minutes.meeting, number=13, title="Late", kind="oral")
    assert "Add 1 new item of the agenda" in body(clerk.get(f"{root(minutes)}take/"))
    assert "Write a title, or choose an item" in body(
        clerk.post(f"{root(minutes)}add/", {"title": ""})
    )
    clerk.post(f"{root(minutes)}add/", {"title": "Urgent"})
    clerk.post(f"{root(minutes)}items/")
    assert minute(minutes, "Urgent").number == 29
    assert minute(minutes, "Late").number == 30


def test_an_outcome_is_changed_moved_and_removed(minutes: Minutes, clerk: Client) -> None:
    row = minute(minutes, "Probation")
    one, two = (
        outcomes.add_outcome(by="clerk", minute=row, kind="noted", text=text) for text in "ab"
    )
    address = f"{root(minutes)}outcome/{two.pk}/"
    assert "Change an outcome" in body(clerk.get(address))
    clerk.post(address, {"kind": "agreed", "text": "c", "was": "b"})
    assert "you wrote “d”" in body(clerk.post(address, {"kind": "agreed", "text": "d", "was": "b"}))
    clerk.post(f"{address}move/", {"way": "earlier"})
    assert [o.text for o in row.outcomes.all()] == ["c", "a"]
    clerk.post(f"{address}move/", {"way": "later"})
    clerk.post(f"{root(minutes)}outcome/{one.pk}/move/", {"way": "out"})
    assert [o.text for o in row.outcomes.all()] == ["c"]


def test_attendance_by_form_and_by_tick(minutes: Minutes, clerk: Client) -> None:
    rows = {one.name: one for one in minutes.attendees.all()}
    sent = {f"presence-{row.pk}": "present" for row in rows.values()}
    sent |= {f"was-{row.pk}": "absent" for row in rows.values()}
    sent["chair"] = str(rows["B. Example"].pk)
    answer = clerk.post(f"{root(minutes)}attendance/", sent, follow=True)
    assert "The attendance is saved." in body(answer)
    assert "3 of 3 members are present" in body(answer)
    assert Attendee.objects.get(in_chair=True).name == "B. Example"
    stale = {key: "apologies" if key.startswith("p") else value for key, value in sent.items()}
    answer = clerk.post(f"{root(minutes)}attendance/", stale, follow=True)
    assert "It now says “present”; you wrote “apologies”" in body(answer)
    tick = f"{root(minutes)}attendance/{rows['A. Example'].pk}/mark/"
    told = clerk.post(tick, {"presence": "apologies", "was": "present"}).json()
    assert told["quorum"].startswith("2 of 3 members are present")
    assert clerk.post(tick, {"presence": "late", "was": "apologies"}).status_code == 422


def test_people_are_added_changed_and_removed(minutes: Minutes, clerk: Client) -> None:
    address = f"{root(minutes)}attendance/"
    given = {"name": "H. Example", "group": "others", "presence": "present"}
    clerk.post(f"{address}add/", given)
    row = Attendee.objects.get(name="H. Example")
    assert "Change a row" in body(clerk.get(f"{address}{row.pk}/"))
    clerk.post(f"{address}{row.pk}/", given | {"title": "Guest"})
    row.refresh_from_db()
    assert row.title == "Guest"
    clerk.post(
        f"{root(minutes)}declarations/",
        {
            "attendee": row.pk,
            "interest": "Trustee",
            "kind": "other registerable interest",
            "done": "stayed and took part",
        },
    )
    page = body(clerk.get(f"{root(minutes)}declarations/"))
    assert "Trustee (other registerable interest)" in page
    assert "an interest was declared" in body(clerk.post(f"{address}{row.pk}/remove/", follow=True))
    clerk.post(f"{root(minutes)}declarations/{Declaration.objects.get().pk}/remove/")
    assert "The row is removed" in body(clerk.post(f"{address}{row.pk}/remove/", follow=True))


def test_times_and_series_are_set(minutes: Minutes, clerk: Client) -> None:
    sent = {"started": "10:00", "ended": "9.00", "future": "", "version": "0"}
    answer = clerk.post(f"{root(minutes)}details/", sent)
    assert "ends before it begins" in body(answer)
    clerk.post(f"{root(minutes)}details/", sent | {"ended": "12:05"})
    minutes.refresh_from_db()
    assert str(minutes.ended) == "12:05:00"
    assert 'value="17"' in body(clerk.get(f"{root(minutes)}series/"))
    clerk.post(f"{root(minutes)}series/", {"first": "40", "because": "a new year"})
    minutes.refresh_from_db()
    assert minutes.first_number == 40


def test_from_draft_to_record(minutes: Minutes, clerk: Client) -> None:
    chair, member = signed_in(Role.CHAIR, "cabinet-lead"), signed_in(Role.MEMBER, "superintendent")
    other = signed_in(Role.CHAIR, "elsewhere")
    assert "nobody is marked as in the chair" in body(clerk.get(f"{root(minutes)}circulate/"))
    answer = clerk.post(f"{root(minutes)}circulate/", follow=True)
    assert "Attendance: nobody is marked" in body(answer)
    ready(minutes)
    assert clerk.get(root(minutes))["Location"].endswith("/take/")
    refused = member.get(f"{root(minutes)}read/")
    assert refused.status_code == 403
    assert "still being written" in body(refused)
    assert "Testshire" not in body(member.get("/work/minutes/"))
    clerk.post(f"{root(minutes)}circulate/")
    assert clerk.get(root(minutes))["Location"].endswith("/read/")
    assert "Note an amendment" not in body(member.get(f"{root(minutes)}read/"))
    assert "1 circulated draft waits" in body(member.get("/work/minutes/"))
    row = minute(minutes, "Probation")
    amendment = {"minute": row.pk, "old": "presentation", "new": "talk"}
    nowhere = clerk.post(f"{root(minutes)}amend/", amendment | {"old": "nowhere"})
    assert "are not in the minute" in body(nowhere)
    clerk.post(f"{root(minutes)}amend/", amendment)
    assert "<del>presentation</del> <ins>talk</ins>" in body(member.get(f"{root(minutes)}read/"))
    elsewhere = other.get(f"{root(minutes)}confirm/")
    assert elsewhere.status_code == 403
    assert "Only the chair of Testshire Safer Communities Board" in body(elsewhere)
    assert "subject to 1 amendment" in body(chair.get(f"{root(minutes)}confirm/"))
    signed = chair.post(
        f"{root(minutes)}confirm/", {"amendments": "1", "at_meeting": march().pk}, follow=True
    )
    assert "The minutes are confirmed and signed." in body(signed)
    assert "Members received a talk." in body(signed)
    assert clerk.get(f"{root(minutes)}minutes.pdf").content.startswith(b"%PDF")


def test_amendments_are_dropped_and_minutes_taken_back(minutes: Minutes, clerk: Client) -> None:
    ready(minutes)
    actions.circulate(by="clerk", minutes=minutes, today=TODAY)
    row = minute(minutes, "Probation")
    made = actions.amend(by="clerk", minute=row, old="presentation", new="talk", at_meeting=march())
    clerk.post(f"{root(minutes)}amend/{made.pk}/drop/")
    assert not row.amendments.exists()
    assert "Write something under" in body(clerk.post(f"{root(minutes)}recall/", {"because": ""}))
    clerk.post(f"{root(minutes)}recall/", {"because": "a name"})
    minutes.refresh_from_db()
    assert minutes.state == "draft"


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.MEMBER, "take/", 403),
        (Role.MEMBER, "state/", 403),
        (Role.MEMBER, "attendance/", 403),
        (Role.MEMBER, "confirm/", 403),
        (Role.CLERK, "confirm/", 403),
        (Role.CHAIR, "take/", 403),
        (Role.AUTHOR, "read/", 403),
        (Role.OWNER, "minutes.pdf", 403),
        (Role.MEMBER, "minutes.pdf", 403),
        (Role.OFFICER, "take/", 200),
    ],
)
def test_who_may_open_what(minutes: Minutes, role: Role, path: str, status: int) -> None:
    assert signed_in(role, "somebody").get(root(minutes) + path).status_code == status


def test_minutes_nobody_drafted_are_not_there(minutes: Minutes, clerk: Client) -> None:
    empty = Meeting.objects.exclude(pk=minutes.meeting_id).first()
    assert empty is not None
    row = minute(minutes, "Probation")
    for path in (f"{empty.pk}/", f"{empty.pk}/take/", f"{empty.pk}/minute/{row.pk}/", "999/read/"):
        assert clerk.get(f"/work/minutes/{path}").status_code == 404


def test_a_write_needs_the_token_of_the_form(minutes: Minutes) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create(post="clerk", email="c@example.org", roles=["clerk"]))
    row = minute(minutes, "Probation")
    assert client.post(of(row, "text/"), {"text": "x", "base": "1"}).status_code == 403
    row.refresh_from_db()
    assert row.revision == 1
