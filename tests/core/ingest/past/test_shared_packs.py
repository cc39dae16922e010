"""Three packs of a real board, counted; they stand beside the repository and are no part of it."""

from itertools import pairwise
from pathlib import Path

import pytest

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.packs import read_pack
from saferboard.core.ingest.past.values import Reading

PACKS = Path(__file__).parents[5] / "shared" / "packs"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PACKS.is_dir(), reason="the packs are not beside the repository"),
]

# items, minutes first to last, people in each group, outcomes, undertakings, rejects
COUNTS = {
    "2017-06-02": (15, range(119, 132), (10, 13, 1, 5), 13, 6, 0),
    "2019-06-14": (17, range(43, 55), (7, 12, 3, 6), 10, 4, 0),
    "2021-03-19": (15, range(17, 29), (12, 4, 4, 4), 14, 2, 2),
}
PAPERS = {
    "2017-06-02": [7, 8, 9, 10, 11, 13],
    "2019-06-14": [7, 10, 11, 12, 13, 14, 15],
    "2021-03-19": [7, 8, 9, 10, 11, 12, 13],
}


def read(pack: str) -> Reading:
    return read_pack((PACKS / f"{pack}.txt").read_text("utf-8"))


@pytest.mark.parametrize("pack", COUNTS)
def test_counts(pack: str) -> None:
    items, numbers, groups, outcomes, undertakings, rejects = COUNTS[pack]
    reading = read(pack)
    (meeting,), (minutes,) = reading.meetings, reading.minutes
    assert [one.number for one in meeting.agenda] == list(range(1, items + 1))
    assert [one.number for one in minutes.items] == list(numbers)
    people = (minutes.present, minutes.officers, minutes.others, minutes.apologies)
    assert tuple(map(len, people)) == groups
    assert [one.chair for one in minutes.present].count(True) == 1
    assert sum(len(one.outcomes) for one in minutes.items) == outcomes
    assert sum(len(one.undertakings) for one in minutes.items) == undertakings
    assert len(reading.rejects) == rejects
    assert [one.item for one in reading.reports] == PAPERS[pack]


@pytest.mark.parametrize("pack", COUNTS)
def test_every_value_is_whole(pack: str) -> None:
    reading = read(pack)
    (meeting,), (minutes,) = reading.meetings, reading.minutes
    assert meeting.body == minutes.body
    assert minutes.on is not None
    assert meeting.on is not None
    assert minutes.on < meeting.on
    assert minutes.venue
    paged = [one.pages for one in meeting.agenda if one.pages]
    assert all(first[1] + 1 == then[0] for first, then in pairwise(paged))
    spoken = [one for one in meeting.agenda if one.kind in (ItemKind.ORAL, ItemKind.PRESENTATION)]
    assert all(one.presenter for one in spoken)
    for minute in minutes.items:
        letters = [one.letter for one in minute.outcomes]
        assert letters in ([""] * len(letters), list("abcdefgh"[: len(letters)]))
        assert all(one.text.startswith(("That ", "The ")) for one in minute.outcomes)
        assert (minute.span.page, minute.span.last_page) == paged[0]
        assert "RESOLVED" not in minute.text
    marks = [one.item for one in minutes.items if one.item]
    assert marks == sorted(marks)
