"""A partnership becomes a release, and the release says what changed and what it cannot say."""

from dataclasses import replace
from datetime import date

import pytest

from saferboard.core.board.performance_paper import performance_paper
from saferboard.core.document.tree import Contact, Paragraph, Recommendations, Table
from saferboard.core.evidence.assessing import Counted
from saferboard.core.evidence.assessment import Direction, Override, Position
from saferboard.core.evidence.charts import district_chart, monthly_chart, rolling_chart
from saferboard.core.evidence.exceptions import summarise
from saferboard.core.evidence.figures import Suppressed
from saferboard.core.evidence.measures import Break, Line, Polarity, Rag
from saferboard.core.evidence.observations import Flag, Observation, Printed
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import RELEASE, Place, Release
from saferboard.core.evidence.releasing import Held, build
from saferboard.core.faults import Refused
from saferboard.core.partnership import Partnership
from tests.core.evidence.samples import (
    BURGLARY,
    HELD,
    LOWER,
    Q4,
    REPEATS,
    observed,
    partnership,
)

CONTACT = Contact("Community Safety Co-ordinator", "Mercia County Council")
YEAR_AGO, NOW = (range(0, 12), range(12, 24))


def events(before: int, now: int) -> dict[Month, int]:
    return {m: before if i in YEAR_AGO else now for i, m in enumerate(HELD)}


def released(
    given: Partnership,
    held: dict[tuple[str, str], dict[Month, int]] | None = None,
    unplaced: int = 0,
) -> Release:
    return build(
        given,
        Held({key: Counted(events) for key, events in (held or {}).items()}, unplaced, ()),
        Q4,
        known_by=date(2022, 12, 31),
        made_on=date(2022, 6, 1),
        code_version="0.1.0",
    )


def three(before: int, now: int) -> dict[tuple[str, str], dict[Month, int]]:
    return {
        ("burglary", "E10000001"): events(3 * before, 3 * now),
        ("burglary", "E07000001"): events(before, 2 * now),
        ("burglary", "E07000002"): events(2 * before, now),
    }


def paper_text(release: Release) -> str:
    document = performance_paper(release, CONTACT, "10 June 2022")
    lines: list[str] = [document.title]
    for block in document.blocks:
        match block:
            case Paragraph():
                lines += [block.text, *block.points]
            case Recommendations():
                lines += block.items
            case Table():
                lines += [" | ".join(row) for row in block.rows]
            case Contact():
                lines.append(block.post)
            case _:
                lines.append(getattr(block, "text", getattr(block, "title", "")))
    return "\n".join(lines)


def test_every_place_that_exists_is_assessed_ranked_and_judged() -> None:
    release = released(partnership(BURGLARY), three(10, 10))
    assert [p.code for p in release.places] == ["E10000001", "E07000001", "E07000002"]
    ashby, barrow = release.of("burglary", "E07000001"), release.of("burglary", "E07000002")
    assert ashby is not None
    assert barrow is not None
    assert (str(ashby.rank), ashby.position, ashby.rag) == ("2/2", Position.BELOW, Rag.AMBER)
    assert (str(barrow.rank), barrow.direction, barrow.rag) == ("1/2", Direction.UP, Rag.GREEN)
    county = release.of("burglary")
    assert county is not None
    assert county.rank is None


def test_a_release_survives_being_stored() -> None:
    release = released(
        partnership(BURGLARY, REPEATS, observations=(observed("2021/22", 39, parts=(39, 100)),)),
        three(10, 8),
    )
    assert RELEASE.validate_json(RELEASE.dump_json(release)) == release


def test_the_same_inputs_give_the_same_bytes() -> None:
    one, other = (released(partnership(BURGLARY), three(10, 8)) for _ in range(2))
    assert RELEASE.dump_json(one) == RELEASE.dump_json(other)


def test_retired_measures_are_left_out() -> None:
    gone = replace(BURGLARY, key="gone", retired=Month(2022, 3))
    kept = replace(BURGLARY, retired=Month(2022, 4))
    assert [m.key for m in released(partnership(gone, kept), three(1, 1)).measures] == ["burglary"]


