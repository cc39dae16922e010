"""What the desk shows of meetings, items and bodies. Reads values, never the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.papers.queries import NEED_PAPER
from saferboard.web.directory.models import Body
from saferboard.web.publish.assembling import MINUTES, Assembled, Slot
from saferboard.web.publish.models import Kind, Publication


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting, and what of it is out."""

    meeting: Meeting
    pack: Publication | None
    minutes: Publication | None


def listed(meeting: Meeting, out: Sequence[Publication]) -> Listed:
    """A row of the desk."""
    subject = f"{meeting.body.key}/{meeting.date}"
    found = {row.kind: row for row in out if row.subject == subject}
    return Listed(meeting, found.get(Kind.PACK), found.get(Kind.MINUTES))


def body(of: Body, out: Iterable[Publication]) -> dict[str, Any]:
    """A body, and what of it stands published from meeting to meeting."""
    found = {row.kind: row for row in out if row.body == of.key}
    kinds = (Kind.CALENDAR, Kind.RECORD, Kind.PLAN)
    return {"body": of, "kinds": [(kind, kind.label, found.get(kind)) for kind in kinds]}


def meets(of: Body, rows: Iterable[Listed]) -> bool:
    """Whether any of these meetings is the body's."""
    return any(row.meeting.body_id == of.pk for row in rows)


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its papers and how it stands: in, late, missing, made here, none needed."""

    item: AgendaItem
    slots: tuple[Slot, ...]
    word: str
    css: str
    fresh: tuple[str, ...]


def items(found: Assembled, stands: Publication | None) -> list[Row]:
    """Every item that is on; ``fresh`` are titles of papers that came since it was published."""
    out: dict[str, int] = {}
    for item in stands.content["items"] if stands else []:
        out |= {paper["key"]: paper["version"] for paper in item["papers"]}
    rows = []
    for item, slots in found.items:
        word, css = _stands(item, slots)
        fresh = tuple(
            slot.title
            for slot in slots
            if stands and not item.restricted and out.get(slot.key, -1) < slot.version
        )
        rows.append(Row(item, slots, word, css, fresh))
    return rows


def _stands(item: AgendaItem, slots: tuple[Slot, ...]) -> tuple[str, str]:
    if any(slot.late for slot in slots):
        return "Late", "govuk-tag--yellow"
    if slots:
        made = all(slot.version == 0 for slot in slots)
        return ("Made here", "govuk-tag--blue") if made else ("In", "govuk-tag--green")
    if item.standing == MINUTES:
        return "None circulated", "govuk-tag--grey"
    if not item.standing and item.kind in NEED_PAPER:
        return "Missing", "govuk-tag--red"
    return "None needed", "govuk-tag--grey"
