"""What everybody may read of a reading: all of it but private business and officers' contacts."""

import json
from datetime import date

from saferboard.core.board.pack import ItemKind
from saferboard.core.ingest.past import public
from saferboard.core.ingest.past import values as v
from saferboard.core.ingest.past.public import Private
from tests.core.ingest.past.test_beside import READING, at

DAY = date(2014, 3, 7)
SECRET = "Zebra operation"


def test_an_agenda_tells_no_more_than_the_place_of_a_private_item() -> None:
    said = public.agenda(READING.meetings[0])
    assert said["items"] == [
        {
            "number": 4,
            "private": False,
            "title": "Fire",
            "kind": "report",
            "presenter": "",
            "note": "",
            "pages": [9, 14],
            "line": 2,
            "page": 1,
            "last_page": 1,
        },
        {
            "number": None,
            "private": True,
            "title": "",
            "kind": "",
            "presenter": "",
            "note": "",
            "pages": [],
            "line": 3,
            "page": 1,
            "last_page": 1,
        },
    ]


def test_minutes_and_reports_of_private_business_hold_no_word_of_it() -> None:
    item = v.AgendaItem(9, SECRET, ItemKind.REPORT, "Zebra keeper", restricted=True)
    reading = v.Reading(
        meetings=(v.Meeting("The Board", DAY, agenda=(item,)),),
        minutes=(
            v.Minutes(
                "The Board",
                DAY,
                items=(
                    v.Minute(1, "By number", "zebra", item=9, span=at(3)),
                    v.Minute(2, "ZEBRA  operation.", "zebra"),
                    v.Minute(3, "Fire", "open"),
                ),
            ),
        ),
        reports=(v.Report("zebra", item=9), v.Report(SECRET), v.Report("Fire")),
    )
    private = public.private_of(reading)
    assert private
    said = [
        public.agenda(reading.meetings[0]),
        public.minutes(reading.minutes[0], private),
        public.reports(reading.reports, private),
    ]
    assert "zebra" not in json.dumps(said).casefold()
    assert said[1]["items"][0] == {
        "number": 1,
        "private": True,
        "line": 3,
        "page": 1,
        "last_page": 1,
    }
    assert [one["title"] for one in said[2]["reports"]] == ["Fire"]
    assert said[1]["items"][2]["text"] == "open"


def test_minutes_have_everybody_under_their_heading() -> None:
    said = public.minutes(READING.minutes[0], Private())
    assert [(g["heading"], [p["name"] for p in g["people"]]) for g in said["groups"]] == [
        ("Present", ["Ada Marsh"]),
        ("Apologies", ["Ben Oakes"]),
    ]
    minute = said["items"][0]
    assert minute["outcomes"][0] == {
        "verb": "RESOLVED",
        "letter": "a",
        "text": "That it be noted",
        "line": 9,
        "page": 1,
        "last_page": 1,
    }
    assert minute["undertakings"][0]["who"] == "Ada"
    assert minute["declared"] == [{"who": "Ada", "interest": "A house"}]


def test_a_log_and_reports_have_all_but_contacts() -> None:
    assert public.log(READING.action_log)["actions"][0]["entries"] == [
        {"on": "2014-03-07", "action": "Write", "officer": "", "comments": "", "status": ""}
    ]
    undated = v.LogAction(3, (v.LogEntry(None, "Write"),))
    assert public.log([undated])["actions"][0]["entries"][0]["on"] == ""
    said = public.reports(READING.reports, Private())["reports"]
    assert said[0]["tables"] == [{"caption": "", "headed": True, "rows": [["a", "b"]]}]
    assert said[0]["recommendations"] == [{"letter": "a", "text": "notes it"}]
    assert "Officer" not in json.dumps(said)


def test_a_dashboard_is_a_table_with_its_own_columns() -> None:
    one = READING.dashboards[0]
    said = public.dashboards([one])["dashboards"][0]
    assert said["columns"][3:5] == ["2012", "2013"]
    assert said["rows"] == [["Safe", "A", "Fires", "3", "2", "down", "on track"]]
    row = v.DashboardRow("Safe", "A", "Fires", "3", "2", "down", "on track", county="5")
    wide = public.dashboards([v.Dashboard("Q", "", "", (row,), ("1 a note",))])["dashboards"][0]
    assert wide["columns"][3:] == ["Previous", "Current", "Direction", "Progress", "County"]
    assert wide["rows"][0][-1] == "5"
    assert wide["notes"] == ["1 a note"]


def test_what_is_private_by_two_sources_is_private() -> None:
    both = Private.of([(4, "Fire")]) | Private.of([(None, "Names.")])
    assert both.holds(4, "")
    assert both.holds(None, "names")
    assert not both.holds(None, "Water")
    assert not Private()


def test_addresses_are_left_out_wherever_they_stand() -> None:
    said = {
        "reports": [{"text": "Write to a.b+c@north.example.org, or call.", "line": 3}],
        "on": "",
    }
    assert public.without_addresses(said) == {
        "reports": [{"text": "Write to (e-mail address left out), or call.", "line": 3}],
        "on": "",
    }
