"""Pages on which the public asks for e-mails, and stops them. No account is needed."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferboard.web.directory.desk import by
from saferboard.web.directory.limits import limited
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.publish import alerts_actions, feeds_news
from saferboard.web.publish.alerts_forms import Asking, Choice, Forgetting
from saferboard.web.publish.alerts_models import Alert
from saferboard.web.publish.models import Kind


@needs(Permission.ALERT_SUBSCRIBE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("alerts", 10, seconds=3600)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for e-mails."""
    names = feeds_news.bodies()
    wanted = {"bodies": [key for key in request.GET.getlist("body") if key in names]}
    form = Asking(_sent(request), names=names, initial=wanted)
    if request.method == "POST" and form.is_valid():
        alerts_actions.ask(
            address=form.cleaned_data["address"],
            bodies=form.cleaned_data["bodies"],
            kinds=form.cleaned_data["kinds"],
            now=timezone.now(),
        )
        return redirect("alert-asked")
    return render(request, "publish/alert_ask.html", {"form": form})


@needs(Permission.ALERT_SUBSCRIBE)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What to do next: the same for every address."""
    days = alerts_actions.WAITS.days
    return render(request, "publish/alert_asked.html", {"days": days})


@needs(Permission.ALERT_SUBSCRIBE)
@never_cache
@require_safe
def alert(request: HttpRequest, key: str) -> HttpResponse:
    """Where the links in e-mails lead: begin, see what one gets, stop. Looking changes nothing."""
    found = Alert.objects.filter(key=key).first()
    if found is None:
        return _gone(request)
    names = feeds_news.bodies()
    context = {
        "alert": found,
        "kinds": [kind.label for kind in Kind if kind in found.kinds],
        "bodies": [names.get(body, body) for body in found.bodies],
        "address": _masked(found.address),
    }
    return render(request, "publish/alert.html", context)


@needs(Permission.ALERT_SUBSCRIBE)
@require_POST
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Begin the e-mails."""
    if alerts_actions.start(key=key, now=timezone.now()) is None:
        return _gone(request)
    messages.success(request, "Your e-mails have begun.")
    return redirect("alert", key=key)


@needs(Permission.ALERT_SUBSCRIBE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Choose anew what to hear of."""
    found = Alert.objects.filter(key=key).exclude(confirmed_at=None).first()
    if found is None:
        return _gone(request)
    names = _with(feeds_news.bodies(), found)
    held = {"kinds": found.kinds, "bodies": found.bodies}
    form = Choice(_sent(request), names=names, initial=held)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        alerts_actions.change(key=key, bodies=chosen["bodies"], kinds=chosen["kinds"])
        messages.success(request, "Your choice is kept.")
        return redirect("alert", key=key)
    return render(request, "publish/alert_change.html", {"form": form, "alert": found})


# A mail program presses this button by itself (RFC 8058), and has no form of ours: the key is
# the proof that whoever sends it had the e-mail.
@needs(Permission.ALERT_SUBSCRIBE)
@csrf_exempt
@require_POST
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """No more e-mails, at once; a second time is answered as the first."""
    alerts_actions.stop(key=key)
    return render(request, "publish/alert_stopped.html")


@needs(Permission.PUBLICATION_MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """How many get e-mails, and the deletion of an address whose owner asked the office for it."""
    form = Forgetting(_sent(request))
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        number = alerts_actions.forget(by=by(request), address=address)
        said = "The address is deleted." if number else "No e-mails go to that address."
        messages.success(request, said)
        return redirect("alerts-office")
    number = Alert.objects.exclude(confirmed_at=None).count()
    crumbs = [{"text": "Publish", "url": "/work/publish/"}, {"text": "E-mail alerts", "url": ""}]
    context = {"form": form, "number": number, "crumbs": crumbs}
    return render(request, "publish/alert_office.html", context)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if it is nothing; None if nothing was to be."""
    return request.POST if request.method == "POST" else None


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "publish/alert_gone.html", {"ask": reverse("alert-ask")}, status=404)


def _with(names: Mapping[str, str], found: Alert) -> dict[str, str]:
    """The bodies to choose from; one chosen earlier stays, whatever was withdrawn since."""
    return {**{body: body for body in found.bodies}, **names}


def _masked(address: str) -> str:
    """``n…@example.org``: enough to know which of one's own it is, and no more."""
    name, _, host = address.partition("@")
    return f"{name[:1]}…@{host}"
