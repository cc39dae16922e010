"""What was asked for and never came back: no action in the next log, no report on any agenda."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from saferboard.core.ingest.past.account.findings import Finding, Kind, Unjudged
from saferboard.core.ingest.past.account.leaving import is_closed
from saferboard.core.ingest.past.account.linking import MAYBE, answers
from saferboard.core.ingest.past.history.business import Business
from saferboard.core.ingest.past.history.history import Quote
from saferboard.core.ingest.past.history.merging import words_of_action
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.requests import Request, When
from saferboard.core.ingest.past.history.sittings import Sittings
from saferboard.core.ingest.past.history.statements import Told
from saferboard.core.ingest.past.history.words import Index
from saferboard.core.ingest.past.values import LogAction

COVERED = 0.45  # of what a request says, or of what an action says, must be said by the other
ELSEWHERE = 0.7  # the same for an action that has no row of the request's meeting
NEARLY = 0.6
TWO = 2
NEAR = 0.7  # a finding beside which something rather like it stands is this much less sure
FUTURE = 4  # meetings after which "a future meeting" should have been
SHOWN = 160


def no_action(record: Record, sittings: Sittings) -> Iterator[Finding | Unjudged]:
    """Requests of which the next meeting's log says nothing."""
    logs = {log.on: log for log in record.history.logs}
    texts = {on: _log_terms(record, log.value.value) for on, log in logs.items()}
    for request in standing(record):
        statement = request.statement
        following = sittings.next(statement.on)
        about = f"{statement.place}: {_short(statement.text)}"
        if following is None or following not in logs:
            why = "the next meeting is not known" if following is None else "it has no action log"
            yield Unjudged(Kind.NO_ACTION, statement.body, statement.on, about, why)
            continue
        near = _in_log(record, request, texts[following])
        if near >= 1 or _came(record, request, following):
            continue
        log = logs[following]
        yield Finding(
            Kind.NO_ACTION,
            statement.body,
            statement.on,
            about,
            f"{_named(request)} asked for something that the action log of {_day(following)} "
            f"does not have, and that did not come to that meeting.",
            (statement.quote, Quote(log.source, log.on, log.value.value[0].span, "the action log")),
            _surely(request, 0.9, near >= NEARLY),
        )


def standing(record: Record) -> list[Request]:
    """All requests but undertakings that the resolution of their minute takes up."""
    resolved: dict[tuple[date, str], list[frozenset[str]]] = {}
    for request in record.requests:
        statement = request.statement
        if statement.told is Told.OUTCOME:
            key = (statement.on, f"{statement.minute} {statement.title}")
            resolved.setdefault(key, []).append(record.about(request))
    return [request for request in record.requests if not _taken_up(record, request, resolved)]


def _taken_up(
    record: Record, request: Request, resolved: Mapping[tuple[date, str], list[frozenset[str]]]
) -> bool:
    statement = request.statement
    if statement.told is Told.OUTCOME:
        return False
    about = record.about(request)
    held = resolved.get((statement.on, f"{statement.minute} {statement.title}"), ())
    return any(agreement(record.index, about, terms) >= COVERED for terms in held)


def _named(request: Request) -> str:
    statement = request.statement
    what = "An undertaking in " if statement.told is Told.UNDERTAKING else ""
    place = statement.place if what else statement.place[0].upper() + statement.place[1:]
    return f"{what}{place} of {_day(statement.on)}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN].rsplit(' ', 1)[0]} …"


def _surely(request: Request, sure: float, near: bool) -> float:
    """What a resolution asks is plain; what was promised in passing is less so."""
    promised = request.statement.told is not Told.OUTCOME
    return round((sure - 0.15 * promised) * (NEAR if near else 1), 2)


def _log_terms(
    record: Record, log: tuple[LogAction, ...]
) -> list[tuple[frozenset[date], frozenset[str]]]:
    """Of each action the days of its rows and its words."""
    return [
        (
            frozenset(row.on for row in action.entries if row.on),
            record.terms(words_of_action(action)),
        )
        for action in log
    ]


def _in_log(
    record: Record, request: Request, log: list[tuple[frozenset[date], frozenset[str]]]
) -> float:
    """How near an action comes to speaking of the request: one does from 1 on.

    An action dated to the request's meeting needs fewer words in common.
    """
    about, on = record.about(request), request.statement.on
    return max(
        agreement(record.index, about, terms) / (COVERED if on in days else ELSEWHERE)
        for days, terms in log
    )


