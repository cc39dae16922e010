"""Forms that open a case, sent twice: by "back", a second press, a retry, with a forged key."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import sending
from saferboard.web.casework.lock.models import Case, Conflict, SentForm
from saferboard.web.casework.reviews.models import Application
from saferboard.web.casework.running.models import Entry
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.asb.test_journey import REPORT
from tests.web.casework.marac import journey
from tests.web.casework.reviews.test_reviews import sent as application

pytestmark = pytest.mark.django_db
KEY = sending.FIELD
Form = tuple[Client, str, dict[str, Any]]


def public() -> Form:
    world.agreed("case-review", "blaby", "charnwood")
    form = application()
    del form[KEY]
    return Client(), "/case-review/", form


def report() -> Form:
    world.agreed("asb", *world.AGENCIES)
    officer = world.worker("sender", "blaby", "asb-officer")
    return world.client(officer, "blaby"), "/cases/asb/report/", REPORT


def referral() -> Form:
    return journey.table().housing, "/cases/marac/refer/", journey.FORM


def taken_in() -> Form:
    form = {**journey.FORM, "came_from": "North MARAC", "earlier": ""}
    return journey.table().co_ordinator, "/cases/marac/take-in/", form


def begun() -> Form:
    world.agreed("jag", "blaby")
    partner = world.worker("sender", "blaby", "partner")
    form = {"area": "E07000129", "words": "Example."}
    return world.client(partner, "blaby", "jag"), "/cases/new/jag/", form


FORMS = [public, report, referral, taken_in, begun]
each = pytest.mark.parametrize("made", FORMS)


def cases() -> int:
    with journey.every_row():
        return Case.objects.count()


@each
def test_the_same_form_pressed_twice_opens_one_case(made: Callable[[], Form]) -> None:
    browser, address, form = made()
    form = world.keyed(browser, address, form)
    first, again = browser.post(address, form), browser.post(address, form)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert cases() == 1
    with journey.every_row():
        reference = Case.objects.get().reference
        assert SentForm.objects.get().case.reference == reference
        said = list(Entry.objects.values_list("words", flat=True))
    assert len(said) == len(set(said))
    assert reference in browser.get(again["Location"]).content.decode()
    assert Event.objects.filter(action="form sent again", object=f"case {reference}").count() == 1


@each
def test_a_form_that_is_opened_anew_opens_another_case(made: Callable[[], Form]) -> None:
    browser, address, form = made()
    for _ in range(2):
        answer = world.send(browser, address, {**form, "again": "yes"})
        assert answer.status_code == 302, answer.content.decode()
    assert cases() == 2


@each
@pytest.mark.parametrize("key", [None, "", "x", "made-up:" + "A" * 43, "nul\x00", "y" * 5000])
def test_a_form_without_a_key_of_ours_is_refused_and_keeps_its_words(
    made: Callable[[], Form], key: str | None
) -> None:
    browser, address, form = made()
    answer = browser.post(address, form if key is None else {**form, KEY: key})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert cases() == 0
    assert next(iter(form.values())) in page
    # The page has a key of its own now: what was written can be sent after all.
    (new,) = {part.split('"')[0] for part in page.split(f'name="{KEY}" value="')[1:]}
    assert new != key
    assert browser.post(address, {**form, KEY: new}).status_code == 302
    assert cases() == 1


def test_a_form_that_was_wrong_keeps_its_key() -> None:
    browser, address, form = public()
    form = world.keyed(browser, address, form)
    page = browser.post(address, {**form, "account": ""}).content.decode()
    assert f'name="{KEY}" value="{form[KEY]}"' in page


def test_the_public_gets_the_page_of_the_first_sending() -> None:
    browser, address, form = public()
    form = world.keyed(browser, address, form)
    pages = [browser.post(address, form, follow=True).content for _ in range(2)]
    assert b"Your application has come" in pages[0]
    assert pages[0] == pages[1]
    with journey.every_row():
        assert Application.objects.count() == 1


def test_the_key_of_one_form_or_account_is_none_for_another() -> None:
    browser, address, form = report()
    other = world.client(world.worker("other", "blaby", "asb-officer"), "blaby")
    key = world.keyed(browser, address, form)[KEY]
    assert browser.post(address, {**form, KEY: key}).status_code == 302
    assert other.post(address, {**form, KEY: key}).status_code == 200
    visitor = world.keyed(Client(), "/case-review/", {})[KEY]
    assert other.post(address, {**form, KEY: visitor}).status_code == 200
    assert cases() == 1


def test_sent_again_when_its_case_is_shut_opens_none_and_says_so() -> None:
    browser, address, form = report()
    form = world.keyed(browser, address, form)
    assert browser.post(address, form).status_code == 302
    with journey.every_row():
        case = Case.objects.get()
        user = User.objects.get(post="sender")
        Conflict.objects.create(case=case, user=user, declared=world.AGO, by="tests")
    answer = browser.post(address, form)
    assert answer.status_code == 200
    assert "not open to you now" in answer.content.decode()
    assert case.reference not in answer.content.decode()
    assert cases() == 1


@each
def test_two_at_one_moment_make_one(
    made: Callable[[], Form], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has looked before the first was done: the column is what stops it."""
    browser, address, form = made()
    form = world.keyed(browser, address, form)
    first = browser.post(address, form)
    real, looked = sending.before, []

    def late(**said: Any) -> Case | None:
        looked.append(1)
        blind = len(looked) < (3 if "marac" in address else 2)
        return None if blind else real(**said)

    monkeypatch.setattr(sending, "before", late)
    again = browser.post(address, {**form, "again": "yes"})
    assert again.status_code == 302, again.content.decode()
    assert again["Location"] == first["Location"]
    assert cases() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers")
@each
def test_six_presses_at_once_open_one_case(made: Callable[[], Form]) -> None:
    browser, address, form = made()
    form, start = world.keyed(browser, address, form), Barrier(6)

    def press() -> tuple[int, str]:
        mine = Client()
        mine.cookies = browser.cookies.copy()
        with suppress(Exception):
            start.wait(10)
        try:
            answer = mine.post(address, form)
            return answer.status_code, answer.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        found = {one.result() for one in [pool.submit(press) for _ in range(6)]}
    assert len(found) == 1
    assert found.pop()[0] == 302
    assert cases() == 1
