"""Which small counts earlier publications bound more tightly than declared."""

from dataclasses import replace

from saferboard.core.evidence.disclosure.protecting import Bounded, protection
from saferboard.core.evidence.periods import Period
from tests.core.evidence.disclosure.samples import FIRST, even, whole
from tests.property.disclosure_world import COUNTY, FORCE


def test_a_rest_that_was_published_before_is_told_as_one() -> None:
    """Two events in no district: the county and its districts were all published."""
    made = whole(even())
    lost = replace(
        made,
        assessments=tuple(
            replace(
                a,
                series=tuple(
                    replace(r, events=r.events + 2 if n == 13 and r.events else r.events)
                    for n, r in enumerate(a.series)
                ),
            )
            if a.area in (COUNTY, FORCE) and a.measure in ("robbery", "total")
            else a
            for a in made.assessments
        ),
    )
    month = FIRST.plus(13)
    told = protection(lost, [lost]).bounded
    assert Bounded(("robbery",), COUNTY, Period(month, month), rest=True) in told
