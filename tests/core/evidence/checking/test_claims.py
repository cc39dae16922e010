"""Claims in sentences, and what is wrong with them. Figures are invented, or the worked ones."""

import pytest

from saferboard.core.evidence.checking.findings import Finding, Kind
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check


def found(text: str) -> list[Finding]:
    return list(check(read_text(text)).findings)


def kinds(text: str) -> list[Kind]:
    return [finding.kind for finding in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Entrants fell from 185 to 117, a reduction of 43%.",
        "There were 117 entrants, compared with 185 the year before, a decrease of 43%.",
        "Entrants reduced from 185 in 2018/19 to 117 in 2019/20 (-43%).",
        "Entrants have fallen by 43% from 185 to 117.",
        "A 43% reduction in entrants, from 185 to 117, was seen.",
        "Entrants fell 43%, from 185 to 117.",
        "The number went from 185 to 117. This is a decrease of 43 per cent.",
        "Entrants fell to 117 from 185, a fall of forty-three per cent.",
        "There were 185 entrants in 2018/19 and 117 in 2019/20, a decrease of 43%.",
        "There were 117 entrants in 2019/20 and 185 in 2018/19, a decrease of 43%.",
        "In 2018/19 there were 185 entrants, falling to 117 in 2019/20, which is a 43% reduction.",
        "2019/20 saw 117 entrants against 185 in 2018/19: a drop of 43%.",
        "The rate went up from 7.07 to 7.29, an increase of 10%.",
        "The figure was 117, down from 185 last year, a fall of 43%.",
        "There were 68 (43%) fewer entrants than the previous year's 185.",
        "There were 68 fewer entrants (43%) than last year's 185.",
        "The figure stood at 117, 43% lower than in 2018/19 (185).",
        "Entrants 185 to 117 (-43%).",
    ],
)
def test_a_change_that_does_not_follow(text: str) -> None:
    assert kinds(text) in ([Kind.CHANGE], [Kind.SHARE])


