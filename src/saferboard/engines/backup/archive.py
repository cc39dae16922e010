"""A backup is one tar file: the parts of an instance, then a manifest with the SHA-256 of each.

The manifest comes last, so a file that was cut short has none and is refused.
"""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import TypeAdapter, ValidationError

from saferboard.core.faults import Refused, refuse
from saferboard.engines.tables.disk import full_disk_refused, sync

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
Progress = Callable[[int], None]
"""Told of so many bytes more."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """What is backed up: which database, as of which version, with how many rows by table."""

    version: str
    database: str
    migrations: tuple[str, ...]
    tables: dict[str, int]
    has_key: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    made_at: datetime
    about: About
    parts: tuple[Part, ...]


_MANIFEST = TypeAdapter(Manifest)


class _Reader(io.RawIOBase):
    """Reads a stream, and knows the digest and the number of bytes that were read."""

    def __init__(self, stream: IO[bytes], progress: Progress) -> None:
        self._stream, self._progress = stream, progress
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.digest.update(data)
        self._progress(len(data))
        return data


def write(
    target: Path, parts: Sequence[tuple[str, Path]], about: About, progress: Progress
) -> Manifest:
    """Write the backup whole, or not at all; a file that is there is not replaced."""
    folder = target.parent
    if target.exists():
        raise refuse(
            "there is such a file already",
            where=str(target),
            expected="a new file: a backup replaces none",
            remedy="give another name, or a folder to have it named by the time",
        )
    with full_disk_refused(folder):
        handle, draft = tempfile.mkstemp(prefix=".backup-", dir=folder)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
                made = tuple(_add(tar, name, path, progress) for name, path in parts)
                manifest = Manifest(FORMAT, datetime.now(UTC), about, made)
                _put(tar, MANIFEST, _MANIFEST.dump_json(manifest, indent=1))
            sync(Path(draft))
            os.link(draft, target)  # refuses to take another's place, unlike a renaming
        finally:
            Path(draft).unlink()
        sync(folder)
    return manifest


def _add(tar: tarfile.TarFile, name: str, path: Path, progress: Progress) -> Part:
    with path.open("rb") as stream:
        entry = tarfile.TarInfo(name)
        entry.size = os.fstat(stream.fileno()).st_size
        entry.mode = 0o600
        reader = _Reader(stream, progress)
        tar.addfile(entry, reader)
    return Part(name, entry.size, reader.digest.hexdigest())


def _put(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    entry.mode = 0o600
    tar.addfile(entry, io.BytesIO(data))


def verify(path: Path, progress: Progress) -> Manifest:
    """Read all of it and compare every part with the manifest; refused if anything differs."""
    return _read(path, progress, None)


def unpack(path: Path, into: Path, progress: Progress) -> Manifest:
    """Verify, and write the parts into a folder; the caller throws it away if this is refused."""
    with full_disk_refused(into):
        return _read(path, progress, into)


def _read(path: Path, progress: Progress, into: Path | None) -> Manifest:
    found: list[Part] = []
    manifest: Manifest | None = None
    with _damage_refused(path), tarfile.open(path, mode="r:") as tar:
        for entry in tar:
            stream = tar.extractfile(entry) if entry.isreg() else None
            if manifest is not None or stream is None or not _is_safe(entry.name):
                raise _damaged(path, f"it holds something strange: {entry.name!r}")
            if entry.name == MANIFEST:
                manifest = _manifest(path, stream.read())
            else:
                found.append(_take(entry, stream, progress, into))
    if manifest is None:
        raise _damaged(path, "it ends before its manifest")
    _compare(path, manifest.parts, found)
    return manifest


def _take(entry: tarfile.TarInfo, stream: IO[bytes], progress: Progress, into: Path | None) -> Part:
    reader = _Reader(stream, progress)
    with _writing(into, entry.name) as out:
        while chunk := reader.read(CHUNK):
            if out is not None:
                out.write(chunk)
    return Part(entry.name, entry.size, reader.digest.hexdigest())


@contextmanager
def _writing(into: Path | None, name: str) -> Iterator[IO[bytes] | None]:
    if into is None:
        yield None
        return
    path = into / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        yield out
        out.flush()
        os.fsync(handle)


def _manifest(path: Path, data: bytes) -> Manifest:
    try:
        manifest = _MANIFEST.validate_json(data)
    except ValidationError:
        raise _damaged(path, "its manifest cannot be read") from None
    if manifest.format != FORMAT:
        raise _damaged(path, f"it is of format {manifest.format}, not {FORMAT}")
    return manifest


def _compare(path: Path, told: Sequence[Part], found: Sequence[Part]) -> None:
    held = {part.name: part for part in found}
    wrong = [part.name for part in told if held.pop(part.name, None) != part]
    if wrong or held or len(found) != len(told):
        name = (wrong or sorted(held) or ["a name"])[0]
        raise _damaged(path, f"{name} is not as its manifest says")


def _is_safe(name: str) -> bool:
    pure = PurePosixPath(name)
    return not pure.is_absolute() and ".." not in pure.parts and "\\" not in name


@contextmanager
def _damage_refused(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise refuse(
            "there is no such file",
            where=str(path),
            expected="a backup that saferboard backup made",
            remedy="check the path",
        ) from None
    except (tarfile.TarError, EOFError, FileExistsError) as error:
        raise _damaged(path, str(error)) from None


def _damaged(path: Path, what: str) -> Refused:
    return refuse(
        f"this is no whole backup: {what}",
        where=str(path),
        expected="a backup as saferboard backup wrote it",
        remedy="use another copy; nothing was changed",
    )
