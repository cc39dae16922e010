"""A served instance, and Chromium to look at it with."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
PATIENCE = 600.0  # seconds for a server to answer on a busy machine
# Milliseconds: nothing here tests how fast anything is, and a busy machine takes its time.
TO_COME, TO_BE_SO = 120_000, 30_000
expect.set_options(timeout=TO_BE_SO)

WORRYING = {"error", "warning"}  # a breach of the content policy is an error

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance served by the production server."""
    with serving("tests.browser.instance", tmp_path_factory.mktemp("home")) as address:
        yield address


@contextmanager
def serving(module: str, home: Path, **settings: str) -> Iterator[str]:
    """The address at which a module serves the instance that it makes in ``home``."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO_SETTINGS")}
    environment |= {"SAFERBOARD_HOME": str(home), **settings}
    environment.pop("DATABASE_URL", None)
    log = home / "log"
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", module, str(home), str(port)],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
        )
    try:
        _wait(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE)
        finally:
            server.kill()  # nothing, if it has ended


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        asked = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            # An answer, not only a connection: that is taken before the worker is there to answer.
            asked.request("GET", "/health")
            asked.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.2)
        else:
            return
        finally:
            asked.close()
    pytest.fail(f"the instance did not start: {log.read_text()}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, for one file of tests.

    Playwright keeps an event loop running in this thread, and Django touches no database in a
    thread that has one: it must be gone before the next file's tests.
    """
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed (the package chromium on Debian)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=TO_COME)
        yield browser
        browser.close()


def window_of(browser: Browser, **how: Any) -> BrowserContext:
    """A window of the browser, with patience for a busy machine."""
    context = browser.new_context(**how)
    context.set_default_timeout(TO_COME)
    return context


@pytest.fixture
def look(chromium: Browser, site: str) -> Iterator[Open]:
    """Opens a path in a fresh window. Whatever a page requests or complains of is checked after."""
    requested: list[str] = []
    complaints: list[str] = []
    contexts = []

    def opened(path: str, *, width: int = 1280, javascript: bool = True) -> Page:
        context = window_of(
            chromium, viewport={"width": width, "height": 800}, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda m: m.type in WORRYING and complaints.append(m.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in requested if not url.startswith((site, "data:"))] == []
    assert complaints == []
