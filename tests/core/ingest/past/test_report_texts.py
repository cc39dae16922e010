"""The text of a report: its paragraphs, footnotes, tables, and any lines at all."""

import re

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.ingest.past.papers.reports import read_report
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import Report
from tests.core.ingest.past.report_samples import read


def test_numbers_of_sections_of_lists_and_of_lost_paragraphs() -> None:
    report, ledger = read(
        "Lamps\n\n1. Purpose\n\n1.1 Lamps are told of.\n1.2 And parks.\n\n**2. Detail**\n\n"
        "2.1. Three things:\n1. one\n2. two\n\n5. After a leap.\n\n1000. lamps is many.\n\n"
        "3.14 is a number.\n\n## Annex\n\n1. Anew.\n2. And on."
    )
    assert [(one.number, one.heading) for one in report.paragraphs] == [
        ("1.1", "1. Purpose"),
        ("1.2", "1. Purpose"),
        ("2.1", "2. Detail"),
        ("5", "2. Detail"),
        ("1", "Annex"),
        ("2", "Annex"),
    ]
    assert report.paragraphs[2].text == "Three things:\n1. one\n2. two"
    assert [doubt.about for doubt in ledger.doubts()] == ["paragraph 5"]


def test_footnotes_stand_apart_and_the_paragraph_goes_on() -> None:
    report, ledger = read(
        "Lamps\n\n1. The lamps of the\n\n---\n\n<sup>1</sup> A lamp gives\nlight.\n- at night\n\n"
        "town are bright.\n\n←\n"
    )
    assert [(one.heading, one.text) for one in report.paragraphs] == [
        ("", "The lamps of the town are bright."),
        ("Footnote", "A lamp gives light.\n- at night"),
    ]
    assert [reject.text for reject in ledger.rejects()] == ["←"]


def test_paragraphs_without_numbers() -> None:
    report, _ = read(
        "Lamps\n\nThey are bright.\n\nThey are many.\n\nNext steps:\n\n- count\n\n- mend\n\n"
        "Short lines\nUnder one another\nare a list."
    )
    assert [(one.heading, one.text) for one in report.paragraphs] == [
        ("", "They are bright."),
        ("", "They are many."),
        ("Next steps:", "- count\n- mend"),
        ("Next steps:", "Short lines\nUnder one another are a list."),
    ]


def test_a_table_alone_and_nothing_at_all() -> None:
    report, _ = read("Street\tLamps\nNorth Road\t3")
    assert (report.title, len(report.tables)) == ("", 1)
    assert read("")[0] == Report("")
    under, _ = read("Lamps\n\nStreet\tLamps\nNorth Road\t3\n\nEnd")
    assert (under.title, under.paragraphs) == ("Lamps", ())


def test_lines_that_something_holds_are_passed_over() -> None:
    lines = lines_of("Lamps\n\n1. Bright.\n2. Many.")
    ledger = Ledger(lines)
    ledger.claim(lines[3:], "dashboard")
    assert [one.number for one in read_report(lines, ledger).paragraphs] == ["1"]


PIECES = st.sampled_from(
    [
        *("Lamps", "# ", "1. ", "1.1 ", "(a) ", "- ", "i. ", "\n", "\n\n", "\t", "|", "←", "\f"),
        *("**", "---", "Recommendations", "Officer to contact", "Tel: 01632 960001", "²", "That:"),
        *("a@b.example", "THE BOARD", "2 June 2031", "such.", "<sup>1</sup> ", "Title: "),
        *("Board: 2 June 2031", "Agenda Item 3"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_lines_are_read_and_only_marks_without_words_are_left(text: str) -> None:
    report, ledger = read(text)
    assert not any(re.search(r"[A-Za-z]{2}", reject.text) for reject in ledger.rejects())
    assert all(one.text for one in report.paragraphs)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    _, ledger = read(text)
    coverage = ledger.coverage()
    assert coverage.read + coverage.rejected == coverage.lines


def test_an_officer_named_by_a_post_alone() -> None:
    report, _ = read(
        "Lamps\n\nOfficer to contact\nGroup Manager\nSafe Northby\nTelephone: 01632 960001"
    )
    (officer,) = report.officers
    assert (officer.name, officer.post, officer.organisation) == (
        "",
        "Group Manager",
        "Safe Northby",
    )
    named, _ = read("Lamps\n\nOfficer to contact\nJane Head\nGroup Manager\nTel: 01632 960001")
    assert (named.officers[0].name, named.officers[0].post) == ("Jane Head", "Group Manager")


def test_words_broken_at_the_end_of_a_line() -> None:
    line = "1. It was noted by all the members of the Board of Northby that they were lit.\n\n"
    broken = "They work on the right-\nhand side of the electri-\ncity board and of electricity."
    report, _ = read(f"Lamps\n\n{line}{broken}")
    assert "right-hand" not in report.paragraphs[0].text
    known, _ = read(f"Lamps\n\n{line}{broken} On the right-hand side.")
    assert "right-hand side of the electricity" in known.paragraphs[0].text
