"""Decisions and actions for programs: OParl has no shapes for them, so these are our own."""

from collections.abc import Iterator, Mapping
from typing import Any

from saferboard.web.publish import api_shapes as shapes
from saferboard.web.publish.api_addresses import Addresses
from saferboard.web.publish.api_archive import Held


def decisions(held: Held, to: Addresses) -> Iterator[shapes.Decision]:
    """The decisions of a body; none once its register is withdrawn."""
    for row in held.content["decisions"] if held.stands else ():
        yield shapes.Decision(
            id=to.of("decision", row["id"]),
            created=held.created,
            modified=held.modified,
            web=to.page("public-decision", row["id"]),
            kind=row["kind"],
            text=row["text"],
            letter=row["letter"] or None,
            organization=to.of("organization", held.row.body),
            meeting=to.meeting(held.row.body, row["meeting"]),
            minute_number=row["minute"],
            minute_title=row["title"],
            agenda_item_number=row["item"] or None,
            actions=[to.of("action", held.row.body, number) for number in row["actions"]],
            needs_none_because=row["answer"] or None,
        )


def actions(held: Held, to: Addresses) -> Iterator[shapes.Action]:
    """The actions of a body as they stood on the day of its record."""
    for row in held.content["actions"] if held.stands else ():
        yield _action(held, to, row)


def _action(held: Held, to: Addresses, row: Mapping[str, Any]) -> shapes.Action:
    body = held.row.body
    merged = row["merged_into"]
    return shapes.Action(
        id=to.of("action", body, row["number"]),
        created=held.created,
        modified=held.modified,
        web=to.page("public-action", body, row["number"]),
        organization=to.of("organization", body),
        number=row["number"],
        text=row["text"],
        owners=[
            shapes.Owner(post=o["key"], title=o["title"], organisation=o["organisation"])
            for o in row["owners"]
        ],
        asked=row["asked"],
        due=row["due"] or None,
        due_in_words=row["until"] or None,
        colour=row["colour"],
        status=row["word"],
        because=row["because"],
        open=row["is_open"],
        closed=row["closed"] or None,
        merged_into=to.of("action", body, merged) if merged else None,
        decision=to.of("decision", row["decision"]) if row["decision"] else None,
        meeting=to.meeting(body, row["meeting"]) if row["meeting"] else None,
        minute_number=row["minute"] or None,
        source=row["source"] or None,
        as_of=held.content["on"],
        entries=[
            shapes.Entry(
                on=entry["on"],
                what=entry["told"],
                text=entry["text"],
                evidence=entry["evidence"] or None,
                link=entry["link"] or None,
            )
            for entry in row["entries"]
        ],
    )
