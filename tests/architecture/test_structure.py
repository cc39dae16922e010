"""The shape of the house: who imports whom, and how large a room may be."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(command), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_import_contracts_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


def test_no_room_is_too_large() -> None:
    large = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if "migrations" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert large == {}


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc"])
def test_no_room_is_a_lumber_room(name: str) -> None:
    assert [p for p in SOURCES if p.stem == name] == []


def test_no_gate_is_left_open() -> None:
    """A check that ends in ``|| true`` checks nothing."""
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.is_file()]
    gates = [ROOT / "Makefile", ROOT / ".ci" / "run", *scripts]
    assert [p.name for p in gates if "|| true" in p.read_text("utf-8")] == []


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    start, end = lines.index("dependencies = ["), lines.index("[tool.hatch.build.targets.wheel]")
    unsaid = [line for line in lines[start:end] if line.startswith('  "') and "#" not in line]
    assert unsaid == []
