"""The whole check: sentences held against tables, releases and earlier papers, and the counts."""

from datetime import date

import pytest

from saferboard.core.evidence.assessment import Assessment, Direction, Judgement
from saferboard.core.evidence.checking.findings import Checked, Kind, Report, Unchecked
from saferboard.core.evidence.checking.known import (
    Fact,
    facts_of_paper,
    facts_of_release,
    facts_of_returns,
)
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check
from saferboard.core.evidence.checking.source import Source
from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.measures import Better, Measure, Outcome, Polarity, Rag
from saferboard.core.evidence.measures import Kind as Formed
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Place, Release

TABLE = "\n".join(
    (
        "Outcome\tIndicators\tPrevious Year (2015-16)\tCurrent Year (2016-17)\tTravel\tRAG\tRank",
        "Crime\tVehicle Crime rate (per 1,000 population)\t7.07\t7.29\t→\tA\t5/9",
        "\tBurglary Rate\t7.63\t6.74\t↑\tA\t5/9",
        "\tResidential Burglary rate (per 1,000 population)\t5.17\t4.81\t→\tA\t5/9",
        "\tRate of re-offending by young offenders\t0.82\t0.28 (Q3 tracking)\t↑\tG\t-",
        "\t% of cases reviewed at MARAC that are repeat incidents\t34%\t43%\t↓\tA\t-",
        "\tNumber of referrals to support services\t2003*\t1611**\t↑\tG\t-",
        "\tReported hate incidents (per 1,000 population)\t0.58\t0.66\t↑\tA\t-",
        "\tFirst time entrants aged 10 - 17\t124\t83 (April -Dec2016)\t↑\tG\t-",
        "\tNotes\tnone\tnone\t\t\t-",
    )
)


def report(text: str, facts: tuple[Fact, ...] = (), table: str = TABLE) -> Report:
    return check(read_text(f"{text}\n\n{table}"), facts)


def kinds(text: str, facts: tuple[Fact, ...] = (), table: str = TABLE) -> list[Kind]:
    """What was found in the prose, which stands before the table."""
    return [f.kind for f in report(text, facts, table).findings if f.place.line == 1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vehicle crime has increased by 10% in line with the regional average.", [Kind.CHANGE]),
        ("Vehicle crime has increased by 3%.", []),
        ("Vehicle crime is level: a change of up to 7.5% is.", []),
        ("Vehicle crime has decreased by 3%.", [Kind.DIRECTION]),
        ("There was a 10% increase in vehicle crime.", [Kind.CHANGE]),
        ("Nationally vehicle crime has increased by 10%.", []),
        ("Vehicle crime has increased by 10% since the last quarter.", []),
        ("Vehicle crime has increased by 10% over five years.", []),
        ("Vehicle crime has increased by 10% over the last 6 months.", []),
        ("Vehicle crime has increased by 10% in 2012/13.", []),
        ("Domestic vehicle crime has increased by 10%.", []),
        ("Hate incidents rose, an increase of 15%.", []),  # counts grow with the population
        ("Hate incidents rose, an increase of 17%.", []),
        ("Hate incidents rose, an increase of 18%.", [Kind.CHANGE]),
        ("Referrals to support services fell by 30%.", [Kind.CHANGE]),
        ("Young people offend less. In 2016/17 it was 0.28 offences an offender.", [Kind.UNEQUAL]),
        ("The rate of hate incidents rose, an increase of 17%.", [Kind.CHANGE]),
        ("Referrals to support services saw a change of 20%.", []),
        ("Residential burglary fell by 12%.", [Kind.CHANGE]),
        ("The rate for all burglary, homes and shops, is 6.74. This is a 12% reduction.", []),
        ("Repeat MARAC referrals are now at 43%. This is an increase of 9%.", [Kind.POINTS]),
        ("Repeat MARAC referrals are now at 43%. This is an increase of 26%.", []),
        ("First time entrants fell by 33%.", []),  # the table covers unequal times
        ("Referrals to support services for 2015/16 were estimated at 1,400.", [Kind.DIFFERS]),
        ("In 2015/16 vehicle crime was 7.07 per 1,000 people.", []),
        ("Referrals to support services for 2013/14 were 1,900.", []),
        ("In 2016/17 the rate of re-offending by young offenders was 0.28.", [Kind.UNEQUAL]),
        ("In 2016/17 (Q3) re-offending by young offenders was 0.28.", []),
        ("The regional rate of re-offending by young offenders in 2016/17 was 0.9.", []),
        ("Re-offending by young offenders in 2016/17 was 28%.", []),
    ],
)
def test_prose_is_held_against_the_tables(text: str, found: list[Kind]) -> None:
    assert kinds(text) == found


