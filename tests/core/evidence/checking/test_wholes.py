"""Parts that a sentence says are all of a whole."""

import pytest

from saferboard.core.evidence.checking.findings import Kind
from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check


def totals(text: str) -> list[tuple[str, str]]:
    found = check(read_text(text)).findings
    assert {f.kind for f in found} <= {Kind.TOTAL}
    return [(f.stated, f.computed) for f in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Of 100 cases 40 were violent, 35 were burglaries and the remaining 30 were thefts.",
            ("100", "40 + 35 + 30 = 105"),
        ),
        (
            "Of the 240 cases, 118 (49%) were closed, 76 (32%) warned and the other 56 referred.",
            ("240", "118 + 76 + 56 = 250"),
        ),
        (
            "There were 240 cases, of which 118 were thefts, 76 burglaries and the remaining 56 "
            "robberies.",
            ("240", "118 + 76 + 56 = 250"),
        ),
        (
            "The 240 cases comprised 118 thefts, 76 burglaries and 56 robberies.",
            ("240", "118 + 76 + 56 = 250"),
        ),
        (
            "A total of 240 cases comprising 118 thefts, 76 burglaries and 56 fires.",
            ("240", "118 + 76 + 56 = 250"),
        ),
        (
            "The 240 cases can be broken down as follows: 118 thefts, 76 burglaries and 56 fires.",
            ("240", "118 + 76 + 56 = 250"),
        ),
        (
            "The 240 referrals split into 118 from the police, 76 from schools and 56 from health.",
            ("240", "118 + 76 + 56 = 250"),
        ),
        (
            "Of these, 40% were violent, 35% were burglaries and the remaining 30% were thefts.",
            ("100%", "40 + 35 + 30 = 105"),
        ),
        (
            "It is made up of £45,000 from the county, £30,000 from the Commissioner and £18,000 "
            "from the districts, a total of £98,000.",
            ("£98,000", "45,000 + 30,000 + 18,000 = 93,000"),
        ),
        (
            "We spent £14,500 on signs and £2,300 on locks, £17,800 in all.",
            ("£17,800", "14,500 + 2,300 = 16,800"),
        ),
        (
            "It came to £1.2m and £0.9m, £2.9m in total.",
            ("£2.9m", "1,200,000 + 900,000 = 2,100,000"),
        ),
    ],
)
def test_parts_that_miss_their_whole_are_told_once(text: str, found: tuple[str, str]) -> None:
    assert totals(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 240 cases, 118 were closed, 76 were warned and the remaining 46 were referred.",
        "Of these, 33% were violent, 33% were burglaries and the remaining 33% were thefts.",
        "We spent £14,500 on signs and £2,300 on locks, £16,800 in all.",
        "It came to £1.2m and £0.9m, £2.1m in total.",
        # Cases may be of two sorts at once: nothing says that these are all.
        "Of 100 cases 40 were violent, 35 involved alcohol and 30 were repeats.",
        # A part of a part, a figure of something else, a loose one.
        "Of 100 cases, 40 were thefts, of which 12 were of bicycles, and the remaining 30 arson.",
        "Of 100 cases, 40 were thefts, 35 burglaries including 12 of sheds and 30 arson.",
        "Of 100 cases, 40 cost £3,000, 35 nothing and 10 points of the remaining 30 were odd.",
        "Of 100 cases, about 40 were thefts, 35 burglaries and the remaining 30 arson.",
        "Of about 100 cases, 40 were thefts, 35 burglaries and the remaining 30 arson.",
        "Of 100 cases, 140 were thefts, 35 burglaries and the remaining 30 arson.",
        "Of 100 cases, 40 were thefts. Others were not.",
        "Of 100 cases the remaining 30 were thefts.",
        # Each team is made up so; far too few to be all; some are left out.
        "The 4 teams comprise 3 officers and 2 wardens.",
        "The 240 cases comprised 18 thefts and 6 burglaries.",
        "The 240 cases comprised 118 thefts, 76 burglaries and 56 others, including fires.",
        "The 240 cases comprised 118 thefts and the remaining 56 robberies.",
        # Percentages of which one changed, or that do not begin the row.
        "Satisfied were 40%, up from 35%, 25% were not and the remaining 30% did not say.",
        "Of the 60% who answered, 40% agreed, 35% did not and the remaining 30% did not say.",
        "Of these, 40% were violent and 35% were not.",
        # Money that is not in a row, or not sure.
        "In 2017 we had £45,000, in 2018 for 3 teams £30,000, a total of £98,000.",
        "We had £45,000 for the north. The £30,000 for the south came late, £98,000 in all.",
        "We had over £45,000 for the north and £30,000 for the south, £98,000 in all.",
        "We had £45,000 for the north with £30,000 for the south, £98,000 in all.",
        "We had £1bn for the north and £2bn for the south, £5bn in all.",
        "It cost 40k for the north and £30k for the south, £98k in all.",
        "It cost £40k for the north, £98k in all.",
    ],
)
def test_parts_that_stand_or_are_not_all_raise_no_alarm(text: str) -> None:
    assert totals(text) == []
