"""The full-text index behind one interface: FTS5 on SQLite, ``tsvector`` on PostgreSQL.

What is private stands in an index of its own, so that a visitor's search reads no part of it:
neither its words nor their number can show in an order, a count or the time that it takes.

A later migration that changes ``search_passage`` on SQLite makes the table anew: it runs ``remove``
before and ``install`` after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db import connection

from saferboard.core.searching.query import Query, as_fts5, as_tsquery
from saferboard.web.audit.steps import OfDatabase
from saferboard.web.search.models import Scope

TITLE, TEXT = 4.0, 1.0
"""How much a word weighs in a title, and in a text."""


@dataclass(frozen=True, slots=True)
class Source:
    """What follows FROM, what must hold, and what is lowest of the best; each with what it asks."""

    tables: str
    where: str
    params: tuple[Any, ...]
    best: str = "0"
    best_params: tuple[Any, ...] = ()


class Index(Protocol):
    """What finds passages, ``p``, by their words. ``ranked``: whether the best is to be first."""

    def source(self, query: Query, scopes: Sequence[Scope], *, ranked: bool) -> Source:
        """The passages of these scopes that answer."""

    def install(self) -> Iterable[str]:
        """The statements that make the index."""

    def remove(self) -> Iterable[str]:
        """The statements that take it away."""

    def renew(self) -> Iterable[str]:
        """The statements that make it anew from the passages."""


class Fts5:
    """SQLite: a table of words a scope, over a view of its passages, kept up by triggers."""

    def source(self, query: Query, scopes: Sequence[Scope], *, ranked: bool) -> Source:
        """The passages of these scopes that answer."""
        asked = as_fts5(query)
        rank = f"bm25(search_words_{{0}}, {TITLE}, {TEXT})" if ranked else "0"
        select = (
            f"SELECT rowid AS id, {rank} AS best FROM search_words_{{0}} "
            "WHERE search_words_{0} MATCH %s"
        )
        parts = " UNION ALL ".join(select.format(scope.value) for scope in scopes)
        # CROSS JOIN keeps the order: first the words, then the passages that have them.
        tables = f"({parts}) w CROSS JOIN search_passage p ON p.id = w.id"
        return Source(tables, "1 = 1", (asked,) * len(scopes), "w.best")

    def install(self) -> Iterable[str]:
        """The statements that make the index."""
        for scope in Scope.values:
            yield (
                f"CREATE VIEW search_{scope} AS "
                f"SELECT id, title, text FROM search_passage WHERE scope = '{scope}'"
            )
            yield (
                f"CREATE VIRTUAL TABLE search_words_{scope} USING fts5(title, text, "
                f"content='search_{scope}', content_rowid='id', "
                "tokenize='porter unicode61 remove_diacritics 2')"
            )
            add = (
                f"INSERT INTO search_words_{scope}(rowid, title, text) "
                "VALUES (NEW.id, NEW.title, NEW.text)"
            )
            drop = (
                f"INSERT INTO search_words_{scope}(search_words_{scope}, rowid, title, text) "
                "VALUES ('delete', OLD.id, OLD.title, OLD.text)"
            )
            old, new = f"WHEN OLD.scope = '{scope}'", f"WHEN NEW.scope = '{scope}'"
            changed = "UPDATE OF scope, title, text"
            for name, moment, when, act in (
                ("added", "AFTER INSERT", new, add),
                ("deleted", "AFTER DELETE", old, drop),
                ("left", f"BEFORE {changed}", old, drop),
                ("came", f"AFTER {changed}", new, add),
            ):
                yield (
                    f"CREATE TRIGGER search_{scope}_{name} {moment} ON search_passage {when} "
                    f"BEGIN {act}; END"
                )

    def remove(self) -> Iterable[str]:
        """The statements that take it away."""
        for scope in Scope.values:
            for name in ("added", "deleted", "left", "came"):
                yield f"DROP TRIGGER search_{scope}_{name}"
            yield f"DROP TABLE search_words_{scope}"
            yield f"DROP VIEW search_{scope}"

    def renew(self) -> Iterable[str]:
        """The statements that make it anew from the passages."""
        for scope in Scope.values:
            yield f"INSERT INTO search_words_{scope}(search_words_{scope}) VALUES ('rebuild')"


class Tsvector:
    """PostgreSQL: a column made from title and text, with an index a scope."""

    def source(self, query: Query, scopes: Sequence[Scope], *, ranked: bool) -> Source:
        """The passages of these scopes that answer."""
        asked = as_tsquery(query)
        one = "(p.scope = '{0}' AND p.words @@ to_tsquery('english', %s))"
        where = " OR ".join(one.format(scope.value) for scope in scopes)
        found = Source("search_passage p", f"({where})", (asked,) * len(scopes))
        if not ranked:
            return found
        best = "-ts_rank(p.words, to_tsquery('english', %s))"
        return replace(found, best=best, best_params=(asked,))

    def install(self) -> Iterable[str]:
        """The statements that make the index."""
        title, text = self._vector("title", "A"), self._vector("text", "D")
        yield (
            "ALTER TABLE search_passage ADD COLUMN words tsvector "
            f"GENERATED ALWAYS AS ({title} || {text}) STORED"
        )
        for scope in Scope.values:
            yield (
                f"CREATE INDEX search_words_{scope} ON search_passage USING gin (words) "
                f"WHERE scope = '{scope}'"
            )

    def _vector(self, column: str, weight: str) -> str:
        """The words as the other index has them: without accents, cut at every sign."""
        apart = f"regexp_replace(normalize({column}, NFKD), '[\\u0300-\\u036f]+', '', 'g')"
        plain = f"regexp_replace({apart}, '[^[:alnum:]]+', ' ', 'g')"
        return f"setweight(to_tsvector('english', {plain}), '{weight}')"

    def remove(self) -> Iterable[str]:
        """The statements that take it away: the indexes go with the column."""
        yield "ALTER TABLE search_passage DROP COLUMN words"

    def renew(self) -> Iterable[str]:
        """The statements that make it anew from the passages."""
        for scope in Scope.values:
            yield f"REINDEX INDEX search_words_{scope}"


def of(vendor: str) -> Index:
    """The index of a database."""
    return Fts5() if vendor == "sqlite" else Tsvector()


def renew() -> None:
    """Make the index anew from the passages, should it ever be damaged."""
    with connection.cursor() as cursor:
        for statement in of(connection.vendor).renew():
            cursor.execute(statement)


def installed() -> OfDatabase:
    """The migration step that makes the index."""

    def forwards(schema_editor: Any) -> None:
        for statement in of(schema_editor.connection.vendor).install():
            schema_editor.execute(statement, params=None)

    def backwards(schema_editor: Any) -> None:
        for statement in of(schema_editor.connection.vendor).remove():
            schema_editor.execute(statement, params=None)

    return OfDatabase(forwards, backwards)
