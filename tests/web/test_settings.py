"""Settings say what is missing; answers carry what protects the reader."""

import stat
from pathlib import Path

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
