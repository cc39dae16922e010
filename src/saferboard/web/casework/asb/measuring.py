"""Measuring the overlap: drawing a sample, what was found of each, the figure, handing it out.

An agency measures in its own cases: of the police's incidents in an area and period, how many it
holds too. Incidents are looked up one by one, by a person, in ``linking``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from saferboard.core.casework.asb import overlap as core
from saferboard.core.casework.clocks import day_begins, local_day
from saferboard.core.directory.permissions import Decision
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rates import Estimate
from saferboard.core.evidence.two_sources import Distinct, Overlap
from saferboard.core.faults import refuse
from saferboard.web.casework.asb import linking, policing
from saferboard.web.casework.asb.declared import settings
from saferboard.web.casework.asb.models import IncidentLink, Measured, PoliceIncident, Study, Unit
from saferboard.web.casework.lock.entering import Key

SMALL: list[Callable[[str], int]] = []
"""Who says up to how many is a small count of a measure: the room of counts, when the service
starts. It alone asks evidence."""


def may_measure(key: Key) -> Decision:
    """Whether somebody may measure the overlap: the co-ordinator, where incidents can be read."""
    if not key.co_ordinates:
        return Decision(False, f"the overlap is measured by the {key.purpose.co_ordinator}")
    if policing.police(key) is None:
        return Decision(
            False, "no live agreement with the police lets your agency read what happened"
        )
    return Decision(True, "you co-ordinate, and may read the police's incidents")


def studies(key: Key) -> QuerySet[Study]:
    """The samples of the reader's agency."""
    return Study.objects.filter(agency=key.agency)


def within(key: Key, holder: int, area: str, period: Period) -> QuerySet[PoliceIncident]:
    """The incidents of an area and period that somebody may read."""
    months = period.months
    first, after = months[0], months[-1].plus(1)
    return policing.incidents(key).filter(
        holder=holder,
        area=area,
        at__gte=day_begins(date(first.year, first.month, 1)),
        at__lt=day_begins(date(after.year, after.month, 1)),
    )


def linked(key: Key, found: QuerySet[PoliceIncident]) -> set[int]:
    """Those of some incidents that are linked to a report of the agency's own cases."""
    mine = IncidentLink.objects.filter(
        incident__in=found, undone=None, same=True, case__in=key.cases(), case__holder=key.agency
    )
    return set(mine.values_list("incident", flat=True))


@transaction.atomic
def draw(*, by: Key, area: str, period: Period, number: int, seed: str) -> Study:
    """Draw a sample of the incidents that are not linked, for a person to look up each."""
    decision, holder = may_measure(by), policing.police(by)
    if not decision or holder is None:
        raise refuse(decision.because, where="area", expected="the co-ordinator", remedy="ask them")
    if day_after(period) > local_day(by.on):
        raise refuse(
            "the period is not over",
            where="period",
            expected="a period of which every month is over",
            remedy="choose an earlier one",
        )
    found = within(by, holder.pk, area, period)
    held = linked(by, found)
    rows = {row.reference: row for row in found if row.pk not in held}
    drawn = core.draw(rows, number, seed)
    study = Study.objects.create(
        agency=by.agency, holder=holder, area=area, period=str(period), seed=seed.strip(),
        total=len(rows) + len(held), linked=len(held), at=by.on, by=by.by,
    )  # fmt: skip
    Unit.objects.bulk_create(
        Unit(study=study, incident=rows[reference], number=at)
        for at, reference in enumerate(drawn, start=1)
    )
    by.note("asb overlap sample drawn", f"study {study.pk}", area=area, period=str(period),
            number=number, seed=study.seed)  # fmt: skip
    return study


def day_after(period: Period) -> date:
    """The day on which a period is over."""
    after = period.months[-1].plus(1)
    return date(after.year, after.month, 1)


