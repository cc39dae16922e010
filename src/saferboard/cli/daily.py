"""``saferboard daily``: what is done once a day. A timer runs it every morning."""

import importlib.util
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from saferboard.cli.instance import COMPLAINED, SAID, instance_of, start_service

BY = "daily"
OURS = 3
UNUSED = timedelta(days=60)  # what can be made again and nobody has wanted since is cleared away
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
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from saferboard.web.audit import heads
    from saferboard.web.board.papers import files
    from saferboard.web.directory import mail
    from saferboard.web.publish import alerts_actions

    now = timezone.now()
    # Told too, so that the journal of the machine holds it, and not only the instance's folder.
    yield "head of the audit trail noted", lambda: heads.note(now) or "none yet"
    yield "e-mails delivered", lambda: mail.deliver(now).sent
    yield "old e-mails forgotten", lambda: mail.forget(now)
    yield "addresses never confirmed, deleted", lambda: alerts_actions.expire(now=now)
    yield "uploads never finished, deleted", lambda: files.clear_arrivals(now.timestamp())
    yield "expired sessions cleared", lambda: call_command("clearsessions")
    unused = (now - UNUSED).timestamp()
    for name in ("pages", "charts"):
        folder = Path(settings.CACHE) / name
        yield f"kept {name} that nobody uses, deleted", partial(_clear, folder, unused)


def _clear(folder: Path, before: float) -> int:
    """Delete the files last used before then; whatever else happens to one is its own affair."""
    gone = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone


def _note(day: date, failed: list[str]) -> None:
    """The audit trail says that the day's work was done; ``saferboard doctor`` looks there."""
    from django.db import transaction

    from saferboard.web.audit.actions import record

    with transaction.atomic():
        record(by=BY, action="daily work done", object=day.isoformat(), failed=failed)
