"""Pages of procedures: the diagram, the table beside it, the checklist, who may write to whom."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saferboard.core.casework.process.diagram import laid_out
from saferboard.core.casework.process.drawing import checklist, in_words
from saferboard.core.directory.spells import day
from saferboard.web.casework.lock.declared import processes
from saferboard.web.casework.lock.entering import Key, at_the_lock
from saferboard.web.directory.permissions import Permission, needs


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def procedures(request: HttpRequest, key: Key) -> HttpResponse:
    """Every version of the procedures for the purpose that somebody entered for."""
    found = [one for one in processes() if one.purpose == key.purpose.key]
    rows = [{"process": one, "since": day(one.in_force)} for one in reversed(found)]
    return render(request, "running/procedures.html", {"key": key, "rows": rows})


@needs(Permission.CASE_OPEN)
@require_safe
@at_the_lock
def procedure(request: HttpRequest, key: Key, process: str, version: int) -> HttpResponse:
    """One version of a procedure, drawn and in words."""
    known = {(one.key, one.version): one for one in processes()}
    found = known.get((process, version))
    if found is None or found.purpose != key.purpose.key:
        raise Http404
    steps = [
        {
            "number": number,
            "step": step,
            "out_of": [found.state_title(one) for one in step.out_of],
            "into": found.state_title(step.into),
            "actor": found.party_title(step.actor),
            "due": in_words(found, step.due),
            "told": [found.party_title(one) for one in step.told],
        }
        for number, step in enumerate(found.steps, start=1)
    ]
    lines = [(found.party_title(one.one), found.party_title(one.other)) for one in found.lines]
    context = {
        "process": found,
        "since": day(found.in_force),
        "first": found.state_title(found.first),
        "picture": laid_out(found),
        "steps": steps,
        "lines": lines,
        "checklists": [
            (state.title, checklist(found, state.key))
            for state in found.states
            if found.steps_out_of(state.key)
        ],
        "crumbs": [
            {"text": "Cases", "url": reverse("cases")},
            {"text": "Procedures", "url": reverse("procedures")},
            {"text": f"{found.title}, version {version}"},
        ],
    }
    return render(request, "running/procedure.html", context)
