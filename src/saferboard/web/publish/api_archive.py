"""Reading what is published for programs: withdrawn things too, which they are told to forget."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from saferboard.web.publish.feeds_news import named
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.queries import withdrawal_of


@dataclass(frozen=True, slots=True)
class Held:
    """The newest publication of a subject; when its first came out, and when it last changed.

    ``name`` is that of its body.
    """

    row: Publication
    name: str
    created: datetime
    modified: datetime
    stands: bool

    @property
    def content(self) -> Any:
        """Its shape is that of its kind (``contents``)."""
        return self.row.content


@dataclass(slots=True)
class Gathered:
    """All that is published of one meeting."""

    body: str
    day: date
    announced: dict[str, Any] | None = None
    calendar: Held | None = None
    pack: Held | None = None
    minutes: Held | None = None
    sources: list[Held] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        """Whether the public sees anything of it."""
        return any(held.stands for held in self.sources)

    @property
    def created(self) -> datetime:
        """When it was first heard of."""
        return min(held.created for held in self.sources)

    @property
    def modified(self) -> datetime:
        """When the last of it changed."""
        return max(held.modified for held in self.sources)

    @property
    def name(self) -> str:
        """The name of its body."""
        return self.sources[0].name


def held(
    kinds: Iterable[Kind],
    body: str | None = None,
    day: date | None = None,
    *,
    bare: bool = False,
) -> list[Held]:
    """The newest of every subject, by subject; if bare, without content. One query."""
    same = Publication.objects.filter(kind=OuterRef("kind"), subject=OuterRef("subject"))
    of = Q(kind__in=list(kinds))
    if body is not None:
        of &= Q(body=body)
    if day is not None:
        of &= Q(date=day)
    rows = (
        Publication.objects.select_related("withdrawal")
        .filter(of)
        .annotate(
            latest=Subquery(same.order_by("-number").values("pk")[:1]),
            first_at=Subquery(same.order_by("number").values("at")[:1]),
            name=named("content"),
        )
        .filter(pk=F("latest"))
        .order_by("subject", "kind")
        .defer(*(("content",) if bare else ()))
    )
    return [_held(row, row.first_at, row.name or "") for row in rows]


def _held(row: Publication, created: datetime, name: str) -> Held:
    withdrawal = withdrawal_of(row)
    if withdrawal is None:
        return Held(row, name, created, row.at, stands=True)
    return Held(row, name, created, withdrawal.at, stands=False)


def meetings(body: str | None = None, day: date | None = None) -> list[Gathered]:
    """Every meeting that was ever published, by body and day. Two queries at most."""
    found: dict[tuple[str, date], Gathered] = {}

    def at(key: tuple[str, date], source: Held) -> Gathered:
        gathered = found.setdefault(key, Gathered(*key))
        gathered.sources.append(source)
        return gathered

    for calendar in held([Kind.CALENDAR], body):
        for one in calendar.content["meetings"]:
            on = date.fromisoformat(one["date"])
            if calendar.stands and day in (None, on):
                gathered = at((calendar.row.body, on), calendar)
                gathered.announced, gathered.calendar = one, calendar
    for source in held([Kind.PACK, Kind.MINUTES], body, day):
        if source.row.date is None:
            continue
        gathered = at((source.row.body, source.row.date), source)
        if source.row.kind == Kind.PACK:
            gathered.pack = source
        else:
            gathered.minutes = source
    return [found[key] for key in sorted(found)]
