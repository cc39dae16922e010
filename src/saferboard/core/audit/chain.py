"""The chain of the audit trail: each link is a hash over the one before it and its own event.

Whoever changes, removes, adds or reorders an event breaks a link that stands after it. What is cut
off at the end leaves a shorter chain that is whole: only a head that was noted elsewhere tells of
it. So heads are noted, and ``verify`` asks for each. The construction is that of a linked time
stamp: Haber and Stornetta, How to Time-Stamp a Digital Document, Journal of Cryptology 3 (1991).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from saferboard.core.audit.canonical import digest
from saferboard.core.faults import Fault, refuse

SLACK = timedelta(minutes=1)
"""How long a transaction may last until its events look as if the clock had gone back."""

HEAD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """The last link at some moment: whoever knows it knows all that was there."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


BEGINNING = Head(0, "0" * 64)


@dataclass(frozen=True, slots=True)
class Link:
    """One link as it is stored: its event's id, and the hash that it followed."""

    number: int
    event: int
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is stored, with the digest that was made when it was written.

    Without a moment it is one that cannot be read any more.
    """

    at: datetime | None
    by: str
    action: str
    object: str
    detail: Any
    digest: str

    def fits(self) -> bool:
        """Whether it still says what it said."""
        if self.at is None:
            return False
        try:
            told = digest(
                at=self.at, by=self.by, action=self.action, object=self.object, detail=self.detail
            )
        except (TypeError, ValueError):  # it holds what was never written so
            return False
        return told == self.digest


class Kind(StrEnum):
    """What can be found. All but the clock break the chain."""

    CHANGED = "the event was changed after it was written"
    MISSING = "the event is gone"
    FORGED = "the link does not fit its event and the link before"
    ORDER = "the link does not follow the one before"
    GAP = "links are gone before it"
    UNLINKED = "the event is in no link"
    HEAD = "the chain once ended here in another hash"
    CUT = "a link is gone that was known"
    CLOCK = "the clock went back"


EXPECTED = {
    Kind.CHANGED: "the very words whose digest was made when it was written",
    Kind.MISSING: "the event that the link was made for",
    Kind.FORGED: "the hash of the link before, the number, the event's id and its digest",
    Kind.ORDER: "the number and the hash of the link before",
    Kind.GAP: "numbers that follow one another",
    Kind.UNLINKED: "a link, made in the event's own transaction",
    Kind.HEAD: "the hash that was noted",
    Kind.CUT: "every link that there once was",
    Kind.CLOCK: "moments that follow one another",
}
REMEDY = (
    "keep this database as it is, compare it with the newest backup that verifies, and find out "
    "who could write to it"
)
SEEN = "nothing was changed; set the clock of every machine by NTP"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: the link's number, or none, and the event's id, or none."""

    kind: Kind
    number: int | None = None
    event: int | None = None

    @property
    def breaks(self) -> bool:
        """Whether the trail is no longer what was written."""
        return self.kind is not Kind.CLOCK

    @property
    def fault(self) -> Fault:
        """What, where, what was expected and what to do. Nothing of what the event says."""
        link = "" if self.number is None else f"link {self.number}"
        event = "" if self.event is None else f"event {self.event}"
        where = ", ".join(part for part in (link, event) if part)
        return Fault(self.kind, where, EXPECTED[self.kind], REMEDY if self.breaks else SEEN)


def link_hash(previous: str, number: int, event: int, digest: str) -> str:
    """The hash of a link. The databases' own triggers make it of the same text."""
    return hashlib.sha256(f"{previous} {number} {event} {digest}".encode()).hexdigest()


def read_head(text: str, *, where: str) -> Head:
    """``1234:5f2c...``, as ``saferboard audit head`` prints it."""
    told = HEAD.fullmatch(text.strip())
    if told is None:
        raise refuse(
            "this is no head of the audit trail",
            where=where,
            expected="a number, a colon and 64 hexadecimal digits",
            remedy="write it as saferboard audit head printed it",
        )
    return Head(int(told[1]), told[2])


def verify(
    chain: Iterable[tuple[Link, Entry | None]],
    *,
    known: Iterable[Head] = (),
    unlinked: Iterable[int] = (),
) -> Iterator[Finding]:
    """Everything that is wrong with the chain, which comes in the order of its numbers.

    Each link has its event, or None if that is gone. ``known`` are heads that were noted;
    ``unlinked`` the ids of events that are in no link. Each link is held against the stored one
    before it, so that one change is told once or twice and not to the end of the chain.
    """
    noted: dict[int, set[str]] = {}
    for head in known:
        noted.setdefault(head.number, set()).add(head.hash)
    before: Head = BEGINNING
    latest: datetime | None = None
    for link, entry in chain:
        yield from _place(link, before)
        yield from _content(link, entry)
        if entry is not None and entry.at is not None:
            if latest is not None and entry.at < latest - SLACK:
                yield Finding(Kind.CLOCK, link.number, link.event)
            latest = entry.at
        if noted.pop(link.number, {link.hash}) != {link.hash}:
            yield Finding(Kind.HEAD, link.number, link.event)
        before = Head(link.number, link.hash)
    yield from (Finding(Kind.CUT, number) for number in sorted(noted))
    yield from (Finding(Kind.UNLINKED, None, event) for event in unlinked)


def _place(link: Link, before: Head) -> Iterator[Finding]:
    if link.number > before.number + 1:
        yield Finding(Kind.GAP, link.number, link.event)
    elif link.number <= before.number or link.previous != before.hash:
        yield Finding(Kind.ORDER, link.number, link.event)


def _content(link: Link, entry: Entry | None) -> Iterator[Finding]:
    if entry is None:
        yield Finding(Kind.MISSING, link.number, link.event)
        return
    if not entry.fits():
        yield Finding(Kind.CHANGED, link.number, link.event)
    if link.hash != link_hash(link.previous, link.number, link.event, entry.digest):
        yield Finding(Kind.FORGED, link.number, link.event)
