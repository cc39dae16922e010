"""Every record against every other, by night; how common names are; the index made anew.

Records are read some at a time, each time in a transaction of its own: nobody waits for the run,
and what changed meanwhile is left as it was found by day. The service's own authority, as by day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from saferboard.core.casework.people.features import BLOCKING, Features, features
from saferboard.core.casework.people.proposing import LIKELY, Finding, judge
from saferboard.engines.identity.batch import Pair, link, train
from saferboard.engines.identity.model import completed
from saferboard.web.audit.actions import record as audit
from saferboard.web.casework.lock import rows
from saferboard.web.casework.people import index, matching, reading
from saferboard.web.casework.people.models import BlockingKey, Commonness, PersonRecord, Proposal

AT_ONCE = 5000
FEWEST = 1000
"""Records from which a model may be trained: fewer teach nothing."""

CHANGES = ["finding", "because", "probability", "evidence", "doubts", "at"]
Told = Callable[[str, int], None]
"""Told what is done, and of how many records or pairs."""


def _quiet(what: str, count: int) -> None:
    return None


def purposes() -> list[str]:
    """The purposes of which there are records. Records of two purposes are never compared."""
    with transaction.atomic(), rows.service("linking"):
        found = PersonRecord.objects.order_by().values_list("case__purpose", flat=True).distinct()
        return sorted(found)


def link_all(*, by: str, on: datetime, told: Told = _quiet) -> int:
    """Make the index anew and propose of every pair what it may be. How many proposals stand."""
    _index(told)
    standing = sum(_link(purpose, on, told) for purpose in purposes())
    with transaction.atomic():
        audit(by=by, action="records compared", object="people", proposals=standing)
    return standing


def train_model(*, by: str) -> int:
    """Train the instance's own model on its records and keep it. From how many."""
    found = [one.as_row() for one in _columns(None)]
    if len(found) < FEWEST:
        return 0
    text = completed(train(found)).text()
    path = matching.own_model()
    beside = path.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
    with transaction.atomic():
        audit(by=by, action="linkage trained", object="people", records=len(found))
    return len(found)


def _chunks(purpose: str | None) -> Iterator[list[PersonRecord]]:
    """Every record, some at a time. Within each, the service reads."""
    last = 0
    while True:
        with transaction.atomic(), rows.service("linking"):
            wanted = PersonRecord.objects.filter(pk__gt=last).order_by("pk")
            if purpose is not None:
                wanted = wanted.filter(case__purpose=purpose)
            some = list(wanted[:AT_ONCE])
            if not some:
                return
            yield some
        last = some[-1].pk


def _columns(purpose: str | None) -> Iterator[Features]:
    """Every record that the machine may look for, as the engine reads it."""
    for some in _chunks(purpose):
        yield from (features(one) for one in reading.records(some).values() if one.is_linkable)


def _index(told: Told) -> None:
    """Keys anew, and how common each name is among all records."""
    counted: dict[str, Counter[str]] = {"given": Counter(), "family": Counter()}
    total = 0
    for some in _chunks(None):
        known = reading.records(some)
        for one in known.values():
            row = features(one)
            for column, word in (("given", row.given), ("family", row.family)):
                counted[column].update([word] if word else [])
        _put(some, {pk: index.keys_of(one) for pk, one in known.items()})
        total += len(some)
        told("records indexed", total)
    with transaction.atomic(), rows.service("linking"):
        Commonness.objects.all().delete()
        Commonness.objects.bulk_create(
            (
                Commonness(column=column, value=index.weighed(column, word), share=count / total)
                for column, names in counted.items()
                for word, count in names.items()
            ),
            batch_size=AT_ONCE,
        )


def _put(some: list[PersonRecord], keys: dict[int, frozenset[int]]) -> None:
    """The keys of some records, where they are not what they should be."""
    held: dict[int, set[int]] = {row.pk: set() for row in some}
    for record, key in BlockingKey.objects.filter(record__in=held).values_list("record", "key"):
        held[record].add(key)
    stale = [row for row in some if held[row.pk] != keys[row.pk]]
    BlockingKey.objects.filter(record__in=[row.pk for row in stale]).delete()
    BlockingKey.objects.bulk_create(
        (
            BlockingKey(case_id=row.case_id, record_id=row.pk, key=key)
            for row in stale
            for key in keys[row.pk]
        ),
        batch_size=AT_ONCE,
    )


def _link(purpose: str, on: datetime, told: Told) -> int:
    found = link(
        (one.as_row() for one in _columns(purpose)), matching.model(), BLOCKING, at_least=LIKELY
    )
    looked = 0
    while some := list(islice(found, AT_ONCE)):
        looked += len(some)
        _propose(some, purpose, on)
        told("pairs judged", looked)
    with transaction.atomic(), rows.service("linking"):
        Proposal.objects.filter(purpose=purpose, at__lt=on).delete()
        return Proposal.objects.filter(purpose=purpose).count()


@transaction.atomic
def _propose(pairs: Iterable[Pair], purpose: str, on: datetime) -> None:
    """The pairs of one purpose as proposals. A record that is gone meanwhile has none."""
    wanted = [(int(one.a), int(one.b), one.probability) for one in pairs]
    with rows.service("linking"):
        held: Any = PersonRecord.objects.select_for_update(of=("self",)).order_by("pk")
        records = reading.records(held.filter(pk__in={pk for one in wanted for pk in one[:2]}))
        cases = dict(PersonRecord.objects.filter(pk__in=records).values_list("pk", "case"))
        judged = (
            judge(records[a], records[b], probability)
            for a, b, probability in wanted
            if a in records
            and b in records
            and (cases[a] != cases[b] or records[a].agency != records[b].agency)
        )
        Proposal.objects.bulk_create(
            [
                matching.proposal(one, purpose, on)
                for one in judged
                if one.finding is not Finding.APART
            ],
            update_conflicts=True,
            unique_fields=["a", "b"],
            update_fields=CHANGES,
        )
