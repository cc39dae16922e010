"""The rows of a return: what each may say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from saferboard.core.directory.areas import Area, AreaKind, Areas
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.returns import Line
from saferboard.core.ingest.cells import Cell
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.returned import NOT_KNOWN, WITHHELD, read_lines
from saferboard.core.ingest.sheets import Grid
from tests.core.ingest.sheet_samples import ASKED, ENTRANTS, REPEATS, at, read
from tests.web.factories import BLABY, COUNTY


def line(**values: Any) -> Line:
    lines, faults = read(values)
    assert faults == []
    return lines[0]


def fault(**values: Any) -> tuple[str, str, str]:
    lines, (only,) = read(values)
    assert lines == ()
    return only.where, only.what, only.remedy


def test_a_count_and_a_share() -> None:
    lines, faults = read(ENTRANTS, REPEATS)
    assert faults == []
    assert lines == (
        Line("entrants", COUNTY, Period.parse("2026/27-Q2"), Number(40.0)),
        Line(
            "repeats",
            BLABY,
            Period.parse("2025-10..2026-09"),
            Number(1100 / 23, numerator=11, denominator=23),
        ),
    )


def test_zero_missing_and_suppressed_are_three_things() -> None:
    assert line(**{**ENTRANTS, "value": 0}).figure == Number(0.0)
    assert line(**{**ENTRANTS, "value": "not known"}).figure == Missing(NOT_KNOWN)
    assert line(**{**ENTRANTS, "value": "Suppressed"}).figure == Suppressed(WITHHELD)


def test_none_of_none_is_missing() -> None:
    for measure in ("repeats", "again"):
        period = REPEATS["period"] if measure == "repeats" else "2026/27-Q2"
        said = {**REPEATS, "measure": measure, "period": period, "numerator": 0, "denominator": 0}
        assert isinstance(line(**said).figure, Missing)
    where, what, _ = fault(**{**ENTRANTS, "value": None, "numerator": 0, "denominator": 0})
    assert (where, "nothing can be divided by 0" in what) == (f"Returns!{at('denominator')}", True)


def test_flags_and_a_note_are_kept() -> None:
    said = {**ENTRANTS, "part_year": "Yes", "estimated": "x", "provisional": "no", "note": " so "}
    found = line(**said)
    assert (found.flags, found.note) == ({Flag.PART_YEAR, Flag.ESTIMATED}, "so")


def test_a_month_that_became_a_date_is_a_month_again() -> None:
    said = {**ENTRANTS, "measure": "monthly", "period": date(2026, 10, 1)}
    assert line(**said).period == Period.parse("2026-10")


@pytest.mark.parametrize(
    ("changes", "column", "what", "remedy"),
    [
        ({"measure": "entrnts"}, "measure", "there is no measure 'entrnts'", "'entrants'?"),
        ({"measure": None}, "measure", "the measure is not named", "from the template"),
        ({"measure": "hate"}, "measure", "is not sent by Head of Youth", "template"),
        ({"area": "E99"}, "area", "no figure is asked for 'E99'", "template"),
        ({"area": None}, "area", "the area is not named", "template"),
        ({"period": "Q2"}, "period", "'Q2' is not a period", "Text"),
        ({"period": None}, "period", "the period is not named", "Text"),
        ({"period": 46113}, "period", "'46113' is not a period", "Text"),
        ({"period": date(2026, 4, 3)}, "period", "'2026-04-03' is not a period", "Text"),
        ({"period": "2026-09"}, "period", "no figure is asked for September 2026", "template"),
        ({"period": "2026/27-Q3"}, "period", "2026/27 Q3 is not over yet", "when it is over"),
        ({"value": "about 40"}, "value", "'about 40' is not a number", "write 40"),
        ({"value": -3}, "value", "-3 is negative", "correct"),
        ({"numerator": 3}, "numerator", "not both given", "fill in the other"),
        ({"numerator": 4.5, "denominator": 2}, "numerator", "not a whole number", "write"),
        ({"value": "not known", "numerator": 3}, "value", "and parts are given", "one of the two"),
        ({"part_year": "maybe"}, "part_year", "'maybe' is neither yes nor no", "note"),
        ({"note": "x" * 501}, "note", "the note has 501 characters", "shorten"),
        ({"value": None, "note": "late"}, "value", "there is no value", "fill one in"),
    ],
)
def test_what_is_wrong_is_told_by_cell(changes: Any, column: str, what: str, remedy: str) -> None:
    _, faults = read({**ENTRANTS, **changes})
    assert [f.where for f in faults] == [f"Returns!{at(column)}"]
    assert what in faults[0].what
    assert remedy in faults[0].remedy


def test_the_expected_period_is_the_newest_that_is_over() -> None:
    _, (told,) = read({**REPEATS, "period": "2026/27-Q1"})
    assert told.expected.endswith("2025-10..2026-09")


def test_a_figure_and_parts_that_disagree_are_told() -> None:
    _, (told,) = read({**REPEATS, "value": 47})
    assert told.where == f"Returns!{at('value')}"
    assert "47 is printed, but 11 / 23 x 100 is 47.8261" in told.what


def test_rows_left_empty_are_not_sent() -> None:
    bare = {name: ENTRANTS[name] for name in ("measure", "area", "period")}
    lines, faults = read(bare, {**ENTRANTS, "value": " "}, ENTRANTS)
    assert (len(lines), faults) == (1, [])
    lines, (told,) = read(bare)
    assert (lines, told.what, told.where) == ((), "no figure is filled in", "Returns!F4")


def test_an_empty_table_sends_nothing() -> None:
    faults = Faults()
    assert read_lines(Grid((), lambda row, column: column), ASKED, faults) == ()
    assert [f.where for f in faults.found] == ["return"]


def test_the_same_figure_twice_is_told() -> None:
    lines, (told,) = read(ENTRANTS, {**ENTRANTS, "value": 41})
    assert len(lines) == 1
    assert (told.where, "row 4" in told.what) == ("Returns!A5", True)


def test_per_cent_cells_are_read_as_they_are_shown() -> None:
    said = {**REPEATS, "numerator": None, "denominator": None, "value": Cell(0.34, percent=True)}
    assert line(**said).figure == Number(34.0)
    where, what, _ = fault(**{**REPEATS, "numerator": Cell(0.11, percent=True)})
    assert (where, "not a percentage" in what) == (f"Returns!{at('numerator')}", True)


def test_a_post_with_nothing_to_send_is_told_so() -> None:
    _, (told,) = read(ENTRANTS, asked=replace(ASKED, measures={}))
    assert told.expected == "one of: none"


NAMED = replace(
    ASKED,
    areas=Areas(
        [
            Area(COUNTY, "Mereshire", AreaKind.COUNTY, aliases=("Mere",)),
            Area(BLABY, "Northfleet", AreaKind.DISTRICT, COUNTY),
            Area("E23000001", "Mere", AreaKind.FORCE),
        ]
    ),
)


@pytest.mark.parametrize("name", ["Mereshire", " mereshire ", "Mere", "", None])
def test_a_name_that_is_the_code_s_own_is_taken(name: str | None) -> None:
    lines, faults = read({**ENTRANTS, "area_name": name}, asked=NAMED)
    assert (len(lines), faults) == (1, [])


@pytest.mark.parametrize(
    ("name", "what", "expected"),
    [
        (
            "Northfleet",
            f"{COUNTY} is Mereshire, and the row says Northfleet",
            f"Mereshire for {COUNTY}, or {BLABY} for Northfleet",
        ),
        ("Nowhere", f"'Nowhere' is not the name of {COUNTY}", f"Mereshire for {COUNTY}"),
    ],
)
def test_a_name_of_another_area_is_refused_by_its_cell(name: str, what: str, expected: str) -> None:
    lines, (told,) = read({**ENTRANTS, "area_name": name}, asked=NAMED)
    assert lines == ()
    assert (told.where, told.what, told.expected) == (f"Returns!{at('area_name')}", what, expected)
    assert "take code and name from one row of the template" in told.remedy


def test_a_name_is_not_held_against_a_code_where_no_areas_are_given() -> None:
    assert line(**{**ENTRANTS, "area_name": "Nowhere"}).area == COUNTY
