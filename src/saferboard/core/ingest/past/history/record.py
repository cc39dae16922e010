"""One body's history with its statements and business found by their words."""

import re
from collections.abc import Iterator
from datetime import date

from saferboard.core.ingest.past.history.business import business
from saferboard.core.ingest.past.history.history import History, Quote
from saferboard.core.ingest.past.history.merging import action_place, asked_of, words_of_action
from saferboard.core.ingest.past.history.organisations import initials
from saferboard.core.ingest.past.history.requests import Request, requests
from saferboard.core.ingest.past.history.statements import references, statements
from saferboard.core.ingest.past.history.words import Index, Lexicon
from saferboard.core.ingest.past.values import LogAction, LogEntry

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
        self.titles = Index({n: self.terms(b.title) for n, b in enumerate(self.business)})
        # With who presents it, which may tell what it is about where the title does not.
        self.wholes = Index(
            {n: self.terms(f"{b.title}. {b.note}") for n, b in enumerate(self.business)}
        )
        self.days = [one.on for one in self.business]
        self.business_on: dict[date, list[int]] = {}
        for n, one in enumerate(self.business):
            self.business_on.setdefault(one.on, []).append(n)
        # Whole actions, each once: the words that logs say of everything weigh little.
        self.logged: dict[str, list[tuple[date, LogAction]]] = {}
        self.begun: dict[date, list[tuple[Quote, LogAction]]] = {}
        for log in history.logs:
            for action in log.value.value:
                self.logged.setdefault(asked_of(action), []).append((log.on, action))
                words, source = words_of_action(action), log.value.source(action_place(action))
                quote = Quote(source, log.on, action.span, words)
                for day in {row.on for row in action.entries if row.on}:
                    self.begun.setdefault(day, []).append((quote, action))
        self.actions = Index({text: self.terms(text) for text in sorted(self.logged)})
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