def test_print_and_rule_disagree_out_loud() -> None:
    def printed(arrow: str, **changed: object) -> Printed:
        row = Printed(date(2022, 6, 10), Q4, "repeats", 34, 43, arrow, "A")
        return replace(row, **changed)  # type: ignore[arg-type]

    rows = (observed("2020/21", 34), observed("2021/22", 43))
    given = partnership(
        REPEATS,
        observations=rows,
        printed=(
            printed("level"),
            printed("up", meeting=date(2030, 1, 1)),
            printed("up", measure="unheard"),
        ),
    )
    release = released(given)
    (found,) = release.disagreements
    assert (found.printed, found.computed) == (Direction.LEVEL, Direction.DOWN)
    assert found.because == (
        "from 34 to 43 is +26.5%, lower is better, and up to 7.5% counts as level"
    )
    assert "MARAC repeats: printed level, by rule worsening" in paper_text(release)


def test_the_boards_own_comparison_is_kept_where_ours_cannot_be_made() -> None:
    row = Printed(date(2022, 6, 10), Q4, "repeats", 34, 43, "down", "Amber", "4/9", "Top")
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    a = released(partnership(REPEATS, observations=rows, printed=(row,))).of("repeats")
    assert a is not None
    assert (str(a.rank), a.position) == ("4/9", Position.TOP)
    tied = replace(row, rank="=4/9")
    c = released(partnership(REPEATS, observations=rows, printed=(tied,))).of("repeats")
    assert c is not None
    assert str(c.rank) == "=4/9"
    plain = replace(row, rank="", county="")
    b = released(partnership(REPEATS, observations=rows, printed=(plain,))).of("repeats")
    assert b is not None
    assert (b.rank, b.position) == (None, None)


def test_a_quarter_that_is_not_over_or_not_known_is_refused() -> None:
    held = Held({}, 0, ())
    given = partnership(REPEATS, observations=(observed("2015/16", 3),))
    with pytest.raises(Refused, match="has not ended by 30 March 2022"):
        build(
            given, held, Q4, known_by=date(2022, 3, 30), made_on=date(2022, 6, 1), code_version=""
        )
    with pytest.raises(Refused, match="nothing is known of 2021/22 Q4"):
        build(
            given, held, Q4, known_by=date(2022, 3, 31), made_on=date(2022, 6, 1), code_version=""
        )


def test_print_and_rule_may_agree() -> None:
    row = Printed(date(2022, 6, 10), Q4, "repeats", 34, 43, "down", "Amber")
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    assert released(partnership(REPEATS, observations=rows, printed=(row,))).disagreements == ()


def test_a_disagreement_where_no_per_cent_exists() -> None:
    row = Printed(date(2022, 6, 10), Q4, "repeats", 0, 3, "level", "A")
    rows = (observed("2020/21", 0), observed("2021/22", 3))
    (found,) = released(partnership(REPEATS, observations=rows, printed=(row,))).disagreements
    assert found.because.startswith("from 0 to 3 is a change, lower is better")


def test_a_suppressed_or_unread_figure_is_not_judged() -> None:
    hidden = Observation(
        "repeats", "E10000001", Q4, Suppressed("it is small"), date(2022, 6, 10), "x", ""
    )
    release = released(partnership(REPEATS, observations=(hidden,)))
    a = release.of("repeats")
    assert a is not None
    assert (a.figure, a.rag) == (Suppressed("it is small"), Rag.GREY)
    assert "the figure is suppressed, because it is small" in paper_text(release)
    unread = replace(BURGLARY, polarity=(Polarity(Month(2030, 1), LOWER[0].better),))
    county = released(partnership(unread), three(10, 20)).of("burglary")
    assert county is not None
    assert (county.direction, county.rag) == (Direction.UNKNOWN, Rag.GREY)


def test_the_paper_reports_exceptions_first() -> None:
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    release = released(partnership(BURGLARY, REPEATS, observations=rows), three(100, 130))
    summary = summarise(release)
    assert [(e.measure.key, e.why) for e in summary.exceptions] == [
        ("repeats", "past its trigger"),
        ("burglary", "worse"),
    ]
    text = paper_text(release)
    assert "2 of the 2 measures with comparable figures stand out." in text
    assert (
        "Burglary stood at 151.00 per 1,000 people in 2021/22, 30.0% higher than in 2020/21 "
        "(116.13), which counts as a deterioration."
    ) not in text
    assert (
        "MARAC repeats stood at 43% in 2021/22, 9.0 points higher (26.5% in relative terms)" in text
    )
    assert "do about: MARAC repeats, past its trigger; Burglary, worse." in text
    assert "Every district is worsening." not in text
    assert "Ashby is worsening." in text
    assert "Overall this outcome is Red" in text
    assert text.index("Summary") < text.index("Less crime")


