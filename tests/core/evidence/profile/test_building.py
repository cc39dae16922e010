"""A profile from a release: what it takes, what it suggests, what it keeps from the public."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.directory.areas import Areas
from saferboard.core.evidence.comparison import Verdict
from saferboard.core.evidence.figures import Missing, Number
from saferboard.core.evidence.measures import Kind, Line
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.building import Ground, Said, priorities_of
from saferboard.core.evidence.profile.hexagons import Seen
from saferboard.core.evidence.profile.profile import PROFILE, Footing, Priority
from saferboard.core.evidence.release import Release
from saferboard.core.faults import Refused
from tests.core.evidence.profile.profile_samples import (
    AREAS,
    BURGLARY,
    HOURS,
    PEOPLE,
    PLACES,
    VEHICLE,
    place,
    profile,
    rate,
    sample,
)
from tests.web.factories import BLABY, COUNTY, FORCE, MELTON, assessed, measure

CHOSEN = Priority("vehicle", Footing.CHOSEN, "Agreed.", "Analyst", date(2022, 6, 1))


def suggested(release: Release, code: str = MELTON) -> list[tuple[str, str]]:
    found = priorities_of(release, place(code, release), Said())
    assert all(p.footing is Footing.SUGGESTED for p in found)
    return [(p.measure, p.because) for p in found]


def test_what_is_worse_than_before_and_than_the_county_is_suggested() -> None:
    assert suggested(sample()) == [
        (
            "burglary",
            "it is worse than the year before and it is statistically worse than Testshire as a "
            "whole",
        )
    ]
    assert suggested(sample(), BLABY) == []


def test_what_happens_seldom_is_not_suggested() -> None:
    made = sample()
    few = assessed(BURGLARY, MELTON, replace(rate(306, 51000), numerator=59), rate(20, 51000))
    assert suggested(replace(made, assessments=(made.assessments[0], few))) == []


def test_the_sum_of_everything_and_what_is_returned_are_not_suggested() -> None:
    for counts in (("*",), ()):
        made = sample(measures=(replace(BURGLARY, counts=counts), VEHICLE))
        assert suggested(made) == []


def test_a_measure_past_its_trigger_is_suggested_where_no_county_is_held() -> None:
    line = Line(5.0, "agreed")
    made = sample(measures=(replace(BURGLARY, trigger=line),))
    alone = replace(made, assessments=made.assessments[1:2])
    assert suggested(alone) == [("burglary", "it is past its trigger")]


def test_most_events_beyond_the_county_come_first_and_three_are_enough() -> None:
    names = ("a", "b", "c", "d")
    measures = tuple(measure(name, name.upper(), counts=(name,)) for name in names)
    held = [assessed(m, COUNTY, rate(480, 160000), rate(480, 160000)) for m in measures]
    own = [
        assessed(m, MELTON, rate(events, 51000), rate(events, 51000))
        for m, events in zip(measures, (300, 500, 200, 400), strict=True)
    ]
    made = replace(sample(measures=measures), assessments=(*held, *own))
    assert [key for key, _ in suggested(made)] == ["b", "d", "a"]
    # Where the events beyond are not known it comes after those where they are.
    odd = replace(own[1], figure=replace(rate(500, 51000), denominator=None))
    share = replace(measures[3], kind=Kind.AVERAGE)
    made = replace(
        made, measures=(*measures[:3], share), assessments=(*held, odd, *own[2:], own[0])
    )
    assert [key for key, _ in suggested(made)] == ["a", "c", "b"]


def test_what_people_chose_goes_before_what_the_figures_suggest() -> None:
    said = Said((CHOSEN, replace(CHOSEN, measure="unheard")))
    assert priorities_of(sample(), place(), said) == (CHOSEN,)
    unheard = Said((replace(CHOSEN, measure="unheard"),))
    assert [p.measure for p in priorities_of(sample(), place(), unheard)] == ["burglary"]


def test_a_place_the_release_says_nothing_of_is_refused() -> None:
    with pytest.raises(Refused, match="says nothing of Testshire and Rutland"):
        priorities_of(sample(), place(FORCE), Said())


def test_everything_of_the_place_is_taken_from_the_release() -> None:
    found = profile(said=Said(commentary="  Quiet. \n"))
    assert (found.place.name, found.wider and found.wider.name) == ("Melton", "Testshire")
    assert (found.release, found.commentary) == ("2021/22-Q4.1", "Quiet.")
    assert found.attribution.endswith("OGL v3.0. Boundaries: a survey.")
    line = found.line("vehicle")
    assert line is not None
    assert line.beside is not None
    assert (line.beside.area, line.beside.verdict) == (COUNTY, Verdict.SIMILAR)
    assert found.line("unheard") is None


def test_a_place_that_lies_in_none_has_nothing_beside_it() -> None:
    made = sample()
    made = replace(
        made,
        assessments=(assessed(BURGLARY, FORCE, rate(900, 300000), rate(800, 300000)),),
    )
    found = profile(made, FORCE)
    assert found.wider is None
    assert [(line.beside, line.measure.key) for line in found.lines] == [(None, "burglary")]
    assert [group.share for group in found.groups] == [None]


def test_people_are_told_by_group_with_their_share_where_both_are_held() -> None:
    everybody, young = profile().groups
    assert (everybody.persons, everybody.year, everybody.source) == (51000, 2020, "ONS")
    assert everybody.share == pytest.approx(100 * 51000 / 153000)
    assert (young.name, young.share) == ("10-17", None)  # Blaby's are not held
    assert [g.name for g in profile(code=BLABY).groups] == ["all"]


def test_every_district_stands_beside_the_area_that_this_one_lies_in() -> None:
    standing = profile().standing("burglary")
    assert standing is not None
    assert [(row.name, row.verdict) for row in standing.rows] == [
        ("Blaby", Verdict.BETTER),
        ("Melton", Verdict.WORSE),
    ]
    assert profile().standing("vehicle") is None
    made = sample()
    alone = replace(made, assessments=made.assessments[1:2])
    found = profile(alone, said=Said((replace(CHOSEN, measure="burglary"),))).standing("burglary")
    assert found is not None
    assert [row.verdict for row in found.rows] == [Verdict.UNTESTED]


def test_a_priority_is_one_since_the_first_quarter_of_those_that_follow() -> None:
    first = profile(sample(quarter=Period.parse("2021/22-Q2")))
    assert first.priorities[0].since == Period.parse("2021/22-Q2")
    second = profile(sample(quarter=Period.parse("2021/22-Q3")), before=first)
    third = profile(before=second)
    assert third.priorities[0].since == Period.parse("2021/22-Q2")
    unknown = replace(first, priorities=(replace(first.priorities[0], since=None),))
    assert profile(before=unknown).priorities[0].since == Period.parse("2021/22-Q2")


def test_what_is_no_priority_any_more_is_told_by_name() -> None:
    before = profile()
    now = profile(said=Said((CHOSEN,)), before=before)
    assert now.ended == ("Burglary",)
    assert now.priorities[0].since == now.quarter
    # One that the release before did not hold either has no name to be told by.
    odd = replace(before, priorities=(replace(CHOSEN, measure="unheard"),))
    assert profile(before=odd).ended == ()


def test_hours_of_the_quarter_are_taken_under_any_name_of_the_district() -> None:
    ground = Ground(AREAS, PEOPLE, HOURS)
    week = profile(ground=ground).week("burglary")
    assert week is not None
    assert len(week.days) == 7
    assert not week.unknown
    late = profile(sample(quarter=Period.parse("2021/22-Q3")), ground=ground).week("burglary")
    assert late is not None
    assert late.unknown
    assert profile().week("vehicle") is None


def test_a_place_that_the_areas_no_longer_hold_is_told_without_its_people() -> None:
    found = profile(ground=Ground(Areas([]), PEOPLE, HOURS))
    assert found.groups == ()
    assert [p.measure for p in found.priorities] == ["burglary"]
    week = found.week("burglary")
    assert week is not None
    assert week.unknown  # counts are under another name


def test_a_profile_comes_back_from_json_as_it_was() -> None:
    found = profile(ground=Ground(AREAS, PEOPLE, HOURS), said=Said(commentary="Quiet."))
    assert PROFILE.validate_json(PROFILE.dump_json(found)) == found


def test_neither_a_count_nor_a_statistic_of_a_hexagon_is_in_it() -> None:
    seen = replace(PLACES, hexagons=tuple(replace(h, z=7.77, p=0.0123) for h in PLACES.hexagons))
    text = PROFILE.dump_json(profile(seen=seen)).decode()
    assert "7.77" not in text
    assert "0.0123" not in text
    spread = profile(seen=seen).spread("burglary")
    assert spread is not None
    assert {(s.band.lower, s.band.upper) for s in spread.spots} == {
        (0, 4), (5, 9), (25, 49), (100, None),
    }  # fmt: skip


def test_what_has_no_figure_is_told_all_the_same() -> None:
    made = sample()
    silent = assessed(VEHICLE, MELTON, Missing("late"), Missing("late"))
    made = replace(made, assessments=(*made.assessments[:4], silent))
    line = profile(made, seen=Seen(unknown="nobody knows")).line("vehicle")
    assert line is not None
    assert not isinstance(line.assessment.figure, Number)
