"""Walks the service as somebody would: follows links, opens every address, sends every form."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from saferboard.web.directory.addresses import patterns
from tests.web.leaks.watching import CANARY, Form, Page

A_ROUTE = 2  # so many addresses of one pattern are opened
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
FILLED = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000", "date": "2022-06-17"}
LEFT_ALONE = ("account/logout/", "cases/leave/")
# What things are called is no personal data; who enters a person's name there has made a mistake.
THINGS = frozenset(
    [
        "title",
        "key",
        "name_of_body",
        "place",
        "number",
        "code",
        "q",
        "csrfmiddlewaretoken",
        "next",
        "action_log",
    ]
)


class Walker:
    """Somebody's browser, what they have opened, and values that addresses were filled with."""

    def __init__(self, client: Client, pool: dict[str, set[str]] | None = None) -> None:
        self.client = client
        self.pool: dict[str, set[str]] = defaultdict(set) if pool is None else pool
        self.opened: Counter[str] = Counter()
        self.forms: dict[tuple[str, tuple[str, ...]], Form] = {}

    def follow(self, *starts: str) -> None:
        """Open pages and whatever they link to, a few of each pattern."""
        waiting = list(starts)
        seen = set(waiting)
        while waiting:
            path = waiting.pop(0)
            route = self._route(path)
            if route is None or route in LEFT_ALONE or self.opened[route] >= A_ROUTE:
                continue
            for link in self._open(path, route):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)

    def every_address(self) -> None:
        """Open each pattern that no link led to, filled with what others were filled with."""
        for address, _ in patterns(get_resolver().url_patterns):
            route = address[1:]
            if "(?P" in address or self.opened[route] or route in LEFT_ALONE:
                continue
            path = PARAMETER.sub(self._filled, address)
            self._open(path, route)

    def send_forms(self) -> int:
        """Send every form that was met: as it stands but with canaries, then canaries alone."""
        sent = 0
        for (path, _), form in list(self.forms.items()):
            if form.method != "post" or self._route(path) in (None, *LEFT_ALONE):
                continue
            for data in (filled(form), {name: _long(name) for name, _, _ in form.fields}):
                self.client.post(path, data).getvalue()
                sent += 1
        return sent

    def _filled(self, found: re.Match[str]) -> str:
        held = sorted(self.pool.get(found["name"], ()))
        return held[0] if held else FILLED.get(found["kind"] or "", "x")

    def _route(self, path: str) -> str | None:
        try:
            match = resolve(urlsplit(path).path)
        except Resolver404:
            return None
        for name, value in match.kwargs.items():
            self.pool[name].add(str(value))
        return str(match.route)

    def _open(self, path: str, route: str) -> Iterator[str]:
        self.opened[route] += 1
        answer = self.client.get(path)
        if answer.status_code in (301, 302, 303):
            return iter([answer["Location"]])
        if getattr(answer, "streaming", False) or "html" not in answer.get("Content-Type", ""):
            answer.getvalue()  # to the end, which closes what it was read from
            return iter(())
        page = Page(answer.content.decode())
        here = urlsplit(path).path
        for form in page.forms:
            target = urlsplit(urljoin(path, form.action or here)).path
            names = tuple(name for name, _, _ in form.fields)
            self.forms.setdefault((target, names), form)
        links = (urljoin(path, link) for link in page.links)
        return iter([one for one in links if one.startswith("/") and "/static/" not in one])


def filled(form: Form) -> dict[str, Any]:
    """A form as it stands, with canaries where somebody writes."""
    data: dict[str, Any] = {}
    for name, kind, value in form.fields:
        if name in THINGS:
            data[name] = value or "A thing"
        elif kind == "textarea" or (kind in {"text", "search"} and not value):
            data[name] = CANARY + name
        elif kind == "email":
            data[name] = f"{CANARY}@example.org".lower()
        elif kind == "tel":
            data[name] = CANARY
        elif kind == "file":
            data[name] = SimpleUploadedFile(f"{CANARY}.csv", CANARY.encode())
        elif name not in data:
            data[name] = value
    return data


def _long(name: str) -> str:
    return CANARY + name if name not in THINGS else "x" * 50
