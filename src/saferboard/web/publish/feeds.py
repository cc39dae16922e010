"""Feeds: the days of meetings as iCalendar, and what is new as Atom."""

import re
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.publish import feeds_calendar, feeds_news, queries
from saferboard.web.publish.caching import kept
from saferboard.web.publish.feeds_news import News
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.views import found_or_gone

ENTRIES = 100
# What XML 1.0 cannot hold, however it is written.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def every_calendar(request: HttpRequest) -> HttpResponse:
    """The days of every body."""
    rows = list(queries.all_standing([Kind.CALENDAR]).order_by("body"))
    made = feeds_calendar.calendar(rows, "Meetings", request.get_host(), _page(request))
    return _calendar(made, "meetings")


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def calendar(request: HttpRequest, body: str) -> HttpResponse:
    """The days of a body."""
    return _of_body(request, body, None)


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def one_day(request: HttpRequest, body: str, day: date) -> HttpResponse:
    """One meeting."""
    return _of_body(request, body, day)


def _of_body(request: HttpRequest, body: str, day: date | None) -> HttpResponse:
    found, gone = found_or_gone(request, Kind.CALENDAR, body)
    if found is None:
        return gone  # type: ignore[return-value]
    if day is not None and not _announces(found, day):
        raise Http404
    name = found.content["name"]
    made = feeds_calendar.calendar([found], name, request.get_host(), _page(request), day)
    return _calendar(made, f"{body}-{day}" if day else body)


def _announces(row: Publication, day: date) -> bool:
    return any(meeting["date"] == day.isoformat() for meeting in row.content["meetings"])


def _page(request: HttpRequest) -> feeds_calendar.Page:
    return lambda body, day: request.build_absolute_uri(reverse("public-meeting", args=[body, day]))


def _calendar(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def every_news(request: HttpRequest) -> HttpResponse:
    """What is new of every body."""
    return _atom(request, feeds_news.newest(ENTRIES), "Saferboard")


@needs(Permission.BOARD_READ)
@require_safe
@kept()
def news(request: HttpRequest, body: str) -> HttpResponse:
    """What is new of a body, and of who sits where."""
    found = feeds_news.newest(ENTRIES, body)
    if all(one.body != body for one in found):
        raise Http404
    return _atom(request, found, feeds_news.bodies().get(body, body))


def _atom(request: HttpRequest, found: list[News], name: str) -> HttpResponse:
    here = request.build_absolute_uri(request.path)
    feed = Atom1Feed(
        title=f"{_writable(name)}: what is new",
        link=request.build_absolute_uri(reverse("public-meetings")),
        description="",
        language="en-GB",
        feed_url=here,
        feed_guid=here,
        author_name=_writable(name),
    )
    host = request.get_host().partition(":")[0]
    for one in found:
        feed.add_item(
            title=_writable(one.title),
            link=request.build_absolute_uri(one.path),
            description=escape(_writable(one.text)),  # Atom1Feed calls it HTML
            unique_id=f"tag:{host},{one.at:%Y-%m-%d}:{one.mark}",
            pubdate=one.at,
            updateddate=one.at,
            categories=(one.kind.value,),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)
