"""Files as they came, kept under the SHA-256 of what is in them: written once, never changed.

A file is whole and safe on the disk before the row that names it is stored. One that no row names,
because the transaction failed, does no harm.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from saferboard.core.document.tree import Picture
from saferboard.engines.tables.disk import full_disk_refused, sync

_PIECE = 1 << 20


class Damaged(Exception):
    """A kept file is not what was put there."""


ARRIVING = "arriving-"
DAY = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A kept file: the SHA-256 of its bytes, the name it came with, how many bytes it has."""

    sha: str
    name: str
    size: int

    @property
    def path(self) -> Path:
        """Where it stands."""
        return where(self.sha)

    def read(self) -> bytes:
        """All of it; what is not what was put there is told, never given."""
        data = self.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha:
            raise Damaged(f"the kept file {self.sha} is not what was put there: restore it")
        return data


def where(sha: str) -> Path:
    """The place of a file: the first two letters of its hash are its folder."""
    return Path(settings.MEDIA_ROOT) / sha[:2] / sha


def keep(data: bytes | Iterable[bytes], name: str) -> StoredFile:
    """Keep bytes, or pieces of them as they arrive, under a name freed of any path."""
    root = Path(settings.MEDIA_ROOT)
    pieces = (data,) if isinstance(data, bytes) else data
    with full_disk_refused(root):
        root.mkdir(parents=True, exist_ok=True)
        handle, arriving = tempfile.mkstemp(prefix=ARRIVING, dir=root)
        try:
            with os.fdopen(handle, "wb") as file:
                sha, size = _written(file.fileno(), pieces)
            _placed(Path(arriving), where(sha))
        finally:
            Path(arriving).unlink(missing_ok=True)
    return StoredFile(sha, clean_name(name), size)


def _written(handle: int, pieces: Iterable[bytes]) -> tuple[str, int]:
    found, size = hashlib.sha256(), 0
    for piece in pieces:
        found.update(piece)
        size += len(piece)
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(handle, rest) :]
    os.fsync(handle)
    return found.hexdigest(), size


def _placed(arriving: Path, place: Path) -> None:
    """A file that is there already is the same and stays."""
    if place.exists():
        return
    if not place.parent.exists():
        place.parent.mkdir(exist_ok=True)
        sync(place.parent.parent)
    arriving.chmod(0o440)
    arriving.replace(place)
    sync(place.parent)


def clear_arrivals(now: float) -> int:
    """Delete what began to arrive a day ago or earlier and never did, as when the power failed.

    ``now`` is in seconds, as files have it. How many were deleted.
    """
    stale = [
        path
        for path in Path(settings.MEDIA_ROOT).glob(f"{ARRIVING}*")
        if path.stat().st_mtime < now - DAY
    ]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def clean_name(name: str) -> str:
    """The last part of a name, whatever slashes it has, without what no file name should hold."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:10]}" if stem else (shown[:100] or "file")


def picture(drawn: Picture) -> bytes:
    """The bytes of a picture in a document."""
    return StoredFile(drawn.sha, f"picture.{drawn.kind}", 0).read()
