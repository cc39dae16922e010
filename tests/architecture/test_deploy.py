"""The units and settings that we hand out: systemd reads them, what they call is there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from saferboard.cli.main import app

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
INSTALLED = "/opt/saferboard/.venv/bin/saferboard"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_reads_every_unit(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    here = str(Path(sys.executable).with_name("saferboard"))
    for one in UNITS:
        (tmp_path / one.name).write_text(one.read_text("utf-8").replace(INSTALLED, here))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if "saferboard" in line]
    assert said == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_service_calls_a_command_that_is_there_and_is_shut_in(unit: Path) -> None:
    text = unit.read_text("utf-8")
    (called,) = re.findall(rf"^ExecStart={INSTALLED} (.+)$", text, re.M)
    name, *words = called.split()
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    known = {option for one in command.params for option in one.opts}
    assert {word for word in words if word.startswith("--")} <= known
    for line in ("User=saferboard", "UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict"):
        assert line in text


def test_every_timer_has_its_service() -> None:
    timers = {unit.stem for unit in UNITS if unit.suffix == ".timer"}
    assert timers == {unit.stem for unit in SERVICES} - {"saferboard"}


def test_every_setting_of_the_example_is_documented() -> None:
    example = (ROOT / "deploy" / "environment.example").read_text("utf-8")
    settings = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    named = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.M))
    assert len(named) > 8
    assert {name for name in named if f"| `{name}` |" not in settings} == set()
