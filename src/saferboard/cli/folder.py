"""Reading files that are given to a command, a partnership's folder among them."""

from pathlib import Path

from saferboard.core.faults import Fault, Refused, refuse
from saferboard.core.ingest.text import decode

KINDS = (".csv", ".toml")


def bytes_of(path: Path) -> bytes:
    """What a file holds; refused if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(
            f"the file cannot be read: {error.strerror}",
            where=str(path),
            expected="a file that this account may read",
            remedy="check the path and the file's permissions",
        ) from None


def read_folder(folder: Path) -> dict[str, str | Fault]:
    """The text of each CSV and TOML file by its name, or why that file could not be read.

    Other files (a README, say) are passed over. Refused if there is no such folder.
    """
    if not folder.is_dir():
        raise refuse(
            "there is no such folder",
            where=str(folder),
            expected="a partnership's folder, with partnership.toml and the other files",
            remedy="give the path of the folder, as partnerships/leicestershire",
        )
    paths = sorted(path for path in folder.iterdir() if path.suffix in KINDS)
    return {path.name: _read(path) for path in paths}


def _read(path: Path) -> str | Fault:
    try:
        return decode(path.read_bytes(), path.name)
    except Refused as refused:
        return refused.faults[0]
    except OSError as error:
        return Fault(
            f"the file cannot be read: {error.strerror}",
            path.name,
            "a file that this account may read",
            "correct its permissions, or take it out of the folder",
        )
