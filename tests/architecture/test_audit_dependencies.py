"""The audit of dependencies fails on faults, and does not take silence for safety."""

import importlib.machinery
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def audit() -> ModuleType:
    """The script, as a module."""
    loader = importlib.machinery.SourceFileLoader(
        "audit_dependencies", str(ROOT / "scripts" / "audit-dependencies")
    )
    spec = importlib.util.spec_from_loader("audit_dependencies", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["audit_dependencies"] = module  # its dataclass looks itself up
    loader.exec_module(module)
    return module


BAD = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}
PIP = {
    "sound": {"name": "sound", "version": "1", "vulns": []},
    "bad": {"name": "bad", "version": "1.0", "vulns": [BAD]},
    "silent": {"name": "silent", "skip_reason": "Dependency not found on PyPI"},
}


def answers(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, *packages: str, npm: str, uv: str = ""
) -> None:
    """Clients that answer like this."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        if words[0].endswith("pip-audit"):
            told = json.dumps({"dependencies": [PIP[one] for one in packages]})
            return subprocess.CompletedProcess(words, 0, told, "No known vulnerabilities found")
        if words[0].endswith("uv"):
            return subprocess.CompletedProcess(words, 0, "", uv)
        return subprocess.CompletedProcess(words, 0, npm, "")

    monkeypatch.setattr(audit, "run", run)


SOUND = json.dumps({"vulnerabilities": {}})
UNSOUND = json.dumps({"vulnerabilities": {"x": {"name": "sass", "severity": "high"}}})
REFUSED = json.dumps({"message": "405 Method Not Allowed"})


@pytest.mark.parametrize(
    ("packages", "npm", "uv", "code", "said"),
    [
        (("sound",), SOUND, "", 0, "1 of 1 audited"),
        (("sound", "bad"), SOUND, "", 1, "bad 1.0: PYSEC-2026-1, mended in 1.1"),
        (("sound",), UNSOUND, "", 1, "sass: high"),
        (("sound",), SOUND, "warning: `x==1` is yanked (reason: broken)", 1, "x==1` is yanked"),
        (("sound", "silent"), SOUND, "", 0, "NOT AUDITED in part"),
        (("sound",), REFUSED, "", 0, "NOT AUDITED in part"),
        (("sound",), "not json", "", 0, "NOT AUDITED in part"),
    ],
)
def test_faults_fail_and_silence_is_told(
    audit: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    packages: tuple[str, ...],
    npm: str,
    uv: str,
    code: int,
    said: str,
) -> None:
    answers(audit, monkeypatch, *packages, npm=npm, uv=uv)
    assert audit.main([]) == code
    printed = capsys.readouterr()
    assert said in printed.out + printed.err


def test_silence_fails_where_that_is_asked_for(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(audit, monkeypatch, "silent", npm=SOUND)
    assert audit.main(["--strict"]) == 1
    answers(audit, monkeypatch, "sound", npm=SOUND)
    assert audit.main(["--strict"]) == 0


def test_a_client_that_fails_is_no_audit(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        audit, "run", lambda *words: subprocess.CompletedProcess(words, 1, "", "no network")
    )
    with pytest.raises(SystemExit, match="no network"):
        audit.main([])


def test_ci_audits() -> None:
    assert "\nmake audit\n" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "scripts/audit-dependencies" in (ROOT / "Makefile").read_text("utf-8")


def test_every_locked_package_has_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
        pinned = [entry for entry in entries if "==" in entry]
        assert len(pinned) > 50
        assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []
