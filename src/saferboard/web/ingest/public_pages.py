"""The parts of a meeting of the past as its page shows them, each with where it comes from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from saferboard.core.ingest.past.account.coming import (
    Came,
    Link,
    Links,
    SaidKey,
    certain,
    row_key,
    said_key,
)
from saferboard.core.ingest.past.history.statements import Told
from saferboard.core.ingest.past.values import Span
from saferboard.web.ingest.models import Part

What = Part.What


def titled(day: date) -> str:
    """``Meeting on 7 March 2014``."""
    return f"Meeting on {day.day} {day:%B %Y}"


def sections(parts: Sequence[Part], links: Links, *, doubts: bool) -> list[dict[str, Any]]:
    """Each part with its content; every value in it that has lines has a link to them.

    ``links`` lead to other meetings of the body; with ``doubts`` also those that are only likely.
    """
    found: list[dict[str, Any]] = []
    for part in parts:
        content = _linked(part, part.content)
        section = {"what": part.what, "label": part.get_what_display(), "content": content}
        section["again"] = any(one["what"] == part.what for one in found)
        if part.what == What.MINUTES:
            _tell_minutes(part.on, content, links, doubts)
        elif part.what == What.LOG:
            _tell_log(part.on, content, links, doubts)
        found.append(section)
    return found


def _linked(part: Part, value: Any) -> Any:
    """The same, with ``at`` wherever a line is told: words, and an address where it may be open."""
    if isinstance(value, list):
        return [_linked(part, one) for one in value]
    if not isinstance(value, dict):
        return value
    said = {key: _linked(part, one) for key, one in value.items()}
    if "line" in value and "page" in value:
        said["at"] = _at(part, value["line"], value["page"], value.get("last_page", 0))
    if value.get("on"):
        on = date.fromisoformat(value["on"])
        said["day"] = f"{on.day} {on:%B %Y}"
    if "text" in value and isinstance(value["text"], str):
        said["paragraphs"] = [text for text in value["text"].split("\n\n") if text.strip()]
    return said


def _tell_minutes(on: date, content: dict[str, Any], links: Links, doubts: bool) -> None:
    """What came of each minute, and where it was amended."""
    content["amended"] = _told(links.amended.get((on, 0), ()), doubts)
    for minute in content["items"]:
        if minute["private"]:
            continue
        number, title = minute["number"], minute["title"]
        minute["amended"] = _told(links.amended.get((on, number or -1), ()), doubts)
        minute["came"] = _came(said_key(on, number, title, Told.SENTENCE, ""), links, doubts)
        for told, rows in ((Told.OUTCOME, "outcomes"), (Told.UNDERTAKING, "undertakings")):
            for one in minute[rows]:
                key = said_key(on, number, title, told, one["text"])
                one["came"] = _came(key, links, doubts)


def _came(key: SaidKey, links: Links, doubts: bool) -> Came:
    found = links.came.get(key, Came())
    return found if doubts else found.certain


def _tell_log(on: date, content: dict[str, Any], links: Links, doubts: bool) -> None:
    """What made each row of an action log."""
    for action in content["actions"]:
        for row in action["entries"]:
            key = row_key(on, row["on"], row["action"], row["officer"], row["comments"])
            row["made"] = _told(links.made.get(key, ()), doubts)


def _told(found: tuple[Link, ...], doubts: bool) -> tuple[Link, ...]:
    return found if doubts else certain(found)


def _at(part: Part, line: int, page: int, last_page: int) -> dict[str, str]:
    source = part.source
    place = Span(line, line, page, last_page).pages or (f"line {line}" if line else "")
    told = {"name": source.name, "place": place, "url": ""}
    if part.activation.is_open:
        if source.is_pdf:
            anchor = f"#page={page}" if page else ""
            told["url"] = reverse("history-file", args=(source.pk,)) + anchor
        else:
            anchor = f"#line-{line}" if line else ""
            told["url"] = reverse("history-text", args=(source.pk,)) + anchor
    return told
