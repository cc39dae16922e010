"""What of a release the public sees, and what of it gives nothing away."""

from dataclasses import fields, replace

import pytest

from saferboard.core.evidence.assessment import Assessment, Direction, Reading, Returned
from saferboard.core.evidence.comparison import Verdict
from saferboard.core.evidence.disclosure.protecting import Bounded, protect, protection
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.measures import Kind, Measure, Rag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.release import Disagreement, Input, Release
from tests.core.evidence.disclosure.samples import (
    BURGLARY,
    DRUGS,
    FIRST,
    QUARTER,
    ROBBERY,
    even,
    few,
    whole,
)
from tests.property.disclosure_world import (
    CITY,
    COUNTY,
    DISTRICTS,
    FORCE,
    LEAVES,
    MEMBERS,
    SHARE,
    THEFTS,
    TOTAL,
    base,
)

ONE, TWO, THREE = DISTRICTS


def months(release: Release, measure: str, area: str) -> dict[Month, Reading]:
    a = release.of(measure, area)
    assert a is not None
    return {r.month: r for r in a.series}


def hidden_months(release: Release) -> set[tuple[str, str]]:
    return {(a.measure, a.area) for a in release.assessments if any(r.suppressed for r in a.series)}


def test_without_small_counts_the_public_version_is_the_release() -> None:
    made = replace(whole(even()), inputs=(Input("monthly.csv", "ab" * 32),))
    found = protection(made)
    assert found.release == made
    assert (found.figures, found.months, found.unproven) == (0, 0, 0)


def test_a_small_month_takes_another_month_area_and_category_with_it() -> None:
    month = FIRST.plus(13)
    made = whole(even({("robbery", ONE, 13): 3}))
    public = protect(made)
    assert months(public, "robbery", ONE)[month] == replace(
        months(made, "robbery", ONE)[month], events=None, suppressed=True
    )
    rows = hidden_months(public)
    assert len(rows) == 4
    assert {area for _, area in rows} < set(DISTRICTS)
    assert "total" not in {measure for measure, _ in rows}
    # Two months of a quarter, and the twelve months that hold only one of them.
    readings = months(public, "robbery", ONE).values()
    assert sum(r.suppressed for r in readings) == 2
    assert sum(r.rolling_suppressed for r in readings) == 1
    assert all(
        r.rolling is not None for r in readings if r.month.month % 3 == 0 and r.month > month
    )
    assert public.of("robbery", ONE).figure == made.of("robbery", ONE).figure  # type: ignore[union-attr]


def test_zero_is_a_number() -> None:
    made = whole(even({("robbery", ONE, t): 0 for t in range(24)}))
    assert protect(made) == made


def test_a_small_year_is_suppressed_with_all_that_follows_from_it() -> None:
    made = whole(even(few("robbery", ONE, 3)))
    found = protection(made)
    a = found.release.of("robbery", ONE)
    assert a is not None
    assert isinstance(a.figure, Suppressed)
    assert a.figure.reason == (
        "counts from 1 to 4 are not shown in public, nor what would give one away"
    )
    assert (a.change, a.direction, a.rank, a.position) == (None, Direction.UNKNOWN, None, None)
    assert (a.judgement.rag, a.judgement.because) == (Rag.GREY, "the figure is suppressed")
    assert found.small == 1
    assert found.others >= 3
    # The others are ranked among those that are shown.
    ranks = [found.release.of("robbery", area).rank for area in DISTRICTS]  # type: ignore[union-attr]
    assert {rank.of for rank in ranks if rank} <= {2}
    for area in (COUNTY, FORCE):
        assert found.release.of("robbery", area).figure == made.of("robbery", area).figure  # type: ignore[union-attr]


def test_a_small_year_before_leaves_nothing_to_compare_with() -> None:
    events = few("robbery", ONE, 0) | {("robbery", ONE, t): 1 for t in range(3)}
    made = whole(even(events | {("robbery", ONE, t): 9 for t in range(12, 24)}))
    a = protect(made).of("robbery", ONE)
    assert a is not None
    assert isinstance(a.figure, Number)
    assert isinstance(a.previous, Suppressed)
    assert a.judgement.because == "the earlier figure is suppressed"


