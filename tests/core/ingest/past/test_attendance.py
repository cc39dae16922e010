"""Who was at a meeting, under which heading."""

import pytest

from saferboard.core.ingest.past.minutes.attendance import (
    Attendance,
    Group,
    heading,
    read_attendance,
)
from saferboard.core.ingest.past.minutes.names import Named, is_name, named, run_together, together
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of

NAMES = ("present", "officers", "others", "apologies")


def read(text: str) -> tuple[Attendance, Ledger]:
    lines = lines_of(text)
    ledger = Ledger(lines)
    return read_attendance(lines, ledger), ledger


def people(text: str) -> dict[str, list[tuple[str, str]]]:
    found, _ = read(text)
    return {
        name: [(one.name, one.post) for one in group]
        for name, group in zip(NAMES, found, strict=True)
        if group
    }


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("PRESENT", Group.PRESENT),
        ("Present:", Group.PRESENT),
        ("Board Members", Group.PRESENT),
        ("0fficers", Group.OFFICERS),
        ("\tOfficers in attendance", Group.OFFICERS),
        ("Also in attendance", Group.OTHERS),
        ("Other attendees", Group.OTHERS),
        ("Others", Group.OTHERS),
        ("APOL0GIES FOR ABSENCE", Group.APOLOGIES),
        ("Apologies (received)", Group.APOLOGIES),
    ],
)
def test_headings(text: str, group: Group) -> None:
    assert heading(text) == (group, "")


def test_what_is_no_heading() -> None:
    assert heading("Ada Lund") is None
    assert heading("") is None
    assert heading("Presentations") is None
    assert heading("Present: " + "x" * 4000) is None


def test_lists_under_headings_in_any_order() -> None:
    text = (
        "Apologies\n\n<u>Cllr A. Lund</u>\t<u>Northby Council</u>\n\nPRESENT\n\n"
        "Mr. B. Marsh JP, CC – in the Chair\n\nCal Nunn\tNorthby Police (minute 53 refers)\n"
        "\tNorthern Area\n\tOthers\nDee Ross – Fire Service\nEve Stone, Probation\n"
        "Fay Tarn (Clerk)\nGil Vane"
    )
    found, ledger = read(text)
    assert people(text) == {
        "apologies": [("Cllr A. Lund", "Northby Council")],
        "present": [("Mr. B. Marsh JP, CC", ""), ("Cal Nunn", "Northby Police Northern Area")],
        "others": [
            ("Dee Ross", "Fire Service"),
            ("Eve Stone", "Probation"),
            ("Fay Tarn", "Clerk"),
            ("Gil Vane", ""),
        ],
    }
    assert found.present[0].chair
    assert found.present[1].minute == 53
    assert (found.present[1].span.first, found.present[1].span.last) == (9, 10)
    assert not ledger.rejects()


def test_lists_on_the_line_of_the_heading() -> None:
    text = (
        "Present: Councillor A. Lund (Chair), Councillor B. Marsh (Vice-Chair), Cal Nunn (Police\n"
        "and Fire) and Dee Ross.\nAn apology for absence was submitted on behalf of Eve Stone; Fay"
        "\nTarn\n\nOfficers: None"
    )
    found, _ = read(text)
    assert people(text) == {
        "present": [
            ("Councillor A. Lund", ""),
            ("Councillor B. Marsh", "Vice-Chair"),
            ("Cal Nunn", "Police and Fire"),
            ("Dee Ross", ""),
        ],
        "apologies": [("Eve Stone", ""), ("Fay Tarn", "")],
    }
    assert [one.chair for one in found.present] == [True, False, False, False]


def test_groups_of_organisations_columns_and_bars() -> None:
    text = (
        "| Name | Organisation |\n|---|---|\n| Ada Lund | Police |\n\nNorthby Council:\nBob Marsh\n"
        "Cal Nunn – Clerk\n\nDee Ross\n\nCouncillors E. Stone, F. Tarn and G. Vane\n\nNone"
    )
    assert people(text)["present"] == [
        ("Ada Lund", "Police"),
        ("Bob Marsh", "Northby Council"),
        ("Cal Nunn", "Clerk"),
        ("Dee Ross", ""),
        ("Councillor E. Stone", ""),
        ("Councillor F. Tarn", ""),
        ("Councillor G. Vane", ""),
    ]


