"""The incremental approach of a case, told from the steps that were taken."""

from datetime import date
from pathlib import Path

from saferboard.core.casework.asb.approach import approach
from saferboard.core.casework.process.reading import load

FILE = Path(__file__).parents[4] / "partnerships" / "leicestershire" / "processes" / "asb.toml"
PROCESS = load({"asb.toml": FILE.read_text("utf-8")})[0]
ORDER = ("warn", "agree", "scold", "written-warning", "notice", "order")


def test_nothing_was_taken() -> None:
    found = approach(PROCESS, ORDER, "open", {"triage": date(2024, 6, 4)})
    assert found.words == "No measure was taken yet"
    assert found.strongest is None
    assert [one.step for one in found.rungs] == [one for one in ORDER if one != "scold"]
    assert [one.step for one in found.rungs if one.open_now] == [
        "warn", "agree", "written-warning", "order",
    ]  # fmt: skip


def test_what_was_passed_over_is_told() -> None:
    taken = {"agree": date(2024, 6, 20), "written-warning": date(2024, 7, 3)}
    found = approach(PROCESS, ORDER, "written-warning", taken)
    assert found.words == (
        "Give a written warning that a notice will follow, on 3 July 2024; passed over: Warn"
    )
    assert [one.step for one in found.rungs if one.passed_over] == ["warn"]
    assert [one.taken for one in found.rungs][:3] == [None, taken["agree"], date(2024, 7, 3)]


def test_every_measure_in_its_order_passes_nothing_over() -> None:
    found = approach(PROCESS, ORDER, "warned", {"warn": date(2024, 6, 20)})
    assert found.words == "Warn, on 20 June 2024"
