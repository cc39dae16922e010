"""Asks a virus scanner about a file: a command of the council's own, which gets the file's path.

It says what it found by how it ends: 0 for clean, 1 for infected, as ``clamdscan`` does.
"""

import subprocess
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

PATIENCE = 60.0  # seconds


class Scan(StrEnum):
    """What is known of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "could not be scanned"
    NOT_SCANNED = "not scanned"


def scan(command: Sequence[str], path: Path, patience: float = PATIENCE) -> Scan:
    """What the command finds in the file. Without a command nobody looked.

    Whatever else happens to the command, the file counts as not looked at: never as clean.
    """
    if not command:
        return Scan.NOT_SCANNED
    try:
        ended = subprocess.run(
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Scan.FAILED
    return {0: Scan.CLEAN, 1: Scan.INFECTED}.get(ended.returncode, Scan.FAILED)
