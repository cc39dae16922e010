"""What somebody waits who searches 100,000 paragraphs, beside a bare question to the index.

The words are made up, and as unevenly common as those of English: the most common are its own, and
every next one is a little rarer (Zipf). What is looked for is taken from the paragraphs, so that
common words are looked for often. On SQLite, and on PostgreSQL where ``DATABASE_URL`` names one on
which a database may be created.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.country import Size
from bench.measured import Line, Work, alone

PASSAGES = 100_000
A_SUBJECT = 250
WORDS = 20_000
SEARCHES = 300
LIMIT = 100.0  # milliseconds
SYLLABLES = ("ba", "cor", "den", "fal", "gri", "hol", "lin", "mer", "nos", "pra", "sten", "tur")


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """How long 95 of 100 searches take at most, on each database."""
    url = os.environ.get("DATABASE_URL", "")
    lines = [*_lines("SQLite", "")]
    return [*lines, *_lines("PostgreSQL", url)] if url else lines


def _lines(name: str, url: str) -> Iterator[Line]:
    with TemporaryDirectory() as home:
        found = alone("bench.search:measured", home, url).value
    page, bare = found["page"], found["bare"]
    yield Line(f"{name}: search page's queries, 95 in 100", page, "ms", LIMIT)
    yield Line(f"{name}: the same", page, "ms", None, "a bare index query", bare)
    yield Line(f"{name}: the most common words", found["common"], "ms", LIMIT)
    yield Line(f"{name}: as who may read private business", found["holder"], "ms", LIMIT)
    yield Line(f"{name}: time line, 95 in 100", found["timeline"], "ms", LIMIT)
    yield Line(f"{name}: whole page, 95 in 100", found["whole"], "ms")
    yield Line(f"{name}: passages put", found["put"], "/s")


def measured(home: str, url: str) -> Work:
    """In a process of its own: make a database, fill it, and time the searches."""
    os.environ |= {
        "SAFERBOARD_HOME": home,
        "SAFERBOARD_SECRET_KEY": "only-for-the-bench-" + "x" * 50,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "saferboard.web.settings",
    }
    import django

    django.setup()
    from django.db import connection

    if not url:
        connection.settings_dict["TEST"]["NAME"] = f"{home}/bench.sqlite3"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)

    def work() -> dict[str, float]:
        try:
            return _measured(Random(5))
        finally:
            connection.creation.destroy_test_db(str(name), verbosity=0)

    return work


def _measured(random: Random) -> dict[str, float]:
    from saferboard.core.searching.query import parse
    from saferboard.web.search import queries, timelines
    from saferboard.web.search.models import Scope
    from saferboard.web.search.queries import Asked

    texts, seconds = _filled(random)
    public = [Scope.PUBLIC]
    asked = [Asked(parse(words), **more) for words, more in _searches(random, texts)]
    common = [Asked(parse(word)) for word in _vocabulary()[_stop_words() :][:20]]

    def page(one: Asked, scopes: list[Scope], *, best: bool) -> None:
        queries.options(scopes)
        queries.search(one, scopes, best=best)

    turns = itertools.cycle((False, True))
    return {
        "page": _p95(lambda one: page(one, public, best=next(turns)), asked),
        "bare": _p95(_bare, asked),
        "common": _p95(lambda one: page(one, public, best=next(turns)), common * 4),
        "holder": _p95(lambda one: page(one, list(Scope), best=next(turns)), asked),
        "timeline": _p95(lambda one: timelines.time_line(one, public), asked),
        "whole": _p95(_whole(), [one for one in asked if not one.narrowed]),
        "put": PASSAGES / seconds,
    }


def _bare(asked: Any) -> None:
    """How many passages have the words: all that the index says, and nothing of what they say."""
    from django.db import connection

    from saferboard.web.search import index
    from saferboard.web.search.models import Scope

    source = index.of(connection.vendor).source(asked.query, [Scope.PUBLIC], ranked=False)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {source.tables} WHERE {source.where}", source.params)
        cursor.fetchall()


def _whole() -> Callable[[Any], None]:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    client = Client()

    def get(asked: Any) -> None:
        answer = client.get("/search/", {"q": str(asked.query)})
        assert answer.status_code == 200

    return get


def _p95(work: Callable[[Any], Any], over: list[Any]) -> float:
    """Milliseconds within which 95 of 100 are done; the first ten warm up."""
    found = []
    for one in over[:10]:
        work(one)
    for one in over:
        started = perf_counter()
        work(one)
        found.append((perf_counter() - started) * 1000)
    return quantiles(found, n=20)[-1]


def _vocabulary() -> list[str]:
    from saferboard.core.searching.words import STOP_WORDS

    made = ("".join(parts) for n in (2, 3, 4) for parts in itertools.product(SYLLABLES, repeat=n))
    return [*sorted(STOP_WORDS), *itertools.islice(made, WORDS)]


def _stop_words() -> int:
    from saferboard.core.searching.words import STOP_WORDS

    return len(STOP_WORDS)


def _filled(random: Random) -> tuple[list[str], float]:
    """Every passage put, subject by subject as they are published; the texts, and how long."""
    from django.db import connection

    from saferboard.web.search import actions
    from saferboard.web.search.models import Scope

    vocabulary = _vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(vocabulary))))
    texts = [
        " ".join(random.choices(vocabulary, cum_weights=weights, k=random.randint(15, 110))) + "."
        for _ in range(PASSAGES)
    ]
    started = perf_counter()
    for number, start in enumerate(range(0, PASSAGES, A_SUBJECT)):
        scope = Scope.PRIVATE if number % 20 == 19 else Scope.PUBLIC
        rows = _passages(random, number, texts[start : start + A_SUBJECT])
        actions.put(by="bench", subject=f"minutes/{number}", scope=scope, passages=rows)
    seconds = perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "SELECT 1")
    return texts, seconds


def _passages(random: Random, number: int, texts: list[str]) -> list[Any]:
    from saferboard.web.search.actions import lines
    from saferboard.web.search.models import Kind, Passage

    kinds = random.choices(list(Kind), (1, 2, 40, 20, 5, 2, 1, 3, 8, 3), k=len(texts))
    bodies = ("board", "delivery-group", "district-one", "district-two", "district-three")
    body = bodies[number % len(bodies)]
    return [
        Passage(
            kind=kind,
            body=body,
            body_name=body.capitalize(),
            date=date(2014, 4, 1) + timedelta(days=9 * number),
            title=" ".join(text.split()[:5]),
            text=text,
            address=f"/meetings/{body}/{number}/#minute-{place}",
            owners=lines([f"Post {place % 60}, a council"]) if kind == Kind.ACTION else "",
            key=f"{kind}/{number}/{place}" if kind in (Kind.OUTCOME, Kind.ACTION) else "",
            came_of=f"outcome/{number}/{place - 1}" if kind == Kind.ACTION else "",
            topic=f"Topic {number % 40}",
            at=datetime(2024, 1, 1, tzinfo=UTC),
        )
        for place, (kind, text) in enumerate(zip(kinds, texts, strict=True))
    ]


def _searches(random: Random, texts: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """One to three words of a paragraph, or two that stand together; every third is narrowed."""
    common = set(_vocabulary()[: _stop_words()])
    for number in range(SEARCHES):
        words = [w for w in random.choice(texts).rstrip(".").split() if w not in common]
        place = random.randrange(max(1, len(words) - 3))
        chosen = words[place : place + random.randint(1, 3)] or ["balin"]
        shape = number % 6
        text = " OR ".join(chosen) if shape == 1 else " ".join(chosen)
        more: dict[str, Any] = {}
        if number % 3 == 0:
            more = {"body": "board", "since": date(2016, 1, 1)}
        yield (f'"{text}"' if shape == 5 else text), more
