"""A small MARAC: a co-ordinator, a chair, three agencies, and the way of a case. Nobody is real."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.test import Client

from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Meeting
from saferboard.web.directory.models import User
from tests.web.casework import world

PLACES = ("police", "charnwood", "blaby", "health")
TODAY = world.NOW.date()
FORM = {
    "on": TODAY.isoformat(),
    "criminal": "yes",
    "area": "E07000130",
    "victim": "Example Person A",
    "victim_born": "1990-01-31",
    "victim_address": "1 Example Street",
    "way": "by telephone, a safe number",
    "times": "weekdays until noon",
    "warnings": "leave no message",
    "perpetrators": "Example Person B; 01/02/1985; 2 Example Street",
    "has_children": "listed",
    "children": "Example Child C; 01/05/2015",
    "account": "a long and secret account",
    "wishes": "to stay at home",
    "told_of_referral": "yes",
    "idva": "no",
    "judgement": "",
    "ethnicity": "no",
    "orientation": "not known",
    "disability": "yes",
    "sex": "female",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits round the table, each in a browser of their own."""

    co_ordinator: Client
    chair: Client
    housing: Client
    health: Client
    idva: Client
    users: dict[str, User]


def table() -> Table:
    """Everybody, signed in and within the lock."""
    world.agreed("marac", *PLACES)
    users = {
        "co-ordinator": world.worker("co-ordinator", "police", "marac-co-ordinator"),
        "chair": world.worker("chair", "police", "marac-chair"),
        "housing": world.worker("housing", "charnwood", "referrer", "representative"),
        "health": world.worker("health", "health", "referrer", "representative"),
        "idva": world.worker("idva", "blaby", "idva", "representative"),
    }
    places = dict(zip(users, ("police", "police", "charnwood", "health", "blaby"), strict=True))
    browsers = [world.client(user, places[name], "marac") for name, user in users.items()]
    return Table(*browsers, users=users)


@contextmanager
def every_row() -> Iterator[None]:
    """For what a test looks up itself: on PostgreSQL the last request's reader still reads."""
    with transaction.atomic(), rows.service("tests"):
        yield


def answers(yes: int) -> dict[str, str]:
    """A checklist with so many answers yes, all others no."""
    return {f"q{n}": "yes" if n <= yes else "no" for n in range(1, 25)}


def refer(browser: Client, yes: int | None = 14, **said: Any) -> Case:
    """A referral, with its checklist."""
    with every_row():
        before = set(Case.objects.values_list("pk", flat=True))
    answer = world.send(browser, "/cases/marac/refer/", {**FORM, **said})
    assert answer.status_code == 302, answer.content.decode()
    assert "/cases/marac/case/" in answer["Location"], answer["Location"]
    with every_row():
        case = Case.objects.exclude(pk__in=before).get()
    if yes is not None:
        filled = browser.post(url(case, "checklist/"), answers(yes))
        assert filled.status_code == 302, filled.content.decode()
    return case


def url(case: Case, page: str = "") -> str:
    """A page of a case."""
    return f"/cases/marac/case/{case.reference}/{page}"


def meet(browser: Client) -> int:
    """A meeting in a week; its number."""
    said = {
        "day": (date.today() + timedelta(days=7)).isoformat(),  # noqa: DTZ011
        "begins": "09:30",
        "ends": "12:30",
        "breaks": "10:45-11:00",
    }
    answer = browser.post("/cases/marac/meetings/", said)
    assert answer.status_code == 302, answer.content.decode()
    with every_row():
        return Meeting.objects.latest("pk").pk


def listed(at: Table, case: Case, *places: str) -> int:
    """List the case for a meeting, these agencies being asked."""
    number = meet(at.co_ordinator)
    keys = [world.agency(place).pk for place in places]
    answer = at.co_ordinator.post(url(case, "list/"), {"meeting": number, "agencies": keys})
    assert answer.status_code == 302, answer.content.decode()
    return number


def researched(at: Table, case: Case) -> None:
    """Close the research, whoever is silent."""
    answer = at.co_ordinator.post(url(case, "research/close/"), {"silence_told": "yes"})
    assert answer.status_code == 302


def heard(at: Table, case: Case) -> None:
    """Minutes are saved, and the chair says that the case was heard."""
    page = at.co_ordinator.get(url(case, "hearing/"))
    base = page.context["form"].initial["base"]
    said = {"base": base, "text": "what was said", "plan": "the plan"}
    assert at.co_ordinator.post(url(case, "hearing/"), said).status_code == 302
    assert at.chair.post(url(case, "do/heard/")).status_code == 302


def page(browser: Client, address: str) -> str:
    """What a page says."""
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()
