"""Reading accounts, and who holds and sits on what on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from saferboard.core.directory.seats import SeatRole, at_table
from saferboard.web.directory.models import Body, Person, Post, Seat, Tenure, User


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
