"""What goes into a meeting's pack now: agenda, papers as they stand, and those made here."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saferboard.core.board.pack import (
    Absent,
    AgendaItem,
    Attached,
    ItemKind,
    Meeting,
    Options,
    Pack,
)
from saferboard.core.board.papers import late_words
from saferboard.core.document.tree import Document
from saferboard.web.board.decisions import queries as decisions
from saferboard.web.board.meetings import models, queries
from saferboard.web.board.minutes import queries as minutes
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.board.papers import queries as papers
from saferboard.web.board.papers.models import Version

MINUTES, ACTIONS = "minutes", "actions"
AS_IT_COMES = Options()


@dataclass(frozen=True, slots=True)
class Slot:
    """A paper in its place. ``key`` tells papers apart; ``version`` is 0 for what is made here.

    ``late`` says of a late paper why it cannot wait, and whether the chair agreed.
    """

    key: str
    version: int
    title: str
    said: Document | Attached
    late: str = ""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A meeting with its agenda and papers, and what was withdrawn or deferred."""

    meeting: models.Meeting
    items: tuple[tuple[models.AgendaItem, tuple[Slot, ...]], ...]
    off: tuple[models.AgendaItem, ...]

    @property
    def missing(self) -> list[models.AgendaItem]:
        """Items that announce a paper and have none."""
        return [item for item, slots in self.items if item.kind == ItemKind.REPORT and not slots]

    @property
    def fingerprint(self) -> str:
        """Changes with the agenda and with every paper's version, not with what is made here."""
        said = [
            str(self.meeting.date),
            str(self.meeting.starts),
            self.meeting.place,
            [
                [
                    *(i.pk, i.number, i.title, i.kind, i.presenter_id),
                    *(i.restricted, i.paragraph, i.public_interest),
                    [[s.key, s.version, s.late] for s in slots],
                ]
                for i, slots in self.items
            ],
            [[i.pk, i.state, i.because, i.deferred_to_id] for i in self.off],
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]

    def pack(self, options: Options = AS_IT_COMES) -> Pack:
        """The pack with everything in it, private papers too."""
        meeting = self.meeting
        return Pack(
            Meeting(meeting.body.name, meeting.date, meeting.starts, meeting.place),
            tuple(_item(item, slots) for item, slots in self.items),
            options,
            absent=tuple(_absent(item) for item in self.off),
        )


def assembled(meeting: models.Meeting, on: date) -> Assembled:
    """Everything as it stands; the log of actions as of the day ``on``."""
    items = queries.agenda(meeting)
    versions = papers.newest(item.pk for item in items)
    found = []
    for item in items:
        slots = [_slot(version) for version in versions.get(item.pk, ())]
        found.append((item, tuple(slots or _made(item, meeting, on))))
    return Assembled(meeting, tuple(found), tuple(queries.off_agenda(meeting)))


def _slot(version: Version) -> Slot:
    paper = version.paper
    said = papers.content(version)
    return Slot(f"p{paper.pk}", version.number, paper.title, said, _late(version))


def _late(version: Version) -> str:
    if not version.late:
        return ""
    on = version.paper.agreed_on
    return late_words(version.paper.urgent, f"{on.day} {on:%B %Y}" if on else "")


def _made(item: models.AgendaItem, meeting: models.Meeting, on: date) -> Iterator[Slot]:
    """The last minutes and the action log, at their standing items.

    Minutes that are still being written stay with those who write them: once circulated, they
    follow in a supplement.
    """
    if item.standing == MINUTES:
        last = minutes.previous_minutes(meeting)
        if last is not None and last.state != Minutes.State.DRAFT:
            document = minutes.document_of(last, public=not item.restricted)
            yield Slot(MINUTES, 0, document.title, document)
    elif item.standing == ACTIONS:
        document = decisions.log_document(meeting.body, on, public=not item.restricted)
        yield Slot(ACTIONS, 0, document.title, document)


def _item(item: models.AgendaItem, slots: tuple[Slot, ...]) -> AgendaItem:
    return AgendaItem(
        item.number,
        item.title,
        ItemKind(item.kind),
        str(item.presenter or ""),
        tuple(slot.said for slot in slots),
        item.paragraph if item.restricted else None,
        item.public_interest if item.restricted else "",
        " ".join(slot.late for slot in slots if slot.late),
    )


def _absent(item: models.AgendaItem) -> Absent:
    became = item.get_state_display()
    if item.deferred_to:
        became = f"Deferred to {item.deferred_to.day}"
    return Absent(item.title, became, item.because)
