"""Bad police data: each kind refused in words, with the store as it was."""

import gzip
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from saferboard.core.faults import Fault, Refused
from saferboard.core.ingest.police import HEADER_LINE
from saferboard.engines.tables.archive import Limits
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.store import Store
from tests.engines.tables.street import contents, line, put, text

APRIL, MAY = "2021-04", "2021-05"
BURGLARY = ("Northmere 001A", "Burglary")
NAME = f"{MAY}-mereshire-street.csv"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    load_police(store, [put(tmp_path / "first", APRIL, text(APRIL))])
    return store


def refused(store: Store, *paths: Path, limits: Limits | None = None) -> tuple[Fault, ...]:
    """The faults for which a load is refused, the store having stayed as it was."""
    before = contents(store), (store.lake / "manifest.json").read_bytes()
    with pytest.raises(Refused) as error:
        load_police(store, paths, limits=limits or Limits())
    assert (contents(store), (store.lake / "manifest.json").read_bytes()) == before
    assert list((store.lake / "staging").iterdir()) == []
    return error.value.faults


def header(change: Callable[[str], str]) -> str:
    first, rest = text(MAY).split("\n", 1)
    return f"{change(first)}\n{rest}"


@pytest.mark.parametrize(
    ("content", "what", "where"),
    [
        (header(lambda h: h.replace(",Context", "")), "columns missing: Context", "line 1"),
        (header(lambda h: h.replace("Month", "When")), "columns not known: When", "line 1"),
        (
            header(lambda h: h.replace("Reported by,Falls within", "Falls within,Reported by")),
            "another order",
            "line 1",
        ),
        (header(lambda h: h.replace(",", ";")), "columns missing", "line 1"),
        (text(MAY, [("Caf\u00e9 001A", "Drugs")]).encode("latin-1"), "not UTF-8", "street.csv"),
        (text(MAY).encode("utf-8-sig"), "byte-order mark", "street.csv"),
        (text(MAY).encode("utf-16"), "UTF-16", "street.csv"),
        (text(MAY) + text(APRIL).split("\n", 1)[1], "of month '2021-04'", "line 3"),
        (text(MAY) + "a,2021-05,short\n", "3 fields", "line 3"),
        (text(MAY) + line(MAY, BURGLARY).removesuffix(",") + "\n", "11 fields", "line 3"),
        (text(MAY) + line(MAY, BURGLARY) + ",more\n", "13 fields", "line 3"),
        (text(MAY) + "\n" + line(MAY, BURGLARY) + "\n", "0 fields", "line 3"),
        (text(MAY) + line(MAY, BURGLARY, context='"open') + "\n", "quotation mark", "line 3"),
        (text(MAY) + line(MAY, ("", "---")) + "\n", "crime type '---'", "line 3"),
        (text(MAY) + "one", "1 field", "line 3"),
        (HEADER_LINE + "\n", "no rows", "street.csv"),
        ("", "the first line is empty", "line 1"),
        (text(MAY) + "\0\n", "NUL bytes", "street.csv"),
    ],
)
def test_a_file_that_is_not_what_it_should_be(
    store: Store, tmp_path: Path, content: str | bytes, what: str, where: str
) -> None:
    put(tmp_path / "new", MAY, content)
    (fault,) = refused(store, tmp_path / "new")
    assert what in fault.what
    assert where in fault.where
    assert NAME in fault.where


def test_short_and_long_rows_that_make_up_for_each_other(store: Store, tmp_path: Path) -> None:
    rows = [line(MAY, BURGLARY).removesuffix(","), line(MAY, BURGLARY) + ","]
    put(tmp_path / "new", MAY, text(MAY) + "\n".join(rows) + "\n")
    found = [fault.what for fault in refused(store, tmp_path / "new")]
    assert found == ["the row has 11 fields", "the row has 13 fields"]


def test_a_short_row_behind_a_comma_in_quotation_marks(store: Store, tmp_path: Path) -> None:
    rows = [line(MAY, BURGLARY, context='"one, two"'), line(MAY, BURGLARY).removesuffix(",")]
    put(tmp_path / "new", MAY, text(MAY) + "\n".join(rows) + "\n")
    (fault,) = refused(store, tmp_path / "new")
    assert fault.what == "the row has 11 fields"


def test_a_character_cut_in_two_at_the_end(store: Store, tmp_path: Path) -> None:
    put(tmp_path / "new", MAY, text(MAY).encode() + "é".encode()[:1])
    (fault,) = refused(store, tmp_path / "new")
    assert "line 3 holds a character that is not UTF-8" in fault.what


