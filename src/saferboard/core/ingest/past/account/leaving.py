"""Actions that were in one log, not done, and in no later one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from saferboard.core.ingest.past.account.findings import Finding, Kind, Unjudged
from saferboard.core.ingest.past.account.linking import compared
from saferboard.core.ingest.past.history.history import Quote
from saferboard.core.ingest.past.history.merging import action_place, asked_of, words_of_action
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.sittings import Sittings
from saferboard.core.ingest.past.history.statements import Statement
from saferboard.core.ingest.past.values import LogAction

DONE = re.compile(
    r"\b(?:green|completed?|closed?|done|discharged|withdrawn|merged|superseded|removed|"
    r"no further action|nfa|passed to|transferred|cancelled|ended|resolved|achieved)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|yet to|to|until|once|when|if|will|would|should|can|could|may|must)\s+"
    r"(?:\w+\s+)?(?:be\s+)?$",
    re.I,
)
_CLOSING = re.compile(
    r"\b(?:complet|clos|remov|discharg|conclud|withdraw|merg|delet)\w{0,6}\b", re.I
)
_NUMBER = re.compile(r"\baction(?:s)?\s+(?:no\.?\s*|number\s+)?(\d{1,3})\b", re.I)
SAME, SAME_DAY = 0.85, 0.6
ALIKE = 0.4


def is_closed(action: LogAction) -> bool:
    """Whether its status, or the last of its comments, says that it is done with."""
    return says_done(action.status) or says_done(action.entries[-1].comments)


def says_done(text: str) -> bool:
    """Whether words say that something is done, and not that it is not."""
    return any(not _NOT.search(text[: match.start()]) for match in DONE.finditer(text))


def left_log(record: Record, sittings: Sittings) -> Iterator[Finding | Unjudged]:
    """Open actions of each log that are not in the log of the next meeting, nor in any later."""
    logs = record.history.logs
    for n, log in enumerate(logs):
        pending = [action for action in log.value.value if not is_closed(action)]
        following = sittings.next(log.on)
        later = logs[n + 1 :]
        if not later or following is None or later[0].on != following:
            for action in pending:
                why = "the log of the next meeting is not known"
                yield Unjudged(Kind.LEFT_LOG, log.body, log.on, action_place(action), why)
            continue
        carried = [action for action in log.value.value if _is_carried(record, action, log.on)]
        for action in pending:
            if action in carried or _goes_on(record, action, log.on):
                continue
            days = [log.on, following]
            if _closed_at(record, action, days) or _came(record, action, days):
                continue
            source = log.value.source(action_place(action))
            status = action.status or "no status"
            yield Finding(
                Kind.LEFT_LOG,
                log.body,
                log.on,
                f"{action_place(action)}: {_first_words(action)}",
                f"{action_place(action).capitalize()} stood in the log of {_day(log.on)} with "
                f"{status} and is not in that of {_day(following)}, nor in any later one; "
                "nothing says that it was closed.",
                (
                    Quote(source, log.on, action.span, words_of_action(action)),
                    Quote(
                        later[0].source, following, later[0].value.value[0].span, "the action log"
                    ),
                ),
                # A log of which nothing was carried over may have been begun anew.
                0.9 if carried else 0.6,
            )


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _first_words(action: LogAction) -> str:
    words = " ".join(words_of_action(action).split())
    return words if len(words) <= 120 else f"{words[:120].rsplit(' ', 1)[0]} …"


def _is_carried(record: Record, action: LogAction, on: date) -> bool:
    """Whether a later log has an action word for word."""
    return any(day > on for day, _ in record.logged[asked_of(action)])


def _goes_on(record: Record, action: LogAction, on: date) -> bool:
    """Whether a later log has an action under another number, reworded or merged."""
    return any(
        day > on and same_action(record, action, later)
        for text in record.actions.sharing(record.terms(asked_of(action)))
        for day, later in record.logged[text]
    )


def same_action(record: Record, one: LogAction, other: LogAction) -> bool:
    """Whether two logs' actions are one.

    An action keeps the day it was begun on: of those begun on one day the likest words are it; of
    one begun on another day, or on none that is told, all but the same words are needed.
    """
    days = [{row.on for row in action.entries if row.on} for action in (one, other)]
    first, second = record.terms(asked_of(one)), record.terms(asked_of(other))
    likeness = record.actions.likeness(first, second)
    if days[0] & days[1]:
        whole = record.terms(words_of_action(other))
        return max(likeness, record.actions.covering(first, whole)) >= SAME_DAY
    return likeness >= SAME


def _came(record: Record, action: LogAction, days: Sequence[date]) -> bool:
    """Whether what it asks for was business of the meetings that saw the log."""
    found = compared(record, record.terms(asked_of(action)))
    held = [n for day in days for n in record.business_on.get(day, ())]
    return any(n in found and found[n].plain for n in held)


def _closed_at(record: Record, action: LogAction, days: Sequence[date]) -> bool:
    """Whether the minutes of the meetings that saw the log say that it is closed, or done."""
    terms = record.terms(asked_of(action))
    held = [record.statements[n] for day in days for n in record.on.get(day, ())]
    return any(_closes(record, action, terms, statement) for statement in held)


def _closes(record: Record, action: LogAction, terms: frozenset[str], statement: Statement) -> bool:
    if not _CLOSING.search(statement.text):
        return False
    numbers = {int(number) for number in _NUMBER.findall(statement.text)}
    said = record.terms(statement.text)
    return action.number in numbers or record.actions.covering(terms, said) >= ALIKE
