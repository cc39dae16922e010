"""A report: when it may have happened."""

from datetime import timedelta

import pytest

from tests.core.casework.asb.asb_world import at, report


def test_the_gap_is_measured_from_the_nearer_end() -> None:
    one = report()
    assert one.gap(at(3, 10)) == timedelta(hours=1)
    assert one.gap(at(3, 11)) == one.gap(at(3, 12)) == one.gap(at(3, 13)) == timedelta()
    assert one.gap(at(3, 15)) == timedelta(hours=2)


def test_a_report_ends_no_earlier_than_it_begins() -> None:
    with pytest.raises(ValueError, match="does not end before"):
        report(earliest=at(3, 13), latest=at(3, 12))
