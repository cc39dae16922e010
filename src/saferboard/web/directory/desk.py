"""One page for every form of the directory: what was sent is done, or shown again with why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from saferboard.core.faults import Refused
from saferboard.web.directory.accounts import User
from saferboard.web.directory.people_forms import OfRow
from saferboard.web.directory.versions import Overtaken, stamp


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page says round its form. ``back`` is where it came from.

    ``tab`` is the page's title where that on the page names a person: titles are kept by browsers.
    """

    title: str
    button: str
    back: str
    place: str
    intro: str = ""
    warning: bool = False
    tab: str = ""


def by(request: HttpRequest) -> str:
    """How the audit trail names whoever is signed in."""
    user = request.user
    return f"account {user.pk}" if isinstance(user, User) else "visitor"


def serve(
    request: HttpRequest,
    desk: Desk,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
    said: str,
    *,
    template: str = "directory/form.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent, act on it and go to the address that ``act`` gives.

    ``template`` is a page that shows ``more`` round the form.
    """
    now: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            onward = act(form.cleaned_data)
        except Refused as refused:
            now = _refused(form, refused)
        else:
            messages.success(request, said)
            return redirect(onward)
    crumbs = [{"text": desk.place, "url": desk.back}, {"text": desk.title}]
    return render(
        request,
        template,
        {**(more or {}), "desk": desk, "form": form, "now": now, "crumbs": crumbs},
    )


def tell(form: forms.Form, refused: Refused) -> None:
    """Say why something was refused, beside the field it concerns."""
    for fault in refused.faults:
        field = fault.where if fault.where in form.fields else None
        form.add_error(field, fault.sentence)


def _refused(form: forms.Form, refused: Refused) -> list[tuple[str, str]]:
    """Say why; how the row stands now if somebody else changed it."""
    tell(form, refused)
    if not isinstance(refused, Overtaken) or not isinstance(form, OfRow):
        return []
    form.data = {**dict(form.data.items()), "seen": stamp(refused.row)}
    said = form.said(refused.row)
    return [(str(form.fields[name].label), _shown(value)) for name, value in said.items()]


def _shown(value: object) -> str:
    return "Not set" if value in (None, "") else str(value)