def test_the_last_two_of_several_periods_are_compared() -> None:
    table = "Indicator\t2016/17\t2014/15\t2015/16\nVehicle crime rate\t7.29\t6.0\t7.07"
    assert kinds("Vehicle crime rose by 3%.", (), table) == []
    assert kinds("Vehicle crime rose by 20%.", (), table) == [Kind.CHANGE]


def test_unequal_periods_of_a_compared_row_are_told_once_each() -> None:
    found = report("").findings
    assert [(f.kind, f.stated, f.computed) for f in found] == [
        (Kind.UNEQUAL, "0.82 and 0.28 (Q3 tracking)", "2015/16 beside part of 2016/17"),
        (Kind.UNEQUAL, "124 and 83 (April -Dec2016)", "2015/16 beside April to December 2016"),
    ]


def test_a_part_without_a_period_is_a_part_of_a_year() -> None:
    table = "Indicator\tPrevious\tCurrent\tTravel\nCalls\t40\t9 (to date)\t↓\nCrimes\t50\t60\t↓\n"
    (found,) = report("", (), table).findings
    assert found.computed == "a part of a year beside a part of a year"


RATE = Measure(
    "rate", "Vehicle crime", "crime", Formed.RATE, "per 1,000 people", "s", "d",
    (Polarity(Month(2010, 4), Better.LOWER),), per=1000, suppress_to=0,
)  # fmt: skip
YOUNG = Measure(
    "young", "Re-offences per young offender", "crime", Formed.AVERAGE,
    "re-offences per young offender", "s", "d", (), suppress_to=0,
)  # fmt: skip
ENTRANTS = Measure("fte", "First time entrants", "crime", Formed.COUNT, "people", "s", "d", ())
REPEATS = Measure("mar", "Repeat cases at MARAC", "crime", Formed.PROPORTION, "%", "s", "d", ())
COUNTED = Measure(
    "counted", "Vehicle crime (police.uk)", "crime", Formed.RATE, "per 1,000 people", "s", "d",
    (), counts=("vehicle",),
)  # fmt: skip
MEASURES = (RATE, YOUNG, ENTRANTS, REPEATS, COUNTED)
COUNTY, OTHER = "E10000001", "E07000001"


def returned(measure: str, period: str, value: float, known: date, **parts: object) -> Observation:
    figure: Figure = Number(value) if value >= 0 else Missing("not sent")
    return Observation(
        measure,
        str(parts.get("area", COUNTY)),
        Period.parse(period),
        figure,
        known,
        "pack",
        str(parts.get("paragraph", "")),
        frozenset({Flag.PART_YEAR} if parts.get("part") else ()),
    )


RETURNS = facts_of_returns(
    MEASURES,
    [
        returned("fte", "2017/18", 104, date(2019, 6, 14), paragraph="15"),
        returned("fte", "2017/18", 101, date(2021, 3, 19)),
        returned("fte", "2018/19", 100, date(2021, 3, 19)),
        returned("fte", "2019/20", 3, date(2021, 3, 19)),
        returned("fte", "2016/17", 90, date(2021, 3, 19), area=OTHER),
        returned("fte", "2020/21", -1, date(2021, 3, 19)),
        returned("young", "2016/17", 0.91, date(2019, 6, 14)),
        returned("young", "2017-04..2017-09", 0.4, date(2019, 6, 14), part=True),
        returned("rate", "2020/21", 18.5, date(2021, 3, 19)),
        returned("rate", "2022/23", 7.04, date(2024, 6, 30)),
        returned("rate", "2023/24", 6.68, date(2024, 6, 30)),
        returned("mar", "2018/19", 43, date(2019, 6, 14)),
        returned("other", "2018/19", 43, date(2019, 6, 14)),
    ],
    COUNTY,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("First time entrants: 101 in 2017/18.", [Kind.RESTATED]),
        ("First time entrants: 104 in 2017/18.", []),
        ("First time entrants: 101 in 2017/18 (first reported as 104, since revised).", []),
        ("First time entrants: 99 in 2018/19.", [Kind.RESTATED]),
        ("First time entrants: 100 in 2018/19.", []),
        ("First time entrants: 7 in 2019/20.", []),  # the small count is not given away
        ("First time entrants: 12 in 2015/16.", []),
        ("First time entrants: 12% in 2018/19.", []),
        ("Repeat cases at MARAC: 43% in 2018/19.", []),
        ("Re-offences by young offenders were 0.76 per thousand population.", [Kind.UNIT]),
        ("Re-offences by young offenders were 0.76 per offender in 2015.", []),
        ("Re-offences by young offenders were 0.76 per year, in 3 places.", []),
        ("Vehicle crime is at 18.5 per 1,000 people.", [Kind.BREAK]),
        ("Vehicle crime is at 1.5 per thousand.", [Kind.BREAK]),
        ("Vehicle crime is at 6.5 per 1,000 people.", []),
        ("Vehicle crime is at 18.5 per 1,000 people: the definition changed.", []),
        ("Vehicle crime is at 18.5.", []),
        ("Vehicle crime is above the national 38.5 per 1,000 people.", []),
    ],
)
def test_prose_is_held_against_returns(text: str, found: list[Kind]) -> None:
    assert kinds(text, RETURNS, "") == found


