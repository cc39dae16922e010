"""A performance dashboard, cell by cell, with what its footnotes say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.ingest.past.papers.dashboards import is_dashboard_header, read_dashboard
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import Dashboard

PACKS = Path(__file__).parents[4].parent / "shared" / "packs"
HEADER = (
    "Outcomes\tOverall Progress RAG\tSupporting Indicators\tPrevious Year (2031-32)\t"
    "Current Year (2032-33)\tDirection of Travel\tProgress\tNearest Neighbour\tCounty\tDistrict"
)
ROW = "Less crime\tA\tThefts (per 1,000)\t4.1\t3.9\t↑\tG\t4/9\tTop\t"
MORE = "\t\tFires\t12\t14*\t↓\tA\t-\t-\t"
BELOW, ABOVE = "the row has fewer cells than the header", "the row has more cells than the header"

# previous, current, arrow (or "-" for level), RAG, neighbours, county: as published.
PRINTED = {
    "2017-06-02": """
        47.21 51.61 ↓ A 4/9 Top | 3.53 3.91 ↓ A 6/9 Above_Average | 7.07 7.29 → A 5/9 Average
        | 2.95 3.93 → A 2/9 Top | 41% 42.8% → G - - | 0.82 0.28_(Q3_tracking) ↑ G - -
        | 124 83_(April_-Dec2016) ↑ G Top _ | 28%_(Apr2015-Mar2016) 37%_(Jan2016-Dec2016) ↑ G - -
        | 2003* 1611** ↑ G - - | 5.4% 5.4% → G - - | 92.7% 84.5% ↓ A - - | 0.58 0.66 ↑ A - -""",
    "2019-06-14": """
        60.00 65.70 ↓ A 3/9 Top | 5.17 4.81 → A 5/9 Average | 7.63 6.74 ↑ A 5/9 Average
        | 8.29 8.56 → A 6/9 Average | 4.89 4.58 → A 2/9 Top | 41% 26.4% → G - -
        | 0.71_Apr-Mar_17/18 0.72_Apr-Sep2018 → G - - | 104 76_Apr-Dec_2018 ↑ G Top _
        | 34% 43%_Jan_-_Dec_2018 ↓ A - - | 1074 1323** ↑ G - - | 80.7% 80.2% → A - -
        | 0.81 0.85 → G - -""",
}
YEARS = {"2017-06-02": ("2015-16", "2016-17"), "2019-06-14": ("2017-18", "2018-19")}
GROUPS = {"2017-06-02": "AAAAGGGGGGGA", "2019-06-14": "AAAAAGGGGGGA"}


def read(text: str) -> tuple[Dashboard | None, Ledger]:
    lines = lines_of(text)
    ledger = Ledger(lines)
    return read_dashboard(lines, ledger), ledger


def sure(text: str) -> tuple[Dashboard, list[str]]:
    dashboard, ledger = read(text)
    assert dashboard
    return dashboard, [doubt.why for doubt in ledger.doubts()]


@pytest.mark.shared
@pytest.mark.skipif(not PACKS.is_dir(), reason="the packs are not beside the repository")
@pytest.mark.parametrize("pack", PRINTED)
def test_real_dashboards_cell_by_cell(pack: str) -> None:
    dashboard, doubts = sure((PACKS / f"{pack}.txt").read_text("utf-8"))
    cells = [row.split() for row in PRINTED[pack].split("|")]
    expected = [tuple(cell.replace("_", " ").strip() for cell in row) for row in cells]
    assert [
        (row.previous, row.current, row.direction, row.progress, row.neighbours, row.county)
        for row in dashboard.rows
    ] == expected
    assert (dashboard.previous, dashboard.current) == YEARS[pack]
    assert "".join(row.overall for row in dashboard.rows) == GROUPS[pack]
    assert len({row.outcome for row in dashboard.rows}) == 5
    assert len({row.indicator for row in dashboard.rows}) == 12
    assert [len(note) - len(note.lstrip("*")) for note in dashboard.notes] == [1, 2]
    assert dashboard.title.startswith("Appendix 1")
    assert doubts == []


def test_outcomes_are_carried_down_and_notes_kept_by_their_marks() -> None:
    text = (
        f"Some sentence.\n\nAppendix 2 - Performance\nof the year\n\n{HEADER}\n{ROW}\n{MORE}\n"
        "\tR\tCalls\t1\t2\t→\tA\t\t\t\nTrust\t\tSurvey\t80%\t81%\t→\tG\t-\t-\t\n\n"
        "* Part of the year\nonly.\n\n\\*\\*Counted anew.\n\nText apart."
    )
    dashboard, doubts = sure(text)
    assert dashboard.title == "Appendix 2 - Performance of the year"
    assert (dashboard.previous, dashboard.current) == ("2031-32", "2032-33")
    assert [(row.outcome, row.overall) for row in dashboard.rows] == [
        ("Less crime", "A"),
        ("Less crime", "A"),
        ("Less crime", "R"),
        ("Trust", ""),
    ]
    assert dashboard.rows[1].current == "14*"
    assert dashboard.notes == ("* Part of the year only.", "**Counted anew.")
    assert (dashboard.span.first, dashboard.span.last) == (3, 15)
    assert doubts == []
    _, ledger = read(text)
    assert [reject.line for reject in ledger.rejects()] == [1, 17]


def test_a_header_over_several_lines_and_a_cell_too() -> None:
    dashboard, doubts = sure(
        HEADER.replace(" Progress", "\nProgress", 1).replace(" (2031", "\n(2031") + "\n"
        f"{ROW.replace('Thefts ', 'Thefts' + chr(10))}\n{MORE}"
    )
    assert [row.indicator for row in dashboard.rows] == ["Thefts (per 1,000)", "Fires"]
    assert dashboard.previous == "2031-32"
    assert doubts == []


def test_a_sentence_is_no_title_and_a_last_cell_goes_on() -> None:
    dashboard, doubts = sure(
        f"It is shown here.\n\n{HEADER.removesuffix('District')}\n{ROW}\nbut one"
    )
    assert dashboard.title == ""
    assert doubts == ["a dashboard's row has no place for it"]


def test_years_alone_name_the_periods_and_other_words_the_columns() -> None:
    dashboard, doubts = sure(
        "Priority\tMeasure\t2031/32\t2032/33\tTrend\tRAG\tNotes\nSafe\tThefts\t4\t3\t↑\tG\tgood\n"
    )
    assert (dashboard.previous, dashboard.current) == ("2031/32", "2032/33")
    assert (dashboard.rows[0].direction, dashboard.rows[0].overall) == ("↑", "")
    assert doubts == ["a dashboard's row has no place for it"]


def test_a_label_without_a_year_is_all_of_the_header() -> None:
    dashboard, _ = sure("Outcome\tIndicator\tBaseline\tLatest\tRAG\nSafe\tThefts\t4\t3\tG")
    assert (dashboard.previous, dashboard.current) == ("Baseline", "Latest")


def test_pages_end_between_rows() -> None:
    dashboard, doubts = sure(
        f"# Year's end\n\n{HEADER}\n{ROW}\n\nThis page is intentionally left blank\n\n"
        f"# Year's end\n\n12\n\n{HEADER}\n{MORE}\n--\t--\n\n# The next paper\n{ROW}"
    )
    assert [row.outcome for row in dashboard.rows] == ["Less crime", "Less crime"]
    assert doubts == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Less crime A\tThefts\t4.1\t3.9\t↑\tG\t4/9\tTop\t", BELOW),
        ("Less crime\tA\tThefts 4.1\t3.9\t↑\tG\t4/9\tTop\t", BELOW),
        ("Less crime\tA\tThefts\t4.1 3.9\t↑\tG\t4/9\tTop\t", BELOW),
        ("Less crime\tA\tThefts\t4.1\t3.9 ↑\tG\t4/9\tTop\t", BELOW),
        ("Less crime\tA\tThefts\t4.1\t3.9\t↑ G\t4/9\tTop\t", BELOW),
        ("Less crime\tA\tThefts\t4.1\t3.9\t↑\t\tG\t4/9\tTop\t", ABOVE),
    ],
)
def test_a_row_with_a_lost_or_doubled_tab_is_put_right_and_doubted(row: str, why: str) -> None:
    dashboard, doubts = sure(f"{HEADER}\n{ROW}\n{row}")
    one = dashboard.rows[1]
    assert (one.outcome, one.overall, one.indicator) == ("Less crime", "A", "Thefts")
    assert (one.previous, one.current, one.direction, one.progress) == ("4.1", "3.9", "↑", "G")
    assert (one.neighbours, one.county) == ("4/9", "Top")
    assert doubts == [why]


def test_a_row_with_its_first_tabs_lost_has_its_arrow_in_place() -> None:
    dashboard, doubts = sure(f"{HEADER}\n{ROW}\nFires\t12\t14\t↓\tA\t-\t-\t")
    assert (dashboard.rows[1].indicator, dashboard.rows[1].direction) == ("Fires", "↓")
    assert doubts == [BELOW]
    dashboard, doubts = sure(f"{HEADER}\n{ROW}\nFires\t12 houses 3\tunknown")
    assert dashboard.rows[1].outcome == "Fires"
    assert doubts == [BELOW]
    wide, doubts = sure(f"{HEADER}\n{ROW}\n" + "\t".join("abcdefghijkl"))
    assert wide.rows[1].county == "i"
    assert doubts == [ABOVE, "a dashboard's row has no place for it"]


def test_empty_cells_cut_off_at_the_end_are_no_doubt() -> None:
    dashboard, doubts = sure(f"{HEADER}\n{ROW}\n{MORE.rstrip()}")
    assert dashboard.rows[1].county == "-"
    assert doubts == []


def test_other_tables_are_no_dashboards() -> None:
    header, log, words = lines_of(f"{HEADER}\nOutcome\tAction\tOfficer\nOutcomes of 2031")
    assert is_dashboard_header(header)
    assert not is_dashboard_header(log)
    assert not is_dashboard_header(words)
    assert read("Outcome\tAction\tOfficer\nSafe\tWrite\tAda Lund")[0] is None
    assert read("Overall\t--\n--\t--\noverall\t--")[0] is None


def test_a_dashboard_that_something_holds_is_passed_over() -> None:
    lines = lines_of(f"{HEADER}\n{ROW}")
    ledger = Ledger(lines)
    ledger.claim(lines, "report")
    assert read_dashboard(lines, ledger) is None


PIECES = st.sampled_from(
    [HEADER, ROW, MORE, "\n", "\n\n", "\t", "↑", "A", "4.1", "* a", "\\*", "x", "\f", "--", "# t"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_lines_are_read_and_what_is_not_claimed_is_left(text: str) -> None:
    dashboard, ledger = read(text)
    coverage = ledger.coverage()
    assert coverage.read + coverage.rejected == coverage.lines
    assert dashboard or coverage.read == 0
