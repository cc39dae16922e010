"""A source of the past as a file: its kind, its encoding, its size, and what is refused."""

import pytest

from saferboard.core.faults import Refused
from saferboard.engines import past
from saferboard.engines.past import Kind, read_source, text_of
from tests.core.ingest.past.moderngov_samples import HTML, MEETING
from tests.web.ingest.samples import MARCH


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_as_it_was_saved(code: str) -> None:
    assert text_of("Café – 5£".encode(code), name="a.txt", kind=Kind.PACK) == "Café – 5£"


def test_text_that_windows_saved_is_read() -> None:
    assert text_of("Café – 5£".encode("cp1252"), name="a.md", kind=Kind.PACK) == "Café – 5£"


def test_a_web_page_of_a_pack_is_read_line_by_line() -> None:
    lines = MARCH.replace("\f", "").split("\n")
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    read = read_source(page.encode(), name="pack.HTML", kind=Kind.PACK)
    assert [minute.number for minute in read.reading.minutes[0].items] == [21, 22, 23, 24]
    assert "<p>" not in read.text


def test_a_page_of_a_committee_system_is_kept_as_its_text() -> None:
    read = read_source(HTML.encode(), name="page.html", kind=Kind.MODERNGOV)
    assert read.reading.meetings
    assert "<div" not in read.text
    answer = read_source(MEETING.encode(), name="meeting.xml", kind=Kind.MODERNGOV)
    assert answer.reading.meetings


@pytest.mark.parametrize(
    ("data", "name", "kind", "why"),
    [
        (b"x", "a.docx", Kind.PACK, "ending in '.docx' is not read"),
        (b"x", "a", Kind.PACK, "ending in '' is not read"),
        (b"x", "a.pdf", Kind.MODERNGOV, "ending in '.pdf' is not read"),
        (b"no pdf", "a.pdf", Kind.PACK, "it cannot be read"),
        (b"a\0b", "a.txt", Kind.PACK, "holds NUL bytes"),
        (b" \n\f\n", "a.txt", Kind.PACK, "there is no text in it"),
        (b"<html><body></body></html>", "a.html", Kind.PACK, "there is no text in it"),
        (b"<html><body>Hello</body></html>", "a.html", Kind.MODERNGOV, "not a meeting's page"),
    ],
)
def test_what_no_source_is_is_refused(data: bytes, name: str, kind: Kind, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_source(data, name=name, kind=kind)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "LARGEST", 3 * 1024 * 1024)
    with pytest.raises(Refused, match="it has 4 MB"):
        text_of(b"x" * (4 * 1024 * 1024), name="a.txt", kind=Kind.PACK)
    monkeypatch.setattr(past, "LONGEST", 10)
    with pytest.raises(Refused, match="it has 11 characters"):
        text_of(b"x" * 11, name="a.txt", kind=Kind.PACK)
