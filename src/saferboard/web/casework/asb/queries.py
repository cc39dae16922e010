"""What is read of anti-social behaviour. Each asks which classes are open to whoever reads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from saferboard.core.casework.access import may
from saferboard.core.casework.asb import contact as core
from saferboard.core.casework.asb.approach import Approach, approach
from saferboard.core.casework.asb.risk import Band, Matrix
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.clocks import local_day
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.models import EvidenceFile, Report, VictimContact, Visit
from saferboard.web.casework.lock import reading
from saferboard.web.casework.lock.entering import Key, Opened
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import queries as running
from saferboard.web.casework.running.models import Entry

PIECE = "risk matrix"
REACHED = "victim contact"
CLOSING = "reason for closing"
R = TypeVar("R", bound=Model)


def open_rows(key: Key, rows: Iterable[R]) -> list[R]:
    """Those of some rows of cases that the reader may see, whose classes are open. Five queries.

    ``rows`` have their case with them (``select_related``), and are of cases that may be seen.
    """
    found: list[Any] = list(rows)
    seen = reading.cases({row.case_id: row.case for row in found}.values(), key.on)
    return [
        row for row in found if may(key.reader, seen[row.case_id], FieldClass(row.field), key.on)
    ]


def of_case(opened: Opened, model: type[R]) -> QuerySet[R]:
    """A case's rows of a model, of the classes that are open."""
    return model._default_manager.filter(case=opened.case, field__in=opened.opens)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands: its band (none before triage), the next contact, the next visit."""

    case: Case
    band: Band | None
    contact: core.NextContact | None
    visits: tuple[Visit, ...]
    waiting: int = 0

    @property
    def due(self) -> date:
        """The soonest day of all."""
        days = [one.due for one in self.visits]
        if self.contact is not None:
            days.append(self.contact.due)
        return min(days, default=date.max)


def newest_risk(entries: Iterable[Entry]) -> dict[int, Entry]:
    """The newest scoring of each case."""
    found: dict[int, Entry] = {}
    for row in sorted(entries, key=lambda one: (one.at, one.pk)):
        if "band" in row.data:
            found[row.case_id] = row
    return found


def standing(key: Key, cases: Iterable[Case]) -> list[Standing]:
    """How open cases stand, the soonest first; what is closed to the reader is left out.

    As many queries, however many cases.
    """
    found, matrix = list(cases), settings().matrix
    seen = reading.cases(found, key.on)

    def those(field: FieldClass) -> list[int]:
        return [pk for pk, case in seen.items() if may(key.reader, case, field, key.on)]

    account, risk, contact = map(those, (FieldClass.ACCOUNT, FieldClass.RISK, FieldClass.CONTACT))
    bands = newest_risk(Entry.objects.filter(case__in=risk, piece=PIECE, field=FieldClass.RISK))
    log = _by_case(VictimContact.objects.filter(case__in=contact).defer("words"))
    reports = _by_case(Report.objects.filter(case__in=account))
    visits = _by_case(Visit.objects.filter(case__in=account, made=None).select_related("case"))
    files = _by_case(
        EvidenceFile.objects.filter(case__in=found, accepted=None)
        .exclude(scan="clean")
        .only("case", "field")
    )
    rows = []
    for case in found:
        entry = bands.get(case.pk)
        band = Band(entry.data["band"]) if entry else None
        following = None
        if case.pk in contact and case.pk in risk:
            following = next_contact(key, case, band, reports[case.pk], log[case.pk], matrix)
        open_files = [
            one
            for one in files[case.pk]
            if may(key.reader, seen[case.pk], FieldClass(one.field), key.on)
        ]
        rows.append(Standing(case, band, following, tuple(visits[case.pk]), len(open_files)))
    return sorted(rows, key=lambda one: (one.due, one.case.opened, one.case.pk))


def next_contact(
    key: Key,
    case: Case,
    band: Band | None,
    reports: list[Report],
    log: list[VictimContact],
    matrix: Matrix | None = None,
) -> core.NextContact:
    """When the victim is to hear from us. What is not triaged yet goes by the highest band.

    ``matrix`` is the partnership's, where it is at hand: a list asks for it once.
    """
    first = min((one.at for one in reports), default=case.opened)
    return core.next_contact(
        matrix or settings().matrix,
        band or Band.HIGH,
        local_day(first),
        (core.Contact(one.on, one.reached) for one in log),
        local_day(key.on),
    )


def _by_case(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def risk(opened: Opened) -> Entry | None:
    """The newest scoring of the case, if the reader may see it."""
    if not opened.may(FieldClass.RISK):
        return None
    found = opened.case.running_entrys.filter(piece=PIECE, field=FieldClass.RISK)
    return newest_risk(found).get(opened.case.pk)


def how_far(opened: Opened) -> Approach:
    """The incremental approach in the case."""
    case = opened.case
    return approach(
        running.process_of(case),
        settings().front.approach,
        case.state,
        running.last_taken([case])[case.pk],
    )


def open_cases(key: Key) -> QuerySet[Case]:
    """The open cases of the procedure whose outline the reader may see."""
    return key.cases().filter(closed__isnull=True, process=settings().front.process)
