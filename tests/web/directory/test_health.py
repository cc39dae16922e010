"""What the doctor finds in the database: e-mails that are stuck, work that is late."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.actions import record
from saferboard.web.directory import actions, health
from saferboard.web.directory.health import State
from saferboard.web.directory.models import Mail

pytestmark = pytest.mark.django_db


def found(what: str) -> health.Finding:
    return next(one for one in health.findings() if one.what == what)


def mail(**changes: Any) -> Mail:
    told = {"to": "a@example.org", "subject": "s", "text": "t", "queued_by": "clerk"}
    return Mail.objects.create(**told | changes)


def test_e_mails_on_their_way_are_no_worry() -> None:
    now = timezone.now()
    mail(next_at=now + timedelta(hours=4), attempts=4)
    mail(next_at=now - timedelta(minutes=5))
    mail(sent_at=now)
    assert found("e-mails").state is State.OK


@pytest.mark.parametrize(
    ("changes", "state", "said"),
    [
        ({"next_at": -60}, State.FAULT, "1 e-mails wait"),
        ({"begun_at": -60}, State.WARNING, "1 were cut short"),
        ({"attempts": 8}, State.WARNING, "1 of the last seven days were given up"),
    ],
)
def test_e_mails_that_are_stuck(changes: dict[str, int], state: State, said: str) -> None:
    now = timezone.now()
    times = {
        key: now + timedelta(minutes=value) if key.endswith("_at") else value
        for key, value in changes.items()
    }
    mail(**times)
    told = found("e-mails")
    assert (told.state, said in told.told, bool(told.remedy)) == (state, True, True)


@pytest.mark.parametrize(
    ("action", "what"),
    [
        ("daily work done", "daily work"),
        ("backup made", "backup"),
    ],
)
def test_work_that_is_late(action: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(what).state is State.WARNING
    record(by="timer", action=action, object="x")
    assert found(what).state is State.OK
    later = timezone.now() + timedelta(hours=27)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert found(what).state is State.FAULT


def test_work_of_which_a_part_failed() -> None:
    record(by="daily", action="daily work done", object="x", failed=["reminders of papers"])
    told = found("daily work")
    assert (told.state, told.told) == (State.WARNING, "failed: reminders of papers")


def test_a_clock_that_went_back(monkeypatch: pytest.MonkeyPatch) -> None:
    record(by="clerk", action="x", object="y")
    assert found("clock").state is State.OK
    before = timezone.now() - timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: before)
    assert found("clock").state is State.FAULT


def test_accounts_without_their_second_step_are_counted(settings: Any) -> None:
    for role in (Role.CLERK, Role.MEMBER):
        actions.create_account(
            by="x", post=role, email=f"{role}@example.org", password="a long sentence", roles=[role]
        )
    assert found("accounts").told == "2 of 2 accounts have not set up their second step"
    settings.SECOND_STEP_FOR_READERS = False
    assert found("accounts").told == "1 of 2 accounts have not set up their second step"


def test_readers_who_were_let_off_are_told(settings: Any) -> None:
    settings.SECOND_STEP = True
    assert found("second step").told == "asked of everybody"
    settings.SECOND_STEP_FOR_READERS = False
    assert found("second step").state is State.WARNING
    assert "members who only read" in found("second step").told


def test_every_trouble_comes_with_a_remedy() -> None:
    for one in health.findings():
        assert bool(one.remedy) is (one.state is not State.OK), one
