"""Readings put together in order of the meetings."""

from datetime import date

from saferboard.core.ingest.past.history.business import business
from saferboard.core.ingest.past.history.history import Source, gather
from saferboard.core.ingest.past.history.organisations import Rename, Renames
from saferboard.core.ingest.past.history.sittings import Sittings
from saferboard.core.ingest.past.history.statements import Told, references, statements
from saferboard.core.ingest.past.values import (
    Contact,
    Dashboard,
    LogAction,
    Meeting,
    Minutes,
    Person,
    Reading,
    Report,
    Undertaking,
)
from tests.core.ingest.past.samples import (
    BODY,
    DECEMBER,
    JUNE,
    MARCH,
    SEPTEMBER,
    SPRING,
    action,
    history,
    meeting,
    minute,
    minutes,
    pack,
    resolved,
)


def test_a_source_tells_its_day_and_body_or_is_told_them() -> None:
    called = Source("a", Reading((meeting(JUNE),)))
    assert (called.day, called.board) == (JUNE, BODY)
    papers = Source("b", Reading(reports=(Report("Crime", on=MARCH),)), body="Other")
    assert (papers.day, papers.board) == (MARCH, "Other")
    told = Source("c", Reading(minutes=(minutes(MARCH),)), on=JUNE)
    assert (told.day, told.board) == (JUNE, BODY)
    assert (Source("d", Reading()).day, Source("d", Reading()).board) == (None, "")


def test_everything_is_as_of_its_meeting_and_body() -> None:
    renames = Renames([Rename("Old Board", BODY)])
    old = Source(
        "old",
        Reading(
            (Meeting("Old Board", JUNE),),
            (minutes(MARCH, body="Old Board"),),
            (action(1, MARCH, "Write"), LogAction(2, ())),
            (Report("Crime", "Other Board", JUNE), Report("Crime")),
            (Dashboard("D", "", "", ()),),
        ),
    )
    found = gather([old], renames)
    key = renames.key(BODY)
    assert found.bodies == (key, "other board")
    assert found.called(key) == BODY
    assert found.called("nobody") == "nobody"
    ours = found.of(key)
    assert [held.on for held in ours.meetings] == [JUNE]
    assert [held.on for held in ours.minutes] == [MARCH]
    (log,) = ours.logs
    assert (log.on, len(log.value.value)) == (JUNE, 1)
    assert [held.value.body for held in ours.reports] == [""]
    assert [held.on for held in ours.dashboards] == [JUNE]


def test_what_has_no_day_is_a_doubt() -> None:
    source = Source(
        "lost",
        Reading(
            (meeting(None),),
            (minutes(None),),
            (action(1, MARCH, "Write"),),
            (Report("Crime"),),
            (Dashboard("D", "", "", ()),),
        ),
    )
    found = history(source)
    assert [(name, doubt.about) for name, doubt in found.doubts] == [
        ("lost", "meeting"),
        ("lost", "minutes"),
        ("lost", "action log"),
        ("lost", "report"),
        ("lost", "dashboard"),
    ]
    assert found.bodies == ()
    dated = gather([Source("told", Reading((meeting(None),)), on=JUNE)])
    assert [held.on for held in dated.meetings] == [JUNE]


def test_two_sources_of_a_meeting_are_merged() -> None:
    one = Source("pack", Reading((meeting(JUNE, "Crime"),), (minutes(MARCH, minute(1, "A")),)))
    other = Source("page", Reading((meeting(JUNE, "Fire"),), (minutes(MARCH, minute(2, "B")),)))
    page = Source("web", Reading((meeting(JUNE),), (), (action(1, MARCH, "Write"),)))
    web = Source("web 2", Reading((meeting(JUNE),), (), (action(2, MARCH, "Call"),)))
    found = history(one, other, page, web)
    assert len(found.meetings) == len(found.minutes) == len(found.logs) == 1
    assert {each.what for _, each in found.differences} >= {"item 1", "minute 1", "minute 2"}
    assert {on for on, _ in found.differences} == {MARCH, JUNE}
    assert {(b.title, b.source) for b in business(found) if b.on == MARCH} == {
        ("A", "pack"),
        ("B", "page"),
    }


def test_names_come_from_attendance_and_from_papers() -> None:
    record = Minutes(BODY, MARCH, present=(Person("Ann Vale", "Police"),))
    paper = Report("Crime", officers=(Contact("Ben Holt", "Lead", "Fire"), Contact("Cy Lund")))
    found = history(Source("a", Reading((meeting(JUNE),), (record,), (), (paper,))))
    assert [(a.name, a.post, a.on, a.source, a.listed) for a in found.appearances()] == [
        ("Ann Vale", "Police", MARCH, "a", True),
        ("Ben Holt", "Lead, Fire", JUNE, "a", False),
        ("Cy Lund", "", JUNE, "a", False),
    ]


