"""Public copies written out by hand, and published: two bodies, with everything a copy may hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferboard.web.publish import contents
from saferboard.web.publish.actions import Subject, publish
from saferboard.web.publish.caching import PAGES
from saferboard.web.publish.models import Kind, Publication

JUNE, SEPTEMBER = date(2022, 6, 10), date(2022, 9, 9)
NAME = "The Strategy <Board>"
SHA = "ab" * 32


def file(type: str = "application/pdf") -> dict[str, Any]:
    """What a publication says of a file."""
    return {"sha256": SHA, "size": 1234, "type": type}


def calendar(*, body: str = "board", name: str = NAME) -> contents.Calendar:
    """Two days, one of them called off."""
    return {
        "body": body,
        "name": name,
        "meetings": [
            {"date": "2022-06-10", "starts": "10:00", "place": "County Hall; Room 2",
             "state": "planned", "because": ""},
            {"date": "2022-09-09", "starts": "10:00", "place": "", "state": "cancelled",
             "because": "No quorum."},
        ],
    }  # fmt: skip


def item(number: int, title: str, **changes: Any) -> contents.Item:
    """An item of business."""
    plain = {
        "number": number, "title": title, "kind": "report", "standing": "", "presenter": "",
        "purpose": "", "minutes": None, "paragraph": None, "public_interest": "", "state": "on",
        "because": "", "deferred_to": "", "pages": [], "papers": [],
    }  # fmt: skip
    return {**plain, **changes}  # type: ignore[typeddict-item]


def paper(slug: str, title: str, **changes: Any) -> contents.Paper:
    """A paper of an item."""
    plain = {
        "slug": slug, "key": slug, "version": 1, "title": title, "document": slug,
        "file": "item-1.pdf", "pages": [3, 8], "supplement": 0, "supplied_by": "", "late": "",
    }  # fmt: skip
    return {**plain, **changes}  # type: ignore[typeddict-item]


def pack() -> contents.Pack:
    """An agenda with a paper, a private item, and two that came off under one number."""
    return {
        "body": "board", "name": NAME, "date": "2022-06-10", "starts": "10:00",
        "place": "County Hall; Room 2", "state": "called", "pages": 12,
        "supplements": [
            {"number": 1, "on": "2022-06-08", "pages": [13, 14], "file": "supplement-1.pdf"}
        ],
        "items": [
            item(1, "Performance", presenter="Team Manager, County Council", pages=[3, 8],
                 papers=[paper("performance", "Performance in Quarter 4")]),
            item(2, "A contract", paragraph=3, public_interest="Prices would be known."),
            item(3, "Road safety", state="withdrawn", because="No figures came."),
            item(3, "Hate crime", state="deferred", deferred_to="2022-09-09"),
        ],
    }  # fmt: skip


PACK_FILES = {
    "pack.pdf": file(),
    "item-1.pdf": file(),
    "supplement-1.pdf": file(),
    "performance.json": file("application/json"),
    "performance.html": file("text/html; charset=utf-8"),
    "chart-0123.svg": file("image/svg+xml"),
}


def minutes() -> contents.Minutes:
    """Minutes whose numbers are not those of the agenda."""
    return {
        "body": "board", "name": NAME, "date": "2022-06-10", "state": "confirmed",
        "started": "10:05", "ended": "12:00", "place": "County Hall; Room 2",
        "confirmed": "2022-09-09",
        "attendance": [
            attendee("A. Example", "Team Manager", in_chair=True),
            attendee("=1+1", "Superintendent", presence="apologies", instead_of="B. Example"),
            attendee("C. Example", "", group="others", organisation="", minute=45),
        ],
        "declarations": [
            {"name": "A. Example", "interest": "Governor of a school", "kind": "other",
             "done": "stayed", "business": "Performance", "standing": True}
        ],
        "minutes": [
            {"number": 44, "title": "Introductions", "item": 0, "paragraph": None, "outcomes": []},
            {"number": 45, "title": "Performance", "item": 1, "paragraph": None, "outcomes": [
                {"id": 7, "kind": "resolved", "letter": "(a)", "text": "That it be noted."},
                {"id": 8, "kind": "resolved", "letter": "(b)", "text": "That leaflets be sent."},
            ]},
            {"number": 46, "title": "A contract", "item": 2, "paragraph": 3, "outcomes": []},
        ],
    }  # fmt: skip


def attendee(name: str, post: str, **changes: Any) -> contents.Attendee:
    """Somebody at the meeting."""
    plain = {
        "group": "members", "presence": "present", "name": name, "post": post,
        "organisation": "County Council", "in_chair": False, "instead_of": "", "minute": 0,
    }  # fmt: skip
    return {**plain, **changes}  # type: ignore[typeddict-item]


def decision(number: int, **changes: Any) -> contents.Decision:
    """A decision of minute 45."""
    plain = {
        "id": number, "kind": "resolved", "letter": "(a)", "text": "That it be noted.",
        "meeting": "2022-06-10", "minute": 45, "title": "Performance", "item": 1,
        "answer": "Nothing was asked for.", "actions": [],
    }  # fmt: skip
    return {**plain, **changes}  # type: ignore[typeddict-item]


def action(number: int, **changes: Any) -> contents.Action:
    """An action that is in hand."""
    plain = {
        "number": number, "text": "Send leaflets", "asked": "2022-06-10", "due": "2022-08-31",
        "owners": [{"key": "manager", "title": "Team Manager", "organisation": "County Council"}],
        "until": "", "colour": "Amber", "word": "in hand", "because": "it is due", "is_open": True,
        "closed": "", "merged_into": 0, "decision": 8, "meeting": "2022-06-10", "minute": 45,
        "source": "",
        "entries": [
            {"on": "2022-06-10", "told": "Asked for", "text": "", "evidence": "", "link": ""},
            {"on": "2022-07-01", "told": "Evidence", "text": "Sent, all of them", "link": "",
             "evidence": "A photograph, with “quotes”"},
        ],
    }  # fmt: skip
    return {**plain, **changes}  # type: ignore[typeddict-item]


def record(*, body: str = "board") -> contents.Record:
    """Two decisions; an action that came of one, and an old one that was merged into it."""
    return {
        "body": body,
        "name": NAME,
        "on": "2022-07-15",
        "decisions": [
            decision(7),
            decision(8, letter="(b)", text="That leaflets be sent.", answer="", actions=[3]),
        ],
        "actions": [
            action(2, decision=0, meeting="", minute=0, source="the log of March 2021",
                   is_open=False, closed="2022-07-01", merged_into=3, colour="Grey",
                   word="Merged into no. 3", entries=[], due="", until="the June meeting"),
            action(3),
        ],
    }  # fmt: skip


def seat(post: str, role: str, name: str, **changes: Any) -> dict[str, Any]:
    """A seat at the table."""
    plain = {
        "post": post, "title": post.capitalize(), "organisation": "council", "role": role,
        "name": name, "vacant": not name, "since": "2021-06-01", "until": None, "basis": "",
    }  # fmt: skip
    return {**plain, **changes}


def board() -> dict[str, Any]:
    """Two bodies, one reporting to the other; the officer's holder is not named."""
    plain = {
        "purpose": "Keeps an eye on things.", "terms": "", "chair_by": "election", "quorum": 5,
        "notice_days": 5, "since": None,
    }  # fmt: skip
    manager = seat("manager", "chair", "A. Example")
    return {
        "on": "2022-06-01",
        "organisations": [{"key": "council", "name": "County Council", "kind": "council"}],
        "remits": [],
        "bodies": [
            {**plain, "key": "board", "name": NAME, "reports_to": None, "seats": [
                manager, seat("officer", "officer", "", until="2023-05-31"),
            ]},
            {**plain, "key": "group", "name": "The Delivery Group", "reports_to": "board",
             "since": "2019-01-01", "seats": [{**manager, "role": "member"}]},
        ],
    }  # fmt: skip


