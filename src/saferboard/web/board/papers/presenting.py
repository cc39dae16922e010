"""What the pages about papers show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from saferboard.core.board import papers as core
from saferboard.core.board.papers import Deadlines, State
from saferboard.core.document.findings import Finding
from saferboard.core.document.html import image, to_html
from saferboard.core.document.tree import Chart, Document, Drawn
from saferboard.engines.charts.drawing import svg
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.papers import queries
from saferboard.web.board.papers.calling import unreached
from saferboard.web.board.papers.models import Paper

TAGS = {
    State.IN: "govuk-tag--green",
    State.LATE: "govuk-tag--yellow",
    State.DRAFT: "govuk-tag--blue",
    State.AWAITED: "govuk-tag--grey",
    State.MISSING: "govuk-tag--red",
    State.NONE_NEEDED: "govuk-tag--grey",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An item, how its papers stand, and what was written to its author."""

    item: AgendaItem
    papers: list[Paper]
    state: State
    tag: str
    letters: list[Any]


def rows(items: Iterable[AgendaItem], due: Deadlines, today: date) -> list[Row]:
    """How every item's papers stand. The items carry their papers and letters."""
    found = []
    for item in items:
        papers = list(item.papers.all())
        stands = [paper for paper in papers if not paper.withdrawn]
        first = [paper.versions.all()[0] for paper in stands if paper.versions.all()]
        submitted = [localdate(version.submitted_at) for version in first]
        state = core.state(
            needed=not item.standing and item.kind in queries.NEED_PAPER,
            submitted=min(submitted, default=None),
            drafted=any(hasattr(paper, "draft") for paper in stands),
            final_due=due.final_due,
            today=today,
        )
        found.append(Row(item, papers, state, TAGS[state], list(item.letters.all())))
    return found


def meeting_papers(meeting: Meeting, today: date) -> dict[str, Any]:
    """What is in, late and missing for a meeting. Five queries, however many items."""
    call = getattr(meeting, "call", None)
    due = queries.called(call) if call else queries.deadlines(meeting)
    found = [row for row in rows(_items(meeting), due, today) if shown(row)]
    return {
        "meeting": meeting,
        "call": call,
        "due": due,
        "rows": found,
        "counts": [
            (state.value, TAGS[state], sum(1 for row in found if row.state is state))
            for state in (State.IN, State.LATE, State.DRAFT, State.AWAITED, State.MISSING)
        ],
        "is_open": meeting.state in queries.OPEN,
        "askable": sum(
            1
            for row in found
            if row.item.presenter and not row.letters and row.state not in (State.IN, State.LATE)
        ),
        "nobody": [row.item for row in found if not row.item.presenter and not row.papers],
        "unreached": unreached(row.item for row in found if not row.letters and not row.papers),
    }


def shown(row: Row) -> bool:
    """Items that need a paper, and those that have one all the same."""
    return row.state is not State.NONE_NEEDED or bool(row.papers)


def _items(meeting: Meeting) -> Iterable[AgendaItem]:
    papers = Prefetch(
        "papers",
        Paper.objects.select_related("draft", "post__organisation").prefetch_related("versions"),
    )
    return (
        meeting.items.filter(state=AgendaItem.State.ON)
        .select_related("presenter__organisation")
        .prefetch_related(papers, "letters")
        .order_by("number")
    )


def html(paper: Paper, document: Document, findings: Iterable[Finding] = ()) -> SafeString:
    """The document as it will be read, with findings before the blocks that they concern."""
    beside: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.block is not None:
            beside.setdefault(finding.block, []).append(finding)

    def before(place: int) -> str:
        found = beside.get(place)
        return render_to_string("papers/parts/findings.html", {"findings": found}) if found else ""

    # Safe: to_html escapes every text of the document, and the template those of the findings.
    return mark_safe(to_html(document, lambda d: drawn(paper, d), before=before))  # noqa: S308


def drawn(paper: Paper, one: Drawn) -> str:
    """A chart drawn here, or a picture by the address of its file."""
    if isinstance(one, Chart):
        return svg(one)
    return image(one, reverse("work-paper-picture", args=(paper.pk, one.sha)))
