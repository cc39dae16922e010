"""First passwords: drawn, shown once, good for some days, and only to choose another."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail as sent
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions, first_passwords
from saferboard.web.directory.models import Mail, User

OWN = "a long enough sentence"
CHANGE = "/account/password/change/"


@pytest.fixture(autouse=True)
def _counts_begin_anew(db: None) -> None:
    cache.clear()


@pytest.fixture
def made() -> actions.FirstPassword:
    return actions.open_account(
        by="administrator", post="clerk", email="clerk@example.org", roles=[Role.CLERK]
    )


def sign_in(client: Client, password: str) -> HttpResponse:
    given = {"login": "clerk@example.org", "password": password}
    return client.post("/account/login/", given)


def change(client: Client, old: str, new: str, then: str = "") -> HttpResponse:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new} | (
        {"next": then} if then else {}
    ))  # fmt: skip


def past(account: User) -> None:
    account.first_password_until = timezone.now() - timedelta(seconds=1)
    account.save()


def test_it_is_random_and_kept_as_a_digest(made: actions.FirstPassword) -> None:
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", made.password)
    assert len({first_passwords.draw() for _ in range(100)}) == 100
    assert made.account.check_password(made.password)
    assert made.password not in made.account.password
    assert made.password not in str(list(Event.objects.values_list("detail", flat=True)))


def test_it_is_good_for_a_week_unless_set_otherwise(
    made: actions.FirstPassword, settings: Any
) -> None:
    assert timedelta(days=6, hours=23) < made.until - timezone.now() <= timedelta(days=7)
    settings.FIRST_PASSWORD_DAYS = 1
    again = actions.renew_password(by="administrator", account=made.account.pk)
    assert again.until - timezone.now() <= timedelta(days=1)


def test_nothing_opens_before_another_is_chosen(
    made: actions.FirstPassword, client: Client
) -> None:
    assert sign_in(client, made.password).status_code == 302
    for page in ("/work/", "/account/sessions/", "/account/2fa/"):
        answer = client.get(page)
        assert answer.status_code == 302, page
        assert answer["Location"].startswith(f"{CHANGE}?next=%2F"), page
    page = client.get(CHANGE).content.decode()
    assert "You signed in with a password that was made for you" in page
    assert client.get("/").status_code == 200  # what anybody may read
    answer = change(client, made.password, OWN, then="/work/")
    assert answer["Location"] == "/work/"
    assert client.get("/work/").status_code == 200
    assert User.objects.get().first_password_until is None
    assert "You signed in with a password" not in client.get(CHANGE).content.decode()


def test_it_cannot_be_kept(made: actions.FirstPassword, client: Client) -> None:
    sign_in(client, made.password)
    page = change(client, made.password, made.password).content.decode()
    assert "This is the password that was made for you" in page
    assert client.get("/work/").status_code == 302


def test_when_its_days_are_over_it_opens_nothing(
    made: actions.FirstPassword, client: Client
) -> None:
    past(made.account)
    answer = sign_in(client, made.password)
    assert answer.status_code == 403
    assert "This first password is over" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert client.get("/work/")["Location"].startswith("/account/login/")
    assert not Event.objects.filter(action="signed in").exists()


def test_a_wrong_password_does_not_tell_that_one_is_over(
    made: actions.FirstPassword, client: Client
) -> None:
    past(made.account)
    page = sign_in(client, "another long sentence").content.decode()
    assert "first password" not in page


def test_whoever_chose_their_own_is_never_asked_again(
    made: actions.FirstPassword, client: Client
) -> None:
    sign_in(client, made.password)
    change(client, made.password, OWN)
    client.logout()
    assert sign_in(client, OWN).status_code == 302
    assert client.get("/work/").status_code == 200


def test_a_link_by_mail_also_chooses_one(made: actions.FirstPassword, client: Client) -> None:
    past(made.account)
    client.post("/account/password/reset/", {"email": "clerk@example.org"})
    assert sent.outbox == []
    (link,) = re.findall(r"http://testserver(\S+/key/\S+)", Mail.objects.get().text)
    form = client.get(link)["Location"]
    client.post(form, {"password1": OWN, "password2": OWN})
    assert sign_in(client, OWN).status_code == 302
    assert client.get("/work/").status_code == 200


def test_a_new_one_ends_sessions_and_leaves_second_steps(
    made: actions.FirstPassword, client: Client
) -> None:
    user = made.account
    sign_in(client, made.password)
    change(client, made.password, OWN)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "A"})
    assert client.get("/work/").status_code == 200
    again = actions.renew_password(by="chair", account=user.pk)
    assert client.get("/work/")["Location"].startswith("/account/login/")
    event = Event.objects.latest("pk")
    assert (event.by, event.action, event.detail) == (
        "chair",
        "first password made",
        {"post": "clerk"},
    )
    assert sign_in(client, OWN).status_code == 200  # refused on the page
    assert sign_in(client, again.password)["Location"].startswith("/account/2fa/authenticate/")


def test_no_account_no_password() -> None:
    with pytest.raises(Refused, match="no such account"):
        actions.renew_password(by="chair", account=99)


def test_a_demonstration_s_stay_as_they_are(client: Client, tmp_path: Any) -> None:
    (one,) = actions.create_demo_accounts(by="d", home=tmp_path, roles={"clerk": Role.CLERK})
    client.post("/account/login/", {"login": one.email, "password": one.password})
    assert client.get("/work/").status_code == 200
