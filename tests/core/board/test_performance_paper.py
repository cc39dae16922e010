"""The paper says what the release holds, exceptions first, and nothing else."""

from dataclasses import replace
from datetime import date

from saferboard.core.board.performance_paper import performance_paper
from saferboard.core.document.tree import Contact, Paragraph, Recommendations, Table
from saferboard.core.evidence.assessment import Direction, Override
from saferboard.core.evidence.exceptions import summarise
from saferboard.core.evidence.figures import Suppressed
from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.observations import Flag, Observation, Printed
from saferboard.core.evidence.release import Place, Release
from tests.core.evidence.samples import (
    BURGLARY,
    Q4,
    REPEATS,
    events,
    observed,
    partnership,
    released,
    three,
)

CONTACT = Contact("Community Safety Co-ordinator", "Mercia County Council")


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


def test_the_paper_reports_exceptions_first() -> None:
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    release = released(partnership(BURGLARY, REPEATS, observations=rows), three(100, 130))
    summary = summarise(release)
    assert [(e.measure.key, e.why) for e in summary.exceptions] == [
        ("repeats", "past its trigger"),
        ("burglary", "worse"),
    ]
    text = paper_text(release)
    assert "2 of the 2 measures that can be judged stand out." in text
    assert (
        "Burglary stood at 151.00 per 1,000 people in 2021/22, 30.0% higher than in 2020/21 "
        "(116.13), which counts as a deterioration."
    ) not in text
    assert (
        "MARAC repeats stood at 43% in 2021/22, 9.0 points higher (26.5% in relative terms)" in text
    )
    assert "It is past its trigger of 40%." in text
    assert "Asks the owners" not in text
    assert "do about: MARAC repeats, past its trigger; Burglary, worse." in text
    assert "Every district is worsening." not in text
    assert "Ashby is worsening." in text
    assert "Overall this outcome is Red" in text
    assert text.index("Summary") < text.index("Less crime")


def test_one_exception_stands_out_alone() -> None:
    release = released(partnership(BURGLARY), three(10, 5))
    summary = summarise(release)
    assert summary.words == "The one measure that can be judged stands out."
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
    assert "Burglary shares events with MARAC repeats" in one


def test_a_person_may_overrule_and_both_are_shown() -> None:
    release = released(partnership(BURGLARY), three(10, 20))
    county = release.of("burglary")
    assert county is not None
    signed = Override(Rag.GREEN, "a recording change", "the analyst", date(2022, 6, 2))
    overruled = replace(county, override=signed)
    assert overruled.rag is Rag.GREEN
    both = replace(release, assessments=(overruled,))
    text = paper_text(both)
    assert "Green (by the analyst; by rule Amber)" in text
    assert (
        "Its RAG was set to Green by the analyst on 2 June 2022 (by rule it is Amber): "
        "a recording change."
    ) in text


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
    assert "The one measure that can be judged stands out." in text


def test_an_unassessed_measure_is_passed_over() -> None:
    release = replace(released(partnership(BURGLARY), three(10, 20)), assessments=())
    assert summarise(release).level == 0
    assert "No measure of this outcome" in paper_text(release)


def test_print_and_rule_disagree_out_loud() -> None:
    row = Printed(date(2022, 6, 10), Q4, "repeats", 34, 43, "level", "Amber")
    rows = (observed("2020/21", 34), observed("2021/22", 43))
    text = paper_text(released(partnership(REPEATS, observations=rows, printed=(row,))))
    assert "MARAC repeats: printed level, by rule worsening; from 34 to 43 is +26.5%" in text


def test_a_suppressed_figure_is_said_to_be_one() -> None:
    hidden = Observation(
        "repeats", "E10000001", Q4, Suppressed("it is small"), date(2022, 6, 10), "x", ""
    )
    text = paper_text(released(partnership(REPEATS, observations=(hidden,))))
    assert "the figure is suppressed, because it is small" in text