def test_what_a_measure_declares_open_is_shown() -> None:
    open_robbery = replace(ROBBERY, suppress_to=0, open_because="published by the police anyway")
    made = whole(even(few("robbery", ONE, 3)), (BURGLARY, open_robbery))
    assert protect(made) == made


def test_an_open_measure_pays_for_another() -> None:
    made = whole(even(few("robbery", ONE, 3)), (replace(TOTAL, suppress_to=0), BURGLARY, ROBBERY))
    hidden = [
        a
        for a in protect(made).assessments
        if a.measure == "total" and isinstance(a.figure, Suppressed)
    ]
    for a in hidden:
        assert "small counts of other measures" in a.figure.reason  # type: ignore[union-attr]


@pytest.mark.parametrize("up_to", [1, 2, 9])
def test_the_largest_small_count_is_the_measures_own(up_to: int) -> None:
    robbery = replace(ROBBERY, suppress_to=up_to)
    for count, is_hidden in ((up_to, True), (up_to + 1, False)):
        found = protection(whole(even({("robbery", ONE, 13): count}), (robbery,)))
        reading = months(found.release, "robbery", ONE)[FIRST.plus(13)]
        assert reading.suppressed == is_hidden
        assert found.unproven == 0


def test_what_wholes_leave_of_their_parts_is_not_small_either() -> None:
    """Two events in no district: the county less its districts must not say so."""
    events = even()
    made = whole(events)
    lost = replace(
        made,
        assessments=tuple(
            replace(
                a,
                series=tuple(
                    replace(r, events=r.events + 2 if n == 13 and r.events else r.events)
                    for n, r in enumerate(a.series)
                ),
            )
            if a.area in (COUNTY, FORCE) and a.measure in ("robbery", "total")
            else a
            for a in made.assessments
        ),
    )
    rows = hidden_months(protect(lost))
    assert any(area in DISTRICTS for _, area in rows)


def test_what_was_published_before_cannot_be_taken_back_and_is_told() -> None:
    made = whole(even({("robbery", ONE, 13): 3}))
    found = protection(made, [made])
    assert months(found.release, "robbery", ONE)[FIRST.plus(13)].suppressed
    assert found.unproven == 1
    month = FIRST.plus(13)
    assert found.bounded == (Bounded(("robbery",), ONE, Period(month, month)),)


def test_what_has_been_restated_since_bounds_nothing() -> None:
    before = whole(even({("robbery", ONE, 13): 30}))
    made = whole(even({("robbery", ONE, 13): 3}))
    assert protection(made, [before]).unproven == 0
    gone = replace(before, assessments=tuple(a for a in before.assessments if a.measure == "drugs"))
    assert protection(made, [gone]).unproven == 0


def test_a_count_that_only_an_earlier_release_gave_is_remembered() -> None:
    """Thefts, of burglary and robbery, were published: so robbery's partner must be burglary."""
    events = even(
        {("robbery", ONE, 13): 3} | {("drugs", a, t): 19 for a in LEAVES for t in range(24)}
    )
    made = whole(events)
    assert "drugs" in {measure for measure, _ in hidden_months(protect(made))}
    thefts = whole(events, (THEFTS,))
    found = protection(made, [thefts])
    assert found.unproven == 0
    assert {measure for measure, _ in hidden_months(found.release)} == {"burglary", "robbery"}
    everything = replace(thefts, measures=(replace(THEFTS, counts=("thefts",)),))
    assert protection(made, [everything]).unproven == 0


def test_figures_without_months_are_protected_too() -> None:
    made = whole(even(few("robbery", ONE, 3)))
    bare = replace(made, assessments=tuple(replace(a, series=()) for a in made.assessments))
    silent = replace(
        bare,
        assessments=tuple(
            replace(a, figure=Missing("late"), previous=Missing("late")) for a in bare.assessments
        ),
    )
    assert protect(silent) == silent
    found = protection(bare)
    assert isinstance(found.release.of("robbery", ONE).figure, Suppressed)  # type: ignore[union-attr]
    assert found.others >= 3
    assert protection(bare, [found.release]).release == found.release


