"""Promises in prose, and what is none."""

import pytest

from saferboard.core.ingest.past.minutes.undertakings import promise, read_undertakings
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.text.prose import blocks


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Ada Lund agreed to circulate the list.", "Ada Lund"),
        (
            "Ada Lund, Head of Lamps, Northby Council offered to present it.",
            "Ada Lund, Head of Lamps, Northby Council",
        ),
        (
            "The Chair of Northby CSP understood and felt for them and offered to help.",
            "The Chair of Northby CSP",
        ),
        ("Ada Lund offered the services of Northby Council.", "Ada Lund"),
        ("Ada said that it was not her role but agreed to give it some thought.", "Ada"),
        ("In response, Ms Ada Lund agreed to send the figures.", "Ms Ada Lund"),
        ("Lamps were dear, but Ada Lund undertook to buy some.", "Ada Lund"),
        ("Ada Lund confirmed she would arrange for the link to be sent.", "Ada Lund"),
        ("Ada informed the Board that she would be providing a paper.", "Ada"),
        (
            "Ada informed the Board that it would probably be unlikely but would give it thought.",
            "Ada",
        ),
        ("Ada was asked to undertake further work.", "Ada"),
        ("The Chair asked officers to provide a breakdown.", "officers"),
        ("The Board asked that Ada Lund report back.", "Ada Lund"),
        ("It was agreed that Ada Lund would bring a report.", "Ada Lund"),
        ("It was agreed that the report would be sent out by the Clerk.", "the Clerk"),
        ("It was agreed that the report would be circulated.", ""),
        ("The results would be circulated before the end of May.", ""),
        ("An update would be brought to the next meeting by the Fire Service.", "the Fire Service"),
        ("Dr Lund would circulate the slides.", "Dr Lund"),
        ("It was dark, and officers would look into it.", "officers"),
        ("Ada Lund to chase the quote.", "Ada Lund"),
    ],
)
def test_a_promise(sentence: str, who: str) -> None:
    assert promise(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "Lamps were lit.",
        "Members agreed with the approach.",
        "Members agreed to the proposal.",
        "The Board agreed to light lamps.",
        "It was agreed that the next meeting would take place on 2 June.",
        "It was agreed that the Board would note it.",
        "Members asked for more.",
        "Members were asked to send lamps.",
        "Ada was asked to note it.",
        "The Board asked members to note it.",
        "The Board asked all that was said to be written.",
        "Ada said that she would be willing to come.",
        "Ada said that it would take place.",
        "It said that it would come.",
        "Northby First would not close a case.",
        "the lamps would check themselves.",
        "Ada felt that lamps would circulate.",
        "The Board would circulate it.",
        "That Ada be asked to agree, as she would, to come.",
        "Lamps to light the parks.",
    ],
)
def test_no_promise(sentence: str) -> None:
    assert promise(sentence) is None


def test_sentences_and_actions_of_a_narrative() -> None:
    lines = lines_of(
        "Lamps were few. Ada agreed to buy more.\n\nACTION: Ada Lund to circulate it.\n\n"
        "Action 2 - lamps.\n\nIt was dark."
    )
    found = read_undertakings(blocks(lines, Ledger(lines)))
    assert [(one.who, one.text, one.span.first) for one in found] == [
        ("Ada", "Ada agreed to buy more.", 1),
        ("Ada Lund", "ACTION: Ada Lund to circulate it.", 3),
        ("", "Action 2 - lamps.", 5),
    ]
