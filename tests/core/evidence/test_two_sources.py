"""Two sources that share incidents: nothing is added up but by a measured overlap."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.evidence.assessment import Assessment, Direction, Judgement, Reading
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.measures import Better, Break, Kind, Measure, Polarity, Rag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.two_sources import (
    AreaRow,
    Overlap,
    TwoSources,
    joined,
    side_by_side_chart,
    trend_chart,
)

YEAR = Period.parse("2023/24")
COUNTY = "E10000018"
POLICE = Measure(
    key="police",
    name="Reported to the police",
    outcome="asb",
    kind=Kind.RATE,
    unit="per 1,000 people",
    source="calls",
    definition="Calls.",
    polarity=(Polarity(Month(2010, 4), Better.LOWER),),
    per=1000,
)
CASES = replace(
    POLICE, key="cases", name="Cases", breaks=(Break(Month(2022, 4), "counted otherwise."),)
)
BOTH = TwoSources("asb", "ASB", ("police", "cases"), "Never measured.")
MEASURED = Overlap(COUNTY, YEAR, "cases", 40, 30, 50, "a linked sample", date(2024, 5, 1))


def said(measure: Measure, figure: Figure, **changes: object) -> Assessment:
    """An assessment of the county with this figure."""
    made = Assessment(
        measure=measure.key,
        area=COUNTY,
        period=YEAR,
        figure=figure,
        previous_period=None,
        previous=Missing("none"),
        change=None,
        direction=Direction.UNKNOWN,
        judgement=Judgement(Rag.GREY, "", ""),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


OURS, THEIRS = said(POLICE, Number(5.98)), said(CASES, Number(6.68))


def test_an_overlap_never_measured_adds_nothing_up() -> None:
    found = joined(BOTH, POLICE, OURS, THEIRS)
    assert (found.distinct, found.overlap) == (None, None)
    assert found.words == (
        "Never measured. So the two are not added up: together they tell of at least 6.68 per "
        "1,000 people, the larger of the two."
    )
    assert "12.66" not in found.words


def test_a_measured_overlap_gives_an_interval() -> None:
    known = replace(BOTH, overlaps=(MEASURED,))
    found = joined(known, POLICE, OURS, THEIRS)
    assert found.distinct is not None
    # 5.98 + 6.68 less 40% (30% to 50%) of 6.68
    assert found.distinct.value == pytest.approx(9.988)
    assert (found.distinct.lower, found.distinct.upper) == (
        pytest.approx(9.32),
        pytest.approx(10.656),
    )
    assert found.words == (
        "Between 9.32 and 10.66 per 1,000 people distinct, about 9.99: 40% (30% to 50%) of the "
        "incidents of one source stand in the other too (a linked sample, measured 1 May 2024)."
    )


def test_the_share_may_be_of_either_source() -> None:
    of_police = replace(BOTH, overlaps=(replace(MEASURED, of="police"),))
    found = joined(of_police, POLICE, OURS, THEIRS)
    assert found.distinct is not None
    assert found.distinct.value == pytest.approx(5.98 + 6.68 - 0.4 * 5.98)


def test_an_overlap_speaks_for_its_own_area_and_period_only_and_the_newest_counts() -> None:
    later = replace(MEASURED, per_cent=42, measured=date(2024, 9, 1))
    known = replace(BOTH, overlaps=(later, MEASURED))
    assert known.known(COUNTY, YEAR) == later
    assert known.known(COUNTY, YEAR.shifted(-12)) is None
    assert known.known("E07000133", YEAR) is None
    assert known.known(COUNTY, None) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "word"),
    [
        (None, THEIRS, "no figure here"),
        (OURS, None, "no figure here"),
        (said(POLICE, Suppressed("small")), THEIRS, "suppressed"),
        (OURS, said(CASES, Suppressed("small")), "suppressed"),
        (said(POLICE, Missing("late")), THEIRS, "not known"),
        (OURS, said(CASES, Missing("late")), "not known"),
        (OURS, replace(THEIRS, period=YEAR.shifted(-12)), "different periods"),
    ],
)
def test_where_one_is_lacking_nothing_is_joined(
    ours: Assessment | None, theirs: Assessment | None, word: str
) -> None:
    found = joined(replace(BOTH, overlaps=(MEASURED,)), POLICE, ours, theirs)
    assert found.distinct is None
    assert word in found.words


def test_an_overlap_larger_than_the_other_source_is_told_as_an_error() -> None:
    known = replace(BOTH, overlaps=(replace(MEASURED, per_cent=95, upper=100),))
    found = joined(known, POLICE, OURS, THEIRS)
    assert found.distinct is None
    assert "one of the figures is wrong" in found.words


def test_a_zero_is_a_figure() -> None:
    found = joined(replace(BOTH, overlaps=(MEASURED,)), POLICE, OURS, said(CASES, Number(0.0)))
    assert found.distinct is not None
    assert (found.distinct.lower, found.distinct.upper) == (5.98, 5.98)


def test_a_source_goes_by_its_short_name_where_it_has_one() -> None:
    short = replace(BOTH, beside=("calls",), called=("Police", "Cases on file", "Calls"))
    assert short.keys == ("police", "cases", "calls")
    assert [short.named(one).name for one in (POLICE, CASES)] == ["Police", "Cases on file"]
    assert BOTH.named(POLICE) == POLICE


def row(name: str, *said: Assessment | None) -> AreaRow:
    """An area's row."""
    return AreaRow(name, name, said, joined(BOTH, POLICE, said[0], said[1]))


