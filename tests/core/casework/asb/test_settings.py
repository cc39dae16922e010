"""The partnership's file on anti-social behaviour: what it says, and every fault with its key."""

from pathlib import Path

import pytest

from saferboard.core.casework.asb.risk import Band
from saferboard.core.casework.asb.settings import FILE, check_settings, read_settings
from saferboard.core.casework.process.process import Process
from saferboard.core.casework.process.reading import load
from saferboard.core.ingest.gathering import Faults
from tests.core.casework.asb.asb_world import BUNDLED

FOLDER = Path(__file__).parents[4] / "partnerships" / "leicestershire" / "processes"
PROCESSES = load({path.name: path.read_text("utf-8") for path in FOLDER.iterdir()})


def faults_of(text: str, processes: tuple[Process, ...] = PROCESSES) -> list[tuple[str, str]]:
    faults = Faults()
    settings = read_settings(text, faults)
    if settings is not None:
        check_settings(settings, processes, faults)
    return [(fault.where.removeprefix(f"{FILE}, "), fault.what) for fault in faults.found]


def test_the_bundled_file_has_no_faults() -> None:
    assert faults_of(BUNDLED) == []
    settings = read_settings(BUNDLED, Faults())
    assert settings is not None
    assert (settings.front.police, settings.front.hours) == ("police", 24)
    assert settings.matrix.threshold(Band.HIGH).contact_days == 5
    reason = settings.reason("stopped")
    assert reason is not None
    assert reason.title == "The behaviour has stopped"
    assert settings.reason("unheard-of") is None


def test_a_partnership_may_have_no_such_file() -> None:
    faults = Faults()
    assert read_settings(None, faults) is None
    assert faults.found == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version = 1", "version = 0", ("version", "0 cannot be a version")),
        (
            "hours = 24",
            "hours = 0",
            ("hours", "0 hours cannot be how far apart two accounts of one thing lie"),
        ),
        (
            "hours = 24",
            "hours = 800",
            ("hours", "800 hours cannot be how far apart two accounts of one thing lie"),
        ),
        ('process = "asb"', 'process = "abs"', ("process", "there is no procedure 'abs'")),
        ('"warn", "agree"', '"warn", "scold"', ("approach", "there is no step 'scold'")),
        ('"police-officer", ', '"constable", ', ("imports", "there is no party 'constable'")),
        ("hours = 24", "", ("hours", "'hours' is missing")),
        ('band = "medium"', 'band = "middling"', None),
        ("least = 10", "least = 40", ("bands, least", "the bands begin at 0, 40, 20")),
        ("hours = 24", "hours = 24\nhour = 3", (FILE, "key 'hour' is not known")),
        ("E07000130", "E07000129", ("areas[2].code", "'E07000129' cannot stand here")),
        ("E07000130", "Blaby", ("areas[2].code", "'Blaby' cannot stand here")),
    ],
)
def test_a_fault_is_told_with_its_key(old: str, new: str, told: tuple[str, str] | None) -> None:
    assert old in BUNDLED
    found = faults_of(BUNDLED.replace(old, new, 1))
    if told is None:
        assert found == [("bands[2], band", "'middling' is not one of the words allowed here")]
    else:
        assert found == [told]


def test_the_newest_version_of_the_procedure_is_asked() -> None:
    settings = read_settings(BUNDLED, Faults())
    assert settings is not None
    faults = Faults()
    check_settings(settings, PROCESSES[::-1], faults)
    assert faults.found == []
