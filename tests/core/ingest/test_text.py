"""Bytes become text, or a refusal that an Excel user can act on."""

import pytest

from saferboard.core.faults import Refused
from saferboard.core.ingest.text import decode


def test_utf8_is_taken_as_it_is() -> None:
    assert decode("café £5 – on\r\n".encode(), "a.csv") == "café £5 – on\r\n"
    assert decode(b"", "a.csv") == ""


def test_a_file_with_nul_is_not_text() -> None:
    with pytest.raises(Refused, match="NUL bytes"):
        decode(b"a,b\n\0,1\n", "a.csv")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("\ufeffa,b".encode(), "byte-order mark"),
        ("a,b".encode("utf-16"), "UTF-16"),
        ("\ufeffa,b".encode("utf-16-be"), "UTF-16"),
        ("a,b\nc,£5\n".encode("latin-1"), "line 2 holds a character that is not UTF-8"),
    ],
)
def test_anything_else_is_refused_with_a_remedy(data: bytes, what: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(data, "a.csv")
    (fault,) = refused.value.faults
    assert what in fault.what
    assert fault.where == "a.csv"
    assert "Notepad" in fault.remedy
