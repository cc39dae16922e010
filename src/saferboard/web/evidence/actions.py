"""Freezing a release, and setting a person's RAG beside it."""

from datetime import date

from django.db import connection, transaction

from saferboard.core.evidence import release as core
from saferboard.core.evidence.disclosure.protecting import protection
from saferboard.core.evidence.measures import Rag
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.evidence import queries, storage
from saferboard.web.evidence.models import (
    BoundedCount,
    PublicRelease,
    RagOverride,
    Release,
    ReleasedMeasure,
)


@transaction.atomic
def freeze(release: core.Release, *, by: str) -> Release:
    """Store a release for good, with the version of it that the public may see.

    One that says the same as the newest of its quarter is not stored again: the newest is given
    back, and its ``is_new`` is False. One that says the same as an older one is stored: whoever
    goes back to earlier figures wants them shown.
    """
    fingerprint = storage.fingerprint(release)
    quarter = str(release.quarter)
    _one_at_a_time()
    newest = Release.objects.defer("header").filter(quarter=quarter).first()
    if newest is not None and newest.fingerprint == fingerprint:
        return newest
    made = Release.objects.create(
        quarter=quarter,
        number=newest.number + 1 if newest else 1,
        area=release.area,
        made_by=by,
        fingerprint=fingerprint,
        header=storage.header_of(release),
    )
    ReleasedMeasure.objects.bulk_create(
        ReleasedMeasure(release=made, measure=key, order=order, payload=payload)
        for order, (key, payload) in enumerate(storage.payloads_of(release).items())
    )
    found = protection(release, queries.published_before(made))
    PublicRelease.objects.create(release=made, **storage.parts_of(release, found))
    BoundedCount.objects.bulk_create(
        BoundedCount(release=made, **row) for row in storage.bounded_of(release, found)
    )
    record(by=by, action="release frozen", object=f"release {made.name}", fingerprint=fingerprint)
    made.is_new = True
    return made


def _one_at_a_time() -> None:
    """Until this transaction ends nobody else freezes; everybody reads on.

    SQLite has a single writer anyway, and our transactions begin as writers.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE evidence_release IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def override_rag(
    *, by: str, release: Release, measure: str, area: str, rag: Rag, reason: str, on: date
) -> RagOverride:
    """Set a person's RAG beside the computed one. It needs a reason and something to override."""
    where = f"{release.name}, {measure}"
    if not reason.strip():
        raise refuse(
            "the RAG has no reason",
            where=where,
            expected="a reason in a sentence",
            remedy="write why the computed RAG should not stand",
        )
    held = release.measures.filter(measure=measure).first()
    if held is None or all(a["area"] != area for a in held.payload):
        raise refuse(
            f"the release says nothing of {measure} in {area}",
            where=where,
            expected="a measure and an area of the release",
            remedy="take the measure's key and the area's code from the release",
        )
    made = RagOverride.objects.create(
        release=release, measure=measure, area=area, rag=rag, reason=reason.strip(), by=by, on=on
    )
    record(
        by=by,
        action="RAG overridden",
        object=f"release {release.name}",
        measure=measure,
        area=area,
        rag=rag.value,
    )
    return made
