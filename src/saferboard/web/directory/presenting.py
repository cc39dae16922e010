"""What the pages about people and bodies show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from saferboard.core.directory import elections, spells
from saferboard.core.directory.lines import Branch, tree
from saferboard.core.directory.seats import MEMBERS, SeatRole
from saferboard.core.directory.tenures import vacancy
from saferboard.web.directory import queries
from saferboard.web.directory.models import Body, Person, Post, Remit, Seat, Tenure

SOON = 60  # days


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post, who holds it, and if nobody does, since when."""

    post: Post
    person: Person | None
    vacant: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to see to: whose it is, where to do it, and what it is."""

    about: Post | Body
    text: str

    @property
    def url(self) -> str:
        """Where to see to it."""
        name = "people-post" if isinstance(self.about, Post) else "people-body"
        return reverse(name, args=[self.about.key])


@dataclass(frozen=True, slots=True)
class Group:
    """A body in the chart, those that report to it, and the business between it and others."""

    body: Body
    chair: Seat | None
    gave: tuple[Remit, ...]
    took: tuple[Remit, ...]
    below: tuple["Group", ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A day in the life of something, and what happened on it."""

    when: str
    text: str
    done: bool = True


def posts(on: date) -> list[PostRow]:
    """Every post that stands on that day, with its holder. Two queries."""
    held: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in Tenure.objects.select_related("person").order_by("since"):
        held[tenure.post_id].append(tenure)
    rows = []
    for post in Post.objects.select_related("organisation").exclude(until__lt=on):
        today = spells.on_day(held[post.pk], on)
        person = today[0].person if today else None
        rows.append(PostRow(post, person, vacancy(held[post.pk], on)))
    return rows


def notices(on: date) -> list[Notice]:
    """Tenures and seats that end soon, and elections overdue. Two queries."""
    window = Q(until__gte=on, until__lte=on + SOON * spells.DAY)
    found = [
        Notice(tenure.post, f"the tenure ends on {spells.day(tenure.until)}")
        for tenure in Tenure.objects.filter(window).select_related("post__organisation")
        if tenure.until
    ]
    seats = Seat.objects.filter(window | Q(elected=True, until__isnull=True))
    for seat in seats.select_related("post__organisation", "body"):
        if seat.until:
            text = f"the seat of {seat.role} on {seat.body} ends on {spells.day(seat.until)}"
            found.append(Notice(seat.post, text))
        elif elections.overdue(seat.since, seat.until, on=on):
            due = spells.day(elections.due_by(seat.since))
            found.append(Notice(seat.body, f"the election of its {seat.role} was due by {due}"))
    return found


def chart(on: date) -> tuple[Group, ...]:
    """The bodies of that day as a tree. Three queries."""
    found = {
        body.key: body for body in queries.bodies().exclude(since__gt=on).exclude(until__lt=on)
    }
    chairs = {
        seat.body_id: seat
        for seat in Seat.objects.filter(queries.lasting(on), role=SeatRole.CHAIR).select_related(
            "post__organisation"
        )
    }
    out = list(queries.remits().filter(returned_on__isnull=True))

    def group(branch: Branch) -> Group:
        body = found[branch.body]
        return Group(
            body,
            chairs.get(body.pk),
            tuple(row for row in out if row.giver_id == body.pk),
            tuple(row for row in out if row.taker_id == body.pk),
            tuple(group(under) for under in branch.below),
        )

    above = {key: body.reports_to.key if body.reports_to else None for key, body in found.items()}
    return tuple(group(branch) for branch in tree(above))


def listed(groups: tuple[Group, ...]) -> list[Group]:
    """The chart from top to bottom, for its table."""
    return [one for group in groups for one in (group, *listed(group.below))]


def quorum_of(body: Body, table: list[queries.Seated]) -> str:
    """``9 of 17 members must be present, in person or by their substitutes``."""
    members = sum(one.role in MEMBERS for one in table)
    if body.quorum is None:
        return f"Not set; the body has {members} member{'s' * (members != 1)}"
    return f"{body.quorum} of {members} members must be present, themselves or by substitute"


def chairing(body: Body, seats: list[Seat], on: date) -> list[str]:
    """How chair and vice-chair came to it, and when the next election is due."""
    said = []
    for seat in spells.on_day(seats, on):
        role = SeatRole(seat.role)
        if role not in elections.ELECTED:
            continue
        if body.chair_by == "terms" and role is SeatRole.CHAIR:
            said.append(f"{seat.post} is chair by the terms of reference")
        else:
            term = elections.term(role, seat.since, seat.until, elected=seat.elected, on=on)
            said.append(f"{seat.post}: {term}")
    return said


def life(remit: Remit) -> list[Step]:
    """Business passed on and brought back, as a line."""
    steps = [
        Step(
            spells.day(remit.on),
            f"{remit.giver} passed it to {remit.taker}. {remit.because}".strip(),
        )
    ]
    if remit.returned_on is None:
        return [*steps, Step("Now", f"It is with {remit.taker}.", done=False)]
    end = f"It came back to {remit.giver}. {remit.outcome}".strip()
    return [*steps, Step(spells.day(remit.returned_on), end)]
