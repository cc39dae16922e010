"""The service as it is started, in a process group of its own that can be killed at once."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import requests

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("saferboard")
PATIENCE = 900.0  # seconds for a server to answer on a busy machine
HELD = {
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "SAFERBOARD_SECRET_KEY",
    "PYTHONDONTWRITEBYTECODE",
}


class Service:
    """One instance, served, killed and served again at one address."""

    def __init__(self, home: Path, compiled: Path) -> None:
        self.home = home
        self.up = Event()
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = home / "log"
        self.settings = {k: v for k, v in os.environ.items() if k not in HELD} | {
            "SAFERBOARD_HOME": str(home),
            "SAFERBOARD_SECOND_STEP": "no",
            "PYTHONPYCACHEPREFIX": str(compiled),  # a restart need not compile everything again
        }
        self._process: subprocess.Popen[bytes] | None = None

    def make(self, maker: str = "tests.crash.instance") -> None:
        """The instance that is served."""
        done = subprocess.run(
            [sys.executable, "-m", maker, str(self.home)],
            cwd=ROOT,
            env=self.settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Serve, until it answers. Writers are let in by ``up``."""
        with self.log.open("a") as said:
            self._process = subprocess.Popen(
                [COMMAND, "serve", "--port", str(self.port), "--home", self.home],
                cwd=ROOT,
                env=self.settings,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{self.address}/health", timeout=30).ok:
                    return
            time.sleep(0.1)
        raise AssertionError(f"the service did not start: {self.log.read_text()[-5000:]}")

    def kill(self) -> None:
        """SIGKILL to the server and all its workers; they are gone when this returns."""
        self.up.clear()
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        until = time.monotonic() + PATIENCE
        while _lives(self._process.pid) and time.monotonic() < until:
            time.sleep(0.02)
        self._process = None


def _lives(group: int) -> bool:
    """Whether a process of the group still runs; one that nobody has buried yet does not."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state not in "ZX":
                return True
    return False
