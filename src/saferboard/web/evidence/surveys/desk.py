"""Where comments are read before the public may."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.faults import Refused
from saferboard.web.directory.desk import by
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence.surveys import actions, queries
from saferboard.web.evidence.surveys.forms import EraseForm, ModerationForm
from saferboard.web.evidence.surveys.models import Comment, Verdict

PAGE = 50
NAMED = {"waiting": "", **{verdict.value: verdict.value for verdict in Verdict}}
"""What the filter may ask for, and the verdict that means."""


@needs(Permission.SURVEY_MODERATE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """How many comments of each survey wait, and what became of the others."""
    counted = queries.counts()
    rows = [
        (survey, [(name, held[verdict]) for name, verdict in NAMED.items()])
        for survey, held in sorted(counted.items())
    ]
    waiting = sum(held[""] for held in counted.values())
    heads = [queries.STATES[verdict] for verdict in NAMED.values()]
    context = {"rows": rows, "waiting": waiting, "heads": heads}
    return render(request, "surveys/desk.html", context)


@needs(Permission.SURVEY_MODERATE)
@require_safe
def comments(request: HttpRequest, key: str) -> HttpResponse:
    """A survey's comments: those that wait, or those of one verdict."""
    state = request.GET.get("state", "waiting")
    if state not in NAMED:
        raise Http404
    found = queries.comments(key).filter(Q(verdict=NAMED[state] or None))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    crumbs = [{"text": "Comments", "url": reverse("work-surveys")}, {"text": key, "url": ""}]
    states = [(name, queries.STATES[verdict]) for name, verdict in NAMED.items()]
    context = {"key": key, "page": page, "state": state, "states": states, "crumbs": crumbs}
    return render(request, "surveys/comments.html", context)


@needs(Permission.SURVEY_MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment, what was chosen before, and the choice."""
    found = get_object_or_404(Comment, pk=pk)
    standing = queries.standing(found)
    form = ModerationForm.opened(found, standing)
    erasing = EraseForm(initial={"seen": standing.pk if standing else None})
    if request.method == "POST" and "erase" in request.POST:
        erasing = EraseForm(request.POST)
        if erasing.is_valid() and _erased(request, found, erasing):
            return redirect("work-survey", key=found.survey)
    elif request.method == "POST":
        form = ModerationForm(request.POST)
        if form.is_valid() and _moderated(request, found, form):
            return _next(request, found)
    crumbs = [
        {"text": "Comments", "url": reverse("work-surveys")},
        {"text": found.survey, "url": reverse("work-survey", kwargs={"key": found.survey})},
        {"text": f"Comment {found.pk}", "url": ""},
    ]
    history = [(one, Verdict(one.verdict).label) for one in found.moderations.all()]
    context = {"comment": found, "form": form, "history": history, "crumbs": crumbs}
    context |= {
        "erasing": erasing,
        "erased": standing is not None and standing.verdict == Verdict.ERASED,
        "place": queries.place_name(found.area),
    }
    return render(request, "surveys/comment.html", context)


def _moderated(request: HttpRequest, found: Comment, form: ModerationForm) -> bool:
    """Whether the choice was made; if not, the form says why."""
    said = form.cleaned_data
    try:
        actions.moderate(
            by=by(request),
            comment=found,
            verdict=Verdict(said["verdict"]),
            text=said["text"],
            reason=said["reason"],
            seen=said["seen"],
        )
    except Refused as refused:
        return _told(form, refused)
    return True


def _erased(request: HttpRequest, found: Comment, form: EraseForm) -> bool:
    """Whether the words are gone; if not, the form says why."""
    said = form.cleaned_data
    try:
        actions.erase(by=by(request), comment=found, reason=said["reason"], seen=said["seen"])
    except Refused as refused:
        return _told(form, refused)
    messages.success(request, f"Comment {found.pk} is erased: nobody can read it again.")
    return True


def _told(form: ModerationForm | EraseForm, refused: Refused) -> bool:
    """Never done: what was refused stands by its field."""
    for fault in refused.faults:
        field = fault.where if fault.where in form.fields else None
        what = fault.what[:1].upper() + fault.what[1:]
        form.add_error(field, f"{what}: {fault.remedy}.")
    return False


def _next(request: HttpRequest, found: Comment) -> HttpResponse:
    """On to the next comment that waits, or back to the list when none does."""
    following = queries.waiting(found.survey).first()
    messages.success(request, f"Comment {found.pk}: your choice is on record.")
    if following is None:
        return redirect("work-survey", key=found.survey)
    return redirect("work-comment", pk=following.pk)
