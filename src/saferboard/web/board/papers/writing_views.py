"""Pages on which a paper is written, uploaded, checked and submitted."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from saferboard.core.board.papers import is_late
from saferboard.core.board.papers_template import KEYS
from saferboard.core.document.stored import from_json
from saferboard.core.document.tree import Picture
from saferboard.core.faults import Refused
from saferboard.web.board.papers import actions, drafting, files, forms, presenting, queries
from saferboard.web.board.papers.access import of_paper
from saferboard.web.board.papers.models import Draft, Paper
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.limits import limited
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.directory.versions import Overtaken

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.PAPER_SUBMIT)
@require_form
@of_paper
def write(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The template as a form."""
    draft: Draft | None = getattr(paper, "draft", None)
    answers = _answers(paper, draft)
    revision = draft.revision if draft else 0
    title = drafting.title_of(draft) if draft else paper.title
    form = forms.Write(request.POST or None, {**answers, "title": title, "revision": revision})
    now: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.save_answers(
                by=by(request),
                paper=paper,
                answers={key: said[key] for key in KEYS},
                title=said["title"],
                revision=said["revision"] or 0,
            )
        except Overtaken as overtaken:
            now = _as_stored(form, overtaken)
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, "Saved. Nobody but you and the office sees it yet.")
            onward = "work-paper-check" if "check" in request.POST else "work-paper-write"
            return redirect(onward, pk=paper.pk)
    return render(
        request,
        "papers/write.html",
        {
            "paper": paper,
            "form": form,
            "now": now,
            "how": forms.HOW,
            "replaces": draft is not None and draft.answers is None,
            "crumbs": _crumbs(paper, "Write it here"),
        },
    )


@needs(Permission.PAPER_SUBMIT)
@require_form
@limited("papers", 60, seconds=3600)
@of_paper
def upload(request: HttpRequest, paper: Paper) -> HttpResponse:
    """A Word document, read into a paper; or a PDF, kept as it is."""
    draft: Draft | None = getattr(paper, "draft", None)
    form = forms.Upload(
        request.POST or None,
        request.FILES or None,
        revision=draft.revision if draft else 0,
        written=bool(draft and any((draft.answers or {}).values())),
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        is_pdf = str(file.name).lower().endswith(".pdf")
        take = actions.upload_pdf if is_pdf else actions.upload_word
        try:
            take(
                by=by(request),
                paper=paper,
                data=file.read(),
                name=str(file.name),
                revision=form.cleaned_data["revision"],
            )
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, f"{files.clean_name(str(file.name))} is read.")
            return redirect("work-paper-check", pk=paper.pk)
    return render(
        request,
        "papers/upload.html",
        {"paper": paper, "form": form, "crumbs": _crumbs(paper, "Upload a file")},
    )


@needs(Permission.PAPER_SUBMIT)
@require_form
@of_paper
def check(request: HttpRequest, paper: Paper) -> HttpResponse:
    """The draft as it will be read, what was found beside it, and the button that sends it."""
    draft: Draft | None = getattr(paper, "draft", None)
    if draft is None:
        return redirect("work-paper", pk=paper.pk)
    late = _is_late(paper)
    sending = "describe" not in request.POST
    form = forms.Submit(
        request.POST if request.method == "POST" and sending else None,
        revision=draft.revision,
        late=late,
    )
    describing = _describing(request, draft, sent=not sending)
    if request.method == "POST":
        acted = (
            _submit(request, paper, form, late=late)
            if sending
            else _describe(request, paper, describing)
        )
        if acted is not None:
            return acted
    return _checked(request, paper, draft, form, describing)


def _checked(
    request: HttpRequest,
    paper: Paper,
    draft: Draft,
    form: forms.Submit,
    describing: forms.Describe | None,
) -> HttpResponse:
    findings = drafting.findings_of(draft)
    document = from_json(draft.document) if draft.document is not None else None
    return render(
        request,
        "papers/check.html",
        {
            "paper": paper,
            "draft": draft,
            "document": document,
            "html": presenting.html(paper, document, findings) if document else "",
            "findings": findings,
            "must": [finding for finding in findings if finding.must],
            "form": form,
            "describing": describing,
            "crumbs": _crumbs(paper, "Check and submit"),
        },
    )


