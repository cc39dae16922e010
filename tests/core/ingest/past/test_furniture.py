"""What pages carry that is no part of the text."""

import pytest

from saferboard.core.ingest.past.text.furniture import (
    bare_number,
    is_stamp,
    stamped_item,
    without_furniture,
)
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import clean, lines_of


def kept(text: str, numbers: bool = False) -> list[str]:
    lines = lines_of(text)
    return [line.text for line in without_furniture(lines, Ledger(lines), numbers) if line]


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("This page is intentionally left blank", True),
        ("36", True),
        ("Page 3 of 10", True),
        ("- 4 -", True),
        ("Agenda Item 9", True),
        ("Agenda items", False),
        ("12.", False),
        ("This page is intentionally left blank and has been so ever since lamps", False),
    ],
)
def test_stamps(text: str, stamp: bool) -> None:
    assert is_stamp(clean(1, text)) is stamp


def test_numbers_of_stamps() -> None:
    assert stamped_item(clean(1, "AGENDA ITEM No. 9")) == 9
    assert stamped_item(clean(1, "Agenda")) == 0
    assert bare_number(clean(1, "36")) == 36
    assert bare_number(clean(1, "36.")) == 0


def test_stamps_go_and_are_claimed() -> None:
    lines = lines_of("One\n\n23\n\nAgenda Item 9\n\ntwo")
    ledger = Ledger(lines)
    assert [line.text for line in without_furniture(lines, ledger) if line] == ["One", "two"]
    assert ledger.holder(lines[2]) == ledger.holder(lines[4]) == "stamp"
    assert kept("One\n23\nAgenda Item 9", numbers=True) == ["One", "23"]


def test_running_heads_and_feet() -> None:
    pages = "\n\f".join(
        f"Northby Board\nText {letter}\nIssued, page {n}"
        for n, letter in enumerate("abcde", start=1)
    )
    assert kept(pages) == [f"Text {letter}" for letter in "abcde"]
    assert "Northby Board" in kept("\n\f".join(["Northby Board\nText"] * 3))


def test_the_head_of_a_paper_is_none() -> None:
    papers = "\n\f".join(f"NORTHBY BOARD\n2 June 2017\nText {n}" for n in "abcde")
    assert kept(papers).count("NORTHBY BOARD") == 5
    assert kept("\n\f\n\f\n\f\n\fa") == ["a"]


def test_our_own_heads_and_blank_backs() -> None:
    head = clean(1, "The Board, 28 June 2020\tAgenda Item 7")
    assert stamped_item(head) == 7
    assert stamped_item(clean(1, "Agenda Item 7:")) == 7
    private = "The Board, 28 June 2020\tAgenda Item 7: not for publication (paragraph 3)"
    assert stamped_item(clean(1, private)) == 7
    assert stamped_item(clean(1, "The Board\tAgenda Item 7")) == 0
    assert stamped_item(clean(1, f"{'x' * 240}, 28 June 2020\tAgenda Item 7")) == 0
    blank = "Nothing is printed here, so that the next paper starts on a right-hand page."
    assert is_stamp(clean(1, blank))
    assert not is_stamp(clean(1, "Nothing was printed here."))


def test_numbers_that_a_sentence_needs_are_text() -> None:
    text = "report back in\n2016\n\n4\n\fLamps were\n2017\n\fso\n12\n\nand lit.\n9"
    assert kept(text) == ["report back in", "2016", "Lamps were", "so", "12", "and lit."]
    assert kept(text, numbers=True)[:3] == ["report back in", "2016", "Lamps were"]
    assert kept("report back in\n2016\n\n4") == ["report back in"]
    assert kept("Agenda item 4\n12\n\nLamps\n\n\f") == ["Lamps"]
