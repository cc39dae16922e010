"""A backup file is whole and as its manifest says, or it is refused and nothing is written."""

import io
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from saferboard.core.faults import Refused
from saferboard.engines.backup import archive

ABOUT = archive.About("0.1.0", "SQLite", ("directory.0001_initial",), {"audit_event": 2}, True)


def quiet(done: int) -> None:
    """No bar."""


@pytest.fixture
def source(tmp_path: Path) -> list[tuple[str, Path]]:
    """Three parts, one of them empty, one in a folder."""
    contents = {"database": b"x" * 3_000_000, "lake/manifest.json": b"{}", "media/ab/cd": b""}
    parts = []
    for number, (name, data) in enumerate(contents.items()):
        path = tmp_path / f"part-{number}"
        path.write_bytes(data)
        parts.append((name, path))
    return parts


@pytest.fixture
def made(tmp_path: Path, source: list[tuple[str, Path]]) -> Path:
    target = tmp_path / "backup.tar"
    archive.write(target, source, ABOUT, quiet)
    return target


def test_what_goes_in_comes_out(made: Path, source: list[tuple[str, Path]], tmp_path: Path) -> None:
    into = tmp_path / "out"
    into.mkdir()
    manifest = archive.unpack(made, into, quiet)
    assert manifest.about == ABOUT
    assert manifest == archive.verify(made, quiet)
    for name, path in source:
        assert (into / name).read_bytes() == path.read_bytes()
    found = [path for path in into.rglob("*") if path.is_file()]
    assert len(found) == 3
    assert [p.name for p in (made, *found) if p.stat().st_mode & 0o077] == []


def test_every_byte_is_told_of(made: Path) -> None:
    steps: list[int] = []
    archive.verify(made, steps.append)
    assert sum(steps) == 3_000_002


def test_no_file_is_replaced(made: Path, source: list[tuple[str, Path]]) -> None:
    before = made.read_bytes()
    with pytest.raises(Refused, match="such a file already"):
        archive.write(made, source, ABOUT, quiet)
    assert made.read_bytes() == before


def test_a_backup_that_fails_leaves_nothing(tmp_path: Path, source: list[tuple[str, Path]]) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    gone = [*source, ("media/gone", tmp_path / "gone")]
    with pytest.raises(FileNotFoundError):
        archive.write(folder / "backup.tar", gone, ABOUT, quiet)
    assert list(folder.iterdir()) == []


def flipped(data: bytes) -> bytes:
    middle = 1_500_000
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (flipped, "database is not as its manifest says"),
        (lambda data: data[:2_000_000], "no whole backup"),
        (lambda data: data[: data.index(b"manifest.json", 3_002_000)], "no whole backup"),
        (lambda data: b"", "no whole backup"),
        (lambda data: b"PK not a tar at all" * 100, "no whole backup"),
        (lambda data: data.replace(b'"format": 1', b'"format": 9'), "format 9"),
        (lambda data: data.replace(b'"format": 1', b'"format":{}'), "manifest cannot be read"),
    ],
)
def test_damage_is_refused(damage: Callable[[bytes], bytes], said: str, made: Path) -> None:
    data = made.read_bytes()
    assert damage(data) != data
    made.write_bytes(damage(data))
    with pytest.raises(Refused, match=said):
        archive.verify(made, quiet)


def entry(name: str, data: bytes = b"") -> tuple[tarfile.TarInfo, io.BytesIO]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    return info, io.BytesIO(data)


def link(name: str) -> tuple[tarfile.TarInfo, None]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, "/etc"
    return info, None


@pytest.mark.parametrize(
    "strange",
    [entry("../outside", b"x"), entry("/outside", b"x"), entry("a\\..\\b"), link("media")],
    ids=["up", "absolute", "backslash", "link"],
)
def test_names_that_lead_out_are_refused(
    strange: tuple[tarfile.TarInfo, io.BytesIO | None], tmp_path: Path
) -> None:
    path, into = tmp_path / "strange.tar", tmp_path / "into"
    into.mkdir()
    with tarfile.open(path, "w") as tar:
        tar.addfile(*strange)
    with pytest.raises(Refused, match="something strange"):
        archive.unpack(path, into, quiet)
    assert not (tmp_path / "outside").exists()
    assert list(into.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held[:1] + held[2:],
        lambda held: [entry("media/more", b"x"), *held],
        lambda held: [*held, entry("after", b"x")],
        lambda held: [held[0], *held],
    ],
    ids=["missing", "more", "after the manifest", "twice"],
)
def test_parts_are_those_of_the_manifest(
    change: Callable[[list[tuple[tarfile.TarInfo, io.BytesIO]]], list[object]],
    made: Path,
    tmp_path: Path,
) -> None:
    with tarfile.open(made) as tar:
        held = [entry(i.name, tar.extractfile(i).read()) for i in tar]  # type: ignore[union-attr]
    path, into = tmp_path / "changed.tar", tmp_path / "into"
    into.mkdir()
    with tarfile.open(path, "w") as tar:
        for info, stream in change(held):  # type: ignore[misc]
            stream.seek(0)
            tar.addfile(info, stream)
    for read in (lambda: archive.verify(path, quiet), lambda: archive.unpack(path, into, quiet)):
        with pytest.raises(Refused, match="no whole backup"):
            read()


def test_a_backup_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        archive.verify(tmp_path / "none.tar", quiet)


def test_killed_in_the_middle_there_is_no_backup(
    tmp_path: Path, source: list[tuple[str, Path]]
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "backup.tar"
    child = os.fork()
    if child == 0:  # as SIGKILL would: nothing is tidied up
        archive.write(target, source, ABOUT, lambda done: os._exit(9))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not target.exists()
