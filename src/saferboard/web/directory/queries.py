"""Reading accounts, and who holds and sits on what on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from saferboard.core.directory.lines import (
    PublicBoard,
    PublicBody,
    PublicOrganisation,
    PublicRemit,
    PublicSeat,
    named,
)
from saferboard.core.directory.seats import SeatRole, at_table
from saferboard.web.directory.models import (
    Body,
    Organisation,
    Person,
    Post,
    Remit,
    Seat,
    StandingDeclaration,
    Tenure,
    User,
)


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody at a body's table on a day. No person: the post was vacant."""

    seat: Seat
    post: Post
    person: Person | None
    role: SeatRole
    substitute: Post | None


def accounts() -> list[User]:
    """Every account, by post."""
    return list(User.objects.order_by("post", "pk"))


def is_declared(post: str) -> bool:
    """Whether the partnership has a post with this key."""
    return Post.objects.filter(key=post).exists()


def lasting(on: date) -> Q:
    """What holds on that day: of tenures, seats, declarations."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def bodies() -> QuerySet[Body]:
    """Every body with the one it reports to, by name."""
    return Body.objects.select_related("reports_to")


def holder(post: Post, on: date) -> Person | None:
    """Who held the post on that day; none if it was vacant."""
    return holders([post], on).get(post.pk)


def holders(posts: Iterable[Post], on: date) -> dict[int, Person]:
    """Who held each of the posts (by primary key) on that day, in one query; vacant ones lack."""
    found = Tenure.objects.filter(lasting(on), post__in=list(posts)).select_related("person")
    return {tenure.post_id: tenure.person for tenure in found.order_by("since", "pk")}


def seated(body: Body, on: date) -> list[Seated]:
    """Who sat on the body on that day, the chair first; each post once. Two queries."""
    seats = (
        Seat.objects.filter(lasting(on), body=body)
        .select_related("post__organisation", "substitute__organisation")
        .order_by("post__organisation__name", "post__title", "pk")
    )
    table = at_table(seats, on)
    people = holders([seat.post for seat in table], on)
    return [
        Seated(seat, seat.post, people.get(seat.post_id), SeatRole(seat.role), seat.substitute)
        for seat in table
    ]


def post_of(user: User) -> Post | None:
    """The post that the account is for; none where the directory does not know it."""
    return Post.objects.select_related("organisation").filter(key=user.post).first()


def accounts_of(posts: Iterable[Post]) -> list[User]:
    """The accounts in use of those posts."""
    keys = {post.key for post in posts}
    return list(User.objects.filter(post__in=keys, is_active=True).order_by("post", "pk"))


def writers() -> dict[str, str]:
    """The title of every post by what stands for it where something was written: two queries."""
    titles = {post.key: post.title for post in Post.objects.all()}
    accounts = User.objects.values_list("pk", "post")
    return titles | {f"account {pk}": titles.get(post, post) for pk, post in accounts}


def standing_declarations(person_ids: Iterable[int], on: date) -> list[StandingDeclaration]:
    """What these people declared once for every meeting and that holds on that day."""
    found = StandingDeclaration.objects.filter(lasting(on), person__in=list(person_ids))
    return list(found.select_related("person").order_by("person__name", "person", "since", "pk"))


def remits() -> QuerySet[Remit]:
    """All business that one body passed to another, the newest first."""
    return Remit.objects.select_related("giver", "taker")


def public_board(on: date) -> PublicBoard:
    """Who sits where and who reports to whom on that day, for everybody. Five queries.

    No contact details; the holders of posts that decide are named, the others' are not.
    """
    found = list(bodies().exclude(since__gt=on).exclude(until__lt=on))
    seats = list(
        Seat.objects.filter(lasting(on), body__in=found)
        .select_related("post__organisation")
        .order_by("post__organisation__name", "post__title", "pk")
    )
    people = holders({seat.post for seat in seats}, on)
    roles: dict[int, set[str]] = {}
    for seat in seats:
        roles.setdefault(seat.post_id, set()).add(seat.role)
    public = {pk for pk, held in roles.items() if named(held)}
    organisations = Organisation.objects.filter(posts__in={seat.post_id for seat in seats})
    keys = {body.key for body in found}
    return PublicBoard(
        on=on,
        organisations=tuple(
            PublicOrganisation(row.key, row.name, row.kind) for row in organisations.distinct()
        ),
        bodies=tuple(
            _public_body(
                body, at_table([s for s in seats if s.body_id == body.pk], on), people, public
            )
            for body in found
        ),
        remits=tuple(
            PublicRemit(
                row.business,
                row.giver.key,
                row.taker.key,
                row.on,
                row.because,
                row.returned_on,
                row.outcome,
            )
            for row in remits()
            if {row.giver.key, row.taker.key} <= keys
        ),
    )


def _public_body(
    body: Body, table: list[Seat], people: dict[int, Person], public: set[int]
) -> PublicBody:
    return PublicBody(
        key=body.key,
        name=body.name,
        reports_to=body.reports_to.key if body.reports_to else None,
        purpose=body.purpose,
        terms=body.terms,
        chair_by=body.chair_by,
        quorum=body.quorum,
        notice_days=body.notice_days,
        since=body.since,
        seats=tuple(
            PublicSeat(
                post=seat.post.key,
                title=seat.post.title,
                organisation=seat.post.organisation.key,
                role=SeatRole(seat.role),
                name=people[seat.post_id].name
                if seat.post_id in public and seat.post_id in people
                else "",
                vacant=seat.post_id not in people,
                since=seat.since,
                until=seat.until,
                basis=seat.basis,
            )
            for seat in table
        ),
    )
