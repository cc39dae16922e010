"""Settings come from the environment; what is missing or wrong says so and what to write."""

import contextlib
import os
import secrets
import shlex
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The setting as written, without spaces round it."""
    return os.environ.get(name, default).strip()


def words(name: str) -> list[str]:
    """A command in words, as a shell would part them; none if it is not set."""
    try:
        return shlex.split(text(name))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is not a command ({error}). Close every quotation mark."
        ) from error


def switch(name: str, default: str = "no") -> bool:
    """True for yes; the default unless it is set; any other word is refused."""
    word = text(name, default).lower()
    if word in {"yes", "true", "on", "1"}:
        return True
    if word in {"no", "false", "off", "0", ""}:
        return False
    raise ImproperlyConfigured(f"{name} is '{word}'. Set it to yes or no.")


def port(name: str, default: int) -> int:
    """A port's number, 1 to 65535; the default unless it is set."""
    word = text(name) or str(default)
    if not word.isdecimal() or not 1 <= int(word) <= 65535:
        raise ImproperlyConfigured(f"{name} is '{word}'. Set it to a port, as {default}.")
    return int(word)


def days(name: str, default: int) -> int:
    """A number of days, 1 to 366; the default unless it is set."""
    word = text(name) or str(default)
    if not word.isdecimal() or not 1 <= int(word) <= 366:
        raise ImproperlyConfigured(f"{name} is '{word}'. Set it to days, as {default}.")
    return int(word)


def database_url() -> str:
    """``DATABASE_URL``; empty for SQLite in the instance. Anything but PostgreSQL is refused."""
    given = text("DATABASE_URL")
    if given and urlsplit(given).scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL is not for PostgreSQL. "
            "Write it as postgres://user:password@host:5432/name, or leave it out for SQLite."
        )
    return given


def home() -> Path:
    """The folder of this instance, made if it is not there yet (``SAFERBOARD_HOME``)."""
    folder = Path(text("SAFERBOARD_HOME") or "instance").expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {folder} cannot be made ({error.strerror}). "
            "Set SAFERBOARD_HOME to a folder that you may write to."
        ) from error
    return folder


def secret_key(folder: Path, *, embedded: bool) -> str:
    """The key that signs cookies. With the embedded database it is made on first use.

    Several machines may share one PostgreSQL, and must share one key: there it has to be given.
    """
    given = text("SAFERBOARD_SECRET_KEY")
    if given:
        return given
    if not embedded:
        raise ImproperlyConfigured(
            "SAFERBOARD_SECRET_KEY is not set. With DATABASE_URL it must be: set it to 50 random "
            "characters or more, the same on every machine that serves this database."
        )
    path = folder / "secret-key"
    if not path.exists():
        # Written whole beside its place, then linked: nobody reads half a key, the first one stays.
        handle, draft = tempfile.mkstemp(dir=folder)  # mode 0600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="ascii")


def origin() -> tuple[str, str, bool]:
    """``SAFERBOARD_ORIGIN`` (as https://board.example.org): itself, its host, whether it is https.

    Unset, the service answers on loopback only: ("", "", False).
    """
    given = text("SAFERBOARD_ORIGIN").rstrip("/")
    if not given:
        return "", "", False
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"SAFERBOARD_ORIGIN is '{given}'. "
            "Write the address people use, as https://board.example.org, without a path."
        )
    return given, parts.hostname, parts.scheme == "https"


LOOPBACK = frozenset({"", "localhost", "127.0.0.1", "::1"})


def second_step(host: str) -> bool:
    """``SAFERBOARD_SECOND_STEP``: no lets writers in by password alone, on loopback only."""
    wanted = switch("SAFERBOARD_SECOND_STEP", "yes")
    if not wanted and host not in LOOPBACK:
        raise ImproperlyConfigured(
            f"SAFERBOARD_SECOND_STEP is no, but people reach the service at {host}. "
            "Leave it out: only a service on loopback, as a demonstration, may go without."
        )
    return wanted


def directory() -> dict[str, str] | None:
    """A council's own directory to sign in with; None if none is set. Half of one is refused."""
    names = {
        "issuer": "SAFERBOARD_OIDC_ISSUER",
        "client_id": "SAFERBOARD_OIDC_CLIENT_ID",
        "client_secret": "SAFERBOARD_OIDC_CLIENT_SECRET",
    }
    given = {key: text(name) for key, name in names.items()}
    missing = [name for key, name in names.items() if not given[key]]
    if len(missing) == len(names):
        return None
    if missing:
        raise ImproperlyConfigured(
            f"{' and '.join(missing)} not set. Sign-in by a directory needs all of "
            f"{', '.join(names.values())}."
        )
    issuer = urlsplit(given["issuer"])
    if issuer.scheme != "https" and issuer.hostname not in LOOPBACK:
        raise ImproperlyConfigured(
            f"SAFERBOARD_OIDC_ISSUER is '{given['issuer']}'. Write it with https://."
        )
    return given | {"name": text("SAFERBOARD_OIDC_NAME") or "your organisation"}
