from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.document.text import html_text, plain, typst_string


def test_breaks_become_spaces_and_no_break_spaces_stay() -> None:
    assert plain(" one\r\n\ttwo\u2028three\u00a0four\ufeff ") == "one two three\u00a0four"


def test_controls_and_lone_surrogates_are_replaced() -> None:
    assert plain("a\x00b\x07c\ud800d") == "a\ufffdb\ufffdc\ufffdd"


def test_html_text_cannot_close_an_attribute_or_open_an_element() -> None:
    assert html_text("<a href=\"x\" id='y'> & \\") == (
        "&lt;a href=&quot;x&quot; id=&#x27;y&#x27;&gt; &amp; \\"
    )


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text())
def test_any_text_survives_html_and_adds_no_element(text: str) -> None:
    parser = _Texts()
    parser.feed(f'<p title="{html_text(text)}">{html_text(text)}</p>')
    parser.close()
    assert parser.tags == ["p"]
    assert parser.text == unescape(html_text(text)) == plain(text)
    assert parser.attributes == [plain(text)]


@given(st.text())
def test_a_typst_string_ends_where_it_ends(text: str) -> None:
    literal = typst_string(text)
    body = literal[1:-1]
    # Read it as Typst does: a backslash takes the next character with it.
    read, rest = [], iter(body)
    for character in rest:
        assert character != '"', "an unescaped quote would end the string"
        read.append(next(rest) if character == "\\" else character)
    assert "".join(read) == plain(text)
