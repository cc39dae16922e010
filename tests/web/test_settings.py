"""Settings say what is missing; answers carry what protects the reader."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from saferboard.web import environment


@pytest.mark.parametrize(
    ("word", "meant"), [("yes", True), ("1", True), ("No", False), ("", False)]
)
def test_a_switch(word: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFERBOARD_DEBUG", word)
    assert environment.switch("SAFERBOARD_DEBUG") is meant


def test_a_switch_that_is_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFERBOARD_DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="Set it to yes or no"):
        environment.switch("SAFERBOARD_DEBUG")


def test_a_key_is_made_once_and_kept_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAFERBOARD_SECRET_KEY")
    key = environment.secret_key(tmp_path, embedded=True)
    assert len(key) > 60
    assert environment.secret_key(tmp_path, embedded=True) == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_shared_database_needs_a_shared_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAFERBOARD_SECRET_KEY")
    with pytest.raises(ImproperlyConfigured, match="set it to 50 random"):
        environment.secret_key(tmp_path, embedded=False)
    monkeypatch.setenv("SAFERBOARD_SECRET_KEY", "given")
    assert environment.secret_key(tmp_path, embedded=False) == "given"


def test_a_home_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SAFERBOARD_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(ImproperlyConfigured, match="Set SAFERBOARD_HOME to a folder"):
        environment.home()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("", ("", "", False)),
        ("https://board.example.org/", ("https://board.example.org", "board.example.org", True)),
        ("http://board.local:8000", ("http://board.local:8000", "board.local", False)),
    ],
)
def test_an_origin(
    given: str, meant: tuple[str, str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFERBOARD_ORIGIN", given)
    assert environment.origin() == meant


@pytest.mark.parametrize("given", ["board.example.org", "ftp://x", "https://x/path"])
def test_an_origin_that_is_none(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFERBOARD_ORIGIN", given)
    with pytest.raises(ImproperlyConfigured, match="Write the address people use"):
        environment.origin()


@pytest.mark.parametrize("given", ["0", "65536", "smtp"])
def test_a_port_that_is_none(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFERBOARD_SMTP_PORT", given)
    with pytest.raises(ImproperlyConfigured, match="Set it to a port, as 587"):
        environment.port("SAFERBOARD_SMTP_PORT", 587)


@pytest.mark.parametrize("word", ["0", "367", "a week", "-1"])
def test_days_that_are_none_are_refused(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.days("SAFERBOARD_FIRST_PASSWORD_DAYS", 7) == 7
    monkeypatch.setenv("SAFERBOARD_FIRST_PASSWORD_DAYS", word)
    with pytest.raises(ImproperlyConfigured, match="Set it to days, as 7"):
        environment.days("SAFERBOARD_FIRST_PASSWORD_DAYS", 7)


@pytest.mark.parametrize(
    ("word", "host", "meant"),
    [("", "board.example.org", True), ("no", "", False), ("no", "localhost", False)],
)
def test_a_second_step_is_left_out_on_loopback_alone(
    word: str, host: str, meant: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAFERBOARD_SECOND_STEP")
    if word:
        monkeypatch.setenv("SAFERBOARD_SECOND_STEP", word)
    assert environment.second_step(host) is meant


def test_a_second_step_is_not_left_out_where_people_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFERBOARD_SECOND_STEP", "no")
    with pytest.raises(ImproperlyConfigured, match="only a service on loopback"):
        environment.second_step("board.example.org")


OIDC = {
    "SAFERBOARD_OIDC_ISSUER": "https://login.example.org/",
    "SAFERBOARD_OIDC_CLIENT_ID": "saferboard",
    "SAFERBOARD_OIDC_CLIENT_SECRET": "only for tests",
}


@pytest.mark.parametrize("name", ["", "Testshire County Council"])
def test_a_directory_to_sign_in_with(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.directory() is None
    for key, value in (OIDC | {"SAFERBOARD_OIDC_NAME": name}).items():
        monkeypatch.setenv(key, value)
    found = environment.directory()
    assert found == {
        "issuer": "https://login.example.org/",
        "client_id": "saferboard",
        "client_secret": "only for tests",
        "name": name or "your organisation",
    }


@pytest.mark.parametrize("missing", list(OIDC))
def test_half_a_directory_is_refused(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in OIDC.items():
        monkeypatch.setenv(key, "" if key == missing else value)
    with pytest.raises(ImproperlyConfigured, match=f"{missing} not set"):
        environment.directory()


def test_a_directory_that_is_not_encrypted_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in (OIDC | {"SAFERBOARD_OIDC_ISSUER": "http://login.example.org"}).items():
        monkeypatch.setenv(key, value)
    with pytest.raises(ImproperlyConfigured, match="with https"):
        environment.directory()


def settings_with(home: Path, **given: str) -> dict[str, object]:
    """The settings of a process that starts with this environment and no other of ours."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAFERBOARD_")}
    kept.pop("DATABASE_URL", None)
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json; from saferboard.web import settings as s;"
            "print(json.dumps({k: v for k, v in vars(s).items() if k.isupper()}, default=str))",
        ],
        env=kept | {"SAFERBOARD_HOME": str(home)} | given,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(told.stdout)
    return found


