"""A request whose sender went away in the middle is refused, whatever it carries."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from saferboard.web.bodies import WholeBody, with_whole_bodies

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=edge"
WORDS = b"first=1&text=" + b"word+" * 200
FILE = (
    b'--edge\r\nContent-Disposition: form-data; name="text"\r\n\r\nshort\r\n'
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.dat"\r\n\r\n'
    + b"byte " * 200
    + b"\r\n--edge--\r\n"
)


def asked(sent: bytes, kind: str, length: int | None = None) -> WSGIRequest:
    """The request as Django has it, of which so many bytes were announced."""
    seen: list[dict[str, Any]] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ)
        return []

    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        CONTENT_TYPE=kind,
        CONTENT_LENGTH=str(len(sent) if length is None else length),
    )
    with_whole_bodies(application)(environ | {"wsgi.input": BytesIO(sent)}, print)
    return WSGIRequest(seen[0])


def test_what_came_whole_is_taken() -> None:
    assert asked(WORDS, FORM).POST["text"] == "word " * 200
    assert asked(FILE, MULTIPART).FILES["file"].read() == b"byte " * 200
    assert asked(b"{}", "application/json").body == b"{}"
    assert asked(b"", FORM).body == b""


@pytest.mark.parametrize(("sent", "kind"), [(WORDS, FORM), (FILE, MULTIPART)])
@pytest.mark.parametrize("part", [0.0, 0.5, 0.9])
def test_half_of_a_form_is_refused(sent: bytes, kind: str, part: float) -> None:
    with pytest.raises(BadRequest):
        _ = asked(sent[: int(len(sent) * part)], kind, len(sent)).POST


def test_half_of_data_is_refused() -> None:
    with pytest.raises(BadRequest):
        _ = asked(b'{"a": ', "application/json", 100).body


def test_no_more_is_read_than_was_announced() -> None:
    body = WholeBody(BytesIO(b"one\ntwo\nthree"), 8)
    assert (body.readline(), body.read(2), body.readline(1)) == (b"one\n", b"tw", b"o")
    assert (body.read(), body.read(), body.readline()) == (b"\n", b"", b"")


def test_without_a_length_nothing_is_read() -> None:
    body = asked(b"text=1", FORM, 0).environ["wsgi.input"]
    assert body.read() == b""


def test_bytes_that_come_in_drops_are_waited_for() -> None:
    class Drops(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 3))

    assert WholeBody(Drops(b"a whole text"), 12).read() == b"a whole text"
