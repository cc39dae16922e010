"""What asks for something, and by when."""

from datetime import date

import pytest

from saferboard.core.ingest.past.history.requests import When, asks, only_notes, read, requests
from saferboard.core.ingest.past.history.statements import Statement, Told
from saferboard.core.ingest.past.values import NOWHERE

ON = date(2015, 12, 11)


def said(text: str, told: Told = Told.OUTCOME) -> Statement:
    return Statement("b", ON, "minute 4", "Crime", told, text, "pack", NOWHERE, 4)


@pytest.mark.parametrize(
    "text",
    [
        "That officers be requested to look into it.",
        "That the link be circulated to members.",
        "That a representative be invited to speak.",
        "That the Board receives a further update report in late spring.",
        "That there be a presentation from the police at a future meeting.",
        "That Ann Vale to write to all partners.",
        "That a group be established and report back to the Board.",
        "That the Board asks for a fuller picture.",
        "A report to be brought to the next meeting.",
        "That the plan be considered at the March meeting.",
    ],
)
def test_what_asks(text: str) -> None:
    assert asks(said(text))
    assert not only_notes(text) or text.startswith("A report to be")


@pytest.mark.parametrize(
    "text",
    [
        "That the report be noted.",
        "That the work being undertaken to recommission services be noted.",
        "That the report to be submitted to Cabinet be noted.",
        "That the plan be approved.",
        "That the next meeting take place on 12 June 2015.",
        "That the Board notes the progress made.",
    ],
)
def test_what_asks_for_nothing(text: str) -> None:
    assert not asks(said(text))


def test_an_undertaking_asks_and_a_sentence_does_not() -> None:
    assert asks(said("Ann would think about it.", Told.UNDERTAKING))
    assert not asks(said("Officers be requested to look into it.", Told.SENTENCE))
    assert only_notes("That the report be noted.")
    assert not only_notes("That the slides be circulated.")
    found = requests([said("That it be noted."), said("That it be circulated.")])
    assert [request.statement.text for request in found] == ["That it be circulated."]


@pytest.mark.parametrize(
    ("text", "comes", "when", "due"),
    [
        ("That a report be submitted to the next meeting.", True, When.NEXT, date(2015, 12, 12)),
        ("That a report come to the March meeting.", True, When.BY, date(2016, 3, 1)),
        ("That a report come to the June 2017 meeting.", True, When.BY, date(2017, 6, 1)),
        (
            "That a paper be brought to the meeting in December 2015.",
            True,
            When.BY,
            date(2015, 12, 12),
        ),
        ("That a paper be brought to the Board in May.", True, When.BY, date(2016, 5, 1)),
        ("That they report back to the Board in 3 months.", True, When.BY, date(2016, 2, 19)),
        ("That they report back within six months.", True, When.BY, date(2016, 5, 21)),
        ("That they report back in one month.", True, When.BY, date(2015, 12, 21)),
        ("That a talk be given to the Board by 26 June 2016.", False, When.BY, date(2016, 6, 26)),
        (
            "That an update be given to the Board before June 2010.",
            True,
            When.BY,
            date(2015, 12, 12),
        ),
        ("That an update be given at a future meeting.", True, When.LATER, date(2015, 12, 12)),
        ("That the link be circulated to members.", False, When.UNSAID, date(2015, 12, 12)),
    ],
)
def test_what_is_to_come_and_when(text: str, comes: bool, when: When, due: date) -> None:
    found = read(said(text))
    assert (found.comes, found.when, found.due) == (comes, when, due)


def test_months_after_the_last_of_a_month_end_with_a_shorter_one() -> None:
    statement = Statement(
        "b", date(2015, 8, 31), "minute 4", "Crime", Told.OUTCOME, "", "pack", NOWHERE
    )
    text = "That they report back to the Board in 6 months."
    found = read(
        Statement(
            *(getattr(statement, f) for f in ("body", "on", "place", "title", "told")),
            text,
            "pack",
            NOWHERE,
        )
    )
    assert found.due == date(2016, 2, 8)