def plan() -> dict[str, Any]:
    """A plan, as far as feeds look at it."""
    return {"body": "board", "body_name": NAME, "name": "Plan of 2022", "year": 2022}


def out(kind: Kind, content: Any, *, note: str = "", **subject: Any) -> Publication:
    """Publish a copy, by default of the board or its June meeting."""
    of: dict[str, Any] = {"body": "board"}
    if kind in (Kind.PACK, Kind.MINUTES):
        of["day"] = JUNE
    if kind is Kind.BOARD:
        of["body"] = "partnership"
    if kind is Kind.PLAN:
        of["year"] = 2022
    files = {Kind.PACK: PACK_FILES, Kind.MINUTES: {"minutes.pdf": file()}}.get(kind, {})
    about = Subject(kind, **of | subject)
    return publish(by="clerk", subject=about, content=content, files=files, note=note)


def all_out() -> dict[Kind, Publication]:
    """Everything is published."""
    made = {
        Kind.CALENDAR: calendar(), Kind.PACK: pack(), Kind.MINUTES: minutes(),
        Kind.RECORD: record(), Kind.BOARD: board(), Kind.PLAN: plan(),
    }  # fmt: skip
    return {kind: out(kind, content) for kind, content in made.items()}


def forget() -> None:
    """Keep no page: a test's stamps are given again to the next one."""
    PAGES.clear()
    cache.clear()


@contextmanager
def queries(most: int) -> Iterator[None]:
    """No more than so many queries."""
    with CaptureQueriesContext(connection) as asked:
        yield
    assert len(asked) <= most, [query["sql"] for query in asked]
