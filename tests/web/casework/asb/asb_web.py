"""A council's officer and manager, the police, an agreement, and what they do most."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from saferboard.core.casework.asb.incident_rows import rows_of_csv
from saferboard.core.casework.asb.kinds import Channel, Kind
from saferboard.web.casework.asb import actions, policing
from saferboard.web.casework.asb.actions import Told
from saferboard.web.casework.asb.models import PoliceIncident
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.directory.models import User
from tests.web.casework import world

BLABY = "E07000129"
NOW = datetime.now(UTC)
LOW = {
    "often": "once", "worse": "no", "aimed": "nobody", "prejudice": "no", "violence": "no",
    "effect": "none", "vulnerable": "no", "alone": "yes",
}  # fmt: skip
HIGH = {**LOW, "often": "daily", "violence": "violence", "aimed": "person"}


def people() -> tuple[User, User, User]:
    """An officer and a manager of Blaby, and a police officer, with a live agreement."""
    world.agreed("asb", *world.AGENCIES)
    return (
        world.worker("officer", "blaby", "asb-officer"),
        world.worker("manager", "blaby", "asb-manager"),
        world.worker("constable", "police", "police-officer"),
    )


@contextmanager
def acting(user: User, place: str = "blaby") -> Iterator[Key]:
    """Somebody within the lock."""
    with transaction.atomic():
        yield world.key(user, place)


def told(**said: Any) -> Told:
    """A report of the day before yesterday, at noon."""
    noon = (NOW - timedelta(days=2)).replace(hour=12, minute=0, second=0, microsecond=0)
    about = {
        "channel": Channel.TELEPHONE, "kind": Kind.NUISANCE, "earliest": noon,
        "latest": noon + timedelta(hours=1), "area": BLABY, "words": "Loud music until late.",
        "street": "Example Street",
    }  # fmt: skip
    return Told(**{**about, **said})  # type: ignore[arg-type]


def reported(user: User, place: str = "blaby", **said: Any) -> Opened:
    """A case opened by a report."""
    with acting(user, place) as key:
        return actions.report(by=key, told=told(**said))


HEADER = "reference,date,time,pen,area,lsoa,street,closing class\n"


def line(reference: str, at: datetime, pen: str = "N", **said: str) -> str:
    """A row of the police's file."""
    about = {"area": BLABY, "lsoa": "", "street": "Example Street", "closing": "ASB"} | said
    return f"{reference},{at:%Y-%m-%d},{at:%H:%M},{pen},{','.join(about.values())}\n"


def taken_in(user: User, place: str, *lines: str) -> list[PoliceIncident]:
    """Incidents that the police sent, by their reference."""
    with acting(user, place) as key:
        read = rows_of_csv(HEADER + "".join(lines), "file")
        taken = policing.take_in(by=key, rows=read, sha="0" * 64, write=True)
        assert not taken.read.rejects, taken.read.rejects
        return list(policing.incidents(key).order_by("reference"))


def every(model: type[Any]) -> list[Any]:
    """All rows of a table, whoever the database was last told of."""
    with transaction.atomic(), rows.service("tests"):
        return list(model.objects.all())
