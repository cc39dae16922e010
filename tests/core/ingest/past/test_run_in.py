"""Outcomes and notes of actions that run on in a paragraph, and titles that are told from both."""

import pytest

from saferboard.core.ingest.past.minutes.minute_text import read_minute
from saferboard.core.ingest.past.minutes.minutes import read_minutes
from saferboard.core.ingest.past.minutes.undertakings import promise
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.text.titles import is_title
from saferboard.core.ingest.past.values import Minute


def read(text: str) -> Minute:
    lines = lines_of(text)
    return read_minute(7, "Lamps", lines, Ledger(lines))


def titles(text: str) -> list[str]:
    lines = lines_of(text)
    return [one.title for one in read_minutes(lines, Ledger(lines)).items]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(i) That lamps be lit; (ii) That all be thanked.", ["i", "ii"]),
        ("(1) That lamps be lit; and (2) That all be thanked.", ["1", "2"]),
        ("That the Board (a) lights lamps (b) thanks all.", ["a", "b"]),
        ("a) That option b) be chosen; b) That all be thanked.", ["a", "b"]),
        ("That paragraphs (1) and (2) of the Act be noted.", [""]),
        ("That option b) be chosen.", [""]),
    ],
)
def test_a_list_within_a_paragraph_is_cut_at_its_points(text: str, found: list[str]) -> None:
    minute = read(f"Lamps were dear. RESOLVED: {text}")
    assert [one.letter for one in minute.outcomes] == found
    assert minute.text == "Lamps were dear."


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED, that lamps be lit.",
        "RESOLVED unanimously that lamps be lit.",
        "AGREED, that lamps be lit.",
        "Resolved, that lamps be lit.",
    ],
)
def test_an_outcome_runs_on_behind_its_word(text: str) -> None:
    (outcome,) = read(f"Lamps were dear. {text}").outcomes
    assert outcome.text == "that lamps be lit."


def test_a_note_of_an_action_may_stand_within_a_paragraph() -> None:
    minute = read("Lamps were dear. ACTION: Ada Lund to buy some. Action: none was taken on oil.")
    assert [(one.who, one.text) for one in minute.undertakings] == [
        ("Ada Lund", "ACTION: Ada Lund to buy some.")
    ]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The Clerk agreed that she would bring the plan back in March.", "The Clerk"),
        ("Ada Lund was to contact Northby Council and would feed back.", "Ada Lund"),
        ("Ada de Vries would circulate the slides.", "Ada de Vries"),
        ("The works were to begin in June.", None),
        ("Ada Lund was to be thanked.", None),
        ("He agreed to differ.", None),
        ("Members agreed that they would support it.", None),
    ],
)
def test_who_promises(sentence: str, who: str | None) -> None:
    assert promise(sentence) == who


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund (Clerk) attended for this item and spoke to the slides.",
        "Members resolved their earlier doubts about the cost.",
        "Action: Ada Lund to add lamps to the plan.",
        "He agreed with the view of the speaker.",
    ],
)
def test_a_sentence_is_no_title(text: str) -> None:
    assert not is_title(text)


def test_titles_are_told_from_broken_paragraphs() -> None:
    text = (
        "Introductions\n\nThe Chair welcomed all to the meeting.\n\nLamps\n\nAda Lund (Clerk)\n"
        "attended for this item and spoke to the slides.\n\nThe next\nreport is due in June.\n\n"
        "Lund, of the Service).\n\nThe Chair gave thanks to all of them.\n\nDate of next meeting"
    )
    assert titles(text) == ["Introductions", "Lamps", "Date of next meeting"]


def test_a_title_needs_something_said_under_it() -> None:
    text = "Introductions\n\nThe Chair welcomed all.\n\nLamps\n\nOil\n\nMatters arising\n\nTin\nOre"
    assert titles(text) == ["Introductions", "Matters arising"]
