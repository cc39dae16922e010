"""What the public pages show of publications. Reads values, never the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from saferboard.core.board.agenda import PARAGRAPHS
from saferboard.web.publish.models import Kind, Publication

COLOURS = {
    "Green": "govuk-tag--green",
    "Amber": "govuk-tag--yellow",
    "Red": "govuk-tag--red",
    "Grey": "govuk-tag--grey",
}
INSTEAD = {
    "standing": "No paper",
    "report": "To follow",
    "presentation": "Presentation",
    "oral": "Oral update",
}
STATES = {"cancelled": "Cancelled"}


@dataclass(slots=True)
class Listed:
    """A meeting in a list, with what of it is out."""

    body: str
    name: str
    day: date
    starts: str = ""
    place: str = ""
    state: str = ""
    because: str = ""
    has_pack: bool = False
    has_minutes: bool = False

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("public-meeting", args=[self.body, self.day])

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not be, or was not, held."""
        return self.state == "cancelled"


def listed(publications: Iterable[Publication]) -> list[Listed]:
    """Every meeting that they speak of, the latest first."""
    found: dict[tuple[str, date], Listed] = {}

    def at(content: Mapping[str, Any], day: str) -> Listed:
        key = (content["body"], date.fromisoformat(day))
        return found.setdefault(key, Listed(content["body"], content["name"], key[1]))

    for publication in publications:
        content = publication.content
        if publication.kind == Kind.CALENDAR:
            for one in content["meetings"]:
                row = at(content, one["date"])
                row.starts, row.place = one["starts"], one["place"]
                row.state, row.because = one["state"], one["because"]
        elif publication.kind == Kind.PACK:
            row = at(content, content["date"])
            row.has_pack = True
            row.starts, row.place = row.starts or content["starts"], row.place or content["place"]
        else:
            at(content, content["date"]).has_minutes = True
    return sorted(found.values(), key=lambda one: (one.day, one.name), reverse=True)


def announced(calendar: Publication | None, day: date) -> dict[str, Any] | None:
    """What the published dates say of a day."""
    if calendar is None:
        return None
    content = calendar.content
    for one in content["meetings"]:
        if one["date"] == day.isoformat():
            return {"body": content["body"], "name": content["name"], **one}
    return None


def title(content: Mapping[str, Any]) -> str:
    """``The Board, 10 June 2022``."""
    return f"{content['name']}, {in_words(content['date'])}"


def in_words(day: str) -> str:
    """``10 June 2022`` for ``2022-06-10``; nothing for nothing."""
    if not day:
        return ""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def meeting(
    body: str,
    day: date,
    standing: Mapping[Kind, Publication],
    announced: dict[str, Any] | None,
    record: Publication | None,
) -> dict[str, Any]:
    """All that a meeting's page shows."""
    pack, minutes = standing.get(Kind.PACK), standing.get(Kind.MINUTES)
    about = announced or (pack or next(iter(standing.values()))).content
    minuted = _minuted(minutes)
    return {
        "title": f"{about['name']}, {day.day} {day:%B %Y}",
        "about": about,
        "day": day,
        "body": body,
        "pack": pack,
        "minutes": minutes,
        "items": [item(row, minuted, body, day) for row in _on(pack)],
        "off": [item(row, {}, body, day) for row in _off(pack)],
        "pack_size": pack.files["pack.pdf"]["size"] if pack else 0,
        "own_part": "pack-our-part-accessible.pdf" if _has_own_part(pack) else "",
        "attendance": attendance(minutes.content["attendance"]) if minutes else [],
        "order": minutes.content["minutes"] if minutes else [],
        **_followed(record, day),
    }


def _followed(record: Publication | None, day: date) -> dict[str, Any]:
    """What the meeting decided, and the actions that came of it."""
    if record is None:
        return {"decisions": [], "actions": []}
    on = day.isoformat()
    body = record.content["body"]
    rows = [row for row in record.content["decisions"] if row["meeting"] == on]
    made = [row for row in record.content["actions"] if row["meeting"] == on]
    return {
        "decisions": [decision(row) for row in rows],
        "actions": [action(row, body) for row in made],
    }


