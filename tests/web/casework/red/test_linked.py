"""Whether somebody of one's own case stands in a hidden one: asked by counting."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferboard.core.casework.people.linking import Said
from tests.web.casework.people.folk import Folk, named
from tests.web.casework.people.test_linking import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> dict[str, tuple[int, str]]:
    """For a record that is linked into a hidden case, and one that is not: queries, and the page"""
    folk, found = Folk.new(), {}
    for name in ("Linked", "Row of links", "Alone"):
        mine = folk.case()
        records = [folk.write(mine, named(name))]
        for _ in range(3):
            records.append(folk.write(folk.case("charnwood"), named(name)))
        links = {"Linked": 1, "Row of links": 3, "Alone": 0}[name]
        for one, other in list(pairwise(records))[:links]:
            decide(folk, one, other, Said.LINK)
        with CaptureQueriesContext(connection) as asked:
            answer = folk.browser().get(f"/cases/{mine.case.reference}/people/")
        said = answer.content.decode().replace(mine.case.reference, "").replace(name, "")
        found[name] = (len(asked), said.split("<main")[1].split("</main")[0])
    return found


def test_the_page_of_people_says_the_same_of_a_link_into_a_hidden_case(pages: dict) -> None:
    linked, further, alone = (len(pages[name][1]) for name in pages)
    assert linked == further == alone
    assert not any("flag is held" in said for _, said in pages.values())


def test_the_page_of_people_asks_as_often_with_a_link_into_a_hidden_case(pages: dict) -> None:
    assert pages["Linked"][0] == pages["Row of links"][0] == pages["Alone"][0]