ON_LOOPBACK = {
    "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
    "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
    "DEFAULT_FROM_EMAIL": "noreply@localhost",
    "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
}
PUBLIC = {
    "ALLOWED_HOSTS": ["board.example.org"],
    "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "DEFAULT_FROM_EMAIL": "noreply@board.example.org",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_PORT": 587,
    "EMAIL_HOST_USER": "",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
}
AS_GIVEN = PUBLIC | {
    "DEFAULT_FROM_EMAIL": "board@example.org",
    "EMAIL_PORT": 465,
    "EMAIL_HOST_USER": "board",
    "EMAIL_HOST_PASSWORD": "only for tests",
    "EMAIL_USE_TLS": False,
    "EMAIL_USE_SSL": True,
}
ORIGIN = {
    "SAFERBOARD_ORIGIN": "https://board.example.org",
    "SAFERBOARD_SMTP_HOST": "mail.example.org",
}
MAIL = {
    "SAFERBOARD_SMTP_PORT": "465",
    "SAFERBOARD_SMTP_USER": "board",
    "SAFERBOARD_SMTP_PASSWORD": "only for tests",
    "SAFERBOARD_MAIL_FROM": "board@example.org",
}
LOCAL_MAIL = {"SAFERBOARD_SMTP_TLS": "no"}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({}, ON_LOOPBACK),
        (ORIGIN, PUBLIC),
        (ORIGIN | MAIL, AS_GIVEN),
        (ORIGIN | LOCAL_MAIL, PUBLIC | {"EMAIL_USE_TLS": False}),
    ],
)
def test_what_is_given_and_what_is_not(
    given: dict[str, str], meant: dict[str, object], tmp_path: Path
) -> None:
    found = settings_with(tmp_path, **given)
    assert {name: found[name] for name in meant} == meant


def test_whatever_the_service_writes_is_for_its_owner_alone(tmp_path: Path) -> None:
    written = tmp_path / "written"
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from saferboard.web import wsgi; open(sys.argv[1], 'w').close()",
            str(written),
        ],
        env=os.environ | {"SAFERBOARD_HOME": str(tmp_path)},
        check=True,
    )
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_link_is_made_for_no_other_host(visitor: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["board.example.org"]
    asked = {"email": "clerk@example.org"}
    for host in ("elsewhere.example", "localhost", "127.0.0.1"):
        answer = visitor.post("/account/password/reset/", asked, headers={"host": host})
        assert answer.status_code == 400
    assert visitor.get("/health", headers={"host": "board.example.org"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/account/login/", "/health", "/nothing"])
def test_every_answer_protects_its_reader(url: str, visitor: Client) -> None:
    answer = visitor.get(url)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/account/login/", "/accessibility/"])
def test_no_page_holds_anything_inline(url: str, visitor: Client) -> None:
    page = visitor.get(url).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count('<script type="module" src="/static/')


@pytest.mark.django_db
def test_health_wants_a_database(visitor: Client) -> None:
    answer = visitor.get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
