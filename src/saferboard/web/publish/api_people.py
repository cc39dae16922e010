"""Bodies, people and their seats, in the shapes of OParl."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.text import slugify

from saferboard.core.directory.seats import MEMBERS
from saferboard.web.publish import api_shapes as shapes
from saferboard.web.publish.api_addresses import Addresses
from saferboard.web.publish.api_archive import Held
from saferboard.web.publish.api_meetings import PARTNERSHIP

Content = Mapping[str, Any]


def organizations(
    board: Held | None, others: Iterable[Held], to: Addresses
) -> list[shapes.Organization]:
    """Every body of the chart, and every one of which anything else stands."""
    found: dict[str, tuple[str, Content, list[Held]]] = {}
    if board is not None:
        for body in board.content["bodies"]:
            found[body["key"]] = (body["name"], body, [board])
    for held in others:
        if held.stands:
            known = found.setdefault(held.row.body, (held.name, {}, []))
            known[2].append(held)
    return [_organization(key, *found[key], to) for key in sorted(found)]


def _organization(
    key: str, name: str, body: Content, sources: list[Held], to: Addresses
) -> shapes.Organization:
    above = body.get("reports_to")
    return shapes.Organization(
        id=to.of("organization", key),
        created=min(held.created for held in sources),
        modified=max(held.modified for held in sources),
        body=to.of("body", PARTNERSHIP),
        name=name,
        meeting=to.of("organization-meetings", key),
        membership=[seat_at(to, key, seat) for seat in body.get("seats", ())],
        sub_organization_of=to.of("organization", above) if above else None,
        start_date=body.get("since"),
        own_purpose=body.get("purpose") or None,
        own_terms=body.get("terms") or None,
        own_quorum=body.get("quorum"),
        own_notice_days=body.get("notice_days"),
    )


def seat_at(to: Addresses, body: str, seat: Content) -> str:
    """A post's seat on a body."""
    return to.of("membership", body, seat["post"], seat["since"])


def person_at(to: Addresses, seat: Content) -> str:
    """A name at a post: the same name at two posts may be two people, and is shown as two."""
    return to.of("person", seat["post"], slugify(seat["name"], allow_unicode=True) or "named")


def memberships(board: Held, to: Addresses) -> Iterator[shapes.Membership]:
    """Every seat at every table."""
    names = {one["key"]: one["name"] for one in board.content["organisations"]}
    for body in board.content["bodies"] if board.stands else ():
        for seat in body["seats"]:
            yield shapes.Membership(
                id=seat_at(to, body["key"], seat),
                created=board.created,
                modified=board.modified,
                person=person_at(to, seat) if seat["name"] else None,
                organization=to.of("organization", body["key"]),
                role=seat["role"],
                voting_right=seat["role"] in MEMBERS,
                start_date=seat["since"],
                end_date=seat["until"],
                own_post=seat["title"],
                own_organisation=names.get(seat["organisation"], seat["organisation"]),
            )


def people(board: Held, to: Addresses) -> Iterator[shapes.Person]:
    """Everybody who is named, with their seats."""
    names = {
        person_at(to, seat): seat["name"]
        for body in board.content["bodies"]
        for seat in body["seats"]
        if seat["name"]
    }
    held: dict[str, list[shapes.Membership]] = {}
    for seat in memberships(board, to):
        if seat.person is not None:
            held.setdefault(seat.person, []).append(seat)
    for person, seats in sorted(held.items()):
        posts = (f"{seat.own_post}, {seat.own_organisation}" for seat in seats)
        yield shapes.Person(
            id=person,
            created=board.created,
            modified=board.modified,
            body=to.of("body", PARTNERSHIP),
            name=names[person],
            status=list(dict.fromkeys(posts)),
            membership=seats,
        )
