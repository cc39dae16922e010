"""The day's work: every task stands alone, and e-mails that could not go at once go now."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from saferboard.cli import daily
from saferboard.web.audit.models import Event
from tests.cli.conftest import saferboard


def test_send_and_daily_say_what_they_did(tmp_path: Path) -> None:
    kept = tmp_path / "home" / "cache" / "pages" / "ab"
    kept.mkdir(parents=True)
    for name in ("forgotten.pdf", "wanted.pdf"):
        (kept / name).write_bytes(b"%PDF-")
    os.utime(kept / "forgotten.pdf", (0, 0))
    done = saferboard("daily", "--on", "2022-06-10", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert "e-mails delivered: 0" in done.stdout
    assert "expired sessions cleared: done" in done.stdout
    assert "kept pages that nobody uses, deleted: 1" in done.stdout
    assert [path.name for path in kept.iterdir()] == ["wanted.pdf"]
    done = saferboard("send", home=tmp_path / "home")
    assert (done.returncode, done.stdout) == (0, "Sent 0, waiting 0, given up 0.\n")


@pytest.mark.django_db
def test_one_that_fails_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    asked: list[date] = []

    def fails() -> None:
        raise OSError("the disk is full")

    day = date(2022, 6, 10)
    tasks = (("reminders of x", fails), ("reminders of y", lambda: asked.append(day)))
    monkeypatch.setattr(daily, "start_service", lambda instance: None)
    monkeypatch.setattr(daily, "instance_of", lambda ctx: None)
    monkeypatch.setattr(daily, "_reminders", lambda on: tasks)
    with pytest.raises(typer.Exit) as left:
        daily.daily(None, on=None)  # type: ignore[arg-type]
    assert left.value.exit_code == 3
    assert asked == [day]
    assert Event.objects.get(action="daily work done").detail == {"failed": ["reminders of x"]}


@pytest.mark.django_db
def test_every_room_is_asked_for_its_reminders() -> None:
    found = [name for name, _ in daily._reminders(date(2022, 6, 10))]
    assert "reminders of papers" in found
    assert "reminders of decisions" in found
