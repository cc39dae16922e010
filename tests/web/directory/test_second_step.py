"""Whoever can change something works only with a second step, and not for ever without pause."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as django_settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.web import urls as service
from saferboard.web.directory import actions
from saferboard.web.directory.limits import limited
from saferboard.web.directory.models import User
from saferboard.web.directory.permissions import Permission, needs

PASSWORD = "a long enough sentence"
SECRET = "JBSWY3DPEHPK3PXP"


@needs(Permission.PLAN_READ)
def reading(request: HttpRequest) -> HttpResponse:
    """A page that every account may read."""
    return HttpResponse("the plan")


@needs(Permission.WORK_READ)
def own(request: HttpRequest) -> HttpResponse:
    """A page of one's own."""
    return HttpResponse("my work")


@needs(Permission.ALERT_SUBSCRIBE)
@limited("test", 2, seconds=60)
def knocking(request: HttpRequest) -> HttpResponse:
    """A page that may be sent to twice a minute."""
    return HttpResponse("taken")


urlpatterns = [
    path("test/read/", reading),
    path("test/own/", own),
    path("test/knock/", knocking),
    *service.urlpatterns,
]


@pytest.fixture(autouse=True)
def _enforced(settings: Any, db: None) -> Iterator[None]:
    settings.SECOND_STEP = True
    settings.ROOT_URLCONF = __name__
    cache.clear()
    yield
    cache.clear()


def account(*roles: Role) -> User:
    return actions.create_account(
        by="administrator",
        post="clerk",
        email="clerk@example.org",
        password=PASSWORD,
        roles=roles,
    )


def sign_in(client: Client, path: str = "/account/login/") -> HttpResponse:
    return client.post(path, {"login": "clerk@example.org", "password": PASSWORD})


def code_now() -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


def test_a_writer_without_one_is_led_to_set_it_up_and_told_why(client: Client) -> None:
    account(Role.CLERK)
    sign_in(client)
    answer = client.get("/test/read/?month=6")
    assert answer["Location"] == "/account/second-step/?next=%2Ftest%2Fread%2F%3Fmonth%3D6"
    page = client.get(answer["Location"]).content.decode()
    assert "as clerk you can change what the Board holds" in page
    assert client.get("/test/own/").status_code == 200


def test_a_member_who_only_reads_needs_one_too(client: Client) -> None:
    account(Role.MEMBER)
    sign_in(client)
    answer = client.get("/test/read/")
    assert answer["Location"] == "/account/second-step/?next=%2Ftest%2Fread%2F"
    page = client.get(answer["Location"]).content.decode()
    assert "You need a second step beside your password before you go on." in page


def test_members_who_only_read_can_be_let_off(client: Client, settings: Any) -> None:
    settings.SECOND_STEP_FOR_READERS = False
    account(Role.MEMBER)
    sign_in(client)
    assert client.get("/test/read/").content == b"the plan"


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.PUBLIC, Role.MEMBER}])
def test_every_other_role_needs_one(role: Role, client: Client) -> None:
    client.force_login(account(role))
    opens = {
        Role.CASE_WORKER: "/cases/enter/",
        Role.GOVERNANCE: "/cases/people/",
        Role.PROTECTION: "/cases/protection/",
    }
    answer = client.get(opens.get(role, "/test/read/"))
    assert answer["Location"].startswith("/account/second-step/")


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_with_an_app_or_a_passkey_the_pages_open(kind: str, client: Client) -> None:
    user = account(Role.CLERK)
    client.force_login(user)
    Authenticator.objects.create(user=user, type=kind, data={})
    assert client.get("/test/read/").content == b"the plan"


