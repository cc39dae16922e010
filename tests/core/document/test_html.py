import xml.etree.ElementTree as ET
from dataclasses import replace

from saferboard.core.document.html import image, to_html, to_page
from saferboard.core.document.tree import (
    Chart,
    Column,
    Contact,
    Document,
    Heading,
    Mark,
    Nested,
    Paragraph,
    Picture,
    Recommendations,
    Table,
)

HOSTILE = "<script>alert(\"1\")</script> & 'x' # $ * _ @ [ ] ` \\ ŵ ŷ 😀 שלום"
TABLE = Table(
    "Rates & places",
    (Column("Place"), Column("Rate", numeric=True)),
    (("Melton", "2.81"), ("Oadby", "missing")),
    note="Rates per 1,000.",
)
CHART = Chart("Rates", "Melton is at 2.81.", Mark.BAR, "per 1,000", (), TABLE)
PAPER = Document(
    "Performance",
    "The Board",
    "10 June 2022",
    (
        Paragraph("Before any heading.", numbered=False),
        Heading("Background"),
        Paragraph("First."),
        Heading("Vehicles", 2),
        Paragraph("Second.", ("one", "two")),
        Heading("Figures"),
        TABLE,
        CHART,
        Recommendations(("Note it;", "Act.")),
        Contact("Team Manager", "County Council", "0116 496 0000", "team@example.org"),
    ),
    author="The Team",
)


def _picture(_: Chart) -> str:
    return "<svg></svg>"


def _tree(document: Document = PAPER, level: int = 2) -> ET.Element:
    # Our HTML is also well-formed XML, so a strict parser may check it.
    return ET.fromstring(f"<div>{to_html(document, _picture, level=level)}</div>")


def _texts(elements: list[ET.Element]) -> list[str]:
    return ["".join(element.itertext()) for element in elements]


def test_headings_start_at_the_level_asked_for_and_open_their_sections() -> None:
    tree = _tree(level=3)
    assert _texts(tree.findall(".//h3")) == ["Background", "Figures"]
    assert _texts(tree.findall(".//section/section/h4")) == ["Vehicles"]
    assert [section[0].get("id") for section in tree.iter("section")] == [
        "section-1",
        "section-2",
        "section-3",
    ]


def test_headings_never_go_below_h6() -> None:
    document = replace(PAPER, blocks=(Heading("a", 1), Heading("b", 2)))
    assert _texts(_tree(document, level=6).findall(".//h6")) == ["a", "b"]


def test_numbers_run_through_the_paper_as_text() -> None:
    numbered = _tree().findall(".//p[@class='numbered']")
    assert _texts(numbered) == ["1. First.", "2. Second.", "3. It is recommended that the Board:"]
    assert [p.get("id") for p in numbered] == ["paragraph-1", "paragraph-2", "paragraph-3"]
    assert _texts(_tree().findall("./p")) == ["Before any heading."]


def test_points_are_lettered_as_text() -> None:
    assert _texts(_tree().findall(".//ul/li")) == ["(a) one", "(b) two", "(a) Note it;", "(b) Act."]


def test_a_table_has_caption_scopes_and_note() -> None:
    table = _tree().find(".//section/div/table")
    assert table is not None
    assert table.findtext("caption") == "Rates & places"
    assert [(th.text, th.get("scope")) for th in table.iter("th")] == [
        ("Place", "col"),
        ("Rate", "col"),
        ("Melton", "row"),
        ("Oadby", "row"),
    ]
    assert [(td.text, td.get("class")) for td in table.iter("td")] == [
        ("2.81", "numeric"),
        ("missing", "numeric"),
    ]
    assert _tree().findtext(".//p[@class='note']") == "Rates per 1,000."


def test_a_table_without_a_note_has_no_empty_paragraph() -> None:
    document = replace(PAPER, blocks=(replace(TABLE, note=""),))
    assert _tree(document).find(".//p") is None


