"""The interface for programs: what is published, in the shapes of OParl 1.1 and of Popolo.

Read only, open to all, and kept by the stamp as the pages are.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from pydantic import Field

from saferboard import __version__
from saferboard.web.publish import api_archive as archive
from saferboard.web.publish import api_meetings as meetings
from saferboard.web.publish import api_people as people
from saferboard.web.publish import api_popolo as popolo
from saferboard.web.publish import api_register as register
from saferboard.web.publish import api_shapes as shapes
from saferboard.web.publish import queries
from saferboard.web.publish.api_addresses import Addresses
from saferboard.web.publish.api_archive import Held
from saferboard.web.publish.api_paging import Asked, Line, answer, lines, listed
from saferboard.web.publish.models import Kind

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
Make = Callable[[Held, Addresses], Iterable[shapes.Dated]]

Key = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,80}$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Filters = Query[Asked]

api = NinjaAPI(
    title="Saferboard",
    version=__version__,
    description="What a community safety partnership’s Board publishes, for programs.",
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
NOT: dict[int, Any] = {404: shapes.Faults, 422: shapes.Faults}


def get(path: str, name: str, shape: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An address that answers with that shape, or says why not."""
    return api.get(path, url_name=name, response={200: shape, **NOT}, by_alias=True)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """There is nothing at the address."""
    wrong = shapes.Wrong(
        what="there is nothing here",
        where=request.path,
        expected="an address that a list gives",
        remedy="begin with the list, or with /api/oparl/",
    )
    return answer(shapes.Faults(faults=[wrong]), 404)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The address or its parameters cannot be read."""
    faults = [
        shapes.Wrong(
            what=str(one["msg"]),
            where=".".join(str(part) for part in one["loc"][-1:]),
            expected="what the description under /api/openapi.json says",
            remedy="write it as described there",
        )
        for one in error.errors
    ]
    return answer(shapes.Faults(faults=faults), 422)


def one(found: Iterable[Line], at: str) -> HttpResponse:
    """The object at an address."""
    for line in found:
        if (shape := line.make()).id == at:
            return answer(shape)
    raise Http404


@get("oparl/", "system", shapes.System)
def system(request: HttpRequest) -> HttpResponse:
    """Where to begin."""
    to = Addresses(request)
    return answer(
        shapes.System(
            id=to.of("system"),
            created=FIRST,
            modified=_changed(),
            name="Saferboard",
            body=to.of("bodies"),
            website=to.page("public-meetings"),
            own_popolo=to.of("popolo"),
            own_actions=to.of("actions"),
            own_decisions=to.of("decisions"),
        )
    )


@get("oparl/bodies/", "bodies", shapes.Page[shapes.Body])
def bodies(request: HttpRequest, asked: Filters) -> HttpResponse:
    """The partnership."""
    return listed(request, asked, lines([_body(Addresses(request))]))


@get("oparl/bodies/{key}/", "body", shapes.Body)
def body(request: HttpRequest, key: Path[Key]) -> HttpResponse:
    """The partnership."""
    to = Addresses(request)
    return one(lines([_body(to)]), to.of("body", key))


@get("oparl/organizations/", "organizations", shapes.Page[shapes.Organization])
def organizations(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Boards and groups that meet."""
    return listed(request, asked, lines(_organizations(Addresses(request))))


@get("oparl/organizations/{key}/", "organization", shapes.Organization)
def organization(request: HttpRequest, key: Path[Key]) -> HttpResponse:
    """A board or group."""
    to = Addresses(request)
    return one(lines(_organizations(to)), to.of("organization", key))


@get(
    "oparl/organizations/{key}/meetings/",
    "organization-meetings",
    shapes.Page[shapes.Meeting | shapes.Gone],
)
def organization_meetings(request: HttpRequest, key: Path[Key], asked: Filters) -> HttpResponse:
    """The meetings of a board or group."""
    to = Addresses(request)
    if all(shape.id != to.of("organization", key) for shape in _organizations(to)):
        raise Http404
    return listed(request, asked, meetings.meetings(archive.meetings(key), to))


