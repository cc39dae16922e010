"""What the subject gets: each piece given or left out, what is kept back, and who approved it."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from saferboard.core.casework.subject_access import Piece, Reason, Redaction, told
from saferboard.core.directory.spells import day
from saferboard.core.document.html import to_page
from saferboard.core.document.tree import Block, Column, Document, Heading, Paragraph, Table
from saferboard.core.faults import Refused, refuse
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import holdings
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.protection import asking, duty, keeping
from saferboard.web.casework.protection.models import Exported, Judged, Redacted, SubjectRequest

FORMS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


def sha_of(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece, with what was decided of it as it reads now, and what of it is kept back."""

    piece: holdings.Piece
    judged: Judged | None = None
    redacted: tuple[Redacted, ...] = ()

    @property
    def state(self) -> str:
        """In a word or two."""
        if self.judged is None:
            return "to be looked at"
        return "given" if self.judged.given else "left out"

    def redactions(self) -> list[Redaction]:
        """As the rule takes them."""
        return [
            Redaction(one.piece, one.start, one.end, Reason(one.reason), one.because)
            for one in self.redacted
        ]


@dataclass(frozen=True, slots=True)
class Answer:
    """All parts of an answer, in the order in which they are given."""

    request: SubjectRequest
    parts: tuple[Part, ...] = field(default=())

    @property
    def open(self) -> int:
        """How many pieces nobody has looked at as they read now."""
        return sum(part.judged is None for part in self.parts)

    def part(self, key: str) -> Part | None:
        """The part of a piece."""
        return next((one for one in self.parts if one.piece.key == key), None)


def answer(row: SubjectRequest) -> Answer:
    """The answer as it stands. As many queries however much there is."""
    pieces = holdings.pieces(asking.cases_of(row))
    judged = {(one.piece, one.sha): one for one in row.judgeds.all()}
    redacted: dict[tuple[str, str], list[Redacted]] = {}
    for one in row.redacteds.filter(undone=None):
        redacted.setdefault((one.piece, one.sha), []).append(one)
    parts = []
    for piece in pieces:
        now = (piece.key, sha_of(piece.text))
        parts.append(Part(piece, judged.get(now), tuple(redacted.get(now, ()))))
    return Answer(row, tuple(parts))


@transaction.atomic
def judge(
    *, by: str, request: SubjectRequest, piece: str, given: bool, because: str, on: datetime
) -> None:
    """Somebody looked at a piece: it is given, or left out for a reason."""
    row = asking.locked(request)
    part = _part(row, piece)
    if not given and not because.strip():
        raise refuse(
            "no reason is given",
            where="because",
            expected="why the piece is left out, in a sentence",
            remedy="say why",
        )
    Judged.objects.create(
        request=row, case=part.piece.case, piece=piece, sha=sha_of(part.piece.text), given=given,
        because=because.strip(), at=on, by=by,
    )  # fmt: skip
    record(
        by=by, action="subject piece judged", object=str(row), piece=piece, given=given,
        case=part.piece.case.reference,
    )  # fmt: skip


