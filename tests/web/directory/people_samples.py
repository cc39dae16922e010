"""A small table: a council, a board with a group below it, four posts, one of them vacant."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.directory import actions
from saferboard.web.directory.models import (
    Body,
    Organisation,
    Person,
    Post,
    SeatRole,
    Tenure,
    User,
)

APRIL, JUNE, SEPTEMBER = date(2022, 4, 1), date(2022, 6, 10), date(2022, 9, 9)


@dataclass(frozen=True)
class Table:
    """What the tests begin with."""

    council: Organisation
    board: Body
    group: Body
    lead: Post
    deputy: Post
    clerk: Post
    vacant: Post
    tenure: Tenure

    @property
    def person(self) -> Person:
        """Who leads."""
        return self.tenure.person


def table(before: str = "") -> Table:
    """The lead and the deputy are members, the clerk an officer, the vacant post another member.

    ``before`` stands before every key, where other tables share the database.
    """
    council = Organisation.objects.create(key=f"{before}council", name="Example Council")
    board = Body.objects.create(key=f"{before}board", name="Example Board")
    group = Body.objects.create(key=f"{before}group", name="Example Group", reports_to=board)
    posts = [
        Post.objects.create(
            key=f"{before}{key}",
            title=f"{key.capitalize()} post",
            organisation=council,
            telephone="01632 960100",
            email=f"{key}@example.org",
        )
        for key in ("lead", "deputy", "clerk", "vacant")
    ]
    for post in posts:
        role = SeatRole.OFFICER if post.title == "Clerk post" else SeatRole.MEMBER
        actions.seat(by="tests", body=board, post=post, role=role, since=APRIL)
    held = [
        actions.appoint(by="tests", post=post, name=name, since=APRIL)
        for post, name in zip(posts, ("A. Example", "B. Example", "C. Example"), strict=False)
    ]
    return Table(council, board, group, *posts, held[0])


def signed_in(role: Role) -> Client:
    """Somebody signed in with this role."""
    user = User.objects.create(post="clerk", email=f"{role}@example.org", roles=[role])
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
