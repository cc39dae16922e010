"""Two made-up packs of one board, and how they are loaded: no person and no meeting is real."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from saferboard.engines.past import Kind, Read, read_text
from saferboard.web.directory.models import Body
from saferboard.web.ingest import actions, activating, queries
from saferboard.web.ingest.models import Activation, Source
from saferboard.web.ingest.planning import plan
from tests.core.ingest.past.test_beside import READING as BESIDE

BOARD = "Testshire Safer Communities Board"

MARCH = """TESTSHIRE SAFER COMMUNITIES BOARD

Friday, 7 March 2014 at 10.00 am

Committee Room, County Hall

Agenda

1. Introductions
2. Minutes of previous meeting. (Pages 3 - 6)
3. Matters arising
4. Fire Safety in the Home. (Pages 7 - 10)
This report will be presented by Ada Marsh, Testshire Fire and Rescue Service.
5. Other business
6. Date of the next meeting

\fMinutes of a meeting of the Testshire Safer Communities Board held at County Hall on \
Friday, 6 December 2013.

PRESENT

Cllr. B. Oakes CC (in the Chair)\tTestshire County Council
Supt. Cyril Reed\tTestshire Police

Officers

Dora Hall Testshire County Council

Apologies for absence

Ada Marsh\tTestshire Fire and Rescue Service

21. Introductions.

The Chair welcomed everyone to the meeting.

22. Minutes of the previous meeting.

The minutes of the meeting held on 13 September 2013 were taken as read and confirmed as a correct \
record.

23. Door-step crime.

The Board considered a report of the police on door-step crime, a copy of which marked "Agenda \
Item 4" is filed with these minutes.

Supt. Reed undertook to send the figures to members.

RESOLVED:

(a) That the report be noted;

(b) That officers be requested to bring a further report to the next meeting.

24. Date of next meeting.

RESOLVED:

That the next meeting of the Board be held on Friday, 7 March 2014 at 10.00 am.
"""

JUNE = """TESTSHIRE SAFER COMMUNITIES BOARD

Friday, 6 June 2014 at 10.00 am

Committee Room, County Hall

Agenda

1. Introductions
2. Minutes of previous meeting. (Pages 3 - 6)
3. Other business

\fMinutes of a meeting of the Testshire Safer Communities Board held at County Hall on \
Friday, 7 March 2014.

PRESENT

Cllr. B. Oakes CC (in the Chair)\tTestshire County Council

25. Introductions.

The Chair welcomed everyone to the meeting.

26. Minutes of the previous meeting.

The minutes of the meeting held on 6 December 2013 were taken as read and confirmed as a correct \
record.

27. Fire Safety in the Home.

The Board considered a report on fire safety in the home, a copy of which marked "Agenda Item 4" \
is filed with these minutes.

RESOLVED:

That the report be noted.
"""


def loaded(text: str, name: str = "pack.txt") -> Source:
    """A pack as a command loads it."""
    read = read_text(text, name=name, kind=Kind.PACK)
    return actions.load(by="tests", read=read, data=text.encode()).source


def activated(source: Source, board: Body, **more: Any) -> Activation:
    """A source activated, whatever bodies it names."""
    found = plan(source)
    given = dict.fromkeys(found.names, board)
    return activating.activate(
        by="tests",
        source=source,
        seen=found.reading.number,
        bodies=given,
        **{"starts": time(10), **more},
    )


def settled(source: Source) -> Source:
    """Every doubt accepted."""
    reading = queries.newest(source)
    assert reading is not None
    for doubt, answer in queries.doubts(reading):
        if answer is None:
            actions.settle(by="tests", doubt=doubt, choice="accepted")
    return source


def whole(text: str = "\n".join(f"line {number}" for number in range(1, 24))) -> Source:
    """A source of which every kind of thing was read: made by hand, not by a reader."""
    minutes = replace(BESIDE.minutes[0], on=date(2012, 12, 7), items=BESIDE.minutes[0].items[1:])
    meeting = replace(BESIDE.meetings[0], on=date(2013, 3, 1))
    value = replace(BESIDE, meetings=(meeting,), minutes=(minutes,), doubts=(), rejects=())
    read = Read("whole.txt", Kind.PACK, text, value)
    return actions.load(by="tests", read=read, data=text.encode()).source
