"""The service as it is started: from nothing, on loopback, and with a log that names nobody."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path

import pytest

from tests.cli.conftest import saferboard
from tests.ports import free_port

COMMAND = Path(sys.executable).with_name("saferboard")
PATIENCE = 300.0  # seconds for a server to answer, or to end, on a busy machine


def environment() -> dict[str, str]:
    """The tests' own, without what would choose another instance."""
    held = {"SAFERBOARD_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SAFERBOARD_SECRET_KEY"}
    return {name: value for name, value in os.environ.items() if name not in held}


def get(port: int, path: str, **headers: str) -> tuple[HTTPResponse, str]:
    """The answer and its text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The port of a new instance, and the file its output goes to."""
    port = free_port()
    log = tmp_path / "log"
    with log.open("w") as said:
        server = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port), "--home", tmp_path / "home"],
            env=environment(),
            stdout=said,
            stderr=said,
        )
    try:
        _wait(port, server, log)
        yield port, log
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=PATIENCE) == 0
    finally:
        server.kill()  # nothing, if it has ended


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            get(port, "/health")
        except (OSError, HTTPException):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the instance did not start: {log.read_text()}")


def test_a_new_instance_serves_and_says_what_to_do(served: tuple[int, Path]) -> None:
    port, log = served
    answer, page = get(port, "/?name=somebody")
    assert answer.status == 200
    assert "There is no release yet" in page
    style, _ = get(port, page.split('rel="stylesheet" href="')[1].split('"')[0])
    assert "immutable" in str(style.headers["Cache-Control"])
    assert get(port, "/", Host="elsewhere.example")[0].status == 400
    said = log.read_text()
    assert f"Saferboard is at http://localhost:{port}/" in said
    assert "GET / 200" in said
    assert "somebody" not in said


def test_manage_passes_on_to_django(tmp_path: Path) -> None:
    done = subprocess.run(
        [COMMAND, "--home", tmp_path / "home", "manage", "check", "--verbosity", "2"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    )
    assert (tmp_path / "home" / "secret-key").exists()


def test_a_port_in_use_is_refused(served: tuple[int, Path], tmp_path: Path) -> None:
    """Two servers on one port would each answer by turns."""
    done = saferboard("serve", "--port", str(served[0]), home=tmp_path / "other")
    assert done.returncode == 1
    assert "cannot listen there" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("DATABASE_URL", "mysql://x@y/z", "not for PostgreSQL"),
        ("DATABASE_URL", "postgres://x:y@127.0.0.1:1/z", "SAFERBOARD_SECRET_KEY is not set"),
        ("SAFERBOARD_ORIGIN", "board.example.org", "SAFERBOARD_ORIGIN is"),
    ],
)
def test_a_wrong_setting_says_what_to_write(
    tmp_path: Path, setting: str, value: str, said: str
) -> None:
    done = saferboard("release", "list", home=tmp_path, settings={setting: value})
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    settings = {
        "DATABASE_URL": "postgres://x:y@127.0.0.1:1/z",
        "SAFERBOARD_SECRET_KEY": "only-for-this-test-" * 4,
    }
    done = saferboard("release", "list", home=tmp_path, settings=settings)
    assert done.returncode == 1
    assert "the database cannot be used" in done.stderr
    assert "x:y" not in done.stderr
