"""The Board's own packs: what their logs came from, and what was printed twice differently.

The packs stand beside the repository and are not part of it. Only numbers and dates are told here.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from saferboard.core.evidence.periods import Period
from saferboard.core.ingest.past.account.accounting import Terms, account
from saferboard.core.ingest.past.account.figures import Given, Measures, figures
from saferboard.core.ingest.past.account.findings import Kind
from saferboard.core.ingest.past.account.linking import NO_MINUTES, link_actions
from saferboard.core.ingest.past.history.history import History, Source, gather
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.packs import read_pack
from saferboard.core.ingest.past.values import NOWHERE

PACKS = Path(__file__).parents[4].parent / "shared" / "packs"
NAMES = ("2017-06-02", "2019-06-14", "2021-03-19")
DECEMBER = date(2020, 12, 11)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not PACKS.is_dir(), reason="the Board's packs are not beside the repository"
    ),
]


@pytest.fixture(scope="module")
def history() -> History:
    return gather(
        Source(name, read_pack((PACKS / f"{name}.txt").read_text("utf-8"))) for name in NAMES
    )


def test_the_actions_of_december_come_from_its_minutes(history: History) -> None:
    links = link_actions(Record(history.of(history.bodies[0])))
    made = {
        link.action.number: (link.statement.place if link.statement else "", link.doubt)
        for link in links
        if link.entry.on == DECEMBER
    }
    assert made == {
        1: ("minute 20(b)", ""),
        6: ("minute 20", ""),
        7: ("minute 23(b)", ""),
        8: ("minute 23", ""),
        9: ("minute 24(b)", ""),
        10: ("minute 26(b)", ""),
    }
    also = {link.action.number: [s.place for s in link.also] for link in links if link.also}
    assert also == {1: ["minute 20(c)"], 6: ["minute 20(d)"]}
    assert {link.doubt for link in links if link.entry.on != DECEMBER} == {NO_MINUTES}


def test_the_report_on_causes_did_not_come_to_the_meeting_it_was_due_at(history: History) -> None:
    found = account(history).findings
    plain = [one for one in found if one.certainty >= 0.6]
    assert [(one.kind, one.about.split(":")[0]) for one in plain] == [
        (Kind.NEVER_CAME, "minute 20(d)")
    ]


def test_first_time_entrants_were_restated(history: History) -> None:
    entrants = Measures({"fte": ("First time entrants to the criminal justice system",)})
    printed = [one for one in figures(history, entrants) if one.measure == "fte"]
    year = Period.parse("2017/18")
    assert [one.value for one in printed if one.period == year] == [Decimal(104)]
    later = Given(
        "fte", "", year, Decimal(101), "101", False, date(2021, 3, 19), NAMES[-1], NOWHERE
    )
    restated = [
        one
        for one in account(history, Terms(measures=entrants, given=(later,))).findings
        if one.kind is Kind.RESTATED
    ]
    assert [one.about for one in restated] == ["fte, 2017/18"]
