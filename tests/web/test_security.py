"""What the ASVS table says of the service and no other test shows: docs/reference/asvs.md."""

import re
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions, mail
from saferboard.web.directory.models import Organisation, User
from tests.web.test_settings import ORIGIN, settings_with

PASSWORD = "a long enough sentence"
SECRET = "JBSWY3DPEHPK3PXP"


class Few(PBKDF2PasswordHasher):
    """As passwords were kept when machines were slower."""

    iterations = 1000


@pytest.fixture
def clerk(db: None, settings: Any) -> User:
    settings.SECOND_STEP = False
    cache.clear()
    return actions.create_account(
        by="tests", post="clerk", email="clerk@example.org", password=PASSWORD, roles=[Role.CLERK]
    )


def sign_in(client: Client, password: str = PASSWORD, to: str = "") -> HttpResponse:
    said = {"login": "clerk@example.org", "password": password}
    return client.post(f"/account/login/{to}", said)


def code_now() -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


def test_over_https_cookies_and_transport_are_as_strict_as_they_can_be(tmp_path: Path) -> None:
    found = settings_with(tmp_path, **ORIGIN)
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    for cookie in ("SESSION", "CSRF"):
        assert found[f"{cookie}_COOKIE_SECURE"] is True
        assert found[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert found[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        assert found.get(f"{cookie}_COOKIE_DOMAIN") is None
        assert found.get(f"{cookie}_COOKIE_PATH", "/") == "/"
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert found["DEBUG"] is False


def test_the_names_of_cookies_are_kept_by_browsers_over_https_alone(tmp_path: Path) -> None:
    assert settings_with(tmp_path)["SESSION_COOKIE_NAME"] == "sessionid"


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/account/login/", "/nothing", "/static/look/forms.js"])
def test_every_answer_says_what_may_be_loaded_and_who_may_frame_it(url: str) -> None:
    answer = Client().get(url)
    answer.getvalue()
    for said in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert said in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_no_other_site_is_let_in() -> None:
    answer = Client().get("/api/v1/", headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in answer
    page = Client().get("/", headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in page
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"


def test_what_somebody_signed_in_sees_is_embedded_nowhere(clerk: User) -> None:
    client = Client()
    sign_in(client)
    assert client.get("/work/")["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
def test_a_method_that_no_page_has_is_refused(method: str) -> None:
    answer = Client().generic(method, "/", headers={"x-secret": "kept"})
    assert answer.status_code == 405
    assert b"kept" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/health", "text/plain; charset=utf-8"),
        ("/static/look/forms.js", "text/javascript; charset=utf-8"),
    ],
)
def test_an_answer_names_its_kind_and_its_letters(url: str, kind: str) -> None:
    answer = Client().get(url)
    answer.getvalue()
    assert answer["Content-Type"].replace('"', "") == kind


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/media/", "/static/", "/.git/config", "/etc/passwd", "/docs/"])
def test_no_folder_is_listed_and_nothing_of_the_checkout_is_there(url: str) -> None:
    assert Client().get(url).status_code == 404


def test_a_session_is_over_in_the_service_when_one_signs_out(clerk: User) -> None:
    client, thief = Client(), Client()
    sign_in(client)
    key = client.session.session_key
    thief.cookies["sessionid"] = key
    assert thief.get("/account/sessions/").status_code == 200
    answer = client.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert thief.get("/account/sessions/").status_code == 302
    assert not Session.objects.filter(session_key=key).exists()


def test_a_sign_in_has_a_new_session_key_and_so_has_showing_it_again(clerk: User) -> None:
    client = Client()
    client.get("/account/2fa/")  # before
    client.session.save()
    before = client.session.session_key
    sign_in(client)
    first = client.session.session_key
    assert first not in {before, None}
    assert len(first or "") >= 32  # of 36 letters and digits: more than 128 bits
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    second = client.session.session_key
    assert second != first
    thief = Client()
    thief.cookies["sessionid"] = first
    assert thief.get("/account/sessions/").status_code == 302
    assert [one.session_key for one in UserSession.objects.all()] == [second]
    told = Event.objects.filter(action="signed in again").get()
    assert (told.by, told.detail) == (f"account {clerk.pk}", {"with": ["password"]})


def test_a_changed_password_ends_every_other_session(clerk: User) -> None:
    client, other = Client(), Client()
    for one in (client, other):
        sign_in(one)
    new = "another long sentence"
    said = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/account/password/change/", said)
    assert other.get("/account/sessions/").status_code == 302
    assert client.get("/account/sessions/").status_code == 200


def test_signing_in_leads_to_no_other_site(clerk: User) -> None:
    for wanted in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        assert sign_in(Client(), to=f"?next={wanted}")["Location"] == "/work/"


def test_nobody_has_an_account_until_one_is_made(db: None) -> None:
    assert not User.objects.exists()


def test_whoever_resets_a_password_still_needs_the_second_step(clerk: User) -> None:
    totp.TOTP.activate(clerk, SECRET)
    client = Client()
    client.post("/account/password/reset/", {"email": clerk.email})
    assert sign_in(client)["Location"] == "/account/2fa/authenticate/"


@pytest.mark.usefixtures("stopped_clock")
def test_a_code_opens_once(clerk: User) -> None:
    totp.TOTP.activate(clerk, SECRET)
    code, first, second = code_now(), Client(), Client()
    sign_in(first)
    assert first.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    sign_in(second)
    assert second.post("/account/2fa/authenticate/", {"code": code}).status_code == 200
    assert second.get("/account/sessions/").status_code == 302


def test_a_recovery_code_opens_once_and_cannot_be_guessed(clerk: User) -> None:
    totp.TOTP.activate(clerk, SECRET)
    codes = RecoveryCodes.activate(clerk).get_unused_codes()
    assert len(codes) == len(set(codes)) == 10
    assert min(map(len, codes)) >= 8  # of digits: more than 20 bits
    for status in (302, 200):
        client = Client()
        sign_in(client)
        answer = client.post("/account/2fa/authenticate/", {"code": codes[0]})
        assert answer.status_code == status


def test_seeds_are_drawn_anew(clerk: User) -> None:
    seeds = {totp.generate_totp_secret() for _ in range(50)}
    assert len(seeds) == 50
    assert {len(seed) for seed in seeds} == {32}  # base 32: 160 bits


def test_a_password_stays_good(clerk: User) -> None:
    User.objects.update(created_at=timezone.now() - timedelta(days=3000))
    assert sign_in(Client())["Location"] == "/work/"


def test_an_old_digest_is_made_anew_at_sign_in(clerk: User) -> None:
    weak = Few().encode(PASSWORD, "salt-of-the-old-days")
    User.objects.update(password=weak)
    sign_in(Client())
    clerk.refresh_from_db()
    assert clerk.password != weak
    assert int(clerk.password.split("$")[1]) >= 1_000_000


def test_no_header_is_added_to_an_e_mail(db: None) -> None:
    with transaction.atomic():
        (queued,) = mail.queue(
            by="tests", to=["a@example.org"], subject="One\r\nBcc: b@example.org", text="x"
        )
    assert "\n" not in queued.subject
    assert "\r" not in queued.subject
    with pytest.raises(ValueError, match="Header values"):
        EmailMessage("One\nBcc: b@example.org", "x", to=["a@example.org"]).message()


def test_the_mail_server_s_certificate_is_checked(settings: Any) -> None:
    backend = EmailBackend(use_tls=True)
    assert backend.ssl_context.verify_mode is ssl.CERT_REQUIRED
    assert backend.ssl_context.check_hostname


def test_nobody_learns_who_has_an_account(clerk: User, mailoutbox: list[Any]) -> None:
    answers = []
    for address in (clerk.email, "nobody@example.org"):
        answer = Client().post("/account/password/reset/", {"email": address})
        answers.append((answer.status_code, answer["Location"]))
        page = Client().post("/account/login/", {"login": address, "password": "wrong"})
        answers.append((page.status_code, page.context["form"].non_field_errors()))
    assert answers[:2] == answers[2:]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elevenchars", "too short"),
        ("qwertyuiop123", "made known"),
        ("iloveyou1234", "made known"),
        ("Saferboard2026!!", "anybody would think of"),
        ("Testshire-Council-1", "anybody would think of"),
        ("clerk-clerk-september", "anybody would think of"),
        ("clerk@example.org", "similar"),
    ],
)
def test_a_password_that_others_guess_is_refused(password: str, said: str) -> None:
    Organisation.objects.create(key="council", name="Testshire County Council")
    user = User(post="x", email="clerk@example.org")
    with pytest.raises(ValidationError, match=said):
        validate_password(password, user)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "ж" * 12 + "щ",
        "xq " * 40,
        "0192837465-8",
        "  spaces round  ",
    ],
)
def test_a_password_of_any_characters_and_length_is_taken_and_kept_as_it_is(password: str) -> None:
    validate_password(password, User(post="x", email="x@example.org"))
    user = User(post="x", email="x@example.org")
    user.set_password(password)
    assert identify_hasher(user.password).algorithm == "pbkdf2_sha256"
    assert user.check_password(password)
    assert not user.check_password(password.upper() + "x")
    assert not user.check_password(password[:-1])


