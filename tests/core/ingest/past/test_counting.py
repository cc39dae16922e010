"""How much of each thing a reading holds."""

from saferboard.core.ingest.past import values as v
from saferboard.core.ingest.past.counting import counts_of
from tests.core.ingest.past.test_plain import READING


def test_each_thing_is_counted() -> None:
    assert dict(counts_of(READING).rows()) == {
        "Meetings": "1",
        "Agenda items": "2",
        "Minutes": "1",
        "Outcomes": "2",
        "People": "4",
        "Actions": "1",
        "Reports": "1",
        "Dashboards": "0",
        "Doubts": "0",
        "Rejects": "1",
        "Lines": "20",
        "Coverage": "95.0%",
    }


def test_all_is_read_only_where_nothing_is_left() -> None:
    nearly = v.Reading(
        rejects=(v.Reject(5, "~~", "no rule reads it"),), coverage=v.Coverage(5000, 4999, 1)
    )
    assert counts_of(nearly).covered == "99.9%"
    assert counts_of(v.Reading(coverage=v.Coverage(5, 5, 0))).covered == "100.0%"
    assert counts_of(v.Reading()).covered == "100.0%"
