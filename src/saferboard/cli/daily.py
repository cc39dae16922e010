"""``saferboard daily``: what is done once a day. A timer runs it every morning."""

import importlib.util
import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from importlib import import_module
from typing import Annotated

import typer

from saferboard.cli.instance import COMPLAINED, SAID, instance_of, start_service

BY = "daily"
OURS = 3
Task = tuple[str, Callable[[], object]]


def daily(
    ctx: typer.Context,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day to act for.", show_default="today"),
    ] = None,
) -> None:
    """Remind whoever owes something, deliver e-mails, clear away what has expired.

    Each task stands alone: one that fails is told of, and the others are still done.
    """
    start_service(instance_of(ctx))
    from django.utils import timezone

    day = on.date() if on else timezone.localdate()
    failed = [name for name, task in (*_reminders(day), *_chores()) if not _done(name, task)]
    _note(day, failed)
    if failed:
        COMPLAINED.print(f"Failed: {', '.join(failed)}. The lines above say why.")
        raise typer.Exit(OURS)


def _done(name: str, task: Callable[[], object]) -> bool:
    try:
        told = task()
    except Exception:
        logging.getLogger(__name__).exception("%s failed", name)
        return False
    SAID.print(f"{name}: {'done' if told is None else told}")
    return True


def _reminders(day: date) -> Iterator[Task]:
    """``remind(today)`` of every room that has one among its actions."""
    from django.apps import apps

    for room in apps.get_app_configs():
        actions = f"{room.name}.actions"
        if room.name.startswith("saferboard.") and importlib.util.find_spec(actions):
            yield f"reminders of {room.label}", partial(_remind, actions, day)


def _remind(actions: str, day: date) -> object:
    remind = getattr(import_module(actions), "remind", None)
    return "none" if remind is None else remind(day)


def _chores() -> Iterator[Task]:
    from django.core.management import call_command
    from django.utils import timezone

    from saferboard.web.board.papers import files
    from saferboard.web.directory import mail
    from saferboard.web.publish import alerts_actions

    now = timezone.now()
    yield "e-mails delivered", lambda: mail.deliver(now).sent
    yield "old e-mails forgotten", lambda: mail.forget(now)
    yield "addresses never confirmed, deleted", lambda: alerts_actions.expire(now=now)
    yield "uploads never finished, deleted", lambda: files.clear_arrivals(now.timestamp())
    yield "expired sessions cleared", lambda: call_command("clearsessions")


def _note(day: date, failed: list[str]) -> None:
    """The audit trail says that the day's work was done; ``saferboard doctor`` looks there."""
    from django.db import transaction

    from saferboard.web.audit.actions import record

    with transaction.atomic():
        record(by=BY, action="daily work done", object=day.isoformat(), failed=failed)
