"""What ``saferboard doctor`` looks at: each check says how it is and, if not well, what to do."""

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from saferboard.core.faults import Refused
from saferboard.web.audit import chaining, frozen, heads, verifying
from saferboard.web.audit.models import Event
from saferboard.web.directory import mail, mfa
from saferboard.web.directory.models import Mail, User
from saferboard.web.look.context import is_built

LITTLE, TOO_LITTLE = 2_000_000_000, 200_000_000  # bytes free
KEY = 50  # characters
LATE = timedelta(minutes=30)  # a mail that was due so long ago is stuck
A_DAY = timedelta(hours=26)


class State(StrEnum):
    """How it is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's."""

    what: str
    state: State
    told: str
    remedy: str = ""


Check = Callable[[], Finding]
FURTHER: list[Check] = []
"""Each room that has something to look at adds its own when the service starts."""


def findings() -> Iterator[Finding]:
    """Every check in turn. Without a database only those that need none."""
    reached = _database()
    yield reached
    yield from (check() for check in (_space, _folder, _key, _second_step, _origin, _look, _mail))
    if reached.state is State.OK:
        steps = _migrated()
        yield steps
        if steps.state is State.OK:
            checks = (_triggers, _trail, _clock, _people, _waiting_mail, _daily, _backup, *FURTHER)
            yield from (check() for check in checks)


def _ok(what: str, told: str) -> Finding:
    return Finding(what, State.OK, told)


def _warning(what: str, told: str, remedy: str) -> Finding:
    return Finding(what, State.WARNING, told, remedy)


def _fault(what: str, told: str, remedy: str) -> Finding:
    return Finding(what, State.FAULT, told, remedy)


def _database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        return _fault("database", said, "start it, or correct DATABASE_URL")
    return _ok("database", f"{connection.display_name} answers")


def _migrated() -> Finding:
    loader = MigrationLoader(connection)
    left = len(set(loader.graph.nodes) - set(loader.applied_migrations))
    if left:
        told = f"{left} step{'' if left == 1 else 's'} behind this version"
        return _fault("tables", told, "run saferboard manage migrate, or start the service")
    return _ok("tables", "as this version wants them")


def _triggers() -> Finding:
    gone = sorted(frozen.missing_triggers(connection))
    if gone:
        told = f"{', '.join(gone)} can be changed: its triggers are gone"
        return _fault("written once", told, "restore the newest backup, and find out who did it")
    return _ok("written once", "the database refuses changes to what is written once")


def _trail() -> Finding:
    """What is quickly seen of the chain: that it goes on, and that it still holds the last head."""
    remedy = "run saferboard audit verify, keep the database as it is, and find out who did it"
    if chaining.missing_triggers(connection):
        return _fault("audit trail", "new events are not linked: its triggers are gone", remedy)
    try:
        noted = heads.noted()[-1:]
    except Refused as refused:
        return _fault("audit trail", f"{refused.faults[0].where} is no head", remedy)
    for last in noted:
        if not verifying.holds(last.head):
            return _fault("audit trail", f"the head noted on {last.at} is not in it", remedy)
        return _ok("audit trail", f"holds the head noted on {last.at}")
    return _warning("audit trail", "no head was noted", "let a timer run saferboard daily")


def _space() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    told = f"{free / 1_000_000_000:,.1f} GB free"
    if free < TOO_LITTLE:
        return _fault("disk", told, "free some space now: soon nothing can be saved")
    if free < LITTLE:
        return _warning("disk", told, "free some space, or move the instance to a larger disk")
    return _ok("disk", told)


