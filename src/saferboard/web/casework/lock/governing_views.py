"""Pages of the information governance officer on who works where and what they were checked for.

They are no pages of a case: nothing that stands under lock is read here.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.casework.clocks import day_begins
from saferboard.core.casework.vetting import Level
from saferboard.web.casework.lock import governing, standing
from saferboard.web.casework.lock import governing_forms as forms
from saferboard.web.casework.lock.models import Membership, VettingRecord
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.models import User
from saferboard.web.directory.permissions import Permission, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])
PLACE = "Vetting and agencies"


@needs(Permission.LOCK_MANAGE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who works on cases, who is shut out today and why, and what ends soon."""
    on = now()
    accounts = standing.accounts(on)
    return render(
        request,
        "lock/people.html",
        {
            "on": on,
            "accounts": accounts,
            "shut_out": [one for one in accounts if one.shut_out],
            "ending": standing.ending(accounts, on),
        },
    )


@needs(Permission.LOCK_MANAGE)
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: where it works and worked, and every check."""
    found = standing.accounts(now(), only=pk)
    if not found:
        raise Http404
    crumbs = [{"text": PLACE, "url": reverse("cases-people")}, {"text": found[0].title}]
    return render(request, "lock/account.html", {"account": found[0], "crumbs": crumbs})


@needs(Permission.LOCK_MANAGE)
@require_form
def employ(request: HttpRequest) -> HttpResponse:
    """Write down that somebody works for an agency."""
    intro = "The first day begins, and the last ends, at midnight in London."
    desk = Desk("Add where somebody works", "Add it", reverse("cases-people"), PLACE, intro)

    def act(said: dict) -> str:
        governing.employ(
            by=by(request),
            user=said["user"],
            agency=said["agency"],
            role=said["role"],
            since=day_begins(said["since"]),
            until=standing.end_of(said["until"]),
        )
        return _page(said["user"].pk)

    form = forms.Employ(request.POST or None, **_choices(request))
    return serve(request, desk, form, act, "It is written down.")


@needs(Permission.LOCK_MANAGE)
@require_form
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day for an agency, or at once."""
    row = get_object_or_404(Membership.objects.select_related("agency", "user"), pk=pk)
    title = f"End the work for {row.agency}"
    desk = Desk(title, "End it", _page(row.user_id), "The account", warning=True)

    def act(said: dict) -> str:
        on = standing.end_of(said["until"]) or now()
        governing.end_membership(by=by(request), membership=row, on=on)
        return _page(row.user_id)

    form = forms.EndMembership(request.POST if request.method == "POST" else None)
    return serve(request, desk, form, act, "It is written down when the work ends.")


@needs(Permission.LOCK_MANAGE)
@require_form
def record_vetting(request: HttpRequest) -> HttpResponse:
    """Write down a check that was passed."""
    intro = (
        "Copy the days from the certificate. A check holds to the end of its last day, in London."
    )
    desk = Desk("Record vetting", "Record it", reverse("cases-people"), PLACE, intro)

    def act(said: dict) -> str:
        governing.record_vetting(
            by=by(request),
            user=said["user"],
            level=Level(said["level"]),
            issued=day_begins(said["issued"]),
            expires=standing.end_of(said["expires"]),
        )
        return _page(said["user"].pk)

    form = forms.RecordVetting(request.POST or None, **_choices(request))
    return serve(request, desk, form, act, "The vetting is recorded.")


@needs(Permission.LOCK_MANAGE)
@require_form
def withdraw_vetting(request: HttpRequest, pk: int) -> HttpResponse:
    """A check was taken away: it counts no more from this second."""
    row = get_object_or_404(VettingRecord, pk=pk)
    intro = "It counts no more from the moment you press the button. It cannot be undone."
    desk = Desk(
        f"Withdraw the {row.level}", "Withdraw it", _page(row.user_id), "The account", intro, True
    )

    def act(said: dict) -> str:
        governing.withdraw_vetting(by=by(request), vetting=row, on=now())
        return _page(row.user_id)

    form = forms.Confirm(request.POST if request.method == "POST" else None)
    return serve(request, desk, form, act, "The vetting is withdrawn.")


def _choices(request: HttpRequest) -> dict:
    """The names of posts, and the account that a link led from."""
    chosen = request.GET.get("account", "")
    titles = standing.titles_of(User.objects.filter(is_active=True))
    return {"titles": titles, "initial": {"user": chosen if chosen.isdecimal() else None}}


def _page(pk: int) -> str:
    return reverse("cases-account", args=[pk])