@pytest.mark.django_db
def test_passwords_are_hidden_and_managers_may_fill_them_in() -> None:
    page = Client().get("/account/login/").content.decode()
    (field,) = re.findall(r"<input[^>]*name=\"password\"[^>]*>", page)
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page


def test_every_page_of_somebody_signed_in_has_a_way_out(clerk: User) -> None:
    client = Client()
    sign_in(client)
    for page in ("/work/", "/", "/account/2fa/", "/work/people/", "/nothing/"):
        assert 'href="/account/logout/"' in client.get(page).content.decode(), page


def test_what_somebody_is_told_waits_in_the_service(clerk: User) -> None:
    client = Client()
    sign_in(client)
    assert "messages" not in client.cookies
    assert set(client.cookies) <= {"sessionid", "csrftoken"}


def test_nothing_of_a_case_is_kept_on_the_device(clerk: User) -> None:
    page = Client().get("/case-review/").content.decode()
    assert '<main class="govuk-main-wrapper" id="main" tabindex="-1" data-unkept>' in page
    assert "data-unkept" not in Client().get("/accessibility/").content.decode()


def test_a_visitor_cannot_choose_the_address_they_are_counted_by(
    clerk: User, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(12):
        client = Client(headers={"x-forwarded-for": f"192.0.2.{n}, 203.0.113.7"})
        answer = client.post("/account/login/", {"login": f"a{n}@example.org", "password": "x"})
    assert answer.status_code == 429 or "Too many" in answer.content.decode()
    cache.clear()


def test_times_in_the_trail_are_with_their_zone(clerk: User) -> None:
    event = Event.objects.latest("pk")
    assert event.at.tzinfo is not None
    assert abs((timezone.now() - event.at).total_seconds()) < 60
