"""Pages of requests for access: entering one, its clocks, its cases, and what is sent."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.faults import Refused
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.holdings import Found
from saferboard.web.casework.protection import answering, asking, forms, listed, supervising
from saferboard.web.casework.protection.duty import ACCESS, on_duty, others, read
from saferboard.web.casework.protection.models import SubjectRequest
from saferboard.web.casework.protection.views import attached
from saferboard.web.directory.desk import Desk, by, serve

require_form = require_http_methods(["GET", "HEAD", "POST"])
PLACE = "Requests for access"
NOW = "Today is written down as the day."


@never_cache
@require_safe
@on_duty
def requests(request: HttpRequest) -> HttpResponse:
    """Every request: by when it must be answered, or when it was closed."""
    read(by=by(request), object="subject requests", what="list", why=ACCESS)
    context = {
        "open": listed.requests(supervising.asked(localdate())),
        "closed": SubjectRequest.objects.exclude(closed=None)[:100],
    }
    return render(request, "protection/requests.html", context)


@never_cache
@require_form
@on_duty
def enter(request: HttpRequest) -> HttpResponse:
    """Write a request down."""
    intro = (
        "A month runs from the day on which it came. The name is kept until the request is closed."
    )
    desk = Desk("Enter a request", "Enter it", reverse("cases-requests"), PLACE, intro)

    def act(said: dict) -> str:
        identity = localdate() if said["checked"] == "yes" else None
        row = asking.enter(
            by=by(request), received=said["received"], names=said["names"], born=said["born"],
            identity=identity, on=now(),
        )  # fmt: skip
        return page_of(row)

    return serve(request, desk, forms.Enter(request.POST or None), act, "The request is entered.")


@never_cache
@require_safe
@on_duty
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: its clock, its cases, its pieces, and what is to be done next."""
    row = get_object_or_404(SubjectRequest.objects.prefetch_related("pauses"), pk=pk)
    read(by=by(request), object=str(row), what="request", why=ACCESS)
    found, me = answering.answer(row), by(request)
    ready = bool(found.parts) and not found.open
    stamp = answering.stamp(found) if ready and not row.closed else ""
    context = {
        "row": row,
        "asked": supervising.of(row, localdate()),
        "stands": any(one.came is None for one in row.pauses.all()),
        "answer": found,
        "abouts": row.abouts.select_related("case"),
        "alone": not others(me),
        "submitted": bool(stamp) and row.submitted == stamp,
        "approved": bool(stamp) and row.approved == stamp,
        "changed": bool(row.submitted) and row.submitted != stamp,
        "mine": row.submitted_by == me,
        "ready": ready,
        "parts": listed.parts(row.pk, found.parts),
        "exports": listed.exports(row.exports.all()),
        "crumbs": [*crumbs(), {"text": f"Request {row.pk}"}],
    }
    return render(request, "protection/request.html", context)


Act = Callable[[SubjectRequest, dict[str, Any]], object]


def _serve(
    request: HttpRequest, pk: int, desk: Desk, form: django_forms.Form, act: Act, said: str
) -> HttpResponse:
    """One thing that is done to a request; then its page again."""
    row = get_object_or_404(SubjectRequest, pk=pk)
    desk = replace(desk, back=page_of(row), place=f"Request {row.pk}")

    def then(told: dict[str, Any]) -> str:
        act(row, told)
        return page_of(row)

    return serve(request, desk, form, then, said)


