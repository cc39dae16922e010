"""The first page of the data protection officer, and the trail of casework."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saferboard.web.audit import queries, verifying
from saferboard.web.casework.protection import listed, supervising
from saferboard.web.casework.protection.duty import SUPERVISION, on_duty, read
from saferboard.web.casework.protection.forms import Narrow
from saferboard.web.directory.desk import by

PAGE = 50
AT_ONCE = 100_000  # events of one file: it is made whole, in the transaction that records it


@never_cache
@require_safe
@on_duty
def overview(request: HttpRequest) -> HttpResponse:
    """Who may see cases, who tried to, and what is due."""
    on, today = now(), localdate()
    read(by=by(request), object="casework", what="overview", why=SUPERVISION)
    agreements, states = supervising.agreements(on)
    lapsing, without = supervising.people(on)
    broken, breaks = supervising.broken(on)
    messages, refused = supervising.outside_the_lines(on)
    may_go, kept = supervising.to_erase(today)
    context = {
        "on": on,
        "chain": supervising.chain(),
        "events": verifying.length(),
        "states": sorted(states.items()),
        "breaks": breaks,
        "refused": refused,
        "may_go": may_go,
        "kept": kept,
        "tables": (
            listed.requests(supervising.asked(today)),
            listed.broken(broken),
            listed.refusals(supervising.refusals(on)),
            listed.messages(messages),
            listed.agreements(agreements),
            listed.lapsing(lapsing),
            listed.without(without),
        ),
    }
    return render(request, "protection/overview.html", context)


@never_cache
@require_safe
@on_duty
def trail(request: HttpRequest) -> HttpResponse:
    """The trail of casework, of one case or of one account, a page at a time."""
    titles = supervising.titles()
    form, asked = _asked(request, titles)
    events = supervising.trail(**asked)
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    _note(request, asked, "trail")
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "kept": kept.urlencode(),
        "shown": [(one, titles.get(one.by, one.by), queries.detail(one)) for one in page],
    }
    return render(request, "protection/trail.html", context)


@never_cache
@require_safe
@on_duty
def trail_csv(request: HttpRequest) -> HttpResponse:
    """The same as CSV: the newest of them, if there are very many."""
    _, asked = _asked(request, supervising.titles())
    events = supervising.trail(**asked)[:AT_ONCE]
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(queries.COLUMNS)
    writer.writerows(queries.rows(events.iterator(chunk_size=2000)))
    _note(request, asked, "trail as CSV")
    return attached(text.getvalue().encode(), "text/csv; charset=utf-8", "casework-trail.csv")


def attached(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be taken away; its name tells of nobody."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _asked(request: HttpRequest, titles: Mapping[str, str]) -> tuple[Narrow, dict[str, Any]]:
    form = Narrow(request.GET, titles=titles)
    form.is_valid()
    told = {name: form.cleaned_data.get(name, "").strip() for name in ("case", "account", "action")}
    return form, told


def _note(request: HttpRequest, asked: dict[str, Any], what: str) -> None:
    """What was asked for is kept where it names something that there is, and nothing else of it."""
    known = asked["case"] and supervising.exists(asked["case"])
    of = f"case {asked['case']}" if known else "casework"
    account = f"account {asked['account']}" if asked["account"] else ""
    read(by=by(request), object=of, what=what, why=SUPERVISION, account=account)
