"""A small partnership whose posts owe figures, loaded into an instance of the test's own."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.returns import Line
from saferboard.core.ingest.sheets import COLUMNS, HEADER
from saferboard.engines.tables.returns import load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.directory.models import Post, User
from saferboard.web.directory.taking_in import take_in
from saferboard.web.evidence.making import partnership_of
from saferboard.web.evidence.returns import actions
from saferboard.web.evidence.returns.models import Sent
from tests.core.ingest.folder import SOUND

COUNTY, FELL = "E10000001", "E06000001"
TODAY = date(2026, 11, 2)
Q1, Q2 = Period.parse("2026/27-Q1"), Period.parse("2026/27-Q2")
BEHIND = Period.parse("2025-07..2026-06")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
POSTS = """
[[posts]]
key = "youth-head"
title = "Head of Youth Offending"
organisation = "council"
email = "youth.head@example.org"
"""
REPEATS = """
returned_by = "coordinator"
returned_every = "quarter"
returned_over = "rolling-twelve"
returned_since = "2026-04"
returned_areas = ["E10000001", "E06000001"]
due_days = 30
"""
ENTRANTS = """
returned_by = "youth-head"
returned_since = "2026-04"
returned_areas = ["E10000001"]
due_days = 45
"""
FILES = {
    **SOUND,
    "posts.toml": SOUND["posts.toml"] + POSTS,
    "measures.toml": SOUND["measures.toml"]
    .replace('source = "MARAC"\n', f'source = "MARAC"\n{REPEATS}')
    .replace('source = "youth service"\n', f'source = "youth service"\n{ENTRANTS}'),
}


@dataclass(frozen=True)
class World:
    """The instance's folder and the two posts that owe figures."""

    home: Path
    coordinator: Post
    head: Post


def world(home: Path) -> World:
    """Load the partnership and take its posts into the directory."""
    load_partnership(Store(home), FILES)
    take_in(partnership_of(home), by="tests", on=TODAY)
    posts = {post.key: post for post in Post.objects.all()}
    return World(home, posts["coordinator"], posts["youth-head"])


def signed_in(role: Role, post: str = "clerk") -> Client:
    """Somebody of a post, signed in with a role."""
    user = User.objects.create(post=post, email=f"{role}-{post}@example.org", roles=[role])
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def lines(value: Figure | float = 40.0, area: str = COUNTY, period: Period = Q1) -> tuple[Line]:
    """One figure of first time entrants."""
    figure = Number(value) if isinstance(value, float) else value
    return (Line("entrants", area, period, figure),)


def sent(post: Post, *said: Line, key: str = "k") -> Sent:
    """A return as the post sent it."""
    return actions.send(by="account 1", post=post, lines=said or lines(), key=key)


def workbook(data: bytes, **values: Any) -> bytes:
    """A template with the first row's cells filled in by the names of their columns."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name, value in values.items():
        book["Returns"].cell(HEADER + 1, COLUMNS.index(name) + 1, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
