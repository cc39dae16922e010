"""What a police.uk file must look like, and what is said of one that does not."""

import pytest

from saferboard.core.evidence.periods import Month
from saferboard.core.ingest.police import (
    HEADER,
    HEADER_LINE,
    Changed,
    ForceMonth,
    Loaded,
    Report,
    as_published,
    category,
    district,
    elsewhere,
    future_fault,
    header_fault,
    quote_fault,
    recognise,
    row_fault,
    strange_types,
    twice_fault,
    why_ignored,
)

APRIL = ForceMonth(Month(2021, 4), "leicestershire")
ROW = ["", "2021-04", "", "", "", "", "", "", "", "Burglary", "", ""]


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_file_name_says_month_and_force(ending: str) -> None:
    assert recognise(f"2021-04-leicestershire-street.csv{ending}") == APRIL
    found = recognise("2021-04-avon-and-somerset-street.csv")
    assert found == ForceMonth(Month(2021, 4), "avon-and-somerset")


@pytest.mark.parametrize("again", [" (1).csv", "(12).csv.gz"])
def test_a_second_download_is_recognised(again: str) -> None:
    assert recognise(f"2021-04-leicestershire-street{again}") == APRIL
    assert as_published(f"figures{again}") == "figures" + again.partition(")")[2]


@pytest.mark.parametrize(
    "name",
    [
        "2021-13-leicestershire-street.csv",
        "2021-04-leicestershire-outcomes.csv",
        "2021-04-leicestershire-street.csv.zip",
        "2021-04-leicestershire-street (one).csv",
        "2021-04-leicestershire (1)-street.csv",
        "leicestershire-street.csv",
    ],
)
def test_other_names_are_not_recognised(name: str) -> None:
    assert recognise(name) is None


def test_files_left_alone_are_named_for_what_they_are() -> None:
    assert why_ignored("2021-04-kent-outcomes.csv") == "outcomes file"
    assert why_ignored("2021-04-kent-stop-and-search.csv.gz") == "stop-and-search file"
    assert why_ignored("notes.txt") == "not a street-level file of police.uk"


@pytest.mark.parametrize(
    ("crime_type", "expected"),
    [
        ("Violence and sexual offences", "violence_and_sexual_offences"),
        ("Anti-social behaviour", "anti_social_behaviour"),
        (" Theft from the person ", "theft_from_the_person"),
        ("?", ""),
    ],
)
def test_a_category_is_a_crime_type_in_plain_letters(crime_type: str, expected: str) -> None:
    assert category(crime_type) == expected


@pytest.mark.parametrize(
    ("lsoa", "expected"),
    [
        ("Oadby and Wigston 004B", "Oadby and Wigston"),
        ("Melton 001A ", "Melton"),
        ("Melton", ""),
        ("", ""),
    ],
)
def test_a_district_is_the_lsoa_name_less_its_last_word(lsoa: str, expected: str) -> None:
    assert district(lsoa) == expected


def test_the_header_of_police_uk_is_taken_plain_or_in_quotation_marks() -> None:
    assert header_fault(HEADER_LINE + "\r\n", "a.csv") is None
    assert header_fault(",".join(f'"{name}"' for name in HEADER), "a.csv") is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (HEADER_LINE.removesuffix(",Context"), "columns missing: Context"),
        (HEADER_LINE + ",Notes", "columns not known: Notes"),
        (
            HEADER_LINE.replace("Crime type", "Offence"),
            "columns missing: Crime type; columns not known: Offence",
        ),
        (
            HEADER_LINE.replace("Longitude,Latitude", "Latitude,Longitude"),
            "the columns are repeated or in another order",
        ),
    ],
)
def test_another_header_is_told_column_by_column(line: str, what: str) -> None:
    fault = header_fault(line, "a.csv")
    assert fault is not None
    assert fault.what == what
    assert fault.where == "a.csv, line 1"


def test_a_header_that_is_none_is_told_as_what_it_is() -> None:
    empty, page = header_fault("\r\n", "a.csv"), header_fault("<!DOCTYPE html>", "a.csv")
    renamed = header_fault(HEADER_LINE.replace("Crime type", "Crime Type"), "a.csv")
    assert empty is not None
    assert page is not None
    assert renamed is not None
    assert empty.what == "the first line is empty"
    assert page.what == "the file is a web page"
    assert renamed.remedy.startswith("rename 'Crime Type' to 'Crime type', or ")


def test_a_sound_row_has_no_fault() -> None:
    assert row_fault(ROW, APRIL.month, "a.csv, line 2") is None
    assert row_fault([*ROW[:9], "", "", ""], APRIL.month, "a.csv, line 2") is None


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (ROW[:-1], "the row has 11 fields"),
        (["", "2021-05", *ROW[2:]], "the row is of month '2021-05'"),
        ([*ROW[:9], "--", "", ""], "the crime type '--' is not a word"),
    ],
)
def test_an_odd_row_is_told(row: list[str], what: str) -> None:
    fault = row_fault(row, APRIL.month, "a.csv, line 2")
    assert fault is not None
    assert fault.what == what
    assert fault.where == "a.csv, line 2"


def test_the_same_month_twice_names_both_files() -> None:
    fault = twice_fault(APRIL, ["a.csv", "b.csv"])
    assert fault.what == "2021-04 leicestershire comes 2 times with different content"
    assert fault.where == "a.csv and b.csv"


def test_districts_of_no_known_area_come_with_the_most_rows_first() -> None:
    rows = {"Melton": 9, "Rugby": 1, "": 5, "Rushcliffe": 3, "Corby": 1}
    assert elsewhere(rows, frozenset({"melton"})) == (("Rushcliffe", 3), ("Corby", 1), ("Rugby", 1))


def test_a_report_counts_what_was_done() -> None:
    report = Report(
        (
            Loaded(APRIL, "a", Changed.ADDED, 0, 1),
            Loaded(APRIL, "b", Changed.ADDED, 0, 1),
            Loaded(APRIL, "c", Changed.UNCHANGED, 1, 1),
        )
    )
    assert [report.count(changed) for changed in Changed] == [2, 0, 1]


def test_crime_types_not_seen_before_are_told_in_order() -> None:
    rows = {"witchcraft": 2, "burglary": 5, "duelling": 1}
    assert strange_types(rows) == (("duelling", 1), ("witchcraft", 2))


def test_faults_of_months_to_come_and_of_stray_quotation_marks() -> None:
    what = ForceMonth(Month(2031, 5), "mereshire")
    assert future_fault(what, "a.csv").what == "the month 2031-05 has not come yet"
    assert quote_fault(7, "a.csv").where == "a.csv, line 7"
