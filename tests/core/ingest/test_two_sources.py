"""sources.toml is read whole, may be lacking, and every fault says where it is."""

from datetime import date

import pytest

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.two_sources import Overlap, TwoSources
from saferboard.core.ingest.partnership import read_partnership
from tests.core.ingest.folder import SOUND, faults_of

SOURCES = """
[[sources]]
key = "burglaries"
name = "Burglaries from two sources"
measures = ["burglary", "insured"]
beside = ["claims"]
called = ["Police", "Insured", "Claimed"]
unknown = "Never measured."

[[sources.overlaps]]
area = "E10000001"
period = "2019/20"
of = "insured"
per_cent = 40.5
lower = 35
upper = 46
method = "a sample of 300 linked by hand"
measured = 2020-06-01
"""
BURGLARY = SOUND["measures.toml"][SOUND["measures.toml"].index("[[measures]]") :]
BURGLARY = BURGLARY[: BURGLARY.index("[[measures]]", 5)].replace('overlaps = ["repeats"]\n', "")
FOLDER = {
    **SOUND,
    "measures.toml": SOUND["measures.toml"]
    + BURGLARY.replace('"burglary"', '"insured"', 1)
    + BURGLARY.replace('"burglary"', '"claims"', 1),
}


def test_a_sound_file() -> None:
    (found,) = read_partnership({**FOLDER, "sources.toml": SOURCES}).two_sources
    year = Period.parse("2019/20")
    assert found == TwoSources(
        key="burglaries",
        name="Burglaries from two sources",
        measures=("burglary", "insured"),
        unknown="Never measured.",
        beside=("claims",),
        called=("Police", "Insured", "Claimed"),
        overlaps=(
            Overlap(
                "E10000001",
                year,
                "insured",
                40.5,
                35,
                46,
                "a sample of 300 linked by hand",
                date(2020, 6, 1),
            ),
        ),
    )


@pytest.mark.parametrize("files", [{}, {"sources.toml": ""}])
def test_a_partnership_may_have_none(files: dict[str, str]) -> None:
    assert read_partnership({**FOLDER, **files}).two_sources == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('["burglary", "insured"]', '["burglary", "insure"]', "measures"),
        ('["burglary", "insured"]', '["insured"]', "measures"),
        ('["burglary", "insured"]', '["insured", "insured"]', "measures"),
        ('["burglary", "insured"]', '["burglary", "insured", "claims"]', "measures"),
        ('["claims"]', '["repeats"]', "measures"),
        (', "Claimed"]', "]", "called"),
        ('"E10000001"', '"E1"', "overlaps[1], area"),
        ('of = "insured"', 'of = "claims"', "overlaps[1], of"),
        ("lower = 35", "lower = 45", "overlaps[1], per_cent"),
        ("upper = 46", "upper = 146", "overlaps[1], per_cent"),
        ('"2019/20"', '"2019"', "overlaps[1], period"),
    ],
)
def test_every_fault_says_where_it_is(old: str, new: str, place: str) -> None:
    assert SOURCES.count(old) == 1
    faults = faults_of({**FOLDER, "sources.toml": SOURCES.replace(old, new)})
    assert faults[0].where == f"sources.toml, sources 'burglaries', {place}"