@get("oparl/people/", "people", shapes.Page[shapes.Person])
def persons(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Those who hold posts that decide."""
    return listed(request, asked, _of_board(people.people, Addresses(request)))


@get("oparl/people/{post}/{name}/", "person", shapes.Person)
def person(request: HttpRequest, post: Path[Key], name: Path[Name]) -> HttpResponse:
    """Somebody, by post and name."""
    to = Addresses(request)
    return one(_of_board(people.people, to), to.of("person", post, name))


@get("oparl/memberships/", "memberships", shapes.Page[shapes.Membership])
def memberships(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Seats on bodies."""
    return listed(request, asked, _of_board(people.memberships, Addresses(request)))


@get("oparl/memberships/{body}/{post}/{since}/", "membership", shapes.Membership)
def membership(
    request: HttpRequest, body: Path[Key], post: Path[Key], since: Path[date]
) -> HttpResponse:
    """A seat: a post, on a body, since a day."""
    to = Addresses(request)
    return one(_of_board(people.memberships, to), to.of("membership", body, post, since))


@get("oparl/meetings/", "meetings", shapes.Page[shapes.Meeting | shapes.Gone])
def every_meeting(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Meetings, with agenda and minutes."""
    to = Addresses(request)
    return listed(request, asked, meetings.meetings(archive.meetings(), to))


@get("oparl/meetings/{body}/{day}/", "meeting", shapes.Meeting | shapes.Gone)
def meeting(request: HttpRequest, body: Path[Key], day: Path[date]) -> HttpResponse:
    """A meeting."""
    to = Addresses(request)
    return one(meetings.meetings(archive.meetings(body, day), to), to.meeting(body, day))


@get("oparl/agenda-items/", "agenda-items", shapes.Page[shapes.AgendaItem])
def agenda_items(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Items of business."""
    to = Addresses(request)
    return listed(request, asked, meetings.agenda_items(archive.meetings(), to))


@get("oparl/agenda-items/{body}/{day}/{place}/", "agenda-item", shapes.AgendaItem)
def agenda_item(
    request: HttpRequest, body: Path[Key], day: Path[date], place: Path[Key]
) -> HttpResponse:
    """An item of business."""
    to = Addresses(request)
    found = meetings.agenda_items(archive.meetings(body, day), to)
    return one(found, to.of("agenda-item", body, day, place))


@get("oparl/papers/", "papers", shapes.Page[shapes.Paper | shapes.Gone])
def papers(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Reports and presentations."""
    to = Addresses(request)
    return listed(request, asked, meetings.papers(archive.meetings(), to))


@get("oparl/papers/{body}/{day}/{slug}/", "paper", shapes.Paper | shapes.Gone)
def paper(request: HttpRequest, body: Path[Key], day: Path[date], slug: Path[Key]) -> HttpResponse:
    """A report or a presentation."""
    to = Addresses(request)
    found = meetings.papers(archive.meetings(body, day), to)
    return one(found, to.of("paper", body, day, slug))


@get("oparl/files/", "files", shapes.Page[shapes.File | shapes.Gone])
def files(request: HttpRequest, asked: Filters) -> HttpResponse:
    """Files of meetings and papers."""
    to = Addresses(request)
    return listed(request, asked, meetings.files(archive.meetings(), to))


@get("oparl/files/{body}/{day}/{name}/", "file", shapes.File | shapes.Gone)
def file(request: HttpRequest, body: Path[Key], day: Path[date], name: Path[Name]) -> HttpResponse:
    """What is said of a file; it is to be had at its ``downloadUrl``."""
    to = Addresses(request)
    found = meetings.files(archive.meetings(body, day), to)
    return one(found, to.of("file", body, day, name))


@get("oparl/decisions/", "decisions", shapes.Page[shapes.Decision])
def decisions(request: HttpRequest, asked: Filters) -> HttpResponse:
    """What was decided, and what was asked for because of it."""
    return listed(request, asked, _of_records(register.decisions, Addresses(request)))


@get("oparl/decisions/{number}/", "decision", shapes.Decision)
def decision(request: HttpRequest, number: Path[Number]) -> HttpResponse:
    """A decision."""
    to = Addresses(request)
    return one(_of_records(register.decisions, to), to.of("decision", number))


@get("oparl/actions/", "actions", shapes.Page[shapes.Action])
def actions(request: HttpRequest, asked: Filters) -> HttpResponse:
    """What posts were asked to do, and where it stands."""
    return listed(request, asked, _of_records(register.actions, Addresses(request)))


@get("oparl/actions/{body}/{number}/", "action", shapes.Action)
def action(request: HttpRequest, body: Path[Key], number: Path[Number]) -> HttpResponse:
    """An action with its life."""
    to = Addresses(request)
    return one(_of_records(register.actions, to, body), to.of("action", body, number))


@get("popolo.json", "popolo", popolo.Popolo)
def table(request: HttpRequest) -> HttpResponse:
    """People, organisations, posts and memberships, all at once."""
    to = Addresses(request)
    board = next((held for held in archive.held([Kind.BOARD]) if held.stands), None)
    return answer(popolo.popolo(board, to) if board else popolo.Popolo())


def _changed() -> datetime:
    """When anything did: what is there by itself changes with whatever is published."""
    return queries.stamp().at or FIRST


def _body(to: Addresses) -> shapes.Body:
    names = [o.name for o in _organizations(to) if o.sub_organization_of is None]
    return shapes.Body(
        id=to.of("body", meetings.PARTNERSHIP),
        created=FIRST,
        modified=_changed(),
        system=to.of("system"),
        name=names[0] if names else "Community safety partnership",
        website=to.page("public-meetings"),
        organization=to.of("organizations"),
        person=to.of("people"),
        membership=to.of("memberships"),
        meeting=to.of("meetings"),
        agenda_item=to.of("agenda-items"),
        paper=to.of("papers"),
        file=to.of("files"),
    )


def _organizations(to: Addresses) -> list[shapes.Organization]:
    board = next((held for held in archive.held([Kind.BOARD]) if held.stands), None)
    return people.organizations(board, archive.held(set(Kind) - {Kind.BOARD}, bare=True), to)


def _of_board(make: Make, to: Addresses) -> Iterator[Line]:
    return lines(shape for held in archive.held([Kind.BOARD]) for shape in make(held, to))


def _of_records(make: Make, to: Addresses, body: str | None = None) -> Iterator[Line]:
    found = archive.held([Kind.RECORD], body)
    return lines(shape for held in found for shape in make(held, to))
