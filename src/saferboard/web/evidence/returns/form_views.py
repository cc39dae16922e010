"""Sending figures: by form, one measure and term at a time, or by spreadsheet."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused
from saferboard.core.ingest.sheets import TICKS
from saferboard.core.partnership import Partnership
from saferboard.web.directory.desk import by
from saferboard.web.directory.files import keep
from saferboard.web.directory.models import Post
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.evidence.returns import actions, presenting, queries, sending
from saferboard.web.evidence.returns.access import for_post, own_post, refused
from saferboard.web.evidence.returns.forms import Upload
from saferboard.web.evidence.returns.models import Sent
from saferboard.web.evidence.returns.queries import Due

LABELS = dict(
    zip(
        TICKS,
        ("Part of the year only", "Estimated", "Provisional", "Counted in another way than before"),
        strict=True,
    )
)
SAID = "Sent. An analyst looks at the figures before they are used."


@needs(Permission.RETURN_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, key: str, term: Period) -> HttpResponse:
    """The figures of one measure for one term, area by area."""
    found = queries.declared()
    measure = found.measure(key) if found else None
    if found is None or measure is None or measure.duty is None:
        raise Http404
    decision = for_post(request, measure.duty.by)
    if not decision:
        return refused(request, decision)
    post = Post.objects.filter(key=measure.duty.by).first()
    dues = [
        due for source in queries.sources(localdate(), only=measure.duty.by) for due in source.dues
    ]
    due = sending.due_of(dues, key, term)
    if post is None or due is None:
        raise Http404
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            asked = queries.asked(found, post, localdate())
            lines = sending.lines_of_form(request.POST, due, measure.duty.areas, asked)
            token = request.POST.get("key", "")[:64] or secrets.token_urlsafe(16)
            sent = actions.send(by=by(request), post=post, lines=lines, key=token)
        except Refused as refusal:
            errors = {
                fault.where: f"{fault.what[:1].upper()}{fault.what[1:]}: {fault.remedy}."
                for fault in refusal.faults
            }
        else:
            messages.success(request, SAID)
            return redirect("return-sent", pk=sent.pk)
    posted = {name: str(value) for name, value in request.POST.items()}
    data = posted if request.method == "POST" else _before(due)
    context = {
        "due": due,
        "measure": measure,
        "post": post,
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
        "rows": _rows(found, due, data, errors),
        "errors": errors,
        "parts": sending.parts_of(measure),
        "asks": presenting.asks(measure),
        "crumbs": [
            {"text": "Returns", "url": reverse("returns")},
            {"text": f"{measure.name}, {due.period.words}"},
        ],
    }
    return render(request, "returns/form.html", context)


def _before(due: Due) -> dict[str, str]:
    """What was sent for the same months before, to be looked at and corrected."""
    said: dict[str, str] = {}
    duty = due.measure.duty
    sent = Sent.objects.filter(post=duty.by).order_by("pk") if duty else ()
    for row in sent:
        for line in row.said:
            if (line.measure, line.period) == (due.measure.key, due.period):
                said |= {f"{name}-{line.area}": text for name, text in _written(line).items()}
    return said


def _written(line: Any) -> dict[str, str]:
    """Every field, so that what a later return left out does not stand on from an earlier one."""
    bare = dict.fromkeys(("value", "numerator", "denominator", *TICKS, "note"), "")
    return bare | sending.written(line)


def _rows(
    found: Partnership, due: Due, data: dict[str, str], errors: dict[str, str]
) -> list[dict[str, Any]]:
    names = {area.code: area.name for area in found.areas}
    duty = due.measure.duty
    rows = []
    for area in duty.areas if duty else ():
        observed = [o for o in found.observations if (o.measure, o.area) == (due.measure.key, area)]
        earlier = [o for o in observed if o.period.last < due.period.last]
        last = max(earlier, key=lambda o: (o.period.last, len(o.period), o.known), default=None)

        def field(name: str, area: str = area) -> dict[str, str]:
            at = f"{name}-{area}"
            return {"id": at, "value": data.get(at, ""), "error": errors.get(at, "")}

        rows.append(
            {
                "name": names[area],
                "last": f"{presenting.figure(last.figure, due.measure)}, {last.period.words}"
                if last
                else "",
                "value": field("value"),
                "numerator": field("numerator"),
                "denominator": field("denominator"),
                "ticks": [{**field(name), "label": label} for name, label in LABELS.items()],
                "note": field("note"),
                # A fault of the row as a whole: it is shown by the area's name.
                "error": errors.get(f"measure-{area}") or errors.get(f"period-{area}", ""),
            }
        )
    return rows


@needs(Permission.RETURN_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """A spreadsheet: read whole, every fault told by its cell; stored only if there is none."""
    accepting = bool(may(request, Permission.RETURN_ACCEPT))
    found, own = queries.declared(), own_post(request)
    senders = queries.returned(found) if found else {}
    posts = Post.objects.select_related("organisation").filter(key__in=senders)
    chosen = request.GET.get("post") or (own.key if own else "")
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    one = Upload(*given, posts=posts if accepting else None, initial={"post": chosen})
    faults: list[dict[str, str]] = []
    if request.method == "POST" and one.is_valid():
        post = one.cleaned_data.get("post") or own
        try:
            if found is None or post is None or post.key not in senders:
                return _nothing_asked(request)
            sent = _store(request, found, post, one)
        except Refused as refusal:
            faults = sending.told(refusal)
        else:
            messages.success(request, SAID)
            return redirect("return-sent", pk=sent.pk)
    context = {
        "form": one,
        "faults": faults,
        "own": own.key if own and own.key in senders else "",
        "senders": posts if accepting else [],
        "crumbs": [{"text": "Returns", "url": reverse("returns")}, {"text": "Upload"}],
    }
    return render(request, "returns/upload.html", context)


def _nothing_asked(request: HttpRequest) -> HttpResponse:
    because = "no figures are asked for from your post"
    return render(request, "403.html", {"because": because}, status=403)


def _store(request: HttpRequest, found: Partnership, post: Post, one: Upload) -> Sent:
    file: UploadedFile = one.cleaned_data["file"]
    data = file.read()
    name = file.name or "return.xlsx"
    lines = sending.lines_of_file(data, name, queries.asked(found, post, localdate()))
    kept = keep(data, name)
    return actions.send(
        by=by(request), post=post, lines=lines, key=one.cleaned_data["key"], file=kept
    )
