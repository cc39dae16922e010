"""Figures of the past as observations: only what is certain, and as the loader takes it."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.evidence.figures import Missing, Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused
from saferboard.core.ingest.observations import parse_observations
from saferboard.core.ingest.past.account.figures import Given, Measures, figures
from saferboard.core.ingest.past.account.observing import (
    COUNTED,
    NO_PERIOD,
    SAID_ALREADY,
    SAID_OTHERWISE,
    areas_for,
    beside,
    printed,
    to_rows,
)
from saferboard.core.ingest.past.values import Span
from saferboard.core.partnership import Partnership
from tests.core.ingest.past.samples import JUNE, MARCH
from tests.core.ingest.past.test_figures import board, held, told

COUNTY = Area("E10000099", "Melbyshire", AreaKind.COUNTY)
AREAS = Areas([COUNTY])
ENDS = Span(5, 5, 8, 8)


def measure(key: str, kind: Kind = Kind.COUNT, counts: tuple[str, ...] = ()) -> Measure:
    return Measure(key, key, "crime", kind, "", "", "", (), counts)


MEASURES = {
    one.key: one
    for one in (
        measure("shed", Kind.RATE),
        measure("fte"),
        measure("better", Kind.PROPORTION),
        measure("cost", Kind.MONEY),
        measure("counted", counts=("burglary",)),
    )
}


def given(
    key: str,
    value: str,
    period: str | None = "2013/14",
    on: date = MARCH,
    *,
    per_cent: bool = False,
    doubt: str = "",
    span: Span = ENDS,
) -> Given:
    when = Period.parse(period) if period else None
    source = f"pack {on.isoformat()}"
    where = (on, source, span, "", f"The {key}\nas printed", doubt)
    return Given(key, "", when, Decimal(value), value, per_cent, *where)


def loaded(*some: Given) -> tuple[Observation, ...]:
    text = io.StringIO()
    csv.writer(text).writerows(to_rows(printed(some, MEASURES), COUNTY.code))
    return parse_observations(text.getvalue(), measures=MEASURES, areas=AREAS)


def test_a_figure_is_an_observation_that_the_loader_takes() -> None:
    (one,) = loaded(given("shed", "3.90"))
    assert (one.measure, one.area, str(one.period)) == ("shed", COUNTY.code, "2013/14")
    assert one.figure == Number(3.9)
    assert (one.known, one.pack, one.paragraph) == (MARCH, "2015-03-20", "Dashboard, page 8")
    assert (one.flags, one.note) == (frozenset(), "Printed as The shed as printed.")


def test_a_text_without_pages_tells_its_line() -> None:
    (one,) = loaded(given("fte", "12", span=Span(7, 7)))
    assert one.paragraph == "Dashboard, line 7"


def test_per_cent_and_large_values_are_plain_decimals() -> None:
    share, count = loaded(given("better", "42.8", per_cent=True), given("fte", "2E+3"))
    assert share.figure == Number(42.8)
    assert count.figure == Number(2000.0)


def test_what_is_restated_says_so() -> None:
    _, later = loaded(given("fte", "104"), given("fte", "101", on=JUNE))
    assert later.flags == {Flag.REVISED}
    assert later.note == "Printed as The fte as printed. It was 104, printed 20 March 2015."
    (part,) = loaded(given("fte", "83", "2013-04..2013-12"))
    assert part.flags == {Flag.PART_YEAR}
    _, both = loaded(
        given("fte", "83", "2013-04..2013-12"), given("fte", "84", "2013-04..2013-12", JUNE)
    )
    assert both.flags == {Flag.PART_YEAR, Flag.REVISED}


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (given("unknown", "1", doubt="no measure's label is like it"), "no measure's label"),
        (given("shed", "1", doubt="another measure's label is about as like it"), "another"),
        (given("counted", "1"), COUNTED),
        (given("fte", "1", None), NO_PERIOD),
        (given("fte", "1", "2014/15"), "2014/15 was not over on 20 March 2015"),
        (given("fte", "1", per_cent=True), "it is in per cent, and the measure is not"),
        (given("better", "100.5", per_cent=True), "it is more than 100 per cent"),
        (given("cost", "1.005"), "it is not pounds and whole pence"),
    ],
)
def test_what_is_not_certain_or_would_be_refused_is_left_out_and_told(one: Given, why: str) -> None:
    (row,) = printed([one], MEASURES)
    assert row.why.startswith(why)
    assert loaded(one) == ()
    assert (row.measure is None) is bool(one.doubt)


def test_the_loader_refuses_what_is_left_out() -> None:
    """The reasons above are the loader's own: without them its rows would not load."""
    for one in (
        given("fte", "1", "2014/15"),
        given("counted", "1"),
        given("better", "100.5", per_cent=True),
        given("cost", "1.005"),
    ):
        (row,) = printed([one], MEASURES)
        text = io.StringIO()
        csv.writer(text).writerows(to_rows([replace(row, why="")], COUNTY.code))
        with pytest.raises(Refused):
            parse_observations(text.getvalue(), measures=MEASURES, areas=AREAS)


