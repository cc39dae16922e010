"""Heads of the chain, kept in a file beside the database: what is cut off at its end is missed."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from saferboard.core.audit.chain import Head, read_head
from saferboard.web.audit import verifying

NAME = "audit-heads"


@dataclass(frozen=True, slots=True)
class Noted:
    """A head, and when it was noted, as the file tells it."""

    head: Head
    at: str


def path() -> Path:
    """The instance's own file of heads."""
    return Path(settings.HOME) / NAME


def note(now: datetime) -> Head | None:
    """Add the head of now to the file, for its owner alone; None before there is any."""
    head = verifying.head()
    if head is None or head in (noted.head for noted in noted()[-1:]):
        return head
    line = f"{head} {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n"
    file = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.ftruncate(file, len(_whole()))
        os.write(file, line.encode("ascii"))  # one piece: two machines may share the folder
        os.fsync(file)
    finally:
        os.close(file)
    return head


def noted() -> list[Noted]:
    """The heads of the file, oldest first. A line that is none is refused."""
    found = []
    for place, line in enumerate(_whole().decode("ascii", "replace").splitlines(), 1):
        told, _, at = line.partition(" ")
        found.append(Noted(read_head(told, where=f"{NAME}, line {place}"), at))
    return found


def _whole() -> bytes:
    """The file without a last line that was cut short: the machine went down as it was written."""
    data = path().read_bytes() if path().exists() else b""
    return data[: data.rfind(b"\n") + 1]
