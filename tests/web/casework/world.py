"""A small world of casework: two councils, a police force, their people and an agreement.

Nobody in it is a real person.
"""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.vetting import Level
from saferboard.web.casework.lock import actions, governing
from saferboard.web.casework.lock.declared import publish
from saferboard.web.casework.lock.entering import Key, Opened, admit, key_for
from saferboard.web.casework.lock.models import Case, SharingAgreement
from saferboard.web.directory.models import Organisation, User

FOLDER = Path(__file__).parents[3] / "partnerships" / "leicestershire"
NOW = datetime.now(UTC)
AGO = NOW - timedelta(days=30)
AHEAD = NOW + timedelta(days=300)
AGENCIES = ("blaby", "charnwood", "police")
PURPOSES = ("asb", "marac")


def declare() -> None:
    """The bundled partnership's purposes, procedures and tables of casework."""
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
        for folder in ("casework", "processes")
        for path in sorted((FOLDER / folder).glob("*.toml"))
    }
    publish(by="tests", files=files)


def agency(key: str) -> Organisation:
    """An agency, made when it is first asked for."""
    return Organisation.objects.get_or_create(key=key, defaults={"name": key.title()})[0]


def worker(name: str, place: str, *roles: str, vetted: bool = True) -> User:
    """An account that works for an agency in these roles, vetted for another year."""
    user = User.objects.create(
        post=name, email=f"{name}@example.org", roles=["case worker"], created_by="tests"
    )
    for role in roles:
        governing.employ(by="tests", user=user, agency=agency(place), role=role, since=AGO)
    if vetted:
        governing.record_vetting(
            by="tests", user=user, level=Level.NPPV2, issued=AGO, expires=AHEAD
        )
    return user


def agreed(
    purpose: str, *places: str, items: tuple[str, ...] = tuple(FieldClass)
) -> SharingAgreement:
    """A live agreement that every one of the agencies has signed."""
    parties = [agency(place) for place in places]
    row = governing.agree(
        by="tests",
        key=f"{purpose}-{'-'.join(places)}",
        title=f"Agreement on {purpose}",
        purpose=purpose,
        parties=parties,
        items=list(items),
        starts=date.today() - timedelta(days=20),  # noqa: DTZ011
        **dict.fromkeys(
            ("lawful_basis", "special_category", "rights", "governance", "retention"), "as agreed"
        ),
    )
    for one in parties:
        governing.sign(by="tests", agreement=row, agency=one, on=AGO)
    return row


def key(user: User, place: str, purpose: str = "asb", on: datetime | None = None) -> Key:
    """The key of a worker; the database is told of it. Within a transaction."""
    found = key_for(user, place, purpose, on or datetime.now(UTC))
    assert isinstance(found, Key), found
    admit(found)
    return found


def opened(user: User, place: str, process: str = "asb", purpose: str = "asb") -> Opened:
    """A new case of a worker's agency, as its opener sees it."""
    with transaction.atomic():
        mine = key(user, place, purpose)
        return mine.open(actions.open_case(by=mine, process=process).reference)


def shared(with_: str, of: Opened, role: str = "") -> Case:
    """The case, shared with another agency too."""
    with transaction.atomic():
        admit(of.key)
        actions.involve(by=of, agency=agency(with_), role=role)
    return of.case


def keyed(browser: Client, address: str, form: dict[str, Any]) -> dict[str, Any]:
    """A form as its page would send it: with the key that tells one sending from another."""
    page = browser.get(address).content.decode()
    found = re.search(r'name="sending" value="([^"]+)"', page)
    assert found, page
    return {"sending": found[1], **form}


def send(browser: Client, address: str, form: dict[str, Any]) -> Any:
    """Open the page of a form that opens a case, and send it."""
    return browser.post(address, keyed(browser, address, form))


def client(user: User, place: str, purpose: str = "asb") -> Client:
    """A browser that has signed in and entered."""
    browser = Client()
    browser.force_login(user)
    answer = browser.post("/cases/enter/", {"agency": place, "purpose": purpose})
    assert answer.status_code == 302, answer.content.decode()
    return browser