def test_all_faults_of_a_load_are_told_together(store: Store, tmp_path: Path) -> None:
    new = tmp_path / "new"
    months = ("2021-05", "2021-06", "2021-07", "2021-08")
    put(new, "2021-05", text("2021-05").encode("utf-8-sig"))
    put(new, "2021-06", text("2021-07"))
    put(new, "2021-07", text("2021-07"))
    put(new, "2021-08", HEADER_LINE)
    found = refused(store, new)
    said = [next(m for m in months if m in fault.where) for fault in found]
    assert sorted(said) == ["2021-05", "2021-06", "2021-08"]


def test_the_same_fault_on_every_row_is_not_told_every_time(store: Store, tmp_path: Path) -> None:
    wrong = text(APRIL, [BURGLARY] * 50)
    put(tmp_path / "new", MAY, wrong)
    found = refused(store, tmp_path / "new")
    assert len(found) == 5
    assert found[-1].what.endswith("45 more rows of this file are at fault")


def packed(folder: Path, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{NAME}.gz"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-8] + b"\0\0\0\0" + data[-4:],
        lambda data: b"plain text, not packed",
        lambda data: data[:20] + bytes([data[20] ^ 255]) + data[21:],
    ],
)
def test_a_packed_file_cut_short_or_damaged(
    store: Store, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = packed(tmp_path / "new", spoil(gzip.compress(text(MAY, [BURGLARY] * 99).encode())))
    (fault,) = refused(store, path)
    assert "damaged or cut short" in fault.what


def test_a_packed_bomb(store: Store, tmp_path: Path) -> None:
    row = line(MAY, BURGLARY).encode() + b"\n"
    path = packed(tmp_path / "new", gzip.compress(HEADER_LINE.encode() + b"\n" + row * 400_000))
    (fault,) = refused(store, path)
    assert "zip bomb" in fault.what


def test_a_file_larger_than_any_month(store: Store, tmp_path: Path) -> None:
    path = put(tmp_path / "new", MAY, text(MAY, [BURGLARY] * 99))
    (fault,) = refused(store, path, limits=Limits(file_bytes=1000))
    assert "far more would come out" in fault.what


def zipped(folder: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "archive.zip"
    with zipfile.ZipFile(path, "w", method) as out:
        for name, data in members:
            out.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name", [f"../{NAME}", f"/etc/{NAME}", f"a/../../{NAME}", f"..\\{NAME}", f"C:\\{NAME}"]
)
def test_a_zip_that_points_outside_itself(store: Store, tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "new", (name, text(MAY).encode()))
    (fault,) = refused(store, path)
    assert "points outside it" in fault.what


@pytest.mark.parametrize(
    "limits",
    [
        Limits(members=1),
        Limits(zip_bytes=100),
        Limits(file_bytes=100),
    ],
)
def test_a_zip_beyond_a_limit(store: Store, tmp_path: Path, limits: Limits) -> None:
    members = (("a/" + NAME, text(MAY).encode()), ("notes.txt", b"n"))
    (fault,) = refused(store, zipped(tmp_path / "new", *members), limits=limits)
    assert "zip bomb" in fault.what


def test_a_zip_bomb(store: Store, tmp_path: Path) -> None:
    path = zipped(tmp_path / "new", (NAME, b"0" * (20 << 20)))
    (fault,) = refused(store, path)
    assert "zip bomb" in fault.what


def test_a_zip_that_lies_about_its_size(store: Store, tmp_path: Path) -> None:
    path = zipped(tmp_path / "new", (NAME, b"0" * (20 << 20)))
    data = path.read_bytes()
    path.write_bytes(data.replace((20 << 20).to_bytes(4, "little"), (99).to_bytes(4, "little")))
    (fault,) = refused(store, path)
    assert "damaged or cut short" in fault.what


def test_a_zip_cut_short(store: Store, tmp_path: Path) -> None:
    path = zipped(tmp_path / "new", (NAME, text(MAY).encode()))
    path.write_bytes(path.read_bytes()[:-30])
    (fault,) = refused(store, path)
    assert "the zip is damaged" in fault.what


def test_a_zip_with_a_spoilt_member(store: Store, tmp_path: Path) -> None:
    path = zipped(tmp_path / "new", (NAME, text(MAY, [BURGLARY] * 99).encode()))
    data = bytearray(path.read_bytes())
    data[120] ^= 255
    path.write_bytes(bytes(data))
    (fault,) = refused(store, path)
    assert "damaged or cut short" in fault.what


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_spoilt_member_packed_in_another_way(store: Store, tmp_path: Path, method: int) -> None:
    content = text(MAY, [BURGLARY] * 99).encode()
    path = zipped(tmp_path / "new", (NAME, content), method=method)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(bytes(data))
    (fault,) = refused(store, path)
    assert "damaged or cut short" in fault.what


@pytest.mark.parametrize("once", [True, False])
def test_a_member_whose_name_is_not_the_utf_8_it_says(
    store: Store, tmp_path: Path, once: bool
) -> None:
    """Spoilt in the list of members, or only where the member itself lies."""
    path = zipped(tmp_path / "new", ("é/" + NAME, text(MAY).encode()))
    data = path.read_bytes()
    spoilt = data.replace("é".encode(), b"\xc3\x28", 1 if once else -1)
    path.write_bytes(spoilt)
    (fault,) = refused(store, path)
    assert "damaged or cut short" in fault.what


@pytest.mark.parametrize("name", ["./", ".", "a/./"])
def test_members_that_name_no_file_are_left_alone(store: Store, tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "new", (name, b""))
    (fault,) = refused(store, path)
    assert fault.what == "there is nothing to load"
    report = load_police(store, [zipped(tmp_path / "new", (name, b""), (NAME, text(MAY).encode()))])
    assert [row.rows for row in report.loaded] == [1]


def test_a_member_without_a_name_is_left_alone(store: Store, tmp_path: Path) -> None:
    path = zipped(tmp_path / "new", ("x", b""), (NAME, text(MAY).encode()))
    data = bytearray(path.read_bytes())
    # A name of no letters, and its one letter an unknown extra field.
    entry = data.index(b"PK\x01\x02")
    data[entry + 28 : entry + 32] = b"\0\0\1\0"
    path.write_bytes(bytes(data))
    report = load_police(store, [path])
    assert [row.rows for row in report.loaded] == [1]


def test_a_zip_that_the_system_will_not_read(store: Store, tmp_path: Path) -> None:
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("this system has no file that fails when it is read")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "archive.zip").symlink_to(memory)
    (fault,) = refused(store, tmp_path / "new")
    assert "cannot be read" in fault.what or "the zip is damaged" in fault.what


