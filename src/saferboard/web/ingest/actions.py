"""Loading sources, and settling what was read of them. Nothing here touches the Board's tables."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from saferboard.core.faults import Refused, refuse
from saferboard.core.ingest.past.correcting import Correction, check, corrected, raw_lines
from saferboard.core.ingest.past.counting import counts_of
from saferboard.core.ingest.past.stored import to_json
from saferboard.core.ingest.past.values import Doubt as DoubtValue
from saferboard.core.ingest.past.values import Reading as Value
from saferboard.engines.past import READER, Kind, Read, read_text, text_of
from saferboard.web.audit.actions import record
from saferboard.web.directory.files import keep
from saferboard.web.directory.models import Person, Post
from saferboard.web.ingest import queries
from saferboard.web.ingest.models import Chosen, Doubt, Known, Reading, Settlement, Source

Choice = Settlement.Choice


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source with its newest reading. ``is_new``: it was not held before."""

    source: Source
    reading: Reading
    is_new: bool


def named(source: Source) -> str:
    """The source in the audit trail."""
    return f"source {source.pk}"


def load(*, by: str, read: Read, data: bytes, address: str = "") -> Loaded:
    """Keep a file and what was read of it. The same file twice is one source.

    One that is held gains a reading where this version of the readers makes something else of it.
    """
    kept = keep(data, read.name)
    with transaction.atomic():
        source, is_new = Source.objects.get_or_create(
            sha=kept.sha,
            defaults={
                "name": kept.name,
                "size": kept.size,
                "kind": read.kind.value,
                "address": address[:500],
                "text": read.text,
                "by": by,
            },
        )
        if is_new:
            record(by=by, action="source loaded", object=named(source), sha256=kept.sha)
            reading = _store(by, source, read.reading, settled=0)
        else:
            reading = _again(by, source)
    return Loaded(source, reading, is_new)


@transaction.atomic
def read_again(*, by: str, source: Source) -> Reading:
    """Read the source anew, with everything that was corrected by now."""
    return _again(by, source)


@transaction.atomic
def settle(
    *, by: str, doubt: Doubt, choice: str, correction: str = "", reason: str = ""
) -> Settlement:
    """Answer a doubt. A later answer takes the place of an earlier one."""
    wanted = _choice(choice, correction)
    _has_reason(wanted, reason)
    source = _open(doubt.reading.source)
    return _settlement(by, source, wanted, doubt.first, doubt.last, doubt, correction, reason)


@transaction.atomic
def correct_lines(
    *, by: str, source: Source, first: int, last: int, correction: str, reason: str
) -> Settlement:
    """What lines should read, or (no words) that they are left out, though nothing doubted them."""
    held = _open(source)
    wanted = Choice.CORRECTED if correction.strip() else Choice.LEFT_OUT
    _has_reason(wanted, reason)
    return _settlement(by, held, wanted, first, last, None, correction, reason)


@transaction.atomic
def correct_now(
    *, by: str, source: Source, first: int, last: int, correction: str, reason: str
) -> Reading:
    """Correct lines and read the source with that, or neither."""
    correct_lines(
        by=by, source=source, first=first, last=last, correction=correction, reason=reason
    )
    return _again(by, source)


@transaction.atomic
def know(*, by: str, name: str, said: str, person: Person | None, post: Post | None) -> Known:
    """Whom a name means, in every source from now on; neither: nobody who is held here."""
    row = Known.objects.create(name=name[:120], said=said[:200], person=person, post=post, by=by)
    record(
        by=by,
        action="name of the past matched",
        object=f"known {row.pk}",
        post=post.key if post else None,
        person=person.pk if person else None,
    )
    return row


@transaction.atomic
def choose(*, by: str, source: Source, subject: str, held: bool, reason: str) -> Chosen:
    """Which account of one thing holds: the one held already, or the one newly read."""
    _open(source)
    if not held and not reason.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected="why the newly read one takes the place of the one that is held",
            remedy="say why in a sentence",
        )
    row = Chosen.objects.create(
        source=source, subject=subject[:200], held=held, reason=reason.strip(), by=by
    )
    record(by=by, action="difference settled", object=named(source), subject=subject, held=held)
    return row