def test_money_in_whole_pence_is_taken() -> None:
    (one,) = loaded(given("cost", "1.50"))
    assert one.figure == Number(1.5)


def test_one_day_gives_one_figure() -> None:
    twice = printed([given("fte", "12"), given("fte", "12.0", span=Span(9, 9))], MEASURES)
    assert [one.why for one in twice] == ["", SAID_ALREADY]
    differing = printed([given("fte", "12"), given("fte", "13", span=Span(9, 9))], MEASURES)
    assert [one.why for one in differing] == [SAID_OTHERWISE, SAID_OTHERWISE]
    assert len(loaded(given("fte", "12"), given("fte", "12", span=Span(9, 9)))) == 1


def test_dashboards_become_observations() -> None:
    labels = Measures({"shed": ("Shed burglary rate",), "fte": ("First time entrants",)})
    one = board(
        ("Shed burglary (per 1,000)", "3.9", "4.4"),
        ("Number of first time entrants", "124", "83 (April - Dec 2014)"),
        ("Weather", "1", "2"),
    )
    rows = printed(figures(held(told(JUNE, one)), labels), MEASURES)
    assert [(row.given.indicator[:4], row.given.shown, row.why[:10]) for row in rows] == [
        ("Shed", "4.4", ""),
        ("Shed", "3.9", ""),
        ("Numb", "83", ""),
        ("Numb", "124", ""),
        ("Weat", "2", "no measure"),
        ("Weat", "1", "no measure"),
    ]
    found = loaded(*(row.given for row in rows))
    assert [str(each.period) for each in found] == [
        "2014/15",
        "2013/14",
        "2014-04..2014-12",
        "2013/14",
    ]


def partnership(*observed: str) -> Partnership:
    areas = Areas(
        [
            Area("R", "Midmoor", AreaKind.REGION),
            COUNTY,
            Area("U", "Oldbury", AreaKind.UNITARY),
            Area("D", "Ford", AreaKind.DISTRICT, parent=COUNTY.code),
            Area("X", "Far away", AreaKind.COUNTY),
        ]
    )
    rows = tuple(
        Observation("fte", area, Period.parse("2013/14"), Number(1.0), MARCH, "", "")
        for area in observed
    )
    empty = dict.fromkeys(Partnership.__dataclass_fields__, ())
    known = {"area": COUNTY.code, "areas": areas, "observations": rows}
    return Partnership(**(empty | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("observed", "codes"),
    [
        ((), [COUNTY.code, "D"]),
        (("R",), ["R", COUNTY.code, "D"]),
        (("R", COUNTY.code, COUNTY.code), [COUNTY.code, "R", "D"]),
        (("R", COUNTY.code), [COUNTY.code, "R", "D"]),
        (("R", "D"), ["R", COUNTY.code, "D"]),
        (("U", "U"), ["U", COUNTY.code, "D"]),
    ],
)
def test_the_likeliest_area_comes_first(observed: tuple[str, ...], codes: list[str]) -> None:
    assert [area.code for area in areas_for(partnership(*observed))] == codes


def observation(value: object, known: date = MARCH, **more: object) -> Observation:
    figure = value if isinstance(value, Number | Missing) else Number(float(str(value)))
    own = {"flags": frozenset({Flag.ESTIMATED}), "note": "By hand.", **more}
    when = Period.parse("2013/14")
    return Observation("better", COUNTY.code, when, figure, known, "", "4", **own)  # type: ignore[arg-type]


def again(*held: Observation, area: str = COUNTY.code) -> tuple[Observation, ...]:
    one = given("better", "38.7", per_cent=True)
    text = io.StringIO()
    rows = beside(printed([one], MEASURES), held, area)
    csv.writer(text).writerows(to_rows(rows, COUNTY.code))
    return parse_observations(text.getvalue(), measures=MEASURES, areas=AREAS)


def test_what_is_held_already_stays_as_it_is_held() -> None:
    (one,) = again(observation("38.69"))
    assert (one.figure, one.flags, one.note) == (Number(38.69), {Flag.ESTIMATED}, "By hand.")
    assert (one.paragraph, one.pack) == ("4", "2015-03-20")
    (parts,) = again(observation(Number(100 * 260 / 672, numerator=260, denominator=672)))
    assert parts.figure == Number(100 * 260 / 672, numerator=260, denominator=672)


def test_what_is_held_otherwise_is_left_to_a_person() -> None:
    assert again(observation("40")) == ()
    (row,) = beside(
        printed([given("better", "38.7", per_cent=True)], MEASURES),
        [observation("40")],
        COUNTY.code,
    )
    assert row.why == "40 is held for it, known on the same day"
    left = printed([given("fte", "1", None)], MEASURES)
    assert beside(left, [observation("40")], COUNTY.code) == left


@pytest.mark.parametrize(
    "held",
    [
        observation("40", JUNE),
        replace(observation("40"), area="E10000098"),
        observation(Missing("not sent")),
    ],
)
def test_what_is_held_of_another_day_or_area_changes_nothing(held: Observation) -> None:
    (one,) = again(held)
    assert (one.figure, one.note) == (Number(38.7), "Printed as The better as printed.")
