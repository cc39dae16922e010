"""Settling what was read: doubts, lines, names."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from saferboard.core.faults import Refused
from saferboard.core.ingest.past.correcting import raw_lines
from saferboard.web.directory.desk import by, tell
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.ingest import actions, people, presenting, queries
from saferboard.web.ingest.forms import Know, Lines, Settle
from saferboard.web.ingest.models import Doubt, Source
from saferboard.web.ingest.people import Match
from saferboard.web.ingest.views import page, require_form, source_or_404

MOST_LINES = 200


@needs(Permission.HISTORY_IMPORT)
@require_safe
def doubts(request: HttpRequest, pk: int) -> HttpResponse:
    """The queue: every doubt with a form, and every name that may be somebody's held here."""
    return _queue(request, source_or_404(pk))


@needs(Permission.HISTORY_IMPORT)
@require_POST
def settle(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Answer one doubt of the newest reading."""
    source = source_or_404(pk)
    reading = queries.newest(source)
    doubt = Doubt.objects.select_related("reading__source").filter(reading=reading, place=place)
    found = doubt.first()
    if found is None:
        raise Http404
    form = Settle(request.POST, prefix=f"doubt-{place}")
    if form.is_valid():
        try:
            actions.settle(by=by(request), doubt=found, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, f"Settled: {found.about}.")
            return redirect("history-doubts", pk)
    return _queue(request, source, doubt_form=(place, form))


@needs(Permission.HISTORY_IMPORT)
@require_POST
def know(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whom a name means."""
    source = source_or_404(pk)
    found = _matches(source)
    key = (request.POST.get("name", ""), request.POST.get("said", ""))
    match = found.get(key)
    if match is None:
        raise Http404
    form = Know(request.POST, match)
    if form.is_valid():
        person = form.chosen()
        post = people.post_of(person, match.on) if person else None
        actions.know(by=by(request), name=match.name, said=match.said, person=person, post=post)
        messages.success(request, f"Settled: {match.name}.")
        return redirect("history-doubts", pk)
    return _queue(request, source, name_form=(key, form))


def _matches(source: Source) -> dict[tuple[str, str], Match]:
    reading = queries.newest(source)
    return people.matches(reading.value) if reading else {}


def _queue(
    request: HttpRequest,
    source: Source,
    doubt_form: tuple[int, Settle] | None = None,
    name_form: tuple[tuple[str, str], Know] | None = None,
) -> HttpResponse:
    reading = queries.newest(source)
    if reading is None:
        raise Http404
    rows = presenting.asked(source, queries.doubts(reading))
    for row in rows:
        place = row["doubt"].place
        shown = "\n".join(text for _, text in row["lines"])
        row["form"] = Settle(prefix=f"doubt-{place}", initial={"correction": shown})
        if doubt_form is not None and doubt_form[0] == place:
            row["form"] = doubt_form[1]
    names = []
    for place, (key, match) in enumerate(_matches(source).items()):
        if match.asks:
            form = Know(None, match)
            if name_form is not None and name_form[0] == key:
                form = name_form[1]
            form.auto_id = f"id_name_{place}_%s"
            names.append({"match": match, "form": form})
    wrong = doubt_form[1] if doubt_form else name_form[1] if name_form else None
    return page(
        request,
        "doubts",
        source,
        step="Doubts",
        waiting=[row for row in rows if row["answer"] is None],
        answered=[row for row in rows if row["answer"] is not None],
        names=names,
        unread=queries.unread(reading),
        activation=queries.standing(source),
        form=wrong,
    )


@needs(Permission.HISTORY_IMPORT)
@require_form
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what lines should read, or leave them out."""
    source = source_or_404(pk)
    form = Lines(request.POST) if request.method == "POST" else Lines(initial=_wanted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_now(by=by(request), source=source, **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, "The lines are corrected, and the source was read again.")
            return redirect("history-source", pk)
    first = form["first"].value()
    every = raw_lines(source.text)
    at = int(first) if str(first).isdigit() and 0 < int(first) <= len(every) else 1
    around = [(number, every[number - 1]) for number in _near(at, len(every))]
    return page(request, "lines", source, step="Correct lines", form=form, around=around)


def _wanted(request: HttpRequest) -> dict[str, Any]:
    first = request.GET.get("first", "")
    return {"first": first, "last": request.GET.get("last", first)} if first.isdigit() else {}


def _near(at: int, count: int) -> range:
    return range(max(1, at - 3), min(count, at + 8) + 1)


@needs(Permission.HISTORY_IMPORT)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the source anew, with what was corrected."""
    try:
        reading = actions.read_again(by=by(request), source=source_or_404(pk))
    except Refused as refusal:
        for fault in refusal.faults:
            messages.error(request, f"Not read again: {fault.what}. What to do: {fault.remedy}.")
    else:
        messages.success(request, f"The source was read again: reading {reading.number}.")
    return redirect("history-source", pk)
