"""What the crowd does: readers of public pages, and clerks who write. Run by locust.

``CROWD`` in the environment is a JSON file: pages, static, sections, address, password.
"""

import json
import os
import random
import re
from pathlib import Path

from locust import HttpUser, between, task

KNOWN = json.loads(Path(os.environ["CROWD"]).read_text("utf-8"))
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Reader(HttpUser):
    """Somebody told a minute ago that the pack is out: pages, the pack, and a static file."""

    fixed_count = 200
    wait_time = between(2, 6)

    @task(8)
    def page(self) -> None:
        """A public page, with what the browser keeps sent back as its ETag."""
        self.client.get(random.choice(KNOWN["pages"]), name="page")

    @task(1)
    def pack(self) -> None:
        """The whole pack."""
        self.client.get(KNOWN["pack"], name="pack")

    @task(4)
    def static(self) -> None:
        """The measure of all: a static file from the same server."""
        self.client.get(KNOWN["static"], name="static")


class Clerk(HttpUser):
    """Takes minutes: saves a section every few seconds, as the page does."""

    fixed_count = 20
    wait_time = between(3, 6)

    def on_start(self) -> None:
        """Sign in."""
        page = self.client.get("/account/login/", name="sign in").text
        found = TOKEN.search(page)
        said = {
            "csrfmiddlewaretoken": found[1] if found else "",
            "login": KNOWN["address"],
            "password": KNOWN["password"],
        }
        referer = {"Referer": f"{self.host}/account/login/"}
        self.client.post("/account/login/", said, headers=referer, name="sign in")
        self.base = dict.fromkeys(KNOWN["sections"], 1)
        self.written = 0

    @task
    def save(self) -> None:
        """A sentence more in one section; what others wrote meanwhile is merged."""
        section = random.choice(KNOWN["sections"])
        self.written += 1
        text = f"Clerk {id(self)} wrote sentence {self.written}."
        with self.client.post(
            section,
            {"base": self.base[section], "text": text},
            headers={
                "X-CSRFToken": self.client.cookies.get("csrftoken", ""),
                "Accept": "application/json",
                "Referer": f"{self.host}/",
            },
            name="save minutes",
            catch_response=True,
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}: {answer.text[:200]}")
            else:
                self.base[section] = answer.json()["revision"]
