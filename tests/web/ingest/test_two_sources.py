"""Two sources of one meeting: nothing is public twice, and none is lost when one is taken back."""

import pytest
from django.test import Client

from saferboard.core.faults import Refused
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.directory.models import Body
from saferboard.web.ingest import actions, activating
from saferboard.web.ingest.models import Source
from saferboard.web.ingest.planning import plan
from saferboard.web.search.models import Passage
from tests.web.ingest.samples import MARCH, activated, loaded, settled

pytestmark = pytest.mark.django_db
HEAD = "TESTSHIRE SAFER COMMUNITIES BOARD\n\n7 MARCH 2014\n\nFIRE SAFETY IN THE HOME\n\nBackground"


def test_what_gave_way_is_lost_from_no_table(ready: Source, board: Body) -> None:
    """Taking back a source to which another gave way would leave neither in the tables."""
    first = activated(ready, board)
    other = settled(loaded(MARCH.replace("Fire Safety in the Home", "Fires at home"), "b.txt"))
    agenda = plan(other).steps[0]
    actions.choose(by="tests", source=other, subject=agenda.subject, held=False, reason="clearer")
    second = activated(other, board)
    with pytest.raises(Refused, match=r"march-2014.txt gave way to it"):
        activating.take_back(by="tests", activation=second, reason="wrong")
    assert AgendaItem.objects.filter(number=4).exists()
    activating.take_back(by="tests", activation=first, reason="in its turn")
    activating.take_back(by="tests", activation=second, reason="wrong")
    activated(ready, board)
    assert AgendaItem.objects.get(number=4).title.startswith("Fire Safety")


def test_a_paper_of_two_sources_is_public_once(board: Body, visitor: Client) -> None:
    said = f"{MARCH}\n\f{HEAD}\n\n1. Write to zebra@example.org about alarms.\n"
    activated(settled(loaded(said, "a.txt")), board)
    activated(settled(loaded(said.replace("about", "on"), "b.txt")), board)
    page = visitor.get("/history/testshire/2014-03-07/").content.decode()
    assert page.count("(e-mail address left out)") == 1
    assert "zebra" not in page
    assert Passage.objects.filter(text__icontains="address left out").count() == 1
    assert not Passage.objects.filter(text__icontains="zebra").exists()
