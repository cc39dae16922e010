"""The service at the moment of publication: 200 readers and 20 writers, on PostgreSQL.

Readers' pages are held against a static file from the same server in the same run. Half way
through a correction is published, and the next reader must see it. ``DATABASE_URL`` names an empty
database.
"""

import csv
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import requests

from bench.country import Size
from bench.measured import Line

ROOT = Path(__file__).parents[1]
SECONDS = 60
BODY = "safer-communities-board"
DAY = "2022-06-10"
NOTE = "Corrected while two hundred people read."
PAGES = (
    "/meetings/",
    f"/meetings/{BODY}/{DAY}/",
    f"/meetings/{BODY}/{DAY}/minutes/",
    "/decisions/",
    "/actions/",
    "/board/",
    "/plan/",
)
MEASURE_OF_ALL = "/static/look/saferboard.css"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def bench(folder: Path, size: Size, times: int) -> list[Line]:
    """How long readers wait, against a static file; how long writers wait; how many errors."""
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit("The service is measured on PostgreSQL: set DATABASE_URL to an empty one.")
    with TemporaryDirectory() as held:
        home = Path(held)
        environment = os.environ | {
            "SAFERBOARD_SECOND_STEP": "no",
            "SAFERBOARD_SECRET_KEY": "only-for-the-bench-" + "x" * 50,
        }
        _saferboard(home, environment, "demo", "--no-serve")
        with _served(home, environment) as address:
            clerk = Clerk(home, address)
            crowd = home / "crowd.json"
            crowd.write_text(json.dumps(clerk.known()), "utf-8")
            seen = _run(crowd, address, home, clerk)
    found = {row["Name"]: row for row in seen["rows"]}
    waits = {name: float(row["95%"]) for name, row in found.items() if name}
    requests_made = int(found["Aggregated"]["Request Count"])
    return [
        Line("public page, 95 in 100", waits["page"], "ms", None, "a static file", waits["static"]),
        Line("whole pack, 95 in 100", waits["pack"], "ms", None, "a static file", waits["static"]),
        Line("save minutes, 95 in 100", waits["save minutes"], "ms"),
        Line("requests", float(requests_made), "", None),
        Line("errors", float(found["Aggregated"]["Failure Count"]), "", 0.0),
        Line("a correction is seen after", seen["correction"], "s", 1.0),
    ]


def _saferboard(home: Path, environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "saferboard.cli.main", "--home", str(home), *words]
    subprocess.run(command, env=environment, check=True, capture_output=True, cwd=ROOT)


@contextmanager
def _served(home: Path, environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "saferboard.cli.main", "--home", str(home), "serve"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
            cwd=ROOT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                requests.get(f"{address}/health", timeout=5).raise_for_status()
                break
            except requests.RequestException:
                time.sleep(0.2)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


class Clerk:
    """Somebody at the office, who drafts minutes for the crowd and corrects what is published."""

    def __init__(self, home: Path, address: str) -> None:
        rows = (home / "demo-accounts.txt").read_text("utf-8").splitlines()
        accounts = {role: rest for role, *rest in (row.split("\t") for row in rows)}
        self.email, self.password = accounts["clerk"]
        self.address, self.session = address, requests.Session()
        page = self.session.get(f"{address}/account/login/")
        self._post("/account/login/", page.text, login=self.email, password=self.password)

    def known(self) -> dict[str, Any]:
        """What the crowd needs to know: addresses to read, sections to write in."""
        listed = self.session.get(f"{self.address}/work/minutes/").text
        found = re.findall(r'action="(/work/minutes/(\d+)/draft/)"', listed)
        draft, meeting = found[0]
        self._post(draft, listed)
        page = self.session.get(f"{self.address}/work/minutes/{meeting}/take/").text
        sections = re.findall(rf'action="(/work/minutes/{meeting}/minute/\d+/text/)"', page)
        return {
            "pages": PAGES,
            "pack": f"/meetings/{BODY}/{DAY}/pack.pdf",
            "static": MEASURE_OF_ALL,
            "sections": sections,
            "address": self.email,
            "password": self.password,
        }

    def correct(self) -> float:
        """Publish a correction of the minutes; seconds from its answer until a reader sees it."""
        desk = f"/work/publish/{BODY}/{DAY}/"
        page = self.session.get(self.address + desk).text
        self._post(f"{desk}minutes/", page, note=NOTE)
        started = time.perf_counter()
        public = f"{self.address}/meetings/{BODY}/{DAY}/minutes/"
        while NOTE not in requests.get(public, timeout=60).text:
            time.sleep(0.05)
        return time.perf_counter() - started

    def _post(self, path: str, page: str, **said: str) -> None:
        token = TOKEN.search(page)
        data = said | {"csrfmiddlewaretoken": token[1] if token else ""}
        referer = {"Referer": self.address + path}
        answer = self.session.post(self.address + path, data, headers=referer, timeout=60)
        answer.raise_for_status()


def _run(crowd: Path, address: str, home: Path, clerk: Clerk) -> dict[str, Any]:
    """The crowd for a minute, a correction half way; locust's own table of what it saw."""
    out = home / "seen"
    command = [sys.executable, "-m", "locust", "-f", str(ROOT / "bench" / "crowd.py")]
    command += ["--headless", "-u", "220", "-r", "110", "-t", f"{SECONDS}s", "--only-summary"]
    command += ["--host", address, "--csv", str(out)]
    environment = os.environ | {"CROWD": str(crowd)}
    locust = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    time.sleep(SECONDS / 2)
    correction = clerk.correct()
    said, _ = locust.communicate(timeout=SECONDS * 3)
    if not (home / "seen_stats.csv").exists():
        raise RuntimeError(said)
    with (home / "seen_stats.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {"rows": rows, "correction": correction, "said": said}