def _given(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@never_cache
@require_form
@on_duty
def identity(request: HttpRequest, pk: int) -> HttpResponse:
    """It was checked who asks."""
    desk = Desk("Confirm who asks", "It was checked", "", "", NOW)
    return _serve(
        request, pk, desk, forms.Confirm(_given(request)),
        lambda row, said: asking.check_identity(by=by(request), request=row, on=localdate()),
        "It is written down that it was checked who asks.",
    )  # fmt: skip


@never_cache
@require_form
@on_duty
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """The clock stands."""
    intro = "Only while something is asked for without which nothing can be found, as who they are."
    desk = Desk("Stop the clock", "Stop it", "", "", intro)
    return _serve(
        request, pk, desk, forms.Asked(_given(request), initial={"asked": localdate()}),
        lambda row, said: asking.pause(by=by(request), request=row, asked=said["asked"]),
        "The clock stands.",
    )  # fmt: skip


@never_cache
@require_form
@on_duty
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """The clock goes on."""
    desk = Desk("Start the clock again", "Start it", "", "")
    return _serve(
        request, pk, desk, forms.Came(_given(request), initial={"came": localdate()}),
        lambda row, said: asking.resume(by=by(request), request=row, came=said["came"]),
        "The clock goes on.",
    )  # fmt: skip


@never_cache
@require_form
@on_duty
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Two months more."""
    intro = (
        "Two further months, where requests are complex or many (UK GDPR article 12(3)). Tell the "
        "subject, with the reason, within the first month."
    )
    desk = Desk("Extend the time", "Extend it", "", "", intro)
    return _serve(
        request, pk, desk, forms.Because(_given(request)),
        lambda row, said: asking.extend(
            by=by(request), request=row, on=localdate(), because=said["because"]
        ),
        "The time is extended.",
    )  # fmt: skip


@never_cache
@require_form
@on_duty
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """The cases in which the subject seems to be; which of them are about them."""
    row = get_object_or_404(SubjectRequest, pk=pk, closed=None)
    found = asking.find(row)
    references = [one.case.reference for one in found]
    read(by=by(request), object=str(row), what="search", why=ACCESS, cases=references)
    if not found:
        there = [*crumbs(), {"text": f"Request {row.pk}", "url": page_of(row)}, {"text": "Find"}]
        return render(request, "protection/nothing.html", {"row": row, "crumbs": there})
    picked = list(row.abouts.values_list("case__reference", flat=True))
    titles = {key: one.title for key, one in purposes().items()}
    choices = [(one.case.reference, _words(one, titles)) for one in found]
    form = forms.Find(_given(request), found=choices, initial={"cases": picked})
    intro = (
        "Every word of a name, in any order, or the date of birth stands in these. A namesake is "
        "found too: whether it is the subject, you judge."
    )
    return _serve(
        request, pk, Desk("Find what is held", "These are about the subject", "", "", intro), form,
        lambda row, said: asking.pick(
            by=by(request), request=row, references=said["cases"], on=now()
        ),
        "The cases are picked. Now look at each piece.",
    )  # fmt: skip


def _words(found: Found, titles: dict[str, str]) -> str:
    how = " and ".join(
        word
        for word, is_so in (("the name", found.by_name), ("the date of birth", found.by_birth))
        if is_so
    )
    some = "; ".join(found.titles[:4]) + ("; and more" if len(found.titles) > 4 else "")
    purpose = titles.get(found.case.purpose, found.case.purpose)
    return f"{found.case.reference}, {purpose}: {how} in {some}"


@never_cache
@require_form
@on_duty
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is ready for a second officer."""
    intro = (
        "A second officer reads it all before it is sent. If anything changes, it is asked anew."
    )
    desk = Desk("Ask for approval", "It is ready", "", "", intro)
    return _serve(
        request, pk, desk, forms.Confirm(_given(request)),
        lambda row, said: answering.submit(by=by(request), request=row),
        "Another officer is asked to approve the answer.",
    )  # fmt: skip


@never_cache
@require_form
@on_duty
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """A second officer approves."""
    intro = "You have read every piece, and what is kept back is rightly kept back."
    desk = Desk("Approve the answer", "Approve it", "", "", intro)
    return _serve(
        request, pk, desk, forms.Confirm(_given(request)),
        lambda row, said: answering.approve(by=by(request), request=row),
        "The answer is approved.",
    )  # fmt: skip


@never_cache
@require_POST
@on_duty
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer as one file; that it was taken out is on record, with its SHA-256."""
    row = get_object_or_404(SubjectRequest, pk=pk)
    form = request.POST.get("form", "")
    if form not in answering.FORMS:
        raise Http404
    try:
        data = answering.export(
            by=by(request), request=row, form=form, on=now(), made_on=localdate()
        )
    except Refused as refused:
        context = {"row": row, "faults": refused.faults, "crumbs": crumbs()}
        return render(request, "protection/not_exported.html", context, status=409)
    return attached(data, answering.FORMS[form], f"subject-access-{row.pk}.{form}")


@never_cache
@require_form
@on_duty
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is sent."""
    intro = (
        "The name and the date of birth are taken out of this service, and the answer cannot be "
        "exported again. It cannot be undone."
    )
    desk = Desk("Close the request", "Close it", "", "", intro, warning=True)
    return _serve(
        request, pk, desk, forms.Confirm(_given(request)),
        lambda row, said: asking.close(by=by(request), request=row, on=localdate()),
        "The request is closed.",
    )  # fmt: skip


def page_of(row: SubjectRequest) -> str:
    """The address of a request's page."""
    return reverse("cases-request", args=[row.pk])


def crumbs() -> list[dict[str, str]]:
    """Where these pages stand."""
    return [
        {"text": "Data protection", "url": reverse("cases-protection")},
        {"text": PLACE, "url": reverse("cases-requests")},
    ]
