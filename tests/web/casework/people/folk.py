"""Made-up people in cases of two councils, with a manager who co-ordinates both."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.test import Client

from saferboard.core.casework.people.linking import Said
from saferboard.core.casework.people.records import Address, Born, Known, Name
from saferboard.web.casework.lock import actions, rows
from saferboard.web.casework.lock.entering import Opened, admit
from saferboard.web.casework.people import deciding, recording
from saferboard.web.casework.people.models import PairDecision, PersonRecord, Proposal
from saferboard.web.casework.people.recording import Written
from saferboard.web.directory.models import User
from tests.web.casework import world

ANN = Written(
    part="victim",
    name=Name("Ann", "Madeup"),
    born=Born(1990, 3, 14),
    sex="female",
    addresses=(Address("1 Example Street", "ZZ1 1AA"),),
    phones=("07700 900123",),
)
FORM = {
    "part": "victim",
    "known": "person",
    "given": "Ann",
    "family": "Madeup",
    "aliases": "",
    "born": "14/3/1990",
    "sex": "female",
    "addresses": "1 Example Street, ZZ1 1AA",
    "phones": "07700 900123",
}


def known(**changes: Any) -> Written:
    """Ann, but for some changes."""
    return replace(ANN, **changes)


def named(given: str, family: str = "Madeup", **changes: Any) -> Written:
    """Somebody with Ann's everything but the name."""
    return known(name=Name(given, family), **changes)


@dataclass
class Folk:
    """Officers of two councils, and a manager; every case is shared with the manager's role."""

    officers: dict[str, User] = field(default_factory=dict)
    manager: User = field(default_factory=User)

    @classmethod
    def new(cls) -> "Folk":
        world.agreed("asb", *world.AGENCIES)
        officers = {
            place: world.worker(f"officer-{place}", place, "asb-officer")
            for place in ("blaby", "charnwood")
        }
        return cls(officers, world.worker("manager", "police", "asb-manager"))

    def case(self, place: str = "blaby", *, shared: bool = True) -> Opened:
        """A new case of a council's, shared with managers unless it is not."""
        opened = world.opened(self.officers[place], place)
        if shared:
            with transaction.atomic():
                admit(opened.key)
                actions.share_with_role(by=opened, role="asb-manager")
        return opened

    def write(self, opened: Opened, written: Written = ANN) -> PersonRecord:
        """A record of the council's in its case, looked for as it would be."""
        with transaction.atomic():
            admit(opened.key)
            return recording.add_record(by=opened, written=written)

    def managing(self) -> Client:
        """The manager's browser."""
        return world.client(self.manager, "police")

    def browser(self, place: str = "blaby") -> Client:
        """An officer's browser."""
        return world.client(self.officers[place], place)


@contextmanager
def service() -> Iterator[None]:
    """Every row is read, as the service itself may."""
    with transaction.atomic(), rows.service("tests"):
        yield


def proposals() -> list[tuple[int, int, str]]:
    """The pairs that are proposed, and as what."""
    with service():
        return sorted(Proposal.objects.values_list("a", "b", "finding"))


def decisions() -> list[tuple[int, int, str]]:
    """What was decided, oldest first."""
    with service():
        return list(PairDecision.objects.order_by("pk").values_list("a", "b", "said"))


UNBORN = known(part="child", known=Known.UNBORN, name=Name("", "Madeup"), born=None)
UNKNOWN = known(part="perpetrator", known=Known.UNKNOWN, name=Name(), born=None, sex="")


def decide(folk: Folk, a: PersonRecord, b: PersonRecord, said: Said, seen: int = 0) -> PairDecision:
    """The manager decides of a pair."""
    with transaction.atomic():
        key = world.key(folk.manager, "police")
        pair = deciding.both(by=key, first=a.pk, second=b.pk)
        assert pair is not None
        return deciding.decide(by=key, pair=pair, said=said, reason="They told us.", seen=seen)
