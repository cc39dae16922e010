"""What of a publication can be found: its passages, made of its content and of its files alone."""

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from saferboard.core.document.stored import from_json
from saferboard.core.document.tree import Document
from saferboard.core.searching.said import Piece, pieces, placed
from saferboard.engines.pdf.words import page_texts
from saferboard.web.directory.files import Damaged
from saferboard.web.publish import assembling
from saferboard.web.publish.feeds_addresses import page_of
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.snapshots import read
from saferboard.web.search import models as search
from saferboard.web.search.actions import lines
from saferboard.web.search.models import Passage

LOG = logging.getLogger(__name__)
# These are published as minutes and as actions, and found there.
MADE_HERE = frozenset({assembling.MINUTES, assembling.ACTIONS})
_SECTION = re.compile(r"(\d{1,6})\. ")
Topics = Mapping[tuple[str, int], str]
"""The topic of the plan that an item answers, by the day of its meeting and its number."""


def passages(row: Publication, topics: Topics, minuted: frozenset[int]) -> Iterator[Passage]:
    """Everything of a publication that can be found. ``minuted``: decisions found in minutes."""
    match row.kind:
        case Kind.PACK:
            yield from _pack(row, topics)
        case Kind.MINUTES:
            yield from _minutes(row, topics)
        case Kind.RECORD:
            yield from _record(row, topics, minuted)
        case Kind.PLAN:
            yield from _plan(row)


def of(row: Publication, **said: Any) -> Passage:
    """A passage of a publication; it is of the body and the day of that unless it says other."""
    name = row.content.get("body_name") or row.content.get("name") or ""
    about = {"body": row.body, "body_name": name, "date": row.date, "at": row.at}
    return Passage(**about | said)


def whole(row: Publication, name: str, reading: Callable[[], bytes]) -> bytes:
    """A file of the publication. One that is lost keeps nobody from finding the rest: it is told.

    ``saferboard doctor`` looks for lost files; when they are back, ``reindex`` reads them.
    """
    try:
        return reading()
    except (KeyError, OSError, Damaged):
        LOG.warning("%s: the file %s cannot be read, so its words cannot be found", row, name)
        return b""


def _bytes(row: Publication, name: str) -> bytes:
    return whole(row, name, lambda: read(row.files[name]))


def _pack(row: Publication, topics: Topics) -> Iterator[Passage]:
    here = page_of(row)
    texts: dict[str, list[str]] = {}
    for item in row.content["items"]:
        by = _asked_of(item["presenter"])
        topic = topics.get((row.content["date"], item["number"]), "")
        on = item["state"] == "on"
        yield of(
            row,
            kind=search.Kind.ITEM,
            title=item["title"],
            text="" if item["paragraph"] else item["purpose"] if on else item["because"],
            mark=f"agenda item {item['number']}" if on else item["state"],
            address=f"{here}#item-{item['number']}" if on else here,
            page=item["pages"][0] if item["pages"] else 0,
            topic=topic,
            **by,
        )
        for paper in item["papers"]:
            if paper["key"] not in MADE_HERE:
                said = {"topic": topic, **by}
                if paper["supplied_by"]:
                    said["organisations"] = lines([paper["supplied_by"]])
                yield from _paper(row, paper, said, texts)


def _paper(
    row: Publication, paper: Mapping[str, Any], said: dict[str, Any], texts: dict[str, list[str]]
) -> Iterator[Passage]:
    name = f"supplement-{paper['supplement']}.pdf" if paper["supplement"] else "pack.pdf"
    if name not in texts:
        texts[name] = page_texts(data) if (data := _bytes(row, name)) else []
    begins = 1
    if paper["supplement"]:
        added = {one["number"]: one["pages"] for one in row.content["supplements"]}
        begins = added[paper["supplement"]][0]
    first, last = paper["pages"]
    pages = texts[name][first - begins : last - begins + 1]
    here = reverse("public-paper", args=[row.body, row.date, paper["slug"]])
    document = _document(row, f"{paper['document']}.json") if paper["document"] else None
    found = list(pieces(document)) if document else [Piece(" ".join(p.split())) for p in pages]
    on = placed([one.text for one in found], pages, first) if document else range(first, last + 1)
    for piece, page in zip(found or [Piece("")], on or [first], strict=False):
        if piece.is_heading:  # it leads what stands under it
            continue
        title = f"{paper['title']}: {piece.under}" if piece.under else paper["title"]
        yield of(
            row,
            kind=search.Kind.PAPER,
            title=title,
            text=piece.text,
            address=f"{here}#{piece.anchor}" if piece.anchor else here,
            page=page,
            **said,
        )


def _document(row: Publication, name: str) -> Document | None:
    data = _bytes(row, name)
    return from_json(json.loads(data)) if data else None


