"""An instance's evidence inputs on disk: immutable files, and one manifest that names them.

A change writes new files beside the old ones and then replaces the manifest in one step, so
whatever happens (a kill, a full disk) the store is the old one or the new one, whole. A file that
the manifest no longer names stays for ``KEPT`` seconds after it was dropped, for readers of an
older manifest; the first change after that sweeps it away.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from saferboard.core.faults import refuse
from saferboard.engines.tables.disk import full_disk_refused, sync

VERSION = 1
CHUNK = 1 << 20
# No page, command or load reads from one manifest for as long as this.
KEPT = 3600.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where (a part of) an entry came from: a file, the SHA-256 of its unpacked content, rows."""

    part: str
    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One dataset's part: the file that holds it, and what it was made from."""

    dataset: str
    key: str
    file: str
    sha256: str
    rows: int
    sources: tuple[Source, ...]
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the store holds."""

    version: int
    entries: tuple[Entry, ...]


_MANIFEST = TypeAdapter(Manifest)


@dataclass(frozen=True, slots=True)
class Holdings:
    """The store as it was at one moment. Reads from it agree with one another."""

    files: Path
    entries: tuple[Entry, ...]

    def of(self, dataset: str) -> tuple[Entry, ...]:
        """A dataset's entries in the order of their keys."""
        return tuple(entry for entry in self.entries if entry.dataset == dataset)

    def entry(self, dataset: str, key: str) -> Entry | None:
        """The entry with this key; None if there is none."""
        return next((e for e in self.of(dataset) if e.key == key), None)

    def path(self, entry: Entry) -> Path:
        """The file of an entry."""
        return self.files / entry.file

    def frame(self, dataset: str, key: str) -> pl.LazyFrame | None:
        """A table, not yet read; None if it is not held."""
        entry = self.entry(dataset, key)
        return None if entry is None else pl.scan_parquet(self.path(entry), glob=False)

    def texts(self, dataset: str) -> dict[str, str]:
        """A dataset's texts by key."""
        return {e.key: self.path(e).read_bytes().decode("utf-8") for e in self.of(dataset)}


class Change:
    """New and removed entries, kept aside until the change ends well."""

    def __init__(self, held: Holdings, scratch: Path, at: datetime) -> None:
        self.held = held
        self.scratch = scratch
        self._at = at
        self._entries = {(e.dataset, e.key): e for e in held.entries}
        self._made = 0
        self.staged: dict[str, Path] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the store will hold, in order."""
        return tuple(self._entries[key] for key in sorted(self._entries))

    def put_file(
        self, dataset: str, key: str, path: Path, rows: int, sources: tuple[Source, ...] = ()
    ) -> None:
        """Take a finished file (in ``scratch``) as the entry's content."""
        digest = _sync_and_digest(path)
        name = digest + path.suffix
        entry = Entry(dataset, key, name, digest, rows, sources, self._at)
        old = self._entries.get((dataset, key))
        if old is not None and replace(old, loaded_at=self._at) == entry:
            path.unlink()
            return
        self._entries[dataset, key] = entry
        self.staged[name] = path

    def put_frame(
        self, dataset: str, key: str, frame: pl.DataFrame, sources: tuple[Source, ...] = ()
    ) -> None:
        """Store a table as Parquet."""
        path = self.new_file(".parquet")
        frame.write_parquet(path)
        self.put_file(dataset, key, path, frame.height, sources)

    def put_text(self, dataset: str, key: str, text: str, sources: tuple[Source, ...] = ()) -> None:
        """Store a text. ``rows`` are its lines."""
        path = self.new_file(Path(key).suffix or ".txt")
        path.write_text(text, "utf-8", newline="")
        self.put_file(dataset, key, path, len(text.splitlines()), sources)

    def remove(self, dataset: str, key: str) -> None:
        """Let an entry go; it need not exist."""
        self._entries.pop((dataset, key), None)

    def new_file(self, suffix: str) -> Path:
        """A path for a file to be written and put; it does not exist yet."""
        self._made += 1
        return self.scratch / f"{self._made}{suffix}"


