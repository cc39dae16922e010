"""The audit trail, to be read and taken away; nobody can change it."""

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from saferboard.web.audit import queries
from saferboard.web.audit.queries import Asked
from saferboard.web.directory.models import User
from saferboard.web.directory.permissions import Permission, needs

SHOWN = 50  # events on a page


class Filter(forms.Form):
    """What narrows the trail down."""

    by = forms.CharField(
        label="Who", required=False, max_length=120, help_text="A post, as clerk, or account 3."
    )
    action = forms.CharField(label="Did what", required=False, max_length=80)
    object = forms.CharField(
        label="To what", required=False, max_length=200, help_text="As meeting 7."
    )
    day = forms.DateField(
        label="On which day",
        required=False,
        help_text="As 10/06/2022.",
        input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
        error_messages={"invalid": "Write the day as 10/06/2022"},
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-input"


@needs(Permission.AUDIT_READ)
@never_cache
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """A page of events, newest first."""
    form = Filter(request.GET)
    posts = _posts()
    events = queries.trail(_asked(form, posts))
    page = Paginator(events, SHOWN).get_page(request.GET.get("page"))
    shown = [(event, _named(event.by, posts), queries.detail(event)) for event in page]
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"form": form, "page": page, "shown": shown, "kept": kept.urlencode()}
    return render(request, "directory/trail.html", context)


@needs(Permission.AUDIT_READ)
@never_cache
@require_safe
def trail_csv(request: HttpRequest) -> HttpResponseBase:
    """All events that the filter lets through, as CSV."""
    events = queries.trail(_asked(Filter(request.GET), _posts()))
    answer = StreamingHttpResponse(_lines(events), content_type="text/csv; charset=utf-8")
    name = f"audit-trail-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class _Echo:
    """Hands back each line that the CSV writer writes."""

    def write(self, line: str) -> str:
        return line


def _lines(events: Any) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(queries.COLUMNS)
    for row in queries.rows(events.iterator(chunk_size=2000)):
        yield writer.writerow(row)


def _posts() -> dict[str, str]:
    """The post of each account, by the account's key."""
    return {f"account {pk}": post for pk, post in User.objects.values_list("pk", "post")}


def _asked(form: Filter, posts: dict[str, str]) -> Asked:
    """Whoever acts is written as a post or an account: asked for a post, its accounts count too."""
    form.is_valid()
    told = form.cleaned_data
    who = told.get("by", "").strip()
    keys = (who, *(key for key, post in posts.items() if post == who)) if who else ()
    return Asked(keys, told.get("action", ""), told.get("object", ""), told.get("day"))


def _named(by: str, posts: dict[str, str]) -> str:
    return f"{posts[by]} ({by})" if by in posts else by
