"""What the interface for programs answers with: the objects of OParl 1.1, and our own beside them.

OParl's names are written as OParl writes them. What it has no word for begins with ``saferboard:``
(here: ``own_``).
"""

from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

SCHEMA = "https://schema.oparl.org/1.1/"
OWN = "urn:saferboard:1:"


def written(name: str) -> str:
    """``own_minute_numbers`` as ``saferboard:minuteNumbers``, ``short_name`` as ``shortName``."""
    own, prefix, rest = name.rpartition("own_")
    return f"saferboard:{to_camel(rest)}" if prefix and not own else to_camel(name)


class Shape(BaseModel):
    """Written without what it does not have."""

    model_config = ConfigDict(
        alias_generator=written, validate_by_name=True, validate_by_alias=True, extra="forbid"
    )


class Dated(Shape):
    """An object at an address of its own, and when it came about and last changed."""

    id: str
    created: datetime
    modified: datetime


class Gone(Dated):
    """What was withdrawn: why stands on the page that it had."""

    type: str
    deleted: bool = True


class System(Dated):
    """Where programs begin."""

    type: str = SCHEMA + "System"
    oparl_version: str = SCHEMA
    name: str
    body: str
    website: str
    own_popolo: str
    own_actions: str
    own_decisions: str


class Body(Dated):
    """The partnership. Its boards and groups are organizations."""

    type: str = SCHEMA + "Body"
    system: str
    name: str
    website: str
    organization: str
    person: str
    membership: str
    meeting: str
    agenda_item: str
    paper: str
    file: str
    legislative_term: list[str] = []


class Organization(Dated):
    """A board or group that meets."""

    type: str = SCHEMA + "Organization"
    body: str
    name: str
    meeting: str
    membership: list[str] = []
    sub_organization_of: str | None = None
    start_date: date | None = None
    own_purpose: str | None = None
    own_terms: str | None = None
    own_quorum: int | None = None
    own_notice_days: int | None = None


class Membership(Dated):
    """Somebody's seat, by the post that they hold."""

    type: str = SCHEMA + "Membership"
    person: str | None = None
    organization: str
    role: str
    voting_right: bool
    start_date: date
    end_date: date | None = None
    own_post: str
    own_organisation: str


class Person(Dated):
    """Somebody who holds a post that decides. The holders of other posts are not named."""

    type: str = SCHEMA + "Person"
    body: str
    name: str
    status: list[str]
    membership: list[Membership]


class File(Dated):
    """A file, its fingerprint, and where it is."""

    type: str = SCHEMA + "File"
    name: str
    file_name: str
    mime_type: str
    date: datetime
    size: int
    access_url: str
    download_url: str
    meeting: list[str] = []
    paper: list[str] = []
    own_sha256: str


class Location(Shape):
    """Where a meeting is held, in words."""

    id: str
    type: str = SCHEMA + "Location"
    description: str


class Outcome(Shape):
    """A resolution, agreement, note or undertaking of a minute."""

    decision: str
    kind: str
    letter: str
    text: str


class Minute(Shape):
    """A minute by its own number, which runs on from meeting to meeting."""

    number: int
    title: str
    agenda_item: str | None = None
    paragraph: int | None = None
    outcomes: list[Outcome]


class Attendee(Shape):
    """Somebody who was there, or sent apologies."""

    name: str
    post: str | None = None
    organisation: str | None = None
    group: str
    presence: str
    in_chair: bool
    instead_of: str | None = None
    for_minute: int | None = None


class Declaration(Shape):
    """An interest that somebody declared, and what they then did."""

    name: str
    interest: str
    kind: str
    done: str
    business: str | None = None
    standing: bool


class AgendaItem(Dated):
    """An item of business: its place on the agenda is ``number``; its minutes have their own."""

    type: str = SCHEMA + "AgendaItem"
    meeting: str
    number: str
    order: int
    name: str
    public: bool
    result: str | None = None
    resolution_text: str | None = None
    auxiliary_file: list[File] = []
    own_kind: str
    own_presenter: str | None = None
    own_purpose: str | None = None
    own_pages: list[int] = []
    own_papers: list[str] = []
    own_minute_numbers: list[int] = []
    own_decisions: list[str] = []
    own_paragraph: int | None = None
    own_state: str
    own_because: str | None = None
    own_deferred_to: date | None = None


class Meeting(Dated):
    """A meeting with its agenda and, when they are published, its minutes."""

    type: str = SCHEMA + "Meeting"
    name: str
    web: str
    meeting_state: str
    cancelled: bool = False
    start: datetime | None = None
    location: Location | None = None
    organization: list[str]
    invitation: File | None = None
    results_protocol: File | None = None
    auxiliary_file: list[File] = []
    agenda_item: list[AgendaItem] = []
    own_because: str | None = None
    own_minutes_state: str | None = None
    own_minutes: list[Minute] = []
    own_attendance: list[Attendee] = []
    own_declarations: list[Declaration] = []


class Paper(Dated):
    """A report or a presentation to a meeting."""

    type: str = SCHEMA + "Paper"
    body: str
    name: str
    web: str
    date: date
    main_file: File | None = None
    own_meeting: str
    own_agenda_item: str
    own_pages: list[int] = []
    own_supplement: int | None = None
    own_supplied_by: str | None = None
    own_late: str | None = None


class Decision(Dated):
    """A decision, and the actions that it asked for, or why it asks for none."""

    type: str = OWN + "Decision"
    web: str
    kind: str
    text: str
    letter: str | None = None
    organization: str
    meeting: str
    minute_number: int
    minute_title: str
    agenda_item_number: int | None = None
    actions: list[str]
    needs_none_because: str | None = None


class Entry(Shape):
    """A dated line in the life of an action."""

    on: date
    what: str
    text: str
    evidence: str | None = None
    link: str | None = None


class Owner(Shape):
    """A post that has to act."""

    post: str
    title: str
    organisation: str


class Action(Dated):
    """What a body asked posts to do, and where it stands on the day of the record."""

    type: str = OWN + "Action"
    web: str
    organization: str
    number: int
    text: str
    owners: list[Owner]
    asked: date
    due: date | None = None
    due_in_words: str | None = None
    colour: str
    status: str
    because: str
    open: bool
    closed: date | None = None
    merged_into: str | None = None
    decision: str | None = None
    meeting: str | None = None
    minute_number: int | None = None
    source: str | None = None
    as_of: date
    entries: list[Entry]


T = TypeVar("T")


class Pagination(Shape):
    """How far a list goes."""

    total_elements: int
    elements_per_page: int
    current_page: int
    total_pages: int


class Links(Shape):
    """The other pages of a list."""

    first: str
    prev: str | None = None
    this: str = Field(serialization_alias="self")
    next: str | None = None
    last: str


class Page(Shape, Generic[T]):
    """A page of a list."""

    data: list[T]
    pagination: Pagination
    links: Links


class Wrong(Shape):
    """One thing wrong with what was asked."""

    what: str
    where: str
    expected: str
    remedy: str


class Faults(Shape):
    """Why there is no answer."""

    faults: list[Wrong]
