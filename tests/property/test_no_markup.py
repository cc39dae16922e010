"""Nothing that is typed into a paper can become markup in a rendering of it."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.board.papers_template import KEYS, paper
from saferboard.core.document.html import image, to_html
from saferboard.core.document.text import plain
from saferboard.core.document.tree import Document, Nested, Paragraph, Picture
from saferboard.core.document.typst import to_typst

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</p><img src=x onerror=alert(1)>",
        '"><svg onload=x>',
        "&lt;b&gt;",
        '#import "x"',
        '"); #eval("1")',
        "\\u{22}",
        "$x$ *b* _i_ @ref <label> `raw` ]",
        "javascript:alert(1)",
        "- a\n  - b",
    ]
)
TEXTS = st.lists(st.text(max_size=40) | HOSTILE, max_size=4).map("\n".join)
TAGS = {"section", "h2", "h3", "h4", "h5", "h6", "p", "span", "ul", "li", "address", "strong"}
TAGS |= {"a", "figure", "figcaption", "img"}
ATTRIBUTES = {"id", "class", "role", "href", "src", "alt"}
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
CODE = re.compile(r'[\w\s#:.,()%*"-]*')


class Seen(HTMLParser):
    """Gathers tags, attributes and text as a browser would."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.fixed_dictionaries(dict.fromkeys(KEYS, TEXTS)))
def test_answers_are_only_text_on_a_page(answers: dict[str, str]) -> None:
    document = paper(answers, title="Prevent", body="The Board", date="10 June 2022")
    seen = Seen(to_html(document, lambda _: ""))
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert all(link.startswith("mailto:") for link in seen.links)


@given(TEXTS, TEXTS, TEXTS)
def test_every_text_stands_on_the_page_as_it_is(text: str, point: str, alt: str) -> None:
    blocks = (Paragraph(text, (Nested(point, (text,)),)), Picture("ab", "png", alt, point))
    page = to_html(Document("", "", "", blocks), lambda one: image(one, "/x"))
    seen = Seen(page)
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert plain(text) in seen.text
    assert plain(point) in seen.text


@given(TEXTS, TEXTS)
def test_every_text_is_a_string_to_the_typesetter(text: str, point: str) -> None:
    blocks = (Paragraph(text, (Nested(point, (text,)),)), Picture("ab", "png", point, text))
    source = to_typst(Document(text, point, text, blocks), lambda _: "picture-1.png")
    bare = STRING.sub('""', source)
    assert CODE.fullmatch(bare)
    assert "eval" not in bare