@transaction.atomic
def decide(*, by: Key, unit: Unit, verdict: str) -> Unit:
    """Say of an incident of the sample that none of the agency's cases holds it, or take it back.

    That one does is said by linking it.
    """
    if not may_measure(by) or unit.study.agency_id != by.agency.pk:
        raise refuse(
            "this sample is not yours to look up",
            where="verdict",
            expected="the co-ordinator of the agency that drew it",
            remedy="ask them",
        )
    row = Unit.objects.select_for_update().get(pk=unit.pk)
    row.verdict, row.at, row.by = verdict, by.on, by.by
    row.save(update_fields=["verdict", "at", "by"])
    by.note("asb overlap looked up", f"study {unit.study_id}", unit=row.number, verdict=verdict)
    return row


@dataclass(frozen=True, slots=True)
class Figure:
    """What a study says now. ``open`` is how many of it nobody has looked up.

    ``stale`` says why the sample no longer stands for the incidents that are held.
    """

    study: Study
    period: Period
    looked: core.Looked
    open: int
    share: Estimate | None
    reports: int
    distinct: Distinct | None
    stale: str

    @property
    def method(self) -> str:
        """How it was measured."""
        return core.method(self.looked)


def figure(key: Key, study: Study, units: Collection[Unit]) -> Figure:
    """The share with its limits, from the links as they stand now."""
    period = Period.parse(study.period)
    found = within(key, study.holder_id, study.area, period)
    now_linked = linked(key, found)
    drawn = {unit.incident_id: unit for unit in units}
    held = len(now_linked & drawn.keys())
    undecided = sum(not unit.verdict for pk, unit in drawn.items() if pk not in now_linked)
    unsure = sum(unit.verdict == Unit.UNSURE for pk, unit in drawn.items() if pk not in now_linked)
    looked = core.Looked(study.total, study.linked, len(drawn), held, unsure)
    share = core.share(looked) if not undecided else None
    reports = (
        linking.reports(key)
        .filter(
            case__holder=key.agency,
            area=study.area,
            earliest__gte=day_begins(date(period.months[0].year, period.months[0].month, 1)),
            earliest__lt=day_begins(day_after(period)),
        )
        .count()
    )
    return Figure(
        study, period, looked, undecided, share, reports,
        core.distinct(looked, reports) if share else None,
        _stale(study, found.count(), len(now_linked - drawn.keys())),
    )  # fmt: skip


def _stale(study: Study, total: int, linked: int) -> str:
    if total != study.total:
        return f"{total:,} incidents are held now, and {study.total:,} when it was drawn"
    if linked < study.linked:
        return "a link was undone that was counted when it was drawn"
    return ""


@transaction.atomic
def hand_out(*, by: Key, study: Study) -> Measured:
    """Hand the overlap out for the Board's dashboard: a share with limits, never an incident."""
    decision = may_measure(by)
    if not decision or study.agency_id != by.agency.pk:
        raise refuse(
            decision.because, where="study", expected="the co-ordinator", remedy="ask them"
        )
    now = figure(by, study, list(study.units.all()))
    if now.open or now.stale:
        raise refuse(
            f"{now.open} of the sample are not looked up" if now.open else now.stale,
            where="study",
            expected="a sample that was looked up and still stands",
            remedy="look up the rest" if now.open else "draw a sample anew",
        )
    measure = settings().front.measure
    told = core.overlap(
        now.looked, area=study.area, period=now.period, of=measure,
        measured=local_day(by.on), up_to=max(asked(measure) for asked in SMALL),
    )  # fmt: skip
    row = Measured.objects.create(
        study=study, area=told.area, period=str(told.period), of=told.of, per_cent=told.per_cent,
        lower=told.lower, upper=told.upper, method=told.method, on=told.measured, at=by.on,
        by=by.by,
    )  # fmt: skip
    by.note("asb overlap handed out", f"study {study.pk}", area=told.area, period=str(told.period))
    return row


def handed_out() -> tuple[Overlap, ...]:
    """Every overlap that was handed out, as the dashboard takes it. For the room of counts.

    Of one area and period the newest counts (``TwoSources.known``). Asked under the service's own
    duty: it gives away shares and nothing else.
    """
    return tuple(
        Overlap(
            row.area, Period.parse(row.period), row.of, row.per_cent, row.lower, row.upper,
            row.method, row.on,
        )
        for row in Measured.objects.all()
    )  # fmt: skip
