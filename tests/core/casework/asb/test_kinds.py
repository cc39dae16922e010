"""A report: when it may have happened."""

from datetime import date, time, timedelta

import pytest

from saferboard.core.casework.asb.kinds import span
from tests.core.casework.asb.asb_world import at, report


def test_the_gap_is_measured_from_the_nearer_end() -> None:
    one = report()
    assert one.gap(at(3, 10)) == timedelta(hours=1)
    assert one.gap(at(3, 11)) == one.gap(at(3, 12)) == one.gap(at(3, 13)) == timedelta()
    assert one.gap(at(3, 15)) == timedelta(hours=2)


def test_a_report_ends_no_earlier_than_it_begins() -> None:
    with pytest.raises(ValueError, match="does not end before"):
        report(earliest=at(3, 13), latest=at(3, 12))


@pytest.mark.parametrize(
    ("day", "begin", "end", "spans"),
    [
        (date(2024, 6, 3), None, None, ("2024-06-02T23:00:00", "2024-06-03T22:59:59")),
        (date(2024, 6, 3), time(21), None, ("2024-06-03T20:00:00", "2024-06-03T20:00:00")),
        (date(2024, 6, 3), None, time(21), ("2024-06-03T20:00:00", "2024-06-03T20:00:00")),
        (date(2024, 6, 3), time(21), time(23), ("2024-06-03T20:00:00", "2024-06-03T22:00:00")),
        (date(2024, 6, 3), time(22), time(2), ("2024-06-03T21:00:00", "2024-06-04T01:00:00")),
        (date(2024, 3, 31), None, None, ("2024-03-31T00:00:00", "2024-03-31T22:59:59")),
    ],
)
def test_a_report_lasts_as_long_as_is_known(
    day: date, begin: time | None, end: time | None, spans: tuple[str, str]
) -> None:
    assert tuple(one.isoformat()[:19] for one in span(day, begin, end)) == spans
