"""Under which numbers a record is looked for, so that a million need not be read for one.

The keys are written in the transaction of the record, so that the two never differ. They are made
with the service's secret: after a new secret the overnight run makes them anew.
"""

import hashlib
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db.models import Count

from saferboard.core.casework.people.features import Features, blocking_keys, digest, features
from saferboard.core.casework.people.records import Record
from saferboard.web.casework.lock import rows
from saferboard.web.casework.people.models import BlockingKey, Commonness, PersonRecord

MOST = 500
"""Candidates that are looked at for one record by day; by night all are."""


def secret() -> bytes:
    """The secret of the index, made from the service's own."""
    said = settings.SECRET_KEY.encode()
    return hashlib.blake2b(said, digest_size=32, person=b"people").digest()


def keys_of(record: Record) -> frozenset[int]:
    """The keys of a record; none of one that the machine may not look for."""
    return blocking_keys(features(record), secret()) if record.is_linkable else frozenset()


def put(row: PersonRecord, record: Record) -> None:
    """Look for the record under what it says now. Within the transaction that writes it."""
    with rows.service("linking"):
        BlockingKey.objects.filter(record=row).delete()
        BlockingKey.objects.bulk_create(
            BlockingKey(case_id=row.case_id, record=row, key=one) for one in keys_of(record)
        )


def candidates(row: PersonRecord, found: Iterable[int]) -> list[PersonRecord]:
    """Records of one purpose, of other cases or agencies, that share a key. For the service.

    Of too many those that share most: whoever shares a common name alone is a namesake.
    """
    sharing = BlockingKey.objects.filter(key__in=list(found), case__purpose=row.case.purpose)
    likeliest = (
        sharing.exclude(record=row)
        .values("record")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-record")[:MOST]
    )
    others = PersonRecord.objects.filter(pk__in=[one["record"] for one in likeliest])
    return list(others.exclude(case=row.case_id, agency=row.agency_id))


def weighed(column: str, word: str) -> int:
    """The number of a name of which is kept how common it is."""
    return digest(secret(), "commonness", column, word)


def common(of: Iterable[Features]) -> dict[str, dict[str, float]]:
    """How common the names of some records are, as the last overnight run counted. One query."""
    wanted = {
        (column, word): weighed(column, word)
        for row in of
        for column, word in (("given", row.given), ("family", row.family))
        if word
    }
    held: Mapping[tuple[str, int], float] = {
        (column, value): share
        for column, value, share in Commonness.objects.filter(
            value__in=set(wanted.values())
        ).values_list("column", "value", "share")
    }
    found: dict[str, dict[str, float]] = {"given": {}, "family": {}}
    for (column, word), value in wanted.items():
        if (column, value) in held:
            found[column][word] = held[column, value]
    return found
