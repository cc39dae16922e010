import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.engines.fetching.fetch import decoded, text_of
from saferboard.engines.fetching.visits import Fetched


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("café – £5".encode(), ""),
        ("café – £5".encode(), "iso-8859-1"),
        (codecs.BOM_UTF8 + "café – £5".encode(), ""),
        ("café – £5".encode("utf-16"), ""),
        ("café – £5".encode("cp1252"), ""),
        ("café – £5".encode("cp1252"), "iso-8859-1"),
        ("café – £5".encode("cp1252"), "rot13"),
    ],
)
def test_letters_are_read_as_they_were_written(content: bytes, charset: str) -> None:
    assert decoded(content, charset) == "café – £5"


def test_a_page_names_its_own_letters() -> None:
    head = b'<meta http-equiv="Content-Type" content="text/html; charset=Windows-1252">caf\xe9'
    assert text_of(Fetched("http://a.example/", "text/html", "", head)).endswith("café")


@given(st.binary(), st.text(max_size=10))
def test_any_bytes_are_text(content: bytes, charset: str) -> None:
    assert isinstance(decoded(content, charset), str)
