"""What the disk may do to a store: run full, and keep or lose what was written."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from saferboard.core.faults import refuse

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# Polars passes some errors of the operating system on as words only.
_OS_ERROR = re.compile(r"os error (\d+)")


def is_full(error: BaseException) -> bool:
    """Whether an error means that the disk, the quota or the file may not grow any more."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in FULL
    match = _OS_ERROR.search(str(error))
    return match is not None and int(match[1]) in FULL


@contextmanager
def full_disk_refused(folder: Path) -> Iterator[None]:
    """Turn a full disk while writing to ``folder`` into a refusal; other errors pass."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        if not is_full(error):
            raise
        raise refuse(
            "the disk is full; nothing was changed",
            where=str(folder),
            expected="room for the new files beside the old ones",
            remedy="free some space (or choose another disk with --home) and load again",
        ) from error


def sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is safe on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
