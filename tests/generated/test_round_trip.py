"""A pack that we typeset ourselves, read back from its PDF: nothing is lost and nothing is new."""

from datetime import date

import pytest

from saferboard.core.board.pack import Pack, item_pages
from saferboard.core.ingest.past.packs import read_pack
from saferboard.core.ingest.past.values import LogEntry, Minutes, Reading, Report
from saferboard.engines.pdf.binder import Bound, bind
from saferboard.engines.pdf.pages import pages_of
from tests.generated.own import GROUPS, log_texts, marks, own_pack, said_of
from tests.generated.packs import MadePack, make

DAY = date(2030, 1, 1)
SEEDS = (3, 11, 27)


@pytest.fixture(scope="module", params=SEEDS)
def through(request: pytest.FixtureRequest) -> tuple[MadePack, Pack, Bound, Reading]:
    """What went in, how it was bound, and what came out."""
    made = make(request.param)
    pack = own_pack(made)
    bound = bind(pack, made_on=DAY)
    return made, pack, bound, read_pack(pages_of(bound.whole, name="pack.pdf"))


Through = tuple[MadePack, Pack, Bound, Reading]


def test_the_agenda_is_the_same(through: Through) -> None:
    made, pack, bound, reading = through
    (meeting,) = reading.meetings
    assert (meeting.body, meeting.on, meeting.venue) == (
        made.meeting.body,
        made.meeting.on,
        made.meeting.venue,
    )
    assert [(item.number, item.title, item.pages) for item in meeting.agenda] == [
        (item.number, item.title, (pages[0], pages[-1]) if pages else None)
        for item, pages in item_pages(pack, bound.layout)
    ]
    assert [item.kind for item in meeting.agenda] == [item.kind for item in pack.items]


def test_the_minutes_are_the_same(through: Through) -> None:
    made, _, _, reading = through
    minutes = the_minutes(reading)
    assert (minutes.body, minutes.on) == (made.minutes.body, made.minutes.on)
    assert minutes.venue == made.minutes.venue
    assert [(one.number, one.title) for one in minutes.items] == [
        (told.minute.number, told.minute.title) for told in made.told
    ]
    for told, one in zip(made.told, minutes.items, strict=True):
        assert one.text.split("\n\n")[: len(said_of(told))] == said_of(told)


def test_the_outcomes_are_the_same(through: Through) -> None:
    made, _, _, reading = through
    found = [
        (one.number, outcome.verb, outcome.letter, outcome.text)
        for one in the_minutes(reading).items
        for outcome in one.outcomes
    ]
    assert found == [
        (told.minute.number, outcome.verb, letter, f"That {outcome.text}")
        for told in made.told
        for outcome, letter in zip(
            told.minute.outcomes, marks(len(told.minute.outcomes)), strict=True
        )
    ]
    assert [
        (one.number, promise.text)
        for one in the_minutes(reading).items
        for promise in one.undertakings
    ] == [
        (told.minute.number, promise.text)
        for told in made.told
        for promise in told.minute.undertakings
    ]


def test_everybody_stands_under_the_right_heading(through: Through) -> None:
    made, _, _, reading = through
    minutes = the_minutes(reading)
    for group, *_ in GROUPS:
        assert [(one.name, one.post, one.chair, one.minute) for one in getattr(minutes, group)] == [
            (one.name, one.post, one.chair, one.minute) for one in getattr(made.minutes, group)
        ]


def test_the_action_log_is_the_same(through: Through) -> None:
    made, _, _, reading = through
    assert [
        (one.number, [(entry.on, entry.action, entry.officer, entry.comments, entry.status)
                      for entry in one.entries])
        for one in reading.action_log
    ] == [
        (action.number, [log_texts(action)]) for action in made.log
    ]  # fmt: skip
    assert all(isinstance(entry, LogEntry) for one in reading.action_log for entry in one.entries)


def test_the_reports_are_the_same(through: Through) -> None:
    made, _, _, reading = through
    found = [one for one in reading.reports if one.title in {paper.title for paper in made.reports}]
    assert [
        (
            (one.title, one.body, one.on, one.item),
            [(part.number, part.text, part.heading) for part in one.paragraphs],
            [(part.letter, part.text) for part in one.recommendations],
        )
        for one in found
    ] == [
        (
            (paper.title, paper.body, paper.on, paper.item),
            [
                *((part.number, part.text, part.heading) for part in paper.paragraphs),
                asked(paper),
            ],
            [(letter, part.text) for letter, part in zip("abc", paper.recommendations,
                                                         strict=False)],
        )
        for paper in made.reports
    ]  # fmt: skip
    assert len(reading.reports) == len(made.reports)
    officers = [one.officers[0] for one in found]
    assert [
        (one.name, one.post, one.organisation, one.telephone, one.email) for one in officers
    ] == [
        ("", told.post, told.organisation, told.telephone, told.email)
        for told in (paper.officers[0] for paper in made.reports)
    ]


def test_no_line_is_left_over(through: Through) -> None:
    *_, reading = through
    assert reading.rejects == ()
    assert reading.coverage.lines == reading.coverage.read > 100


def asked(paper: Report) -> tuple[str, str, str]:
    """The last paragraph as our papers print it: what the Board is recommended to do."""
    points = zip("abc", paper.recommendations, strict=False)
    lines = ["It is recommended that the Board:", *(f"({one}) {part.text}" for one, part in points)]
    return str(len(paper.paragraphs) + 1), "\n".join(lines), "Recommendations"


def the_minutes(reading: Reading) -> Minutes:
    """The only ones."""
    (minutes,) = reading.minutes
    return minutes
