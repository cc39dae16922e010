"""Helpers of these tests: a case with everything, worked through the pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.process import Process
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.declared import processes, purposes
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.running import actions
from saferboard.web.directory.models import User
from tests.web.casework import world


def process(key: str) -> Process:
    """The newest version of a bundled procedure."""
    return [one for one in processes() if one.key == key][-1]


def as_opened(user: User, place: str, reference: str, purpose: str = "asb") -> Opened:
    """A case as somebody sees it now. Within a transaction."""
    return world.key(user, place, purpose).open(reference)


def write(user: User, place: str, reference: str, **said: Any) -> Any:
    """An entry, of what happened unless said otherwise."""
    said = {"field": FieldClass.ACCOUNT, "words": "Words of the entry.", **said}
    purpose = said.pop("purpose", "asb")
    with transaction.atomic():
        return actions.add_entry(by=as_opened(user, place, reference, purpose), **said)


@contextmanager
def service() -> Iterator[None]:
    """What a test lays down or looks up behind the lock, as no reader could."""
    with transaction.atomic(), rows.service("tests"):
        yield


@dataclass
class Crew:
    """One worker for each role of a procedure, at one agency, and their browsers."""

    purpose: str
    users: dict[str, User]
    browsers: dict[str, Client]


def crew(key: str) -> Crew:
    """Somebody in every role of a procedure that the outline of its cases is open to.

    The others, as a victim, are parties to it and are never let in.
    """
    found = process(key)
    world.agreed(found.purpose, *world.AGENCIES)
    let_in = purposes()[found.purpose].opens[FieldClass.OUTLINE]
    users = {
        party.key: world.worker(f"{key}-{party.key}", "blaby", party.key)
        for party in found.parties
        if party.key in let_in
    }
    browsers = {role: world.client(user, "blaby", found.purpose) for role, user in users.items()}
    return Crew(found.purpose, users, browsers)
