"""What is on an agenda: put on, changed, moved, withdrawn, deferred.

Items that are on it are numbered from 1 without a gap, whatever is done.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from saferboard.core.board import agenda as core
from saferboard.core.board.agenda import Standing
from saferboard.core.board.pack import ItemKind
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings import queries
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.meetings.writing import check_seen, named, still_open
from saferboard.web.directory.models import Post

CHANGEABLE = (
    "title",
    "kind",
    "presenter",
    "purpose",
    "minutes",
    "topic",
    "source",
    "restricted",
    "paragraph",
    "public_interest",
)


@transaction.atomic
def add_item(
    *,
    by: str,
    meeting: Meeting,
    title: str,
    kind: ItemKind | str = ItemKind.REPORT,
    standing: Standing | str = Standing.NONE,
    presenter: Post | None = None,
    purpose: str = "",
    minutes: int | None = None,
    topic: str = "",
    source: str = "",
    restricted: bool = False,
    paragraph: int | None = None,
    public_interest: str = "",
    carried_from: AgendaItem | None = None,
) -> AgendaItem:
    """An item in its place: business goes before the items that close the agenda."""
    held = still_open(meeting)
    on = _on(held)
    item = AgendaItem(
        meeting=held,
        number=core.place(standing, [other.standing for other in on]),
        title=title,
        kind=str(kind),
        standing=str(standing),
        presenter=presenter,
        purpose=purpose,
        minutes=minutes,
        topic=topic,
        source=source,
        restricted=restricted,
        paragraph=paragraph,
        public_interest=public_interest,
        carried_from=carried_from,
    )
    _check(item)
    item.save()
    _number(core.moved(on, item, item.number))
    record(by=by, action="item put on the agenda", object=named(held), **_told(item))
    return item


@transaction.atomic
def standard_items(meeting: Meeting, *, by: str, annual: bool | None = None) -> list[AgendaItem]:
    """Puts on the standing items that are lacking; the election at the annual meeting.

    Unless it is told, the annual meeting is the body's first of the municipal year.
    """
    held = still_open(meeting)
    if annual is None:
        others = Meeting.objects.filter(body=held.body).exclude(state=Meeting.State.CANCELLED)
        annual = core.is_annual(held.date, list(others.values_list("date", flat=True)))
    lacking = core.missing([item.standing for item in _on(held)], annual=annual)
    return [
        add_item(by=by, meeting=held, title=lack.title, kind=lack.kind, standing=lack.standing)
        for lack in lacking
    ]


@transaction.atomic
def change_item(
    *, by: str, item: AgendaItem, seen: str | None = None, **changes: Any
) -> AgendaItem:
    """Changes any of ``CHANGEABLE``; ``seen`` is the stamp of what the writer saw."""
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"an item has no {', '.join(sorted(unknown))} to change")
    held = still_open(item.meeting)
    stored = _stored(item)
    check_seen(stored, seen)
    for field, value in changes.items():
        setattr(stored, field, value)
    _check(stored)
    stored.save()
    record(by=by, action="item changed", object=named(held), **_told(stored))
    return stored


@transaction.atomic
def move_item(*, by: str, item: AgendaItem, number: int) -> AgendaItem:
    """Takes it to another place; the others close ranks."""
    held = still_open(item.meeting)
    stored = _stored(item)
    _must_be_on(stored)
    _number(core.moved(_on(held), stored, number))
    stored = _stored(item)
    record(
        by=by,
        action="item moved",
        object=named(held),
        item=item.pk,
        title=stored.title,
        number=stored.number,
    )
    return stored


@transaction.atomic
def withdraw_item(*, by: str, item: AgendaItem, because: str) -> AgendaItem:
    """It will not be taken; it stays, with why."""
    return _taken_off(by, item, AgendaItem.State.WITHDRAWN, because)


@transaction.atomic
def defer_item(*, by: str, item: AgendaItem, to: Meeting, because: str = "") -> AgendaItem:
    """It is carried to a later meeting; the item there is returned, and each knows the other."""
    if to.pk == item.meeting_id or to.date <= item.meeting.date or to.body != item.meeting.body:
        raise refuse(
            "an item is deferred to a later meeting of the same body",
            where="meeting",
            expected=f"a meeting after {item.meeting.day}",
            remedy="choose a later meeting, or arrange one",
        )
    off = _taken_off(by, item, AgendaItem.State.DEFERRED, because, to)
    carried = {field: getattr(off, field) for field in CHANGEABLE}
    return add_item(by=by, meeting=to, standing=off.standing, carried_from=off, **carried)


def _taken_off(
    by: str, item: AgendaItem, state: AgendaItem.State, because: str, to: Meeting | None = None
) -> AgendaItem:
    held = still_open(item.meeting)
    stored = _stored(item)
    _must_be_on(stored)
    if not because.strip():
        raise refuse(
            "no reason is given",
            where="reason",
            expected=f"why the item is {state.value}",
            remedy="say why in a sentence",
        )
    stored.state, stored.because, stored.deferred_to = state, because.strip(), to
    stored.save()
    _number(_on(held))
    record(
        by=by,
        action=f"item {state.value}",
        object=named(held),
        item=stored.pk,
        title=stored.title,
        because=stored.because,
        **({"to": named(to)} if to else {}),
    )
    return stored


def _on(meeting: Meeting) -> list[AgendaItem]:
    return queries.agenda(meeting)


def _stored(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__body").get(pk=item.pk)


def _must_be_on(item: AgendaItem) -> None:
    if item.state != AgendaItem.State.ON:
        raise refuse(
            f"the item is {item.state}",
            where=str(item),
            expected="an item that is on the agenda",
            remedy="put it on again as a new item",
        )


def _number(items: Sequence[AgendaItem]) -> None:
    """Numbers from 1."""
    changed = []
    for number, item in enumerate(items, 1):
        if item.number != number:
            item.number = number
            changed.append(item)
    AgendaItem.objects.bulk_update(changed, ["number"])


def _told(item: AgendaItem) -> dict[str, Any]:
    """What the audit trail keeps of an item."""
    return {
        "item": item.pk,
        "title": item.title,
        "kind": item.kind,
        "presenter": item.presenter.key if item.presenter else "",
        "restricted": item.restricted,
        "paragraph": item.paragraph,
    }


def _check(item: AgendaItem) -> None:
    """Refuses all that is wrong at once."""
    faults = list(
        core.restriction_faults(
            "item",
            restricted=item.restricted,
            paragraph=item.paragraph,
            public_interest=item.public_interest,
        )
    )
    try:
        item.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        faults += [
            Fault(" ".join(said), f"item: {field}", "as the form asks", "correct it, and try again")
            for field, said in error.message_dict.items()
        ]
    if faults:
        raise Refused(*faults)
