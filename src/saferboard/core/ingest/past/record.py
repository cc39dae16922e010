"""One body's history with its statements and business found by their words."""

import re
from collections.abc import Iterator
from datetime import date

from saferboard.core.ingest.past.business import business
from saferboard.core.ingest.past.history import History
from saferboard.core.ingest.past.merging import asked_of
from saferboard.core.ingest.past.organisations import initials
from saferboard.core.ingest.past.requests import Request, requests
from saferboard.core.ingest.past.statements import references, statements
from saferboard.core.ingest.past.values import LogAction, LogEntry
from saferboard.core.ingest.past.words import Index, Lexicon

FEW = 1
_THIS = re.compile(r"\b(?:this|these|it|them)\b", re.I)


class Record:
    """The statements and business of one body's history, indexed by their words."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.body = history.bodies[0] if history.bodies else ""
        self.statements = statements(history.minutes)
        self.business = business(history)
        texts = [s.text for s in self.statements] + [b.title for b in self.business]
        texts += [row.action for _, _, row in rows(history)]
        called = history.called(self.body)
        self.lexicon = Lexicon(texts, idle=(called, initials(called)))
        self.index = Index({n: self.terms(s.text) for n, s in enumerate(self.statements)})
        # By title and note; a title alone may be as like what was asked for.
        self.titles = Index(
            {n: self.terms(f"{b.title}. {b.note}") for n, b in enumerate(self.business)}
        )
        # Whole actions, each once: the words that logs say of everything weigh little.
        asked = {asked_of(a) for log in history.logs for a in log.value.value}
        self.actions = Index({text: self.terms(text) for text in sorted(asked)})
        self.requests = requests(self.statements)
        self.on: dict[date, list[int]] = {}
        for n, statement in enumerate(self.statements):
            self.on.setdefault(statement.on, []).append(n)
        self.named = references(self.statements)

    def terms(self, text: str) -> frozenset[str]:
        """The words that tell what a text is about."""
        return self.lexicon.terms(text)

    def about(self, request: Request) -> frozenset[str]:
        """What a request is about: its own words but for who is asked.

        Where it says little, or speaks of "this", its minute's title and what was said just before
        tell what it is about.
        """
        statement = request.statement
        own = self.terms(statement.text) - self.terms(statement.who)
        if len(own) <= FEW or _THIS.search(statement.text):
            own |= self.terms(statement.title) | self.terms(statement.before)
        return own


def rows(history: History) -> Iterator[tuple[date, LogAction, LogEntry]]:
    """Every dated row of every log, with the day of the log."""
    for log in history.logs:
        for action in log.value.value:
            for entry in action.entries:
                yield log.on, action, entry
