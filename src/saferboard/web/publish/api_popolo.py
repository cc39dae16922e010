"""People, organisations, posts and memberships in the shapes of Popolo."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from saferboard.web.publish.api_addresses import Addresses
from saferboard.web.publish.api_archive import Held
from saferboard.web.publish.api_people import person_at, seat_at


class PopoloOrganization(BaseModel):
    """A body that meets, or an organisation that sends somebody."""

    id: str
    name: str
    classification: str
    parent_id: str | None = None
    founding_date: date | None = None


class PopoloPerson(BaseModel):
    """Somebody who is named."""

    id: str
    name: str


class PopoloPost(BaseModel):
    """A post in an organisation."""

    id: str
    label: str
    organization_id: str


class PopoloMembership(BaseModel):
    """A seat of a post on a body, and who fills it where that is published."""

    id: str
    role: str
    organization_id: str
    post_id: str
    on_behalf_of_id: str
    person_id: str | None = None
    start_date: date
    end_date: date | None = None


class Popolo(BaseModel):
    """People, organisations, posts and memberships, in the shapes of the Popolo project."""

    persons: list[PopoloPerson] = []
    organizations: list[PopoloOrganization] = []
    posts: list[PopoloPost] = []
    memberships: list[PopoloMembership] = []


def popolo(board: Held, to: Addresses) -> Popolo:
    """The whole table at once, under the addresses of OParl’s shapes where there are such."""
    content = board.content
    seats = [(body["key"], seat) for body in content["bodies"] for seat in body["seats"]]
    posts = {seat["post"]: seat for _, seat in seats}
    named = {person_at(to, seat): seat["name"] for _, seat in seats if seat["name"]}
    return Popolo(
        persons=[PopoloPerson(id=person, name=name) for person, name in sorted(named.items())],
        organizations=[
            *(_body(to, body) for body in content["bodies"]),
            *(
                PopoloOrganization(
                    id=f"organisation/{one['key']}",
                    name=one["name"],
                    classification=one["kind"] or "organisation",
                )
                for one in content["organisations"]
            ),
        ],
        posts=[
            PopoloPost(
                id=f"post/{key}",
                label=seat["title"],
                organization_id=f"organisation/{seat['organisation']}",
            )
            for key, seat in sorted(posts.items())
        ],
        memberships=[
            PopoloMembership(
                id=seat_at(to, body, seat),
                role=seat["role"],
                organization_id=to.of("organization", body),
                post_id=f"post/{seat['post']}",
                on_behalf_of_id=f"organisation/{seat['organisation']}",
                person_id=person_at(to, seat) if seat["name"] else None,
                start_date=seat["since"],
                end_date=seat["until"],
            )
            for body, seat in seats
        ],
    )


def _body(to: Addresses, body: Mapping[str, Any]) -> PopoloOrganization:
    above = body["reports_to"]
    return PopoloOrganization(
        id=to.of("organization", body["key"]),
        name=body["name"],
        classification="board",
        parent_id=to.of("organization", above) if above else None,
        founding_date=body["since"],
    )
