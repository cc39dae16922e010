"""Accounts are changed and shut by whoever makes them, and the trail says so."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions
from saferboard.web.directory.models import User

PASSWORD = "a long enough sentence"


@pytest.fixture
def clerk(db: None) -> User:
    return actions.create_account(
        by="administrator",
        post="clerk",
        email="clerk@example.org",
        password=PASSWORD,
        roles=[Role.CLERK],
    )


def last() -> tuple[str, str, str, dict[str, object]]:
    event = Event.objects.latest("pk")
    return event.by, event.action, event.object, event.detail


def test_new_roles_count_from_the_next_page(clerk: User, client: Client) -> None:
    client.force_login(clerk)
    assert client.get("/work/audit/").status_code == 403
    actions.change_roles(by="chair", account=clerk.pk, roles=[Role.ADMINISTRATOR, Role.CLERK])
    key = f"account {clerk.pk}"
    roles = {"before": ["clerk"], "after": ["administrator", "clerk"]}
    assert last() == ("chair", "roles changed", key, roles)
    assert client.get("/work/audit/").status_code == 200


def test_an_account_keeps_at_least_one_role(clerk: User) -> None:
    with pytest.raises(Refused, match="no role is given"):
        actions.change_roles(by="chair", account=clerk.pk, roles=[])
    assert User.objects.get().roles == ["clerk"]


def test_a_shut_account_is_out_at_once_and_stays_out(clerk: User, client: Client) -> None:
    client.force_login(clerk)
    assert client.get("/account/sessions/").status_code == 200
    actions.disable_account(by="chair", account=clerk.pk)
    assert last()[:3] == ("chair", "account disabled", f"account {clerk.pk}")
    assert client.get("/account/sessions/").status_code == 302
    given = {"login": clerk.email, "password": PASSWORD}
    later = Client()
    page = later.post("/account/login/", given, follow=True).content.decode()
    assert "This account is shut" in page
    assert "_auth_user_id" not in later.session
    actions.enable_account(by="chair", account=clerk.pk)
    later.post("/account/login/", given)
    assert "_auth_user_id" in later.session


def test_sessions_of_a_shut_account_do_not_come_back_with_it(clerk: User, client: Client) -> None:
    client.post("/account/login/", {"login": clerk.email, "password": PASSWORD})
    assert client.get("/account/sessions/").status_code == 200
    actions.disable_account(by="chair", account=clerk.pk)
    actions.enable_account(by="chair", account=clerk.pk)
    assert client.get("/account/sessions/").status_code == 302


def test_what_is_shut_is_not_shut_again(clerk: User) -> None:
    with pytest.raises(Refused, match="open already"):
        actions.enable_account(by="chair", account=clerk.pk)
    with pytest.raises(Refused, match="no such account"):
        actions.disable_account(by="chair", account=clerk.pk + 1)


def test_somebody_who_lost_their_second_step_starts_anew(clerk: User, client: Client) -> None:
    given = {"login": clerk.email, "password": PASSWORD}
    client.post("/account/login/", given)
    TOTP.activate(clerk, "JBSWY3DPEHPK3PXP")
    actions.remove_second_steps(by="chair", account=clerk.pk)
    assert last() == (
        "chair",
        "second steps removed",
        f"account {clerk.pk}",
        {"post": "clerk"},
    )
    assert client.get("/account/sessions/").status_code == 302
    assert client.post("/account/login/", given)["Location"] == "/work/"
