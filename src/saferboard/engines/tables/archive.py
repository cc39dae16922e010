"""Finds data files in folders, .csv, .csv.gz and .zip, and reads them without trusting them.

A zip is never unpacked by the names within it. What a file says of its own size, and what comes
out of it, are both held to limits, so that a small file cannot fill the disk or the memory.
"""

import errno
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from saferboard.core.faults import Fault, Refused, refuse

CHUNK = 1 << 20
# What the unpackers of gzip and zip raise at content that is not as it should be.
# A zip's member may say that its name is UTF-8 when it is not.
DAMAGED = (
    EOFError,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    UnicodeDecodeError,
    NotImplementedError,
)
# Ratios are judged only beyond this size: a short file of one repeated row is no attack.
RATIO_FROM = 16 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come out: bytes of one file, of a whole zip, times its packed size, members."""

    file_bytes: int = 1 << 30
    zip_bytes: int = 64 << 30
    ratio: int = 100
    members: int = 100_000


SEEN = 5
LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Found:
    """A data file: its own name, where it was found, and how to read its packed bytes.

    ``plain`` is its path when it lies on the disk as it is, neither packed nor in a zip.
    """

    name: str
    where: str
    packed: int
    open: Callable[[], IO[bytes]]
    plain: Path | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The files wanted, and the places of those that were not."""

    files: tuple[Found, ...]
    others: tuple[tuple[str, str], ...]


@contextmanager
def listing(
    paths: Iterable[Path], wanted: Callable[[str], bool], limits: Limits = LIMITS
) -> Iterator[Listing]:
    """Every file under ``paths`` whose name is wanted, zips looked into. Zips stay open within.

    Refused, all faults together: a path that does not exist, a file given by name that is neither
    wanted nor a zip, a damaged or dangerous zip, and nothing wanted found at all.
    """
    faults: list[Fault] = []
    files: list[Found] = []
    others: list[tuple[str, str]] = []
    with ExitStack() as stack:
        for path, given in _walk(paths, faults):
            if path.suffix.lower() == ".zip":
                try:
                    archive = stack.enter_context(_open_zip(path, limits))
                except Refused as refused:
                    faults += refused.faults
                    continue
                _sort(_members(path, archive), wanted, files, others)
            elif wanted(path.name) or not given:
                _sort([_on_disk(path)], wanted, files, others)
            else:
                faults.append(_unknown_file(path))
        if not files and not faults:
            faults.append(_nothing(paths, others))
        if faults:
            raise Refused(*faults)
        yield Listing(tuple(files), tuple(others))


def chunks(found: Found, limits: Limits = LIMITS) -> Iterator[bytes]:
    """A file's content, unpacked, piece by piece. Refused if damaged, cut short or too large."""
    size = 0
    try:
        with found.open() as raw, _unpacked(found.name, raw) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > limits.file_bytes or _is_bomb(size, found.packed, limits):
                    raise _too_large(found.where, limits)
                yield chunk
    except DAMAGED:
        raise _damaged(found.where) from None
    except OSError as error:
        raise _unreadable(found.where, error) from None


def _damaged(where: str) -> Refused:
    return refuse(
        "the packed file is damaged or cut short, or packed in a way that cannot be read",
        where=where,
        expected="a whole file, packed as gzip or as an ordinary zip",
        remedy="download or copy it again, or unpack it yourself and load the folder",
    )


def _unreadable(where: str, error: OSError) -> Refused:
    # Damaged bzip2 is an OSError of no number; a damaged zip may lead to a place before its start.
    if error.errno in (None, errno.EINVAL):
        return _damaged(where)
    return refuse(
        f"the file cannot be read: {error.strerror}",
        where=where,
        expected="a file that this account may read",
        remedy="check the file's permissions and the disk it lies on",
    )


