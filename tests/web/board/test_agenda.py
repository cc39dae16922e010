"""What is on an agenda, and how it keeps its numbers."""

from datetime import date, time

import pytest

from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.board.meetings import actions, queries
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.directory.models import Body
from saferboard.web.directory.versions import stamp

pytestmark = pytest.mark.django_db
JUNE, SEPTEMBER = date(2022, 6, 10), date(2022, 9, 23)
STANDING = [
    "Election of chair and vice-chair",
    "Introductions and apologies",
    "Minutes of the previous meeting",
    "Matters arising",
    "Action log",
    "Declarations of interest",
    "Other business",
    "Date of the next meeting",
]


@pytest.fixture
def body() -> Body:
    return Body.objects.create(key="board", name="The Board")


@pytest.fixture
def meeting(body: Body) -> Meeting:
    return actions.arrange(by="clerk", body=body, date=JUNE, starts=time(10), place="County Hall")


def titles(meeting: Meeting) -> list[str]:
    items = queries.agenda(meeting)
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    return [item.title for item in items]


def report(meeting: Meeting, title: str = "Prevent update", **more: object) -> AgendaItem:
    return actions.add_item(by="clerk", meeting=meeting, title=title, **more)


def test_one_press_puts_on_the_standing_items_and_a_second_adds_nothing(meeting: Meeting) -> None:
    actions.standard_items(meeting, by="clerk")
    assert titles(meeting) == STANDING
    assert actions.standard_items(meeting, by="clerk") == []


def test_the_chair_is_elected_at_the_first_meeting_of_the_municipal_year(
    meeting: Meeting, body: Body
) -> None:
    second = actions.arrange(by="clerk", body=body, date=SEPTEMBER, starts=time(10))
    actions.standard_items(second, by="clerk")
    assert titles(second) == STANDING[1:]


def test_business_goes_before_the_items_that_close_the_agenda(meeting: Meeting) -> None:
    actions.standard_items(meeting, by="clerk")
    report(meeting)
    report(meeting, "County lines")
    assert titles(meeting) == [*STANDING[:6], "Prevent update", "County lines", *STANDING[6:]]


def test_standing_items_find_their_places_round_business(meeting: Meeting) -> None:
    report(meeting)
    actions.standard_items(meeting, by="clerk")
    assert titles(meeting) == [*STANDING[:6], "Prevent update", *STANDING[6:]]


@pytest.mark.parametrize(
    ("number", "order"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (99, "ABC"), (0, "CAB")]
)
def test_an_item_moves_to_a_place_and_the_others_close_ranks(
    number: int, order: str, meeting: Meeting
) -> None:
    last = [report(meeting, title) for title in "ABC"][-1]
    actions.move_item(by="clerk", item=last, number=number)
    assert titles(meeting) == list(order)


def test_a_withdrawn_item_stays_with_its_reason_and_the_rest_are_numbered_anew(
    meeting: Meeting,
) -> None:
    first, _ = [report(meeting, title) for title in "AB"]
    actions.withdraw_item(by="clerk", item=first, because="The author is ill.")
    assert titles(meeting) == ["B"]
    [off] = queries.off_agenda(meeting)
    assert (off.title, off.state, off.because) == ("A", "withdrawn", "The author is ill.")


def test_a_deferred_item_is_carried_whole_and_each_knows_the_other(
    meeting: Meeting, body: Body
) -> None:
    later = actions.arrange(by="clerk", body=body, date=SEPTEMBER, starts=time(10))
    item = report(meeting, restricted=True, paragraph=7, public_interest="It would warn offenders.")
    there = actions.defer_item(by="clerk", item=item, to=later, because="Data are awaited.")
    [off] = queries.off_agenda(meeting)
    assert off.deferred_to == later
    assert (there.carried_from, there.paragraph, there.number) == (item, 7, 1)
    assert titles(later) == ["Prevent update"]


def test_an_item_is_deferred_to_a_later_meeting_only(meeting: Meeting, body: Body) -> None:
    earlier = actions.arrange(by="clerk", body=body, date=date(2022, 3, 18), starts=time(10))
    with pytest.raises(Refused, match="a later meeting of the same body"):
        actions.defer_item(by="clerk", item=report(meeting), to=earlier, because="Data.")


@pytest.mark.parametrize(
    "given",
    [
        {"restricted": True, "paragraph": 7},
        {"restricted": True, "public_interest": "It would warn offenders."},
        {"restricted": True, "paragraph": 8, "public_interest": "It would warn offenders."},
        {"paragraph": 7},
        {"public_interest": "It would warn offenders."},
    ],
)
def test_private_business_needs_both_its_grounds(
    given: dict[str, object], meeting: Meeting
) -> None:
    with pytest.raises(Refused):
        report(meeting, **given)
    assert titles(meeting) == []


def test_a_change_made_from_an_older_state_is_refused(meeting: Meeting) -> None:
    item = report(meeting)
    seen = stamp(item)
    actions.change_item(by="clerk", item=item, seen=seen, title="Prevent")
    with pytest.raises(Refused, match="somebody else changed this"):
        actions.change_item(by="officer", item=item, seen=seen, title="Prevent update 2022")
    assert titles(meeting) == ["Prevent"]


@pytest.mark.parametrize("close", ["cancel", "mark_held"])
def test_the_agenda_of_a_meeting_that_is_over_stays(close: str, meeting: Meeting) -> None:
    item = report(meeting)
    more = {"because": "Too few can come."} if close == "cancel" else {}
    getattr(actions, close)(by="clerk", meeting=meeting, **more)
    with pytest.raises(Refused, match="the meeting is"):
        actions.move_item(by="clerk", item=item, number=1)
    with pytest.raises(Refused, match="the meeting is"):
        report(meeting)


def test_a_body_meets_once_a_day(meeting: Meeting, body: Body) -> None:
    with pytest.raises(Refused, match="meets on 10 June 2022 already"):
        actions.arrange(by="clerk", body=body, date=JUNE, starts=time(14))


def test_previous_and_following_pass_over_cancelled_meetings(meeting: Meeting, body: Body) -> None:
    between = actions.arrange(by="clerk", body=body, date=date(2022, 7, 1), starts=time(10))
    last = actions.arrange(by="clerk", body=body, date=SEPTEMBER, starts=time(10))
    actions.cancel(by="clerk", meeting=between, because="Too few can come.")
    assert queries.following(meeting) == last
    assert queries.previous(last) == meeting
    assert queries.previous(meeting) is None


def test_who_did_what_is_in_the_audit_trail(meeting: Meeting) -> None:
    item = report(meeting)
    actions.move_item(by="officer", item=item, number=1)
    told = [(event.by, event.action) for event in Event.objects.all()]
    assert told == [
        ("clerk", "meeting arranged"),
        ("clerk", "item put on the agenda"),
        ("officer", "item moved"),
    ]
