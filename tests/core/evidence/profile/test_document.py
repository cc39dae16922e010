"""What a profile says, block by block: nothing without its table, nothing without its caution."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.document.tree import Chart, Heading, Paragraph, Picture, Table
from saferboard.core.evidence.assessment import Controlled, Reading
from saferboard.core.evidence.comparison import Verdict
from saferboard.core.evidence.control import ControlChart, RunRules, Step
from saferboard.core.evidence.control_words import finding
from saferboard.core.evidence.figures import Suppressed
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.profile import words
from saferboard.core.evidence.profile.building import Ground, Said
from saferboard.core.evidence.profile.document import (
    degrees,
    districts_of,
    document,
    hexagons_of,
)
from saferboard.core.evidence.profile.hexagons import Seen
from saferboard.core.evidence.profile.profile import Footing, Priority, Profile
from tests.core.evidence.profile.profile_samples import (
    AREAS,
    BURGLARY,
    HOURS,
    LAST,
    PEOPLE,
    PLACES,
    VEHICLE,
    hexagons,
    months,
    profile,
    rate,
    sample,
)
from tests.web.factories import BLABY, FORCE, MELTON, assessed

CHOSEN = Priority("burglary", Footing.CHOSEN, "Agreed.", "Analyst", date(2022, 6, 1))
MAP = Picture("ab" * 32, "svg", "A map.", "Burglary by hexagon")


def texts(found: Profile) -> str:
    blocks = document(found, {}).blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def tables(found: Profile) -> dict[str, Table]:
    return {b.caption: b for b in document(found, {}).blocks if isinstance(b, Table)}


def with_series(series: tuple[Reading, ...]) -> Profile:
    made = sample()
    own = replace(made.assessments[1], series=series)
    rest = (made.assessments[0], own, *made.assessments[2:])
    return profile(replace(made, assessments=rest))


def test_it_opens_with_the_priorities_and_who_chose_them() -> None:
    assert words.lead(profile()) == (
        "Melton has 1 priority in 2021/22 Q4: Burglary. It is suggested by the figures; the "
        "partnership has not chosen any yet."
    )
    two = Said((CHOSEN, replace(CHOSEN, measure="vehicle")))
    assert words.lead(profile(said=two)) == (
        "Melton has 2 priorities in 2021/22 Q4: Burglary and Vehicle crime."
    )
    assert words.lead(profile(code=BLABY)) == (
        "Nothing in Blaby stands out for the worse in 2021/22 Q4, and no priority was chosen."
    )
    blank = replace(profile(), lines=())
    assert words.lead(blank).startswith("Nothing can be said of Melton in 2021/22 Q4")
    suggested = tuple(replace(p, footing=Footing.SUGGESTED) for p in two.priorities)
    assert "They are suggested" in words.lead(profile(said=Said(suggested)))
    assert words.listed(["a", "b", "c"]) == "a, b and c"


def test_each_priority_says_why_by_whom_and_since_when() -> None:
    found = profile(said=Said((CHOSEN,)))
    assert words.reason(found.priorities[0], found) == (
        "Chosen by the partnership (Analyst, 1 June 2022): Agreed. A priority from this quarter on."
    )
    before = profile(sample(quarter=Period.parse("2021/22-Q3")))
    later = profile(before=before)
    assert words.reason(later.priorities[0], later).endswith("A priority since 2021/22 Q3.")
    assert words.reason(later.priorities[0], later).startswith("Suggested by the figures: it is")


def test_what_was_a_priority_and_is_none_now_is_told() -> None:
    vehicle = Said((replace(CHOSEN, measure="vehicle"),))
    found = profile(said=vehicle, before=profile())
    assert words.ended(found) == ("Burglary was a priority in the quarter before and no longer.")
    both = replace(found, ended=("Burglary", "Drugs"))
    assert words.ended(both).startswith("Burglary and Drugs were priorities")


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (months(25), "In 2021/22 Q4 there were 75 events, as many as in 2020/21 Q4."),
        (months(25, 12), "In 2021/22 Q4 there were 75 events."),
        (months(25, 2), "The months of 2021/22 Q4 are not all known"),
        ((*months(25)[:-1], Reading(LAST, 40, None)), "90 events, 15 more than in 2020/21 Q4 (75)"),
        ((*months(25)[:-1], Reading(LAST, 5, None)), "there were 55 events, 20 fewer than"),
        (
            (*months(25)[:-1], Reading(LAST, None, None, suppressed=True)),
            "The months of 2021/22 Q4 are small and not shown, so the quarter has no sum",
        ),
    ],
)
def test_the_quarter_is_told_beside_the_same_one_a_year_before(
    series: tuple[Reading, ...], said: str
) -> None:
    assert said in texts(with_series(series))


def test_a_whole_year_and_a_return_have_no_sum_of_the_quarter() -> None:
    line = profile().lines[0]
    assert "there were" not in words.update(line, Period.of_year(2021))
    assert "quarter" not in words.update(profile().lines[1], Period.parse("2021/22-Q4"))


def test_it_says_how_the_wider_area_stood() -> None:
    found = profile()
    assert words.beside(found.lines[0], found) == (
        "Testshire as a whole stood at 3.00: statistically worse here."
    )
    made = sample()
    hidden = assessed(BURGLARY, MELTON, Suppressed("small"), rate(200, 51000))
    untested = profile(replace(made, assessments=(made.assessments[0], hidden)))
    assert words.beside(untested.lines[0], untested).endswith(
        "3.00: not tested, because this area’s figure is suppressed."
    )
    alone = profile(replace(made, assessments=made.assessments[1:2]))
    assert words.beside(alone.lines[0], alone) == ""


def test_the_districts_are_told_apart_in_words_and_in_a_table() -> None:
    found = profile()
    standing = found.standing("burglary")
    assert standing is not None
    assert words.standing(standing, BURGLARY, found) == (
        "Burglary. Statistically worse than Testshire: Melton; statistically better than "
        "Testshire: Blaby."
    )
    table = tables(found)["Burglary by district, 2021/22 Q4"]
    assert table.rows[1] == ("Melton", "6.00", "5.31 to 6.69", "Statistically worse")
    alike = replace(standing.rows[0], verdict=Verdict.SIMILAR)
    same = words.standing(replace(standing, rows=(alike,)), BURGLARY, replace(found, wider=None))
    assert same == "Burglary. No district is told apart from the wider area by its limits."


def test_a_map_stands_between_its_words_and_its_tables() -> None:
    maps = {hexagons_of("burglary"): MAP, districts_of("burglary"): replace(MAP, title="Districts")}
    blocks = document(profile(), maps).blocks
    at = blocks.index(MAP)
    before, after, last = blocks[at - 1], blocks[at + 1], blocks[at + 2]
    assert isinstance(before, Paragraph)
    assert before.text == (
        "8 hexagons of about 0.74 square kilometres each cover the district. 2 are hot spots, in 1 "
        "cluster. Without the correction for many tests 5 to 9 would be. 0 to 4 more events had no "
        "location and are in no hexagon."
    )
    assert isinstance(after, Table)
    assert after.rows == (("1", "In the middle", "52.766° N, 0.887° W", "2", "100 or more"),)
    assert isinstance(last, Table)
    assert last.rows[0] == ("0 to 4", "5", "0")
    assert last.rows[-1] == ("100 or more", "1", "1")
    assert any(isinstance(b, Picture) and b.title == "Districts" for b in blocks)


FEW = (120, 40, 9, 3, 0, 0)
ONE = (replace(PLACES.touching[0], cells=(hexagons(*FEW)[0].cell,)),)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Seen(unknown="no rows"), "Where events were is not told: no rows."),
        (
            Seen(hexagons(*FEW)),
            "lie round those with most events. None is a hot spot. Without the correction for many "
            "tests 5 to 9 would be.",
        ),
        (
            Seen(hexagons(*FEW), bounded=True, untested="too few"),
            "cover the district. None was tested: too few.",
        ),
        (Seen(hexagons(*FEW, hot=1), ONE), "1 is a hot spot, in 1 cluster."),
        (
            Seen((*hexagons(*FEW)[:5], replace(hexagons(*FEW)[5], told=False))),
            "Whether 1 hexagon more stands out is not told: it would give small numbers away.",
        ),
    ],
)
def test_where_is_told_as_far_as_it_is_known(seen: Seen, said: str) -> None:
    assert said in texts(profile(seen=seen))


def test_a_size_that_the_table_lacks_is_not_told() -> None:
    small = tuple(replace(h, cell="8f" + h.cell[2:]) for h in PLACES.hexagons)
    text = texts(profile(seen=replace(PLACES, hexagons=small, touching=())))
    assert "8 hexagons cover the district." in text


def test_without_a_boundary_the_cautions_say_so() -> None:
    last = "The district’s boundary is not loaded"
    loose = profile(seen=replace(PLACES, bounded=False))
    assert words.cautions(loose)[-1].startswith(last)
    assert not words.cautions(profile())[-1].startswith(last)
    assert not words.cautions(profile(seen=Seen(unknown="no rows")))[-1].startswith(last)


def test_few_years_tell_no_season_and_many_do() -> None:
    assert "24 months in a row are known. A season cannot be told" in texts(profile())
    found = with_series(months(25, 40))
    (chart,) = (
        b
        for b in document(found, {}).blocks
        if isinstance(b, Chart) and b.title == "Burglary by month of the year"
    )
    assert chart.summary.startswith("Over 3 years, February had most events a day (107")
    assert len(chart.table.rows) == 12


def test_the_week_is_a_table_and_its_fullest_parts_are_named() -> None:
    found = profile(ground=Ground(AREAS, PEOPLE, HOURS))
    table = tables(found)["Burglary by day and hour, twelve months"]
    assert table.rows[7] == ("21:00 to 24:00", *["10 to 24"] * 7)
    assert "7 of the week’s 56 parts hold 10 to 24 events each." in texts(found)
    week = found.week("burglary")
    assert week is not None
    one = replace(week, days=(week.days[0], *[week.days[0][:7] + week.days[0][:1]] * 6))
    assert words.busiest(one) == "Most events (10 to 24 each) were on Monday 21:00 to 24:00."
    assert "When in the week events were is not told: police.uk" in texts(profile())


def test_every_measure_is_in_the_table_beside_the_wider_area() -> None:
    table = tables(profile())["Melton, 2021/22 Q4"]
    assert table.rows[1] == (
        "Vehicle crime (per 1,000 people)", "3.00", "2.51 to 3.49", "2.96", "→ Level", "3.00",
        "Statistically similar",
    )  # fmt: skip
    made = sample()
    count = replace(VEHICLE, kind=Kind.COUNT, unit="", places=0)
    alone = replace(
        made, measures=(BURGLARY, count), assessments=(made.assessments[0], made.assessments[4])
    )
    (row,) = tables(profile(alone))["Melton, 2021/22 Q4"].rows
    assert (row[0], row[-2:]) == ("Vehicle crime", ("Not held", "–"))
    top = replace(
        made, assessments=(assessed(BURGLARY, FORCE, rate(900, 300000), rate(800, 300000)),)
    )
    (row,) = tables(profile(top, FORCE))["Testshire and Rutland, 2021/22 Q4"].rows
    assert len(row) == 5


def test_people_are_told_with_year_source_and_share() -> None:
    table = tables(profile())["People of Melton"]
    assert table.rows == (
        ("Everybody", "51,000", "33.3%", "2020", "ONS"),
        ("Aged 10-17", "4,700", "–", "2020", "ONS"),
    )
    assert "No population is held" in texts(replace(profile(), groups=()))
    made = sample()
    top = replace(made, assessments=(assessed(BURGLARY, FORCE, rate(900, 300000), rate(1, 9)),))
    assert tables(profile(top, FORCE))["People of Testshire and Rutland"].columns[2].name == "Year"


def test_a_commentary_keeps_its_paragraphs() -> None:
    found = profile(said=Said(commentary="One\r\nline.\r\n\r\n\r\n\r\nAnother."))
    blocks = list(document(found, {}).blocks)
    at = blocks.index(Heading("Commentary"))
    shown = blocks[at + 1 : at + 3]
    assert [b.text for b in shown if isinstance(b, Paragraph)] == ["One line.", "Another."]
    assert Heading("Commentary") not in document(profile(), {}).blocks


def test_a_control_chart_adds_what_it_finds() -> None:
    control = Controlled(
        ControlChart.XMR,
        Step.MONTH,
        RunRules.MAKING_DATA_COUNT,
        Month(2020, 4),
        24,
        trial=False,
        seen=True,
        centre=25.0,
        lower=10.0,
        upper=40.0,
    )
    line = profile().lines[0]
    line = replace(line, assessment=replace(line.assessment, control=control))
    assert words.update(line, Period.parse("2021/22-Q4")).endswith(finding(control))


def test_a_priority_without_series_or_neighbours_is_told_all_the_same() -> None:
    made = sample()
    alone = replace(made, assessments=(made.assessments[0], made.assessments[4]))
    found = profile(alone, said=Said((replace(CHOSEN, measure="vehicle"),)))
    titles = [b.text for b in document(found, {}).blocks if isinstance(b, Heading)]
    assert titles[:2] == ["Vehicle crime", "Vehicle crime: when"]
    gone = replace(found, priorities=(replace(CHOSEN, measure="unheard"),))
    assert "Nothing in Melton" in words.lead(gone)
    assert document(gone, {}).blocks[1] == Heading("Every measure")


def test_places_south_and_east_are_written_so() -> None:
    assert degrees(-33.9249, 18.4241) == "33.925° S, 18.424° E"


def test_a_quarter_known_to_be_without_events_is_told_as_none() -> None:
    assert "In 2021/22 Q4 there were 0 events, as many as" in texts(with_series(months(0)))


def test_the_run_of_the_rate_is_drawn_where_it_is_known() -> None:
    rolling = tuple(replace(r, rolling=5 + n / 10) for n, r in enumerate(months(25)))
    charts = [b for b in document(with_series(rolling), {}).blocks if isinstance(b, Chart)]
    assert [chart.title for chart in charts] == ["Burglary, Melton", "Burglary by month, Melton"]


def test_an_older_profile_without_weeks_says_nothing_of_them() -> None:
    assert "When in the week" not in texts(replace(profile(), weeks=()))


def test_a_stored_spread_without_the_plain_test_says_nothing_of_it() -> None:
    spread = profile().spread("burglary")
    assert spread is not None
    assert "correction" not in words.where(replace(spread, plain=None))
