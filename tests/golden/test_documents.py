"""A small paper and its pack, rendered. Renew after a wanted change with SAFERBOARD_RENEW=1."""

import os
from datetime import date, time
from pathlib import Path

import pytest

from saferboard.core.board.pack import (
    AgendaItem,
    Attached,
    ItemKind,
    Length,
    Meeting,
    Options,
    Pack,
    lay_out,
)
from saferboard.core.board.pack_sheets import agenda_sheet
from saferboard.core.board.pack_source import blank_source, paper_sheet, part_sources
from saferboard.core.document.html import to_page
from saferboard.core.document.tree import (
    Chart,
    Column,
    Contact,
    Document,
    Heading,
    Level,
    Mark,
    Paragraph,
    Point,
    Recommendations,
    Series,
    Table,
)
from saferboard.core.document.typst import to_typst

KEPT = Path(__file__).parent / "documents"
TABLE = Table(
    "Rates by district, 2021/22",
    (Column("District"), Column("Per 1,000", numeric=True), Column("Direction")),
    (("Melton", "2.81", "Improving"), ("Blaby", "missing", "Not known")),
    note="Source: police recorded crime.",
)
CHART = Chart(
    "Vehicle crime by district",
    "Melton stands at 2.81; no figure is known for Blaby.",
    Mark.BAR,
    "per 1,000 people",
    (Series("2021/22", (Point("Melton", 2.81, 2.2, 3.6, highlighted=True), Point("Blaby", None))),),
    Table("Figures", (Column("District"), Column("Rate", numeric=True)), (("Melton", "2.81"),)),
    (Level("County", 3.1),),
)
PAPER = Document(
    "Safer Communities Performance",
    "The Strategy Board",
    "10 June 2022",
    (
        Heading("Purpose of report"),
        Paragraph("This report gives the Board's position & what it needs to decide."),
        Heading("Position"),
        Heading("Vehicle crime", 2),
        Paragraph("Two things are known:", ("it fell in Melton;", "nothing else.")),
        TABLE,
        CHART,
        Paragraph('Said in passing, "without" a number.', numbered=False),
        Heading("Recommendations"),
        Recommendations(("Note the report;", "Ask Blaby for its figures.")),
        Contact("Team Manager", "County Council", "0116 496 0000", "team@example.org"),
    ),
    author="Community Safety Team",
)
MEETING = Meeting("The Strategy Board", date(2022, 6, 10), time(10, 0), "County Hall")
PACK = Pack(
    MEETING,
    (
        AgendaItem(1, "Introductions", ItemKind.STANDING, "Chair"),
        AgendaItem(2, "Performance", ItemKind.REPORT, "Team Manager", (PAPER,)),
        AgendaItem(3, "County lines", ItemKind.PRESENTATION, "Superintendent",
                   (Attached("County lines: slides", "the Police", b""),)),
    ),
    Options(odd_start=True),
)  # fmt: skip


def _pack() -> str:
    layout = lay_out(PACK, 1, [Length(2), Length(1, 9)])
    sheets = [("", agenda_sheet(PACK, layout))]
    for (item, paper), pages in zip(PACK.papers, (0, 9), strict=True):
        sheets.append((PACK.mark(item), paper_sheet(PACK, paper, pages, tagged=False)))
    lines = []
    for (mark, sheet), placed in zip(sheets, (layout.agenda, *layout.papers), strict=True):
        sources = part_sources(PACK, sheet, placed.first, mark, lambda _: "chart-1.svg")
        lines.extend(f"// {name}\n{source}\n" for name, source in sources.items())
    return "".join([*lines, "// blank\n", blank_source(PACK, 2)])


RENDERED = {
    "paper.html": to_page(PAPER, lambda chart: f"<!-- the picture: {chart.mark} -->"),
    "paper.typ": to_typst(PAPER, lambda _: "chart-1.svg"),
    "pack.typ": _pack(),
}


@pytest.mark.parametrize("name", RENDERED)
def test_renderings_are_as_kept(name: str) -> None:
    kept = KEPT / name
    if os.environ.get("SAFERBOARD_RENEW"):
        kept.write_text(RENDERED[name], encoding="utf-8")
    assert RENDERED[name] == kept.read_text(encoding="utf-8")
