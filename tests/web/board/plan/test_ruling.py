"""Taking in what a partnership's folder declares, once."""

import pytest

from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.board.plan import queries, ruling
from saferboard.web.board.plan.models import Cycle, Rule
from saferboard.web.directory.models import Body
from tests.web.board.plan_samples import declared


def test_the_folder_s_rules_are_taken_in_as_they_are(board: Body) -> None:
    assert ruling.take_in(declared(), by="clerk") == 22
    taken = tuple(queries.rule_value(rule) for rule in queries.rules_of(board))
    expected = tuple(entry.rule for entry in declared().rules)
    assert [r.topic for r in taken] == [r.topic for r in expected]
    for one, other in zip(taken, expected, strict=True):
        assert set(one.organisations) == set(other.organisations)
        assert one.badge == other.badge
        assert (one.prefers, one.presenter, one.since) == (
            other.prefers,
            other.presenter,
            other.since,
        )
    cycle = queries.cycle_of(board)
    assert cycle is not None
    assert queries.cycle_value(cycle) == declared().cycles[0].cycle
    event = Event.objects.get(action="forward plan taken in")
    assert event.detail == {"rows": 22}


def test_what_was_set_on_the_pages_stays(ruled: Body) -> None:
    Rule.objects.exclude(topic="asb").delete()
    Cycle.objects.update(nth=1)
    assert ruling.take_in(declared(), by="clerk") == 0
    assert Rule.objects.count() == 1
    assert Cycle.objects.get().nth == 1


def test_a_body_meets_in_some_month(board: Body) -> None:
    with pytest.raises(Refused) as refused:
        ruling.set_cycle(by="clerk", body=board, nth=2, weekday=4, months=[], starts="10:00")
    assert refused.value.faults[0].where == "months"
