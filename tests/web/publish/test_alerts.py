"""E-mails about what is published: asked for, confirmed from the e-mail, changed, stopped."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.models import Event
from saferboard.web.directory.actions import create_account
from saferboard.web.directory.models import Mail
from saferboard.web.publish import alerts_actions
from saferboard.web.publish.actions import withdraw
from saferboard.web.publish.models import Alert, Kind
from tests.web.publish import samples

pytestmark = pytest.mark.django_db
ADDRESS = "Reader@example.org"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    samples.forget()
    yield
    samples.forget()


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def ask(client: Client, **sent: object) -> int:
    form = {"address": ADDRESS, "kinds": ["pack"], "bodies": []} | sent
    return client.post("/alerts/", form).status_code


def link(number: int = -1) -> str:
    """The first link of an e-mail, by default of the newest."""
    mails = list(Mail.objects.order_by("pk"))
    found = re.search(r"(/alerts/[-\w]+/)", mails[number].text)
    assert found is not None
    return found[1]


def begun(client: Client, **sent: object) -> str:
    """Ask and confirm; the page of the alert."""
    assert ask(client, **sent) == 302
    page = link()
    assert client.post(f"{page}start/").status_code == 302
    return page


def sent_to() -> list[str]:
    return [mail.to for mail in Mail.objects.filter(queued_by="clerk").order_by("pk")]


def test_nothing_is_sent_before_the_link_is_used(visitor: Client) -> None:
    assert ask(visitor) == 302
    samples.out(Kind.PACK, samples.pack())
    assert sent_to() == []
    assert "Look at your e-mail" in text(visitor, "/alerts/asked/")
    (mail,) = Mail.objects.all()
    assert mail.to == ADDRESS
    assert mail.private


def test_looking_at_the_link_begins_nothing(visitor: Client) -> None:
    """Programs that check e-mails open every link in them."""
    ask(visitor)
    page = text(visitor, link())
    assert "Begin these e-mails" in page
    assert Alert.objects.get().confirmed_at is None


def test_after_the_button_every_publication_of_the_kind_is_told(visitor: Client) -> None:
    begun(visitor)
    samples.out(Kind.PACK, samples.pack())
    samples.out(Kind.MINUTES, samples.minutes())
    (mail,) = Mail.objects.filter(queued_by="clerk")
    assert mail.to == ADDRESS
    assert mail.subject == f"New: agenda and papers, {samples.NAME}, 10 June 2022"
    assert "http://localhost:8000/meetings/board/2022-06-10/" in mail.text
    assert link() in mail.text


def test_a_correction_and_a_withdrawal_are_told_with_their_reason(visitor: Client) -> None:
    begun(visitor)
    samples.out(Kind.PACK, samples.pack())
    new = samples.out(Kind.PACK, samples.pack(), note="A page was missing.")
    withdraw(by="clerk", publication=new, reason="A name was in it.")
    _, corrected, withdrawn = Mail.objects.filter(queued_by="clerk").order_by("pk")
    assert corrected.subject.startswith("Updated: agenda and papers")
    assert "A page was missing." in corrected.text
    assert withdrawn.subject.startswith("Withdrawn: agenda and papers")
    assert "A name was in it." in withdrawn.text


def test_only_the_chosen_bodies_are_told_of_and_the_table_always(visitor: Client) -> None:
    samples.out(Kind.RECORD, samples.record(body="board"))
    samples.out(Kind.RECORD, samples.record(body="group"), body="group")
    begun(visitor, kinds=["record", "board"], bodies=["group"])
    samples.out(Kind.RECORD, samples.record())
    assert sent_to() == []
    changed = {**samples.record(body="group"), "name": "The Group anew"}
    samples.out(Kind.RECORD, changed, body="group")
    samples.out(Kind.BOARD, samples.board())
    assert sent_to() == [ADDRESS, ADDRESS]


def test_a_publication_that_fails_tells_nobody(visitor: Client) -> None:
    begun(visitor)
    with pytest.raises(TypeError):
        samples.out(Kind.PACK, {"name": object()})
    assert sent_to() == []


def test_one_click_stops_and_deletes_and_a_second_does_no_harm(visitor: Client) -> None:
    page = begun(visitor)
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):  # a mail program sends no token, and may send twice
        answer = strict.post(f"{page}stop/", {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "have stopped" in answer.content.decode()
    assert not Alert.objects.exists()
    samples.out(Kind.PACK, samples.pack())
    assert sent_to() == []
    assert "This link is used up" in text(visitor, page, 404)


def test_a_choice_is_changed_from_the_e_mail(visitor: Client) -> None:
    page = begun(visitor)
    assert visitor.get(f"{page}change/").status_code == 200
    nothing = visitor.post(f"{page}change/", {"kinds": []})
    assert "Choose at least one kind of news" in nothing.content.decode()
    assert visitor.post(f"{page}change/", {"kinds": ["minutes"]}).status_code == 302
    assert "Minutes" in text(visitor, page)
    samples.out(Kind.PACK, samples.pack())
    assert sent_to() == []
    samples.out(Kind.MINUTES, samples.minutes())
    assert sent_to() == [ADDRESS]


def test_asking_again_replaces_once_confirmed_and_offers_to_stop(visitor: Client) -> None:
    first = begun(visitor)
    ask(visitor, address=ADDRESS.lower(), kinds=["minutes"])
    newest = Mail.objects.latest("pk").text
    assert first in newest
    assert "You get such e-mails already" in newest
    samples.out(Kind.PACK, samples.pack())
    assert sent_to() == [ADDRESS]  # until it is confirmed the old choice holds
    visitor.post(f"{link(-2)}start/")
    held = Alert.objects.get()
    assert held.kinds == ["minutes"]
    assert text(visitor, first, 404)


def test_nobody_learns_whether_an_address_gets_e_mails(visitor: Client) -> None:
    begun(visitor)
    known = visitor.post("/alerts/", {"address": ADDRESS, "kinds": ["pack"]})
    other = visitor.post("/alerts/", {"address": "new@example.org", "kinds": ["pack"]})
    assert (known.status_code, known["Location"]) == (other.status_code, other["Location"])


def test_an_address_is_shown_to_nobody_whole(visitor: Client) -> None:
    page = text(visitor, begun(visitor))
    assert "R…@example.org" in page
    assert ADDRESS not in page
    assert ADDRESS not in repr(list(Event.objects.values()))
    assert "no-referrer" in page


def test_somebody_else_cannot_flood_an_address(visitor: Client) -> None:
    for _ in range(5):
        ask(visitor)
    assert Mail.objects.count() == alerts_actions.MOST_ASKED


@pytest.mark.usefixtures("stopped_clock")
def test_a_visitor_may_ask_ten_times_an_hour(visitor: Client) -> None:
    answers = [ask(visitor, address=f"a{n}@example.org") for n in range(11)]
    assert answers == [302] * 10 + [429]


def test_what_is_not_confirmed_in_time_is_deleted(visitor: Client) -> None:
    ask(visitor)
    page = link()
    late = timezone.now() + alerts_actions.WAITS + timedelta(minutes=1)
    key = page.split("/")[2]
    assert alerts_actions.start(key=key, now=late) is None
    assert alerts_actions.expire(now=late) == 1
    assert "This link is used up" in text(visitor, page, 404)


def test_a_link_that_is_used_up_or_made_up_changes_nothing(visitor: Client) -> None:
    for path in ("", "change/"):
        assert visitor.get(f"/alerts/made-up/{path}").status_code == 404
    for path in ("start/", "change/"):
        assert visitor.post(f"/alerts/made-up/{path}", {"kinds": ["pack"]}).status_code == 404
    ask(visitor)
    waiting = link()
    assert visitor.get(f"{waiting}change/").status_code == 404  # confirmed first
    assert visitor.get(f"{waiting}stop/").status_code == 405
    assert visitor.get(f"{waiting}start/").status_code == 405


def test_beginning_twice_is_beginning_once(visitor: Client) -> None:
    page = begun(visitor)
    assert visitor.post(f"{page}start/").status_code == 302
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"address": ""}, "Give an e-mail address"),
        ({"address": "nonsense"}, "Write an e-mail address like"),
        ({"address": "x" * 250 + "@example.org"}, "at most 254 characters"),
        ({"kinds": []}, "Choose at least one kind of news"),
        ({"kinds": ["secrets"]}, "Select a valid choice"),
        ({"bodies": ["nobody"]}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    visitor: Client, sent: dict[str, object], said: str
) -> None:
    form = {"address": ADDRESS, "kinds": ["minutes"], "bodies": []} | sent
    answer = visitor.post("/alerts/", form)
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert said in page
    assert f'value="{form["address"]}"' in page or not form["address"]
    assert not Alert.objects.exists()


def test_a_link_on_a_body_chooses_it(visitor: Client) -> None:
    samples.out(Kind.CALENDAR, samples.calendar())
    assert 'value="board" checked' in text(visitor, "/alerts/?body=board")
    assert 'value="board" checked' not in text(visitor, "/alerts/?body=nobody")


def test_the_office_deletes_an_address_and_sees_none(visitor: Client) -> None:
    begun(visitor)
    create_account(
        by="tests", post="clerk", email="clerk@example.org", password="a long enough sentence",
        roles=[Role.CLERK],
    )  # fmt: skip
    clerk = Client()
    assert clerk.login(email="clerk@example.org", password="a long enough sentence")
    page = text(clerk, "/work/publish/alerts/")
    assert "1 address gets an e-mail" in page
    assert ADDRESS not in page
    sent = clerk.post("/work/publish/alerts/", {"address": ADDRESS.upper()}, follow=True)
    assert "The address is deleted." in sent.content.decode()
    assert not Alert.objects.exists()
    again = clerk.post("/work/publish/alerts/", {"address": ADDRESS}, follow=True)
    assert "No e-mails go to that address." in again.content.decode()
    event = Event.objects.get(action="alert deleted")
    assert event.by.startswith("account ")
    assert visitor.get("/work/publish/alerts/").status_code == 302


def test_telling_many_costs_two_queries_for_each(visitor: Client) -> None:
    now = timezone.now()
    Alert.objects.bulk_create(
        Alert(address=f"a{n}@example.org", kinds=["pack"], asked_at=now, confirmed_at=now)
        for n in range(30)
    )
    with samples.queries(60):  # some of them put what is published where it is found
        samples.out(Kind.PACK, samples.pack())
    assert len(sent_to()) == 30