def test_posts_broken_over_lines() -> None:
    text = "Ada Lund\tStrategy Group Chair -\nNorthby Council\nBob Marsh\nCal Nunn, Head of\nlamps"
    assert people(text)["present"] == [
        ("Ada Lund", "Strategy Group Chair - Northby Council"),
        ("Bob Marsh", ""),
        ("Cal Nunn", "Head of lamps"),
    ]
    assert people("Ada Lund\n(Northby Police)")["present"] == [("Ada Lund", "(Northby Police)")]


def test_columns_of_a_printed_page() -> None:
    assert people("Ada Lund          Northby Police")["present"] == [("Ada Lund", "Northby Police")]


def test_a_name_and_a_post_with_nothing_between() -> None:
    found, ledger = read("Ada Lund Northby Borough Council\n\nMononym\n\nthe lamps were lit")
    assert [(one.name, one.post) for one in found.present] == [
        ("Ada Lund", "Northby Borough Council"),
        ("Mononym", ""),
    ]
    assert [doubt.why for doubt in ledger.doubts()] == [
        "name and post are not apart",
        "may not be a name",
    ]
    assert [one.text for one in ledger.rejects()] == ["the lamps were lit"]


def test_long_lines_name_nobody() -> None:
    _, ledger = read("x" * 301 + "\n\n\t")
    assert len(ledger.rejects()) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lund", True),
        ("Cllr. A. Lund MBE", True),
        ("Chief Inspector Ada O'Lund-Marsh", True),
        ("MR A LUND", True),
        ("Lund", False),
        ("Northby Council", False),
        ("lamps", False),
        ("", False),
        ("Ada " * 30, False),
    ],
)
def test_what_is_a_name(text: str, name: bool) -> None:
    assert is_name(text) is name


def test_one_person_on_a_line() -> None:
    assert named("Ada Lund, JP, Northby Council") == Named("Ada Lund, JP", "Northby Council")
    assert named("Ada Lund – Chair of the Board, Police") == Named("Ada Lund", "Police", True)
    assert named("Ada Lund – in the Chair (Police)") == Named("Ada Lund", "Police", True)
    assert named("The board of lamps, all of it") == Named("The board of lamps, all of it")
    assert named("Ada Lund (for item 5 only)") == Named("Ada Lund", minute=5)
    assert named("Ada Lund, item 5 of the lamps") == Named("Ada Lund", "item 5 of the lamps")
    assert Named("Ada").with_more("Chair").chair
    assert Named("Ada", "Police").with_more("North") == Named("Ada", "Police North")


def test_run_together() -> None:
    assert run_together("Ada Lund Police") is None
    assert run_together("Cllr Ada Lund Northby Council") == Named(
        "Cllr Ada Lund", "Northby Council"
    )
    assert run_together("Ada Lund MBE Northby Council") == Named("Ada Lund MBE", "Northby Council")
    assert run_together("the lamps of Council") is None


def test_together() -> None:
    assert [one.name for one in together("Ada Lund; ; and Bob Marsh.")] == ["Ada Lund", "Bob Marsh"]
    assert list(together("")) == []


def test_a_column_for_notes() -> None:
    found, ledger = read(
        "Present\n\nName\tOrganisation\tNote\n"
        "Ada Lund\tNorthby Council\tin the Chair; for the Police; minute 53 refers\n"
        "Bob Marsh\tHead of Lamps\tNorthby Council\nCal Nunn\t\tin the Chair"
    )
    assert [(one.name, one.post, one.chair, one.minute) for one in found.present] == [
        ("Ada Lund", "Northby Council, for the Police", True, 53),
        ("Bob Marsh", "Head of Lamps, Northby Council", False, 0),
        ("Cal Nunn", "", True, 0),
    ]
    assert not ledger.rejects()


def test_a_list_goes_on_behind_an_initial() -> None:
    assert people("Apologies: Ada Lund (Police), Mrs B.\nMarsh (Council).") == {
        "apologies": [("Ada Lund", "Police"), ("Mrs B. Marsh", "Council")]
    }