def test_a_chart_is_a_figure_with_title_summary_picture_and_table() -> None:
    figure = _tree().find(".//figure")
    assert figure is not None
    assert [child.tag for child in figure] == ["figcaption", "p", "svg", "details"]
    assert figure.findtext("figcaption") == "Rates"
    assert figure.findtext("p") == "Melton is at 2.81."
    assert figure.find("details//table") is not None


def test_the_contact_gives_what_is_known() -> None:
    address = _tree().find(".//address")
    assert address is not None
    text = "".join(address.itertext())
    assert "Team Manager" in text
    assert "Telephone: 0116 496 0000" in text
    link = address.find("p/a")
    assert link is not None
    assert link.get("href") == "mailto:team@example.org"
    short = to_html(replace(PAPER, blocks=(Contact("A post", ""),)), _picture)
    assert "Telephone" not in short
    assert "Email" not in short


def test_hostile_text_is_only_text_wherever_it_stands() -> None:
    table = Table(HOSTILE, (Column(HOSTILE),), ((HOSTILE,),), HOSTILE)
    document = Document(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        (
            Heading(HOSTILE),
            Paragraph(HOSTILE, (HOSTILE,)),
            table,
            Chart(HOSTILE, HOSTILE, Mark.LINE, HOSTILE, (), table),
            Recommendations((HOSTILE,), HOSTILE),
            Contact(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        ),
        author=HOSTILE,
        language='en" onload="x',
    )
    assert "<script" not in to_page(document, _picture)
    assert 'onload="' not in to_page(document, _picture)
    tree = _tree(document)
    assert tree.findtext(".//h2") == HOSTILE
    assert tree.findtext(".//figcaption") == HOSTILE
    assert {cell.text for cell in tree.iter("th")} == {HOSTILE}


def test_a_page_is_complete_in_itself() -> None:
    page = to_page(PAPER, _picture)
    assert page.startswith('<!doctype html>\n<html lang="en-GB">')
    assert "<title>Performance - The Board</title>" in page
    assert '<meta name="author" content="The Team">' in page
    assert "<h1>Performance</h1>" in page
    assert page.count("<h1>") == 1
    assert "10 June 2022" in page
    assert "http" not in page
    assert 'name="author"' not in to_page(replace(PAPER, author=""), _picture)


def test_an_empty_document_is_an_empty_fragment() -> None:
    assert to_html(replace(PAPER, blocks=()), _picture) == ""


def test_points_within_points_have_their_own_marks() -> None:
    deep = Nested("one", (Nested("first", ("under",)), "second"))
    tree = _tree(replace(PAPER, blocks=(Paragraph("Lead:", (deep, "two")),)))
    assert _texts(tree.findall("./ul/li/span")) == ["(a)", "(b)"]
    assert _texts(tree.findall("./ul/li/ul/li/span")) == ["(i)", "(ii)"]
    assert _texts(tree.findall("./ul/li/ul/li/ul/li/span")) == ["(A)"]


def test_a_picture_has_its_words_and_its_title() -> None:
    picture = Picture("ab", "png", 'A "map"', "Map")
    shown = to_html(
        replace(PAPER, blocks=(picture,)), lambda one: image(one, f"/{one.sha}?a=1&b=2")
    )
    tree = ET.fromstring(shown)
    assert tree.findtext("figcaption") == "Map"
    assert tree.find("img").attrib == {"src": "/ab?a=1&b=2", "alt": 'A "map"'}  # type: ignore[union-attr]
    assert "figcaption" not in to_html(
        replace(PAPER, blocks=(replace(picture, title=""),)), lambda one: image(one, "/")
    )


def test_several_documents_stand_on_one_page_under_prefixes() -> None:
    shown = to_html(PAPER, _picture, prefix="item-7-")
    assert 'id="item-7-section-1"' in shown
    assert 'id="item-7-paragraph-1"' in shown


def test_something_may_stand_before_a_block() -> None:
    blocks = (Heading("Background"), Paragraph("First."), Paragraph("Second."))
    shown = to_html(
        replace(PAPER, blocks=blocks), _picture, before=lambda n: "<hr/>" if n == 2 else ""
    )
    assert shown.count("<hr/>") == 1
    assert shown.index("First.") < shown.index("<hr/>") < shown.index("Second.")
