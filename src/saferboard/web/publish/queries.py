"""Reading what is published. The public's pages read nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from saferboard.web.board.meetings.models import Meeting
from saferboard.web.publish.models import Kind, Publication, SealedPapers, Stamp, Withdrawal


@dataclass(frozen=True, slots=True)
class Stamped:
    """Which state of what is published a page shows."""

    number: int
    at: datetime | None


def stamp() -> Stamped:
    """The state now: it changes with every publication, correction and withdrawal."""
    row = Stamp.objects.filter(pk=1).values_list("number", "at").first()
    return Stamped(*row) if row else Stamped(0, None)


def newest(kind: Kind, subject: str) -> Publication | None:
    """The newest publication of a subject, with its withdrawal if it was withdrawn."""
    return (
        Publication.objects.select_related("withdrawal")
        .filter(kind=kind, subject=subject)
        .order_by("-number")
        .first()
    )


def standing(kind: Kind, subject: str) -> Publication | None:
    """What the public sees of a subject: the newest, unless it is withdrawn."""
    found = newest(kind, subject)
    return found if found and withdrawal_of(found) is None else None


def withdrawal_of(publication: Publication) -> Withdrawal | None:
    """How it was withdrawn; None while it stands."""
    return getattr(publication, "withdrawal", None)


def all_standing(kinds: Iterable[Kind], body: str | None = None) -> QuerySet[Publication]:
    """The newest of every subject of these kinds that is not withdrawn, latest date first."""
    same = Publication.objects.filter(kind=OuterRef("kind"), subject=OuterRef("subject"))
    rows = Publication.objects.filter(kind__in=list(kinds), withdrawal__isnull=True)
    if body is not None:
        rows = rows.filter(body=body)
    latest = Subquery(same.order_by("-number").values("pk")[:1])
    return rows.annotate(latest=latest).filter(pk=F("latest")).order_by("-date", "kind", "subject")


def of_meeting(body: str, day: date) -> dict[Kind, Publication]:
    """The newest pack and minutes of a meeting, withdrawn ones too."""
    rows = Publication.objects.select_related("withdrawal").filter(
        subject=f"{body}/{day}", kind__in=(Kind.PACK, Kind.MINUTES)
    )
    latest = rows.values("kind").annotate(last=Max("number")).values("kind", "last")
    wanted = Q(pk__in=[])
    for one in latest.order_by():
        wanted |= Q(kind=one["kind"], number=one["last"])
    return {Kind(row.kind): row for row in rows.filter(wanted)}


def files_of(body: str, day: date) -> list[Publication]:
    """The newest pack and minutes of a meeting, withdrawn ones too, without content: one query."""
    rows = Publication.objects.select_related("withdrawal").filter(
        subject=f"{body}/{day}", kind__in=(Kind.PACK, Kind.MINUTES)
    )
    found = {row.kind: row for row in rows.defer("content").order_by("number")}
    return list(found.values())


def history(kind: Kind, subject: str) -> list[Publication]:
    """Every publication of a subject, newest first, without content."""
    return list(
        Publication.objects.select_related("withdrawal")
        .defer("content", "withdrawal__publication__content")
        .filter(kind=kind, subject=subject)
        .order_by("-number")
    )


def published_of(meeting: Meeting) -> dict[Kind, Publication]:
    """What was published last of a meeting in the office's books."""
    return of_meeting(meeting.body.key, meeting.date)


def sealed_with(publication: Publication) -> SealedPapers | None:
    """The private papers that go with a pack: those of the last whole one, under supplements too.

    A supplement adds to what is out; a whole pack without private papers leaves none.
    """
    rows = Publication.objects.select_related("sealed_papers").filter(
        kind=Kind.PACK, subject=publication.subject, number__lte=publication.number
    )
    for row in rows.order_by("-number"):
        sealed: SealedPapers | None = getattr(row, "sealed_papers", None)
        if sealed is not None or not row.content["supplements"]:
            return sealed
    return None