def _on(pack: Publication | None) -> list[dict[str, Any]]:
    return [i for i in pack.content["items"] if i["state"] == "on"] if pack else []


def _off(pack: Publication | None) -> list[dict[str, Any]]:
    return [i for i in pack.content["items"] if i["state"] != "on"] if pack else []


def _has_own_part(pack: Publication | None) -> bool:
    return pack is not None and "pack-our-part-accessible.pdf" in pack.files


def _minuted(minutes: Publication | None) -> dict[int, list[int]]:
    """The numbers of the minutes of each item."""
    found: dict[int, list[int]] = {}
    for row in minutes.content["minutes"] if minutes else []:
        if row["item"]:
            found.setdefault(row["item"], []).append(row["number"])
    return found


def item(
    row: Mapping[str, Any], minuted: Mapping[int, list[int]], body: str, day: date
) -> dict[str, Any]:
    """An item with its pages in words, its papers' addresses, and the minutes it came to."""
    paragraph = row["paragraph"]
    instead = "Not for publication" if paragraph else INSTEAD.get(row["kind"], "")
    exemption = PARAGRAPHS.get(paragraph or 0, "").rstrip(".")
    return {
        **row,
        "instead": instead,
        "words": pages(row["pages"]),
        "exemption": f"{exemption[:1].lower()}{exemption[1:]}",
        "minuted": minuted.get(row["number"], []),
        "became": became(row),
        "papers": [
            {
                **one,
                "words": pages(one["pages"]),
                "url": reverse("public-paper", args=[body, day, one["slug"]]),
                "pdf": reverse("public-file", args=[body, day, one["file"]]),
            }
            for one in row["papers"]
        ],
    }


def became(row: Mapping[str, Any]) -> str:
    """``Withdrawn``, ``Deferred to 9 September 2022``."""
    if row["state"] == "deferred" and row["deferred_to"]:
        return f"Deferred to {in_words(row['deferred_to'])}"
    return str(row["state"]).capitalize()


def pages(edges: list[int]) -> str:
    """``3 to 8``, or ``9``; empty for none."""
    if not edges:
        return ""
    first, last = edges
    return str(first) if first == last else f"{first} to {last}"


def paper(publication: Publication, slug: str) -> dict[str, Any] | None:
    """One paper with the item that it is for."""
    content = publication.content
    day = date.fromisoformat(content["date"])
    for row in content["items"]:
        for one in row["papers"]:
            if one["slug"] == slug:
                shown = item(row, {}, content["body"], day)
                found = next(p for p in shown["papers"] if p["slug"] == slug)
                return {"item": shown, "paper": found, "content": content, "day": day}
    return None


def attendance(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Groups in the order in which minutes name them, apologies last."""
    headings = {"members": "Present", "officers": "Officers", "others": "Others in attendance"}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        sent = row["presence"] == "apologies"
        heading = "Apologies for absence" if sent else headings.get(row["group"], row["group"])
        groups.setdefault(heading, []).append(row)
    order = [*headings.values(), "Apologies for absence"]
    return sorted(groups.items(), key=lambda pair: order.index(pair[0]))


def decision(row: Mapping[str, Any]) -> dict[str, Any]:
    """A decision with its mark and its address."""
    return {
        **row,
        "mark": f"{row['minute']}{row['letter']}",
        "on": in_words(row["meeting"]),
        "word": {"undertaking": "Undertaking"}.get(row["kind"], str(row["kind"]).upper()),
        "url": reverse("public-decision", args=[row["id"]]),
    }


def action(row: Mapping[str, Any], body: str) -> dict[str, Any]:
    """An action with its colour, its age and its address."""
    return {
        **row,
        "css": COLOURS[row["colour"]],
        "said": row["word"] if row["colour"] == "Grey" else f"{row['colour']}: {row['word']}",
        "asked_words": in_words(row["asked"]),
        "due_words": row["until"] or in_words(row["due"]),
        "who": "; ".join(f"{o['title']}, {o['organisation']}" for o in row["owners"]),
        "url": reverse("public-action", args=[body, row["number"]]),
    }


def corrections(history: Iterable[Publication]) -> list[Publication]:
    """The publications that say what changed, newest first."""
    return [one for one in history if one.note]
