"""The rolling figures of a series, run up in one go, are those worked out one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.directory.populations import Population, Populations
from saferboard.core.evidence.assessing import Counted, Ground, assess_counted, counted, parts
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.periods import Month, Period, Window

AREA = "E07000001"
FIRST = Month(2019, 11)
QUARTER = Period.of_quarter(2021, 2)
PEOPLE = Populations(
    [Population(AREA, year, "all", 1000 * (year - 2018), "made up") for year in (2019, 2020)]
)
GROUND = Ground(Areas([Area(AREA, "Northmere", AreaKind.DISTRICT)]), PEOPLE)
NOBODY = Ground(GROUND.areas, Populations([]))

months = st.integers(0, 30).map(FIRST.plus)
series = st.dictionaries(months, st.integers(0, 9), min_size=20)


@settings(deadline=None, max_examples=25)
@given(
    events=series,
    of=st.dictionaries(months, st.integers(10, 20)),
    kind=st.sampled_from([Kind.RATE, Kind.COUNT, Kind.PROPORTION]),
    ground=st.sampled_from([GROUND, NOBODY]),
)
def test_every_reading_is_the_figure_of_its_twelve_months(
    events: dict[Month, int], of: dict[Month, int], kind: Kind, ground: Ground
) -> None:
    measure = Measure("m", "M", "o", kind, "", "", "", (), ("*",), per=1000)
    counts = Counted(events, {month: of.get(month, 9) for month in events} if of else {})
    found = assess_counted(measure, AREA, counts, QUARTER, ground).series
    held = [month for month in events if month <= QUARTER.last]
    assert [reading.month for reading in found] == list(Period(min(held), max(held)).months)
    for reading in found:
        window = Window.ROLLING_TWELVE.ending(reading.month)
        figure = counted(measure, parts(measure, AREA, counts, window, ground))
        assert reading.events == events.get(reading.month)
        # Below the fifteenth digit the order of multiplying may show.
        expected = pytest.approx(figure.value, rel=1e-12) if isinstance(figure, Number) else None
        assert reading.rolling == expected
