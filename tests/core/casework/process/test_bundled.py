"""The bundled procedures: whole journeys through them, and what they must keep of their sources."""

from datetime import date
from pathlib import Path

import pytest

from saferboard.core.casework.process.deciding import allowed, may_tell
from saferboard.core.casework.process.due import due_on
from saferboard.core.casework.process.reading import load

FOLDER = Path(__file__).parents[4] / "partnerships" / "leicestershire" / "processes"
BUNDLED = {
    process.key: process
    for process in load({path.name: path.read_text("utf-8") for path in FOLDER.glob("*.toml")})
}
ON = date(2024, 6, 3)
INCREMENTAL = "triage open warn agree written-warning notice order close"


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        ("asb", INCREMENTAL),
        ("asb", "triage no-case"),
        ("asb", "triage open order close"),
        ("asb", "triage open agree close"),
        ("marac", "list research hear do end"),
        ("marac", "list research transfer"),
        ("marac", "return"),
        ("varm", "screen convene meet plan review meet close"),
        ("varm", "screen convene pass-on"),
        ("varm", "decline"),
        ("jag", "scan analyse respond assess respond assess close"),
        ("jag", "decline"),
    ],
)
def test_a_journey_from_first_to_last(key: str, steps: str) -> None:
    process, held = BUNDLED[key], ["something else"]
    state = process.first
    for name in steps.split():
        step = process.step(name)
        assert step is not None
        refused = allowed(process, state, name, {step.actor}, held, ON)
        lacking = [piece for piece in step.evidence if piece not in held]
        assert refused.allowed == (not lacking)
        held += step.evidence
        assert allowed(process, state, name, {step.actor}, held, ON)
        state = step.into
    assert state in process.last


def test_no_notice_without_a_written_warning() -> None:
    asb = BUNDLED["asb"]
    everything = [piece for step in asb.steps for piece in step.evidence]
    for state in ("open", "warned", "agreement"):
        assert not allowed(asb, state, "notice", {"asb-officer"}, everything, ON)
    lacking = [piece for piece in everything if piece != "written warning"]
    assert not allowed(asb, "written-warning", "notice", {"asb-officer"}, lacking, ON)


def test_flags_of_a_marac_stay_for_twelve_months_from_the_meeting() -> None:
    end = BUNDLED["marac"].step("end")
    assert end is not None
    assert due_on(end.due, ON, {"hear": date(2024, 2, 29)}) == date(2025, 2, 28)


def test_a_victim_hears_from_one_officer_and_a_representative_from_the_co_ordinator() -> None:
    asb, marac = BUNDLED["asb"], BUNDLED["marac"]
    writers = [one.key for one in asb.parties if may_tell(asb, one.key, "victim")]
    assert writers == ["asb-officer"]
    assert may_tell(marac, "marac-co-ordinator", "representative", "list")
    assert not may_tell(marac, "referrer", "representative", "list")
