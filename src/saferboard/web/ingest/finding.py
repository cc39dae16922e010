"""What search finds of the past: the paragraphs of its public copies, and nothing else."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from saferboard.web.directory.models import Body
from saferboard.web.ingest import queries
from saferboard.web.ingest.models import Activation, Part
from saferboard.web.search.actions import put
from saferboard.web.search.models import Kind, Passage, Scope

What = Part.What


def put_in(*, by: str, activation: Activation, parts: Iterable[Part]) -> None:
    """What was put out can be found from now on."""
    for part in parts:
        refresh(by=by, part=part)


def take_out(*, by: str, activation: Activation) -> None:
    """What was taken back is found no more; what it had taken the place of is found again."""
    for part in activation.parts.select_related("body"):
        refresh(by=by, part=part)


def refresh(*, by: str, part: Part) -> str:
    """The passages of what is shown at the place of a part."""
    held = queries.parts(body=part.body, on=part.on, what=part.what)
    if part.what not in queries.ONE_ONLY:
        held = held.filter(source=part.source_id)
    shown = held.order_by("-pk").first()
    subject = subject_of(part)
    put(by=by, subject=subject, scope=Scope.PUBLIC, passages=passages(shown) if shown else ())
    return subject


def rebuild() -> Iterable[str]:
    """Everything that stands, put in anew."""
    return [refresh(by="service", part=part) for part in queries.parts()]


def subject_of(part: Part) -> str:
    """The name of what stands or falls together."""
    one = "" if part.what in queries.ONE_ONLY else f" {part.source_id}"
    return f"history {part.body.key} {part.on.isoformat()} {part.what}{one}"


def passages(part: Part) -> Iterator[Passage]:
    """The paragraphs of a part."""
    told = {
        What.AGENDA: _agenda,
        What.MINUTES: _minutes,
        What.LOG: _log,
        What.REPORTS: _reports,
        What.DASHBOARDS: _dashboards,
    }
    return told[What(part.what)](part, part.content)


def _passage(part: Part, kind: Kind, said: dict[str, Any], anchor: str, **more: Any) -> Passage:
    body: Body = part.body
    address = reverse("history-meeting", args=(body.key, part.on))
    page = said.get("page", 0)
    # A text tells the pages of a whole item: of a run of them none is the page of a paragraph.
    exact = part.source.is_pdf or said.get("last_page", 0) <= page
    about = {
        "body": body.key,
        "body_name": body.name,
        "date": part.on,
        "page": page if exact else 0,
    }
    return Passage(kind=kind, address=f"{address}#{anchor}", **about | more)


def _agenda(part: Part, content: dict[str, Any]) -> Iterator[Passage]:
    for item in content["items"]:
        if not item["private"]:
            mark = f"item {item['number']}" if item["number"] else ""
            yield _passage(
                part, Kind.ITEM, item, "agenda", title=item["title"], text=item["note"], mark=mark
            )


def _minutes(part: Part, content: dict[str, Any]) -> Iterator[Passage]:
    for minute in content["items"]:
        if minute["private"]:
            continue
        number, title = minute["number"], minute["title"]
        mark = f"minute {number}" if number else ""
        anchor = f"minute-{number}" if number else "minutes"
        for text in minute["text"].split("\n\n"):
            yield _passage(part, Kind.MINUTE, minute, anchor, title=title, text=text, mark=mark)
        for one in minute["outcomes"]:
            letter = f"({one['letter']})" if one["letter"] else ""
            yield _passage(
                part,
                Kind.OUTCOME,
                one,
                anchor,
                title=title,
                text=one["text"],
                mark=f"{mark}{letter}",
                state=one["verb"],
            )
        for one in minute["undertakings"]:
            yield _passage(
                part, Kind.UNDERTAKING, one, anchor, title=title, text=one["text"], mark=mark
            )


def _log(part: Part, content: dict[str, Any]) -> Iterator[Passage]:
    for action in content["actions"]:
        number = action["number"]
        mark = f"action {number}" if number else ""
        for entry in action["entries"]:
            text = "\n".join(filter(None, (entry["action"], entry["comments"])))
            if text:
                on = date.fromisoformat(entry["on"]) if entry["on"] else part.on
                told = {"text": text, "mark": mark, "state": action["status"], "date": on}
                yield _passage(part, Kind.ACTION, action, "log", **told)


def _reports(part: Part, content: dict[str, Any]) -> Iterator[Passage]:
    for place, report in enumerate(content["reports"], 1):
        for paragraph in report["paragraphs"]:
            number = paragraph["number"]
            yield _passage(
                part,
                Kind.PAPER,
                paragraph,
                f"report-{place}",
                title=report["title"],
                text=paragraph["text"],
                mark=f"paragraph {number}"[:60] if number else "",
            )


def _dashboards(part: Part, content: dict[str, Any]) -> Iterator[Passage]:
    for place, one in enumerate(content["dashboards"], 1):
        for row in one["rows"]:
            text = ", ".join(cell for cell in row if cell)
            yield _passage(
                part, Kind.PAPER, one, f"dashboard-{place}", title=one["title"], text=text
            )
