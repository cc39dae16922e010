"""A pack of 200 pages, beside a bare merging of the same pages: ``python -m bench.pack``.

Then one paper changes, and the pack is made again with the pages that were kept.
"""

from dataclasses import dataclass, replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pikepdf import Pdf

from saferboard.core.board.pack import AgendaItem, Attached, ItemKind, Meeting, Options, Pack
from saferboard.core.document.tree import (
    Block,
    Chart,
    Column,
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
from saferboard.engines.charts.drawing import svg
from saferboard.engines.pdf.binder import Bound, bind
from saferboard.engines.typesetting.shelf import FolderShelf
from saferboard.engines.typesetting.typesetter import document_pdf

DAY = date(2022, 6, 10)
MEETING = Meeting("Safer Communities Strategy Board", DAY, time(10, 0), "County Hall")
REPORTS, SECTIONS, CHARTS, SLIDES, SLIDES_EACH = 12, 13, 6, 3, 17
PAGES = 200
LIMIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class PackResult:
    """Seconds for the whole pack from its documents, of which ``chart_seconds`` draw the charts;
    for the same pack once a paper of it changed; and for pikepdf alone to merge the same pages when
    they are there already. ``remade`` counts the parts that the change had set anew.
    """

    pages: int
    pack_seconds: float
    changed_seconds: float
    remade: int
    chart_seconds: float
    merge_seconds: float

    @property
    def ratio(self) -> float:
        """How many times a bare merge the pack takes."""
        return self.pack_seconds / self.merge_seconds


def run() -> PackResult:
    """Measure once. In a new process nothing is remembered, so this is the cold time."""
    pack = made_up_pack()
    started = perf_counter()
    for number in range(CHARTS):
        svg(_chart(number))  # remembered, so that binding does not draw them again
    chart_seconds = perf_counter() - started
    shelf = _Counting()
    bound = bind(pack, made_on=DAY, shelf=shelf)
    pack_seconds = perf_counter() - started
    made = shelf.put_there
    started = perf_counter()
    bind(_changed(pack), made_on=DAY, shelf=shelf)
    changed_seconds = perf_counter() - started
    remade = shelf.put_there - made
    files = _split(bound)
    started = perf_counter()
    merged = _merged(files)
    merge_seconds = perf_counter() - started
    with Pdf.open(BytesIO(merged)) as pdf:
        assert len(pdf.pages) == bound.layout.pages >= PAGES, bound.layout.pages
    return PackResult(
        bound.layout.pages, pack_seconds, changed_seconds, remade, chart_seconds, merge_seconds
    )


class _Counting(FolderShelf):
    """A shelf in a folder of its own that counts what is put there."""

    def __init__(self) -> None:
        self._held = TemporaryDirectory()
        super().__init__(Path(self._held.name))
        self.put_there = 0

    def put(self, key: str, data: bytes) -> None:
        """Counted."""
        self.put_there += 1
        super().put(key, data)


def _changed(pack: Pack) -> Pack:
    """The pack with a word of its fifth paper changed."""
    items = list(pack.items)
    (paper,) = items[4].papers
    assert isinstance(paper, Document)
    said = paper.blocks[1]
    assert isinstance(said, Paragraph)
    other = replace(said, text=said.text.replace("fell", "rose", 1))
    blocks = (paper.blocks[0], other, *paper.blocks[2:])
    items[4] = replace(items[4], papers=(replace(paper, blocks=blocks),))
    return replace(pack, items=tuple(items))


def made_up_pack() -> Pack:
    """Twelve reports, one of them with charts and a dashboard, and three sets of slides."""
    items = [
        AgendaItem(n, f"Report {n}", ItemKind.REPORT, "Officer", (_paper(n),))
        for n in range(1, REPORTS + 1)
    ]
    for n in range(REPORTS + 1, REPORTS + SLIDES + 1):
        attached = Attached(f"Slides {n}", "A partner", _slides(n))
        items.append(AgendaItem(n, f"Slides {n}", ItemKind.PRESENTATION, "Partner", (attached,)))
    return Pack(MEETING, tuple(items), Options(odd_start=True))


def _paper(number: int) -> Document:
    words = "The number of offences in the county fell over the twelve months, as it did before. "
    blocks: list[Block] = []
    for section in range(SECTIONS):
        blocks.append(Heading(f"Section {section + 1} of report {number}"))
        blocks.extend(Paragraph(f"{section}.{n} {words * 5}", (words, words)) for n in range(5))
    if number == 1:
        blocks.extend(_chart(n) for n in range(CHARTS))
    rows = tuple((f"Indicator {n}", "53.04", "51.97", "Level", words) for n in range(24))
    columns = (Column("Indicator"), Column("Before", True), Column("Now", True))
    table = Table("Dashboard", (*columns, Column("Direction"), Column("Reason")), rows)
    blocks.extend((Recommendations(("Note the report;", "Ask for more.")), table))
    return Document(f"Report {number}", MEETING.body, MEETING.day, tuple(blocks))


def _chart(number: int) -> Chart:
    points = tuple(Point(f"20{19 + n // 12}-{n % 12 + 1:02d}", n % 7 + 1.5) for n in range(36))
    series = (Series("County", points), Series("Region", tuple(reversed(points))))
    table = Table(f"Chart {number}", (Column("Month"), Column("Rate", True)), (("x", "1"),))
    title = f"Offences of kind {number}"
    return Chart(title, "They fell.", Mark.LINE, "rate", series, table, (Level("Target", 3),))


def _slides(number: int) -> bytes:
    blocks = tuple(Paragraph(f"Slide {number}.{n} " + "word " * 420) for n in range(SLIDES_EACH))
    return document_pdf(Document(f"Slides {number}", "A partner", "", blocks), made_on=DAY)


def _split(bound: Bound) -> list[bytes]:
    """The pack taken apart into its papers, as a clerk without us would have them."""
    files = []
    with Pdf.open(BytesIO(bound.whole)) as whole:
        for placed in (bound.layout.agenda, *bound.layout.papers):
            with Pdf.new() as part:
                part.pages.extend(whole.pages[placed.first - 1 - placed.blank_before : placed.last])
                files.append(_saved(part))
    return files


def _merged(files: list[bytes]) -> bytes:
    with Pdf.new() as merged:
        for file in files:
            with Pdf.open(BytesIO(file)) as part:
                merged.pages.extend(part.pages)
        return _saved(merged)


def _saved(pdf: Pdf) -> bytes:
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()


if __name__ == "__main__":
    result = run()
    print(
        f"pack of {result.pages} pages: {result.pack_seconds:.2f} s (limit {LIMIT_SECONDS:.0f} s), "
        f"{result.chart_seconds:.2f} s of it for {CHARTS} charts; "
        f"after one change {result.changed_seconds:.2f} s, {result.remade} parts set anew; "
        f"bare merge {result.merge_seconds:.2f} s; ratio {result.ratio:.1f}"
    )
