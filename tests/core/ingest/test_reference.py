"""The page that tells an officer how to write a folder names every file, column and key."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from saferboard.core.board.pack import ItemKind
from saferboard.core.board.plan import Often
from saferboard.core.directory.areas import AreaKind
from saferboard.core.directory.organisations import Body, Organisation, Post
from saferboard.core.evidence.assessment import Position
from saferboard.core.evidence.measures import CompareBy, Kind, Measure, Outcome, Rag, RagRule
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.ratings import Framework, Rating, Standard, Unrated
from saferboard.core.evidence.surveys import Question, Survey, Weighting, Wording
from saferboard.core.evidence.trajectory import Shape
from saferboard.core.evidence.youth import YouthCount
from saferboard.core.ingest import (
    areas,
    csp_populations,
    dashboards,
    monthly,
    observations,
    populations,
    ratings,
)
from saferboard.core.ingest.organisations import ROLES
from saferboard.core.ingest.partnership import FILES, OPTIONAL, Front
from saferboard.core.ingest.plan import CycleEntry, RuleEntry

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "partnership-files.md"
SECTIONS = dict(re.findall(r"^## (.+)\n([\s\S]*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.M))

TABLES = [
    ("areas.csv", areas.COLUMNS, areas.MAY_BE_EMPTY),
    ("populations.csv", populations.COLUMNS, ()),
    ("observations.csv", observations.COLUMNS, observations.MAY_BE_EMPTY),
    ("printed.csv", dashboards.COLUMNS, dashboards.MAY_BE_EMPTY),
    ("monthly.csv", monthly.COLUMNS, monthly.MAY_BE_EMPTY),
    ("ratings.csv", ratings.COLUMNS, ("note",)),
    ("csp_populations.csv", csp_populations.COLUMNS, ()),
]
DECLARED = [
    ("partnership.toml", [Front]),
    ("organisations.toml, bodies.toml, posts.toml", [Organisation, Body, Post]),
    ("measures.toml", [Outcome, Measure]),
    ("peers.toml", [PeerSet]),
    ("plan.toml", [CycleEntry, RuleEntry]),
    ("surveys.toml", [Survey, Weighting, Question, Wording]),
    ("ratings.toml", [Framework, Rating, Standard]),
]
WORDS = [
    ("areas.csv", list(AreaKind)),
    ("measures.toml", [*Kind, *RagRule, *CompareBy]),
    ("observations.csv", list(Flag)),
    ("printed.csv", [*dashboards.Arrow, *Rag, *Position]),
    ("organisations.toml, bodies.toml, posts.toml", list(ROLES)),
    ("plan.toml", [*Often, *ItemKind]),
    ("measures.toml", [*YouthCount, *Shape]),
    ("ratings.toml", list(Unrated)),
]


def said_in(section: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", SECTIONS[section]))


APART = {
    "For all files",
    "boundaries.geojson",
    "processes/*.toml",
    "casework/asb.toml",
    "casework/marac.toml",
}
"""What is no file of the folder’s own reading: boundaries are loaded by a command, and
procedures and what is declared of them are read by casework alone."""


def test_every_file_has_its_section() -> None:
    assert {name for title in SECTIONS for name in title.split(", ")} - APART == {
        *FILES,
        *OPTIONAL,
    }


@pytest.mark.parametrize(("section", "columns", "may_be_empty"), TABLES)
def test_every_column_in_its_order(
    section: str, columns: tuple[str, ...], may_be_empty: tuple[str, ...]
) -> None:
    rows = re.findall(r"^\| (`.+?) \|(.*)", SECTIONS[section], re.M)
    named = [(re.findall(r"`(\w+)`", names), "empty" in meaning) for names, meaning in rows]
    assert tuple(name for names, _ in named for name in names) == columns
    assert tuple(name for names, empty in named if empty for name in names) == may_be_empty


@pytest.mark.parametrize(("section", "kinds"), DECLARED)
def test_every_key(section: str, kinds: list[type]) -> None:
    keys = {field.name for kind in kinds for field in fields(kind)}
    assert keys - said_in(section) == set()


@pytest.mark.parametrize(("section", "words"), WORDS)
def test_every_word(section: str, words: list[str]) -> None:
    assert {str(word) for word in words} - said_in(section) == set()
