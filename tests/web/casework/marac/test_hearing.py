"""Minutes that two keep at once, meetings and their timetables, transfers, actions."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saferboard.core.faults import Refused
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac import hearing, repeating, researching
from saferboard.web.casework.marac.models import (
    Action,
    Earlier,
    Listing,
    Meeting,
    Minute,
    Request,
    Research,
    Transfer,
)
from saferboard.web.directory.models import Post
from saferboard.web.directory.waiting import waiting
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.marac.journey import Table, page, refer, table, url

pytestmark = pytest.mark.django_db


def ready(at: Table) -> Case:
    """A case whose research is closed."""
    case = refer(at.housing)
    journey.listed(at, case, "health", "blaby")
    journey.researched(at, case)
    return case


def save(at: Table, case: Case, text: str, base: int, **more: str) -> None:
    """Minutes saved by the button."""
    said = {"base": base, "text": text, "plan": f"plan of {text}", **more}
    assert at.co_ordinator.post(url(case, "hearing/"), said).status_code == 302


def test_a_number_of_minutes_that_cannot_be_is_no_fault_of_ours() -> None:
    at = table()
    case = ready(at)
    answer = at.co_ordinator.post(url(case, "hearing/"), {"base": "9" * 23, "text": "first"})
    assert answer.status_code == 200
    assert not Minute.objects.exists()


def test_two_who_keep_the_minutes_lose_nothing() -> None:
    at = table()
    case = ready(at)
    save(at, case, "first", 0)
    save(at, case, "second", 0)  # opened before the first was saved
    seen = page(at.co_ordinator, url(case, "hearing/"))
    assert "Also saved, number 2" in seen
    assert "first" in seen
    assert "second" in seen
    # While two texts stand beside one another the case is not heard.
    at.chair.post(url(case, "do/heard/"))
    case.refresh_from_db()
    assert case.state == "researched"
    aside = Minute.objects.get(aside=True)
    save(at, case, "first and second", 1, settles=str(aside.pk))
    assert "Also saved" not in page(at.co_ordinator, url(case, "hearing/"))
    assert [row.text for row in Minute.objects.all()] == ["first", "second", "first and second"]
    at.chair.post(url(case, "do/heard/"))
    case.refresh_from_db()
    assert case.state == "heard"


def test_the_page_saves_while_somebody_writes() -> None:
    at = table()
    case = ready(at)

    def send(text: str, base: int, **more: str) -> dict:
        answer = at.co_ordinator.post(
            url(case, "hearing/"),
            {"base": base, "text": text, "plan": "", **more},
            headers={"accept": "application/json"},
        )
        return answer.json()

    assert send("a", 0) == {"number": 1, "aside": False}
    assert send("a", 0) == {"number": 1, "aside": False}  # sent again after a lost answer
    assert send("a b", 1) == {"number": 2, "aside": False}
    assert send("c", 1) == {"number": 3, "aside": True}
    aside = Minute.objects.get(aside=True)
    # What is saved by itself does not say that the texts are put together.
    assert send("a b d", 2, settles=str(aside.pk)) == {"number": 4, "aside": False}
    aside.refresh_from_db()
    assert not aside.settled
    refused = at.housing.post(
        url(case, "hearing/"),
        {"base": 0, "text": "x", "plan": ""},
        headers={"accept": "application/json"},
    )
    assert refused.status_code == 422
    assert "only the co-ordinator" in str(refused.json())
    long = at.co_ordinator.post(
        url(case, "hearing/"),
        {"base": 4, "text": "x" * 20_001, "plan": ""},
        headers={"accept": "application/json"},
    )
    assert long.status_code == 422
    assert long.json() == {"faults": ["Write at most 20,000 characters under “What was said”."]}
    assert Minute.objects.count() == 4


def test_a_step_is_taken_once() -> None:
    at = table()
    case = ready(at)
    save(at, case, "said", 0)
    with transaction.atomic():
        key = world.key(at.users["chair"], "police", "marac")
        seen_before = key.open(case.reference)
        hearing.hear(by=key.open(case.reference))
        with pytest.raises(Refused, match="moved on"):
            hearing.hear(by=seen_before)
    assert case.lock_flags.count() == 1


def test_silence_is_not_passed_over_unseen() -> None:
    at = table()
    case = refer(at.housing)
    journey.listed(at, case, "health", "blaby")
    at.health.post(url(case, "research/"), {"text": "", "nothing_known": ""})
    assert Research.objects.count() == 0  # neither the one nor the other
    at.health.post(url(case, "research/"), {"text": "", "nothing_known": "yes"})
    answer = at.co_ordinator.post(url(case, "research/close/"), {"silence_told": ""}, follow=True)
    assert "1 agencies have not answered" in answer.content.decode()
    at.idva.post(url(case, "research/"), {"text": "", "nothing_known": "yes"})
    at.co_ordinator.post(url(case, "research/close/"), {"silence_told": ""})
    case.refresh_from_db()
    assert case.state == "researched"
    more = [world.agency("health").pk, world.agency("charnwood").pk]
    at.co_ordinator.post(url(case, "research/ask/"), {"agencies": more})
    assert Request.objects.filter(case=case).count() == 3  # whoever was asked is not asked twice


def test_only_whoever_is_asked_answers() -> None:
    at = table()
    case = refer(at.housing)
    journey.listed(at, case, "health")
    assert at.housing.get(url(case, "research/")).status_code == 404
    with transaction.atomic():
        key = world.key(at.users["housing"], "charnwood", "marac")
        with pytest.raises(Refused, match="not asked"):
            researching.answer(by=key.open(case.reference), text="x", nothing_known=False)


def test_the_list_has_times_and_tells_what_does_not_fit() -> None:
    at = table()
    cases = [refer(at.housing, again="yes") for _ in range(3)]
    number = journey.listed(at, cases[0], "health")
    keys = [world.agency("health").pk]
    for case in cases[1:]:
        at.co_ordinator.post(url(case, "list/"), {"meeting": number, "agencies": keys})
    rows = list(Listing.objects.order_by("pk"))
    said = {f"place-{rows[0].pk}": "9", f"minutes-{rows[2].pk}": "200", "place-x": "1"}
    address = f"/cases/marac/meetings/{number}/"
    assert at.co_ordinator.post(address, said).status_code == 302
    seen = page(at.co_ordinator, address)
    assert "Does not fit" in seen
    assert "it takes 200 minutes, and the longest sitting is 90" in seen
    assert "65 minutes too many" in seen
    changed = {
        "begins": "09:00", "ends": "13:00", "breaks": "",
        "there": "charnwood: 10:00-11:00, 11:30-12:00",
    }  # fmt: skip
    assert at.co_ordinator.post(f"{address}change/", changed).status_code == 302
    seen = page(at.co_ordinator, address)
    assert "10:00 to 10:15" in seen
    assert at.co_ordinator.get(f"{address}change/").context["form"].initial["there"] == (
        "charnwood: 10:00-11:00, 11:30-12:00"
    )
    for wrong in ({"there": "nobody: 10:00-11:00"}, {"breaks": "later"}, {"begins": "9"}):
        answer = at.co_ordinator.post(f"{address}change/", {**changed, **wrong})
        assert answer.status_code == 200
    # A representative sees what is theirs and changes nothing.
    assert cases[0].reference in page(at.health, address)
    at.health.post(address, {f"place-{rows[0].pk}": "1"})
    assert Listing.objects.get(pk=rows[0].pk).place == 9
    assert at.health.get(f"{address}change/").status_code == 404
    at.health.post("/cases/marac/meetings/", {"day": "2030-01-01", "begins": "09:00",
                                              "ends": "10:00", "breaks": ""})  # fmt: skip
    assert Meeting.objects.count() == 1


def test_the_timetable_is_the_same_for_everybody_and_tells_each_their_own() -> None:
    at = table()
    theirs, case = refer(at.idva), refer(at.housing)
    number = journey.listed(at, theirs, "charnwood")
    keys = [world.agency("health").pk]
    at.co_ordinator.post(url(case, "list/"), {"meeting": number, "agencies": keys})
    at.health.post(url(case, "research/"), {"text": "known here", "nothing_known": ""})
    address = f"/cases/marac/meetings/{number}/"
    whole = page(at.co_ordinator, address)
    assert theirs.reference in whole
    assert "Charnwood, Health" in whole
    for browser, own, other in ((at.health, "Health", "Charnwood"),):
        seen = page(browser, address)
        assert theirs.reference not in seen
        assert "09:45 to 10:00" in seen  # after the case that it may not see
        assert f"<li>{own}: 09:45 to 10:00" in seen
        assert other not in seen.split("<main")[1]
    journey.researched(at, case)
    assert "Charnwood, Health" in page(at.health, address)
    # A case that goes to another MARAC takes no time any more.
    on = journey.TODAY.isoformat()
    sent = {"marac": "North MARAC", "on": on, "parts": ["minutes and safety plan"], "agreed": ""}
    at.co_ordinator.post(url(theirs, "transfer/"), sent)
    at.co_ordinator.post(url(theirs, "transfer/"), {"receipt": "yes", "receipt-on": on})
    assert "09:30 to 09:45" in page(at.health, address)


def test_a_case_that_was_not_reached_goes_to_another_meeting() -> None:
    at = table()
    case = refer(at.housing)
    first = journey.listed(at, case, "health")
    second = journey.meet(at.co_ordinator)
    for number in (second, first):
        at.co_ordinator.post(url(case, "list/"), {"meeting": number})
    assert [row.meeting_id for row in Listing.objects.filter(case=case)] == [first, second]
    journey.researched(at, case)
    journey.heard(at, case)
    third = journey.meet(at.co_ordinator)
    at.co_ordinator.post(url(case, "list/"), {"meeting": third})
    assert Listing.objects.filter(case=case).count() == 2


def test_no_query_a_case() -> None:
    at = table()
    number = journey.listed(at, refer(at.housing), "health")
    keys = [world.agency("health").pk]
    addresses = (
        "/cases/marac/", f"/cases/marac/meetings/{number}/", "/cases/marac/figures/",
        "/cases/marac/quality/", "/cases/marac/returning/",
    )  # fmt: skip

    def count() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as caught:
                page(at.co_ordinator, address)
            found.append(len(caught))
        return found

    count()
    before = count()
    for _ in range(4):
        case = refer(at.housing, again="yes")
        at.co_ordinator.post(url(case, "list/"), {"meeting": number, "agencies": keys})
    count()  # what was done is told once, and then forgotten
    assert count() == before


def test_a_case_is_transferred_with_its_receipt() -> None:
    at = table()
    case = refer(at.housing)
    journey.listed(at, case, "health")
    on = journey.TODAY.isoformat()
    research = "what agencies told in research"
    said = {"marac": "North MARAC", "on": on, "parts": [research], "agreed": ""}
    at.co_ordinator.post(url(case, "transfer/"), said)
    assert Transfer.objects.count() == 0  # its agencies have not agreed
    at.co_ordinator.post(url(case, "transfer/"), {**said, "agreed": "yes"})
    assert "the case is still ours" in page(at.co_ordinator, url(case)).lower()
    twice = at.co_ordinator.post(url(case, "transfer/"), {**said, "agreed": "yes"}, follow=True)
    assert "Record the receipt, or telephone the other MARAC." in twice.content.decode()
    assert Transfer.objects.count() == 1
    early = (journey.TODAY - timedelta(days=1)).isoformat()
    for day, state in ((early, "listed"), (on, "transferred")):
        at.co_ordinator.post(url(case, "transfer/"), {"receipt": "yes", "receipt-on": day})
        case.refresh_from_db()
        assert case.state == state
    assert case.closed


def test_a_case_that_comes_keeps_its_days() -> None:
    at = table()
    there = [journey.TODAY - timedelta(days=days) for days in (300, 100)]
    told = "\n".join(f"{day:%d/%m/%Y}; crime; {day:%d/%m/%Y}" for day in there)
    sent = {**journey.FORM, "came_from": "North MARAC", "earlier": told}
    assert at.housing.post("/cases/marac/take-in/", sent).status_code == 404
    wrong = world.send(at.co_ordinator, "/cases/marac/take-in/", {**sent, "earlier": "soon"})
    assert "Line 1 under “Referrals there” cannot be read" in wrong.content.decode()
    assert world.send(at.co_ordinator, "/cases/marac/take-in/", sent).status_code == 302
    case = Case.objects.get()
    assert [row.on for row in Earlier.objects.filter(case=case)] == there
    # It was a repeat there, by its days there; coming here made none.
    with transaction.atomic():
        found = repeating.found_of(
            world.key(at.users["co-ordinator"], "police", "marac").open(case.reference)
        )
    assert (found.referral.on, found.is_repeat) == (there[1], True)
    assert f"{case.reference}, North MARAC 1" in page(at.co_ordinator, url(case, "people/"))


def test_actions_are_their_agencys_and_wait_on_the_first_page() -> None:
    at = table()
    case = ready(at)
    journey.heard(at, case)
    outsider = world.agency("melton")
    due = (journey.TODAY - timedelta(days=1)).isoformat()
    for place, status in ((outsider.pk, 200), (world.agency("health").pk, 302)):
        sent = {"agency": place, "text": "look again", "due": due}
        assert at.co_ordinator.post(url(case, "actions/"), sent).status_code == status
    action = Action.objects.get()
    at.housing.post(url(case, f"actions/{action.pk}/"), {"done": "yes", "answer": ""})
    action.refresh_from_db()
    assert action.answered is None
    user = at.users["health"]
    told = waiting(user, Post(title="nurse"), journey.TODAY)
    assert [(one.what, one.is_late) for one in told] == [("Actions of MARAC to answer: 1", True)]
    assert waiting(at.users["chair"], Post(title="chair"), journey.TODAY) == []
    at.co_ordinator.post(url(case, "do/chase/"))
    action.refresh_from_db()
    assert action.reminded
    for _ in range(2):
        at.health.post(url(case, f"actions/{action.pk}/"), {"done": "yes", "answer": ""})
    assert at.co_ordinator.post(url(case, "do/nothing/")).status_code == 404
    assert at.health.get(url(case, f"actions/{action.pk + 1}/")).status_code == 404
    assert waiting(user, Post(title="nurse"), journey.TODAY) == []
