"""Where set pages wait to be used again, under the fingerprint of all that they depend on."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Protocol

KEY = re.compile(r"[0-9a-f]{64}")


class Shelf(Protocol):
    """Keeps bytes by fingerprint. It may forget them: what it lacks is made anew."""

    def find(self, key: str) -> bytes | None:
        """What was put there, unless it is gone."""

    def put(self, key: str, data: bytes) -> None:
        """Keep it."""


class NoShelf:
    """Keeps nothing."""

    def find(self, key: str) -> bytes | None:
        """Nothing."""
        return None

    def put(self, key: str, data: bytes) -> None:
        """Not kept."""


class FolderShelf:
    """Keeps files in a folder; many processes may share it. A full disk only makes it forget."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> bytes | None:
        """The file's bytes; it counts as used today, so that what nobody uses can be cleared."""
        path = self._path(key)
        with suppress(OSError):
            data = path.read_bytes()
            os.utime(path)
            return data
        return None

    def put(self, key: str, data: bytes) -> None:
        """Written beside and moved into place, so that nobody finds half a file."""
        path = self._path(key)
        fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                fresh.write_bytes(data)
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no fingerprint")
        return self._folder / key[:2] / f"{key}.pdf"
