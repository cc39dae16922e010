"""Figures of dashboards: their measures, their periods, and what was restated."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.evidence.periods import Period
from saferboard.core.ingest.past.account.accounting import Terms, account
from saferboard.core.ingest.past.account.figures import (
    Given,
    Measures,
    agree,
    figures,
    link_rows,
    observed,
    read_cell,
)
from saferboard.core.ingest.past.account.findings import Kind
from saferboard.core.ingest.past.history.history import History, Source, gather
from saferboard.core.ingest.past.values import NOWHERE, Dashboard, DashboardRow, Reading, Span
from tests.core.ingest.past.samples import JUNE, MARCH, meeting

MEASURES = Measures(
    {
        "shed": ("Shed burglary rate",),
        "fte": ("Young people entering the justice system aged 10-17", "First time entrants"),
        "twin-a": ("Boat thefts",),
        "twin-b": ("Thefts of boats",),
    }
)


def board(
    *rows: tuple[str, str, str],
    previous: str = "Previous Year (2013-14)",
    current: str = "Current Year (2014-15)",
    notes: tuple[str, ...] = (),
) -> Dashboard:
    made = tuple(
        DashboardRow("", "A", name, before, now, "", "A", span=Span(n, n))
        for n, (name, before, now) in enumerate(rows, start=5)
    )
    return Dashboard("Dashboard Quarter 4, 2014/15", previous, current, made, notes)


def told(on: date, one: Dashboard) -> Source:
    return Source(f"pack {on.isoformat()}", Reading((meeting(on),), dashboards=(one,)))


def held(*sources: Source) -> History:
    return gather(sources)


def test_rows_are_given_to_measures_by_their_labels() -> None:
    found = link_rows(
        held(
            told(
                MARCH,
                board(
                    ("Shed burglary rate (per 1,000 population)*", "1", "2"),
                    ("Shed burglary and arson", "1", "2"),
                    ("Number of first time entrants aged 10 - 17", "1", "2"),
                    ("Thefts of boats", "1", "2"),
                    ("Weather", "1", "2"),
                ),
            )
        ),
        MEASURES,
    )
    assert [(one.measure, one.doubt) for one in found] == [
        ("shed", ""),
        ("shed", "another row of this dashboard is like it"),
        ("fte", ""),
        ("twin-a", "another measure's label is about as like it"),
        ("", "no measure's label is like it"),
    ]
    assert found[0].score == 1.0
    assert (found[3].runner_up, found[3].runner_score) == ("twin-b", found[3].score)


YEAR = Period.parse("2013/14")


@pytest.mark.parametrize(
    ("cell", "value", "label", "period"),
    [
        ("124", "124", "Previous Year (2013-14)", YEAR),
        ("2,003*", "2003", "Previous Year (2013-14)", YEAR),
        ("42.8%", "42.8", "Previous Year (2013-14)", YEAR),
        ("\u00a3150", "150", "Previous Year (2013-14)", YEAR),
        ("83 (April -Dec2013)", "83", "April -Dec2013", Period.parse("2013-04..2013-12")),
        ("0.71 Apr-Mar 17/18", "0.71", "Apr-Mar 17/18", Period.parse("2017/18")),
        ("0.28 (Q3 tracking)", "0.28", "Q3 tracking", None),
        ("12 Apr - Dec", "12", "Apr - Dec", None),
        ("12 (2013/14 and 2014/15)", "12", "2013/14 and 2014/15", None),
    ],
)
def test_a_cell_tells_its_value_and_its_time(
    cell: str, value: str, label: str, period: Period | None
) -> None:
    found = read_cell(cell, "Previous Year (2013-14)", "Dashboard 2015/16")
    assert found is not None
    assert (found[0], found[3], found[4]) == (Decimal(value), label, period)


def test_a_heading_without_a_year_leaves_it_to_the_title() -> None:
    found = read_cell("12", "Current", "Dashboard 2015/16")
    assert found is not None
    assert found[4] == Period.parse("2015/16")
    assert read_cell("n/a", "Current") is None
    bare = read_cell("12")
    assert bare is not None
    assert bare[3:] == ("", None)


def test_a_figure_that_changes_is_a_restatement_unless_it_is_noted() -> None:
    first = board(("Shed burglary", "3.9", "4.4"), ("Weather", "1", "5"), ("Rain", "2", "n/a"))
    later = board(
        ("Shed burglary rate", "4.7", "5.0"),
        ("Weather*", "6", "7"),
        ("Rain", "2", "3 (revised)"),
        previous="Last year (2014-15)",
        current="2015-16",
        notes=("* Now revised.", "** Other"),
    )
    found = held(told(MARCH, first), told(JUNE, later))
    given_ = figures(found, MEASURES)
    restated = [one for one in observed(given_) if one.revises]
    assert [(one.given.measure, one.given.noted) for one in restated] == [
        ("shed", ""),
        ("weather", "* Now revised."),
    ]
    account_ = account(found, Terms(measures=MEASURES))
    (one,) = [each for each in account_.findings if each.kind is Kind.RESTATED]
    assert one.sentence == (
        "shed for 2014/15 was 4.4 in the papers of 20 March 2015 and is 4.7 in those of "
        "12 June 2015, and no note says why."
    )
    assert [quote.text for quote in one.evidence] == [
        "shed, Current Year (2014-15): 4.4",
        "shed, Last year (2014-15): 4.7",
    ]
    assert given_[-1].noted == "3 (revised)"


@pytest.mark.parametrize(
    ("heading", "notes", "noted"),
    [
        ("Year end updated (2014-15)", (), "Year end updated (2014-15)"),
        ("Year (2014-15)", ("Some figures were revised.",), "Some figures were revised."),
        ("Year (2014-15)", ("Source: police.",), ""),
    ],
)
def test_headings_and_notes_may_tell_of_a_revision(
    heading: str, notes: tuple[str, ...], noted: str
) -> None:
    found = figures(
        held(told(MARCH, board(("Rain", "1", "2"), previous=heading, notes=notes))), MEASURES
    )
    assert found[0].noted == noted


def given_figure(on: date, value: str, period: str | None = "2017/18", shown: str = "") -> Given:
    when = Period.parse(period) if period else None
    return Given(
        "fte", "", when, Decimal(value), shown or value, False, on, f"{on.isoformat()}", NOWHERE
    )


def test_figures_from_elsewhere_are_held_against_each_other_too() -> None:
    ours = held(told(MARCH, board()))
    terms = Terms(
        given=(given_figure(date(2019, 6, 1), "104"), given_figure(date(2021, 3, 1), "101"))
    )
    (one,) = account(ours, terms).findings
    assert one.sentence.startswith("fte for 2017/18 was 104 in the papers of 1 June 2019")
    assert one.evidence[0].text == "fte: 104"


def test_no_figure_restates_one_of_the_same_day_or_of_no_plain_period() -> None:
    some = [
        given_figure(JUNE, "1"),
        given_figure(JUNE, "2"),
        given_figure(MARCH, "5", None),
        given_figure(JUNE, "6", None),
    ]
    assert not any(one.revises for one in observed(some))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("80", "80.2", True),
        ("5.4", "5.40", True),
        ("38", "38.9", True),
        ("39", "38.9", True),
        ("38", "37.9", True),
        ("104", "101", False),
        ("80.2", "80.4", False),
    ],
)
def test_rounding_and_cutting_off_restate_nothing(one: str, other: str, same: bool) -> None:
    assert agree(Decimal(one), Decimal(other)) is same
    assert agree(Decimal(other), Decimal(one)) is same


def test_a_value_without_an_exponent_has_no_places() -> None:
    assert agree(Decimal("10"), Decimal("1E+1"))


VALUES = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 2), st.integers(1, 3)),
    max_size=10,
    unique_by=lambda v: v[:2],
)


@given(VALUES)
def test_revisions_are_those_that_looking_back_finds(values: list[tuple[int, int, int]]) -> None:
    made = [
        given_figure(date(2015, month, 1), str(value), f"201{year}/1{year + 1}")
        for month, year, value in values
    ]
    for one in observed(made):
        before = [
            other for other in made if other.period == one.given.period and other.on < one.given.on
        ]
        last = max(before, key=lambda other: other.on, default=None)
        differs = last is not None and last.value != one.given.value
        assert one.revises == (last if differs else None)
