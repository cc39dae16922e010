"""Passages made by hand, and whoever looks for them."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.cache import cache
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.searching.query import parse
from saferboard.web.directory.models import User
from saferboard.web.publish.caching import PAGES
from saferboard.web.search import actions, queries
from saferboard.web.search.models import Kind, Passage, Scope
from saferboard.web.search.queries import Asked

AT = datetime(2024, 6, 1, 9, tzinfo=UTC)


def passage(text: str, **said: Any) -> Passage:
    """A paragraph of minutes, unless it says other."""
    plain = {
        "kind": Kind.MINUTE, "body": "board", "body_name": "The Strategy Board",
        "date": date(2022, 6, 10), "title": "Performance", "mark": "minute 24",
        "address": "/meetings/board/2022-06-10/minutes/#minute-24",
    }  # fmt: skip
    return Passage(**{**plain, "text": text, **said})


def put(*passages: Passage, subject: str = "minutes/one", scope: Scope = Scope.PUBLIC) -> int:
    """These are what can be found of a subject."""
    return actions.put(by="tests", subject=subject, scope=scope, passages=passages)


def found(text: str, *scopes: Scope, best: bool = False, **narrowed: Any) -> list[str]:
    """The texts that answer, in order."""
    asked = Asked(parse(text), **narrowed)
    rows = queries.search(asked, scopes or [Scope.PUBLIC], best=best).passages
    return [row.text for row in rows]


def signed_in(*roles: Role, post: str = "somebody") -> Client:
    """Somebody's browser."""
    user = User.objects.create(post=post, email=f"{post}@example.org", roles=list(roles))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def forget() -> None:
    """Keep no page."""
    PAGES.clear()
    cache.clear()
