"""Evidence files: looked at before anything is written, kept under a digest, given out with care.

A scanner may take its time, so a file is looked at before the transaction of the page begins.
"""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saferboard.core.casework.asb.files import HEAD, recognise
from saferboard.core.casework.cases import FieldClass
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import Refused, refuse
from saferboard.engines.scanning import Scan
from saferboard.web.casework.asb.models import EvidenceFile
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.running.actions import may_write
from saferboard.web.directory import files, scanning


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that came: its kind, and what the scanner says; or why it is not taken."""

    kind: str = ""
    scan: Scan = Scan.NOT_SCANNED
    refused: Refused | None = None


def look(file: UploadedFile) -> Looked:
    """Know the file by its bytes, and have it scanned. Nothing is kept yet."""
    try:
        file.seek(0)
        kind = recognise(file.read(HEAD), str(file.name), file.size or 0)
    except Refused as refused:
        return Looked(refused=refused)
    return Looked(kind.name, scanning.scanned(file))


def keep(
    *, by: Opened, file: UploadedFile, looked: Looked, field: FieldClass, words: str = ""
) -> EvidenceFile | Refused:
    """Keep a file that was looked at. What is infected is not kept, and that it came is on record.

    A refusal is given back and not raised: what is recorded of it must stay.
    """
    if looked.refused is not None:
        return looked.refused
    with transaction.atomic():
        may_write(by, field)
        if looked.scan in scanning.NOT_KEPT:
            by.key.note("asb file not kept", f"case {by.case}", scan=looked.scan, field=field)
            what, remedy = scanning.NOT_KEPT[looked.scan]
            return refuse(what, where="file", expected="a file that is clean", remedy=remedy)
        file.seek(0)
        kept = files.keep(file.chunks(), str(file.name))
        row = EvidenceFile.objects.create(
            case=by.case, field=field, sha=kept.sha, name=kept.name, size=kept.size,
            kind=looked.kind, scan=looked.scan, words=words.strip(),
            at=by.key.on, by=by.key.by, agency=by.key.agency,
        )  # fmt: skip
        by.key.note(
            "asb file kept", f"case {by.case}", file=row.pk, sha=row.sha, field=field,
            scan=looked.scan,
        )  # fmt: skip
        return row


def may_open(row: EvidenceFile) -> Decision:
    """Whether the file itself may be opened, by whoever its class is open to."""
    if row.scan == Scan.CLEAN:
        return Decision(True, "it was scanned and is clean")
    if row.accepted is not None:
        return Decision(True, "it was not scanned, and somebody accepted that")
    return Decision(False, "it was not scanned, and nobody has accepted that yet")


def may_accept(by: Opened, row: EvidenceFile) -> Decision:
    """Whether somebody may open the file to all, unscanned: the co-ordinator, and not who sent it.

    What a scanner said can be set aside by nobody.
    """
    if row.scan != Scan.NOT_SCANNED or row.accepted is not None:
        return Decision(False, "there is nothing to accept")
    if not by.key.co_ordinates:
        return Decision(False, f"only the {by.key.purpose.co_ordinator} accepts an unscanned file")
    if row.by == by.key.by:
        return Decision(False, "whoever added the file does not accept it as well")
    return Decision(True, "you co-ordinate, and somebody else added it")


@transaction.atomic
def accept(*, by: Opened, file: EvidenceFile, because: str) -> EvidenceFile:
    """Open an unscanned file to those who may read its class, with a reason."""
    may_write(by, FieldClass(file.field))
    row = EvidenceFile.objects.select_for_update().get(pk=file.pk, case=by.case)
    decision = may_accept(by, row)
    if not decision:
        raise refuse(
            decision.because,
            where="because",
            expected="a file that was not scanned, added by somebody else",
            remedy="ask the co-ordinator, or have the file scanned",
        )
    row.accepted, row.accepted_by, row.because = by.key.on, by.key.by, because.strip()
    row.save(update_fields=["accepted", "accepted_by", "because"])
    by.key.note("asb file accepted unscanned", f"case {by.case}", file=row.pk, field=row.field)
    return row


def give(*, by: Opened, file: EvidenceFile) -> bytes:
    """The bytes of a file, recorded as read. Refused while it is shut; Damaged if it changed."""
    decision = may_open(file)
    if not decision:
        raise refuse(
            decision.because,
            where="file",
            expected="a file that is clean or accepted",
            remedy="ask the co-ordinator to look at it",
        )
    data = files.StoredFile(file.sha, file.name, file.size).read()
    by.key.note(
        "asb file read", f"case {by.case}", file=file.pk, field=file.field, rule=decision.because
    )
    return data
