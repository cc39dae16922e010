"""Lines without the marks of whatever wrote them down, and the ledger of what holds them."""

import pytest

from saferboard.core.ingest.past.text.ledger import UNREAD, Ledger
from saferboard.core.ingest.past.text.lines import clean, lines_of, span_of
from saferboard.core.ingest.past.values import Coverage, Reject, Span


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain words", "plain words"),
        ("## **LAMPS**", "LAMPS"),
        ("***Lamps* in parks**", "Lamps in parks"),
        ("__Lamps__", "Lamps"),
        ("<u>Lamps</u>\t<u>Parks</u>", "Lamps\tParks"),
        ("Lamps<br>Parks", "Lamps Parks"),
        ("[Lamps](http://x.example/a) ![](p.png)", "Lamps "),
        ("\\*Lamps \\& parks", "*Lamps & parks"),
        ("Lamps &amp; parks", "Lamps & parks"),
        ("Lamps\u00a0 and   parks", "Lamps and parks"),
        ("RЕSОLVED", "RESOLVED"),
        ("Москва", "Москва"),
        ("oﬃcer ﬁles", "officer files"),
        ("part\u00adner", "partner"),
        ("part\u00ad ", "part-"),
        ("\uf0b7 lamps", "• lamps"),
        ("*a " * 400, "*a " * 400),
        ("-----", ""),
        ("   ", ""),
        ("2003*\t1611**", "2003*\t1611**"),
    ],
)
def test_marks_are_taken_off(raw: str, text: str) -> None:
    assert clean(1, raw).text == text.strip(" ")


def test_a_line_knows_its_place() -> None:
    first, empty, third = lines_of("# One\r\n\r\n  two\tthree")
    assert (first.level, first.number, bool(empty)) == (1, 1, False)
    assert (third.indent, third.cells, third.page) == (2, ("two", "three"), 0)
    assert third.on(3, 8).span == Span(3, 3, 3, 8)
    assert span_of([first, third.on(3, 8)]) == Span(1, 3, 0, 8)


def test_pages_are_apart_by_form_feeds() -> None:
    assert [line.page for line in lines_of("a\nb\n\fc\n\f\fd")] == [1, 1, 2, 4]
    assert lines_of("a\fb")[0].text == "ab"


def test_every_line_is_held_or_rejected() -> None:
    lines = lines_of("one\n\ntwo\nthree\nfour")
    ledger = Ledger(lines)
    ledger.claim(lines[:1], "agenda")
    ledger.claim(lines[:1], "minute")
    ledger.claim(lines[2:3], "minute")
    ledger.reject(lines[2:3], "torn")
    assert (ledger.holder(lines[0]), ledger.holder(lines[2])) == ("agenda", "")
    assert ledger.rejects() == (
        Reject(3, "two", "torn"),
        Reject(4, "three", UNREAD),
        Reject(5, "four", UNREAD),
    )
    assert ledger.coverage() == Coverage(4, 1, 3)


def test_doubts_stand_in_the_order_of_the_source() -> None:
    ledger = Ledger(())
    ledger.doubt("b", "", "later", Span(9, 9))
    ledger.doubt("a", "", "sooner", Span(2, 2))
    assert [doubt.about for doubt in ledger.doubts()] == ["a", "b"]


def test_the_words_of_a_source() -> None:
    ledger = Ledger(lines_of("Multi-agency work\nCommunity"))
    assert ledger.uses("multi-agency")
    assert ledger.uses("community")
    assert not ledger.uses("multi")