def test_nothing_exceptional_is_said_only_on_evidence() -> None:
    both = (observed("2020/21", 34), observed("2021/22", 34))
    quiet = summarise(released(partnership(BURGLARY, REPEATS, observations=both), three(10, 10)))
    assert quiet.words.startswith("Nothing exceptional was found in the 2 measures with")
    one = summarise(released(partnership(BURGLARY), three(10, 10)))
    assert one.words.startswith("Nothing exceptional was found in the one measure with")
    alone = (observed("2021/22", 3),)
    none = summarise(released(partnership(REPEATS, observations=alone)))
    assert none.words == (
        "No measure has two figures that can be compared, so nothing can be said. "
        "One measure has no figures to compare."
    )
    also = replace(REPEATS, key="also", name="Also")
    old = (observed("2015/16", 3), observed("2015/16", 3, measure="also"))
    two = summarise(released(partnership(BURGLARY, REPEATS, also, observations=old), three(9, 9)))
    assert two.words.endswith("2 measures have no figures to compare.")


def test_what_cannot_be_compared_does_not_stand_out() -> None:
    part = (Flag.PART_YEAR,)
    rows = (observed("2020/21", 30), observed("2021-04..2021-12", 20, flags=part))
    late = replace(REPEATS, lag=3)
    summary = summarise(released(partnership(BURGLARY, late, observations=rows), three(10, 10)))
    assert summary.exceptions == ()
    assert [m.key for m in summary.unlike] == ["repeats"]
    assert summary.words.endswith("One measure has figures that are not comparable.")
    also = replace(late, key="also")
    more = (*rows, *(replace(row, measure="also") for row in rows))
    both = summarise(released(partnership(late, also, observations=more)))
    assert both.words.endswith("2 measures have figures that are not comparable.")
    past = (observed("2020/21", 30), observed("2021-04..2021-12", 50, flags=part))
    (found,) = summarise(released(partnership(late, observations=past))).exceptions
    mixed = summarise(released(partnership(BURGLARY, late, observations=past), three(10, 10)))
    assert mixed.words.startswith("1 of the 2 measures with comparable figures stands out.")
    assert found.why == "past its trigger"


def test_a_measure_nobody_had_heard_of_is_left_out() -> None:
    rows = (observed("2021/22", 30, known="2030-01-01"),)
    release = released(partnership(BURGLARY, REPEATS, observations=rows), three(1, 1))
    assert [m.key for m in release.measures] == ["burglary"]


def test_one_exception_stands_out_alone() -> None:
    release = released(partnership(BURGLARY), three(10, 5))
    summary = summarise(release)
    assert summary.words == "The one measure with comparable figures stands out."
    text = paper_text(release)
    assert "which counts as an improvement" in text
    assert "No district is worsening." in text
    assert "Considers" not in text


def test_a_paper_with_nothing_to_show() -> None:
    quiet = released(
        partnership(BURGLARY, REPEATS, observations=(observed("2015/16", 3),)), three(10, 10)
    )
    text = paper_text(quiet)
    assert "No chart is needed." in text
    assert "The position of this outcome is not known" in text
    assert "Issues in local areas" not in text
    assert "Asks the owners of the measures" in text
    bare = paper_text(released(partnership(BURGLARY), three(10, 10)))
    assert "No measure of this outcome has ever been returned." in bare
    assert "Notes on the figures" not in bare


def test_the_paper_tells_what_is_not_in_the_figures() -> None:
    rows = (observed("2020/21", 34), observed("2021/22", 36))
    given = partnership(BURGLARY, REPEATS, observations=rows)
    assert "1,234 recorded events in the twelve months could not be placed" in paper_text(
        released(given, three(10, 10), unplaced=1234)
    )
    one = paper_text(released(given, three(10, 10), unplaced=1))
    assert "1 recorded event in the twelve months could not be placed" in one
    assert "Burglary and MARAC repeats" in one


def test_a_person_may_overrule_and_both_are_shown() -> None:
    release = released(partnership(BURGLARY), three(10, 20))
    county = release.of("burglary")
    assert county is not None
    signed = Override(Rag.GREEN, "a recording change", "the analyst", date(2022, 6, 2))
    overruled = replace(county, override=signed)
    assert overruled.rag is Rag.GREEN
    both = replace(release, assessments=(overruled,))
    assert "Green (by the analyst; by rule Amber)" in paper_text(both)


