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
    """A paper of an item. ``document`` names two files, ``.json`` and ``.html``; empty for a PDF.

    ``file`` is the PDF that holds it.
    ``pages`` are the first and last in the pack, or in the ``supplement`` that brought it (0: the
    pack). ``key`` and ``version`` are those of the office's books.
    """

    slug: str
    key: str
    version: int
    title: str
    document: str
    file: str
    pages: list[int]
    supplement: int
    supplied_by: str
    late: str


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
    state: str
    because: str
    deferred_to: str
    pages: list[int]
    papers: list[Paper]


class Supplement(TypedDict):
    """Papers that followed the pack, as ``file`` of ``Publication.files``."""

    number: int
    on: str
    pages: list[int]
    file: str


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
    """Somebody at the meeting, or who sent apologies (``presence``), by ``group``.

    ``minute`` is the one for which they came; 0 for the whole meeting.
    """

    group: str
    presence: str
    name: str
    post: str
    organisation: str
    in_chair: bool
    instead_of: str
    minute: int


class Outcome(TypedDict):
    """A resolution, agreement, note or undertaking. ``id`` is that of ``Decision``."""

    id: int
    kind: str
    letter: str
    text: str


class Minute(TypedDict):
    """A minute by its own number; ``item`` is the place on the agenda, 0 if it was not on it.

    ``paragraph`` is set where it was taken in private: its outcomes are then left out.
    """

    number: int
    title: str
    item: int
    paragraph: int | None
    outcomes: list[Outcome]


class Declaration(TypedDict):
    """An interest declared at the meeting."""

    name: str
    interest: str
    kind: str
    done: str
    business: str
    standing: bool


class Minutes(TypedDict):
    """Kind ``minutes``; subject: the meeting. Their text: ``minutes.json``, ``.html``, ``.pdf``."""

    body: str
    name: str
    date: str
    state: str
    started: str
    ended: str
    place: str
    confirmed: str
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
    """A dated line of an action's life. ``evidence`` is what was given to show that it is done."""

    on: str
    told: str
    text: str
    evidence: str
    link: str


class Action(TypedDict):
    """An action as the public log has it. ``decision`` is 0 where an older paper log made it.

    ``colour`` is Green, Amber, Red or Grey, and ``word`` and ``because`` say it in words, as of the
    day of the record.
    """

    number: int
    text: str
    owners: list[Post]
    asked: str
    due: str
    until: str
    colour: str
    word: str
    because: str
    is_open: bool
    closed: str
    merged_into: int
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


SHAPES: dict[Kind, Any] = {
    Kind.CALENDAR: Calendar,
    Kind.PACK: Pack,
    Kind.MINUTES: Minutes,
    Kind.RECORD: Record,
}
"""By kind. A board's content is ``core.directory.lines.PublicBoard`` as JSON, its subject
``partnership``; a plan's is what ``plan.queries.published_plan`` gives, as JSON."""
