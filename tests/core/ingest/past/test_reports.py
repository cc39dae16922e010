"""A report: head, numbered paragraphs, recommendations, tables, and whom to ask."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from saferboard.core.ingest.past.papers.dashboards import read_dashboard
from saferboard.core.ingest.past.papers.reports import read_report
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from tests.core.ingest.past.report_samples import read, told

PACKS = Path(__file__).parents[4].parent / "shared" / "packs"
# Per paper: its last numbered paragraph, letters of its recommendations, officers with a
# telephone, officers, and tables.
PAPERS = {
    "2017-06-02": [
        (25, "ab", 1, 1, 0),
        (4, "-", 1, 1, 0),
        (11, "-", 1, 1, 0),
        (27, "-", 1, 1, 0),
        (17, "-", 1, 1, 0),
        (15, "ab", 2, 2, 3),
    ],
    "2019-06-14": [
        (22, "-", 1, 1, 0),
        (9, "ab", 1, 1, 0),
        (9, "-", 1, 1, 0),
        (24, "--", 1, 1, 0),
        (20, "-", 2, 2, 4),
        (15, "i ii", 1, 1, 0),
        (17, "-", 1, 2, 1),
    ],
    "2021-03-19": [
        (6, "ab", 1, 1, 0),
        (34, "abcd", 1, 1, 0),
        (37, "-", 0, 1, 3),
        (26, "-", 1, None, 0),
    ],
}


@pytest.mark.shared
@pytest.mark.skipif(not PACKS.is_dir(), reason="the packs are not beside the repository")
@pytest.mark.parametrize("pack", PAPERS)
def test_the_papers_of_real_packs(pack: str) -> None:
    lines = lines_of((PACKS / f"{pack}.txt").read_text("utf-8"))
    capitals = re.compile(r"[A-Z ]{20,} BOARD")
    day = date.fromisoformat(pack)
    starts = [n for n, line in enumerate(lines) if capitals.fullmatch(line.text)][1:]
    found = []
    for first, last in pairwise([*starts, len(lines)]):
        paper = lines[first:last]
        ledger = Ledger(paper)
        read_dashboard(paper, ledger)
        report = read_report(paper, ledger)
        assert (report.on, report.body.endswith("BOARD")) == (day, True)
        assert 10 < len(report.title) < 150
        numbers = [int(one.number) for one in report.paragraphs if one.number]
        missing = {2} if numbers[-1] == 4 else set()  # it has no number in print
        assert numbers == sorted(set(range(1, numbers[-1] + 1)) - missing)
        asked = [one.letter or "-" for one in report.recommendations]
        letters = (" " if "ii" in asked else "").join(asked)
        reached = sum(bool(one.telephone) for one in report.officers)
        assert all("@" in one.email for one in report.officers)
        found.append((numbers[-1], letters, reached, len(report.officers), len(report.tables)))
        assert ledger.coverage().rejected <= 2
    if pack.startswith("2021"):  # a newsletter with addresses of its own stands behind the last
        found[-1] = (*found[-1][:3], None, found[-1][4])
    assert found == PAPERS[pack]


FULL = """\
## **NORTHBY SAFER BOARD**

**19<sup>th</sup> MARCH 2031**

### **BOARD UPDATE:**

### **LAMPS AND PARKS**

#### **Background**

1. Lamps were put up along the canal, and more are to
come in the parks.
2. They are these:
 - along the canal
 - in the park,
by the gate

14

3. Calls fell from 12 to 9, and the commu-
nity asked for more.

Agenda Item 7

- a late bullet

Those who called were asked why.

and they answered.

Street\tLamps
North Road\t3

#### **Recommendations for the Board**

4. The Board is asked to:
 (a) note the report;
 (b) agree
   i. a plan
   ii. a budget

**Officer to contact**

Ada Lund

Lamps Manager, Northby Council

Tel: 01632 960001

Email: [ada@northby.example](mailto:ada@northby.example)

### **Appendices**

Appendix A - Map of lamps

