"""Two figures of prose compared over unequal lengths of time."""

import pytest

from saferboard.core.evidence.checking.findings import Kind
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check


def unequal(text: str) -> list[tuple[str, str]]:
    found = check(read_text(text)).findings
    assert {f.kind for f in found} <= {Kind.UNEQUAL}
    return [(f.stated, f.computed) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "Re-offending fell from 1.25 in 2021/22 to 0.22 in April to June 2022.",
        "Re-offending was 1.25 in 2021/22, compared with 0.22 in Q1 2022/23.",
        "The latest rate is 0.22 (April to June 2022), down from 1.25 in 2021/22.",
        "It stood at 1.25 re-offences per offender in 2021/22 and fell to 0.22 in 2022/23 Q1.",
    ],
)
def test_a_quarter_compared_with_a_year_is_told(text: str) -> None:
    ((stated, shown),) = unequal(text)
    assert stated == "1.25 and 0.22"
    assert shown == "12 months (2021/22) beside 3 months (2022/23 Q1)"


def test_so_it_is_from_one_sentence_to_the_next() -> None:
    ((stated, shown),) = unequal(
        "The share is 60.6% for the period April – September 2020. This is slightly lower than "
        "the end of year figure 2018/19 of 64.2%."
    )
    assert stated == "64.2% and 60.6%"
    assert shown == "12 months (2018/19) beside 6 months (April to September 2020)"


@pytest.mark.parametrize(
    "text",
    [
        "Re-offending fell from 1.25 in 2020/21 to 0.22 in 2021/22.",
        "There were 76 in April to December 2018 and 104 in 2017/18.",
        "So far it fell from 1.25 in 2021/22 to 0.22 in April to June 2022.",
        "It fell from 1.25 to 0.22.",
        "It was 12 in April to June 2022. This is fewer than the 14 in April to June 2021.",
        "It was 12 in April to June 2022. This is 9 in 2021/22 and 8 in 2020/21.",
        "It was 12% in April to June 2022. This is fewer than the 14 in 2021/22.",
        "It was 12 in April to June 2022. Elsewhere it was 14 in 2021/22, fewer than here.",
        "It was 12 in April to June 2022. This is the third year: 14 in 2021/22.",
        "It was 12 in April to June 2022 so far. This is fewer than the 14 in 2021/22.",
    ],
)
def test_equal_times_and_what_is_said_raise_no_alarm(text: str) -> None:
    assert unequal(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "There were 480 cases in 2020/21, compared with 131 in 2021/22, a fall of 73%.",
        "There were 131 cases in 2021/22, compared with 480 in 2020/21, a fall of 73%.",
    ],
)
def test_the_dates_tell_which_figure_is_the_earlier_one(text: str) -> None:
    assert unequal(text) == []