def _minutes(row: Publication, topics: Topics) -> Iterator[Passage]:
    here = page_of(row)
    told = _narrative(row)
    for minute in row.content["minutes"]:
        about = {
            "title": minute["title"],
            "mark": f"minute {minute['number']}",
            "address": f"{here}#minute-{minute['number']}",
            "topic": topics.get((row.content["date"], minute["item"]), ""),
        }
        outcomes = [one["text"] for one in minute["outcomes"]]
        texts = [text for text in told.get(minute["number"], ()) if not _repeats(text, outcomes)]
        for text in texts or [""]:
            yield of(row, kind=search.Kind.MINUTE, text=text, **about)
        for one in minute["outcomes"]:
            yield of(row, text=one["text"], **about | decision(one, minute["number"]))


def decision(row: Mapping[str, Any], minute: int) -> dict[str, Any]:
    """What a passage says of a decision, wherever it is told."""
    done = row["kind"] == "undertaking"
    return {
        "kind": search.Kind.UNDERTAKING if done else search.Kind.OUTCOME,
        "mark": f"minute {minute}{row['letter']}",
        "key": f"decision/{row['id']}",
    }


def _narrative(row: Publication) -> dict[int, list[str]]:
    """What stands under each minute's number in the document."""
    document = _document(row, "minutes.json") if "minutes.json" in row.files else None
    numbers = {minute["number"] for minute in row.content["minutes"]}
    found: dict[int, list[str]] = {}
    number, section = 0, ""
    for piece in pieces(document) if document else ():
        if piece.anchor != section:  # only a heading begins a section
            section = piece.anchor
            begins = _SECTION.match(piece.text)
            number = int(begins.group(1)) if begins else 0
        elif number in numbers:
            found.setdefault(number, []).append(piece.text)
    return found


def _repeats(text: str, outcomes: Sequence[str]) -> bool:
    """Whether a paragraph is an outcome under its word, which is found by itself."""
    word, _, rest = text.partition(" ")
    if rest in outcomes or (word.endswith(":") and not rest):
        return True
    return word.endswith(":") and bool(outcomes) and all(one in rest for one in outcomes)


def _record(row: Publication, topics: Topics, minuted: frozenset[int]) -> Iterator[Passage]:
    decisions = {one["id"]: one for one in row.content["decisions"]}
    for one in decisions.values():
        about = {
            "date": date.fromisoformat(one["meeting"]),
            "title": one["title"],
            "topic": topics.get((one["meeting"], one["item"]), ""),
            "address": reverse("public-decision", args=[one["id"]]),
        }
        told = decision(one, one["minute"])
        if one["id"] not in minuted:
            yield of(row, text=one["text"], **about | told)
        if one["answer"]:
            answered = {"kind": search.Kind.ANSWER, "mark": told["mark"], "came_of": told["key"]}
            yield of(row, text=one["answer"], **about | answered)
    for action in row.content["actions"]:
        made = decisions.get(action["decision"])
        yield from _action(row, action, made, topics)


def _action(
    row: Publication, action: Mapping[str, Any], made: Mapping[str, Any] | None, topics: Topics
) -> Iterator[Passage]:
    key = f"action/{row.body}/{action['number']}"
    about = {
        "title": made["title"] if made else action["source"],
        "mark": f"action {action['number']}",
        "topic": topics.get((made["meeting"], made["item"]), "") if made else "",
        "address": reverse("public-action", args=[row.body, action["number"]]),
        "owners": lines(f"{one['title']}, {one['organisation']}" for one in action["owners"]),
        "organisations": lines(one["organisation"] for one in action["owners"]),
    }
    grey = action["colour"] == "Grey"
    yield of(
        row,
        kind=search.Kind.ACTION,
        text=action["text"],
        date=date.fromisoformat(action["asked"]),
        state=action["word"] if grey else f"{action['colour']}: {action['word']}",
        key=key,
        came_of=f"decision/{made['id']}" if made else "",
        **about,
    )
    for entry in action["entries"]:
        text = " ".join(part for part in (entry["text"], entry["evidence"]) if part)
        if text:
            yield of(
                row,
                kind=search.Kind.EVIDENCE if entry["evidence"] else search.Kind.ENTRY,
                text=text,
                date=date.fromisoformat(entry["on"]),
                came_of=key,
                **about,
            )


def _plan(row: Publication) -> Iterator[Passage]:
    content = row.content
    for topic in content.get("rows", ()):
        cells = zip(content["meetings"], topic["cells"], strict=True)
        planned = [f"{_in_words(day)}: {said}." for day, said in cells if said]
        yield of(
            row,
            kind=search.Kind.PLAN,
            title=f"{topic['title']}, {content['name']}",
            text=" ".join(planned),
            address=page_of(row),
        )


def _in_words(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def _asked_of(post: str) -> dict[str, str]:
    """Who presents an item, ``Team Manager, County Council``, as owner and organisation."""
    return {
        "owners": lines([post] if post else []),
        "organisations": lines([post.rpartition(", ")[2]] if ", " in post else []),
    }
