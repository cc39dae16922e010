"""Who is one person: how many are found and how many wrongly, and how long it takes.

Beside plain Splink (the same model, without our rules) and exact matching (same name and date of
birth), on made-up populations of several seeds, whose truth is known. Then a million records at
once; and one new referral among a million, through the service's own tables, beside Splink's own
``predict_between`` on the same million held in DuckDB.
"""

import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import combinations, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from bench.country import Size
from bench.measured import Line, Work, alone
from bench.population import AGENCIES, Population, population
from saferboard.core.casework.people.features import BLOCKING, blocking_keys, features
from saferboard.core.casework.people.names import family, given
from saferboard.core.casework.people.proposing import Finding, judge
from saferboard.core.evidence.rates import wilson

SEEDS = (11, 12, 13)
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "50000"))
MANY = int(os.environ.get("BENCH_MANY", "1000000"))
REFERRALS = 60
SECOND = 1000.0  # milliseconds
NIGHT = 4 * 3600.0
PRECISION, RECALL = 99.0, 94.0  # per cent
STRICT = 0.99
TWINS = 0.1  # of those whom plain Splink takes for one person


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """Quality for each seed, a night's run over a million, and a referral by day."""
    lines = []
    for seed in SEEDS:
        lines += _quality(alone("bench.identity:measured_quality", seed, PEOPLE).value, seed)
    night = alone("bench.identity:night", 7, MANY)
    lines += [
        Line(f"{MANY:,} records at once", night.seconds, "s", NIGHT),
        Line("the same, memory of Python and DuckDB", night.megabytes, "MB"),
    ]
    own = alone("bench.identity:tables", 7, MANY)
    lines += [
        Line(f"{MANY:,} records in the service's own tables at once", own.seconds, "s", NIGHT),
        Line("the same, memory of Python and DuckDB", own.megabytes, "MB"),
    ]
    for measure, limit in (("precision", PRECISION), ("recall", RECALL)):
        mine, low, high = own.value[measure]
        words = f"{measure} of what was proposed there ({low:.2f} to {high:.2f})"
        lines.append(Line(words, mine, "%", limit, at_least=True))
    day = alone("bench.identity:day", 7, MANY).value
    lines += [
        Line(f"referral among {MANY:,}, half of them", day["p50"], "ms", SECOND),
        Line("referral, 95 in 100", day["p95"], "ms", SECOND),
        Line("referral, the longest", day["max"], "ms", SECOND),
        Line("referral, half", day["p50"], "ms", None, "Splink alone", day["peer"]),
    ]
    return lines


def _quality(found: dict[str, Any], seed: int) -> Iterator[Line]:
    for measure, limit in (("precision", PRECISION), ("recall", RECALL)):
        mine, low, high = found["ours"][measure]
        words = f"{measure}, seed {seed} ({low:.2f} to {high:.2f})"
        yield Line(words, mine, "%", limit, at_least=True)
        for name in ("plain Splink", "Splink from 0.99", "exact matching"):
            value, low, high = found[name][measure]
            words = f"{measure}, seed {seed}; theirs {low:.2f} to {high:.2f}"
            yield Line(words, mine, "%", None, name, value)
    mine, theirs = (float(found["twins"][name]) for name in ("ours", "plain Splink"))
    yield Line(
        f"pairs of twins taken for one, seed {seed}", mine, "", TWINS, "plain Splink", theirs
    )


def share(part: int, whole: int) -> tuple[float, float, float]:
    """A share in per cent with its 95% limits (Wilson 1927)."""
    found = wilson(part / whole, whole)
    return 100 * part / whole, 100 * found.lower, 100 * found.upper


def measured_quality(seed: str, records: str) -> Work:
    """What each way finds of one population."""
    folk = population(int(seed), int(records))
    return lambda: quality(folk)


def quality(folk: Population) -> dict[str, Any]:
    """Precision and recall of each way, and how many pairs of twins it takes for one person."""
    from saferboard.engines.identity.batch import link
    from saferboard.engines.identity.model import read

    known = {one.key: one for one in folk.records}
    rows = (features(one).as_row() for one in folk.records)
    pairs = list(link(rows, read(), BLOCKING))
    ours = [
        (one.a, one.b)
        for one in pairs
        if judge(known[one.a], known[one.b], one.probability).finding is Finding.SAME
    ]
    ways = {
        "ours": ours,
        "plain Splink": [(one.a, one.b) for one in pairs],
        "Splink from 0.99": [(one.a, one.b) for one in pairs if one.probability >= STRICT],
        "exact matching": list(exact(folk)),
    }
    return {
        **{name: _judged(folk, found) for name, found in ways.items()},
        "twins": {
            name: sum(_are_twins(folk, pair) for pair in found) for name, found in ways.items()
        },
    }


