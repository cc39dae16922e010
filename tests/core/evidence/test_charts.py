"""A chart is a value with its own table; its line stops where nothing is known."""

from dataclasses import replace

from saferboard.core.evidence.charts import district_chart, monthly_chart, rolling_chart
from saferboard.core.evidence.measures import Break, Line
from saferboard.core.evidence.periods import Month
from tests.core.evidence.samples import (
    BURGLARY,
    REPEATS,
    events,
    observed,
    partnership,
    released,
    three,
)


def test_charts_hold_their_table() -> None:
    release = released(
        partnership(replace(BURGLARY, trigger=Line(4, "guide"), target=Line(2, "plan"))),
        three(10, 20),
    )
    measure = release.measures[0]
    county = release.of("burglary")
    assert county is not None
    place = release.place("E10000001")
    rolling = rolling_chart(measure, county, place)
    monthly = monthly_chart(measure, county, place)
    districts = district_chart(release, measure, release.assessments)
    assert rolling is not None
    assert monthly is not None
    assert districts is not None
    assert len(rolling.table.rows) == len(rolling.series[0].points) == 13
    assert [level.name for level in rolling.levels] == ["Trigger", "Target"]
    assert monthly.table.rows[-1] == ("March 2022", "60")
    assert [p.at for p in districts.series[0].points] == ["Ashby", "Barrow"]
    assert districts.levels[0].name == "Mercia"
    assert "Mercia as a whole" in districts.summary


def test_a_line_stops_where_months_are_not_known_and_where_the_definition_changed() -> None:
    gappy = events(10, 20)
    del gappy[Month(2020, 9)]
    broken = replace(BURGLARY, breaks=(Break(Month(2022, 1), "counted anew"),))
    release = released(partnership(broken), {("burglary", "E10000001"): gappy})
    county, place = release.of("burglary"), release.place("E10000001")
    assert county is not None
    monthly = monthly_chart(broken, county, place)
    assert monthly is not None
    before, after = monthly.series
    assert (before.name, after.name) == ("Until December 2021", "From January 2022")
    assert [p.value for p in before.points][4:7] == [10, None, 10]
    assert monthly.table.rows[5] == ("September 2020", "Not known")
    assert monthly.table.note == "Not comparable before January 2022: counted anew"
    rolling = rolling_chart(broken, county, place)
    assert rolling is not None
    assert rolling.series[0].points[0].at == "2021-09"


def test_no_chart_is_drawn_of_nothing() -> None:
    rows = (observed("2021/22", 34),)
    release = released(partnership(REPEATS, observations=rows))
    measure, a = release.measures[0], release.of("repeats")
    assert a is not None
    assert rolling_chart(measure, a, release.place("E10000001")) is None
    assert monthly_chart(measure, a, release.place("E10000001")) is None
    assert district_chart(release, measure, (a,)) is None


def test_districts_without_the_county() -> None:
    release = released(partnership(BURGLARY), three(10, 20))
    districts = tuple(a for a in release.assessments if a.area != "E10000001")
    unranked = tuple(replace(a, rank=None, period=None) for a in districts)
    chart = district_chart(release, release.measures[0], unranked)
    assert chart is not None
    assert chart.levels == ()
    assert chart.title == "Burglary by district"
    assert chart.table.rows[0][-1] == "–"