def test_business_is_told_by_agenda_paper_and_minute() -> None:
    source = Source(
        "a",
        Reading(
            (meeting(JUNE, "Crime. "),),
            (minutes(MARCH, minute(None, "Fire")),),
            (),
            (Report("Crime report", item=1), Report("Late")),
        ),
    )
    found = [(b.on, b.where, b.title) for b in business(history(source))]
    assert found == [
        (MARCH, "minute 'Fire'", "Fire"),
        (JUNE, "item 1", "Crime report"),
        (JUNE, "paper 'Late'", "Late"),
        (JUNE, "item 1", "Crime"),
    ]
    assert business(history(source))[0].quote.text == "Fire"


def test_minutes_fall_into_statements() -> None:
    text = (
        "The Board considered a report of the police. A copy of the report is filed with these "
        "minutes. Thefts had risen. Ann agreed to look into this. All agreed."
    )
    item = minute(
        4,
        "Crime",
        resolved("a", "That it be noted."),
        text=text,
        promises=(("Ann", "Ann agreed to look into this."), ("", "Ben would write.")),
    )
    found = statements(history(pack(JUNE, of=minutes(MARCH, item))).minutes)
    assert [(s.told, s.place, s.text) for s in found] == [
        (Told.OUTCOME, "minute 4(a)", "That it be noted."),
        (Told.UNDERTAKING, "minute 4", "Ann agreed to look into this."),
        (Told.UNDERTAKING, "minute 4", "Ben would write."),
        (Told.SENTENCE, "minute 4", "Thefts had risen."),
        (Told.SENTENCE, "minute 4", "All agreed."),
    ]
    assert [s.before for s in found[1:3]] == ["Thefts had risen.", ""]
    assert found[1].who == "Ann"
    assert found[0].quote.on == MARCH


def test_a_sentence_is_in_the_source_that_has_it() -> None:
    bare = pack(JUNE, of=minutes(MARCH, minute(4, "Crime")))
    told = Source("told", Reading(minutes=(minutes(MARCH, minute(4, "Crime", text="It fell.")),)))
    (found,) = statements(history(bare, told).minutes)
    assert found.source == "told"


def test_references_name_a_minute_and_a_day() -> None:
    item = minute(
        9,
        "Review",
        text="It asked at minute 4(b) of 20 March 2015. See minute no. 5 of 31 February 2015. "
        "Also minute 6 of 1 March 2030.",
    )
    found = statements(history(pack(SEPTEMBER, of=minutes(JUNE, item))).minutes)
    assert references(found) == {(MARCH, 4): [0]}


def test_the_next_meeting_is_the_one_announced() -> None:
    told = minutes(
        MARCH,
        minute(1, "Next", "That the next meeting take place on 12 June 2015."),
        minute(2, "Odd", text="The next meeting is on 31 June 2015. The next meeting"),
        minute(3, "Past", text="The next meeting was on 1 June 2014."),
    )
    sittings = Sittings(
        history(pack(JUNE, of=told, future=(JUNE, DECEMBER)), pack(SEPTEMBER), pack(DECEMBER))
    )
    assert sittings.next(MARCH) == JUNE
    assert sittings.next(JUNE) is None  # December was announced, September is known
    assert sittings.next(SEPTEMBER) == DECEMBER
    assert sittings.next(DECEMBER) is None
    assert not sittings.unbroken(MARCH, DECEMBER)
    assert sittings.unbroken(SEPTEMBER, DECEMBER)


def test_where_nothing_is_announced_the_usual_time_decides() -> None:
    few = Sittings(history(pack(MARCH), pack(DECEMBER)))
    assert few.next(MARCH) is None
    many = Sittings(history(*(pack(day) for day in (MARCH, JUNE, SEPTEMBER, DECEMBER, SPRING))))
    assert many.next(MARCH) == JUNE
    assert many.unbroken(MARCH, SPRING)
    yearly = Sittings(history(*(pack(date(year, 3, 1)) for year in range(2010, 2015))))
    assert yearly.next(date(2010, 3, 1)) is None


def test_an_undertaking_keeps_its_own_lines() -> None:
    item = minute(4, "Crime", promises=(("Ann", "Ann would write."),))
    (found,) = statements(history(pack(JUNE, of=minutes(MARCH, item))).minutes)
    assert found.span == item.undertakings[0].span
    assert isinstance(item.undertakings[0], Undertaking)
