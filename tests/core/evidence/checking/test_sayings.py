"""What a release gives is no error, whatever measure or place a sentence seems to mean."""

from dataclasses import replace

import pytest

from saferboard.core.evidence.checking.known import facts_of_returns
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check
from saferboard.core.evidence.checking.sayings import NONE, Sayings, sayings_of
from tests.core.evidence.samples import BURGLARY, observed
from tests.web.factories import COUNTY, release

# The Board's papers printed recorded crime; the release counts another source, far lower.
RECORDED = replace(BURGLARY, key="recorded", name="Burglary (all)", counts=())
FACTS = facts_of_returns(
    [RECORDED],
    [
        replace(observed(year, value), measure="recorded", area=COUNTY)
        for year, value in (("2017/18", 7.63), ("2018/19", 6.74))
    ],
    COUNTY,
)
SAYINGS = sayings_of([release(burglary=3.04)])
REPEATED = "Burglary (all) stood at 3.04 per 1,000 people in 2021/22."
ELSEWHERE = "Burglary (all) in Melton was 99.9 per 1,000 people in 2021/22."
OTHERWISE = "Burglary (all) stood at 3.04 per 1,000 people in 2018/19."
INVENTED = "Burglary (all) stood at 1.11 per 1,000 people in 2021/22."


def found(text: str, sayings: Sayings) -> int:
    return len(check(read_text(text), FACTS, sayings).findings)


@pytest.mark.parametrize("text", [REPEATED, ELSEWHERE, OTHERWISE])
def test_what_a_release_gives_and_what_is_of_another_place_raise_no_alarm(text: str) -> None:
    assert found(text, NONE) >= 1, "without the release it looks like a break in the series"
    assert found(text, SAYINGS) == 0


def test_a_figure_that_nobody_gives_still_raises_one() -> None:
    assert found(INVENTED, SAYINGS) == 1


def test_the_board_s_own_place_is_no_other_place() -> None:
    name = release().place(COUNTY).name
    assert name not in SAYINGS.places
    assert "Melton" in SAYINGS.places