def key_of(doubt: DoubtValue) -> str:
    """The same for one doubt in every reading; lines do not move when others are corrected."""
    said = (doubt.about, doubt.text, doubt.why, doubt.span.first, doubt.span.last)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _again(by: str, source: Source) -> Reading:
    Source.objects.select_for_update().get(pk=source.pk)  # one reads it at a time
    settled = list(queries.corrections(source))
    newest = max((row.pk for row in settled), default=0)
    value = _value(source, settled)
    held = queries.newest(source)
    if held and held.settled == newest and held.stored == to_json(value):
        return held
    return _store(by, source, value, settled=newest)


def _value(source: Source, settled: Sequence[Settlement]) -> Value:
    """What is read of a source with its corrections.

    A page of a committee system has marks that its text has not. Without corrections it is read as
    it came; with them from its text, if that says the same.
    """
    kind, name = Kind(source.kind), source.name
    text = corrected(source.text, [_as_correction(row) for row in settled])
    if kind is Kind.PACK:
        return read_text(text, name=name, kind=kind).reading
    page = text_of(source.original.read(), name=name, kind=kind)
    as_it_came = read_text(page, name=name, kind=kind).reading
    if not settled:
        return as_it_came
    try:
        same = counts_of(read_text(source.text, name=name, kind=kind).reading)
    except Refused:
        same = None
    if same != counts_of(as_it_came):
        raise refuse(
            "this page is read by marks that its text has not, so its lines cannot be corrected",
            where=name,
            expected="a page that its text alone tells of",
            remedy="take what was read as right, or save the page as text, mend it and give that",
        )
    return read_text(text, name=name, kind=kind).reading


def _as_correction(row: Settlement) -> Correction:
    return Correction(row.first, row.last, row.correction)


def _store(by: str, source: Source, value: Value, *, settled: int) -> Reading:
    held = queries.newest(source)
    reading = Reading.objects.create(
        source=source,
        number=held.number + 1 if held else 1,
        reader=READER,
        stored=to_json(value),
        lines=value.coverage.lines,
        read=value.coverage.read,
        rejected=value.coverage.rejected,
        settled=settled,
        by=by,
    )
    Doubt.objects.bulk_create(
        Doubt(
            reading=reading,
            place=place,
            key=key_of(doubt),
            about=doubt.about[:200],
            text=doubt.text,
            why=doubt.why,
            first=doubt.span.first,
            last=doubt.span.last,
            page=doubt.span.page,
        )
        for place, doubt in enumerate(value.doubts)
    )
    record(
        by=by,
        action="source read",
        object=named(source),
        reading=reading.number,
        doubts=len(value.doubts),
        rejects=len(value.rejects),
    )
    return reading


def _settlement(
    by: str,
    source: Source,
    choice: Choice,
    first: int,
    last: int,
    doubt: Doubt | None,
    correction: str,
    reason: str,
) -> Settlement:
    text = correction.rstrip() if choice is Choice.CORRECTED else ""
    if choice is not Choice.ACCEPTED:
        check(Correction(first, last, text), len(raw_lines(source.text)))
    row = Settlement.objects.create(
        source=source,
        doubt=doubt,
        key=doubt.key if doubt else "",
        first=first,
        last=last,
        page=doubt.page if doubt else 0,
        choice=choice,
        correction=text,
        reason=reason.strip(),
        by=by,
    )
    action = "doubt settled" if doubt else "lines corrected"
    record(by=by, action=action, object=named(source), choice=choice.value, settlement=row.pk)
    return row


def _choice(choice: str, correction: str) -> Choice:
    if choice not in Choice.values:
        raise refuse(
            "no such answer",
            where="choice",
            expected=", ".join(Choice.values),
            remedy="choose one of them",
        )
    wanted = Choice(choice)
    if wanted is Choice.CORRECTED and not correction.strip():
        raise refuse(
            "nothing is written in the place of the lines",
            where="correction",
            expected="how the lines should read",
            remedy="write it, or choose to leave the lines out",
        )
    return wanted


def _has_reason(choice: Choice, reason: str) -> None:
    if choice is not Choice.ACCEPTED and not reason.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected="why the source is not read as it stands",
            remedy="say why in a sentence, as: the page is scanned askew",
        )


def _open(source: Source) -> Source:
    """The source, locked; refused while what was read of it stands in the Board's tables."""
    held = Source.objects.select_for_update().get(pk=source.pk)
    if queries.standing(held) is not None:
        raise refuse(
            "it is activated",
            where=str(held),
            expected="a source that is not in the Board's tables",
            remedy="take the activation back first, then settle and activate anew",
        )
    return held
