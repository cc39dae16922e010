"""Results of a survey, by answer or added up: what is sound is read, what is not says where."""

import pytest

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.surveys import Result
from saferboard.core.faults import Refused
from saferboard.core.ingest.partnership import read_partnership
from saferboard.core.ingest.survey_comments import parse_comments
from saferboard.core.ingest.survey_results import ANSWERS, MOST, TOTALS, parse_survey
from tests.core.ingest.test_surveys import SURVEYS, with_surveys

HELD = read_partnership(
    with_surveys(
        SURVEYS.replace('agree = ["very"]', 'leaves_out = ["don\'t know"], agree = ["very"]')
    )
)
NORTH, SOUTH, COUNTY, FELL = "E07000001", "E07000002", "E10000001", "E06000001"
KNOWN = "2022-05-01"


def parsed(*rows: str, columns: tuple[str, ...] = ANSWERS) -> tuple[Result, ...]:
    text = "\n".join([",".join(columns), *rows]) + "\n"
    return parse_survey(text, "s.csv", surveys=HELD.further.surveys, areas=HELD.areas)


def refused(*rows: str, columns: tuple[str, ...] = ANSWERS) -> str:
    with pytest.raises(Refused) as caught:
        parsed(*rows, columns=columns)
    return str(caught.value)


def answer(said: str = "very", **changes: str) -> str:
    cells = {
        "period": "2021/22-Q4",
        "area": NORTH,
        "question": "safe",
        "wording": "2",
        "answer": said,
        "weight": "",
        "weighting": "",
        "known": KNOWN,
    }
    return ",".join({**cells, **changes}.values())


def total(**changes: str) -> str:
    cells = {
        "period": "2021/22-Q4",
        "area": COUNTY,
        "question": "safe",
        "wording": "2",
        "agree": "60",
        "base": "100",
        "per_cent": "",
        "effective_base": "",
        "weighting": "",
        "known": KNOWN,
    }
    return ",".join({**cells, **changes}.values())


def test_answers_are_counted() -> None:
    found = {
        r.area: r
        for r in parsed(
            answer(), answer("not"), answer("don't know"), answer(area=SOUTH), answer(area=SOUTH)
        )
    }
    assert found.keys() == {NORTH, SOUTH, COUNTY}
    assert (found[COUNTY].agree, found[COUNTY].base, found[COUNTY].effective) == (3, 4, 4.0)
    assert found[NORTH].period == Period.parse("2021/22-Q4")


def test_weighted_answers() -> None:
    rows = (answer(weight="1", weighting="b"), answer("not", weight="3", weighting="b"))
    north = next(r for r in parsed(*rows) if r.area == NORTH)
    assert (north.share, north.effective, north.weighting) == (0.25, 1.6, "b")


def test_a_day_stands_for_its_quarter() -> None:
    assert parsed(answer(period="2022-01-31"))[0].period == Period.parse("2021/22-Q4")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"question": "save"}, "did you mean 'safe'?"),
        ({"area": "E07000009"}, "there is no area 'E07000009'"),
        ({"area": FELL}, "does not lie in E10000001, which the survey covers"),
        ({"wording": "3"}, "has no wording '3'"),
        ({"wording": "1"}, "wording '1' was not the one in use throughout 2021/22 Q4"),
        ({"wording": ""}, "column 'wording': the cell is empty"),
        ({"period": "2016/17-Q4"}, "a period with one wording"),
        ({"period": "2022-02"}, "is not a quarter, a financial year or a day"),
        ({"period": "soon"}, "is not a quarter, a financial year or a day"),
        ({"period": "2022-13-01"}, "is not a quarter, a financial year or a day"),
        ({"period": ""}, "column 'period': the cell is empty"),
        ({"question": ""}, "column 'question': the cell is empty"),
        ({"known": "2022-03-31"}, "before 2021/22 Q4 was over"),
        ({"known": "yesterday"}, "'yesterday' is not a date"),
        ({"weighting": "a", "weight": "1"}, "weights of version 'a' are not those of 2021/22 Q4"),
        ({"weighting": "b", "weight": ""}, "there is no weight above zero"),
        ({"weighting": "b", "weight": "0"}, "there is no weight above zero"),
        ({"weight": "2"}, "there is a weight, but not of which version"),
        ({"answer": ""}, "column 'answer': the cell is empty"),
    ],
)
def test_faults_of_an_answer(changes: dict[str, str], said: str) -> None:
    found = refused(answer(**changes))
    assert said in found
    assert "s.csv, row 2" in found


