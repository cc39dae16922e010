"""A survey in words, tables and charts: number, suppressed and missing are three things."""

from dataclasses import replace

import pytest

from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.survey_charts import (
    areas_table,
    base_words,
    by_area,
    latest,
    limits_words,
    of,
    over_time,
    sentence,
    share_words,
    table,
    why,
)
from saferboard.core.evidence.surveys import Answered, Surveyed
from tests.core.evidence.surveyed import ASHBY, BARROW, COUNTY, Q3, Q4, SAFE, SURVEY

NAMES = {COUNTY: "Mercia", ASHBY: "Ashby", BARROW: "Barrow"}
WHOLE = Number(64.96, 55.254, 73.636, 65, 1100)
PRINTED, HIDDEN, UNKNOWN = Number(94.0), Suppressed("too few people"), Missing("nobody asked")


def answered(
    figure: Figure, area: str = COUNTY, period: Period = Q4, wording: str = "2", note: str = ""
) -> Answered:
    return Answered("safe", wording, area, period, figure, note)


@pytest.mark.parametrize(
    ("figure", "share", "limits", "base", "note"),
    [
        (WHOLE, "65.0%", "55.3% to 73.6%", "1,100", "Weighted."),
        (PRINTED, "94.0%", "None: the base is not published", "Not published", "Weighted."),
        (HIDDEN, "Suppressed", "–", "–", "Too few people."),
        (UNKNOWN, "Not known", "–", "–", "Nobody asked."),
    ],
)
def test_words(figure: Figure, share: str, limits: str, base: str, note: str) -> None:
    one = answered(figure, note="Weighted.")
    assert (share_words(figure), limits_words(figure), base_words(figure), why(one)) == (
        share,
        limits,
        base,
        note,
    )
    assert table("Safe", (one,)).rows == (("2021/22 Q4", share, limits, base, note),)


def test_sentences() -> None:
    assert sentence(SAFE, answered(WHOLE), "Mercia") == (
        "65.0% in Mercia in 2021/22 Q4 (95% limits 55.3% to 73.6%; 1,100 people answered)."
    )
    assert sentence(SAFE, answered(PRINTED), "Mercia") == (
        "94.0% in Mercia in 2021/22 Q4. How many were asked was not published."
    )
    assert sentence(SAFE, answered(HIDDEN), "Mercia") == (
        "Feels safe, Mercia, 2021/22 Q4: suppressed. Too few people."
    )


def test_answers_are_found_by_question_and_area() -> None:
    year = answered(WHOLE, period=Period.parse("2020/21"))
    other = replace(answered(PRINTED), question="trust")
    one = Surveyed(SURVEY, (SAFE,), (year, answered(WHOLE), answered(HIDDEN, ASHBY), other))
    assert of(one, "safe", COUNTY) == (year, answered(WHOLE))
    assert latest(one, "safe") == (answered(WHOLE), answered(HIDDEN, ASHBY))


def test_each_wording_is_a_line_of_its_own() -> None:
    q2 = Period.parse("2021/22-Q2")
    chart = over_time(
        SAFE,
        (
            answered(PRINTED, period=q2, wording="1"),
            answered(WHOLE, period=Q3, wording="1"),
            answered(HIDDEN),
            answered(PRINTED, wording="", period=Period.parse("2022/23-Q1")),
        ),
        "Mercia",
    )
    assert chart is not None
    assert [s.name for s in chart.series] == [
        "Asked from April 2017",
        "Asked from January 2022",
        "Wording not known",
    ]
    assert [p.value for p in chart.series[1].points] == [None]
    assert chart.series[0].points[1].lower == 55.254
    assert chart.summary == (
        "Asked from April 2017: 94.0% in 2021/22 Q2 to 65.0% in 2021/22 Q3. Asked from January "
        "2022: nothing can be shown. Wording not known: 94.0% in 2022/23 Q1."
    )
    assert len(chart.table.rows) == 4


def test_one_figure_makes_no_line_and_no_bars() -> None:
    held = (answered(WHOLE), answered(HIDDEN, ASHBY))
    assert over_time(SAFE, held, "Mercia") is None
    assert by_area(SAFE, held, NAMES) is None


def test_areas_side_by_side() -> None:
    held = (answered(WHOLE), answered(PRINTED, BARROW), answered(HIDDEN, ASHBY))
    chart = by_area(SAFE, held, NAMES)
    assert chart is not None
    assert [(p.at, p.value) for p in chart.series[0].points] == [("Barrow", 94.0), ("Mercia", 65.0)]
    assert chart.summary == "Highest in Barrow (94.0%), lowest in Mercia (65.0%)."
    assert [row[:2] for row in chart.table.rows] == [
        ("Ashby", "Suppressed"),
        ("Barrow", "94.0%"),
        ("Mercia", "65.0%"),
    ]
    assert areas_table("Safe", held, NAMES).columns[0].name == "Area"
