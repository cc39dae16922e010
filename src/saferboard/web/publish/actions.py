"""Publishing, correcting and withdrawing: each one transaction, recorded, and then to be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from saferboard.core.faults import refuse
from saferboard.web.audit import actions as audit
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.publish import alerts_actions, feeds_news, queries, searching
from saferboard.web.publish.models import Kind, Publication, Stamp, Withdrawal

FIRST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is published, by the part of its address that never changes."""

    kind: Kind
    body: str
    day: date | None = None
    year: int | None = None
    meeting: Meeting | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """``body``, ``body/2022-06-10`` or ``body/2022``."""
        part = self.day or self.year
        return f"{self.body}/{part}" if part else self.body

    @staticmethod
    def of(kind: Kind, meeting: Meeting) -> "Subject":
        """What belongs to a meeting."""
        return Subject(kind, meeting.body.key, meeting.date, meeting=meeting)


@transaction.atomic
def publish(
    *,
    by: str,
    subject: Subject,
    content: Mapping[str, Any],
    files: Mapping[str, Any] | None = None,
    note: str = "",
) -> Publication:
    """Put out a public copy. A second one of a subject needs a note: what changed, and why."""
    stamp = _held_stamp()
    newest = (
        Publication.objects.filter(kind=subject.kind, subject=subject.key)
        .defer("content")
        .order_by("-number")
        .first()
    )
    if newest is not None and not note.strip() and subject.kind not in RENEWED:
        raise refuse(
            "it was published before, and the change gives no reason",
            where="reason",
            expected="what changed and why, in a sentence that the public will read",
            remedy="write the reason, then publish again",
        )
    if newest is not None and _is_out(newest, content, files or {}):
        searching.follow_private(newest)  # of which the content knows nothing
        return newest  # nothing changed: nothing to tell, and every page that is kept still holds
    _move_on(stamp)
    _withdraw_moved(subject, by=by, stamp=stamp)
    made = Publication.objects.create(
        kind=subject.kind,
        subject=subject.key,
        number=newest.number + 1 if newest else 1,
        body=subject.body,
        date=subject.day,
        meeting=subject.meeting,
        content=dict(content),
        files=dict(files or {}),
        at=timezone.now(),
        by=by,
        note=note.strip(),
        stamp=stamp.number,
    )
    searching.follow(made)
    what = "published" if made.number == 1 else "corrected"
    audit.record(by=by, action=f"{subject.kind} {what}", object=subject.key, number=made.number)
    alerts_actions.tell(by=by, news=feeds_news.published(made, feeds_news.name_in(content)))
    return made


def _is_out(newest: Publication, content: Mapping[str, Any], files: Mapping[str, Any]) -> bool:
    """Whether what lives on from publication to publication says the same already."""
    if newest.kind not in RENEWED or Withdrawal.objects.filter(publication=newest).exists():
        return False
    return bool(newest.content == dict(content) and newest.files == dict(files))


RENEWED = frozenset({Kind.CALENDAR, Kind.RECORD, Kind.BOARD, Kind.PLAN})
"""What lives on from publication to publication: a new one is no correction of the last."""


@transaction.atomic
def withdraw(*, by: str, publication: Publication, reason: str) -> Withdrawal:
    """Take back what stands at an address, which from then on answers with the reason."""
    if not reason.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected="why it is withdrawn, in a sentence that the public will read",
            remedy="write the reason, then withdraw",
        )
    stamp = _held_stamp()
    newest = Publication.objects.filter(kind=publication.kind, subject=publication.subject)
    if newest.filter(number__gt=publication.number).exists():
        raise refuse(
            "a newer one stands in its place",
            where=str(publication),
            expected="the one that the public sees",
            remedy="look at the page again, and withdraw the newest",
        )
    if Withdrawal.objects.filter(publication=publication).exists():
        raise refuse(
            "it is withdrawn already",
            where=str(publication),
            expected="what still stands",
            remedy="nothing more needs doing",
        )
    _move_on(stamp)
    return _withdrawn(publication, by=by, reason=reason.strip(), stamp=stamp)


def _withdrawn(publication: Publication, *, by: str, reason: str, stamp: Stamp) -> Withdrawal:
    made = Withdrawal.objects.create(
        publication=publication, at=timezone.now(), by=by, reason=reason, stamp=stamp.number
    )
    searching.forget(publication)
    action = f"{publication.kind} withdrawn"
    audit.record(by=by, action=action, object=publication.subject, number=publication.number)
    name = feeds_news.name_in(publication.content)
    alerts_actions.tell(by=by, news=feeds_news.withdrawn(made, name))
    return made


def _withdraw_moved(subject: Subject, *, by: str, stamp: Stamp) -> None:
    """What was published of a meeting under another day is withdrawn: it has moved."""
    if subject.meeting is None:
        return
    earlier = queries.all_standing([subject.kind]).filter(meeting=subject.meeting)
    for row in earlier.exclude(subject=subject.key).defer("content"):
        reason = f"The meeting was moved to {subject.meeting.day}."
        _withdrawn(row, by=by, reason=reason, stamp=stamp)


def _held_stamp() -> Stamp:
    """The stamp as it stands; whoever else publishes waits until this transaction ends."""
    Stamp.objects.get_or_create(pk=1, defaults={"at": FIRST})
    return Stamp.objects.select_for_update().get(pk=1)


def move_on() -> None:
    """What the public sees has changed otherwise than by a publication, in the transaction."""
    _move_on(_held_stamp())


def _move_on(stamp: Stamp) -> None:
    """From here on every page that was kept is made anew."""
    stamp.number += 1
    stamp.at = max(timezone.now().replace(microsecond=0), stamp.at + timedelta(seconds=1))
    stamp.save()