def test_a_locked_zip(store: Store, tmp_path: Path) -> None:
    path = zipped(tmp_path / "new", (NAME, text(MAY).encode()))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    (fault,) = refused(store, path)
    assert "locked with a password" in fault.what


def test_the_same_month_twice_with_different_content(store: Store, tmp_path: Path) -> None:
    one = put(tmp_path / "one", MAY, text(MAY))
    two = put(tmp_path / "two", MAY, text(MAY, [BURGLARY] * 2))
    (fault,) = refused(store, one, two)
    assert f"{MAY} mereshire comes 2 times" in fault.what


def test_nothing_to_load(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / f"{MAY}-mereshire-outcomes.csv").write_text("x")
    told = [refused(store, tmp_path / folder)[0].what for folder in ("empty", "other")]
    seen = f"; seen and passed over: {MAY}-mereshire-outcomes.csv"
    assert told == ["there is nothing to load", "there is nothing to load" + seen]


def test_a_path_or_name_that_says_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "crimes.csv").write_text(text(MAY))
    first, second = refused(store, tmp_path / "nowhere", tmp_path / "crimes.csv")
    assert first.what == "there is no such file or folder"
    assert second.what == "the file's name does not say what it is"


def test_a_file_that_the_system_will_not_read(store: Store, tmp_path: Path) -> None:
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("this system has no file that fails when it is read")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / NAME).symlink_to(memory)
    (fault,) = refused(store, tmp_path / "new")
    assert fault.what == "the file cannot be read: Input/output error"


def test_a_zip_packed_in_an_unknown_way(store: Store, tmp_path: Path) -> None:
    path = zipped(tmp_path / "new", (NAME, text(MAY).encode()))
    data = path.read_bytes()
    path.write_bytes(
        data.replace(b"\x08\x00", b"\x09\x00")  # deflate becomes deflate64
    )
    (fault,) = refused(store, path)
    assert "packed in a way that cannot be read" in fault.what


def test_a_stray_quotation_mark_is_found(store: Store, tmp_path: Path) -> None:
    rows = [("Northmere 001A", "Burglary")] * 3000
    lines = text(MAY, rows).split("\n")
    lines[100] = lines[100].replace("Mill Lane", 'Mill "Lane')
    put(tmp_path / "new", MAY, "\n".join(lines))
    (fault,) = refused(store, tmp_path / "new")
    assert "quotation mark" in fault.what
    assert fault.where.endswith("line 101")


def test_a_month_that_has_not_come_yet_is_refused(store: Store, tmp_path: Path) -> None:
    path = put(tmp_path / "new", "2032-03", text("2032-03"))
    with pytest.raises(Refused, match="2032-03 has not come yet"):
        load_police(store, [path], today=date(2032, 2, 29))
    assert len(load_police(store, [path], today=date(2032, 3, 1)).loaded) == 1


def test_nothing_to_load_names_what_was_passed_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for n in range(7):
        (tmp_path / "notes" / f"notes-{n}.txt").write_text("x")
    (fault,) = refused(store, tmp_path / "notes")
    assert "passed over: notes-0.txt" in fault.what
    assert fault.what.endswith("and 2 more")
