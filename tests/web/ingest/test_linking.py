"""Pages of past meetings lead to one another: what made an action, what came of a decision."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.ingest.past.values import Confirmed, LogAction, LogEntry, Minute, Reading, Span
from saferboard.engines.past import Kind, Read
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.directory.models import Body
from saferboard.web.ingest import actions, activating, linking
from saferboard.web.ingest.models import Activation, Source
from tests.core.ingest.past import samples
from tests.web.board.minutes_samples import meeting as arranged
from tests.web.ingest.samples import BOARD, activated
from tests.web.ingest.test_pages import _said, _signed_in

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2014, 3, 7), date(2014, 6, 6), date(2014, 9, 5)
LEAFLETS = "That tractor marking leaflets be circulated to parish councils."
WORRYING = "That a report on livestock worrying be submitted to the next meeting."
POSTERS = ("That gate posters be bought.", "That gate stickers be bought.")
AMENDMENT = "minute 4 being amended to say barns"


def page(on: date) -> str:
    return f"/history/testshire/{on}/"


def pack(on: date, *titles: str, of: tuple[date, tuple[Minute, ...]], log: Any = ()) -> Source:
    """A pack: its agenda, the minutes of the meeting before, its action log."""
    call = samples.meeting(on, *titles)
    reading = Reading(
        (_of_the_board(call),), (_of_the_board(samples.minutes(of[0], *of[1])),), tuple(log)
    )
    text = "\n".join(f"{on} line {number}" for number in range(1, 60))
    read = Read(f"{on}.txt", Kind.PACK, text, reading)
    return actions.load(by="tests", read=read, data=text.encode()).source


def _of_the_board(value: Any) -> Any:
    return replace(value, body=BOARD)


LOG = (
    LogAction(1, (LogEntry(FIRST, "Circulate tractor marking leaflets", span=Span(30, 30)),)),
    LogAction(2, (LogEntry(FIRST, "Gates", span=Span(31, 31)),)),
)


def of_march() -> tuple[date, tuple[Minute, ...]]:
    farm = samples.minute(
        4, "Farm thefts", samples.resolved("a", LEAFLETS), samples.resolved("b", WORRYING)
    )
    gates = samples.minute(
        5, "Gates", samples.resolved("a", POSTERS[0]), samples.resolved("b", POSTERS[1])
    )
    return FIRST, (farm, gates)


def of_june() -> tuple[date, tuple[Minute, ...]]:
    confirming = Minute(
        8, "Minutes", confirmed=Confirmed(FIRST, AMENDMENT, span=Span(4, 4)), span=Span(3, 4)
    )
    said = "The tractor marking leaflets had been circulated to parish councils."
    return SECOND, (confirming, samples.minute(9, "Matters arising", text=said))


@pytest.fixture
def two(board: Body) -> list[Activation]:
    """The packs of June and September, which tell of the meetings of March and June."""
    june = pack(SECOND, "Introductions", "Livestock worrying", of=of_march(), log=LOG)
    september = pack(THIRD, "Introductions", of=of_june())
    return [activated(june, board), activated(september, board)]


def test_a_row_of_the_log_leads_to_what_made_it(two: list[Activation], visitor: Client) -> None:
    said = _said(visitor.get(page(SECOND)))
    assert f'Made by <a class="govuk-link" href="{page(FIRST)}#minute-4">minute 4(a) of' in said
    assert 'id="minute-4"' in _said(visitor.get(page(FIRST)))


def test_what_came_of_a_decision_is_told_at_it(two: list[Activation], visitor: Client) -> None:
    said = _said(visitor.get(page(FIRST)))
    assert f'href="{page(SECOND)}#action-1">action 1, log of 6 June 2014</a>' in said
    assert f'Answered by <a class="govuk-link" href="{page(SECOND)}#item-2">item 2 of' in said
    assert f'Spoken of in <a class="govuk-link" href="{page(SECOND)}#minute-9">minute 9 of' in said
    there = _said(visitor.get(page(SECOND)))
    for anchor in ("action-1", "item-2", "minute-9"):
        assert f'id="{anchor}"' in there


def test_an_amended_minute_says_so(two: list[Activation], visitor: Client) -> None:
    said = _said(visitor.get(page(FIRST)))
    assert f'Amended when confirmed, <a class="govuk-link" href="{page(SECOND)}#minute-8">' in said
    assert AMENDMENT in said
    assert "Amended" not in _said(visitor.get(page(SECOND)))


def test_a_doubt_is_for_the_office_alone(two: list[Activation], visitor: Client) -> None:
    clerk = _signed_in("team-manager", Role.CLERK)
    member = _signed_in("chair", Role.MEMBER)
    assert "May be made by" in _said(clerk.get(page(SECOND)))
    assert "Perhaps" in _said(clerk.get(page(FIRST)))
    for reader in (visitor, member):
        assert "May be made by" not in _said(reader.get(page(SECOND)))
        assert "Perhaps" not in _said(reader.get(page(FIRST)))


def test_links_go_with_their_source(two: list[Activation], visitor: Client) -> None:
    assert "Spoken of in" in _said(visitor.get(page(FIRST)))
    activating.take_back(by="tests", activation=two[1], reason="misread")
    said = _said(visitor.get(page(FIRST)))
    assert "Spoken of in" not in said
    assert "Amended" not in said
    assert "action 1, log of" in said


def test_nothing_restricted_is_linked_or_counted(board: Body, visitor: Client) -> None:
    own = arranged(board, FIRST, (("Farm thefts", "report", ""),))
    AgendaItem.objects.filter(meeting=own).update(restricted=True, paragraph=3)
    june = pack(SECOND, "Introductions", "Livestock worrying", of=of_march(), log=LOG)
    activated(june, board)
    activated(pack(THIRD, "Introductions", of=of_june()), board)
    for reader in (visitor, _signed_in("team-manager", Role.CLERK)):
        said = _said(reader.get(page(FIRST)))
        assert "Taken in private" in said
        for secret in ("Farm thefts", "tractor", AMENDMENT, "action 1", "Answered by"):
            assert secret not in said
        assert f"{page(FIRST)}#minute-4" not in _said(reader.get(page(SECOND)))
        assert "Farm thefts" not in _said(reader.get(page(SECOND)))
    found = linking.links_of(board)
    assert not [key for key in found.came if key[:2] == (FIRST, "minute 4")]


def test_what_becomes_private_later_is_linked_no_more(
    two: list[Activation], board: Body, visitor: Client
) -> None:
    """The agenda of a meeting may come from a source that is activated after its minutes."""
    assert f"{page(FIRST)}#minute-4" in _said(visitor.get(page(SECOND)))
    items = replace(samples.meeting(FIRST, "Farm thefts").agenda[0], restricted=True)
    call = replace(samples.meeting(FIRST), body=BOARD, agenda=(items,))
    read = Read("agenda.txt", Kind.PACK, "one\ntwo\nthree", Reading((call,)))
    activated(actions.load(by="tests", read=read, data=b"agenda").source, board)
    assert f"{page(FIRST)}#minute-4" not in _said(visitor.get(page(SECOND)))
    assert "Farm thefts" not in _said(visitor.get(page(SECOND)))


def test_more_links_take_no_more_queries(board: Body, django_assert_max_num_queries: Any) -> None:
    clerk = _signed_in("team-manager", Role.CLERK)

    def asked() -> int:
        clerk.get(page(FIRST))
        with django_assert_max_num_queries(20) as held:
            clerk.get(page(FIRST))
        return len(held)

    activated(pack(SECOND, "Introductions", of=of_march()), board)
    few = asked()
    activated(pack(THIRD, "Livestock worrying", of=of_june(), log=LOG), board)
    assert "Spoken of in" in _said(clerk.get(page(FIRST)))
    assert asked() == few