def test_part_years_are_marked_in_the_appendix() -> None:
    rows = (
        observed("2020/21", 10),
        observed("2021-04..2021-12", 5, flags=(Flag.PART_YEAR,)),
    )
    late = replace(REPEATS, lag=3)
    release = released(partnership(late, observations=rows))
    text = paper_text(release)
    assert "part of a year only" in text
    assert "5% (April to December 2021)" in text


def test_several_districts_worsening_are_all_named() -> None:
    held = three(10, 20) | {("burglary", "E07000002"): events(10, 30)}
    release = released(partnership(BURGLARY), held)
    assert "Every district is worsening." in paper_text(release)
    third = Place("E07000009", "Derwent", "district", "E10000001")
    same = release.of("burglary", "E07000001")
    assert same is not None
    wider = replace(
        release,
        places=(*release.places, third),
        assessments=(*release.assessments, replace(same, area=third.code, direction=Direction.UP)),
    )
    assert "Ashby and Barrow are worsening." in paper_text(wider)


def test_a_standout_without_districts_or_series_has_no_chart() -> None:
    rows = (observed("2020/21", 34), observed("2021/22", 20))
    release = released(partnership(REPEATS, observations=rows))
    text = paper_text(release)
    assert "Issues in local areas" not in text
    assert "The one measure with comparable figures stands out." in text


def test_an_unassessed_measure_is_passed_over() -> None:
    release = replace(released(partnership(BURGLARY), three(10, 20)), assessments=())
    assert summarise(release).level == 0
    assert "No measure of this outcome" in paper_text(release)


def test_charts_hold_their_table() -> None:
    release = released(
        partnership(replace(BURGLARY, trigger=Line(4, "guide"), target=Line(2, "plan"))),
        three(10, 20),
    )
    measure = release.measures[0]
    county = release.of("burglary")
    assert county is not None
    place = release.place("E10000001")
    rolling = rolling_chart(measure, county, place)
    monthly = monthly_chart(measure, county, place)
    districts = district_chart(release, measure, release.assessments)
    assert rolling is not None
    assert monthly is not None
    assert districts is not None
    assert len(rolling.table.rows) == len(rolling.series[0].points) == 13
    assert [level.name for level in rolling.levels] == ["Trigger", "Target"]
    assert monthly.table.rows[-1] == ("March 2022", "60")
    assert [p.at for p in districts.series[0].points] == ["Ashby", "Barrow"]
    assert districts.levels[0].name == "Mercia"
    assert "Mercia as a whole" in districts.summary


def test_a_line_stops_where_months_are_not_known_and_where_the_definition_changed() -> None:
    gappy = events(10, 20)
    del gappy[Month(2020, 9)]
    broken = replace(BURGLARY, breaks=(Break(Month(2022, 1), "counted anew"),))
    release = released(partnership(broken), {("burglary", "E10000001"): gappy})
    county, place = release.of("burglary"), release.place("E10000001")
    assert county is not None
    monthly = monthly_chart(broken, county, place)
    assert monthly is not None
    before, after = monthly.series
    assert (before.name, after.name) == ("Events, until December 2021", "Events, from January 2022")
    assert [p.value for p in before.points][4:7] == [10, None, 10]
    assert monthly.table.rows[5] == ("September 2020", "Not known")
    assert monthly.table.note == "Not comparable before January 2022: counted anew"
    rolling = rolling_chart(broken, county, place)
    assert rolling is not None
    assert rolling.series[0].points[0].at == "2021-09"


def test_no_chart_is_drawn_of_nothing() -> None:
    rows = (observed("2021/22", 34),)
    release = released(partnership(REPEATS, observations=rows))
    measure, a = release.measures[0], release.of("repeats")
    assert a is not None
    assert rolling_chart(measure, a, release.place("E10000001")) is None
    assert monthly_chart(measure, a, release.place("E10000001")) is None
    assert district_chart(release, measure, (a,)) is None


def test_districts_without_the_county() -> None:
    release = released(partnership(BURGLARY), three(10, 20))
    districts = tuple(a for a in release.assessments if a.area != "E10000001")
    unranked = tuple(replace(a, rank=None, period=None) for a in districts)
    chart = district_chart(release, release.measures[0], unranked)
    assert chart is not None
    assert chart.levels == ()
    assert chart.title == "Burglary by district"
    assert chart.table.rows[0][-1] == "–"
