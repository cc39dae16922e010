"""A log tells of a fault where it is and what it is, and nothing that anybody wrote."""

import logging
import re
import sys
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from saferboard.web import logs
from saferboard.web import urls as service
from saferboard.web.directory.models import Organisation, User
from saferboard.web.directory.permissions import Permission, needs

CANARY = "Zzcanaryname"


@needs(Permission.INFORMATION_READ)
def failing(request: HttpRequest, name: str) -> HttpResponse:
    """A page that fails with somebody's words in its fault."""
    try:
        int(name)
    except ValueError as error:
        raise RuntimeError(f"no number for {name}") from error
    return HttpResponse("")


urlpatterns = [path("test/<str:name>/fail/", failing), *service.urlpatterns]


def line(name: str, message: str, *args: object, fault: BaseException | None = None) -> str:
    """What the service's log says of one record."""
    about = (type(fault), fault, fault.__traceback__) if fault else None
    record = logging.LogRecord(name, logging.ERROR, "/code/x.py", 7, message, args, about)
    return logs.Plain().format(record)


def caught(*ways: Any) -> BaseException:
    try:
        ways[0](*ways[1:])
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


def test_a_line_says_when_in_utc_how_grave_who_and_what() -> None:
    told = line("saferboard.x", "%s failed", "reminders")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ERROR saferboard.x reminders failed", told
    )


@pytest.mark.parametrize("name", ["django.security", "allauth", "polars"])
def test_of_a_library_s_message_only_what_stands_in_its_code_is_kept(name: str) -> None:
    assert CANARY not in line(name, "Invalid host %s on %r", CANARY, CANARY)
    assert line(name, "%s has %d rows", CANARY, 12).endswith("… has 12 rows")
    assert CANARY not in line(name, f"Detected path traversal in {CANARY}")
    assert CANARY not in line(name, "%d rows", CANARY)


def test_nobody_writes_a_line_of_their_own() -> None:
    told = line("saferboard.x", "odd %s", "word\nERROR forged\r\x1b[2J\u2028next")
    assert "\n" not in told
    assert "\r" not in told
    assert "\x1b" not in told
    assert "\u2028" not in told


def test_a_fault_is_told_by_its_places_and_kinds_without_its_words() -> None:
    def outer() -> None:
        try:
            int(CANARY)
        except ValueError as error:
            raise RuntimeError(f"of {CANARY}") from error

    told = line("django.request", "%s", CANARY, fault=caught(outer))
    assert CANARY not in told
    assert "RuntimeError (words withheld)" in told
    assert "which came of" in told
    assert "ValueError (words withheld)" in told
    assert re.search(r"test_logs\.py:\d+ in outer", told)


def test_another_handler_s_words_are_not_taken_over() -> None:
    fault = caught(int, CANARY)
    record = logging.LogRecord("x", 40, "x.py", 1, "m", (), (type(fault), fault, None))
    assert CANARY in logging.Formatter().format(record)
    assert CANARY not in logs.Plain().format(record)


def test_a_fault_that_is_its_own_cause_ends() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert logs.trace(first).count("ValueError") == 2


@pytest.mark.django_db
def test_a_database_s_fault_names_its_constraint_and_no_value() -> None:
    Organisation.objects.create(key=CANARY.lower(), name=CANARY)

    def again() -> None:
        with transaction.atomic():
            Organisation.objects.create(key=CANARY.lower(), name=CANARY)

    fault = caught(again)
    assert isinstance(fault, IntegrityError)
    told = line("django.request", "%s", "x", fault=fault)
    assert CANARY.lower() not in told.lower()
    if connection.vendor == "postgresql":
        assert CANARY.lower() in str(fault)  # as PostgreSQL says it: Key (key)=(...)
        assert "constraint_name=directory_organisation_key" in told
    else:
        assert "UNIQUE constraint failed: directory_organisation.key" in told


@pytest.mark.django_db
def test_a_value_that_a_column_does_not_take_is_not_repeated() -> None:
    def asked() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT no_such_column FROM {CANARY}")  # noqa: S608

    fault = caught(asked)
    assert isinstance(fault, DatabaseError)
    assert CANARY.lower() in str(fault).lower()
    assert CANARY.lower() not in line("django.request", "%s", "x", fault=fault).lower()


@pytest.mark.django_db
def test_a_page_that_fails_is_logged_by_its_pattern_and_shows_nothing(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ROOT_URLCONF = __name__
    caplog.handler.setFormatter(logs.Plain())
    logging.getLogger("django").addHandler(caplog.handler)
    try:
        answer = Client(raise_request_exception=False).get(f"/test/{CANARY}/fail/?q={CANARY}")
    finally:
        logging.getLogger("django").removeHandler(caplog.handler)
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert "500 GET /test/<str:name>/fail/" in caplog.text
    assert "RuntimeError (words withheld)" in caplog.text
    assert CANARY not in caplog.text


def test_every_handler_of_the_service_writes_this_way(settings: Any) -> None:
    given = settings.LOGGING
    assert {one["formatter"] for one in given["handlers"].values()} == {"plain"}
    assert given["formatters"]["plain"]["()"] == "saferboard.web.logs.Plain"
    for name in ("", "django", "django.request", "django.security", "django.server"):
        logger: logging.Logger | None = logging.getLogger(name)
        while logger is not None:
            for handler in logger.handlers:
                ours = type(handler) is logging.StreamHandler and handler.stream is sys.stderr
                assert not ours or isinstance(handler.formatter, logs.Plain)
                assert "Email" not in type(handler).__name__
            logger = logger.parent if logger.propagate else None


@pytest.mark.django_db
def test_who_is_refused_and_where_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    member = User.objects.create(post="member", email=f"{CANARY}@example.org", roles=["member"])
    client = Client()
    client.force_login(member)
    security = logging.getLogger("saferboard.security")
    assert security.isEnabledFor(logging.INFO)
    security.addHandler(caplog.handler)
    caplog.set_level(logging.INFO, "saferboard.security")
    try:
        client.get("/work/audit/")
        Client().get("/work/audit/")
    finally:
        security.removeHandler(caplog.handler)
    told = [one.getMessage() for one in caplog.records if one.name == "saferboard.security"]
    assert told == [
        f"refused: GET /work/audit/, account {member.pk}",
        "refused: GET /work/audit/, visitor",
    ]
    assert CANARY not in caplog.text


@pytest.mark.django_db
def test_a_limit_that_is_reached_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    cache.clear()
    security = logging.getLogger("saferboard.security")
    security.addHandler(caplog.handler)
    try:
        answers = [
            Client().post("/alerts/", {"email": f"{CANARY}@example.org"}).status_code
            for _ in range(11)
        ]
    finally:
        security.removeHandler(caplog.handler)
        cache.clear()
    assert answers[-1] == 429
    assert "limit reached: alerts, visitor" in caplog.text
    assert CANARY not in caplog.text