def test_the_bars_show_areas_with_two_figures_side_by_side() -> None:
    small = said(POLICE, Suppressed("small"))
    chart = side_by_side_chart(
        "ASB",
        (POLICE, CASES),
        (row("County", OURS, THEIRS), row("Melton", small, THEIRS), row("Blaby", OURS, None)),
    )
    assert chart is not None
    assert chart.table.rows == (("County", "5.98", "6.68"),)
    assert [series.name for series in chart.series] == ["Reported to the police", "Cases"]
    assert "Reported to the police 5.98; Cases 6.68" in chart.summary
    assert side_by_side_chart("ASB", (POLICE, CASES), (row("Melton", small, THEIRS),)) is None


def test_a_third_count_may_be_lacking_in_a_bar() -> None:
    chart = side_by_side_chart("ASB", (POLICE, CASES, POLICE), (row("County", OURS, THEIRS, None),))
    assert chart is not None
    assert chart.table.rows == (("County", "5.98", "6.68", "Not known"),)
    assert chart.series[2].points[0].value is None


def test_no_line_runs_over_a_break() -> None:
    ours = replace(
        OURS, series=tuple(Reading(Month(y, 3), None, v) for y, v in ((2023, 6.57), (2024, 5.98)))
    )
    values = {
        Month(2020, 12): 18.5,
        Month(2023, 3): 7.04,
        Month(2023, 9): None,
        Month(2024, 3): 6.68,
    }
    theirs = replace(THEIRS, series=tuple(Reading(m, None, v) for m, v in values.items()))
    chart = trend_chart("ASB", "County", (POLICE, CASES), (ours, theirs))
    assert chart is not None
    assert [(s.name, [p.value for p in s.points]) for s in chart.series] == [
        ("Reported to the police", [6.57, 5.98]),
        ("Cases, until March 2022", [18.5]),
        ("Cases", [7.04, 6.68]),
    ]
    assert chart.table.rows[0] == ("December 2020", "–", "18.5", "–")
    assert chart.table.rows[1] == ("March 2023", "6.57", "–", "7.04")
    assert "not comparable before April 2022" in chart.table.note


def test_no_trend_without_two_months() -> None:
    assert trend_chart("ASB", "County", (POLICE, CASES), (OURS, None)) is None
    one = replace(OURS, series=(Reading(Month(2024, 3), None, 5.98),))
    assert trend_chart("ASB", "County", (POLICE, CASES), (one, None)) is None
