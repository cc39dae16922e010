"""Reading comments: those waiting for somebody to read them, and what the public may see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from saferboard.core.directory.permissions import Permission, decide
from saferboard.core.evidence.periods import Month, Period
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.waiting import Waiting
from saferboard.web.evidence import queries as evidence
from saferboard.web.evidence.surveys.models import PUBLIC, Comment, Moderation, Verdict

_NEWEST = Moderation.objects.filter(comment=OuterRef("pk")).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as the public may read it: never more than its moderator let through."""

    topic: str
    area: str
    period: Period
    text: str


def comments(survey: str) -> QuerySet[Comment]:
    """A survey's comments, each with its ``verdict`` (None while it waits)."""
    return Comment.objects.filter(survey=survey).annotate(
        verdict=Subquery(_NEWEST.values("verdict")[:1])
    )


def waiting(survey: str) -> QuerySet[Comment]:
    """The comments nobody has read yet, the oldest first."""
    return comments(survey).filter(Q(verdict=None))


def to_read(user: User, post: Post | None, today: date) -> Iterator[Waiting]:
    """What waits for whoever moderates, as the first page of an account tells it."""
    if not decide(Permission.SURVEY_MODERATE, user.held):
        return
    unread = sum(kinds[""] for kinds in counts().values())
    if unread:
        yield Waiting(f"{unread} comment{'s' * (unread > 1)} to read", reverse("work-surveys"))


def place_name(code: str) -> str:
    """What the newest release calls an area; its code before the first, or if that has no such."""
    row = evidence.latest()
    places = evidence.header(row).places if row else ()
    return next((place.name for place in places if place.code == code), code)


def standing(comment: Comment) -> Moderation | None:
    """The choice that stands; None while the comment waits."""
    return comment.moderations.last()


def counts() -> dict[str, Counter[str]]:
    """How many comments of each survey wait (``""``), and how many there are of each verdict."""
    found: dict[str, Counter[str]] = {}
    rows = (
        Comment.objects.annotate(verdict=Subquery(_NEWEST.values("verdict")[:1]))
        .order_by()
        .values_list("survey", "verdict")
        .annotate(many=Count("pk"))
    )
    for survey, verdict, many in rows:
        found.setdefault(survey, Counter())[verdict or ""] += many
    return found


def shown(survey: str, last: Month) -> list[Shown]:
    """What the public may read of a survey's comments up to a month, by topic.

    The originals are not even fetched.
    """
    rows = (
        comments(survey)
        .annotate(public=Subquery(_NEWEST.values("text")[:1]))
        .filter(Q(verdict__in=PUBLIC))
        .order_by("topic", "-pk")
        .values_list("topic", "area", "period", "public")
    )
    found = [Shown(topic, area, Period.parse(period), text) for topic, area, period, text in rows]
    return [one for one in found if one.period.last <= last]


STATES = {"": "Waiting to be read", **dict(Verdict.choices)}
"""What a comment may be, in words; the empty one while it waits."""
