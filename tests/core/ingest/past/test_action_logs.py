"""An action log: every action with all its dated rows, whatever happened to the table."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.ingest.past.papers.action_logs import is_log_header, read_action_log
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import LogAction

PACK = Path(__file__).parents[4].parent / "shared" / "packs" / "2021-03-19.txt"
HEADER = "No.\tDate\tAction\tResponsible Officer\tComments\tStatus"


def read(text: str) -> tuple[tuple[LogAction, ...], Ledger]:
    lines = lines_of(text)
    ledger = Ledger(lines)
    return read_action_log(lines, ledger), ledger


def doubts(ledger: Ledger) -> list[tuple[str, str]]:
    return [(doubt.about, doubt.why) for doubt in ledger.doubts()]


def numbers(actions: Sequence[LogAction]) -> list[int | None]:
    return [action.number for action in actions]


@pytest.mark.shared
@pytest.mark.skipif(not PACK.is_file(), reason="the packs are not beside the repository")
def test_a_real_log_over_three_pages() -> None:
    lines = lines_of(PACK.read_text("utf-8"))
    first = next(n for n, line in enumerate(lines) if "Action Log" in line.text and line.level)
    last = next(n for n, line in enumerate(lines) if n > first and "intentionally" in line.text)
    log = lines[first : last + 1]
    ledger = Ledger(log)
    actions = read_action_log(log, ledger)
    assert numbers(actions) == list(range(1, 11))
    assert [len(action.entries) for action in actions] == [4, *[1] * 9]
    assert [entry.on for entry in actions[0].entries] == [
        date(2019, 9, 20),
        date(2020, 6, 26),
        None,
        date(2020, 12, 11),
    ]
    assert [entry.status for entry in actions[0].entries] == ["Green", "Amber", "", ""]
    assert [action.status for action in actions] == [*["Amber"] * 8, "Green", "Amber"]
    assert [bool(entry.action) for entry in actions[0].entries] == [True, False, False, True][
        :1
    ] + [False] * 3
    assert all(entry.officer for action in actions for entry in action.entries)
    assert ledger.coverage().rejected == 0
    assert not ledger.doubts()


def test_entries_of_one_action_and_the_last_status_given() -> None:
    actions, ledger = read(
        f"## Board Action Log\n\n{HEADER}\n"
        "1.\t3.3.21\tWrite to schools\tAda Lund\tLetter is drafted.\tAmber\n"
        "\t4.6.21\t\tBo Marsh\tLetter is sent.\tGreen\n"
        "\t\t\tCy Nash\tSchools answered.\t\n"
        "2\t4.6.21\tCount cycles\tAda Lund\t\tRed\n"
    )
    assert numbers(actions) == [1, 2]
    assert [entry.on for entry in actions[0].entries] == [date(2021, 3, 3), date(2021, 6, 4), None]
    assert [entry.action for entry in actions[0].entries] == ["Write to schools", "", ""]
    assert (actions[0].status, actions[1].status) == ("Green", "Red")
    assert (actions[0].span.first, actions[0].span.last) == (4, 6)
    assert ledger.coverage().rejected == 0
    assert doubts(ledger) == []


def test_columns_in_any_order_and_under_other_names() -> None:
    (action,), ledger = read(
        "RAG\tAction agreed\tLead\tProgress\tDate raised\tRef\tTarget date\t\n"
        "Open\tMap the lamps\tDee Orr\tHalf done\t14/06/2019\tA7\tMay\tpilot"
    )
    entry = action.entries[0]
    assert (action.number, action.status) == (7, "Open")
    assert (entry.on, entry.officer) == (date(2019, 6, 14), "Dee Orr")
    assert entry.comments == "Half done Target date: May pilot"
    assert doubts(ledger) == []


def test_a_header_over_lines_in_bars_or_in_another_order_on_the_next_page() -> None:
    (first, second), ledger = read(
        "No.\tDate\tAction\tResponsible\nofficer\tComments\tStatus\n"
        "1\t3.3.21\tWrite\tAda Lund\tSent\tDone\n\n12\n\n"
        "No.\tAction\tDate\tResponsible officer\tComments\tStatus\n"
        "2\tCount\t4.6.21\tBo Marsh\tSoon\tOpen"
    )
    assert (first.entries[0].officer, first.status) == ("Ada Lund", "Done")
    assert (second.entries[0].on, second.entries[0].action) == (date(2021, 6, 4), "Count")
    assert ledger.coverage().rejected == 0
    (action,), _ = read("| No | Action | Owner |\n|---|---|---|\n| 4 | Write | Ada Lund |")
    assert (action.number, action.entries[0].officer) == (4, "Ada Lund")


def test_a_log_without_numbers() -> None:
    actions, ledger = read(
        "Date\tAction\tOwner\tUpdate\n3.3.21\tWrite\tAda Lund\tSent.\n4.4.21\t\tBo Marsh\tAgain.\n"
        "5.5.21\tCount\tCy Nash\tSoon."
    )
    assert [len(action.entries) for action in actions] == [2, 1]
    assert numbers(actions) == [None, None]
    assert doubts(ledger) == []


def test_cells_cut_by_lines_and_rows_cut_by_pages() -> None:
    actions, ledger = read(
        f"{HEADER}\n1\t3.3.21\tWrite to every\nschool\tAda Lund\tThe letter was sent to\n"
        "all heads\tAmber\n2\t4.6.21\tCount cycles\tBo Marsh\tThe count goes on in the\tRed\n\n"
        f"This page is intentionally left blank\n\n{HEADER}\n\t\t\t\tnorth of town.\t\n"
        "3\t5.6.21\tMeet\tCy Nash\tThey met at the\n\ntown hall\tGreen\n\nand will meet again."
    )
    assert actions[0].entries[0].action == "Write to every school"
    assert actions[0].entries[0].comments == "The letter was sent to all heads"
    assert actions[1].entries[0].comments == "The count goes on in the north of town."
    assert actions[2].entries[0].comments == "They met at the town hall and will meet again."
    assert [len(action.entries) for action in actions] == [1, 1, 1]
    assert ledger.coverage().rejected == 0
    assert doubts(ledger) == []


FEWER = "the row has fewer cells than the header"


@pytest.mark.parametrize(
    "row",
    [
        "2 4.6.21 Count cycles\tBo Marsh\tSoon\tRed",
        "2\t4.6.21 Count cycles\tBo Marsh\tSoon\tRed",
        "2. 4.6.21\tCount cycles\tBo Marsh\tSoon\tRed",
        "2\t4.6.21\tCount cycles\tBo Marsh\tSoon Red",
    ],
)
def test_a_row_that_lost_a_tab_is_put_right_and_doubted(row: str) -> None:
    (_, action), ledger = read(f"{HEADER}\n1\t3.3.21\tWrite\tAda Lund\tSent\tGreen\n{row}")
    entry = action.entries[0]
    assert (action.number, entry.on) == (2, date(2021, 6, 4))
    assert (entry.action, entry.officer, entry.comments) == ("Count cycles", "Bo Marsh", "Soon")
    assert entry.status == "Red"
    assert doubts(ledger) == [("action 2", FEWER)]


def test_rows_that_lost_all_tabs_or_have_too_many() -> None:
    actions, ledger = read(
        f"{HEADER}\n1\t3.3.21\tWrite\tAda Lund\tSent\tGreen\n2. 4.6.21 Count all cycles\n"
        "3\t5.6.21\t\tMeet\tCy Nash\tOften\tRed\n4\t6.6.21\tMeet\tagain\tCy Nash\tOften\tRed"
    )
    assert actions[1].entries[0].action == "Count all cycles"
    assert (actions[2].entries[0].action, actions[2].status) == ("Meet", "Red")
    assert actions[3].entries[0].status == "Red"
    more = "the row has more cells than the header"
    assert doubts(ledger) == [("action 2", FEWER), ("action 3", more), ("action 4", more)]


def test_a_row_that_lost_tabs_where_other_columns_come_first() -> None:
    (action,), ledger = read("Action\tDate\tNo\tStatus\tOwner\n4.6.21 Count\tRed")
    assert action.entries[0].action == "4.6.21 Count"
    assert len(ledger.doubts()) > 0


def test_a_status_stays_one_where_cells_before_it_are_lost() -> None:
    (action,), ledger = read(f"{HEADER}\n2\t4.6.21\tCount cycles\tRed")
    assert (action.entries[0].action, action.entries[0].officer, action.status) == (
        "Count cycles",
        "",
        "Red",
    )
    assert doubts(ledger) == [("action 2", FEWER)]
    (action,), ledger = read(f"{HEADER}\n5(b)\t4.6.21\tCount cycles\tRed")
    assert (action.number, action.status) == (None, "Red")
    assert [why for _, why in doubts(ledger)] == ["its number is not read", FEWER]


def test_more_parts_than_columns() -> None:
    (action,), _ = read("No\tDate\tAction\n1. 3.3.21 Write\tto schools")
    assert action.entries[0].action == "Write to schools"


def test_empty_cells_cut_off_at_the_end_are_no_doubt() -> None:
    actions, ledger = read(f"{HEADER}\n1\t3.3.21\tWrite\tAda Lund\n2\t3.3.21\tCount")
    assert [action.entries[0].comments for action in actions] == ["", ""]
    assert doubts(ledger) == []


def test_what_a_person_must_look_at() -> None:
    actions, ledger = read(
        f"{HEADER}\n\t3.3.21\tWrite\tAda Lund\tSent.\tGreen\n54(b)\t3.3.21\tCount\tBo\tSoon.\tRed\n"
        "4\tMay 2019\tMeet\tCy\tOften.\tRed\n5\t3.3.21 and 4.4.21\tTell\tCy\tAll.\tRed\n"
        f"4\t3.3.21\tMeet\tCy\tOften.\tRed\n6\t3.3.21\tSit\tCy\tDown.\t{'Red and much more' * 3}"
    )
    assert numbers(actions) == [None, None, 4, 5, 4, 6]
    assert actions[3].entries[0].on == date(2021, 3, 3)
    assert doubts(ledger) == [
        ("action", "it has no number, and no action stands above it"),
        ("action", "its number is not read"),
        ("action 4", "“May 2019” is not one day"),
        ("action 5", "“3.3.21 and 4.4.21” is not one day"),
        ("action 4", "its number is given twice"),
        ("action 6", "more than a status stands there"),
    ]


def test_the_same_number_again_is_the_same_action() -> None:
    (action,), ledger = read(
        f"{HEADER}\n1\t3.3.21\tWrite\tA\tSent.\tRed\n1\t4.4.21\t\tB\tRead.\tRed"
    )
    assert len(action.entries) == 2
    assert doubts(ledger) == []


def test_lines_around_the_table_are_claimed_or_rejected_with_a_reason() -> None:
    _, ledger = read(
        f"Board\n7\nAction Log\nGreen means that an action is done.\n{HEADER}\n"
        "1\t3.3.21\tWrite\tAda Lund\tSent.\tGreen\n\nAction log of the Board\n\n# The Board\n\n"
        "# Key of colours\n\nNobody knows\n"
    )
    assert [(reject.line, reject.reason) for reject in ledger.rejects()] == [
        (4, "it is no row of the log"),
        (12, "it is no row of the log"),
        (14, "it is no row of the log"),
    ]


def test_without_a_header_rows_must_look_like_a_logs() -> None:
    (action,), ledger = read("1\t3.3.21\tWrite\tAda Lund\tSent\tGreen")
    assert (action.number, action.status) == (1, "Green")
    assert doubts(ledger) == [("action log", "no header row names the columns of this log")]
    actions, ledger = read("3\nSome words\nand\tcells\n--\t--")
    assert actions == ()
    assert [reject.reason for reject in ledger.rejects()] == [
        "no header row names the columns of this log"
    ] * 3


def test_lines_that_something_holds_are_passed_over() -> None:
    lines = lines_of(f"{HEADER}\n1\t3.3.21\tWrite\tAda Lund\tSent\tGreen")
    ledger = Ledger(lines)
    ledger.claim(lines, "agenda")
    assert read_action_log(lines, ledger) == ()


def test_the_header_of_a_log_is_known() -> None:
    header, strokes, words = lines_of(f"{HEADER}\n--\t--\nNo date action")
    assert is_log_header(header)
    assert not is_log_header(strokes)
    assert not is_log_header(words)


PIECES = st.sampled_from(
    [HEADER, "\t", "\n", "\n\n", "1", "2.", "3.3.21", "Write.", "so", "Green", "x" * 41, "\f", "--"]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_lines_are_read_and_each_is_claimed_or_rejected(text: str) -> None:
    actions, ledger = read(text)
    coverage = ledger.coverage()
    assert coverage.read + coverage.rejected == coverage.lines
    assert all(reject.reason != "no rule reads it" for reject in ledger.rejects())
    assert all(action.entries for action in actions)


def test_what_a_log_says_of_itself() -> None:
    actions, ledger = read(
        "Northby Board\n28 June 2020\n\nAgenda Item 3:\nAction log\n\n"
        f"1 action is open: 1 Green.\n\nOpen actions\n{HEADER}\n"
        "1\t3.3.21\tWrite\tAda Lund\tSent.\tGreen\n\n"
        "Green: done, with evidence. Amber: in hand.\n\nEnded since 3 May 2020\n\n"
        f"{HEADER}\n2\t3.3.21\tCall\tBob Marsh\tCalled.\tGreen\n"
    )
    assert numbers(actions) == [1, 2]
    assert not ledger.rejects()


def test_words_broken_within_a_cell() -> None:
    (action,), _ = read(f"{HEADER}\n1\t3.3.21\tLight the electri-\tAda\tSent\tRed\n\t\tcian\t\t\t")
    assert action.entries[0].action == "Light the electrician"
