"""Pages of the information governance officer on information sharing agreements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.casework.clocks import day_begins
from saferboard.web.casework.lock import governing, standing
from saferboard.web.casework.lock import governing_forms as forms
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.models import SharingAgreement, Signature
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
PLACE = "Information sharing agreements"


@needs(Permission.LOCK_MANAGE)
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement: live, to be reviewed, or not live and why."""
    rows = standing.agreements(now())
    return render(request, "lock/agreements.html", {"rows": rows, "purposes": _titles()})


@needs(Permission.LOCK_MANAGE)
@require_safe
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """One agreement: what it says, who signed, when it was reviewed."""
    row = _agreement(key)
    said = [(forms.TITLES[name], getattr(row, name)) for name in governing.TEXTS]
    return render(
        request,
        "lock/agreement.html",
        {
            "one": standing.standing(row, now()),
            "purpose": _titles().get(row.purpose, row.purpose),
            "signatures": row.signatures.select_related("agency"),
            "reviews": row.reviews.all(),
            "said": said,
            "crumbs": [{"text": PLACE, "url": reverse("cases-agreements")}, {"text": row.title}],
        },
    )


@needs(Permission.LOCK_MANAGE)
@require_form
def agree(request: HttpRequest) -> HttpResponse:
    """Write down an agreement."""
    intro = (
        "It shares nothing before its parties have signed. It cannot be changed later: what is "
        "agreed anew is another agreement. The first review is due six months after its first day."
    )
    desk = Desk(
        "Write down an agreement", "Write it down", reverse("cases-agreements"), PLACE, intro
    )

    def act(said: dict) -> str:
        return _page(governing.agree(by=by(request), **said))

    form = forms.Agree(request.POST or None)
    return serve(request, desk, form, act, "The agreement is written down.")


@needs(Permission.LOCK_MANAGE)
@require_form
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """A party signed on a day."""
    row = _agreement(key)
    intro = "From the beginning of that day, in London."
    desk = Desk("Record a signature", "Record it", _page(row), row.title, intro)

    def act(said: dict) -> str:
        governing.sign(
            by=by(request), agreement=row, agency=said["agency"], on=day_begins(said["on"])
        )
        return _page(row)

    form = forms.Sign(request.POST or None, parties=row.parties.all())
    return serve(request, desk, form, act, "The signature is recorded.")


@needs(Permission.LOCK_MANAGE)
@require_form
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """A party leaves now."""
    row = get_object_or_404(Signature.objects.select_related("agreement", "agency"), pk=pk)
    intro = (
        f"From the moment you press the button, {row.agency} sees no case of another agency under "
        "this agreement, and no other agency sees its cases."
    )
    title = f"{row.agency} leaves the agreement"
    back = _page(row.agreement)
    desk = Desk(title, "It leaves", back, row.agreement.title, intro, warning=True)

    def act(said: dict) -> str:
        governing.leave_agreement(by=by(request), signature=row, on=now())
        return back

    form = forms.Confirm(request.POST if request.method == "POST" else None)
    return serve(request, desk, form, act, "The agency has left the agreement.")


@needs(Permission.LOCK_MANAGE)
@require_form
def review(request: HttpRequest, key: str) -> HttpResponse:
    """The agreement was reviewed."""
    row = _agreement(key)
    intro = "The next review is due a year after this one."
    desk = Desk("Record a review", "Record it", _page(row), row.title, intro)

    def act(said: dict) -> str:
        governing.review(by=by(request), agreement=row, on=said["on"])
        return _page(row)

    return serve(
        request, desk, forms.Reviewed(request.POST or None), act, "The review is recorded."
    )


def _titles() -> dict[str, str]:
    return {one.key: one.title for one in purposes().values()}


def _agreement(key: str) -> SharingAgreement:
    found = SharingAgreement.objects.prefetch_related("parties", "signatures__agency", "reviews")
    return get_object_or_404(found, key=key)


def _page(row: SharingAgreement) -> str:
    return reverse("cases-agreement", args=[row.key])
