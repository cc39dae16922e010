"""No personal data in logs, errors, e-mails, addresses, page titles or the audit trail."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import get_resolver, path

from saferboard.core.directory.permissions import Role
from saferboard.web import urls as service
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import rows
from saferboard.web.directory import mail
from saferboard.web.directory.addresses import patterns
from saferboard.web.directory.permissions import Permission, needs
from tests.web.leaks import board_planter, casework_planters  # noqa: F401 -- they register
from tests.web.leaks.board_planter import signed_in
from tests.web.leaks.planters import PLANTERS
from tests.web.leaks.walking import Walker
from tests.web.leaks.watching import CANARY, Watch, watched

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_step(settings: Any) -> None:
    settings.SECOND_STEP = False
    cache.clear()


def nothing_found(watch: Watch) -> None:
    """Fails with everything that was found."""
    if found := watch.findings():
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("room", sorted(PLANTERS))
def test_no_room_lets_anything_out(room: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that leads on from the room's pages is opened, and every form there is sent."""
    with watched(capsys) as watch:
        planted = PLANTERS[room]()
        walkers = [Walker(browser) for browser in planted.browsers.values()]
        for walker in walkers:
            walker.follow(*planted.starts)
        sent = sum(walker.send_forms() for walker in walkers)
        for browser in planted.browsers.values():
            Walker(browser).follow(*planted.starts)
        assert sent > 3
        # PostgreSQL looks at foreign keys when a transaction ends, as whoever reads by then.
        with transaction.atomic(), rows.service("tests"):
            connection.check_constraints()
        assert watch.asked > 30
        assert len(watch.shown) > 1, "nothing was planted"
        nothing_found(watch)


def test_every_room_of_casework_plants_canaries() -> None:
    """A new room fails here until it has a planter, or stands with the one that walks it."""
    walked_with = {"lock": "governance", "running": "asb", "counts": "asb"}
    casework = Path(service.__file__).parent / "casework"
    rooms = {path.parent.name for path in casework.glob("*/urls.py")}
    assert len(rooms) > 5
    assert {room for room in rooms if walked_with.get(room, room) not in PLANTERS} == set()


def test_no_address_lets_anything_out_whoever_asks(capsys: pytest.CaptureFixture[str]) -> None:
    """Each address of the access list, as each role; most are refused, and say nothing either."""
    with watched(capsys) as watch:
        planted = PLANTERS["board"]()
        first = Walker(planted.browsers["everything"])
        first.follow(*planted.starts)
        for role in Role:
            browser = Client() if role is Role.PUBLIC else signed_in(role)
            Walker(browser, first.pool).every_address()
        addresses = sum("(?P" not in one for one, _ in patterns(get_resolver().url_patterns))
        assert watch.asked > addresses * len(Role)
        nothing_found(watch)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 429])
def test_no_error_s_page_repeats_what_was_sent(status: int) -> None:
    def ask() -> HttpResponse:
        match status:
            case 400:
                return Client().get("/", headers={"host": f"{CANARY}.example"})
            case 403:
                return Client(enforce_csrf_checks=True).post("/account/login/", {"login": CANARY})
            case 404:
                return Client().get(f"/{CANARY}/?q={CANARY}")
            case 405:
                return Client().post("/surveys/", {"name": CANARY})
        for _ in range(11):
            answer = Client().post("/alerts/", {"email": f"{CANARY}@example.org"})
        return answer

    with watched() as watch:
        answer = ask()
        assert answer.status_code == status
        nothing_found(watch)


# Each way out, taken on purpose: the watch must see it.


def _logged(request: HttpRequest) -> HttpResponse:
    logging.getLogger("saferboard.test").debug("looked at %s", CANARY)
    return HttpResponse("")


def _titled(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<title>Case of {CANARY}</title>")


def _linked(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f'<a href="/x/?name={CANARY.lower()}">on</a>')


def _redirected(request: HttpRequest) -> HttpResponse:
    return redirect(f"/x/{CANARY}/")


def _headed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("", headers={"Content-Disposition": f'attachment; filename="{CANARY}"'})


def _remembered(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("")
    response.set_cookie("last", CANARY)
    return response


def _failed(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(CANARY)


def _missed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>There is no {CANARY}", status=404)


def _mailed(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        mail.queue(by="tests", to=["a@example.org"], subject="A case", text=f"Of {CANARY}")
    return HttpResponse("")


def _audited(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        record(by="tests", action="looked", object="case", name=[{"of": CANARY}])
    return HttpResponse("")


def _printed(request: HttpRequest) -> HttpResponse:
    print(CANARY)
    return HttpResponse("")


def _shown(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<title>A case</title><p>{CANARY}</p>")


def _absent(request: HttpRequest) -> HttpResponse:
    raise Http404(CANARY)


LEAKS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "log": _logged,
    "title": _titled,
    "link": _linked,
    "header Location": _redirected,
    "header Content-Disposition": _headed,
    "cookie": _remembered,
    "failed": _failed,
    "error page 404": _missed,
    "e-mail": _mailed,
    "audit: looked": _audited,
    "printed": _printed,
}
TIGHT = {"shown": _shown, "absent": _absent}
urlpatterns = [
    *(
        path(f"test/{n}/", needs(Permission.INFORMATION_READ)(view))
        for n, view in enumerate([*LEAKS.values(), *TIGHT.values()])
    ),
    *service.urlpatterns,
]


@pytest.mark.parametrize("way", LEAKS)
def test_a_page_that_leaks_is_caught(
    way: str, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ROOT_URLCONF = __name__
    with watched(capsys) as watch:
        Client().get(f"/test/{list(LEAKS).index(way)}/")
    found = watch.findings()
    assert len(found) >= 1
    assert way in found[0]


@pytest.mark.parametrize("name", TIGHT)
def test_a_page_that_shows_it_to_its_reader_or_refuses_is_not(name: str, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    with watched() as watch:
        Client().get(f"/test/{len(LEAKS) + list(TIGHT).index(name)}/")
        nothing_found(watch)
