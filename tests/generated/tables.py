"""The papers of a made-up pack as text: an action log over pages, reports, dashboards."""

from collections.abc import Iterator
from datetime import date
from random import Random

from saferboard.core.ingest.past.values import Dashboard, LogAction, Report
from tests.generated.lines import BLANK, Kind, Made, spaced
from tests.generated.packs import MadePack, words_day

LOG_HEADERS = (
    ("No.", "Date", "Action", "Responsible Officer", "Comments", "Status"),
    ("No", "Date", "Action", "Officer(s) responsible", "Comments", "Status"),
    ("Action No.", "Meeting date", "Action", "Owner", "Update", "RAG"),
)
DAYS = ("{d.day}.{d.month}.{d:%y}", "{d:%d/%m/%Y}", "{d:%d.%m.%Y}", "{d.day} {d:%B %Y}")


def log(pack: MadePack, markdown: bool, chance: Random) -> Iterator[Made]:
    """The action log: its header again on every page, as tables have it that run on."""
    title = f"{pack.voice.name} Action Log"
    header = Made("\t".join(chance.choice(LOG_HEADERS)), Kind.LABEL)
    shape = chance.choice(DAYS)
    dot = chance.choice((".", ""))
    yield from spaced([Made(f"## {title}" if markdown else title, Kind.HEADING)])
    yield header
    on_page = 0
    for action in pack.log:
        for line in _rows(action, shape, dot):
            on_page += 1
            if on_page > chance.randint(4, 9):
                yield from (BLANK, BLANK if markdown else Made("\f", Kind.BLANK), header)
                on_page = 0
            yield line
    yield BLANK


def _rows(action: LogAction, shape: str, dot: str) -> Iterator[Made]:
    for n, entry in enumerate(action.entries):
        number = f"{action.number}{dot}" if n == 0 else ""
        on = shape.format(d=entry.on) if isinstance(entry.on, date) else ""
        cells = (number, on, entry.action, entry.officer, entry.comments, entry.status)
        yield Made("\t".join(cells), Kind.ROW)


def report(paper: Report, markdown: bool, chance: Random) -> Iterator[Made]:
    """A paper: its head, numbered paragraphs under headings, recommendations, whom to ask."""
    assert paper.on is not None
    heads = [paper.body.upper(), words_day(paper.on).upper(), paper.title]
    levels = ("## **{}**", "**{}**", "### **{}**") if markdown else ("{}",) * 3
    yield from spaced(
        Made(level.format(head), Kind.HEADING) for level, head in zip(levels, heads, strict=True)
    )
    shape = "#### **{}**" if markdown else "{}"
    heading = ""
    for paragraph in paper.paragraphs:
        if paragraph.heading != heading:
            heading = paragraph.heading
            yield from spaced([Made(shape.format(heading), Kind.HEADING)])
        yield from spaced([Made(f"{paragraph.number}. {paragraph.text}")])
    yield from spaced([Made(shape.format("Recommendations"), Kind.HEADING)])
    yield from _recommendations(paper, chance)
    yield from spaced([Made(shape.format("Officer to contact"), Kind.HEADING)])
    (officer,) = paper.officers
    for text in (
        officer.name,
        f"{officer.post}, {officer.organisation}",
        f"Tel: {officer.telephone}",
        f"Email: {officer.email}",
    ):
        yield Made(text, Kind.LABEL)
    yield BLANK


def _recommendations(paper: Report, chance: Random) -> Iterator[Made]:
    number = len(paper.paragraphs) + 1
    if len(paper.recommendations) == 1:
        text = paper.recommendations[0].text
        yield from spaced([Made(f"{number}. That the Board {text[0].lower()}{text[1:]}")])
        return
    lead = chance.choice(("That the Board:", "The Board is asked to:", "It is recommended that:"))
    yield Made(f"{number}. {lead}")
    for one in paper.recommendations:
        yield Made(f" ({one.letter}) {one.text}", Kind.POINT)
    yield BLANK


def dashboard(board: Dashboard) -> Iterator[Made]:
    """A dashboard: the outcome and its colour stand in the first of their rows only."""
    header = (
        *("Outcomes", "Overall Progress RAG", "Supporting Indicators", board.previous),
        *(board.current, "Current Direction of Travel", "Progress"),
        *("Nearest Neighbour Comparison", "County Comparison"),
    )
    yield from spaced([Made(board.title, Kind.HEADING)])
    yield Made("\t".join(header), Kind.LABEL)
    last = ""
    for row in board.rows:
        carried = (row.outcome, row.overall) if row.outcome != last else ("", "")
        last = row.outcome
        yield Made(
            "\t".join(
                (
                    *carried,
                    *(row.indicator, row.previous, row.current, row.direction, row.progress),
                    *(row.neighbours, row.county),
                )
            ),
            Kind.ROW,
        )
    yield BLANK