@pytest.mark.parametrize(
    "text",
    [
        "Entrants fell from 185 to 117, a reduction of 37%.",
        "Entrants fell from 185 to 117, a reduction of about 35%.",
        "Entrants fell from 185 to 117, a reduction of over 36%.",
        "Entrants fell from 185 to 117, a reduction of nearly 37%.",
        "Referrals rose from 34% to 43%, an increase of 9 percentage points.",
        "Referrals rose from 34% to 43%, an increase of 26%.",
        "The rate improved by 0.20 points, from 0.91 to 0.71.",
        "Calls fell from 1,800 to 1,500, a fall of 17.2%.",
        "The figure stood at 117, 36.8% lower than in 2018/19 (185).",
        "The rate fell from 5.2 to 4.9, while burglary fell by 12%.",
        "The number rose from 30 to 45 (target 10%).",
        "The rate rose from 30 to 45 against a regional average of 12%.",
        "The number rose from 30 to 45 and 12% of them were new.",
        "Grants rose from £100,000 to £150,000, an increase of 10%.",
        "It rose from 0 to 5, an increase of 100%.",
        "It moved from 30 to 45 in the year, and then there was a long time with a rise of 9%.",
        "The 9% increase is welcome; and entrants fell from 185 to 117.",
        "A share of 43% came from 185 families and 117 schools.",
        "Calls rose from 12 to 30%.",
    ],
)
def test_what_follows_or_cannot_be_told(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "computed"),
    [
        (
            "Referrals rose from 34% to 43%, an increase of 9%.",
            Kind.POINTS,
            "34 to 43: 9 points, 26.5%",
        ),
        (
            "Referrals rose from 34% to 43%, an increase of 26.5 points.",
            Kind.POINTS,
            "34 to 43: 9 points, 26.5%",
        ),
        ("It rose from 34% to 43%, up by 12 points.", Kind.CHANGE, "34 to 43: 9 points, 26.5%"),
        ("It fell from 185 to 117, a fall of 36%.", Kind.TRUNCATED, "185 to 117: -36.8%"),
        ("Burglary decreased from 34 to 43.", Kind.DIRECTION, "34 to 43 goes up"),
        ("Cases rose to 30 from 40.", Kind.DIRECTION, "40 to 30 goes down"),
        ("It rose from 50 to 40, a change of -20%.", Kind.DIRECTION, None),
        ("It went from 50 to 40 (+20%).", Kind.DIRECTION, "50 to 40: -20.0%"),
        ("It fell from 185 to 117, a fall of 58%.", Kind.CHANGE, "185 to 117: -36.8%"),
        ("11 of 23 cases (47%) were repeats.", Kind.TRUNCATED, "11 of 23 is 47.8%"),
        ("11 out of the 23 were repeats (45%).", Kind.SHARE, "11 of 23 is 47.8%"),
        ("45% (11 of 23) were repeats.", Kind.SHARE, "11 of 23 is 47.8%"),
        ("11 (45%) of the 23 were repeats.", Kind.SHARE, "11 of 23 is 47.8%"),
        ("Of 23 referrals, 11 (45%) were repeats.", Kind.SHARE, "11 of 23 is 47.8%"),
        ("Repeats 11/23 (45%).", Kind.SHARE, "11 of 23 is 47.8%"),
        ("Repeats 45% (11/23).", Kind.SHARE, "11 of 23 is 47.8%"),
        (
            "There were 14 burglaries, 5 robberies and 3 thefts, a total of 25.",
            Kind.TOTAL,
            "14 + 5 + 3 = 22",
        ),
        ("A total of 25 offences: 14 burglaries and 5 thefts.", Kind.TOTAL, "14 + 5 = 19"),
        (
            "A 12 month period 01/07/2015 - 30/09/2016 is used.",
            Kind.LENGTH,
            "01/07/2015 - 30/09/2016 is 15 months",
        ),
        (
            "From April 23 to May 24 (12 months) there were calls.",
            Kind.LENGTH,
            "April 23 to May 24 is 14 months",
        ),
        ("The county is ranked 10/9.", Kind.RANK, "places go from 1 to 9"),
        ("It holds 0/9 in the ranking.", Kind.RANK, "places go from 1 to 9"),
        (
            "Rates in 2015/16 were at 1.25 which reduced in 2015/16 to 0.82.",
            Kind.SAME_PERIOD,
            "both figures are said to be of 2015/16",
        ),
    ],
)
def test_what_is_wrong_and_what_follows(text: str, kind: Kind, computed: str | None) -> None:
    (finding,) = [f for f in found(text) if f.kind is kind]
    assert computed is None or finding.computed == computed


@pytest.mark.parametrize(
    "text",
    [
        "Of 23 cases, 11 (48%) were repeats, up from 8 (40%) last year.",
        "30 of the 20 cases (40%) were odd.",
        "A total of 25 offences, including 14 burglaries and 5 robberies, was seen.",
        "There were 19 plots (14 of one kind, 5 of another).",
        "There were 25 plots (14 of one kind, 5 of another).",
        "There were 25 plots (14 large, 5 small) in all.",
        "There were 14 burglaries and 5 thefts, a total of 19.",
        "None of 0 (0%) came.",
        "Repeats 0/0 (0%).",
        "In the 12 months April 2023 to March 2024 it fell.",
        "Within six months of June 2020 it fell.",
        "The county is ranked 4/9.",
        "In 2015/16 it was 1.25 which reduced in 2016/17 to 0.82.",
        "It was 1.25 which reduced to 0.82.",
        "11 of 23 cases up (45%) on last year.",
        "There were 185 calls in 2018/19 and 17% in 2019/20.",
        "There were 185 calls in 2018/19 and 117 in 2018/19, a fall of 10%.",
        "The rate was 5, 9% lower than the regional average of 8.",
        "The rate was 5, 9% lower than last year's 8%.",
        "It went from 185 to 117. This is good.",
        "It fell from 185 to 117, i.e. approx. 37%.",
    ],
)
def test_what_stands(text: str) -> None:
    assert kinds(text) == []


def test_a_figure_divided_by_the_later_one_is_told() -> None:
    (finding,) = found("It fell from 185 to 117, a fall of 58%.")
    assert finding.why == "it was divided by the later figure, not by the earlier one"


@pytest.mark.parametrize(
    "text",
    ["11 of 23 (45%) (11 of 23) were repeats.", "It is ranked 10/9 in the rank order."],
)
def test_what_is_said_twice_is_told_once(text: str) -> None:
    assert len(found(text)) == 1
