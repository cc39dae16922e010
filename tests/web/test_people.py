"""Who may see what: every address names its permission, and sign-in keeps its promises."""

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver

from saferboard.core.directory.permissions import Permission, Role
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions
from saferboard.web.directory.addresses import patterns
from saferboard.web.directory.models import Mail, User
from saferboard.web.directory.permissions import PermissionMiddleware, may, permission_of

PASSWORD = "a long enough sentence"


@pytest.fixture
def clerk(db: None) -> User:
    """Somebody with an account."""
    cache.clear()  # the limits on signing in are counted there
    return actions.create_account(
        by="administrator",
        post="clerk",
        email="Clerk@example.org",
        password=PASSWORD,
        roles=[Role.CLERK],
    )


def sign_in(client: Client, password: str = PASSWORD) -> HttpResponse:
    return client.post("/account/login/", {"login": "clerk@example.org", "password": password})


def test_every_address_names_its_permission() -> None:
    found = [pattern for _, pattern in patterns(get_resolver().url_patterns)]
    assert len(found) > 40
    shut = [str(p.pattern) for p in found if permission_of(p.callback, p.name) is None]
    assert shut == []


def test_a_view_without_a_permission_is_shut_to_all(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.resolver_match = None
    answer = PermissionMiddleware(lambda r: HttpResponse()).process_view(
        request, lambda r: HttpResponse("secret"), (), {}
    )
    assert answer is not None
    assert answer.status_code == 403
    assert b"names no permission" in answer.content


@pytest.mark.django_db
def test_signed_out_goes_to_sign_in(visitor: Client) -> None:
    answer = visitor.get("/account/2fa/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/account/login/?next=/account/2fa/",
    )


def test_signed_in_is_told_why_not(clerk: User, rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")
    request.user = clerk
    decision = may(request, Permission.ACCOUNT_CREATE)
    assert (decision.allowed, decision.because) == (False, "only an administrator may do this")

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    view.permission = Permission.ACCOUNT_CREATE  # type: ignore[attr-defined]
    request.resolver_match = None
    answer = PermissionMiddleware(view).process_view(request, view, (), {})
    assert answer is not None
    assert answer.status_code == 403
    assert b"Only an administrator may do this" in answer.content


def test_signing_in_and_out(clerk: User, visitor: Client) -> None:
    assert sign_in(visitor)["Location"] == "/work/"
    cookie = visitor.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "Sign out" in visitor.get("/accessibility/").content.decode()
    assert visitor.get("/account/2fa/").status_code == 200
    assert visitor.get("/account/2fa/totp/activate/").status_code in (200, 302)
    visitor.post("/account/logout/")
    assert visitor.get("/account/2fa/").status_code == 302


def test_a_wrong_password_is_told_in_a_summary(clerk: User, visitor: Client) -> None:
    page = sign_in(visitor, "wrong").content.decode()
    assert "There is a problem" in page
    assert "Error: Sign in" in page


def test_guessing_is_stopped(clerk: User, visitor: Client) -> None:
    for _ in range(5):
        sign_in(visitor, "wrong")
    assert "sessionid" not in visitor.cookies
    page = sign_in(visitor).content.decode()
    assert "Too many failed login attempts" in page
    cache.clear()


@pytest.mark.django_db
def test_nobody_signs_themselves_up(visitor: Client) -> None:
    answer = visitor.post("/account/signup/", {"email": "me@example.org", "password1": PASSWORD})
    assert not User.objects.exists()
    assert "Accounts are made by the administrator" in answer.content.decode()


def test_an_account_is_audited_without_its_address(clerk: User) -> None:
    assert clerk.email == "clerk@example.org"
    assert EmailAddress.objects.get().verified
    event = Event.objects.get()
    assert (event.action, event.detail) == (
        "account created",
        {"post": "clerk", "roles": ["clerk"]},
    )
    assert "example.org" not in str(event)
    assert User.objects.get_by_natural_key("CLERK@example.org") == clerk
    assert str(clerk) == "clerk"


def told() -> list[tuple[str, str, str, dict[str, object]]]:
    """The audit trail, but for the making of accounts."""
    events = Event.objects.exclude(action="account created")
    return [(e.by, e.action, e.object, e.detail) for e in events]


def test_signing_in_and_failing_to_is_audited_by_the_account_s_key(
    clerk: User, visitor: Client
) -> None:
    key = f"account {clerk.pk}"
    sign_in(visitor, "wrong")
    sign_in(visitor)
    visitor.post("/account/logout/")
    visitor.post("/account/logout/")
    assert told() == [
        ("visitor", "sign-in failed", "sign-in", {}),
        (key, "signed in", key, {"with": ["password"]}),
        (key, "signed out", key, {}),
    ]


def test_a_changed_password_is_audited(clerk: User, visitor: Client) -> None:
    sign_in(visitor)
    other = "another long sentence"
    visitor.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": other, "password2": other},
    )
    clerk.refresh_from_db()
    assert clerk.check_password(other)
    assert "password changed" in [action for _, action, _, _ in told()]


def test_a_reset_password_is_audited(
    clerk: User,
    visitor: Client,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/account/password/reset/", {"email": clerk.email})
    assert Mail.objects.get().text == ""
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mailoutbox[0].body)
    assert link
    form = visitor.get(link[1])["Location"]
    other = "another long sentence"
    visitor.post(form, {"password1": other, "password2": other})
    key = f"account {clerk.pk}"
    assert (key, "password reset", key, {}) in told()


def test_changed_addresses_are_audited_without_them(clerk: User, visitor: Client) -> None:
    sign_in(visitor)
    visitor.post("/account/reauthenticate/", {"password": PASSWORD})
    visitor.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    EmailAddress.objects.filter(email="new@example.org").update(verified=True)
    visitor.post("/account/email/", {"action_primary": "", "email": "new@example.org"})
    visitor.post("/account/email/", {"action_remove": "", "email": "clerk@example.org"})
    assert [action for _, action, _, _ in told()] == [
        "signed in",
        "signed in again",
        "e-mail address added",
        "e-mail address changed",
        "e-mail address removed",
    ]
    assert "example.org" not in str(told())


def code_now(secret: str) -> str:
    """What an authenticator's screen shows."""
    return totp.format_hotp_value(
        totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())))
    )


