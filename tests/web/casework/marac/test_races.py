"""Two at once, each in a connection of their own: nothing that was written is lost.

PostgreSQL alone: SQLite has a single writer, whom every other waits for.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Link, Listing, Minute, Party, Request, Research
from saferboard.web.casework.running.models import Taken
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.marac.journey import Table, refer, table, url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers"),
]


def at_once(*acts: Callable[[], object]) -> None:
    """All begin together, and all must come to their end."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> None:
        try:
            start.wait(120)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(one, acts))


def second(at: Table) -> Client:
    """Another co-ordinator of the same agency."""
    return world.client(
        world.worker("colleague", "police", "marac-co-ordinator"), "police", "marac"
    )


def rows(table: type, /, **where: object) -> list:
    with journey.every_row():
        return list(table.objects.filter(**where))  # type: ignore[attr-defined]


def test_two_co_ordinators_save_the_minutes_of_one_case() -> None:
    at = table()
    other = second(at)
    case = refer(at.housing)
    journey.listed(at, case, "health")
    journey.researched(at, case)

    def save(browser: Client, text: str) -> Callable[[], object]:
        said = {"base": 0, "text": text, "plan": f"plan {text}"}
        return lambda: browser.post(url(case, "hearing/"), said)

    texts = [f"written by {n}" for n in range(4)]
    at_once(*(save((at.co_ordinator, other)[n % 2], text) for n, text in enumerate(texts)))
    found = rows(Minute, case=case)
    assert sorted(row.text for row in found) == texts
    assert sorted(row.number for row in found) == [1, 2, 3, 4]
    assert sum(not row.aside for row in found) == 1


def test_a_case_is_listed_once_by_two() -> None:
    at = table()
    other = second(at)
    case = refer(at.housing)
    number = journey.meet(at.co_ordinator)
    said = {"meeting": number, "agencies": [world.agency("health").pk]}
    at_once(*(
        (lambda browser=browser: browser.post(url(case, "list/"), said))
        for browser in (at.co_ordinator, other)
    ))  # fmt: skip
    assert len(rows(Listing, case=case)) == 1
    assert len(rows(Request, case=case)) == 1
    assert [row.step for row in rows(Taken, case=case)] == ["list"]


def test_an_agency_answers_while_the_research_is_closed() -> None:
    at = table()
    case = refer(at.housing)
    journey.listed(at, case, "health")
    said = {"text": "known here", "nothing_known": ""}
    at_once(
        lambda: at.health.post(url(case, "research/"), said),
        lambda: at.co_ordinator.post(url(case, "research/close/"), {"silence_told": "yes"}),
    )
    assert [row.text for row in rows(Research, case=case)] == ["known here"]
    assert [row.state for row in rows(Case, pk=case.pk)] == ["researched"]


def test_two_links_of_one_person_at_once_can_both_be_taken_back() -> None:
    at = table()
    other = second(at)
    cases = [refer(browser) for browser in (at.housing, at.health, at.idva)]
    victims = [rows(Party, case=case, kind="victim")[0] for case in cases]
    before = {row.pk: row.person for row in rows(Party)}

    def join(browser: Client, case: Case, one: Party, two: Party) -> Callable[[], object]:
        said = {"party": one.pk, "other": two.pk}
        return lambda: browser.post(url(case, "people/"), said)

    at_once(
        join(at.co_ordinator, cases[0], victims[0], victims[1]),
        join(other, cases[1], victims[1], victims[2]),
    )
    assert len({row.person for row in rows(Party, kind="victim")}) == 1
    by_case = {case.pk: case for case in cases}
    for link in rows(Link):
        at.co_ordinator.post(url(by_case[link.case_id], "people/"), {"link": link.pk})
    assert {row.pk: row.person for row in rows(Party)} == before
