"""The paper says what control charts show, and holds the chart of every exception."""

from dataclasses import replace

from saferboard.core.board.performance_paper import performance_paper
from saferboard.core.document.html import to_html
from saferboard.core.document.stored import from_json, to_json
from saferboard.core.document.tree import Chart, Document, Paragraph, text_of
from saferboard.core.document.typst import to_typst
from saferboard.core.evidence.control import Annotation, Control
from saferboard.core.evidence.periods import Month
from tests.core.board.test_performance_paper import CONTACT
from tests.core.evidence.test_exceptions import CHARTED, STEADY, of, spiked


def paper(*counts: list[int], charted: bool = True) -> Document:
    notes = (Annotation(Month(2020, 11), "Second lockdown"),)
    control = Control(annotations=notes) if charted else None
    measures = [
        (replace(CHARTED, key=f"m{n}", name=f"Measure {n}", control=control), each)
        for n, each in enumerate(counts)
    ]
    return performance_paper(of(*measures), CONTACT, "10 June 2022")


def words(document: Document) -> str:
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    return " ".join(" ".join([b.text, *map(text_of, b.points)]) for b in blocks)


def charts(document: Document) -> list[str]:
    return [block.title for block in document.blocks if isinstance(block, Chart)]


def test_the_paper_says_significant_only_by_the_chart() -> None:
    said = words(paper(spiked(15), list(STEADY)))
    assert "a change is called significant where that chart shows a pattern" in said
    assert "Its control chart shows a significant change for the worse: March 2022 (44)" in said
    assert "Its control chart shows no significant change in the quarter." in said
    plain = words(paper(list(STEADY), charted=False))
    assert "control chart" not in plain


def test_every_exception_has_its_control_chart() -> None:
    found = charts(paper(*[spiked(15)] * 6, list(STEADY)))
    control = [title for title in found if title.endswith("significant change")]
    assert len(control) == 6
    assert not any(title.startswith("Measure 6") for title in found)
    # Of the worst four the twelve months are drawn too.
    assert len(found) == 6 + 4


def test_a_paper_with_control_charts_is_stored_and_rendered_whole() -> None:
    document = paper(spiked(15))
    assert from_json(to_json(document)) == document
    html = to_html(document, lambda drawn: "<svg></svg>")
    assert "November 2020: Second lockdown." in html
    assert "Outside a limit" in html
    assert "Outside a limit" in to_typst(document, lambda drawn: "chart.svg")