def _folder() -> Finding:
    home: Path = settings.HOME
    held = (home, home / "secret-key", home / "saferboard.sqlite3", home / "media", home / "lake")
    seen = [path for path in held if path.exists()]
    others = [path.name for path in seen if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if others:
        told = f"other accounts of this machine may use {', '.join(others)}"
        return _warning("folder", told, f"run chmod -R go= {home}")
    return _ok("folder", "for its owner alone")


def _key() -> Finding:
    if len(settings.SECRET_KEY) < KEY:
        told = f"SAFERBOARD_SECRET_KEY has {len(settings.SECRET_KEY)} characters"
        return _fault("secret key", told, f"set it to {KEY} random characters or more")
    return _ok("secret key", "long enough")


def _second_step() -> Finding:
    if not settings.SECOND_STEP:
        told = "whoever knows a password can change everything"
        return _warning("second step", told, "take SAFERBOARD_SECOND_STEP out of the environment")
    if not settings.SECOND_STEP_FOR_READERS:
        told = "members who only read sign in by password alone"
        remedy = "take SAFERBOARD_SECOND_STEP_FOR_READERS out of the environment"
        return _warning("second step", told, remedy)
    return _ok("second step", "asked of everybody")


def _people() -> Finding:
    users = User.objects.filter(is_active=True)
    without = sum(mfa.is_needed(user) and not mfa.has_step(user) for user in users)
    if without and not settings.DIRECTORY:
        told = f"{without} of {len(users)} accounts have not set up their second step"
        return _warning("accounts", told, "ask them to sign in once; until then they cannot work")
    return _ok("accounts", f"{len(users)} open")


def _origin() -> Finding:
    if settings.DEBUG and settings.ORIGIN:
        told = "faults are shown in the browser"
        return _fault("address", told, "take SAFERBOARD_DEBUG out of the environment")
    if not settings.ORIGIN:
        told = "loopback only; links in e-mails lead to localhost"
        return _warning("address", told, "set SAFERBOARD_ORIGIN to the address people use")
    if not settings.ORIGIN.startswith("https://"):
        told = f"{settings.ORIGIN} is not encrypted"
        return _warning("address", told, "put a proxy with a certificate before it")
    return _ok("address", settings.ORIGIN)


def _look() -> Finding:
    if not is_built():
        return _warning("look", "plain: GOV.UK Frontend was not compiled", "run make assets")
    return _ok("look", "compiled")


def _mail() -> Finding:
    if not settings.EMAIL_HOST:
        told = f"written to {settings.EMAIL_FILE_PATH}, not sent"
        return _warning("mail server", told, "set SAFERBOARD_SMTP_HOST")
    backend = get_connection(fail_silently=False)
    try:
        backend.open()
        backend.close()
    except mail.FAILED as error:
        told = f"{settings.EMAIL_HOST} does not take mail from us ({type(error).__name__})"
        return _fault("mail server", told, "correct the settings of mail, or wait for it")
    return _ok("mail server", f"{settings.EMAIL_HOST} answers")


def _waiting_mail() -> Finding:
    now = timezone.now()
    late = Mail.objects.filter(next_at__lt=now - LATE).count()
    cut = mail.doubtful(now).count()
    lost = Mail.objects.filter(
        next_at=None, begun_at=None, sent_at=None, queued_at__gt=now - timedelta(days=7)
    ).count()
    if late:
        told = f"{late} e-mails wait that should have gone"
        return _fault("e-mails", told, "let a timer run saferboard send every five minutes")
    if cut:
        told = f"{cut} were cut short and may not have gone"
        return _warning("e-mails", told, "run saferboard send --again; some may arrive twice")
    if lost:
        told = f"{lost} of the last seven days were given up"
        return _warning("e-mails", told, "correct the addresses of the accounts")
    return _ok("e-mails", "none is stuck")


def _clock() -> Finding:
    newest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    now = timezone.now()
    if newest and newest > now + timedelta(minutes=1):
        told = f"it says {now:%-d %B %Y, %H:%M} UTC, and the trail has later entries"
        return _fault("clock", told, "set the clock of every machine by NTP")
    return _ok("clock", f"{timezone.localtime(now):%-d %B %Y, %H:%M}")


def _daily() -> Finding:
    last = _last("daily work done")
    remedy = "let a timer run saferboard daily every morning"
    if last is None:
        return _warning("daily work", "never done", remedy)
    if _age(last) > A_DAY:
        return _fault("daily work", f"last done on {last.at:%-d %B %Y}", remedy)
    if failed := last.detail.get("failed"):
        told = f"failed: {', '.join(failed)}"
        return _warning("daily work", told, "run saferboard daily and read what it says")
    return _ok("daily work", f"done on {last.at:%-d %B %Y}")


def _backup() -> Finding:
    last = _last("backup made")
    remedy = "let a timer run saferboard backup every night, and keep copies elsewhere"
    if last is None:
        return _warning("backup", "never made", remedy)
    if _age(last) > A_DAY:
        return _fault("backup", f"last made on {last.at:%-d %B %Y}", remedy)
    return _ok("backup", f"{last.object}, {last.at:%-d %B %Y}")


def _last(action: str) -> Event | None:
    return Event.objects.filter(action=action).order_by("-at", "-pk").first()


def _age(event: Event) -> timedelta:
    at: datetime = event.at
    return timezone.now() - at
