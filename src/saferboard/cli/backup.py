"""``saferboard backup``: one file with all of an instance, taken while the service works."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from saferboard import __version__
from saferboard.cli.instance import COMPLAINED, SAID, Instance, instance_of, start_service
from saferboard.core.faults import refuse
from saferboard.engines.backup import archive, postgresql, sqlite

DATABASE = "database"  # its part's name
SQLITE = "saferboard.sqlite3"
KEY = "secret-key"
LAKE = "lake/manifest.json"
HEADS = "audit-heads"
# The database's own files go as a snapshot, heads as they were before it; two are made anew.
BESIDE = (f"{SQLITE}-wal", f"{SQLITE}-shm", f"{SQLITE}-journal")
LEFT_OUT = (SQLITE, *BESIDE, HEADS, "cache", "static")
DATED = "saferboard-*.tar"


def backup(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A new file, or a folder to put a dated one in.")
    ],
    verify: Annotated[
        bool, typer.Option("--verify", help="Take none: read FILE and say whether it is whole.")
    ] = False,
    keep: Annotated[
        int | None,
        typer.Option(min=1, help="With a folder: keep so many dated ones, delete older ones."),
    ] = None,
) -> None:
    """Back up the instance into one file, or verify one. The service may go on working."""
    if verify:
        with progress("Verifying", file.stat().st_size if file.is_file() else 0) as step:
            manifest = archive.verify(file, step)
        SAID.print(escape(f"{file} is whole. {told(manifest)}"))
        return
    if keep and not file.is_dir():
        raise refuse(
            "only dated files are deleted",
            where="--keep",
            expected="a folder, in which backups get dated names",
            remedy="give a folder that exists instead of a file",
        )
    target = file / f"saferboard-{datetime.now():%Y-%m-%dT%H%M%S}.tar" if file.is_dir() else file  # noqa: DTZ005
    manifest = take(instance_of(ctx), target.absolute())
    SAID.print(escape(f"{target} is written. {told(manifest)}"))
    if not manifest.about.has_key:
        SAID.print("SAFERBOARD_SECRET_KEY is not in it: keep that yourself.")
    for old in sorted(file.glob(DATED))[:-keep] if keep else []:
        old.unlink()
        SAID.print(escape(f"{old} is deleted."))


def take(instance: Instance, target: Path) -> archive.Manifest:
    """Write the backup: first the database as it is now, then the files that it speaks of.

    Files are kept before the rows that name them are stored, and never changed, so whatever the
    snapshot names is there. The lake's manifest goes before the files that it names. Heads of the
    audit trail are read before the database: one that is noted later would point past its end.
    """
    _must_be_writable(target)
    _must_be_there(instance)
    start_service(instance, migrate=False)  # so that it can be taken before an upgrade
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch:
        copy, heads = Path(scratch) / DATABASE, Path(scratch) / HEADS
        if (instance.home / HEADS).exists():
            heads.write_bytes((instance.home / HEADS).read_bytes())
        about = _snapshot(instance, copy)
        parts = [(DATABASE, copy), *_files(instance.home)]
        parts += [(HEADS, heads)] if heads.exists() else []
        size = sum(path.stat().st_size for _, path in parts)
        with progress("Backing up", size) as step:
            manifest = archive.write(target, parts, about, step)
    _note(target)
    return manifest


def told(manifest: archive.Manifest) -> str:
    """What a backup holds, in a sentence or two."""
    size = sum(part.size for part in manifest.parts) / 1_000_000
    rows = sum(manifest.about.tables.values())
    return (
        f"Made on {manifest.made_at:%Y-%m-%d at %H:%M} UTC by version {manifest.about.version}: "
        f"{manifest.about.database}, {len(manifest.about.tables)} tables, {rows:,} rows, "
        f"{len(manifest.parts):,} files, {size:,.1f} MB."
    )


@contextmanager
def progress(title: str, size: int) -> Iterator[archive.Progress]:
    """A bar of bytes on the error stream (none where that is no terminal)."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    disable = not COMPLAINED.is_terminal
    with Progress(*columns, console=COMPLAINED, transient=True, disable=disable) as shown:
        task = shown.add_task(title, total=size)
        yield lambda done: shown.advance(task, done)


def _snapshot(instance: Instance, copy: Path) -> archive.About:
    from django.db.migrations.recorder import MigrationRecorder

    url = os.environ.get("DATABASE_URL", "")
    recorder = MigrationRecorder.Migration.objects
    migrations = tuple(f"{row.app}.{row.name}" for row in recorder.order_by("app", "name"))
    tables = (
        postgresql.snapshot(url, copy) if url else sqlite.snapshot(instance.home / SQLITE, copy)
    )
    return archive.About(
        version=__version__,
        database="PostgreSQL" if url else "SQLite",
        migrations=migrations,
        tables=tables,
        has_key=(instance.home / KEY).exists() and not os.environ.get("SAFERBOARD_SECRET_KEY"),
    )


def _files(home: Path) -> list[tuple[str, Path]]:
    """Every other file of the instance, the lake's manifest first. Links are not followed."""
    found = {}
    for folder, folders, names in os.walk(home):
        here = Path(folder)
        if here == home:
            folders[:] = [name for name in folders if name not in LEFT_OUT]
            names = [name for name in names if name not in LEFT_OUT]
        for path in (here / name for name in names):
            if path.is_file() and not path.is_symlink() and not _is_passing(path.name):
                found[path.relative_to(home).as_posix()] = path
    return sorted(found.items(), key=lambda item: (item[0] != LAKE, item[0]))


def _is_passing(name: str) -> bool:
    """Files that are only there while something is written."""
    return name.startswith((".", "arriving-")) or name.endswith(".lock")


def _must_be_there(instance: Instance) -> None:
    if not os.environ.get("DATABASE_URL") and not (instance.home / SQLITE).is_file():
        raise refuse(
            "there is no instance",
            where=str(instance.home),
            expected="the folder of an instance, with its database",
            remedy="give it with --home, or set DATABASE_URL",
        )


def _must_be_writable(target: Path) -> None:
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise refuse(
            "the backup cannot be written there",
            where=str(target.parent),
            expected="a folder that exists and that this account may write to",
            remedy="make it, or give another",
        )


def _note(target: Path) -> None:
    """The audit trail says that a backup was made; ``saferboard doctor`` looks there.

    A database that waits for its upgrade may not take an event of this version.
    """
    from django.db import DatabaseError, transaction

    from saferboard.web.audit.actions import record

    try:
        with transaction.atomic():
            record(by="backup", action="backup made", object=target.name)
    except DatabaseError as error:
        said = escape(str(error).splitlines()[0])
        COMPLAINED.print(f"The backup is written, but the audit trail cannot say so: {said}")