class Store:
    """The evidence inputs of the instance in ``home`` (made on first change)."""

    def __init__(self, home: Path) -> None:
        self.lake = home / "lake"
        self._manifest = self.lake / "manifest.json"
        self._files = self.lake / "files"
        self._staging = self.lake / "staging"

    def read(self) -> Holdings:
        """What the store holds now; nothing, if nothing was ever loaded. Refused if damaged."""
        try:
            manifest = _MANIFEST.validate_json(self._manifest.read_bytes())
        except FileNotFoundError:
            return Holdings(self._files, ())
        except ValidationError:
            manifest = Manifest(0, ())
        if manifest.version != VERSION:
            raise refuse(
                "the store's manifest cannot be read",
                where=str(self._manifest),
                expected=f"a manifest of version {VERSION}",
                remedy="restore the instance from its backup, or use the version of Saferboard "
                "that wrote it",
            )
        return Holdings(self._files, manifest.entries)

    @contextmanager
    def change(
        self, *, wait: float = 0.0, waiting: Callable[[], None] | None = None
    ) -> Iterator[Change]:
        """Change the store, all or nothing, one change at a time.

        If another change is under way ``waiting`` is called once, then it is waited for up to
        ``wait`` seconds; after that the change is refused. A full disk is refused too.
        """
        with full_disk_refused(self.lake):
            self._make_folders()
            with self._locked(wait, waiting):
                held = self.read()
                self._sweep(held)
                scratch = Path(tempfile.mkdtemp(dir=self._staging))
                try:
                    change = Change(held, scratch, datetime.now(UTC))
                    yield change
                    if change.entries != held.entries:
                        self._commit(change)
                finally:
                    shutil.rmtree(scratch, ignore_errors=True)

    def _make_folders(self) -> None:
        folders = (self._files, self._staging, self.lake, *self.lake.parents)
        made = [folder for folder in folders if not folder.exists()]
        try:
            self.lake.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self._files, self._staging):
                folder.mkdir(parents=True, exist_ok=True)
            for folder in made:
                sync(folder.parent)
        except (PermissionError, NotADirectoryError, FileExistsError):
            raise refuse(
                "the store cannot be written",
                where=str(self.lake),
                expected="a folder that this user may write to",
                remedy="choose another place with --home, or ask for write permission",
            ) from None

    @contextmanager
    def _locked(self, wait: float, waiting: Callable[[], None] | None) -> Iterator[None]:
        lock = FileLock(self.lake / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if waiting is not None:
                waiting()
            try:
                lock.acquire(timeout=wait)
            except Timeout:
                raise refuse(
                    "something else is being loaded into this store",
                    where=str(self.lake),
                    expected="one load at a time",
                    remedy="wait until the other load has ended, then try again; nothing was "
                    "changed by this one",
                ) from None
        try:
            yield
        finally:
            lock.release()

    def _sweep(self, held: Holdings) -> None:
        """Remove what killed changes left behind, and what was dropped long ago."""
        named = {entry.file for entry in held.entries}
        oldest = time.time() - KEPT
        for path in self._files.iterdir():
            if path.name not in named and path.stat().st_mtime < oldest:
                path.unlink()
        for folder in self._staging.iterdir():
            shutil.rmtree(folder, ignore_errors=True)

    def _commit(self, change: Change) -> None:
        wanted = {entry.file for entry in change.entries}
        for name, path in change.staged.items():
            if name in wanted:
                path.replace(self._files / name)
        # A file's time becomes that of its last day in a manifest, from which ``KEPT`` counts.
        for name in {entry.file for entry in change.held.entries} - wanted:
            with suppress(FileNotFoundError):
                os.utime(self._files / name)
        sync(self._files)
        fresh = change.scratch / "manifest.json"
        fresh.write_bytes(_MANIFEST.dump_json(Manifest(VERSION, change.entries), indent=1))
        sync(fresh)
        fresh.replace(self._manifest)
        sync(self.lake)


def _sync_and_digest(path: Path) -> str:
    sync(path)
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
