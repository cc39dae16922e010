"""The past held to account: what the activated sources show together, and what a person dismissed.

Nothing is stored of it but dismissals: it is worked out from what is activated.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.db.models import QuerySet

from saferboard.core.evidence.measures import Measure
from saferboard.core.faults import refuse
from saferboard.core.ingest.past.account.accounting import Account, Terms, account
from saferboard.core.ingest.past.account.figures import Measures
from saferboard.core.ingest.past.account.findings import Finding, Unjudged, to_rows
from saferboard.core.ingest.past.history.history import Quote, gather
from saferboard.core.ingest.past.history.history import Source as Said
from saferboard.core.ingest.past.values import Reading as Value
from saferboard.web.audit.actions import record
from saferboard.web.board.minutes.models import SeriesRestart
from saferboard.web.board.plan.queries import rule_value, rules_of
from saferboard.web.directory.models import Body
from saferboard.web.evidence.returns.queries import declared
from saferboard.web.ingest.models import Activation, Dismissed, Part, Reading

State = tuple[tuple[int, int, date, str], ...]
"""Activation, body, day and part of everything that stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands: and of each activation what its source is called, no two alike, and its key."""

    state: State
    sources: tuple[tuple[int, str, int], ...]

    @property
    def places(self) -> dict[str, int]:
        """The key of each source by what it is called."""
        return {name: source for _, name, source in self.sources}

    @property
    def called(self) -> dict[int, str]:
        """What the source of each activation is called."""
        return {activation: name for activation, name, _ in self.sources}

    def bodies(self) -> QuerySet[Body]:
        """Every body that something stands of."""
        return Body.objects.filter(pk__in={key for _, key, *_ in self.state})

    def of(self, body: int) -> State:
        """What stands of one body."""
        return tuple(row for row in self.state if row[1] == body)


def standing() -> Standing:
    """What stands of everything that was activated. Two queries."""
    parts = Part.objects.filter(activation__taken_back__isnull=True)
    state = tuple(
        parts.order_by("activation", "body", "on")
        .values_list("activation", "body", "on", "what")
        .distinct()
    )
    return Standing(state, _names({activation for activation, *_ in state}))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on, with the source that it is read in; none if that is gone."""

    quote: Quote
    source: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A finding of a body, and why a person dismissed it, if one did."""

    body: Body
    finding: Finding
    evidence: tuple[Evidence, ...]
    dismissed: Dismissed | None


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found, and what could not be judged."""

    rows: tuple[Row, ...]
    unjudged: tuple[Unjudged, ...]

    @property
    def standing(self) -> tuple[Row, ...]:
        """Those that nobody dismissed."""
        return tuple(row for row in self.rows if row.dismissed is None)


def found() -> Found:
    """Everything, of every body."""
    held = standing()
    dismissed = {row.key: row for row in Dismissed.objects.all()}
    places = held.places
    rows: list[Row] = []
    unjudged: list[Unjudged] = []
    for body in held.bodies():
        told = _account(body, held)
        unjudged += told.unjudged
        rows += (
            Row(
                body,
                one,
                tuple(Evidence(quote, places.get(quote.source)) for quote in one.evidence),
                dismissed.get(one.key),
            )
            for one in told.findings
        )
    return Found(tuple(rows), tuple(unjudged))


def table() -> Iterator[tuple[str, ...]]:
    """Every finding that nobody dismissed, as a spreadsheet has it."""
    return to_rows(row.finding for row in found().standing)


@transaction.atomic
def dismiss(*, by: str, key: str, reason: str) -> Dismissed:
    """Say that a finding is none, and why. Refused without a reason, and for what is not found."""
    if not reason.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected="why this is no finding",
            remedy="say why in a sentence",
        )
    if key not in {row.finding.key for row in found().standing}:
        raise refuse(
            "it is found no more, or is dismissed already",
            where="finding",
            expected="a finding that stands",
            remedy="look at the page again",
        )
    row = Dismissed.objects.create(key=key, reason=reason.strip(), by=by)
    record(by=by, action="finding of the past dismissed", object=f"dismissed {row.pk}")
    return row


def _names(activations: set[int]) -> tuple[tuple[int, str, int], ...]:
    """Each activation with what its source is called, no two alike, and its key."""
    rows = (
        Activation.objects.filter(pk__in=activations)
        .order_by("pk")
        .values_list("pk", "reading__source", "reading__source__name")
    )
    found = []
    taken: set[str] = set()
    for pk, source, name in rows:
        own = name if name not in taken else f"{name} (source {source})"
        taken.add(own)
        found.append((pk, own, source))
    return tuple(found)


def _account(body: Body, held: Standing) -> Account:
    rules = tuple(map(rule_value, rules_of(body)))
    restarts = tuple(
        SeriesRestart.objects.filter(body=body).values_list("meeting__date", flat=True)
    )
    partnership = declared()
    measures = labels_of(partnership.measures if partnership else ())
    terms = Terms(rules=rules, restarts=restarts, measures=measures)
    return account(gather(said(body, held)), terms)


def labels_of(measures: Iterable[Measure]) -> Measures:
    """Measures by what a dashboard may call them."""
    return Measures({one.key: (one.name,) for one in measures})


def said(body: Body, held: Standing) -> tuple[Said, ...]:
    """What each source says of one body, under its name of now. Kept while the same stands."""
    return _said(body.pk, body.name, held)


@lru_cache(maxsize=8)
def _said(body: int, name: str, held: Standing) -> tuple[Said, ...]:
    state, names = held.of(body), held.called
    found = []
    for activation in dict.fromkeys(row[0] for row in state):
        reading = Reading.objects.get(activations=activation)
        days = {row[2] for row in state if row[0] == activation}
        value = _under(name, reading.value, days)
        on = max((one.on for one in value.meetings if one.on), default=None)
        found.append(Said(names[activation], value, on, name))
    return tuple(found)


def _under(name: str, value: Value, days: Iterable[date]) -> Value:
    """A reading's meetings of these days, under one name of their body."""
    held = set(days)
    return replace(
        value,
        meetings=tuple(replace(one, body=name) for one in value.meetings if one.on in held),
        minutes=tuple(replace(one, body=name) for one in value.minutes if one.on in held),
        reports=tuple(replace(one, body=name) for one in value.reports),
    )
