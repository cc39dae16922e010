"""A report: head, numbered paragraphs, recommendations, tables, and whom to ask."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.ingest.past.dashboards import read_dashboard
from saferboard.core.ingest.past.ledger import Ledger
from saferboard.core.ingest.past.lines import lines_of
from saferboard.core.ingest.past.reports import read_report
from saferboard.core.ingest.past.values import Report

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


def read(text: str) -> tuple[Report, Ledger]:
    lines = lines_of(text)
    ledger = Ledger(lines)
    return read_report(lines, ledger), ledger


def told(text: str) -> list[tuple[str, str]]:
    """Letters and texts of what a report under the usual head asks for."""
    report, _ = read(f"TITLE\n\n{text}")
    return [(one.letter, one.text) for one in report.recommendations]


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
    ).replace("more.\n- a late bullet\n\n", "more.\n- a late bullet Those").replace(
        "Those Those", "Those"
    )
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
