"""Finding passages. Every query names the scopes that it may read, and reads no other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from saferboard.core.searching.query import Query
from saferboard.web.search import index
from saferboard.web.search.index import Source
from saferboard.web.search.models import Kind, Passage, Scope

PAGE = 20
MOST = 2_000
"""Passages that are counted and can be turned to; nobody reads more."""
ANY = (
    "subject", "place", "scope", "kind", "body", "body_name", "date", "owners", "title", "text",
    "mark", "state", "address", "page", "key", "came_of", "at",
)  # fmt: skip
COLUMNS = ", ".join(f"p.{name}" for name in ("id", *ANY))
COUNTED = ("organisations", "owners", "topic")
NEWEST = "p.date DESC NULLS LAST, p.id"
OLDEST = "p.date, p.place, p.id"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and what it must be of; empty for all."""

    query: Query
    body: str = ""
    since: date | None = None
    until: date | None = None
    organisation: str = ""
    owner: str = ""
    topic: str = ""
    kind: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but words is asked."""
        return any((self.body, self.since, self.until, self.organisation, self.owner, self.topic,
                    self.kind))  # fmt: skip

    def __bool__(self) -> bool:
        """Whether there is anything to look for: words, or all of a body, a post, a kind."""
        return bool(self.query) or self.narrowed


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. ``kinds`` counts all of it, up to ``MOST``; ``more``: beyond."""

    passages: list[Passage]
    kinds: dict[Kind, int]
    more: bool

    @property
    def total(self) -> int:
        """How many were found, at most ``MOST``."""
        return sum(self.kinds.values())


def search(asked: Asked, scopes: Sequence[Scope], *, page: int = 1, best: bool = False) -> Found:
    """A page of twenty, the newest or the best first. Two queries."""
    if not asked:
        return Found([], {}, more=False)
    kinds, more = _counted(asked, scopes)
    return Found(_page(asked, scopes, page, best=best), kinds, more)


def _page(asked: Asked, scopes: Sequence[Scope], page: int, *, best: bool) -> list[Passage]:
    ranked = best and bool(asked.query)
    source = _narrowed(asked, scopes, ranked=ranked)
    order = f"{source.best}, {NEWEST}" if ranked else NEWEST
    return _rows(source, order, PAGE, (page - 1) * PAGE)


def _rows(source: Source, order: str, most: int, after: int = 0) -> list[Passage]:
    sql = (
        f"SELECT {COLUMNS} FROM {source.tables} WHERE {source.where} "
        f"ORDER BY {order} LIMIT %s OFFSET %s"
    )
    best = source.best_params if source.best in order else ()
    return list(Passage.objects.raw(sql, [*source.params, *best, most, after]))


def _counted(asked: Asked, scopes: Sequence[Scope]) -> tuple[dict[Kind, int], bool]:
    """How many there are of each kind. Counting ends at ``MOST``, so that it never takes long."""
    source = _narrowed(asked, scopes, ranked=False)
    inner = f"SELECT p.kind FROM {source.tables} WHERE {source.where} LIMIT %s"
    sql = f"SELECT kind, COUNT(*) FROM ({inner}) f GROUP BY kind"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*source.params, MOST + 1])
        counts = Counter(dict(cursor.fetchall()))
    more = counts.total() > MOST
    if more:  # one was counted to know that there are more
        counts[counts.most_common(1)[0][0]] -= 1
    return {kind: counts[kind] for kind in Kind if counts[kind]}, more


def _narrowed(asked: Asked, scopes: Sequence[Scope], *, ranked: bool) -> Source:
    """What answers the words, and is of what was asked."""
    if asked.query:
        source = index.of(connection.vendor).source(asked.query, scopes, ranked=ranked)
    else:
        marks = ", ".join(["%s"] * len(scopes))
        held = tuple(scope.value for scope in scopes)
        source = Source("search_passage p", f"p.scope IN ({marks})", held)
    wanted = [(sql, value) for sql, value in _filters(asked) if value]
    return Source(
        source.tables,
        " AND ".join([source.where, *(sql for sql, _ in wanted)]),
        (*source.params, *(value for _, value in wanted)),
        source.best,
        source.best_params,
    )


def _filters(asked: Asked) -> tuple[tuple[str, Any], ...]:
    return (
        ("p.body = %s", asked.body),
        ("p.date >= %s", asked.since),
        ("p.date <= %s", asked.until),
        ("p.organisations LIKE %s ESCAPE '!'", _line(asked.organisation)),
        ("p.owners LIKE %s ESCAPE '!'", _line(asked.owner)),
        ("p.topic = %s", asked.topic),
        ("p.kind = %s", asked.kind),
    )


def _line(name: str) -> str:
    """The pattern of a text that has the name on a line of its own."""
    for sign in "!%_":
        name = name.replace(sign, f"!{sign}")
    return f"%\n{name}\n%" if name else ""


@dataclass(frozen=True, slots=True)
class Options:
    """What a search can be narrowed to: keys and names."""

    bodies: list[tuple[str, str]]
    organisations: list[str]
    owners: list[str]
    topics: list[str]


def options(scopes: Sequence[Scope]) -> Options:
    """Every body, organisation, owner and topic of which something can be found. One query."""
    parts = [(f"{name}_{scope.value}", name, scope) for scope in scopes for name in COUNTED]
    steps = ", ".join(f"{step} AS ({_next(step, name, scope)})" for step, name, scope in parts)
    bodies = (
        "SELECT DISTINCT 'body', body, body_name FROM search_passage "
        "WHERE scope = '{}' AND place = 0"
    )
    selects = [
        *(bodies.format(scope.value) for scope in scopes),
        *(
            f"SELECT '{name}', name, '' FROM {step} WHERE name IS NOT NULL"
            for step, name, _ in parts
        ),
    ]
    found: dict[str, dict[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE {steps} {' UNION ALL '.join(selects)}")
        for of, name, label in cursor.fetchall():
            for line in filter(None, name.split("\n")):
                found.setdefault(of, {})[line] = label or line
    named = sorted(found.get("body", {}).items(), key=lambda pair: pair[1])
    return Options(named, *(sorted(found.get(name, ())) for name in COUNTED))


def _next(step: str, name: str, scope: Scope) -> str:
    """From each name straight to the next one in the index: as many steps as there are names.

    What must hold is said as the index says it: SQLite uses it for nothing else.
    """
    least = (
        f"SELECT MIN({name}) AS name FROM search_passage "
        f"WHERE scope = '{scope.value}' AND NOT ({name} = '')"
    )
    return (
        f"{least} UNION ALL SELECT ({least} AND {name} > {step}.name) "
        f"FROM {step} WHERE {step}.name IS NOT NULL"
    )


def oldest_first(asked: Asked, scopes: Sequence[Scope], most: int) -> list[Passage]:
    """What was found from the earliest on; what has no day is left out. One query."""
    source = _narrowed(asked, scopes, ranked=False)
    dated = Source(source.tables, f"{source.where} AND p.date IS NOT NULL", source.params)
    return _rows(dated, OLDEST, most)


def newest_out(asked: Asked, most: int) -> list[Passage]:
    """What came out last, of what is public. One query."""
    source = _narrowed(asked, [Scope.PUBLIC], ranked=False)
    return _rows(source, "p.at DESC, p.id DESC", most)


def came_of(keys: Sequence[str], scopes: Sequence[Scope]) -> list[Passage]:
    """What came of decisions or actions, in order. One query; none where there are no keys."""
    if not keys:
        return []
    rows = Passage.objects.filter(came_of__in=keys, scope__in=scopes).only(*ANY)
    return list(rows.order_by("date", "place", "pk"))
