"""The JSON that other programs read has the names that it was promised."""

from datetime import date

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past.plain import to_plain, together
from saferboard.core.ingest.past.values import (
    AgendaItem,
    Contact,
    Coverage,
    LogAction,
    LogEntry,
    Meeting,
    Minute,
    Minutes,
    Outcome,
    Paragraph,
    Person,
    Reading,
    Recommendation,
    Reject,
    Report,
    Undertaking,
    Verb,
)

DAY = date(2014, 3, 7)
READING = Reading(
    meetings=(
        Meeting(
            "The Board",
            DAY,
            "Room 1",
            agenda=(
                AgendaItem(1, "Minutes", ItemKind.STANDING),
                AgendaItem(None, "Fire", ItemKind.REPORT, "Ada Marsh", (9, 14)),
            ),
        ),
    ),
    minutes=(
        Minutes(
            "The Board",
            None,
            "Room 2",
            present=(Person("Ada Marsh", "Fire Service", chair=True),),
            officers=(Person("Ben Oakes"),),
            others=(Person("Cy Reed"),),
            apologies=(Person("Di Hall"),),
            items=(
                Minute(
                    7,
                    "Fire",
                    "It burned.",
                    (Outcome(Verb.RESOLVED, "a", "That it be noted"),),
                    (Undertaking("Ada Marsh", "Ada Marsh undertook to write."),),
                ),
            ),
        ),
    ),
    action_log=(LogAction(3, (LogEntry(DAY, "Write", "Ada", "Done"), LogEntry(None)), "Green"),),
    reports=(
        Report(
            "Fire",
            paragraphs=(Paragraph("1", "It burns.", "Background"),),
            recommendations=(Recommendation("a", "notes it"),),
            officers=(Contact("Ada Marsh", "Officer", "Fire Service", "01", "a@example.org"),),
        ),
    ),
    rejects=(Reject(5, "~~", "no rule reads it", 2),),
    coverage=Coverage(20, 19, 1),
)


def test_every_part_has_its_names() -> None:
    assert to_plain(READING) == {
        "meetings": [
            {
                "body": "The Board",
                "date": "2014-03-07",
                "venue": "Room 1",
                "agenda": [
                    {
                        "number": 1,
                        "title": "Minutes",
                        "kind": "standing",
                        "presenter": "",
                        "pages": None,
                    },
                    {
                        "number": None,
                        "title": "Fire",
                        "kind": "report",
                        "presenter": "Ada Marsh",
                        "pages": [9, 14],
                    },
                ],
            }
        ],
        "minutes": [
            {
                "date": None,
                "venue": "Room 2",
                "present": [{"name": "Ada Marsh", "post": "Fire Service"}],
                "officers": [{"name": "Ben Oakes", "post": ""}],
                "others": [{"name": "Cy Reed", "post": ""}],
                "apologies": [{"name": "Di Hall", "post": ""}],
                "items": [
                    {
                        "number": 7,
                        "title": "Fire",
                        "text": "It burned.",
                        "outcomes": [
                            {"verb": "RESOLVED", "letter": "a", "text": "That it be noted"}
                        ],
                        "undertakings": [
                            {"who": "Ada Marsh", "text": "Ada Marsh undertook to write."}
                        ],
                    }
                ],
            }
        ],
        "action_log": [
            {
                "number": 3,
                "entries": [
                    {"date": "2014-03-07", "action": "Write", "officer": "Ada", "comments": "Done"},
                    {"date": None, "action": "", "officer": "", "comments": ""},
                ],
                "status": "Green",
            }
        ],
        "reports": [
            {
                "title": "Fire",
                "paragraphs": [{"number": "1", "text": "It burns."}],
                "recommendations": [{"letter": "a", "text": "notes it"}],
                "officers": [
                    {
                        "name": "Ada Marsh",
                        "post": "Officer",
                        "organisation": "Fire Service",
                        "telephone": "01",
                        "email": "a@example.org",
                    }
                ],
            }
        ],
        "rejects": [{"line": 5, "text": "~~", "reason": "no rule reads it"}],
        "coverage": {"lines": 20, "read": 19, "rejected": 1},
    }


def test_several_sources_are_put_together() -> None:
    plain = to_plain(READING)
    whole = together([plain, plain])
    assert whole["meetings"] == plain["meetings"] * 2
    assert whole["rejects"] == plain["rejects"] * 2
    assert whole["coverage"] == {"lines": 40, "read": 38, "rejected": 2}
    assert together([])["coverage"] == {"lines": 0, "read": 0, "rejected": 0}