def exact(folk: Population) -> Iterator[tuple[str, str]]:
    """Pairs of the same first given name, family name and date of birth, all being known."""
    alike = defaultdict(list)
    for one in folk.records:
        if one.born and one.born.is_whole:
            alike[given(one.name), family(one.name), one.born].append(one.key)
    for keys in alike.values():
        yield from combinations(sorted(keys), 2)


def _judged(folk: Population, found: Iterable[tuple[str, str]]) -> dict[str, Any]:
    pairs = list(found)
    right = sum(folk.person[a] == folk.person[b] for a, b in pairs)
    each = Counter(folk.person.values())
    true = sum(count * (count - 1) // 2 for count in each.values())
    return {"precision": share(right, len(pairs)), "recall": share(right, true)}


def _are_twins(folk: Population, pair: tuple[str, str]) -> bool:
    a, b = sorted(folk.person[key] for key in pair)
    return (a, b) in folk.twins


def night(seed: str, records: str) -> Work:
    """The whole run over many records: made comparable, looked at, judged."""
    from saferboard.engines.identity.batch import link
    from saferboard.engines.identity.model import read

    folk = population(int(seed), int(records))
    known = {one.key: one for one in folk.records}

    def work() -> dict[str, int]:
        found: Counter[str] = Counter()
        rows = (features(one).as_row() for one in folk.records)
        for pair in link(rows, read(), BLOCKING):
            found[judge(known[pair.a], known[pair.b], pair.probability).finding] += 1
        return dict(found)

    return work


def day(seed: str, records: str) -> Work:
    """Referrals of one to six people, each looked for among many records of the service."""
    _service()
    folk = population(int(seed), int(records) + 6 * REFERRALS)
    cases = _filled(folk, int(records))
    return lambda: {**_referrals(folk, int(records), cases), "peer": _peer(folk, int(records))}


def tables(seed: str, records: str) -> Work:
    """What ``saferboard casework link`` does, over many records in the service's own tables."""
    _service()
    folk = population(int(seed), int(records))
    _filled(folk, int(records))
    return lambda: _linked(folk)


def _linked(folk: Population) -> dict[str, Any]:
    """The run, and how good the proposals are that it leaves."""
    from saferboard.web.casework.people.models import Proposal
    from saferboard.web.casework.people.overnight import link_all

    standing = link_all(by="bench", on=datetime(2026, 1, 2, tzinfo=UTC))
    keys = [one.key for one in folk.records]  # a record's number is its place, from 1
    found = Proposal.objects.filter(finding=Finding.SAME).values_list("a", "b")
    pairs = ((keys[a - 1], keys[b - 1]) for a, b in found.iterator())
    return {"standing": standing, **_judged(folk, pairs)}


def _service() -> None:
    """A service of its own with empty tables, on the embedded database."""
    home = tempfile.mkdtemp(prefix="bench-identity-")
    os.environ |= {
        "SAFERBOARD_HOME": home,
        "SAFERBOARD_SECRET_KEY": "only-for-the-bench-" + "x" * 50,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "saferboard.web.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _filled(folk: Population, held: int) -> list[Any]:
    """Every record but the last in the tables, with its keys and how common names are."""
    from django.db import connection, transaction

    from saferboard.web.casework.lock.models import Case
    from saferboard.web.casework.people import index
    from saferboard.web.casework.people.models import Commonness
    from saferboard.web.directory.models import Organisation

    now = datetime(2026, 1, 1, tzinfo=UTC)
    agencies = {
        key: Organisation.objects.create(key=key, name=key.capitalize()) for key in AGENCIES
    }
    cases = [
        Case.objects.create(
            reference=f"ASB-{number:06d}", purpose="asb", process="asb", version=1, state="open",
            state_since=now, holder=agencies["police"], opened=now, opened_by="bench",
        )
        for number in range(2)
    ]  # fmt: skip
    secret = index.secret()
    names: dict[str, Counter[str]] = {"given": Counter(), "family": Counter()}
    records = iter(folk.records[:held])
    pk = 0
    while some := list(islice(records, 20_000)):
        people, homes, keys = [], [], []
        for one in some:
            pk += 1
            row = features(one)
            names["given"].update([row.given] if row.given else [])
            names["family"].update([row.family] if row.family else [])
            people.append(_row(pk, one, cases[0].pk, agencies[one.agency].pk, now))
            homes += [
                (cases[0].pk, "identity", pk, place, home.lines, home.postcode)
                for place, home in enumerate(one.addresses)
            ]
            keys += [(cases[0].pk, pk, key) for key in blocking_keys(row, secret)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO people_personrecord ({', '.join(_COLUMNS)}) "
                f"VALUES ({', '.join(['%s'] * len(_COLUMNS))})",
                people,
            )
            cursor.executemany(
                "INSERT INTO people_address (case_id, field, record_id, place, lines, postcode) "
                "VALUES (%s, %s, %s, %s, %s, %s)",
                homes,
            )
            cursor.executemany(
                "INSERT INTO people_blockingkey (case_id, record_id, key) VALUES (%s, %s, %s)", keys
            )
    Commonness.objects.bulk_create(
        (
            Commonness(column=column, value=index.weighed(column, word), share=count / held)
            for column, found in names.items()
            for word, count in found.items()
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return cases


_COLUMNS = (
    "id", "case_id", "field", "agency_id", "part", "known", "given", "family", "aliases",
    "birth_year", "birth_month", "birth_day", "sex", "phones", "turn", "at", "by",
)  # fmt: skip


def _row(pk: int, one: Any, case: int, agency: int, now: datetime) -> tuple[Any, ...]:
    import json

    born = one.born
    return (
        pk, case, "identity", agency, "victim", str(one.known), one.name.given, one.name.family,
        json.dumps([[name.given, name.family] for name in one.aliases]),
        born and born.year, born and born.month, born and born.day, one.sex,
        json.dumps(list(one.phones)), 0, now.isoformat(), "bench",
    )  # fmt: skip


def _referrals(folk: Population, held: int, cases: list[Any]) -> dict[str, Any]:
    """Milliseconds for each of many referrals, the first of which warms up."""
    from saferboard.web.casework.people import index, matching, reading
    from saferboard.web.casework.people.models import Address, PersonRecord

    now = datetime(2026, 1, 2, tzinfo=UTC)
    new = iter(folk.records[held:])
    taken, found = [], 0
    for number in range(REFERRALS):
        rows = []
        for one in islice(new, 1 + number % 6):
            said = dict(zip(_COLUMNS[1:], _row(0, one, cases[1].pk, 1, now)[1:], strict=True))
            said |= {"aliases": [[n.given, n.family] for n in one.aliases], "at": now}
            said |= {"phones": list(one.phones)}
            row = PersonRecord.objects.create(**said)
            Address.objects.bulk_create(
                Address(case=cases[1], field="identity", record=row, place=place,
                        lines=home.lines, postcode=home.postcode)
                for place, home in enumerate(one.addresses)
            )  # fmt: skip
            index.put(row, reading.record(row, one.addresses))
            rows.append(row.pk)
        started = perf_counter()
        found += matching.look(rows, now)
        taken.append((perf_counter() - started) * 1000)
    assert found > REFERRALS, "hardly anybody was found"
    cuts = quantiles(taken[1:], n=20)
    return {"p50": cuts[9], "p95": cuts[18], "max": max(taken[1:]), "first": taken[0]}


def _peer(folk: Population, held: int) -> float:
    """The same by Splink alone: every record in DuckDB, asked with its own rules of blocking."""
    import logging

    from splink import DuckDBAPI, Linker

    from saferboard.engines.identity.model import FREQUENT, read
    from saferboard.engines.identity.tables import arrow, database, fill

    with database() as connection:
        fill(connection, (features(one).as_row() for one in folk.records[:held]))
        api = DuckDBAPI(connection)
        records = api.register("records")
        linker = Linker(records, read().among(held, BLOCKING), log_level=logging.ERROR)
        for column in FREQUENT:
            linker.table_management.compute_tf_table(column)
        taken = []
        for number in range(7):
            start = held + 6 * number
            some = arrow(features(one).as_row() for one in folk.records[start : start + 3])
            started = perf_counter()
            found = linker.inference.predict_between(
                records, api.register(some), threshold_match_probability=0.5
            )
            connection.execute(f"SELECT count(*) FROM {found.physical_name}").fetchall()
            taken.append((perf_counter() - started) * 1000)
    return sorted(taken[1:])[3]
