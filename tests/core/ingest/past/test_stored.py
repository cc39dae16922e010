"""A reading is the same after it was stored."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferboard.core.board.pack import ItemKind
from saferboard.core.faults import Refused
from saferboard.core.ingest.past.stored import from_json, to_json
from saferboard.core.ingest.past.values import (
    AgendaItem,
    Coverage,
    Meeting,
    Reading,
    Reject,
    Span,
)

ITEM = AgendaItem(4, "Fire safety", ItemKind.REPORT, pages=(9, 14), span=Span(7, 8, 1, 1))
READING = Reading(
    meetings=(Meeting("The Board", date(2014, 3, 7), agenda=(ITEM,), future=(date(2014, 6, 6),)),),
    rejects=(Reject(3, "~~", "no rule reads it", 1),),
    coverage=Coverage(9, 8, 1),
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.builds(Reading))
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading


def test_what_says_nothing_is_left_out() -> None:
    assert to_json(READING) == {
        "meetings": [
            {
                "body": "The Board",
                "on": "2014-03-07",
                "agenda": [
                    {
                        "number": 4,
                        "title": "Fire safety",
                        "kind": "report",
                        "pages": [9, 14],
                        "span": [7, 8, 1, 1],
                    }
                ],
                "future": ["2014-06-06"],
            }
        ],
        "rejects": [{"line": 3, "text": "~~", "reason": "no rule reads it", "page": 1}],
        "coverage": {"lines": 9, "read": 8, "rejected": 1},
    }
    assert from_json(to_json(READING)) == READING


@pytest.mark.parametrize(
    "stored",
    [
        "words",
        None,
        {"meetings": "none"},
        {"meetings": [{"on": None}]},
        {"meetings": [{"body": 3, "on": None}]},
        {"meetings": [{"body": "The Board", "on": "soon"}]},
        {"meetings": [{"body": "The Board", "on": None, "span": [1, 2, 3]}]},
        {"meetings": [{"body": "The Board", "on": None, "begun": "10.00"}]},
        {"minutes": [{"body": "The Board", "on": None, "items": [{"outcomes": [{"verb": "x"}]}]}]},
    ],
)
def test_what_is_no_reading_is_refused(stored: object) -> None:
    with pytest.raises(Refused, match="not a reading that this version knows"):
        from_json(stored)
