"""A list within its details: what a page names can be opened, and of the rest it holds nothing."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.casework.lock.matrix import LISTS, PAGES, WORLDS, expected, ways, worlds_of
from tests.web.casework.lock.stage import Stage, happened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
WHO = "/cases/<slug:reference>/who/"


def lists_of(world: str) -> dict[str, dict[str, Any]]:
    return {at: one for at, one in LISTS.items() if world in one.get("worlds", worlds_of(at))}


class Cases:
    """The case of the stage and others, open and closed, each with the mark of its words."""

    def __init__(self, stage: Stage) -> None:
        self.marks = {stage.case.reference: stage.mark}
        self.closed = set()
        places = ("blaby", "charnwood")
        for place in places:
            for shut in (False, True):
                mark = f"Zz{place}{'shut' if shut else 'open'}"
                reference = stage.another(place, mark, shut)
                self.marks[reference] = mark
                if shut:
                    self.closed.add(reference)

    def that(self, which: str) -> set[str]:
        """The references of those that are open, or closed."""
        return self.closed if which == "closed" else set(self.marks) - self.closed


@pytest.mark.parametrize("world", WORLDS)
def test_what_is_listed_can_be_opened_and_what_is_not_is_not_there(world: str) -> None:
    stage = Stage(world)
    cases, lists, seen = Cases(stage), lists_of(world), set()
    for way in ways(world, "case"):
        if way.vetting != "valid" or way.agreement != "live":
            continue
        browser = stage.client(way)
        opens = {
            detail: opened(stage, browser, detail, cases)
            for detail in {one["opens"] for one in lists.values() if "opens" in one}
        }
        for address, about in lists.items():
            answer = stage.ask(browser, address)
            told = happened(answer)
            assert told == expected(PAGES[address]["kind"], way), (address, way)
            content, may = answer.content.decode(), opens.get(about.get("opens", ""), set())
            named = {one for one in cases.marks if one in content}
            words = {one for one, mark in cases.marks.items() if mark in content}
            if "opens" in about:
                assert named <= may, (address, way)
            assert words <= may, (address, way)
            if "all" in about and told == "open":
                assert named == may & cases.that(about["all"]), (address, way)
            seen.add((address, frozenset(named)))
    for address, about in lists.items():
        if "all" in about:
            differing = [named for at, named in seen if at == address]
            assert len(differing) > 1, f"everybody sees the same at {address}"


def opened(stage: Stage, browser: Client, detail: str, cases: Cases) -> set[str]:
    """The cases that can be opened. The others are answered by the same bytes, and by as many
    queries, as one that there is not."""
    nothing, queries = counted(stage, browser, detail, "ASB-000000")
    if nothing.status_code != 404:
        return set()
    found = set()
    for reference in cases.marks:
        answer, asked = counted(stage, browser, detail, reference)
        if answer.status_code == 200:
            found.add(reference)
            continue
        assert answer.status_code == 404
        assert without_tokens(answer.content) == without_tokens(nothing.content)
        assert dict(answer.headers) == dict(nothing.headers)
        # Whoever is in the case may know of it, also where no class of its fields is open to them.
        if stage.ask(browser, WHO, reference=reference).status_code == 404:
            assert asked == queries, (detail, reference)
    return found


def counted(stage: Stage, browser: Client, address: str, reference: str) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as found:
        answer = stage.ask(browser, address, reference=reference)
    return answer, len(found)


def without_tokens(content: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", content)


def test_the_lists_are_asked_for_by_somebody() -> None:
    assert set(LISTS) == {at for world in WORLDS for at in lists_of(world)}