@transaction.atomic
def keep_back(
    *, by: str, request: SubjectRequest, piece: str, words: str, reason: Reason, because: str,
    on: datetime,
) -> int:  # fmt: skip
    """Keep words back wherever they stand in a piece. How many times. Their places are stored."""
    row = asking.locked(request)
    part = _part(row, piece)
    places = _places(part.piece.text, words)
    if not places:
        raise refuse(
            "these words do not stand in the text",
            where="words",
            expected="words copied out of the text, letter by letter",
            remedy="copy them again",
        )
    new = [Redaction(piece, start, end, reason, because.strip()) for start, end in places]
    told([_plain(part)], [*part.redactions(), *new])  # refused where they overlap or say no reason
    Redacted.objects.bulk_create(
        Redacted(
            request=row, case=part.piece.case, piece=piece, title=part.piece.title,
            sha=sha_of(part.piece.text), start=one.start, end=one.end, reason=one.reason,
            because=one.because, at=on, by=by,
        )
        for one in new
    )  # fmt: skip
    record(
        by=by, action="subject piece redacted", object=str(row), piece=piece, reason=str(reason),
        places=len(new), case=part.piece.case.reference,
    )  # fmt: skip
    return len(new)


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text. A form sends its own ends of lines, and people other spaces."""
    wanted, found, at = words.replace("\r\n", "\n").strip(), [], 0
    while wanted and (start := text.find(wanted, at)) >= 0:
        at = start + len(wanted)
        found.append((start, at))
    return found


@transaction.atomic
def give_back(*, by: str, request: SubjectRequest, redacted: Redacted, on: datetime) -> None:
    """A stretch is given after all; that it was kept back stays in the log."""
    row = asking.locked(request)
    done = Redacted.objects.filter(pk=redacted.pk, request=row, undone=None)
    if done.update(undone=on, undone_by=by):
        record(by=by, action="subject redaction undone", object=str(row), redaction=redacted.pk)


def _part(row: SubjectRequest, key: str) -> Part:
    part = answer(row).part(key)
    if part is None:
        raise refuse(
            "there is no such piece",
            where="piece",
            expected="a piece of a case that is about the subject",
            remedy="look at the request again",
        )
    return part


def _plain(part: Part) -> Piece:
    return Piece(part.piece.key, part.piece.title, part.piece.text)


def document(found: Answer) -> Document:
    """The answer as a document."""
    given = [part for part in found.parts if part.judged is not None and part.judged.given]
    blocks: list[Block] = list(_front(found.request, given))
    case = None
    for part, said in zip(given, _told(given), strict=True):
        if part.piece.case != case:
            case = part.piece.case
            blocks.append(Heading(f"Case {case.reference}"))
        blocks.append(Heading(said.title, 2))
        blocks += [_line(line) for line in said.text.splitlines() if line.strip()]
    blocks += _kept_back(given)
    return Document(
        title="What is held about you",
        body="Answer to your request for access",
        date=day(found.request.received),
        blocks=tuple(blocks),
    )


def _told(given: Sequence[Part]) -> Sequence:
    return told([_plain(part) for part in given], [one for p in given for one in p.redactions()])


def _line(text: str) -> Paragraph:
    return Paragraph(text, numbered=False)


def _front(row: SubjectRequest, given: Sequence[Part]) -> list[Block]:
    """What art. 15(1) and (2) want said beside the data themselves."""
    cases = {part.piece.case.pk: part.piece.case for part in given}.values()
    keys = sorted({case.purpose for case in cases})
    titles = {key: one.title for key, one in purposes().items()}
    kept = {rule.purpose: rule for rule in keeping.rules()}
    blocks: list[Block] = [
        _line(f"To: {', '.join(asking.names_of(row.names))}"),
        _line(
            f"You asked on {day(row.received)} what is held about you. This is what the "
            "partnership's casework holds, as it stands there."
        ),
    ]
    if not given:
        return [*blocks, _line("Nothing is given. If you think that this is wrong, tell us.")]
    rows = []
    for key in keys:
        rule = kept.get(key)
        how_long = f"{rule.months} months after the case is closed" if rule else "not set"
        holders = sorted({str(case.holder) for case in cases if case.purpose == key})
        rows.append((titles.get(key, key), ", ".join(holders), how_long))
    columns = (Column("Why it is held"), Column("Held by"), Column("How long it is kept"))
    return [
        *blocks,
        Table("Purposes, holders and times", columns, tuple(rows)),
        _line(
            "You may ask that what is wrong is put right, that it is erased or used less, and you "
            "may object to its use. You may complain to the Information Commissioner."
        ),
    ]


def _kept_back(given: Sequence[Part]) -> list[Block]:
    counts = Counter(one.reason for part in given for one in part.redacted)
    if not counts:
        return []
    rows = tuple((reason, str(number)) for reason, number in sorted(counts.items()))
    columns = (Column("Reason"), Column("How many times", numeric=True))
    return [Heading("What is kept back"), Table("Stretches kept back, by reason", columns, rows)]


def stamp(found: Answer) -> str:
    """What an approval is of: the SHA-256 of the answer as it reads."""
    return sha_of(to_page(document(found), lambda drawn: ""))


@transaction.atomic
def submit(*, by: str, request: SubjectRequest) -> None:
    """The answer is ready: another officer is asked to look at it."""
    row = asking.locked(request)
    found = _whole(row)
    row.submitted, row.submitted_by, row.approved, row.approved_by = stamp(found), by, "", ""
    row.save(update_fields=["submitted", "submitted_by", "approved", "approved_by"])
    record(by=by, action="subject answer submitted", object=str(row), sha=row.submitted)


@transaction.atomic
def approve(*, by: str, request: SubjectRequest) -> None:
    """A second officer has read it all. Refused for whoever submitted it, and if it changed."""
    row = asking.locked(request)
    if row.submitted_by == by or not row.submitted:
        raise _not_approved(
            "whoever submitted an answer does not approve it" if row.submitted
            else "nobody has submitted the answer"
        )  # fmt: skip
    if stamp(_whole(row)) != row.submitted:
        raise _not_approved("the answer changed since it was submitted")
    row.approved, row.approved_by = row.submitted, by
    row.save(update_fields=["approved", "approved_by"])
    record(by=by, action="subject answer approved", object=str(row), sha=row.approved)


@transaction.atomic
def export(*, by: str, request: SubjectRequest, form: str, on: datetime, made_on: date) -> bytes:
    """The answer to be sent. Refused until a second officer, if there is one, has approved it."""
    row = asking.locked(request)
    found = _whole(row)
    if row.identity is None:
        raise _not_approved("it was not checked who asks")
    alone = not duty.others(by)
    approved = bool(row.approved) and row.approved == stamp(found)
    if not approved and not alone:
        raise _not_approved("no second officer has approved the answer as it reads now")
    whole = document(found)
    if form == "pdf":
        data = document_pdf(whole, made_on=made_on)
    else:
        data = to_page(whole, lambda drawn: "").encode()
    sha = hashlib.sha256(data).hexdigest()
    Exported.objects.create(
        request=row, form=form, sha=sha, alone=not approved, at=on, by=by,
        approved_by=row.approved_by if approved else "",
    )  # fmt: skip
    record(
        by=by, action="subject answer exported", object=str(row), form=form, sha=sha,
        approved_by=row.approved_by if approved else "nobody: there is no second officer",
    )  # fmt: skip
    return data


def _whole(row: SubjectRequest) -> Answer:
    """The answer. Refused while a piece waits to be looked at as it reads now."""
    found = answer(row)
    if found.open:
        raise _not_approved(f"pieces to be looked at: {found.open}")
    return found


def _not_approved(what: str) -> Refused:
    return refuse(
        what,
        where="answer",
        expected="every piece looked at, submitted by one officer and approved by another",
        remedy="see what the page of the request says is to be done",
    )