def test_an_unknown_answer_is_not_repeated() -> None:
    found = refused(answer("Call me Example"))
    assert "the answer is not one of the wording's" in found
    assert "very, not, don't know" in found
    assert "Example" not in found


def test_weights_where_none_are_declared() -> None:
    before = answer("yes", period="2018/19-Q1", wording="1", weighting="b", weight="1")
    assert "no weights: none are declared for it" in refused(before)


def test_all_are_weighted_or_none() -> None:
    found = refused(answer(weight="1", weighting="b"), answer())
    assert "row 2 has 'b', this one 'no weights'" in found


def test_the_first_hundred_faults_are_told() -> None:
    found = refused(*[answer(wording="3")] * (MOST + 7))
    assert "there are 7 more faults" in found
    assert found.count("has no wording '3'") == MOST


def test_totals_are_read() -> None:
    (plain,) = parsed(total(), columns=TOTALS)
    assert (plain.share, plain.effective, plain.agree, plain.base) == (0.6, 100.0, 60, 100)
    weighted = total(per_cent="62.5", effective_base="80.4", weighting="b")
    (found,) = parsed(weighted, columns=TOTALS)
    assert (found.share, found.effective, found.weighting) == (0.625, 80.4, "b")
    assert parsed(total(), total(known="2022-06-01", agree="61"), columns=TOTALS)[1].agree == 61


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"base": ""}, "there is no base"),
        ({"base": "0"}, "there is no base"),
        ({"agree": ""}, "column 'agree': the cell is empty"),
        ({"agree": "many"}, "'many' is not a whole number"),
        ({"agree": "101"}, "101 of 100 is more than all"),
        ({"per_cent": "60"}, "this belongs to weighted results"),
        ({"effective_base": "60"}, "this belongs to weighted results"),
        ({"weighting": "b", "effective_base": "60"}, "the weighted percentage is missing"),
        ({"weighting": "b", "effective_base": "60", "per_cent": "101"}, "from 0 to 100"),
        ({"weighting": "b", "per_cent": "60"}, "the effective base is missing"),
        ({"weighting": "b", "per_cent": "60", "effective_base": "101"}, "not between zero"),
        ({"weighting": "a", "per_cent": "60", "effective_base": "60"}, "weights of version 'a'"),
    ],
)
def test_faults_of_a_total(changes: dict[str, str], said: str) -> None:
    assert said in refused(total(**changes), columns=TOTALS)


def test_a_total_stands_once() -> None:
    assert "the row gives the same question, area and period as row 2" in refused(
        total(), total(agree="61"), columns=TOTALS
    )


def test_a_year_beside_its_quarters_gives_one_away() -> None:
    found = refused(total(), total(period="2021/22"), columns=TOTALS)
    assert "2021/22 Q4 and for 2021/22, which share months" in found


def test_another_header_is_refused() -> None:
    assert "column 'base' is missing" in refused(columns=(*TOTALS[:5], *TOTALS[6:]))


COMMENTS = "survey,period,area,topic,comment\n"


def comments(text: str) -> str:
    with pytest.raises(Refused) as caught:
        parse_comments(COMMENTS + text, "c.csv", surveys=HELD.further.surveys, areas=HELD.areas)
    return str(caught.value)


def test_comments_are_read() -> None:
    text = COMMENTS + f'panel,2021/22,{NORTH},Lights,"Too dark,\nsay I"\n'
    (found,) = parse_comments(text, "c.csv", surveys=HELD.further.surveys, areas=HELD.areas)
    assert (found.survey, found.area, found.topic, found.row) == ("panel", NORTH, "Lights", 2)
    assert found.text == "Too dark,\nsay I"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"pannel,2021/22,{NORTH},Lights,Example Words", "did you mean 'panel'?"),
        ("panel,2021/22,E07,Lights,Example Words", "there is no area"),
        (f"panel,2021/22,{FELL},Lights,Example Words", "does not lie in the area of the survey"),
        (f"panel,soon,{NORTH},Lights,Example Words", "'soon' is not a period"),
        (f"panel,2021/22,{NORTH},{'Lights ' * 20},Example Words", "the topic is too long"),
        (f"panel,2021/22,{NORTH},,", "column 'comment': the cell is empty"),
    ],
)
def test_a_fault_of_a_comment_never_repeats_it(row: str, said: str) -> None:
    found = comments(row)
    assert said in found
    assert "Example Words" not in found
