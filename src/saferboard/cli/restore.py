"""``saferboard restore``: an instance out of a backup, on a machine that has none."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from saferboard.cli.backup import DATABASE, KEY, SQLITE, progress, told
from saferboard.cli.instance import SAID, instance_of
from saferboard.core.faults import refuse
from saferboard.engines.backup import archive, postgresql, sqlite
from saferboard.engines.tables.disk import sync


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of saferboard backup.")],
) -> None:
    """Make the instance that FILE holds, in a new folder: everything is verified first.

    Whatever is refused leaves nothing behind. Set DATABASE_URL to an empty database for a backup
    of PostgreSQL.
    """
    home = instance_of(ctx).home
    _must_be_empty(home)
    url = os.environ.get("DATABASE_URL", "")
    home.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{home.name}-", dir=home.parent))  # mode 0700
    try:
        with progress("Restoring", file.stat().st_size if file.is_file() else 0) as step:
            manifest = archive.unpack(file, draft, step)
        _must_fit(manifest, draft, url)
        _put_database(manifest, draft, url)
        if home.exists():
            home.rmdir()
        draft.rename(home)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync(home.parent)
    SAID.print(escape(f"{home} is restored and checked. {told(manifest)}"))
    if not (home / KEY).exists():
        SAID.print("Set SAFERBOARD_SECRET_KEY as it was: the backup does not hold it.")


def _must_be_empty(home: Path) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise refuse(
            "there is something already",
            where=str(home),
            expected="a folder that is new or empty: a backup replaces nothing",
            remedy="give another with --home, or move what is there",
        )


def _must_fit(manifest: archive.Manifest, draft: Path, url: str) -> None:
    """Refused if this machine's database or version is not one for the backup."""
    wanted = manifest.about.database
    if wanted != ("PostgreSQL" if url else "SQLite"):
        raise refuse(
            f"the backup is of {wanted}",
            where="DATABASE_URL",
            expected="the address of an empty database" if wanted == "PostgreSQL" else "not set",
            remedy="set it" if wanted == "PostgreSQL" else "take it out of the environment",
        )
    unknown = sorted(set(manifest.about.migrations) - _known(draft))
    if unknown:
        raise refuse(
            f"the backup was made by a newer version, {manifest.about.version}",
            where=unknown[0],
            expected="a database that this version of Saferboard knows",
            remedy="install that version or a newer one, and restore with it",
        )


def _known(draft: Path) -> set[str]:
    """The steps of the database that this version has."""
    os.environ["SAFERBOARD_HOME"] = str(draft)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db.migrations.loader import MigrationLoader

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise refuse(
            str(error),
            where="settings",
            expected="settings as docs/reference/settings.md lists them",
            remedy="correct the environment variable named, and start again",
        ) from None
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def _put_database(manifest: archive.Manifest, draft: Path, url: str) -> None:
    """Put the database in its place and count: what was stored then is there now, no more."""
    dump = draft / DATABASE
    if not url:
        sqlite.check(dump)
        _must_count(manifest, sqlite.count(dump))
        dump.rename(draft / SQLITE)
        return
    postgresql.must_be_empty(url)
    postgresql.restore(url, dump)
    try:
        _must_count(manifest, postgresql.count(url))
        dump.unlink()
    except BaseException:
        postgresql.empty(url)
        raise


def _must_count(manifest: archive.Manifest, found: dict[str, int]) -> None:
    told = manifest.about.tables
    wrong = sorted(name for name in told | found if told.get(name) != found.get(name))
    if wrong:
        name = wrong[0]
        raise refuse(
            f"{name} has {found.get(name, 'no')} rows, and had {told.get(name, 'none')}",
            where=DATABASE,
            expected="every row that was backed up",
            remedy="use another copy of the backup, and tell us",
        )
