"""Lists in pages, narrowed by when things came about or changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import AwareDatetime, BaseModel, Field

from saferboard.web.publish import api_shapes as shapes

MOST = 100
READ = (
    "page", "elementsPerPage", "created_since", "created_until", "modified_since",
    "modified_until",
)  # fmt: skip
"""The parameters of a list."""


class Asked(BaseModel):
    """Which page of a list, and of what. Moments are written with their offset from UTC."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    elements_per_page: Annotated[int, Field(ge=1, le=MOST, alias="elementsPerPage")] = MOST
    created_since: AwareDatetime | None = None
    created_until: AwareDatetime | None = None
    modified_since: AwareDatetime | None = None
    modified_until: AwareDatetime | None = None

    def wants(self, one: "Line") -> bool:
        """What was withdrawn is told only to whoever asks what changed."""
        if not one.stands and self.modified_since is None:
            return False
        return _within(one.created, self.created_since, self.created_until) and _within(
            one.modified, self.modified_since, self.modified_until
        )


@dataclass(frozen=True, slots=True)
class Line:
    """An object of a list, which is made if its page is asked for."""

    created: datetime
    modified: datetime
    stands: bool
    make: Callable[[], shapes.Dated]


def lines(every: Iterable[shapes.Dated]) -> Iterator[Line]:
    """Objects that are made already."""
    for one in every:
        yield Line(one.created, one.modified, True, partial(_same, one))


def _same(one: shapes.Dated) -> shapes.Dated:
    return one


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at <= until)


def listed(request: HttpRequest, asked: Asked, every: Iterable[Line]) -> HttpResponse:
    """The page that was asked for. No page: not found, but for the first of an empty list."""
    found = [one for one in every if asked.wants(one)]
    size = asked.elements_per_page
    pages = max(1, -(-len(found) // size))
    if asked.page > pages:
        raise Http404
    page = shapes.Page[shapes.Dated](
        data=[one.make() for one in found[(asked.page - 1) * size : asked.page * size]],
        pagination=shapes.Pagination(
            total_elements=len(found),
            elements_per_page=size,
            current_page=asked.page,
            total_pages=pages,
        ),
        links=_links(request, asked.page, pages),
    )
    return answer(page)


def _links(request: HttpRequest, page: int, pages: int) -> shapes.Links:
    """The other pages, under the same conditions."""
    kept = [(name, value) for name in READ[1:] for value in request.GET.getlist(name)]

    def at(number: int) -> str:
        query = urlencode([*kept, ("page", number)] if number > 1 else kept)
        return request.build_absolute_uri(f"{request.path}{'?' if query else ''}{query}")

    return shapes.Links(
        first=at(1),
        prev=at(page - 1) if page > 1 else None,
        this=at(page),
        next=at(page + 1) if page < pages else None,
        last=at(pages),
    )


def answer(shape: BaseModel, status: int = 200) -> HttpResponse:
    """The shape as JSON, without what it does not have."""
    said = shape.model_dump_json(by_alias=True, exclude_none=True, serialize_as_any=True)
    return HttpResponse(said, status=status, content_type="application/json")