This page is intentionally left blank
"""


def test_a_whole_report() -> None:
    report, ledger = read(FULL)
    assert report.body == "NORTHBY SAFER BOARD"
    assert (report.title, report.on) == ("BOARD UPDATE: LAMPS AND PARKS", date(2031, 3, 19))
    assert report.item == 7
    assert [(one.number, one.heading) for one in report.paragraphs] == [
        ("1", "Background"),
        ("2", "Background"),
        ("3", "Background"),
        ("4", "Recommendations for the Board"),
        ("", "Appendices"),
    ]
    texts = [one.text for one in report.paragraphs]
    assert texts[0].endswith("more are to come in the parks.")
    assert texts[1] == "They are these:\n- along the canal\n- in the park, by the gate"
    assert texts[2] == (
        "Calls fell from 12 to 9, and the community asked for more.\n- a late bullet\n\n"
        "Those who called were asked why. and they answered."
    )
    assert texts[4] == "Appendix A - Map of lamps"
    assert [(one.letter, one.text) for one in report.recommendations] == [
        ("a", "note the report;"),
        ("b", "agree\ni. a plan\nii. a budget"),
    ]
    (officer,) = report.officers
    assert (officer.name, officer.post) == ("Ada Lund", "Lamps Manager")
    assert (officer.organisation, officer.telephone) == ("Northby Council", "01632 960001")
    assert officer.email == "ada@northby.example"
    assert [table.rows for table in report.tables] == [(("Street", "Lamps"), ("North Road", "3"))]
    assert ledger.coverage().rejected == 0
    assert not ledger.doubts()


@pytest.mark.parametrize(
    ("top", "body", "on", "title"),
    [
        ("THE BOARD\n\n2 JUNE 2031\n\nLamps", "THE BOARD", date(2031, 6, 2), "Lamps"),
        (
            "THE BOARD\n2 JUNE 2031\nLamps\nand parks",
            "THE BOARD",
            date(2031, 6, 2),
            "Lamps and parks",
        ),
        (
            "THE BOARD: 2 JUNE 2031\n\nREPORT OF THE LAMPS TEAM\n\nLAMPS",
            "THE BOARD",
            date(2031, 6, 2),
            "LAMPS",
        ),
        ("THE BOARD\n\nLamps\n\nPurpose of report", "THE BOARD", None, "Lamps"),
        ("LAMPS\n\nAND PARKS\n\nBACKGROUND", "", None, "LAMPS AND PARKS"),
        ("The board\n\nAnd parks", "", None, "The board"),
        ("**LAMPS\nAND PARKS**\n\nSummary", "", None, "LAMPS AND PARKS"),
        ("2 June 2031 at 10 am\n\nLamps", "", date(2031, 6, 2), "Lamps"),
        ("The Board\n\n2 June 2031 at 10 am\n\nLamps", "The Board", date(2031, 6, 2), "Lamps"),
        (
            "Report to: The Board\nDate: Friday 2 June 2031, ten\nAuthor: Ada Lund\nTitle: Lamps",
            "The Board",
            date(2031, 6, 2),
            "Lamps",
        ),
        ("Meeting date: 2.6.31\n\nLamps", "", date(2031, 6, 2), "Lamps"),
        ("THE BOARD\n\n2 June 2031", "THE BOARD", date(2031, 6, 2), ""),
        ("Background", "", None, ""),
        ("", "", None, ""),
        ("←\n\nLamps", "", None, "Lamps"),
    ],
)
def test_the_head(top: str, body: str, on: date | None, title: str) -> None:
    report, _ = read(f"{top}\n\n1. Lamps were put up.")
    assert (report.body, report.on, report.title) == (body, on, title)
    assert [one.text for one in report.paragraphs] == ["Lamps were put up."]


def test_headings_under_the_title_stand_over_the_first_paragraph() -> None:
    report, _ = read("Lamps\n\nBackground\n\nPast Year\n\n1. Lamps were put up.")
    assert report.paragraphs[0].heading == "Past Year"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Recommendations\n\n5. That:\n(a) one;\n(b) two.", [("a", "one;"), ("b", "two.")]),
        (
            "Recommendation\n\nThat the Board:\n- one\n  - within\n- two",
            [("", "one\n- within"), ("", "two")],
        ),
        ("Recommendations\n\na) one\nb) two", [("a", "one"), ("b", "two")]),
        ("Recommendations\n\ni. one\nii. two", [("i", "one"), ("ii", "two")]),
        (
            "Recommendations\n\n5. It is recommended that (a) is read.",
            [("", "It is recommended that (a) is read.")],
        ),
        ("Recommendations\n\n5. Note this.\n6. And that.", [("", "Note this."), ("", "And that.")]),
        (
            "Recommendations\n\n5. Read what follows.\n(a) one",
            [("", "Read what follows.\n(a) one")],
        ),
        (
            "Recommendations\n\nThat the Board:\n(g) seven\n(h) eight\n(i) nine\n(1) within",
            [("g", "seven"), ("h", "eight"), ("i", "nine\n(1) within")],
        ),
        (
            "Recommendations\n\nThat the Board:\n(a) one\n(i) within\n\nand more\n(b) two",
            [("a", "one\n(i) within and more"), ("b", "two")],
        ),
        (
            "1. Lamps are up.\n\n2. The Board is asked to note this.",
            [("", "The Board is asked to note this.")],
        ),
        ("1. Lamps are up.", []),
    ],
)
def test_recommendations(text: str, asked: list[tuple[str, str]]) -> None:
    assert told(text) == asked


@pytest.mark.parametrize(
    ("card", "found"),
    [
        (
            "Report Author\n\nAda Lund & Bo Marsh\nSergeants\nNorthby Police\n"
            "Tel: 01632 960001. Email: ada@x.example / bo@x.example",
            [
                ("Ada Lund", "Sergeants", "Northby Police", "01632 960001", "ada@x.example"),
                ("Bo Marsh", "Sergeants", "Northby Police", "01632 960001", "bo@x.example"),
            ],
        ),
        (
            "Ada Lund (Chief Inspector)\nNSB\n01632 960001\nada@x.example\n\nBo Marsh\nWriter\n"
            "(of letters)\nTel:\nE-mail: bo@x.example",
            [
                ("Ada Lund", "Chief Inspector", "NSB", "01632 960001", "ada@x.example"),
                ("Bo Marsh", "Writer (of letters)", "", "", "bo@x.example"),
            ],
        ),
        (
            "Contact: Ada Lund, Lamps Officer, Northby Council, tel 01632 960001",
            [("Ada Lund", "Lamps Officer", "Northby Council", "01632 960001", "")],
        ),
        (
            "Officers to contact\n\nAda Lund\n\nLamps Officer",
            [("Ada Lund", "Lamps Officer", "", "", "")],
        ),
        ("Email: ada@x.example", [("", "", "", "", "ada@x.example")]),
        ("Officer to contact", []),
        ("Officer to contact\n\nTel:", []),
        (
            "Ada Lund\nHead of Lamps, Canals and Parks\nNorthby Council\nLamps team\nTel: 101",
            [
                (
                    "Ada Lund",
                    "Head of Lamps, Canals and Parks",
                    "Northby Council, Lamps team",
                    "101",
                    "",
                )
            ],
        ),
    ],
)
def test_whom_to_ask(card: str, found: list[tuple[str, ...]]) -> None:
    report, ledger = read(f"Lamps\n\n1. Lamps are up.\n\n{card}\n\n## Appendices\n\nA map.")
    assert [
        (one.name, one.post, one.organisation, one.telephone, one.email) for one in report.officers
    ] == found
    assert [(one.text, one.heading) for one in report.paragraphs] == [
        ("Lamps are up.", ""),
        ("A map.", "Appendices"),
    ]
    assert ledger.coverage().rejected == 0


def test_an_address_within_a_sentence_is_no_officer() -> None:
    report, _ = read("Lamps\n\nPlease write to ada@x.example if you see a lamp that is out.")
    assert report.officers == ()
    assert len(report.paragraphs) == 1


def test_a_card_is_short() -> None:
    report, _ = read("Lamps\n\n1. So.\n\nOne\n\nTwo\n\nAda Lund\nA\nB\nC\nD\nTel: 01632 960001")
    assert report.officers[0].name == "Ada Lund"
    alone, _ = read("Lamps\n\nTel: 01632 960001")
    assert (alone.title, alone.officers[0].telephone) == ("Lamps", "01632 960001")


def test_officers_end_where_the_appendices_begin() -> None:
    report, _ = read("Lamps\n\nOfficer to contact\n\nAda Lund\n\nAppendix 1\n\nContacts\n\n←")
    assert [one.name for one in report.officers] == ["Ada Lund"]
    again, _ = read("Lamps\n\nAuthor\n\nAda Lund\n←\nContacts\n\nBo Marsh")
    assert [one.name for one in again.officers] == ["Ada Lund", "Bo Marsh"]