@pytest.mark.usefixtures("stopped_clock")
def test_second_steps_are_audited(
    clerk: User, visitor: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    sign_in(visitor)
    visitor.post("/account/reauthenticate/", {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        visitor.get("/account/2fa/totp/activate/")
        code = code_now(visitor.session["mfa.totp.secret"])
        visitor.post("/account/2fa/totp/activate/", {"code": code})
        visitor.post("/account/2fa/recovery-codes/generate/")
        halfway = Client()
        sign_in(halfway)
        halfway.post("/account/2fa/authenticate/", {"code": "nothing"})
        visitor.post("/account/2fa/totp/deactivate/")
    key = f"account {clerk.pk}"
    assert {by for by, _, _, _ in told()} == {key}
    actions_told = [action for _, action, _, _ in told() if action != "signed in again"]
    assert actions_told[:2] == ["signed in", "second step failed"]
    assert set(actions_told[2:]) == {
        "second step added",
        "second step renewed",
        "second step removed",
    }


def test_an_address_has_one_account(clerk: User) -> None:
    with pytest.raises(Refused, match="exists already"):
        actions.create_account(
            by="administrator",
            post="other",
            email="CLERK@example.org",
            password=PASSWORD,
            roles=[Role.CLERK],
        )


@pytest.mark.parametrize("roles", ["clerk", ["emperor"], None])
def test_only_roles_are_roles(roles: object) -> None:
    user = User(post="x", email="x@example.org", password="x", created_by="y", roles=roles)
    with pytest.raises(ValidationError, match="roles"):
        user.clean_fields()


@pytest.mark.django_db
def test_demo_accounts_are_written_for_their_owner_alone(
    tmp_path: Path, visitor: Client, django_capture_on_commit_callbacks: object
) -> None:
    cache.clear()
    wanted = {"clerk": Role.CLERK, "chair": Role.CHAIR}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        made = actions.create_demo_accounts(by="demo", home=tmp_path, roles=wanted)
        again = actions.create_demo_accounts(by="demo", home=tmp_path, roles=wanted)
    assert ([account.post for account in made], again) == (["clerk", "chair"], ())
    file = tmp_path / "demo-accounts.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == "".join(f"{a.post}\t{a.email}\t{a.password}\n" for a in made)
    assert len({account.password for account in made}) == 2
    answer = visitor.post("/account/login/", {"login": made[0].email, "password": made[0].password})
    assert answer.status_code == 302