def _unpacked(name: str, raw: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if name.endswith(".gz") else raw


def _walk(paths: Iterable[Path], faults: list[Fault]) -> Iterator[tuple[Path, bool]]:
    """Every file, and whether the user named it (rather than the folder it lies in)."""
    for path in paths:
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                if below.is_file():
                    yield below, False
        elif path.is_file():
            yield path, True
        else:
            faults.append(
                Fault(
                    "there is no such file or folder",
                    str(path),
                    "a folder, a .csv, a .csv.gz or a .zip",
                    "check the spelling of the path",
                )
            )


def _sort(
    candidates: Iterable[Found],
    wanted: Callable[[str], bool],
    files: list[Found],
    others: list[tuple[str, str]],
) -> None:
    for found in candidates:
        if wanted(found.name):
            files.append(found)
        else:
            others.append((found.name, found.where))


def _on_disk(path: Path) -> Found:
    plain = None if path.suffix == ".gz" else path
    return Found(path.name, str(path), path.stat().st_size, lambda: path.open("rb"), plain)


def _members(path: Path, archive: zipfile.ZipFile) -> Iterator[Found]:
    for info in archive.infolist():
        if info.filename and not info.is_dir():
            yield Found(
                PurePosixPath(info.filename).name,
                f"{path}: {info.filename}",
                info.compress_size,
                lambda info=info: archive.open(info),  # type: ignore[misc]
                None,
            )


def _open_zip(path: Path, limits: Limits) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED:
        raise refuse(
            "the zip is damaged or cut short",
            where=str(path),
            expected="a whole zip file",
            remedy="download or copy it again",
        ) from None
    except OSError as error:
        raise _unreadable(str(path), error) from None
    faults = list(_zip_faults(path, archive.infolist(), limits))
    if faults:
        archive.close()
        raise Refused(*faults)
    return archive


def _zip_faults(path: Path, members: list[zipfile.ZipInfo], limits: Limits) -> Iterator[Fault]:
    for info in members:
        inside = PurePosixPath(info.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in "".join(inside.parts[:1]):
            yield Fault(
                f"the zip holds a file that points outside it: {info.filename}",
                str(path),
                "names that stay within the zip",
                "do not use this file; download the archive again from data.police.uk",
            )
        if info.flag_bits & 1:
            yield Fault(
                f"{info.filename} is locked with a password",
                str(path),
                "a zip without a password",
                "unpack it yourself and load the folder",
            )
    unpacked = sum(info.file_size for info in members)
    packed = path.stat().st_size
    largest = max((info.file_size for info in members), default=0)
    if (
        len(members) > limits.members
        or unpacked > limits.zip_bytes
        or largest > limits.file_bytes
        or _is_bomb(unpacked, packed, limits)
    ):
        yield _too_large(str(path), limits).faults[0]


def _is_bomb(unpacked: int, packed: int, limits: Limits) -> bool:
    return unpacked > RATIO_FROM and unpacked > packed * limits.ratio


def _too_large(where: str, limits: Limits) -> Refused:
    return refuse(
        "far more would come out of this file than such data ever holds (a 'zip bomb')",
        where=where,
        expected=f"at most {limits.file_bytes >> 20} MB a file, {limits.zip_bytes >> 30} GB a zip, "
        f"{limits.ratio} times the packed size and {limits.members:,} files",
        remedy="do not use this file; download it again from where it was published",
    )


def _unknown_file(path: Path) -> Fault:
    return Fault(
        "the file's name does not say what it is",
        str(path),
        "a name such as 2021-04-leicestershire-street.csv, .csv.gz, or a .zip",
        "give the file the name it was downloaded with",
    )


def _nothing(paths: Iterable[Path], others: Sequence[tuple[str, str]]) -> Fault:
    names = [name for name, _ in others if name]
    seen = ", ".join(names[:SEEN])
    more = f" and {len(names) - SEEN} more" if len(names) > SEEN else ""
    return Fault(
        f"there is nothing to load; seen and passed over: {seen}{more}"
        if names
        else "there is nothing to load",
        ", ".join(str(path) for path in paths),
        "at least one file named as 2021-04-leicestershire-street.csv, in a folder or a .zip",
        "unpack the download here, or give the folder that holds it",
    )
