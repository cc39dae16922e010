"""Meetings, their agendas, papers and files in the shapes of OParl."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from saferboard.web.publish import api_shapes as shapes
from saferboard.web.publish.api_addresses import Addresses
from saferboard.web.publish.api_archive import Gathered, Held
from saferboard.web.publish.api_paging import Line

LONDON = ZoneInfo("Europe/London")
PARTNERSHIP = "partnership"
OFFERED = frozenset({"application/pdf", "application/json"})
"""Types of files that are offered by themselves; the others are parts of pages."""
TITLES = {
    "pack.pdf": "Agenda and papers",
    "pack-our-part-accessible.pdf": "Agenda and papers, without other people’s files",
    "minutes.pdf": "Minutes",
    "minutes.json": "Minutes as data",
}


def meeting(found: Gathered, to: Addresses) -> shapes.Meeting | shapes.Gone:
    """A meeting, by whatever of it is published."""
    at = to.meeting(found.body, found.day)
    if not found.stands:
        return gone(at, "Meeting", found.created, found.modified)
    pack, minutes = _standing(found.pack), _standing(found.minutes)
    said = found.announced or (pack or minutes or {})
    files = {file.file_name: file for file in _files(found, to)}
    return shapes.Meeting(
        id=at,
        created=found.created,
        modified=found.modified,
        name=f"{found.name}, {found.day.day} {found.day:%B %Y}",
        web=to.page("public-meeting", found.body, found.day),
        meeting_state=_state(found.announced, pack, minutes),
        cancelled=bool(found.announced) and said["state"] == "cancelled",
        start=_start(found.day, said.get("starts") or said.get("started") or ""),
        location=_location(at, said.get("place", "")),
        organization=[to.of("organization", found.body)],
        invitation=files.get("pack.pdf"),
        results_protocol=files.get("minutes.pdf"),
        auxiliary_file=_supplements(pack, files),
        agenda_item=_items(found, to),
        own_because=said.get("because") or None,
        own_minutes_state=minutes["state"] if minutes else None,
        own_minutes=_minutes(found, to),
        own_attendance=[_attendee(row) for row in minutes["attendance"]] if minutes else [],
        own_declarations=[_declared(row) for row in minutes["declarations"]] if minutes else [],
    )


def meetings(every: Iterable[Gathered], to: Addresses) -> Iterator[Line]:
    """Meetings, each made when it is asked for."""
    for found in every:
        make = partial(meeting, found, to)
        yield Line(found.created, found.modified, found.stands, make)


def agenda_items(every: Iterable[Gathered], to: Addresses) -> Iterator[Line]:
    """The items of meetings; none where the agenda was withdrawn."""
    for found in every:
        pack = _standing(found.pack)
        for order, (place, row) in enumerate(_placed(pack) if pack else ()):
            make = partial(_item, found, to, order, place, row)
            yield Line(found.created, found.modified, True, make)


def papers(every: Iterable[Gathered], to: Addresses) -> Iterator[Line]:
    """The papers to meetings; of a pack that was withdrawn, that they are gone."""
    for found in every:
        if (pack := found.pack) is None:
            continue
        for place, item in _placed(pack.content):
            for row in item["papers"]:
                make = partial(_paper, found, pack, to, place, row)
                yield Line(pack.created, pack.modified, pack.stands, make)


def files(every: Iterable[Gathered], to: Addresses) -> Iterator[Line]:
    """The files of meetings; of what was withdrawn, that they are gone."""
    for found in every:
        for held in filter(None, (found.pack, found.minutes)):
            for name in _offered(held):
                make = partial(_file_or_gone, found, held, to, name)
                yield Line(held.created, held.modified, held.stands, make)


def gone(at: str, kind: str, created: datetime, modified: datetime) -> shapes.Gone:
    """What is left of something that was withdrawn."""
    return shapes.Gone(id=at, created=created, modified=modified, type=shapes.SCHEMA + kind)


def _standing(held: Held | None) -> Any:
    return held.content if held is not None and held.stands else None


def _state(announced: Any, pack: Any, minutes: Any) -> str:
    """How far it has come by what is published: the days may have been published long before."""
    if announced and announced["state"] == "cancelled":
        return "cancelled"
    return "held" if minutes else "called" if pack else str(announced["state"])


def _start(day: date, starts: str) -> datetime | None:
    return datetime.combine(day, time.fromisoformat(starts), LONDON) if starts else None


def _location(at: str, place: str) -> shapes.Location | None:
    return shapes.Location(id=f"{at}#place", description=place) if place else None


def _supplements(pack: Any, found: Mapping[str, shapes.File]) -> list[shapes.File]:
    added = [one["file"] for one in pack["supplements"]] if pack else []
    return [found[name] for name in added if name in found]


def _placed(pack: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every item with the part of its address: what is off the agenda may share a number."""
    taken: dict[str, int] = {}
    for item in pack["items"]:
        place = str(item["number"]) if item["state"] == "on" else f"off-{item['number']}"
        taken[place] = taken.get(place, 0) + 1
        yield place if taken[place] == 1 else f"{place}-{taken[place]}", item


def _items(found: Gathered, to: Addresses) -> list[shapes.AgendaItem]:
    pack = _standing(found.pack)
    return [
        _item(found, to, order, place, row)
        for order, (place, row) in enumerate(_placed(pack) if pack else ())
    ]


