"""The analyst's pages: what waits, what changed against last time, accept and send back."""

import re
from typing import Any

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.evidence.returns.models import Settled
from tests.web.evidence.returns.samples import Q2, World, lines, sent, signed_in
from tests.web.evidence.returns.test_sending_pages import text_of


@pytest.fixture
def analyst(loaded: World) -> Client:
    return signed_in(Role.ANALYST)


def seen_of(answer: Any) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def accept(client: Client, pk: int) -> Any:
    page = client.get(f"/work/returns/sent/{pk}/")
    return client.post(f"/work/returns/sent/{pk}/accept/", {"seen": seen_of(page)}, follow=True)


def test_everything_owed_and_waiting_is_on_one_page(loaded: World, analyst: Client) -> None:
    sent(loaded.head)
    page = text_of(analyst.get("/work/returns/"))
    assert "Waiting to be looked at" in page
    assert "Coordinator" in page
    assert re.search(r"30 July 2026 [0-9]+ days late", page)
    assert "Not written to yet" in page


def test_the_page_asks_few_questions_however_much_was_sent(
    loaded: World, analyst: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        sent(loaded.head, key=str(number))
    analyst.get("/work/returns/")
    with django_assert_max_num_queries(9):
        analyst.get("/work/returns/")


def test_a_return_is_shown_against_last_time_and_accepted(loaded: World, analyst: Client) -> None:
    first = sent(loaded.head)
    page = accept(analyst, first.pk)
    assert "The return is accepted." in text_of(page)
    second = sent(loaded.head, *lines(60.0, period=Q2), key="b")
    page = analyst.get(f"/work/returns/sent/{second.pk}/")
    told = text_of(page)
    assert "1 figure , 1 marked to be looked at" in told.replace("1 figure, ", "1 figure , ")
    assert "It changed by +50.0% since 2026/27 Q1; more than 25% is marked." in told
    assert "40.00 (2026/27 Q1)" in told
    third = sent(loaded.head, *lines(44.0), key="c")
    told = text_of(analyst.get(f"/work/returns/sent/{third.pk}/"))
    assert "It restates the figure held for the same months. Held now: 40" in told


def test_two_at_once_are_told(loaded: World, analyst: Client) -> None:
    row = sent(loaded.head)
    page = analyst.get(f"/work/returns/sent/{row.pk}/")
    accept(signed_in(Role.OFFICER), row.pk)
    for step, said in (("accept", {"seen": seen_of(page)}), ("reject", {"reason": "No."})):
        answer = analyst.post(f"/work/returns/sent/{row.pk}/{step}/", said)
        assert "Somebody else has accepted this return" in text_of(answer)
    assert Settled.objects.count() == 1


def test_what_changed_meanwhile_is_shown_again(loaded: World, analyst: Client) -> None:
    first, second = sent(loaded.head), sent(loaded.head, *lines(50.0), key="b")
    page = analyst.get(f"/work/returns/sent/{second.pk}/")
    told = text_of(analyst.get(f"/work/returns/sent/{first.pk}/"))
    assert "A later return gives some of these figures again" in told
    accept(signed_in(Role.OFFICER), first.pk)
    path = f"/work/returns/sent/{second.pk}/accept/"
    answer = analyst.post(path, {"seen": seen_of(page)})
    assert "has changed since you opened the page" in text_of(answer)
    assert "It restates the figure" in text_of(answer)
    assert analyst.post(path, {"seen": seen_of(answer)}).status_code == 302


def test_a_return_is_sent_back_with_a_reason(loaded: World, analyst: Client) -> None:
    row = sent(loaded.head)
    path = f"/work/returns/sent/{row.pk}/reject/"
    told = text_of(analyst.post(path, {"reason": ""}))
    assert "The rejection has no reason: write what is wrong" in told
    assert not Settled.objects.exists()
    told = text_of(analyst.post(path, {"reason": "The whole quarter."}, follow=True))
    assert "It was sent back on" in told
    head = signed_in(Role.AUTHOR, "youth-head")
    assert "The whole quarter." in text_of(head.get(f"/work/returns/sent/{row.pk}/"))
    assert "Sent back: The whole quarter." in text_of(
        head.get("/work/returns/entrants/2026-27-q1/")
    )


def test_a_partner_settles_nothing(loaded: World) -> None:
    row = sent(loaded.head)
    head = signed_in(Role.AUTHOR, "youth-head")
    page = head.get(f"/work/returns/sent/{row.pk}/")
    assert "Accept the return" not in text_of(page)
    for step in ("accept", "reject"):
        assert head.post(f"/work/returns/sent/{row.pk}/{step}/", {}).status_code == 403
        assert head.get(f"/work/returns/sent/{row.pk}/{step}/").status_code in (403, 405)
    assert head.get("/work/returns/sent/999/").status_code == 404