def test_a_month_that_is_not_held_is_missing_still() -> None:
    made = whole(even({("robbery", ONE, 13): 3}))
    gap = replace(
        made,
        assessments=tuple(
            replace(
                a,
                series=tuple(
                    replace(r, events=None, rolling=None) if 4 <= n < 17 and n != 13 else r
                    for n, r in enumerate(a.series)
                ),
            )
            for a in made.assessments
        ),
    )
    readings = months(protect(gap), "robbery", ONE)
    assert not readings[FIRST.plus(5)].suppressed
    assert readings[FIRST.plus(13)].suppressed


def share(others: int, up_to: int = 4) -> Assessment:
    """Robbery's share where only so many other events were, in the last twelve months."""
    events = {
        (k, ONE, t): 1 if k == "drugs" and 12 <= t < 12 + others else 0
        for k in ("burglary", "drugs")
        for t in range(24)
    }
    found = protect(whole(even(events), (replace(SHARE, suppress_to=up_to),)))
    return next(a for a in found.assessments if a.area == ONE)


def test_the_others_of_a_share_may_be_few_too() -> None:
    assert isinstance(share(3).figure, Suppressed)
    assert isinstance(share(5).figure, Number)
    assert isinstance(share(3, up_to=0).figure, Number)


def test_the_months_of_a_share_follow_its_whole() -> None:
    made = whole(even({("drugs", ONE, 13): 2, ("burglary", ONE, 13): 0}), (SHARE,))
    charted = replace(
        made,
        assessments=tuple(
            replace(
                a,
                series=tuple(
                    replace(r, over=r.events + 2 if n == 13 and r.events else r.events and 60)
                    for n, r in enumerate(a.series)
                ),
            )
            for a in made.assessments
        ),
    )
    reading = months(protect(charted), SHARE.key, ONE)[FIRST.plus(13)]
    assert (reading.events, reading.over, reading.suppressed) == (None, None, True)
    again = protection(charted, [protect(charted)])
    assert again.unproven == 0
    silent = tuple(replace(a, previous=Missing("late")) for a in charted.assessments)
    public = protect(replace(charted, assessments=silent))
    assert months(public, SHARE.key, ONE)[FIRST.plus(13)].suppressed


def test_an_average_is_taken_over_people() -> None:
    average = replace(base("again"), kind=Kind.AVERAGE, peers=None)
    made = whole(even(), (BURGLARY, average))
    assert protect(made) == made


def test_a_wider_area_that_is_suppressed_is_compared_with_no_more() -> None:
    robbery = replace(ROBBERY, compared_with=(CITY,), peers=None)
    made = whole(even(few("robbery", CITY, 3)), (robbery,))
    verdicts = {
        a.area: a.compared[0] for a in protect(made).assessments if a.compared and a.area == ONE
    }
    assert verdicts[ONE].verdict is Verdict.UNTESTED
    assert verdicts[ONE].because == "the wider area’s figure is suppressed"
    own = whole(even(few("robbery", ONE, 3)), (robbery,))
    said = protect(own).of("robbery", ONE)
    assert said is not None
    assert said.compared[0].because == "this area’s figure is suppressed"
    kept = protect(own).of("robbery", THREE)
    assert kept is not None
    if isinstance(kept.figure, Number):
        assert kept.compared == own.of("robbery", THREE).compared  # type: ignore[union-attr]


def test_nothing_beside_the_figures_gives_them_away() -> None:
    made = whole(even(few("robbery", COUNTY, 0) | _all_few()), (ROBBERY,))
    noted = replace(
        made,
        inputs=(Input("monthly.csv", "ab" * 32),),
        disagreements=(
            Disagreement("robbery", Direction.UP, Direction.DOWN, "from 2 to 3 is +50%"),
        ),
        unplaced=2,
        assessments=tuple(
            replace(a, notes=("The figure for 2019/20 was first given as 2.",))
            for a in made.assessments
        ),
    )
    public = protect(noted)
    assert isinstance(public.of("robbery").figure, Suppressed)  # type: ignore[union-attr]
    assert public.of("robbery").notes == ()  # type: ignore[union-attr]
    assert public.inputs == (Input("monthly.csv", ""),)
    assert public.disagreements == ()
    assert public.unplaced is None


