"""plan.toml is read whole, may be lacking, and every fault says where it is."""

from datetime import date, time

import pytest

from saferboard.core.board.pack import ItemKind
from saferboard.core.board.plan import Often, Rule
from saferboard.core.board.plan_dates import Cycle
from saferboard.core.board.plan_declared import BodyCycle, BodyRule, ForwardPlan
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

CYCLE = """
[[cycles]]
key = "quarterly"
body = "board"
nth = 2
weekday = "Friday"
months = ["June", "March"]
starts = 10:00:00
minutes = 90
"""
RULE = """
[[rules]]
key = "asb"
body = "board"
title = "ASB"
often = "partner-slot"
times = 1
prefers = ["March"]
gap = 6
organisations = ["council"]
kind = "oral"
presenter = "coordinator"
minutes = 20
source = "made up"
begins = 2016-03-11
ends = 2020-03-11
"""
MONTHLY = """
[[rules]]
key = "plan"
body = "board"
title = "Plan"
often = "in-months"
months = ["March"]
"""


def test_a_sound_plan() -> None:
    found = read_partnership({**SOUND, "plan.toml": CYCLE + RULE + MONTHLY}).plan
    assert found.cycles == (BodyCycle("board", Cycle(2, 4, (6, 3), time(10), minutes=90)),)
    asb = Rule(
        "asb",
        "ASB",
        Often.SLOT,
        prefers=(3,),
        gap=6,
        organisations=("council",),
        kind=ItemKind.ORAL,
        presenter="coordinator",
        minutes=20,
        source="made up",
        since=date(2016, 3, 11),
        until=date(2020, 3, 11),
    )
    assert found.rules == (
        BodyRule("board", asb),
        BodyRule("board", Rule("plan", "Plan", Often.MONTHS, months=(3,))),
    )


@pytest.mark.parametrize("files", [{}, {"plan.toml": ""}])
def test_a_partnership_may_have_no_plan(files: dict[str, str]) -> None:
    assert read_partnership({**SOUND, **files}).plan == ForwardPlan()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("nth = 2", "nth = 5", "cycle 'quarterly', nth"),
        ('"Friday"', '"Fryday"', "cycle 'quarterly', weekday"),
        ('["June", "March"]', '["Juni", "March"]', "cycle 'quarterly', months"),
        ('["June", "March"]', "[]", "cycle 'quarterly', months"),
        ("minutes = 90", "minutes = 0", "cycle 'quarterly', minutes"),
        ('body = "board"\nnth', 'body = "bord"\nnth', "cycle 'quarterly', body"),
        ("10:00:00", '"ten"', "cycles[1] 'quarterly', starts"),
        ('"partner-slot"', '"partner-slots"', "rules[1] 'asb', often"),
        ('"partner-slot"', '"in-months"', "rule 'asb', months"),
        ('["council"]', '["concil"]', "rule 'asb', organisations"),
        ('["council"]', "[]", "rule 'asb', organisations"),
        ('"coordinator"', '"cordinator"', "rule 'asb', presenter"),
        ('body = "board"\ntitle', 'body = "bord"\ntitle', "rule 'asb', body"),
        ('["March"]\ngap', '["Mars"]\ngap', "rule 'asb', prefers"),
        ("times = 1", "times = 0", "rule 'asb', times"),
        ("gap = 6", "gap = -1", "rule 'asb', gap"),
        ("minutes = 20", "minutes = 0", "rule 'asb', minutes"),
        ("ends = 2020", "ends = 2010", "rule 'asb', ends"),
        ("begins = 2016-03-11", "begins = 5", "rules[1] 'asb', begins"),
    ],
)
def test_a_fault_says_where(old: str, new: str, place: str) -> None:
    text = CYCLE + RULE
    assert text.count(old) == 1
    (fault,) = faults_of({**SOUND, "plan.toml": text.replace(old, new)})
    assert fault.where == f"plan.toml, {place}"
    assert fault.what
    assert fault.expected
    assert fault.remedy


def test_a_table_nobody_knows() -> None:
    (fault,) = faults_of({**SOUND, "plan.toml": "[[rule]]"})
    assert fault.remedy == "did you mean 'rules'?"
