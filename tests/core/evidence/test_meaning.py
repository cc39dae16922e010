"""What must be known before a figure is used: states, breaks, polarity, retirement, overlaps."""

from dataclasses import replace

import pytest

from saferboard.core.evidence.assessment import Assessment, State
from saferboard.core.evidence.figures import Missing, Suppressed
from saferboard.core.evidence.meaning import declared, notes
from saferboard.core.evidence.measures import Better, Break, Kind, Measure, Polarity
from saferboard.core.evidence.overlaps import (
    How,
    groups,
    listed,
    of_measure,
    overlaps,
    told_once,
    words_of,
)
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.words import STATE_WORDS, caution, ending, state_words
from tests.core.evidence.samples import BURGLARY, Q4, REPEATS, observed, partnership, released

ROWS = (observed("2020/21", 34), observed("2021/22", 43, note="Rounded."))


def assessed(measure: Measure = REPEATS, **changes: object) -> Assessment:
    found = released(partnership(measure, observations=ROWS)).of("repeats")
    assert found is not None
    return replace(found, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [s for s in State if s is not State.ARREARS])
def test_every_state_has_its_words(state: State) -> None:
    held = assessed(states=(state,))
    assert notes(REPEATS, held, Q4, ())[0] == STATE_WORDS[state]


def test_a_late_source_is_not_called_unchanged() -> None:
    late = assessed(states=(State.ARREARS,), period=ROWS[0].period)
    (said, *_) = notes(REPEATS, late, Q4, ())
    assert said.startswith("Unchanged since 2020/21 Q4: the source reports in arrears")
    assert "not the same as no change" in said
    assert said in caution(late)
    assert state_words(State.ARREARS, replace(late, period=None)) == STATE_WORDS[State.ARREARS]


def test_the_quarter_or_the_month_that_a_figure_ends_with() -> None:
    assert ending(Month(2021, 9)) == "2021/22 Q2"
    assert ending(Month(2021, 8)) == "August 2021"


def test_breaks_between_and_within_the_two_figures() -> None:
    def said(on: Month) -> tuple[str, ...]:
        measure = replace(REPEATS, breaks=(Break(on, "Counted anew."),))
        return declared(measure, assessed(measure), Q4)

    assert said(Month(2021, 4)) == ("Not comparable before April 2021: Counted anew.",)
    assert said(Month(2020, 5)) == ("Not comparable before May 2020: Counted anew.",)
    assert said(Month(2020, 4)) == ()
    assert said(Month(2022, 4)) == ()
    measure = replace(REPEATS, breaks=(Break(Month(2021, 5), "Counted anew."),))
    alone = assessed(measure, previous_period=None)
    assert declared(measure, alone, Q4) == ("Not comparable before May 2021: Counted anew.",)
    assert declared(measure, replace(alone, period=None), Q4) == ()


def test_a_dated_polarity_is_told_while_it_matters() -> None:
    def said(since: Month) -> tuple[str, ...]:
        ways = (Polarity(Month(2010, 4), Better.HIGHER), Polarity(since, Better.LOWER))
        measure = replace(REPEATS, polarity=ways)
        return declared(measure, assessed(measure), Q4)

    told = ("Since April 2021 lower is better; until then higher is better",)
    assert said(Month(2021, 4)) == told
    assert said(Month(2019, 4)) == ()
    assert said(Month(2022, 4)) == ()
    ways = (Polarity(Month(2010, 4), Better.HIGHER), Polarity(Month(2021, 4), Better.LOWER))
    measure = replace(REPEATS, polarity=ways)
    assert declared(measure, assessed(measure, previous_period=None), Q4) == told


def test_a_coming_retirement_is_told_with_its_reason() -> None:
    going = replace(REPEATS, retired=Month(2022, 7))
    assert declared(going, assessed(going), Q4) == ("Not reported any more from July 2022",)
    why = replace(going, retired_because="The conference was reorganised.")
    assert declared(why, assessed(why), Q4) == (
        "Not reported any more from July 2022: The conference was reorganised.",
    )


def test_suppressed_and_missing_are_told_apart() -> None:
    held = assessed(figure=Suppressed("fewer than 5"), previous=Missing("not returned"))
    said = notes(REPEATS, held, Q4, ())
    assert "This figure is suppressed: fewer than 5" in said
    assert "The earlier figure is not known: not returned" in said
    assert notes(REPEATS, assessed(previous=Missing("")), Q4, ()) == ("Rounded",)


