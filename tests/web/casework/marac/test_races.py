"""Two at once, each in a connection of their own: nothing that was written is lost.

PostgreSQL alone: SQLite has a single writer, whom every other waits for.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from saferboard.core.casework.people.linking import Said
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Listing, Minute, Party, Request, Research
from saferboard.web.casework.people.models import PairDecision
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

    def decide(browser: Client, one: Party, two: Party, said: Said, seen: int = 0) -> object:
        sent = {"said": said, "reason": "They said so.", "seen": seen}
        return browser.post(f"/cases/links/{one.recorded_id}/{two.recorded_id}/", sent)

    at_once(
        lambda: decide(at.co_ordinator, victims[0], victims[1], Said.LINK),
        lambda: decide(other, victims[1], victims[2], Said.LINK),
    )
    assert len({row.person for row in rows(Party, kind="victim")}) == 1
    of_record = {row.recorded_id: row for row in victims}
    for made in rows(PairDecision):
        decide(at.co_ordinator, of_record[made.a_id], of_record[made.b_id], Said.UNDO, made.pk)
    assert {row.pk: row.person for row in rows(Party)} == before
