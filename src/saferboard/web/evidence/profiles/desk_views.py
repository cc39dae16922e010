"""Working pages of profiles: what was made, what is said for the next one, and making it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.core.evidence.release import Place
from saferboard.core.evidence.release import Release as Released
from saferboard.core.faults import Refused
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence import queries as releases
from saferboard.web.evidence.addresses import place_slug
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.profiles import actions, forms, making, presenting, queries

require_form = require_http_methods(["GET", "HEAD", "POST"])
PLACE = "Problem profiles"


@needs(Permission.PROFILE_WRITE)
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Every district of the newest release, and the newest profile of each."""
    row = releases.latest()
    made = {profile.area: profile for profile in queries.newest_of_each()}
    places = queries.districts(releases.public(row)) if row else []
    context: dict[str, Any] = {
        "latest": row,
        "districts": [
            {
                "place": p,
                "url": reverse("work-profile", args=(place_slug(p),)),
                "row": made.get(p.code),
            }
            for p in places
        ],
        "crumbs": _crumbs(),
    }
    return render(request, "profiles/work.html", context)


@needs(Permission.PROFILE_WRITE)
@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """One district: what was said for it, what was made, and the button that makes it anew."""
    row, release, place = _subject(slug)
    names = {m.key: m.name for m in release.measures}
    newest = queries.newest(slug)
    context: dict[str, Any] = {
        "latest": row,
        "quarter": release.quarter,
        "place": place,
        "slug": slug,
        "newest": newest,
        "newest_url": presenting.address(newest) if newest else "",
        "commentary": queries.commentary(place.code, release.quarter),
        "commentaries": queries.commentaries(place.code),
        "choices": [
            (choice, [(names.get(i["measure"], i["measure"]), i["because"]) for i in choice.items])
            for choice in queries.choices(place.code)
        ],
        "crumbs": [*_crumbs(linked=True), {"text": place.name}],
    }
    return render(request, "profiles/district.html", context)


@needs(Permission.PROFILE_WRITE)
@require_POST
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the profile of a district from the newest release."""
    row, _, place = _subject(slug)
    try:
        made = making.make(
            by=by(request),
            of=making.sources(settings.HOME),
            row=row,
            place=place,
            today=localdate(),
        )
    except Refused as refused:
        for fault in refused.faults:
            messages.error(request, str(fault))
        return redirect("work-profile", slug=slug)
    if made.is_new:
        messages.success(request, "The profile is made. This is what the public reads.")
    else:
        messages.info(request, "Nothing changed since this profile was made.")
    return redirect(presenting.address(made))


@needs(Permission.PROFILE_WRITE)
@require_form
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Write on the quarter of the newest release."""
    _, release, place = _subject(slug)
    quarter = release.quarter
    back = reverse("work-profile", args=(slug,))
    desk = Desk(
        f"Commentary on {place.name}, {quarter.words}",
        "Keep it",
        back,
        place.name,
        "Say what the figures cannot: what was done, what is known locally, what is planned. It is "
        "shown with the next profile that you make; every version is kept.",
    )
    form = forms.Comment(request.POST or None, queries.commentary(place.code, quarter))

    def act(said: dict[str, Any]) -> str:
        actions.comment(
            by=by(request),
            post=queries.post_behind(request.user),
            area=place.code,
            quarter=quarter,
            text=said["text"],
        )
        return back

    return serve(request, desk, form, act, "The commentary is kept. Make the profile to show it.")


@needs(Permission.PROFILE_WRITE)
@require_form
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what a district works on."""
    _, release, place = _subject(slug)
    back = reverse("work-profile", args=(slug,))
    desk = Desk(
        f"Priorities of {place.name}",
        "Keep them",
        back,
        place.name,
        "Choose what the partnership decided on, the most important first, each with its reason. "
        "With none chosen the figures suggest some.",
    )
    held = [(m.key, m.name) for m in release.measures if release.of(m.key, place.code) is not None]
    stands = [(p.measure, p.because) for p in queries.priorities(place.code)]
    form = forms.Choose(request.POST or None, held, stands)

    def act(said: dict[str, Any]) -> str:
        actions.choose(
            by=by(request),
            post=queries.post_behind(request.user),
            area=place.code,
            items=form.items,
            on=localdate(),
        )
        return back

    return serve(
        request, desk, form, act, "The priorities are kept. Make the profile to show them."
    )


def _subject(slug: str) -> tuple[Release, Released, Place]:
    """The newest release, and the district that the address names."""
    row = releases.latest()
    release = releases.public(row) if row else None
    place = queries.district(release, slug) if release else None
    if row is None or release is None or place is None:
        raise Http404
    return row, release, place


def _crumbs(*, linked: bool = False) -> list[dict[str, str]]:
    here = {"text": PLACE, "url": reverse("work-profiles") if linked else ""}
    return [{"text": "My work", "url": reverse("work")}, here]
