"""Every partnership ranked by rate: ties, what has no rate, orders, and the funnel as a chart."""

from dataclasses import replace

import pytest

from saferboard.core.directory.populations import Denominator
from saferboard.core.document.tree import Mark
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.funnel import Standing
from saferboard.core.evidence.funnel_chart import funnel_chart, release_funnel
from saferboard.core.evidence.national import (
    NO_PEOPLE,
    ORDERS,
    Counted,
    offence_measure,
    ordered,
    ranked,
)
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.periods import Period
from tests.core.evidence.samples import BURGLARY, partnership, released, three

OFFENCE = "Burglary"


def one(code: str, events: Figure | float, people: int | None, force: str = "North") -> Counted:
    return Counted(
        code,
        f"Place {code}",
        force,
        Number(float(events)) if isinstance(events, int | float) else events,
        Denominator(people, 2020, "mid-2020") if people else None,
    )


ROWS = (
    one("d", 400, 10_000),
    one("a", 30, 10_000, "South"),
    one("b", 60, 20_000),
    one("c", 100, 20_000),
    one("e", 5, None),
    one("f", Missing("no figure"), 5_000),
)
RANKING = ranked(OFFENCE, ROWS)


def test_rates_places_and_standings() -> None:
    by_code = {row.counted.code: row for row in RANKING.rows}
    assert RANKING.placed == 4
    assert {code: str(row.rank) for code, row in by_code.items()} == {
        "a": "=1/4",
        "b": "=1/4",
        "c": "3/4",
        "d": "4/4",
        "e": "None",
        "f": "None",
    }
    rate = by_code["b"].rate
    assert isinstance(rate, Number)
    assert (rate.value, rate.numerator, rate.denominator) == (3.0, 60, 20_000)
    assert by_code["e"].rate == Missing(NO_PEOPLE)
    assert by_code["f"].rate == Missing("no figure")
    assert by_code["d"].standing is Standing.FAR_ABOVE
    assert by_code["e"].standing is None
    assert by_code["d"].position == "Bottom"


def test_fewer_than_three_have_no_funnel() -> None:
    few = ranked(OFFENCE, ROWS[:2])
    assert few.funnel is None
    assert [row.standing for row in few.rows] == [None, None]


@pytest.mark.parametrize(
    ("by", "down", "codes"),
    [
        ("rank", False, "abcdef"),
        ("rank", True, "dcabef"),
        ("name", True, "fedcba"),
        ("force", False, "bcdefa"),
        ("events", False, "eabcdf"),
        ("people", True, "bcadfe"),
        ("rate", True, "dcabef"),
    ],
)
def test_orders_put_what_is_not_known_last(by: str, down: bool, codes: str) -> None:
    assert by in ORDERS
    assert "".join(row.counted.code for row in ordered(RANKING.rows, by, down=down)) == codes


def test_zero_is_a_value_and_comes_first() -> None:
    rows = ranked(OFFENCE, (*ROWS, one("z", 0, 7_000))).rows
    assert [row.counted.code for row in ordered(rows, "rate")][:2] == ["z", "a"]


def test_the_chart_says_who_lies_outside() -> None:
    assert RANKING.funnel is not None
    names = {row.counted.code: row.counted.name for row in RANKING.rows}
    chart = funnel_chart(
        "Burglary", offence_measure(OFFENCE), RANKING.funnel, names, frozenset({"a"})
    )
    assert chart.mark is Mark.FUNNEL
    assert chart.summary == (
        "Average 9.83. Place d lies above the 99.8% limits; Place a, Place b, Place c lie below "
        "the 99.8% limits; 0 of 4 within."
    )
    places, *lines = chart.series
    assert [p.at for p in places.points][-1] == "Place a", "the highlighted is drawn last"
    assert [series.name for series in lines] == ["95% limits", "99.8% limits"]
    assert all(p.value is None and p.lower is not None for s in lines for p in s.points)
    assert [row[0] for row in chart.table.rows] == ["Place a", "Place b", "Place c", "Place d"]


def test_many_outside_are_counted_and_none_is_said() -> None:
    many = ranked(OFFENCE, [one(f"{n}", 10 if n < 7 else 900, 10_000) for n in range(8)])
    assert many.funnel is not None
    names = {row.counted.code: row.counted.name for row in many.rows}
    said = funnel_chart("B", offence_measure(OFFENCE), many.funnel, names).summary
    assert "7 places lie below the 99.8% limits" in said
    alike = ranked(OFFENCE, [one(code, 100, 10_000) for code in "abc"])
    assert alike.funnel is not None
    said = funnel_chart(
        "B", offence_measure(OFFENCE), alike.funnel, names | {"a": "A", "b": "B", "c": "C"}
    ).summary
    assert said.endswith("None lies outside the 95% limits; 3 of 3 within.")


def test_a_release_draws_its_peers_or_its_districts() -> None:
    measure = replace(BURGLARY, peers="all")
    peers = PeerSet("all", "everybody", ("E10000001", "E07000001", "E07000002"), "made up")
    given = replace(partnership(measure), peer_sets=(peers,))
    release = released(given, three(10, 12))
    chart = release_funnel(release, measure, release.assessments)
    assert chart is not None
    assert chart.title == "Burglary by size among everybody, 2021/22"
    assert [row[0] for row in chart.table.rows] == ["Ashby", "Barrow", "Mercia"]
    hidden = tuple(
        replace(a, figure=Suppressed("small")) if a.area == "E07000001" else a
        for a in release.assessments
    )
    assert release_funnel(release, measure, hidden) is None, "two are left"
    other = tuple(
        replace(a, period=Period.of_year(2019)) if a.area == "E07000001" else a
        for a in release.assessments
    )
    assert release_funnel(release, measure, other) is None
    alone = replace(release, peer_sets=())
    assert release_funnel(alone, measure, release.assessments) is None, "two districts only"
    assert release_funnel(alone, measure, ()) is None
    third = replace(release.places[1], code="X", name="Corby")
    more = replace(release.assessments[1], area="X")
    wide = replace(alone, places=(*release.places, third))
    drawn = release_funnel(wide, measure, (*release.assessments, more))
    assert drawn is not None
    assert "among districts of Mercia" in drawn.title