def _all_few() -> dict[tuple[str, str, int], int]:
    return {
        ("robbery", area, t): int(area == ONE and t in (13, 16, 20))
        for area in DISTRICTS
        for t in range(24)
    }


def test_unplaced_rows_are_shown_unless_they_are_few() -> None:
    made = whole(even())
    assert protect(replace(made, unplaced=2)).unplaced is None
    assert protect(replace(made, unplaced=5)).unplaced == 5
    assert protect(replace(made, unplaced=0)).unplaced == 0


def test_every_part_of_a_release_has_been_thought_about() -> None:
    """A new part is left out of what is suppressed until ``disclosure`` says how to show it."""
    assert {f.name for f in fields(Assessment)} == {
        "measure", "area", "period", "figure", "previous_period", "previous", "change",
        "direction", "judgement", "denominator_year", "denominator_source", "rank", "position",
        "override", "states", "notes", "sources", "series", "compared", "control", "returned",
        "actuals",
    }  # fmt: skip
    assert {f.name for f in fields(Reading)} == {
        "month", "events", "rolling", "over", "suppressed", "rolling_suppressed",
    }  # fmt: skip
    assert {f.name for f in fields(Returned)} == {"last", "value", "part", "whole", "suppressed"}
    assert {f.name for f in fields(Number)} == {
        "value", "lower", "upper", "numerator", "denominator", "state",
    }  # fmt: skip
    assert {f.name for f in fields(Release)} == {
        "partnership", "board", "quarter", "area", "made_on", "known_by", "code_version",
        "inputs", "places", "outcomes", "measures", "assessments", "disagreements", "unplaced",
        "attribution", "two_sources", "peer_sets", "retired", "surveys", "frameworks",
        "inspections",
    }  # fmt: skip


def test_areas_that_lie_in_none_that_is_given_and_times_that_are_short() -> None:
    """Districts alone: nothing to add up to, so a small count stands by itself."""
    made = whole(even({("robbery", ONE, 1): 3}), (ROBBERY, DRUGS))
    alone = replace(made, assessments=tuple(a for a in made.assessments if a.area in LEAVES))
    assert hidden_months(protect(alone)) == {("robbery", ONE)}
    orphan = replace(
        alone,
        assessments=tuple(
            a for a in made.assessments if a.area in (ONE, FORCE) and a.measure == "robbery"
        ),
    )
    # The county between them is not given: the district still is a part of the force.
    assert ("robbery", ONE) in hidden_months(protect(orphan))
    assert set(MEMBERS) > {ONE, FORCE}


def test_months_after_the_quarter_are_no_part_of_it() -> None:
    made = replace(whole(even({("robbery", ONE, 23): 3})), quarter=Period.parse("2021/22-Q3"))
    readings = months(protect(made), "robbery", ONE)
    assert [m for m, r in readings.items() if r.suppressed] == [FIRST.plus(n) for n in (21, 22, 23)]


def test_the_same_arguments_give_the_same_answer() -> None:
    made = whole(even(few("robbery", ONE, 3) | {("drugs", TWO, 5): 2}))
    later = whole(even(few("robbery", ONE, 3), 27), quarter=Period.parse("2022/23-Q1"))
    first = protect(made)
    assert protect(made) == first
    assert protect(later, [first]) == protect(later, [first])
    assert made.quarter == QUARTER


def test_a_measure_may_stand_alone() -> None:
    other: Measure = replace(DRUGS, key="drugs_again", counts=("drugs",))
    made = whole(even({("drugs", ONE, 13): 2}), (DRUGS, other))
    rows = hidden_months(protect(made))
    assert {("drugs", ONE), ("drugs_again", ONE)} <= rows
