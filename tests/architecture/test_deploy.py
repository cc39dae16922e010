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


@pytest.mark.parametrize("unit", ["saferboard.service", "saferboard-send.service"])
def test_units_reach_the_listed_machines_alone(unit: str, tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "addresses.conf").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines[:3] == ["[Service]", "IPAddressDeny=any", "IPAddressAllow=localhost"]
    assert all(line.startswith("IPAddressAllow=") for line in lines[2:])
    guide = (ROOT / "docs" / "how-to" / "install.md").read_text("utf-8")
    assert f"/etc/systemd/system/{unit}.d/addresses.conf" in guide
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    whole = (ROOT / "deploy" / "systemd" / unit).read_text("utf-8")
    here = str(Path(sys.executable).with_name("saferboard"))
    (tmp_path / unit).write_text(whole.replace(INSTALLED, here))
    folder = tmp_path / f"{unit}.d"
    folder.mkdir()
    (folder / "addresses.conf").write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "addresses.conf" in line] == []


NGINX = (ROOT / "deploy" / "nginx" / "saferboard.conf").read_text("utf-8")


def test_the_proxy_speaks_only_tls_of_today() -> None:
    assert re.findall(r"ssl_protocols (.+);", NGINX) == ["TLSv1.2 TLSv1.3"]
    (ciphers,) = re.findall(r"ssl_ciphers (.+);", NGINX)
    for cipher in ciphers.split(":"):
        assert cipher.startswith("ECDHE-")
        assert re.search(r"GCM|POLY1305", cipher)
    assert "ssl_prefer_server_ciphers on;" in NGINX
    assert "return 301 https://" in NGINX
    assert "location /api/ { return 403; }" in NGINX


def test_the_proxy_says_itself_who_asked_and_lists_no_folder() -> None:
    for header in ("Host $host", "X-Forwarded-Proto $scheme", "X-Forwarded-For $proxy_add_x"):
        assert f"proxy_set_header {header}" in NGINX
    assert "root " not in NGINX
    assert "alias " not in NGINX
    assert "autoindex off;" in NGINX
    assert "access_log off;" in NGINX
    assert "server_tokens off;" in NGINX


def test_the_service_is_one_account_of_the_machine_without_powers() -> None:
    text = (ROOT / "deploy" / "systemd" / "saferboard.service").read_text("utf-8")
    for line in ("CapabilityBoundingSet=", "SystemCallFilter=@system-service", "ProtectHome=yes"):
        assert f"\n{line}\n" in text
    assert "--host 127.0.0.1" in text