def test_a_change_that_may_be_chance_is_told() -> None:
    close = (observed("2020/21", 34, parts=(17, 50)), observed("2021/22", 44, parts=(22, 50)))
    held = released(partnership(REPEATS, observations=close)).of("repeats")
    assert held is not None
    assert notes(REPEATS, held, Q4, ()) == ("The 95% limits overlap, so the change may be chance",)


def test_overlaps_are_told_from_both_sides() -> None:
    assert "Shares events with Burglary: not to be added up" in notes(
        REPEATS, assessed(), Q4, words_of(REPEATS, (BURGLARY, REPEATS))
    )
    assert list(words_of(BURGLARY, (BURGLARY, REPEATS))) == [
        "Shares events with MARAC repeats: not to be added up"
    ]


TOTAL = replace(
    BURGLARY, key="total", name="Total", counts=("*",), leaves_out=("asb",), overlaps=()
)
ROBBERY = replace(BURGLARY, key="robbery", name="Robbery", counts=("robbery",), overlaps=())
THEFT = replace(
    BURGLARY, key="theft", name="Theft", counts=("burglary", "shoplifting"), overlaps=()
)
ASB = replace(BURGLARY, key="asb", name="Anti-social behaviour", counts=("asb",), overlaps=())
SHARE = replace(ROBBERY, key="share", name="Share", kind=Kind.PROPORTION)
PLAIN = replace(BURGLARY, overlaps=())


def pairs(*measures: Measure) -> list[tuple[str, str, str]]:
    return [(o.one, o.how.value, o.other) for o in overlaps(measures)]


def test_categories_tell_a_part_from_its_whole() -> None:
    part, shares = How.WITHIN.value, How.SHARES.value
    assert pairs(TOTAL, ROBBERY) == pairs(ROBBERY, TOTAL) == [("robbery", part, "total")]
    assert pairs(THEFT, PLAIN) == [("burglary", part, "theft")]
    assert pairs(TOTAL, ASB) == pairs(ROBBERY, PLAIN) == pairs(ROBBERY, SHARE) == []
    same = replace(PLAIN, key="again", name="Again")
    assert pairs(PLAIN, same) == [("burglary", shares, "again")]
    other = replace(THEFT, key="other", counts=("shoplifting", "robbery"))
    assert pairs(THEFT, other) == [("theft", shares, "other")]
    everything = replace(TOTAL, key="all", leaves_out=())
    assert pairs(TOTAL, everything) == [], "nothing names what both take"


def test_the_words_of_a_whole_and_of_a_part() -> None:
    everything = (TOTAL, ROBBERY, THEFT, PLAIN)
    assert list(words_of(TOTAL, everything)) == ["Takes in Robbery, Theft and Burglary"]
    assert list(words_of(PLAIN, everything)) == [
        "Counted in Total and Theft too: not to be added up"
    ]
    assert [o.other for o in of_measure(PLAIN, everything)] == ["total", "theft"]


def test_a_whole_is_told_once_with_all_its_parts() -> None:
    found = overlaps((TOTAL, ROBBERY, PLAIN, REPEATS, replace(ASB, overlaps=("repeats",))))
    assert told_once(found) == (
        "Total takes in Robbery and Burglary",
        "MARAC repeats shares events with Anti-social behaviour",
    )
    assert told_once(()) == ()


def test_long_lists_are_cut_and_counted() -> None:
    assert listed("A") == "A"
    assert listed("AB") == "A and B"
    assert listed("ABCD") == "A, B, C and D"
    assert listed("ABCDE") == "A, B, C and 2 more"


def test_groups_hang_together() -> None:
    found = overlaps((TOTAL, ROBBERY, REPEATS, replace(PLAIN, overlaps=("repeats",)), ASB))
    assert groups(found) == (("robbery", "total", "burglary", "repeats"),)
    apart = overlaps((TOTAL, ROBBERY, REPEATS, replace(ASB, overlaps=("repeats",))))
    assert groups(apart) == (("robbery", "total"), ("repeats", "asb"))
    assert groups(()) == ()