def test_recovery_codes_alone_are_no_second_step(client: Client) -> None:
    user = account(Role.CLERK)
    client.force_login(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get("/test/read/").status_code == 302


def test_it_costs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    user = account(Role.CLERK)
    client.force_login(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.get("/test/read/")
    with django_assert_num_queries(3):  # the session, the account, the second step
        client.get("/test/read/")


def test_a_demonstration_may_go_without(client: Client, settings: Any) -> None:
    settings.SECOND_STEP = False
    client.force_login(account(Role.CLERK))
    assert client.get("/test/read/").status_code == 200


@pytest.mark.usefixtures("stopped_clock")
def test_setting_up_an_app_gives_codes_and_leads_back_to_what_was_wanted(client: Client) -> None:
    account(Role.CLERK)
    sign_in(client)
    client.get("/account/second-step/?next=/test/read/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert f'<code class="sb-key" id="authenticator_secret">{secret}</code>' in page
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    wrong = client.post("/account/2fa/totp/activate/", {"code": "nothing"}).content.decode()
    assert "There is a problem" in wrong
    assert secret in wrong
    answer = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True)
    page = answer.content.decode()
    assert page.count("<code>") == 10
    assert 'href="/test/read/">I have kept them: continue' in page
    assert client.get("/test/read/").status_code == 200


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_it_leads_nowhere_else(wanted: str, client: Client) -> None:
    client.force_login(account(Role.CLERK))
    page = client.get("/account/second-step/", {"next": wanted}).content.decode()
    assert "elsewhere" not in page
    assert "wanted_page" not in client.session


@pytest.mark.parametrize(("later", "status"), [(0, 302), (29, 302), (30, 200), (-1, 200)])
def test_a_code_counts_for_thirty_seconds(
    later: int, status: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    totp.TOTP.activate(account(Role.CLERK), SECRET)
    begun = int(time.time()) // 30 * 30
    monkeypatch.setattr(time, "time", lambda: begun)
    code = code_now()
    sign_in(client)
    monkeypatch.setattr(time, "time", lambda: begun + later)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == status


@pytest.mark.usefixtures("stopped_clock")
def test_signing_in_asks_for_the_second_step(client: Client) -> None:
    user = account(Role.CLERK)
    totp.TOTP.activate(user, SECRET)
    answer = sign_in(client, "/account/login/?next=/test/read/")
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/test/read/").status_code == 302
    page = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "There is a problem" in page
    answer = client.post("/account/2fa/authenticate/", {"code": code_now()})
    assert answer["Location"] == "/test/read/"
    assert client.get("/test/read/").status_code == 200


def test_an_hour_of_nothing_ends_a_writer_s_session(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(account(Role.CLERK))
    client.get("/test/own/")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + django_settings.SESSION_IDLE + 10)
    answer = client.get("/test/own/")
    assert answer["Location"] == "/account/login/?next=/test/own/"
    page = client.get(answer["Location"]).content.decode()
    assert "nothing happened for an hour" in page


def test_work_keeps_a_session_and_a_reader_s_lasts_without(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(account(Role.CLERK))
    now = time.time()
    for minutes in (0, 50, 100, 150):
        monkeypatch.setattr(time, "time", lambda past=minutes: now + past * 60)
        assert client.get("/test/own/").status_code == 200
    reader = Client()
    User.objects.update(roles=["member"])
    reader.force_login(User.objects.get())
    monkeypatch.setattr(time, "time", lambda: now + 500 * 60)
    assert reader.get("/test/own/").status_code == 200


def test_a_session_ends_after_twelve_hours(client: Client) -> None:
    client.force_login(account(Role.MEMBER))
    left = client.session.get_expiry_date() - timezone.now()
    assert timedelta(hours=11) < left <= timedelta(hours=12)


def test_sessions_are_seen_and_the_others_ended(client: Client) -> None:
    account(Role.MEMBER)
    other = Client()
    for one in (client, other):
        sign_in(one)
    assert client.get("/account/sessions/").content.decode().count('scope="row"') == 2
    assert client.post("/account/sessions/")["Location"].startswith("/account/reauthenticate/")
    assert other.get("/test/own/").status_code == 200
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/sessions/")
    assert other.get("/test/own/").status_code == 302
    assert client.get("/test/own/").status_code == 200


@pytest.mark.usefixtures("stopped_clock")
def test_a_limit_counts_what_is_sent_by_each(client: Client) -> None:
    assert [client.post("/test/knock/").status_code for _ in range(4)] == [200, 200, 429, 429]
    assert client.get("/test/knock/").status_code == 200
    answer = client.post("/test/knock/")
    assert answer["Retry-After"] == "60"
    assert "Nothing of what you sent was stored" in answer.content.decode()
    another = client.post("/test/knock/", REMOTE_ADDR="192.0.2.9")
    assert another.status_code == 200
    client.force_login(account(Role.MEMBER))
    assert client.post("/test/knock/").status_code == 200


SECURITY = ("2fa/totp/activate/", "2fa/webauthn/add/")


def test_a_security_change_asks_who_it_is_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(Role.MEMBER)
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    for page in SECURITY:
        assert client.get(f"/account/{page}").status_code == 200, page
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 301)
    for page in SECURITY:
        answer = client.get(f"/account/{page}")
        assert answer.status_code == 302, page
        assert answer["Location"].startswith("/account/reauthenticate/"), page
    client.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    assert EmailAddress.objects.count() == 1
    other = {"password1": "another long sentence", "password2": "another long sentence"}
    client.post("/account/password/change/", {"oldpassword": "wrong", **other})
    assert User.objects.get().check_password(PASSWORD)


def test_whatever_allauth_shows_is_in_our_words(client: Client) -> None:
    for page in ("login/", "password/reset/", "passkey/"):
        text = client.get(f"/account/{page}").content.decode()
        assert "Login" not in text
        assert "Reset My" not in text