def test_a_row_and_returns_of_another_measure_are_not_mixed() -> None:
    shoplifting = Measure("s", "Shoplifting", "crime", Formed.COUNT, "", "s", "d", ())
    facts = facts_of_returns(
        (shoplifting,), [returned("s", "2016/17", 500, date(2019, 6, 14))], COUNTY
    )
    said = "Shoplifting by young offenders fell in 2016/17 (Q3) to 0.28."
    assert kinds(said, facts) == []
    assert kinds("Vehicle crime has increased by 10%.", RETURNS) == [Kind.CHANGE]


def test_a_source_in_brackets_is_not_another() -> None:
    recorded = Measure(
        "r", "Burglary (recorded)", "crime", Formed.RATE, "per 1,000 people", "s", "d", ()
    )
    other = Measure("o", "Robbery (police.uk)", "crime", Formed.COUNT, "", "s", "d", ())
    facts = facts_of_returns(
        (recorded, other),
        [
            returned("r", "2016/17", 6.74, date(2019, 6, 14)),
            returned("o", "2016/17", 200, date(2019, 6, 14)),
        ],
        COUNTY,
    )
    said = "stood at 3.04 per 1,000 people in 2021/22."
    assert kinds(f"Burglary (police.uk) {said}", facts, "") == []
    assert kinds(f"Burglary (recorded) {said}", facts, "") == [Kind.BREAK]
    assert kinds(f"Burglary {said}", facts, "") == [Kind.BREAK]


def test_points_take_their_measure_from_the_line_above() -> None:
    text = "11. FTE totals were:\n - 104 in 2017/18\n - 99 in 2018/19\n\nThere were 12 in 2018/19."
    source = read_text(f"The First Time Entrants (FTE) are young.\n\n{text}")
    assert [f.kind for f in check(source, RETURNS).findings] == [Kind.RESTATED]


def release() -> Release:
    def made(measure: str, area: str, figure: Figure, previous: Figure) -> Assessment:
        return Assessment(
            measure, area, Period.of_year(2023), figure, Period.of_year(2022), previous, None,
            Direction.UNKNOWN, Judgement(Rag.GREY, "", ""),
        )  # fmt: skip

    none = Missing("none")
    return Release(
        "P", "Board", Period.of_quarter(2023, 4), COUNTY, date(2024, 6, 1), date(2024, 6, 1), "1",
        (), (Place(COUNTY, "Mereshire", "county", None),), (Outcome("crime", "Crime"),),
        (ENTRANTS, COUNTED),
        (
            made("fte", COUNTY, Number(88), Number(90)),
            made("fte", OTHER, Number(8), none),
            made("counted", COUNTY, Number(5.42), none),
            Assessment(
                "fte", COUNTY, None, none, None, none, None, Direction.UNKNOWN,
                Judgement(Rag.GREY, "", ""),
            ),
        ),
    )  # fmt: skip


def test_prose_is_held_against_a_release() -> None:
    facts = facts_of_release(release(), "release 2023/24-Q4.1")
    assert kinds("First time entrants: 80 in 2023/24.", facts, "") == [Kind.DIFFERS]
    assert kinds("First time entrants: 88 in 2023/24 and 90 in 2022/23.", facts, "") == []
    # With no return of the same name, a measure from source rows speaks.
    assert kinds("Vehicle crime: 5.9 in 2023/24.", facts, "") == [Kind.DIFFERS]


