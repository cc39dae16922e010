"""New records against all that are held, on the service's own authority; and all again overnight.

The service reads every agency's records of one purpose, whoever asks. What it finds it puts before
the co-ordinator alone; nobody learns of another case by it, and no record is joined to another.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now

from saferboard.core.casework.people.features import features
from saferboard.core.casework.people.proposing import LIKELY, Finding, judge
from saferboard.core.casework.people.proposing import Proposal as Found
from saferboard.core.casework.people.records import Record
from saferboard.engines.identity.model import Model, read
from saferboard.engines.identity.scoring import Scorer
from saferboard.web.casework.lock import rows
from saferboard.web.casework.people import index, reading
from saferboard.web.casework.people.models import PersonRecord, Proposal

MODEL = "linkage-model.json"
LOG = logging.getLogger(__name__)


def model() -> Model:
    """The instance's own model if it trained one, else the one that is shipped."""
    return read(own_model()) if own_model().exists() else read()


def own_model() -> Path:
    """Where the instance keeps the model that it trained."""
    return Path(settings.HOME) / MODEL


@lru_cache(maxsize=2)
def _scorer(trained: float, magnitude: int) -> Scorer:
    return Scorer(model(), 10**magnitude)


def scorer(records: int) -> Scorer:
    """Ready to score among about so many records; made when first asked for, and kept."""
    own = own_model()
    return _scorer(own.stat().st_mtime if own.exists() else 0.0, len(str(max(records, 1))))


def ready() -> None:
    """Make ready to score, which takes seconds the first time: before somebody waits for it."""
    with transaction.atomic(), rows.service("linking"):
        scorer(_about())


def soon(pks: Iterable[int]) -> None:
    """Look for records after what was written is safe. What fails is made up for overnight."""
    wanted = list(pks)
    transaction.on_commit(lambda: _tried(wanted))


def _tried(pks: list[int]) -> None:
    try:
        look(pks, now())
    except Exception as error:  # whatever it is, the record is written and stays so
        LOG.warning("linkage was put off until tonight: %s", type(error).__name__)


@transaction.atomic
def look(pks: Iterable[int], on: datetime) -> int:
    """Propose anew what the records may be. How many proposals stand of them then."""
    with rows.service("linking"):
        wanted = list(
            PersonRecord.objects.filter(pk__in=list(pks)).select_related("case").order_by("pk")
        )
        held: dict[int, PersonRecord] = {}
        new = reading.records(wanted)
        beside: dict[int, set[int]] = {}
        for row in wanted:
            others = index.candidates(row, index.keys_of(new[row.pk]))
            beside[row.pk] = {one.pk for one in others}
            held |= {one.pk: one for one in others}
        known = new | reading.records(one for pk, one in held.items() if pk not in new)
        pairs = list(_scored(new, known, beside))
        _keep({row.pk: row.case.purpose for row in wanted}, pairs, on)
    return len(pairs)


def _scored(
    new: dict[int, Record], known: dict[int, Record], beside: dict[int, set[int]]
) -> Iterator[Found]:
    """The pairs of a new record and one beside it that are worth a person's look."""
    columns = {pk: features(one) for pk, one in known.items()}
    others = {pk for found in beside.values() for pk in found}
    likely = scorer(_about()).score(
        [columns[pk].as_row() for pk in new],
        [columns[pk].as_row() for pk in sorted(others)],
        index.common(columns.values()),
        at_least=LIKELY,
    )
    for pair in likely:
        a, b = int(pair.a), int(pair.b)
        if b in beside.get(a, ()) or a in beside.get(b, ()):
            found = judge(known[a], known[b], pair.probability, LIKELY)
            if found.finding is not Finding.APART:
                yield found


def _about() -> int:
    """About how many records there are: the newest key, which is found at once."""
    return PersonRecord.objects.aggregate(newest=Max("pk"))["newest"] or 1


def _keep(purposes: dict[int, str], pairs: list[Found], on: datetime) -> None:
    """The proposals of some records as they are found now; those that were before are gone."""
    of = list(purposes)
    Proposal.objects.filter(a__in=of).delete()
    Proposal.objects.filter(b__in=of).delete()
    Proposal.objects.bulk_create(
        [proposal(one, purposes.get(int(one.a)) or purposes[int(one.b)], on) for one in pairs],
        ignore_conflicts=True,  # another transaction found the same pair from its other end
    )


def proposal(found: Found, purpose: str, on: datetime) -> Proposal:
    """A finding as a row. It says how fields agree and never what they say."""
    return Proposal(
        purpose=purpose,
        a_id=int(found.a),
        b_id=int(found.b),
        finding=found.finding,
        because=found.because,
        probability=found.probability,
        evidence=[[one.field, str(one.alike)] for one in found.evidence],
        doubts=list(found.doubts),
        at=on,
    )