def agreement(index: Index[int], about: frozenset[str], terms: frozenset[str]) -> float:
    """How much of what the one text says the other says too, or the other way round.

    One word alone is no agreement, unless one of the texts has no other.
    """
    if len(about & terms) < min(TWO, len(about), len(terms)):
        return 0.0
    return max(index.covering(about, terms), index.covering(terms, about))


def _came(record: Record, request: Request, by: date) -> bool:
    """Whether what was asked for came to a meeting until a day."""
    return any(a.plain and a.business.on <= by for a in answers(record, request))


def never_came(record: Record, sittings: Sittings) -> Iterator[Finding | Unjudged]:
    """Reports asked for of which no agenda, paper or minute of a later meeting is."""
    for request in standing(record):
        if not request.comes or request.when is When.UNSAID:
            continue
        statement = request.statement
        about = f"{statement.place}: {_short(statement.text)}"
        found = answers(record, request)
        if any(answer.plain for answer in found):
            continue
        near = [answer.business for answer in found if answer.covered >= MAYBE]
        spoken_of = _actions(record, request)
        if any(is_closed(action) for _, action in spoken_of):
            continue
        later = sittings.after(statement.on)
        why = _unknown(request, later, sittings) or _untold(request, spoken_of, sittings)
        if why:
            yield Unjudged(Kind.NEVER_CAME, statement.body, statement.on, about, why)
            continue
        due = next(day for day in later if day >= request.due)
        then = next((one for one in near if one.on == due), None)
        if then is not None:
            why = f"'{_short(then.title)}' at the meeting of {_day(due)} may be it"
            yield Unjudged(Kind.NEVER_CAME, statement.body, statement.on, about, why)
            continue
        told = "a future meeting" if request.when is When.LATER else f"the meeting of {_day(due)}"
        held = [day for day in later if day >= due and sittings.unbroken(due, day)]
        several = f"the {len(held)} meetings known" if len(held) > 1 else "that meeting"
        yield Finding(
            Kind.NEVER_CAME,
            statement.body,
            statement.on,
            about,
            f"{_named(request)} asked for something to come to {told}; nothing like it is among "
            f"the business of {several}{_until(held)}.{_nearest(near)}",
            (statement.quote, _agenda(record, due), *(quote for quote, _ in spoken_of[-1:])),
            # One meeting may only have put it off; the more there were, the surer.
            _surely(request, min(0.95, 0.6 + 0.1 * len(held)), bool(near)),
        )


def _unknown(request: Request, later: tuple[date, ...], sittings: Sittings) -> str:
    """Why it cannot be said that something never came; empty if it can."""
    if not later:
        return "no later meeting is known"
    reached = [day for day in later if day >= request.due]
    if not reached:
        return "no meeting is known from the time on when it was due"
    wanted = FUTURE if request.when is When.LATER else 1
    if len(later) < wanted:
        return "too few later meetings are known to say that none had it"
    last = later[wanted - 1] if request.when is When.LATER else reached[0]
    if not sittings.unbroken(request.statement.on, last):
        return "a meeting in between may be missing from what was read"
    return ""


def _nearest(near: Sequence[Business]) -> str:
    if not near:
        return ""
    return f" The nearest is '{_short(near[0].title)}', on {_day(near[0].on)}."


def _untold(
    request: Request, spoken_of: Sequence[tuple[Quote, LogAction]], sittings: Sittings
) -> str:
    """Whether papers are missing whose log may say what became of it."""
    last = spoken_of[-1][0].on if spoken_of else request.statement.on
    following = next(iter(sittings.after(last)), None)
    if following is not None and following not in sittings.papers:
        return f"the papers of {_day(following)}, which may tell of it, are not known"
    return ""


def _until(held: Sequence[date]) -> str:
    return f" from then to {_day(held[-1])}" if len(held) > 1 else ""


def _actions(record: Record, request: Request) -> list[tuple[Quote, LogAction]]:
    """The actions, log after log, that have a row of that meeting and speak of the request."""
    about = record.about(request)
    return [
        (quote, action)
        for quote, action in record.begun.get(request.statement.on, ())
        if agreement(record.index, about, record.terms(quote.text)) >= COVERED
    ]


def _agenda(record: Record, on: date) -> Quote:
    """The business among which it should have been: its first piece shows where."""
    held = [one for one in record.business if one.on == on]
    titles = "; ".join(one.title for one in held if one.source == held[0].source)
    return Quote(held[0].source, on, held[0].span, _short(titles))
