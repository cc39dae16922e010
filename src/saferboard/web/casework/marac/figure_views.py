"""Pages of figures: the return, its table, data quality, who comes back again and again."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saferboard.core.casework.clocks import local_day
from saferboard.core.casework.marac import quality, quarterly
from saferboard.core.casework.marac.covering import Line, lines, whole_year
from saferboard.core.evidence.periods import Month
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.casework.marac import figuring, shown
from saferboard.web.casework.marac.declared import settings
from saferboard.web.casework.marac.referral_views import HOME, of_marac
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.look.sheets import csv_file

PAGE = 50
BREAK = Month(2018, 4)
"""Until then only a crime made a repeat: shares on either side are not compared."""


def _page(key: Key, returns: list[quarterly.Return]) -> list[dict[str, Any]]:
    covered = not figuring.sees_small(key)
    found = []
    for one in returns:
        said = lines(one, covered=covered)
        found.append({"period": one.period, "lines": said, "rate": _rate(one, said)})
    return found


def _rate(found: quarterly.Return, said: tuple[Line, ...]) -> quarterly.RepeatRate | None:
    """The share of repeats, unless one of its counts is covered or no case was heard."""
    if not found.cases or said[0].count is None or said[1].count is None:
        return None
    return quarterly.repeat_rate(found.repeats, found.cases)


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def figures(request: HttpRequest, key: Key) -> HttpResponse:
    """The return of the last quarters, the share of repeats, and the year beside its guide."""
    of_marac(key)
    returns = figuring.returns(key, figuring.quarters(local_day(key.on)))
    key.note("marac figures read", "figures", small=figuring.sees_small(key))
    page = {
        "quarters": _page(key, returns),
        "year": _year(key, returns[1:]),
        "trigger": quarterly.TRIGGER,
        "low": quarterly.LOW,
        "guide": quarterly.CASES_GUIDE,
        "women": settings().adult_women,
        "break": BREAK,
        "small": figuring.sees_small(key),
        "erased": figuring.erased(key),
        "crumbs": [HOME, {"text": "Figures"}],
    }
    return render(request, "marac/figures.html", page)


def _year(key: Key, returns: list[quarterly.Return]) -> dict[str, Any] | None:
    """The four last whole quarters together; none where a small quarter would be given back."""
    if not figuring.sees_small(key) and not whole_year(returns):
        return None
    cases, repeats = sum(one.cases for one in returns), sum(one.repeats for one in returns)
    women = settings().adult_women
    return {
        "cases": cases,
        "rate": quarterly.repeat_rate(repeats, cases)
        if cases and figuring.sees_small(key)
        else None,
        "guide": quarterly.year(cases, women) if women else None,
        "first": returns[-1].period,
        "last": returns[0].period,
    }


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def download(request: HttpRequest, key: Key) -> HttpResponse:
    """The same counts as a table. What is covered on the page is covered in it."""
    of_marac(key)
    rows = [
        (
            str(quarter["period"]),
            line.label,
            "covered" if line.count is None else line.count,
            "covered" if line.unknown is None else line.unknown,
        )
        for quarter in _page(key, figuring.returns(key, figuring.quarters(local_day(key.on))))
        for line in quarter["lines"]
    ]
    key.note("marac figures downloaded", "figures", small=figuring.sees_small(key))
    return csv_file([("quarter", "line", "count", "not_known"), *rows], "marac-return.csv")


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def data_quality(request: HttpRequest, key: Key) -> HttpResponse:
    """For the co-ordinator: what each case lacks or contradicts, and what is known by agency."""
    of_marac(key)
    if not key.co_ordinates:
        raise Http404
    found = figuring.seen(key)
    page = Paginator(quality.doubts(found), PAGE).get_page(request.GET.get("page"))
    key.note("marac data quality read", "cases", cases=[one.key for one in page], of=len(found))
    shown_ = {
        "page": page,
        "shares": quality.shares(found),
        "fields": [name for name, _ in quality.FIELDS],
        "crumbs": [HOME, {"text": "Data quality"}],
    }
    return render(request, "marac/quality.html", shown_)


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def coming_back(request: HttpRequest, key: Key) -> HttpResponse:
    """For the co-ordinator and managers: pairs that came back again and again."""
    of_marac(key)
    if not shown.chairs_and_co_ordinates(key)["reads_pairs"]:
        raise Http404
    pairs = figuring.coming_back(key)
    key.note("marac pairs read", "cases", cases=[one.cases[0] for one in pairs])
    page = {
        "pairs": pairs,
        "several": settings().several,
        "co_ordinates": key.co_ordinates,
        "crumbs": [HOME, {"text": "Coming back"}],
    }
    return render(request, "marac/coming_back.html", page)