def test_prose_is_held_against_an_earlier_paper() -> None:
    earlier = read_text(
        "Vehicle crime was 7.1 per 1,000 people in 2014/15. Nobody counted 12 in 2013/14.\n" + TABLE
    )
    facts = facts_of_paper(earlier, "June.txt", [fact.label for fact in RETURNS])
    assert kinds("Vehicle crime: 7.9 in 2015/16.", facts, "") == [Kind.RESTATED]
    assert kinds("Vehicle crime: 7.07 in 2015/16.", facts, "") == []
    assert kinds("Vehicle crime: 9.1 in 2014/15.", facts, "") == [Kind.RESTATED]


def test_a_count_and_its_rate_of_like_names() -> None:
    rate = Measure(
        "ftr", "First time entrants per 100,000", "crime", Formed.RATE, "per 100,000", "s", "d", ()
    )
    facts = facts_of_returns(
        (ENTRANTS, rate),
        [
            returned("fte", "2018/19", 100, date(2021, 3, 19)),
            returned("ftr", "2018/19", 171, date(2021, 3, 19)),
        ],
        COUNTY,
    )
    assert kinds("First time entrants: 171 in 2018/19.", facts, "") == [Kind.RESTATED]
    said = "First time entrants were at 171 per 100,000 people in 2018/19."
    assert kinds(said, facts, "") == []


TOTALS = """Area\tReferrals\tRepeats\tPer cent\tRate
City\t656\t225\t34%\t4.1
County\t672\t260\t38%\t3.9
Rutland\t23\t11\t47%\t2.2
Total\t1351\t497\t37%\t10.2"""


def test_a_table_is_held_against_itself() -> None:
    found = report("", (), TOTALS)
    assert [(f.kind, f.stated, f.computed) for f in found.findings] == [
        (Kind.TOTAL, "497", "225 + 260 + 11 = 496"),
        (Kind.TRUNCATED, "38%", "38.7%"),
        (Kind.TRUNCATED, "47%", "47.8%"),
    ]
    assert dict(found.checked) == {Checked.TOTALS: 2, Checked.SHARES: 4}
    assert dict(found.unchecked)[Unchecked.COLUMNS] == 1


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (TOTALS.replace("38%", "39%").replace("47%", "48%").replace("497", "496"), []),
        (TOTALS.replace("38%", "39%").replace("47%", "60%").replace("497", "496"), [Kind.SHARE]),
        (
            TOTALS.replace("Per cent", "Other %").replace("34%", "1%").replace("37%", "2%"),
            [Kind.TOTAL],
        ),
        (
            "Area\tBefore\tNow\t% change\nA\t10\t11\t10%\nB\t20\t30\t50%\nC\t10\t20\t90%",
            [Kind.SHARE],
        ),
        ("Area\tBefore\tNow\t% change\nA\t10\t\t10%\nB\t20\t30\t50%\nC\t10\t20\t", []),
        ("Area\tCases\nA\t10\nTotal\t10", []),
        ("Total\tCases\nTotal calls\t10\nB\t5\nC\t5", []),
        ("Area\tCases\nA\t10\nB\tmany\nTotal\t10", []),
        ("10\t11\n12\t13", []),
        ("Area\tNotes\nA\tx\nB\ty", []),
        ("Area\tMean score\nA\t10\nB\t10\nTotal\t10", []),
        ("Area\tCases\nA\t1\nB\t2\tx\nTotal", []),
    ],
)
def test_tables(table: str, found: list[Kind]) -> None:
    assert [f.kind for f in report("", (), table).findings] == found


def test_what_is_left_is_counted() -> None:
    text = (
        "Some 12% came. It rose by 3%. About 5 per 1,000 people and 7 others paid £3,000; it is "
        "1/3 of 2019."
    )
    source = Source(read_text(text).parts, unread=2)
    assert dict(check(source).unchecked) == {
        Unchecked.PER_CENT: 1,
        Unchecked.MOVES: 1,
        Unchecked.RATES: 1,
        Unchecked.RANKS: 1,
        Unchecked.COUNTS: 1,
        Unchecked.MONEY: 1,
        Unchecked.UNREAD: 2,
    }


def test_long_sentences_are_cut_at_words() -> None:
    filler = "and this goes on " * 20
    (found,) = report(
        f"{filler}until it fell from 185 to 117, a fall of 43%, {filler}", (), ""
    ).findings
    assert found.excerpt.startswith("… ")
    assert found.excerpt.endswith(" …")
    assert "43%" in found.excerpt
    (start,) = report(f"It fell from 185 to 117, a fall of 43%, {filler}", (), "").findings
    assert start.excerpt.startswith("It fell")
    (end,) = report(f"{filler}until it fell from 185 to 117, a fall of 43%.", (), "").findings
    assert end.excerpt.endswith("43%.")