def _item(
    found: Gathered, to: Addresses, order: int, place: str, item: Mapping[str, Any]
) -> shapes.AgendaItem:
    minutes = _standing(found.minutes)
    on = item["state"] == "on"
    own = [
        row
        for row in (minutes["minutes"] if minutes else ())
        if on and row["item"] == item["number"]
    ]
    outcomes = [outcome for row in own for outcome in row["outcomes"]]
    return shapes.AgendaItem(
        id=to.of("agenda-item", found.body, found.day, place),
        created=found.created,
        modified=found.modified,
        meeting=to.meeting(found.body, found.day),
        number=str(item["number"]),
        order=order,
        name=item["title"],
        public=item["paragraph"] is None,
        result=", ".join(dict.fromkeys(outcome["kind"] for outcome in outcomes)) or None,
        resolution_text="\n".join(_lettered(outcome) for outcome in outcomes) or None,
        own_kind=item["kind"],
        own_presenter=item["presenter"] or None,
        own_purpose=item["purpose"] or None,
        own_pages=item["pages"],
        own_papers=[
            to.of("paper", found.body, found.day, paper["slug"]) for paper in item["papers"]
        ],
        own_minute_numbers=[row["number"] for row in own],
        own_decisions=[to.of("decision", outcome["id"]) for outcome in outcomes],
        own_paragraph=item["paragraph"],
        own_state=item["state"],
        own_because=item["because"] or None,
        own_deferred_to=item["deferred_to"] or None,
    )


def _lettered(outcome: Mapping[str, Any]) -> str:
    return f"{outcome['letter']} {outcome['text']}".strip()


def _minutes(found: Gathered, to: Addresses) -> list[shapes.Minute]:
    minutes, pack = _standing(found.minutes), _standing(found.pack)
    tabled = {item["number"] for _, item in _placed(pack) if item["state"] == "on"} if pack else ()
    return [
        shapes.Minute(
            number=row["number"],
            title=row["title"],
            agenda_item=to.of("agenda-item", found.body, found.day, row["item"])
            if row["item"] in tabled
            else None,
            paragraph=row["paragraph"],
            outcomes=[
                shapes.Outcome(
                    decision=to.of("decision", outcome["id"]),
                    kind=outcome["kind"],
                    letter=outcome["letter"],
                    text=outcome["text"],
                )
                for outcome in row["outcomes"]
            ],
        )
        for row in (minutes["minutes"] if minutes else [])
    ]


def _attendee(row: Mapping[str, Any]) -> shapes.Attendee:
    return shapes.Attendee(
        name=row["name"],
        post=row["post"] or None,
        organisation=row["organisation"] or None,
        group=row["group"],
        presence=row["presence"],
        in_chair=row["in_chair"],
        instead_of=row["instead_of"] or None,
        for_minute=row["minute"] or None,
    )


def _declared(row: Mapping[str, Any]) -> shapes.Declaration:
    return shapes.Declaration(**{**row, "business": row["business"] or None})


def _paper(
    found: Gathered, pack: Held, to: Addresses, place: str, row: Mapping[str, Any]
) -> shapes.Paper | shapes.Gone:
    at = to.of("paper", found.body, found.day, row["slug"])
    if not pack.stands:
        return gone(at, "Paper", pack.created, pack.modified)
    return shapes.Paper(
        id=at,
        created=pack.created,
        modified=pack.modified,
        body=to.of("body", PARTNERSHIP),
        name=row["title"],
        web=to.page("public-paper", found.body, found.day, row["slug"]),
        date=pack.created.astimezone(LONDON).date(),
        main_file=_file(found, pack, to, row["file"]) if row["file"] in pack.row.files else None,
        own_meeting=to.meeting(found.body, found.day),
        own_agenda_item=to.of("agenda-item", found.body, found.day, place),
        own_pages=row["pages"],
        own_supplement=row["supplement"] or None,
        own_supplied_by=row["supplied_by"] or None,
        own_late=row["late"] or None,
    )


def _offered(held: Held) -> list[str]:
    return sorted(name for name, file in held.row.files.items() if file["type"] in OFFERED)


def _files(found: Gathered, to: Addresses) -> Iterator[shapes.File]:
    for held in (found.pack, found.minutes):
        if held is not None and held.stands:
            for name in _offered(held):
                yield _file(found, held, to, name)


def _file_or_gone(
    found: Gathered, held: Held, to: Addresses, name: str
) -> shapes.File | shapes.Gone:
    if held.stands:
        return _file(found, held, to, name)
    at = to.of("file", found.body, found.day, name)
    return gone(at, "File", held.created, held.modified)


def _file(found: Gathered, held: Held, to: Addresses, name: str) -> shapes.File:
    file = held.row.files[name]
    papers = [row for _, item in _of_pack(held) for row in item["papers"]]
    own = [row for row in papers if name in (row["file"], f"{row['document']}.json")]
    # A file that holds papers only is theirs; the whole pack is the meeting's.
    title = TITLES.get(name) or (own[0]["title"] if own else name.rpartition(".")[0])
    return shapes.File(
        id=to.of("file", found.body, found.day, name),
        created=held.created,
        modified=held.modified,
        name=title,
        file_name=name,
        mime_type=file["type"],
        date=held.row.at,
        size=file["size"],
        access_url=to.file(found.body, found.day, name),
        download_url=to.file(found.body, found.day, name),
        meeting=[to.meeting(found.body, found.day)],
        paper=[to.of("paper", found.body, found.day, row["slug"]) for row in own],
        own_sha256=file["sha256"],
    )


def _of_pack(held: Held) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if "items" in held.content:
        yield from _placed(held.content)
