"""The search: one box, what was found sentence by sentence, and the time line of a matter."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.web.directory import mfa, sessions
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.search import presenting, queries, timelines
from saferboard.web.search.forms import SearchForm
from saferboard.web.search.models import Scope
from saferboard.web.search.queries import MOST, PAGE


def scopes_of(request: HttpRequest) -> list[Scope]:
    """What whoever asks may find. Private business needs all that its own pages need."""
    private = (
        may(request, Permission.PRIVATE_READ)
        and not sessions.is_idle(request)
        and not mfa.missing(request)
    )
    return [Scope.PUBLIC, Scope.PRIVATE] if private else [Scope.PUBLIC]


@needs(Permission.BOARD_READ)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, twenty a page. At most three queries of passages."""
    scopes = scopes_of(request)
    form = SearchForm(request.GET, queries.options(scopes))
    asked = form.asked()
    number = _number(request.GET.get("page", ""))
    found = queries.search(asked, scopes, page=number, best=form.best)
    pages = Paginator(range(found.total), PAGE)
    given = form.given()
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "most": MOST,
        "rows": [presenting.result(row, asked.query) for row in found.passages],
        "kinds": presenting.kinds(found.kinds, form.given("kind")),
        "number": number,
        "first": (number - 1) * PAGE + 1,
        "pages": pages.num_pages,
        "earlier": _address("search", given | {"page": number - 1}) if number > 1 else "",
        "later": _address("search", given | {"page": number + 1})
        if number < pages.num_pages
        else "",
        "everywhere": _address("search", {"q": given.get("q", "")}) if asked.narrowed else "",
        "all_kinds": _address("search", form.given("kind")) if asked.kind else "",
        "time_line": _address("search-timeline", form.given("order", "kind")) if asked else "",
        "feed": _address("search-feed", form.given("order")) if asked else "",
        "private": Scope.PRIVATE in scopes,
    }
    return _page(request, "search", [("Search", "")], context)


@needs(Permission.BOARD_READ)
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """What became of a matter, from the earliest on."""
    scopes = scopes_of(request)
    form = SearchForm(request.GET)
    asked = form.asked()
    line = timelines.time_line(asked, scopes)
    back = _address("search", form.given())
    context = {
        "form": form,
        "asked": asked,
        "moments": presenting.moments(line.moments, asked.query),
        "cut": line.cut,
        "most": timelines.MOST,
        "back": back,
        "kept": form.given("q").items(),
        "private": Scope.PRIVATE in scopes,
    }
    return _page(request, "timeline", [("Search", back), ("Time line", "")], context)


def _page(
    request: HttpRequest, template: str, trail: list[tuple[str, str]], context: dict[str, Any]
) -> HttpResponse:
    crumbs = [{"text": text, "url": url} for text, url in trail]
    return render(request, f"search/{template}.html", context | {"crumbs": crumbs})


def _address(name: str, given: dict[str, Any]) -> str:
    return f"{reverse(name)}?{urlencode(given)}"


def _number(said: str) -> int:
    """The page asked for, as far as there can be one."""
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    return min(max(number, 1), MOST // PAGE)
