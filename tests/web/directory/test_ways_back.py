"""After signing in one goes on where one was, and no dead end is met on the way."""

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.directory.context import MENU
from saferboard.web.directory.models import User

pytestmark = pytest.mark.django_db
PRESSED = "/work/publish/safer-communities-board/2022-06-17/issue/"
OF_CASEWORK = {
    Role.CASE_WORKER: ("Cases",),
    Role.GOVERNANCE: ("Vetting", "Agreements"),
    Role.PROTECTION: ("Data protection",),
}
"""What stands in the menu of those who work under lock, and of nobody else."""


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(
        User.objects.create(post="tests", email=f"{role}@example.org", roles=[role.value])
    )
    return client


def test_a_button_pressed_signed_out_leads_back_to_its_page(visitor: Client) -> None:
    answer = visitor.post(PRESSED, HTTP_REFERER="http://testserver/work/publish/?year=2022")
    assert answer["Location"] == "/account/login/?next=/work/publish/%3Fyear%3D2022"


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/work/publish/"])
def test_where_the_page_is_not_known_it_leads_to_my_work(visitor: Client, referer: str) -> None:
    answer = visitor.post(PRESSED, HTTP_REFERER=referer)
    assert answer["Location"] == "/account/login/?next=/work/"


def test_a_page_leads_back_to_itself(visitor: Client) -> None:
    assert visitor.get("/work/plan/")["Location"] == "/account/login/?next=/work/plan/"


def test_an_address_that_only_takes_what_a_button_sends_says_so() -> None:
    answer = signed_in(Role.CLERK).get(PRESSED)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Go back to the page that has the button" in answer.content.decode()


def test_an_expired_form_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "a@example.org"})
    assert answer.status_code == 403
    assert "Go back, copy what you wrote" in answer.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLIC])
def test_the_menu_leads_nobody_to_a_page_that_is_shut(role: Role, settings) -> None:
    settings.SECOND_STEP = False
    client = signed_in(role)
    shown = dict(client.get("/work/").context["menu"])
    if role in OF_CASEWORK:
        assert set(shown) == {"My work", *OF_CASEWORK[role], "Notes"}
    else:
        assert len(shown) > 3
    if cases := shown.pop("Cases", None):
        assert client.get(cases)["Location"] == "/cases/enter/?next=%2Fcases%2F"
    assert {path: client.get(path).status_code for path in shown.values()} == dict.fromkeys(
        shown.values(), 200
    )


def test_the_office_finds_everything_in_the_menu_and_an_owner_less(settings) -> None:
    settings.SECOND_STEP = False
    of_casework = {word for words in OF_CASEWORK.values() for word in words}
    everything = {word for word, _, _ in MENU} - of_casework
    officer = dict(signed_in(Role.OFFICER).get("/work/").context["menu"])
    owner = dict(signed_in(Role.OWNER).get("/work/").context["menu"])
    assert set(officer) == everything
    assert {"Publishing", "Minutes"}.isdisjoint(owner)
