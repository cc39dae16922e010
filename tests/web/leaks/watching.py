"""Watches whatever leaves the service but the pages themselves, for words that must not be in it.

Every answer to every test client is looked at: its title, its links, where it redirects to, its
headers and cookies, and all of it where it is an error's page. So are logs, e-mails, what is
printed, and the audit trail. Whoever may see a page may read the words in its body.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from saferboard.web import logs
from saferboard.web.audit.models import Event
from saferboard.web.directory.models import Mail

CANARY = "Zzcanary"
# Why a clerk did an act of record is part of the record, and the form says that it is. Of cases no
# reason stands in the trail.
REASONS = {
    "elected": {"basis"},
    "seat changed": {"basis"},
    "meeting cancelled": {"because"},
    "minutes taken back to draft": {"because"},
    "numbers of minutes restarted": {"because"},
    "tenure corrected": {"because"},
    "tenure struck out": {"because"},
}
ERRORS = frozenset({400, 403, 404, 405, 410, 413, 429, 500})
# Of ours everything, of libraries what the service's own settings let through, and a bit more.
LOGGERS = {"": logging.INFO, "django": logging.INFO, "saferboard": logging.DEBUG}


@dataclass
class Form:
    """A form on a page: where it is sent, how, and its fields by name."""

    action: str
    method: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    """Name, kind (``text``, ``textarea``, ``select`` ...), value."""


class Page(HTMLParser):
    """A page's title, links and forms."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.title, self.links, self.forms = "", [], []
        self._in_title, self._select = False, ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        self.links += [about[name] for name in ("href", "src", "action") if name in about]
        self._in_title = self._in_title or tag == "title"
        if tag == "form":
            self.forms.append(Form(about.get("action", ""), about.get("method", "get").lower()))
        name = about.get("name", "")
        if not self.forms or not (name or tag == "option"):
            return
        fields = self.forms[-1].fields
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and about.get("value"):
            if all(name != self._select for name, _, _ in fields) or "selected" in about:
                fields[:] = [one for one in fields if one[0] != self._select]
                fields.append((self._select, "select", about["value"]))
        elif tag == "textarea":
            fields.append((name, tag, ""))
        elif tag in {"input", "button"}:
            fields.append((name, about.get("type", "text"), about.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"
        self._select = "" if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""


class _Kept(logging.Handler):
    """Records as the service's log would have them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(logs.Plain())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class Watch:
    """What was found so far."""

    log: _Kept = field(default_factory=_Kept)
    found: set[str] = field(default_factory=set)
    asked: int = 0
    shown: set[str] = field(default_factory=set)
    """Pages that held a canary and may: without any, nothing was planted."""

    def look(self, what: str, said: object) -> None:
        """Note what holds a canary."""
        if CANARY.lower() in str(said).lower():
            self.found.add(f"{what}: {str(said)[:300]}")

    def answered(self, request: dict[str, Any], response: HttpResponse) -> None:
        """Look at one answer."""
        self.asked += 1
        try:
            where = f"{request['REQUEST_METHOD']} /{resolve(request['PATH_INFO']).route}"
        except Resolver404:
            where = f"{request['REQUEST_METHOD']} no such address"
        for name, value in response.headers.items():
            self.look(f"{where}: header {name}", value)
        for cookie in response.cookies.values():
            self.look(f"{where}: cookie", cookie.OutputString())
        if getattr(response, "streaming", False) or "html" not in response.get("Content-Type", ""):
            return
        text = response.content.decode()
        page = Page(text)
        self.look(f"{where}: title", page.title)
        for link in page.links:
            self.look(f"{where}: link", link)
        if response.status_code == 200 and CANARY in text:
            self.shown.add(where)
        if response.status_code in ERRORS:
            self.look(f"{where}: error page {response.status_code}", CANARY in text and CANARY)
        if response.status_code == 500:
            self.found.add(f"{where}: failed")

    def findings(self) -> list[str]:
        """Everything that was found, in logs, e-mails and the audit trail too."""
        for line in self.log.lines:
            self.look("log", line)
        for mail in Mail.objects.all():
            self.look("e-mail", f"{mail.subject}\n{mail.text}\n{mail.queued_by} {mail.last_error}")
        for event in Event.objects.all():
            kept = REASONS.get(event.action, set())
            detail = {key: value for key, value in event.detail.items() if key not in kept}
            told = json.dumps(detail, ensure_ascii=False)
            self.look(f"audit: {event.action}", f"{event.by} {event.object} {told}")
        return sorted(self.found)


@contextmanager
def watched(capsys: pytest.CaptureFixture[str] | None = None) -> Iterator[Watch]:
    """From now on until it ends, every client is watched."""
    watch, plain = Watch(), Client.request

    def request(self: Client, **asked: Any) -> Any:
        self.raise_request_exception = False
        response = plain(self, **asked)
        watch.answered(asked, response)
        return response

    levels = {name: logging.getLogger(name).level for name in LOGGERS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", request)
        for name, level in LOGGERS.items():
            logging.getLogger(name).addHandler(watch.log)
            logging.getLogger(name).setLevel(level)
        logging.getLogger("saferboard.security").addHandler(watch.log)
        try:
            yield watch
        finally:
            for name, level in levels.items():
                logging.getLogger(name).removeHandler(watch.log)
                logging.getLogger(name).setLevel(level)
            logging.getLogger("saferboard.security").removeHandler(watch.log)
    if capsys is not None:
        printed = capsys.readouterr()
        for said in (printed.out, printed.err):
            for line in said.splitlines():
                watch.look("printed", line)
