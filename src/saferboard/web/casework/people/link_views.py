"""The co-ordinator's pages: who may be whom, field by field, and what was decided."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.casework.people.linking import Said
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.casework.people import deciding, forms, queries
from saferboard.web.casework.people.models import Proposal
from saferboard.web.directory.desk import Desk, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25
NOT_YOURS = "only the co-ordinator says who is who across cases"
View = Callable[..., HttpResponse]


def co_ordinating(view: View) -> View:
    """Gives a view the key of whoever co-ordinates; the others are told that they do not."""

    @wraps(view)
    def within(request: HttpRequest, key: Key, *args: Any, **kwargs: Any) -> HttpResponse:
        if not key.co_ordinates:
            return render(request, "403.html", {"because": NOT_YOURS}, status=403)
        return view(request, key, *args, **kwargs)

    return at_the_lock(within)


@needs(Permission.CASE_OPEN)
@require_safe
@co_ordinating
def waiting(request: HttpRequest, key: Key) -> HttpResponse:
    """What the machine proposes and nobody has decided of."""
    return _listed(request, key, queries.waiting(key), "Who may be whom", "waiting")


@needs(Permission.CASE_OPEN)
@require_safe
@co_ordinating
def decided(request: HttpRequest, key: Key) -> HttpResponse:
    """What was decided, and stands."""
    return _listed(request, key, queries.decided(key), "What was decided", "decided")


def _listed(request: HttpRequest, key: Key, found: Any, title: str, which: str) -> HttpResponse:
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    cases = sorted({one.case.reference for pair in page for one in (pair.a, pair.b)})
    key.note("links listed", "links", cases=cases)
    rows = [{"pair": one, "a": queries.name(one.a), "b": queries.name(one.b)} for one in page]
    crumbs = [{"text": "Cases", "url": "/cases/"}, {"text": title}]
    shown = {"page": page, "rows": rows, "title": title, "which": which, "crumbs": crumbs}
    return render(request, "people/links.html", shown)


@needs(Permission.CASE_OPEN)
@require_form
@co_ordinating
def pair(request: HttpRequest, key: Key, first: int, second: int) -> HttpResponse:
    """Two records side by side, and what is decided of them."""
    both = deciding.both(by=key, first=first, second=second)
    if both is None:
        key.note("pair refused", "links")
        raise Http404
    key.note("pair read", f"case {both.a.case}", other=f"case {both.b.case}")
    history = queries.history(both)
    last = history[-1] if history else None
    stands = Said(last.said) if last and last.said != Said.UNDO else None
    form = forms.Decide(request.POST or None, stands=stands, seen=last.pk if last else 0)
    desk = Desk("Are they one person?", "Decide", reverse("case-links"), "Who may be whom")

    def act(sent: dict[str, Any]) -> str:
        deciding.decide(
            by=key, pair=both, said=Said(sent["said"]), reason=sent["reason"], seen=sent["seen"]
        )
        return reverse("case-links")

    more = {
        "lines": queries.beside(both),
        "proposal": Proposal.objects.filter(a=both.a, b=both.b).first(),
        "history": history,
        "both": both,
    }
    return serve(request, desk, form, act, "Decided.", template="people/pair.html", more=more)
