"""Tables of papers: rows of tabs or bars, cut by lines and pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.ingest.past.text.flow import flowed, furniture
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.text.tables import blocks_of, is_rule, tables_of
from saferboard.core.ingest.past.values import Table


def one(text: str) -> Table:
    (table,) = tables_of(lines_of(text))
    return table


def test_rows_of_tabs_with_a_header_and_a_caption() -> None:
    table = one(
        "Some text.\n\n#### Grants\n\nArea\tGrant (£)\nNorthby\t1,100\nTotal\t2,200\n\nMore."
    )
    assert table.rows == (("Area", "Grant (£)"), ("Northby", "1,100"), ("Total", "2,200"))
    assert table.headed
    assert table.caption == "Grants"
    assert (table.span.first, table.span.last) == (5, 7)


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("**Schedule**", "Schedule"),
        ("Table 2: calls by month", "Table 2: calls by month"),
        ("The calls are these.", ""),
        ("Calls by month", ""),
    ],
)
def test_only_a_heading_is_a_caption(above: str, caption: str) -> None:
    assert one(f"{above}\nMonth\tCalls\nMay\t12").caption == caption


@pytest.mark.parametrize(
    "rows", ["12\t13\n14\t15", "Month\t12\nJune\t13", "Alone\tin its row", "It ends.\tHere\nA\tb"]
)
def test_a_first_row_that_names_no_columns(rows: str) -> None:
    assert not one(rows).headed


def test_bars_are_cells_and_strokes_are_none() -> None:
    table = one("| 1 | Calls \\| visits |\n|---|:--:|\n| May | 12 |")
    assert table.rows == (("1", "Calls | visits"), ("May", "12"))
    assert table.headed
    assert one("|---|---|").rows == (("---", "---"),)
    assert tables_of(lines_of("Prevent | Protect | Pursue")) == ()
    assert not is_rule(["-", "-"])


def test_a_cell_goes_on_in_the_next_lines() -> None:
    table = one(
        "Aim\tWhat is done\tBy when\nSafe parks\tmore light and commu-\nnity patrols\nin all\tMay\n"
        "Trust\tco-\nordinated visits\tJune\nnext year"
    )
    assert table.rows[1:] == (
        ("Safe parks", "more light and community patrols in all", "May"),
        ("Trust", "co-ordinated visits", "June next year"),
    )


def test_a_page_ends_in_a_row_and_the_header_is_repeated() -> None:
    table = one(
        "Aim\tSummary\nPrevention\tlight in parks and\n\nThis page is intentionally left blank\n\n"
        "12\n\nAim\tSummary\n\talong the canal\n--\t--\nTrust\tvisits"
    )
    assert table.headed
    assert table.rows[1:] == (
        ("Prevention", "light in parks and along the canal"),
        ("Trust", "visits"),
    )


def test_a_page_change_is_a_gap_without_an_empty_line() -> None:
    table = one("Aim\tWhat\tWhen\nLight\tparks\n\fand\tcanals\nTrust\tvisits\tMay\n\fA\tb")
    assert table.rows[1:] == (
        ("Light", "parks and", "canals"),
        ("Trust", "visits", "May"),
        ("A", "b", ""),
    )


def test_a_row_whose_first_cell_is_merged_stays_a_row() -> None:
    table = one("Aim\tStep\nLight\tLamps along the canal\n\tLamps in the park")
    assert table.rows[2] == ("", "Lamps in the park")


@pytest.mark.parametrize(
    "below",
    ["# Next", "8. The next paragraph", "(a) a point", "\nText apart", "\nAnother\ttable\there"],
)
def test_what_stands_under_a_table_is_none_of_it(below: str) -> None:
    table, *_ = tables_of(lines_of(f"Aim\tStep\nLight\tLamps\n{below}"))
    assert table.rows == (("Aim", "Step"), ("Light", "Lamps"))


def test_short_rows_are_filled_up() -> None:
    assert one("Aim\tStep\tWhen\nLight\tLamps\nTrust\tVisits\tMay").rows[1] == (
        "Light",
        "Lamps",
        "",
    )


def test_running_text_and_furniture() -> None:
    assert flowed(["", "many", "", "words"]) == "many words"
    assert flowed(["the Hill-", "Top estate"]) == "the Hill-Top estate"
    (stamp, text) = lines_of("Agenda Item 9\nAgenda Item 9 is about parks")
    assert furniture(stamp)
    assert not furniture(text)


PIECES = st.sampled_from(
    ["a", "B.", "12", "\t", "|", "-", "--", "\n", "\n\n", "\f", " ", "# ", "* "]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_lines_are_read_and_no_line_is_in_two_tables(text: str) -> None:
    lines = lines_of(text)
    held = [line.number for block in blocks_of(lines) for line in (*block.lines, *block.marks)]
    assert len(held) == len(set(held))
    assert all(line.number in held for line in lines if "\t" in line.text)
    for table in tables_of(lines):
        assert len({len(row) for row in table.rows}) == 1
