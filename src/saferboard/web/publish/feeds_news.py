"""What is new, in words: a publication, a correction or a withdrawal, for feeds and e-mails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from saferboard.web.publish.feeds_addresses import page_of
from saferboard.web.publish.models import Kind, Publication, Withdrawal
from saferboard.web.publish.queries import all_standing


def named(content: str) -> Coalesce:
    """The name of the body, read without the rest of a content; a board’s has none."""
    return Coalesce(KeyTextTransform("body_name", content), KeyTextTransform("name", content))


@dataclass(frozen=True, slots=True)
class News:
    """One thing that the public can see since ``at``. ``path`` is the page that shows it."""

    kind: Kind
    body: str
    subject: str
    number: int
    at: datetime
    stamp: int
    withdrawn: bool
    title: str
    text: str
    path: str

    @property
    def mark(self) -> str:
        """Which event it is, for ever."""
        return f"{self.kind}/{self.subject}/{self.number}" + (
            "/withdrawn" if self.withdrawn else ""
        )


def name_in(content: Mapping[str, Any]) -> str | None:
    """The same, of a content that is at hand."""
    return content.get("body_name") or content.get("name")


def bodies() -> dict[str, str]:
    """The bodies of which something is published, by name, under their keys."""
    rows = all_standing(set(Kind) - {Kind.BOARD}).annotate(name=named("content")).order_by("stamp")
    found = dict(rows.values_list("body", "name"))
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def newest(most: int, body: str | None = None) -> list[News]:
    """The latest that happened, newest first: of all, or of a body and of who sits where.

    Two queries.
    """
    of = Q() if body is None else Q(body=body) | Q(kind=Kind.BOARD)
    out = of if body is None else Q(publication__body=body) | Q(publication__kind=Kind.BOARD)
    rows = Publication.objects.annotate(name=named("content")).filter(of).defer("content")
    gone = (
        Withdrawal.objects.select_related("publication")
        .annotate(name=named("publication__content"))
        .filter(out)
        .defer("publication__content")
    )
    found = [
        *(published(row, row.name) for row in rows.order_by("-stamp")[:most]),
        *(withdrawn(row, row.name) for row in gone.order_by("-stamp")[:most]),
    ]
    return sorted(found, key=lambda one: one.stamp, reverse=True)[:most]


def published(row: Publication, name: str | None) -> News:
    """A publication, by the name of its body."""
    kind = Kind(row.kind)
    what = f"{'Updated' if row.number > 1 else 'New'}: {subject_of(row, name)}"
    told = row.note or f"{kind.label}, published on {_day(row.at.date())}."
    return _news(row, row.at, row.stamp, what, told, withdrawn=False)


def withdrawn(row: Withdrawal, name: str | None) -> News:
    """A withdrawal, by the name of the body."""
    what = f"Withdrawn: {subject_of(row.publication, name)}"
    return _news(row.publication, row.at, row.stamp, what, row.reason, withdrawn=True)


def subject_of(row: Publication, name: str | None) -> str:
    """``agenda and papers, Strategy Board, 10 June 2022``."""
    kind = Kind(row.kind).label
    parts = [kind[:1].lower() + kind[1:], name or "", _day(row.date) if row.date else ""]
    if row.kind == Kind.PLAN:
        parts.append(row.subject.rpartition("/")[2])
    return ", ".join(part for part in parts if part)


def _news(
    row: Publication, at: datetime, stamp: int, title: str, text: str, *, withdrawn: bool
) -> News:
    return News(
        kind=Kind(row.kind),
        body=row.body,
        subject=row.subject,
        number=row.number,
        at=at,
        stamp=stamp,
        withdrawn=withdrawn,
        title=title,
        text=text,
        path=page_of(row),
    )


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
