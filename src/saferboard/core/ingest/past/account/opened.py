"""The places on public pages of past meetings that may be linked to: nothing else ever is.

They are taken from the public copies themselves, so what a copy leaves out has no place here.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from saferboard.core.ingest.past.history.words import folded

Key = tuple[date, str, str]
"""A meeting's day, where on its page (``item 4``, ``minute 24``, ``log``), and the title there."""

LOG = "log"


class Opened:
    """Where everything that is public stands: its anchor on the page of its meeting."""

    def __init__(self, copies: Iterable[tuple[date, str, Mapping[str, Any]]]) -> None:
        """``copies``: day, kind and content of each, in the order of the pages."""
        self._anchors: dict[Key, str] = {}
        seen: set[tuple[date, str]] = set()
        for on, what, content in copies:
            for where, title, anchor in _PLACES.get(what, _nowhere)(content):
                # Of two copies of one kind only the first has anchors of its own.
                own = anchor if (on, what) not in seen else what
                self._anchors.setdefault(key(on, where, title), own)
            seen.add((on, what))

    def anchor(self, on: date, where: str, title: str = "") -> str:
        """The anchor of a place; empty where it is not public."""
        return self._anchors.get(key(on, where, title), "")


def key(on: date, where: str, title: str) -> Key:
    """A place, whatever capitals and full stops its title has."""
    return on, folded(where), folded(title)


def numbered(what: str, number: int | None, title: str) -> str:
    """``minute 24``, or by its title where it has no number."""
    return f"{what} '{title}'" if number is None else f"{what} {number}"


Place = tuple[str, str, str]


def _agenda(content: Mapping[str, Any]) -> Iterator[Place]:
    for item in content["items"]:
        if not item["private"]:
            number, title = item["number"], item["title"]
            anchor = "agenda" if number is None else f"item-{number}"
            yield numbered("item", number, title), title, anchor


def _minutes(content: Mapping[str, Any]) -> Iterator[Place]:
    for minute in content["items"]:
        if not minute["private"]:
            number, title = minute["number"], minute["title"]
            anchor = "minutes" if number is None else f"minute-{number}"
            yield numbered("minute", number, title), title, anchor


def _reports(content: Mapping[str, Any]) -> Iterator[Place]:
    for count, report in enumerate(content["reports"], start=1):
        where = f"item {report['item']}" if report["item"] else f"paper '{report['title']}'"
        yield where, report["title"], f"report-{count}"


def _log(content: Mapping[str, Any]) -> Iterator[Place]:
    yield LOG, "", LOG
    for action in content["actions"]:
        if action["number"] is not None:
            yield f"action {action['number']}", "", f"action-{action['number']}"


def _nowhere(content: Mapping[str, Any]) -> Iterator[Place]:
    return iter(())


_PLACES = {"agenda": _agenda, "minutes": _minutes, "reports": _reports, LOG: _log}
