"""Putting a plan on the agendas: what it would do, and doing it. Doing it again adds nothing."""

from dataclasses import dataclass

from django.db import transaction

from saferboard.core.board.agenda import Standing
from saferboard.core.board.pack import ItemKind
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.plan import queries
from saferboard.web.board.plan.actions import OPEN
from saferboard.web.board.plan.models import Entry
from saferboard.web.board.plan.versions import held_plan
from saferboard.web.directory.models import Body


@dataclass(frozen=True, slots=True)
class Placing:
    """What becomes of an entry: put on as a new item, or joined to ``there``, an item on already.

    ``shut``: the meeting was held, so that nothing can be put on.
    """

    entry: Entry
    meeting: Meeting
    there: AgendaItem | None
    shut: bool

    @property
    def is_done(self) -> bool:
        """Whether the entry is on its agenda already."""
        return self.there is not None and self.entry.item_id == self.there.pk

    @property
    def will_be_put_on(self) -> bool:
        """Whether a new item is to be put on.

        What was withdrawn or deferred on the agenda itself is not put on again.
        """
        return self.there is None and not self.shut and self.entry.item_id is None

    @property
    def will_be_joined(self) -> bool:
        """Whether it is to be joined to an item that is there."""
        return self.there is not None and not self.is_done


def placings(found: queries.Year) -> list[Placing]:
    """What putting the plan on the agendas would do, meeting by meeting: one query."""
    on = AgendaItem.objects.filter(
        meeting__in=[m.pk for m in found.meetings], state=AgendaItem.State.ON
    )
    free: dict[int, list[AgendaItem]] = {}
    for item in on.order_by("number", "pk"):
        free.setdefault(item.meeting_id, []).append(item)
    made = []
    # Entries that have their item come first: nobody else may be joined to it.
    for entry in sorted(found.entries, key=lambda entry: entry.item_id is None):
        items = free.get(entry.meeting_id, [])
        there = next((item for item in items if _answers(item, entry)), None)
        if there is not None:
            items.remove(there)
        made.append(Placing(entry, entry.meeting, there, entry.meeting.state not in OPEN))
    return sorted(made, key=lambda one: (one.meeting.date, one.entry.pk))


def _answers(item: AgendaItem, entry: Entry) -> bool:
    """Whether the item is the entry's own, or of its topic, or the standing item that it means."""
    if entry.item_id:
        return item.pk == entry.item_id
    return entry.topic in (item.topic, item.standing)


@transaction.atomic
def put_on_agendas(*, by: str, body: Body, year: int) -> int:
    """Every entry becomes an item of its meeting's agenda, or is joined to the one there is.

    How many items were put on. An item keeps the topic and, as its source, the rule's words.
    """
    held_plan(body, year)
    found = queries.year_of(body, year)
    new = 0
    for placing in placings(found):
        entry = placing.entry
        if placing.will_be_put_on:
            entry.item = _put_on(by, entry)
            new += 1
        elif placing.will_be_joined:
            entry.item = placing.there
        else:
            continue
        entry.save(update_fields=["item"])
    if new:
        record(by=by, action="plan put on agendas", object=f"plan {body.key} {year}", items=new)
    return new


def _put_on(by: str, entry: Entry) -> AgendaItem:
    rule = entry.rule
    return meetings.add_item(
        by=by,
        meeting=entry.meeting,
        title=entry.title,
        kind=rule.kind if rule else ItemKind.REPORT,
        standing=entry.topic if entry.topic in set(Standing) else Standing.NONE,
        presenter=rule.presenter if rule else None,
        minutes=entry.minutes,
        topic=entry.topic,
        source=f"Forward plan: {rule.source if rule else entry.because or 'extra item'}"[:300],
    )
