"""What the code offers, the documentation tells: commands, settings, measures."""

import re
from pathlib import Path

import pytest

from docs.build import PAGES

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("name", list(PAGES))
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (REFERENCE / name).read_text("utf-8") == PAGES[name](), "run: make docs"


def test_every_setting_is_documented() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    settings = set(re.findall(r"\b(SAFERBOARD_[A-Z_]+|DATABASE_URL)\b", sources))
    told = re.findall(r"^\| `([A-Z_]+)` ", (REFERENCE / "settings.md").read_text("utf-8"), re.M)
    assert len(told) > 4
    assert settings == set(told)


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda p: p.name
)
def test_links_within_the_documentation_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
