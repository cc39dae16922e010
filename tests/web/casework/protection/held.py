"""Cases that hold things, their officers, and a row of every table. Nobody is real."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.test import Client

from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.models import Case, InCase
from saferboard.web.casework.running.receiving import enter_received
from saferboard.web.directory.models import User
from tests.web.casework import world

CANARY = "Canary Example"
NAME, OTHER = "Example Person A", "Example Person B"
LONG_AGO = world.NOW - timedelta(days=366 * 8)

# Columns that take words and stay: who did it, codes and names of rules, agencies, areas; and words
# of officers on the case as a case, which name nobody. A new column fails until it is decided on.
STAY = {
    "running.taken": {"step", "out_of", "into", "because", "by"},
    "running.refusedmessage": {"from_role", "to_role", "step", "because", "by"},
    "marac.referral": {"routes", "shortfall", "came_from", "by"},
    "marac.request": {"by"},
    "marac.listing": {"agencies", "by"},
    "marac.transfer": {"marac", "parts", "by"},
    "marac.earlier": {"by"},
    "marac.raised": {"by"},
    "lock.involvement": {"by"},
    "lock.share": {"role", "by"},
    "lock.conflict": {"by"},
    "lock.flag": {"by"},
    "protection.about": {"by"},
    "protection.hold": {"by", "lifted_by"},
    "protection.redacted": {"by", "undone_by", "piece", "sha"},
    "protection.erasure": {"rule", "because", "by"},
}


@contextmanager
def service() -> Iterator[None]:
    """As the service itself, within a transaction."""
    with transaction.atomic(), rows.service("tests"):
        yield


def officer(name: str = "dpo") -> User:
    return User.objects.create(
        post=name, email=f"{name}@example.org", roles=["data protection officer"], created_by="t"
    )


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def case(
    number: int = 1, *, purpose: str = "asb", closed: datetime | None = None, holder: str = "blaby"
) -> Case:
    """A case that began long ago."""
    with service():
        return Case.objects.create(
            reference=f"{purpose.upper()}-{number:06}", purpose=purpose, process=purpose, version=1,
            state="closed" if closed else "reported", state_since=closed or LONG_AGO,
            holder=world.agency(holder), opened=LONG_AGO, opened_by="tests", closed=closed,
        )  # fmt: skip


def write(of: Case, words: str, field: FieldClass = FieldClass.ACCOUNT) -> None:
    with service():
        enter_received(case=of, field=field, words=words, on=world.NOW, by="tests")


def tables() -> list[type[InCase]]:
    return [model for model in apps.get_models() if issubclass(model, InCase)]


def fill(model: type[models.Model], of: Case, **said: Any) -> Any:
    """A row of a table, with the canary in everything that takes words."""
    values = dict(said)
    for field in model._meta.concrete_fields:
        if field.primary_key or field.attname in values or field.name in values:
            continue
        values[field.name] = _value(model, field, of)
    return model._base_manager.create(**values)


def _value(model: type[models.Model], field: Any, of: Case) -> Any:
    if field.name in STAY.get(model._meta.label_lower, set()):
        return [] if isinstance(field, models.JSONField) else ""
    if field.is_relation:
        return _related(model, field, of)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.JSONField):
        return {"said": CANARY}
    if isinstance(field, models.DateTimeField):
        return world.NOW
    if isinstance(field, models.DateField):
        return world.NOW.date()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField):
        return 2 if field.name == "ends" else 1
    if isinstance(field, models.FloatField):
        return 1.0
    return (f"{of.pk} {CANARY}" if field.unique else CANARY)[: field.max_length]


def _related(model: type[models.Model], field: Any, of: Case) -> Any:
    to = field.related_model
    if to is Case:
        return of
    if to is model:
        return None
    if to is User:
        return User.objects.get_or_create(
            email="somebody@example.org", defaults={"post": "somebody", "created_by": "tests"}
        )[0]
    if to._meta.label == "directory.Organisation":
        return world.agency("blaby")
    held = to._base_manager.filter(**({"case": of} if issubclass(to, InCase) else {})).first()
    return held or fill(to, of)
