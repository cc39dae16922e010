"""What the public copy of each kind holds: the shapes of ``Publication.content``.

Dates are ``2022-06-10``, hours ``10:00``. A post is ``Post``; people are named only where the
Board names them: at its table, and among those present.
"""

from typing import Any, NotRequired, TypedDict

from saferboard.web.publish.models import Kind


class Post(TypedDict):
    """A post, its organisation, and today's holder where that is public."""

    key: str
    title: str
    organisation: str
    person: NotRequired[str]


class CalendarMeeting(TypedDict):
    """A day on which a body meets, met, or would have met (``state`` cancelled, with why)."""

    date: str
    starts: str
    place: str
    state: str
    because: str


class Calendar(TypedDict):
    """Kind ``calendar``; subject: the body."""

    body: str
    name: str
    meetings: list[CalendarMeeting]


class Paper(TypedDict):
    """A paper of an item. ``document`` and ``pdf`` name entries of ``Publication.files``.

    ``pages`` are the first and last in the pack, or in the supplement that brought it.
    """

    slug: str
    title: str
    document: str
    pdf: str
    pages: list[int]
    supplement: int
    supplied_by: str


class Item(TypedDict):
    """An item of business; ``paragraph`` is set where its papers are not for publication.

    ``state`` is on, withdrawn or deferred (then ``deferred_to`` is the day, if one is set).
    """

    number: int
    title: str
    kind: str
    standing: str
    presenter: str
    purpose: str
    minutes: int | None
    paragraph: int | None
    public_interest: str
    state: str
    because: str
    deferred_to: str
    pages: list[int]
    papers: list[Paper]


class Supplement(TypedDict):
    """Papers that followed the pack."""

    number: int
    on: str
    pages: list[int]
    file: str
    because: str


class Pack(TypedDict):
    """Kind ``pack``; subject: the meeting. Files: ``pack.pdf`` and more, by public name."""

    body: str
    name: str
    date: str
    starts: str
    place: str
    state: str
    items: list[Item]
    pages: int
    supplements: list[Supplement]


class Attendee(TypedDict):
    """Somebody at the meeting. ``group`` is as the minutes put it."""

    group: str
    name: str
    post: str
    organisation: str
    role: str
    note: str


class Outcome(TypedDict):
    """A resolution, agreement, note or undertaking. ``id`` is that of ``Decision``."""

    id: int
    kind: str
    letter: str
    text: str


class Minute(TypedDict):
    """A minute by its own number; ``item`` is the place on the agenda, 0 if it was not on it."""

    number: int
    title: str
    item: int
    outcomes: list[Outcome]


class Declaration(TypedDict):
    """An interest declared at the meeting."""

    name: str
    item: int
    kind: str
    text: str
    did: str


class Minutes(TypedDict):
    """Kind ``minutes``; subject: the meeting. The text is the file ``minutes.json``."""

    body: str
    name: str
    date: str
    state: str
    started: str
    ended: str
    attendance: list[Attendee]
    declarations: list[Declaration]
    minutes: list[Minute]


class Decision(TypedDict):
    """A decision and what it came to. ``answer`` says why it needs no action, if it needs none."""

    id: int
    kind: str
    letter: str
    text: str
    meeting: str
    minute: int
    title: str
    item: int
    answer: str
    actions: list[int]


class Entry(TypedDict):
    """A dated line of an action's life."""

    on: str
    kind: str
    by: str
    text: str


class Action(TypedDict):
    """An action as the public log has it. ``decision`` is 0 where an older paper log made it."""

    number: int
    text: str
    owners: list[Post]
    made: str
    due: str
    status: str
    state: str
    closed: str
    decision: int
    meeting: str
    minute: int
    source: str
    entries: list[Entry]


class Record(TypedDict):
    """Kind ``record``; subject: the body. Decisions and actions of one moment."""

    body: str
    name: str
    on: str
    decisions: list[Decision]
    actions: list[Action]


class Member(TypedDict):
    """A seat at the table on the day of publication."""

    role: str
    post: str
    title: str
    organisation: str
    person: str
    substitute: str
    since: str


class Line(TypedDict):
    """A body of the chart, and the key of the one that it reports to."""

    key: str
    name: str
    reports_to: str
    purpose: str


class Board(TypedDict):
    """Kind ``board``; subject: the body."""

    body: str
    name: str
    on: str
    purpose: str
    terms: str
    quorum: int | None
    chair_by: str
    members: list[Member]
    chart: list[Line]


SHAPES: dict[Kind, Any] = {
    Kind.CALENDAR: Calendar,
    Kind.PACK: Pack,
    Kind.MINUTES: Minutes,
    Kind.RECORD: Record,
    Kind.BOARD: Board,
}
"""By kind; a plan's content is whatever ``plan.queries.published_plan`` gives."""
