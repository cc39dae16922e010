"""Each line of a source stands beside what was read of it."""

from datetime import date

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past import values as v
from saferboard.core.ingest.past.beside import beside, held

DAY = date(2014, 3, 7)


def at(first: int, last: int = 0) -> v.Span:
    return v.Span(first, last or first, 1, 1)


READING = v.Reading(
    meetings=(
        v.Meeting(
            "The Board",
            DAY,
            agenda=(
                v.AgendaItem(4, "Fire", ItemKind.REPORT, pages=(9, 14), span=at(2)),
                v.AgendaItem(None, "Names", ItemKind.ORAL, restricted=True, span=at(3)),
            ),
            span=at(1),
        ),
    ),
    minutes=(
        v.Minutes(
            "The Board",
            None,
            present=(v.Person("Ada Marsh", "Fire", chair=True, span=at(5)),),
            apologies=(v.Person("Ben Oakes", minute=7, span=at(6)),),
            items=(
                v.Minute(
                    7,
                    "Fire",
                    outcomes=(
                        v.Outcome(v.Verb.RESOLVED, "a", "That it be noted", at(9)),
                        v.Outcome(v.Verb.NOTED, "", "The fire", at(10)),
                    ),
                    undertakings=(v.Undertaking("Ada", "Ada undertook to write.", at(8)),),
                    item=4,
                    declared=(v.Declared("Ada", "A house", at(11)),),
                    confirmed=v.Confirmed(DAY, "a word", span=at(12)),
                    span=at(7, 12),
                ),
                v.Minute(8, "Close", span=at(13)),
            ),
            span=at(4, 13),
        ),
    ),
    action_log=(v.LogAction(3, (v.LogEntry(DAY, "Write", span=at(14)),)),),
    reports=(
        v.Report(
            "Fire",
            item=4,
            paragraphs=(v.Paragraph("1", "It burns.", span=at(16)),),
            recommendations=(v.Recommendation("a", "notes it", at(17)),),
            officers=(v.Contact("Ada Marsh", "Officer", span=at(18)),),
            tables=(v.Table((("a", "b"),), span=at(19)),),
            span=at(15, 19),
        ),
        v.Report("Water", span=at(20)),
    ),
    dashboards=(
        v.Dashboard(
            "Q3",
            "2012",
            "2013",
            (v.DashboardRow("Safe", "A", "Fires", "3", "2", "down", "on track", span=at(22)),),
            span=at(21, 22),
        ),
    ),
    doubts=(v.Doubt("minute 7", "Fire", "two titles", at(7)),),
    rejects=(v.Reject(23, "~~", "no rule reads it", 1),),
)
SAID = {
    1: [("Meeting", "The Board; 7 March 2014")],
    2: [("Agenda item 4", "Fire; report; pages 9 to 14")],
    3: [("Agenda item without a number", "Names; oral; taken in private")],
    4: [("Minutes", "The Board; day not known")],
    5: [("Present", "Ada Marsh; Fire; in the chair")],
    6: [("Apologies", "Ben Oakes; minute 7 refers")],
    7: [("Minute 7", "Fire; agenda item 4")],
    8: [("Undertaking", "Ada; Ada undertook to write.")],
    9: [("RESOLVED (a)", "That it be noted")],
    10: [("NOTED", "The fire")],
    11: [("Interest declared", "Ada; A house")],
    12: [("Confirmed", "minutes of 7 March 2014; a word")],
    13: [("Minute 8", "Close")],
    14: [("Action 3", "7 March 2014; Write")],
    15: [("Report", "Fire; agenda item 4")],
    16: [("Paragraph 1", "It burns.")],
    17: [("Recommendation", "a; notes it")],
    18: [("Officer to contact", "Ada Marsh; Officer")],
    19: [("Table", "a, b")],
    20: [("Report", "Water")],
    21: [("Dashboard", "Q3")],
    22: [("Measure", "Fires; 3 to 2; down; on track")],
    23: [],
}


def test_every_value_stands_beside_its_line() -> None:
    rows = beside("\n".join(f"line {n}" for n in range(1, 24)), READING)
    assert {row.number: [(one.what, one.text) for one in row.held] for row in rows} == SAID
    assert rows[7].within == ("Minutes", "Minute 7")
    assert rows[6].doubts == READING.doubts
    assert [row.number for row in rows if row.reject] == [23]


def test_values_come_in_the_order_of_the_source() -> None:
    firsts = [one.span.first for one in held(READING)]
    assert firsts == sorted(firsts)