def _submit(
    request: HttpRequest, paper: Paper, form: forms.Submit, *, late: bool
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        version = actions.submit(
            by=by(request),
            paper=paper,
            revision=said["revision"],
            urgent=said.get("urgent", ""),
        )
    except Refused as refused:
        _tell(form, refused)
        return None
    told = "It is marked as late until the chair agrees to take it." if late else ""
    messages.success(request, f"Version {version.number} is submitted. {told}".strip())
    return redirect("work-paper", pk=paper.pk)


def _describing(request: HttpRequest, draft: Draft, *, sent: bool) -> forms.Describe | None:
    blocks = from_json(draft.document).blocks if draft.document is not None else ()
    pictures = [(n, block) for n, block in enumerate(blocks) if isinstance(block, Picture)]
    if not pictures:
        return None
    data = request.POST if request.method == "POST" and sent else None
    return forms.Describe(data, pictures, draft.revision)


def _describe(
    request: HttpRequest, paper: Paper, form: forms.Describe | None
) -> HttpResponse | None:
    if form is None or not form.is_valid():
        return None
    said = form.cleaned_data
    words = {int(k.split("-")[1]): v for k, v in said.items() if k.startswith("picture-")}
    try:
        actions.describe(by=by(request), paper=paper, words=words, revision=said["revision"])
    except Refused as refused:
        _tell(form, refused)
        return None
    messages.success(request, "The words for the pictures are saved.")
    return redirect("work-paper-check", pk=paper.pk)


@needs(Permission.PAPER_SUBMIT)
@require_form
@of_paper
def withdraw(request: HttpRequest, paper: Paper) -> HttpResponse:
    """It goes to nobody; submitting it again brings it back."""
    intro = "It is left out of the pack. What was submitted stays readable here, with the reason."
    back = reverse("work-paper", args=(paper.pk,))
    desk = Desk(f"Withdraw “{paper.title}”", "Withdraw it", back, paper.title, intro)

    def act(said: dict[str, Any]) -> str:
        actions.withdraw(by=by(request), paper=paper, **said)
        return back

    form = forms.Because(request.POST or None)
    return serve(request, desk, form, act, "The paper is withdrawn.")


@needs(Permission.PAPER_CALL)
@require_form
@of_paper
def agree(request: HttpRequest, paper: Paper) -> HttpResponse:
    """That the chair agreed to take a late paper."""
    intro = f"Why it cannot wait: {paper.urgent}" if paper.urgent else ""
    back = reverse("work-paper", args=(paper.pk,))
    desk = Desk("The chair agrees to a late paper", "Record it", back, paper.title, intro)
    seat = queries.chair_of(paper.item.meeting)
    form = forms.Agree(request.POST or None, initial={"chair": seat, "on": localdate()})

    def act(said: dict[str, Any]) -> str:
        actions.agree_late(by=by(request), paper=paper, **said)
        return back

    return serve(request, desk, form, act, "The chair’s agreement is recorded.")


def _answers(paper: Paper, draft: Draft | None) -> dict[str, str]:
    """What the form starts with: the draft, the version that stands, or the officer to contact."""
    if draft is not None and draft.answers:
        return dict(draft.answers)
    last = paper.versions.order_by("-number").first()
    if last is not None and last.answers:
        return dict(last.answers)
    return drafting.contact_of(paper.post)


def _as_stored(form: forms.Write, overtaken: Overtaken) -> list[tuple[str, str]]:
    """How the draft stands now where it differs; saving again keeps what was written here."""
    _tell(form, overtaken)
    draft = overtaken.row
    stored = (draft.answers or {}) if isinstance(draft, Draft) else {}
    revision = draft.revision if isinstance(draft, Draft) else 0
    form.data = {**dict(form.data.items()), "revision": revision}
    return [
        (str(form.fields[key].label), said)
        for key, said in stored.items()
        if said != form.cleaned_data.get(key, "")
    ]


def _tell(form: django_forms.Form, refused: Refused) -> None:
    """Every fault, beside the field it concerns if there is one."""
    only = "file" if "file" in form.fields else None
    for fault in refused.faults:
        field = fault.where if fault.where in form.fields else only
        what = fault.what[:1].upper() + fault.what[1:]
        where = f" ({fault.where})" if ": " in fault.where else ""
        form.add_error(field, f"{what}{where}. To put it right: {fault.remedy}.")


def _is_late(paper: Paper) -> bool:
    return is_late(localdate(), queries.deadlines(paper.item.meeting).latest)


def _crumbs(paper: Paper, here: str) -> list[dict[str, str]]:
    item = paper.item
    return [
        {"text": item.title, "url": reverse("work-papers-item", args=(item.pk,))},
        {"text": paper.title, "url": reverse("work-paper", args=(paper.pk,))},
        {"text": here},
    ]
