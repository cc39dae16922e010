"""The errors that stood in papers of a Board, each in an invented paper that makes it again."""

import pytest

from saferboard.core.evidence.checking.findings import Finding, Kind
from saferboard.core.evidence.checking.known import Fact, facts_of_paper
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check

EARLIER = """# Performance, June 2020

First time entrants totalled 104 in 2017/18 and 100 in 2018/19.
Re-offending by young offenders was 0.91 offences per offender in 2018/19.
Incidents on the case system were 6.68 per 1,000 people in 2018/19 and 7.04 per 1,000 people in
2019/20.
"""
TABLE = """
Indicator\t2018/19\t2019/20
First time entrants\t110\t112
Re-offending by young offenders\t0.91\t0.88
Incidents on the case system (per 1,000 people)\t6.68\t7.04
"""
PAPER = """# Performance, March 2021

1. The number of full-time posts went from 185 to 117, a fall of 43%.

2. Vehicle crime rose from 7.07 to 7.29 per 1,000 people, up 10%.

3. Repeat cases went from 34% to 43%. This is an increase of 9%.

4. In the smallest area 11 of 23 referrals (47%) were repeats.

5. Over the rolling 12 months, April 19 to May 20, there were 656 referrals.

6. Re-offending by young offenders was 0.76 offences per thousand population in the year.

7. First time entrants were 101 in 2017/18.

8. Incidents on the case system now stand at 18.5 per 1,000 people.

9. Re-offending was 1.25 in 2019/20 and fell to 0.22 in April to June 2020.
"""
RIGHT = """# Performance, March 2021

1. The number of full-time posts went from 185 to 117, a fall of 37%.

2. Vehicle crime rose from 7.07 to 7.29 per 1,000 people, up 3%.

3. Repeat cases went from 34% to 43%. This is an increase of 9 percentage points.

4. In the smallest area 11 of 23 referrals (48%) were repeats.

5. Over the 14 months, April 19 to May 20, there were 656 referrals.

6. Re-offending by young offenders was 0.76 offences per offender in the year.

7. First time entrants were 101 in 2017/18, revised from 104.

8. Incidents on the case system now stand at 18.5 per 1,000 people, a break in the series.

9. Re-offending was 1.25 in 2019/20; for April to June 2020 alone it is 0.22 so far.
"""


def facts() -> tuple[Fact, ...]:
    return facts_of_paper(read_text(EARLIER + TABLE), "June 2020")


def found(paper: str) -> list[Finding]:
    return list(check(read_text(paper), facts()).findings)


@pytest.mark.parametrize(
    ("paragraph", "kind", "stated", "follows"),
    [
        ("1", Kind.CHANGE, "43%", "-36.8%"),
        ("2", Kind.CHANGE, "10%", "3.1%"),
        ("3", Kind.POINTS, "9%", "9 points"),
        ("4", Kind.TRUNCATED, "47%", "47.8%"),
        ("5", Kind.LENGTH, "12 months", "14 months"),
        ("6", Kind.UNIT, "0.76 per head of population", "per offender"),
        ("7", Kind.RESTATED, "101 for 2017/18", "104"),
        ("8", Kind.BREAK, "18.5", "7.04"),
        ("9", Kind.UNEQUAL, "1.25 and 0.22", "3 months"),
    ],
)
def test_each_error_is_told_once(paragraph: str, kind: Kind, stated: str, follows: str) -> None:
    (one,) = [f for f in found(PAPER) if f.place.paragraph == paragraph]
    assert (one.kind, one.stated) == (kind, stated)
    assert follows in one.computed


def test_the_same_paper_put_right_raises_no_alarm() -> None:
    assert found(RIGHT) == []
