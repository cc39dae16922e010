"""Pages of the review lead: judging an application, concluding a review, publishing a year."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saferboard.core.casework.case_review import Considered
from saferboard.core.casework.clocks import local_day
from saferboard.core.faults import Refused
from saferboard.web.casework.lock.entering import Key, Opened, at_the_lock
from saferboard.web.casework.reviews import actions, queries
from saferboard.web.casework.reviews.forms import Judge, Outcome, Publish
from saferboard.web.casework.reviews.models import Application
from saferboard.web.directory.desk import Desk, serve, tell
from saferboard.web.directory.permissions import Permission, needs

FIRST = 2014
"""The year in which the Act came into force."""
require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def judge(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """The threshold: what arithmetic says of each complaint, and the body's own decision."""
    opened = key.open(reference, "threshold read")
    row = _application(opened)
    made = queries.complaints(opened)
    found = queries.judged(row, made)
    form = Judge(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        considered = Considered(said["persistence"], said["harm"], said["response"])
        try:
            actions.judge(by=opened, met=said["met"] == "yes", considered=considered)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "The decision is recorded.")
            return redirect(case_page(reference))
    context = {
        "reference": reference,
        "row": row,
        "form": form,
        "judged": found,
        "complaints": list(zip(made, found.complaints, strict=True)),
        "crumbs": [{"text": reference, "url": case_page(reference)}, {"text": "Threshold"}],
    }
    return render(request, "reviews/judge.html", context)


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def conclude(request: HttpRequest, key: Key, reference: str) -> HttpResponse:
    """What a review found, and its recommendations."""
    opened = key.open(reference, "review read")
    _application(opened)
    if not key.co_ordinates:
        return _not_theirs(request)
    desk = Desk(
        "Conclude the review", "Record the outcome", case_page(reference), reference,
        "What is recommended must be kept by those it is addressed to, or they must say why not.",
    )  # fmt: skip

    def act(said: dict) -> str:
        actions.conclude(by=opened, **said)
        return case_page(reference)

    return serve(request, desk, Outcome(request.POST or None), act, "The outcome is recorded.")


@needs(Permission.CASE_OPEN)
@require_form
@at_the_lock
def publish(request: HttpRequest, key: Key, year: int) -> HttpResponse:
    """Publish the figures of a year, or publish them again with the reason."""
    if not queries.leads(key):
        return _not_theirs(request)
    if not FIRST <= year <= key.on.year:
        raise Http404
    intro = (
        "The number of applications, of decisions that the threshold was met and was not met, of "
        "reviews, and of reviews with recommendations. They are the law's own figures and are "
        "published as they are, for the whole partnership."
    )
    back = reverse("case-review-figures")
    title = f"Publish the case reviews of {year}/{(year + 1) % 100:02}"
    desk = Desk(title, "Publish", back, "Case review figures", intro)

    def act(said: dict) -> str:
        today: date = local_day(key.on)
        actions.publish_year(by=key, year=year, because=said["because"], today=today)
        return back

    return serve(request, desk, Publish(request.POST or None), act, "The figures are published.")


def _application(opened: Opened) -> Application:
    row = queries.application(opened)
    if row is None:
        raise Http404
    return row


def _not_theirs(request: HttpRequest) -> HttpResponse:
    because = "only the review lead concludes reviews and publishes their figures"
    return render(request, "403.html", {"because": because}, status=403)


def case_page(reference: str) -> str:
    """The page of a case."""
    return reverse("case", args=(reference,))
