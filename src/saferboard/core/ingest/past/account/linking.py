"""What belongs to what: an action to the words that made it, a paper to the request for it, an
amendment to the minute that it amends.

Every link has its score and that of the runner-up. Where the two are close the link is a doubt and
says so; where nothing is like enough there is none.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saferboard.core.ingest.past.history.business import Business
from saferboard.core.ingest.past.history.history import Quote
from saferboard.core.ingest.past.history.merging import action_place
from saferboard.core.ingest.past.history.person_names import parse
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.requests import Request, asks, only_notes
from saferboard.core.ingest.past.history.statements import Statement, Told
from saferboard.core.ingest.past.history.words import Index, folded
from saferboard.core.ingest.past.values import LogAction, LogEntry

FLOOR = 0.2  # below it nothing is like enough
ALSO, ALSO_OF_BEST = 0.3, 0.65  # what a further request must reach that the row joins
MARGIN = 0.06  # nearer than this to the runner-up is a doubt
OWNER = 0.1  # what the owner's name in the words adds
NO_MINUTES = "no minutes of that day are known"
NO_DATE = "the row has no date"
NOTHING = "nothing in the minutes of that day is like it"
CLOSE = "another statement is about as like it"
_WEIGHTS = {Told.OUTCOME: 1.0, Told.UNDERTAKING: 1.0, Told.SENTENCE: 0.85}
_ONLY_NOTED = 0.5
_ASKED = re.compile(r"\b(?:asked|requested|agreed to|would|offered|undertook|suggested)\b", re.I)
_NAMES = re.compile(r"[/,;&]|\band\b|\s[-\u2013]\s")
_MINUTE = re.compile(r"\bminutes?\s+(?:no\.?\s*|number\s+)?(\d{1,4})\b", re.I)
_LISTED = re.compile(r"\b(?:attendance|present|apolog\w+)\b", re.I)


@dataclass(frozen=True, slots=True)
class ActionLink:
    """The statement that made a row of an action log. ``doubt`` says why it may be another.

    ``also`` are further requests of that meeting that it speaks of: a row may join several.
    """

    log: date
    source: str
    action: LogAction
    entry: LogEntry
    statement: Statement | None
    score: float = 0.0
    runner_up: Statement | None = None
    runner_score: float = 0.0
    doubt: str = ""
    also: tuple[Statement, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether nobody has to look at it."""
        return self.statement is not None and not self.doubt


def link_actions(record: Record) -> tuple[ActionLink, ...]:
    """Each row with words of its own, in each log, and what made it."""
    kept: dict[tuple[date | None, str, str], _Made] = {}
    found = []
    for log in record.history.logs:
        for action in log.value.value:
            for entry in action.entries:
                if not entry.action.strip() and not (entry.on and entry.comments.strip()):
                    continue
                key = (entry.on, _row_text(entry), entry.officer)
                if key not in kept:
                    kept[key] = _made_by(record, entry)
                source = log.value.source(action_place(action))
                found.append(_link(record, log.on, source, action, entry, kept[key]))
    return tuple(found)


def _row_text(entry: LogEntry) -> str:
    """What a row asks for; where it says nothing, its comments tell what it is about."""
    return entry.action if entry.action.strip() else entry.comments


@dataclass(frozen=True, slots=True)
class _Made:
    """The best two statements, what stands against the first, and further ones."""

    best: tuple[tuple[float, int], ...] = ()
    doubt: str = ""
    also: tuple[int, ...] = ()


def _made_by(record: Record, entry: LogEntry) -> _Made:
    if entry.on is None:
        return _Made(doubt=NO_DATE)
    held = record.on.get(entry.on)
    if not held:
        return _Made(doubt=NO_MINUTES)
    terms, owners = record.terms(_row_text(entry)), surnames(entry.officer)
    scored = sorted(((score(record, terms, owners, n), n) for n in held), key=_likest_first)
    top, best = scored[0][0], tuple(scored[:2])
    if top < FLOOR:
        return _Made(best, NOTHING)
    near = len(best) > 1 and top - best[1][0] < MARGIN
    also = (
        n
        for value, n in scored[1:]
        if value >= max(ALSO, ALSO_OF_BEST * top) and asks(record.statements[n])
    )
    return _Made(best, CLOSE if near else "", tuple(also))


def _likest_first(scored: tuple[float, int]) -> tuple[float, int]:
    return (-scored[0], scored[1])


def score(record: Record, terms: frozenset[str], owners: Sequence[str], n: int) -> float:
    """How like a statement is to a row: 0 to a little over 1."""
    statement, own = record.statements[n], record.index.terms(n)
    title = record.terms(statement.title)
    if terms.isdisjoint(own) and terms.isdisjoint(title):
        return 0.0
    titled = own | title
    fit = max(_fit(record.index, terms, own), 0.9 * _fit(record.index, terms, titled))
    owned = OWNER if owners and _names(statement, owners) else 0.0
    return round(_weight(statement) * fit + owned, 6)


def _names(statement: Statement, owners: Sequence[str]) -> bool:
    """Whether a statement names one of the owners."""
    said = folded(f"{statement.text} {statement.who}")
    return any(re.search(rf"\b{re.escape(name)}\b", said) for name in owners)


def _fit(index: Index[int], terms: frozenset[str], own: frozenset[str]) -> float:
    """Words in common against all words of both, and against those of the shorter."""
    part = index.covering(own, terms) if len(own) > 2 else 0.0
    return 0.65 * index.likeness(terms, own) + 0.35 * part


def _weight(statement: Statement) -> float:
    if statement.told is Told.OUTCOME and only_notes(statement.text):
        return _ONLY_NOTED
    if statement.told is Told.SENTENCE and _ASKED.search(statement.text):
        return 0.95
    return _WEIGHTS[statement.told]


def surnames(officer: str) -> tuple[str, ...]:
    """``vale``, ``holt`` of "Ann Vale/B. Holt"; names of one word are left out."""
    people = [parse(part.strip()) for part in _NAMES.split(officer) if part.strip()]
    return tuple(p.surname for p in people if (p.given or p.titles) and len(p.surname) > 2)


def _link(
    record: Record,
    log: date,
    source: str,
    action: LogAction,
    entry: LogEntry,
    made: _Made,
) -> ActionLink:
    chosen = made.best if made.doubt != NOTHING else ((0.0, -1), *made.best[:1])
    first = record.statements[chosen[0][1]] if chosen and chosen[0][1] >= 0 else None
    second = record.statements[chosen[1][1]] if len(chosen) > 1 else None
    return ActionLink(
        log,
        source,
        action,
        entry,
        first,
        chosen[0][0] if first else 0.0,
        second,
        chosen[1][0] if second else 0.0,
        made.doubt,
        tuple(record.statements[n] for n in made.also),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """Later business that shares words with a request.

    ``covered`` is the share of what the shorter of the two says that the other says too, ``score``
    counts how much of the request that is as well. ``plain``: enough words, and not one alone.
    """

    business: Business
    covered: float
    score: float
    plain: bool = False


@dataclass(frozen=True, slots=True)
class PaperLink:
    """The business of a later meeting that answers a request."""

    request: Request
    answer: Answer
    runner_up: Answer | None = None
    doubt: str = ""


LIKE, MAYBE = 0.55, 0.34
TWO = 2


def answers(record: Record, request: Request) -> list[Answer]:
    """Business of later meetings that shares words with a request, the likest first."""
    first = bisect_right(record.days, request.statement.on)
    found = compared(record, record.about(request), first)
    return [found[n] for n in sorted(found, key=lambda n: (-found[n].score, n))]


def compared(record: Record, about: frozenset[str], first: int = 0) -> dict[int, Answer]:
    """All business from ``first`` on that shares a word with what is asked for.

    By its title, or by its title and who presents it, whichever is more like it.
    """
    best: dict[int, Answer] = {}
    for index in (record.wholes, record.titles):
        asked = index.total(about)
        for n, (shared, count) in index.overlaps(about).items():
            if n < first:
                continue
            covered = shared / min(asked, index.total_of(n))
            score = round(0.6 * covered + 0.4 * shared / asked, 6)
            plain = covered >= LIKE and count >= min(TWO, len(about), len(index.terms(n)))
            if n not in best or score > best[n].score:
                best[n] = Answer(record.business[n], round(covered, 6), score, plain)
    return best


def link_papers(record: Record) -> tuple[PaperLink, ...]:
    """Each request for something to come and what came: the first when due, else the likest."""
    links = (_paper(record, request, answers(record, request)) for request in record.requests)
    return tuple(link for link in links if link is not None)


def _paper(record: Record, request: Request, found: Sequence[Answer]) -> PaperLink | None:
    likely = [answer for answer in found if answer.covered >= MAYBE]
    if not request.comes or not likely:
        return None
    plain = [a for a in likely if a.plain and a.business.on >= request.due]
    day = min((answer.business.on for answer in plain), default=likely[0].business.on)
    first, *others = [answer for answer in likely if answer.business.on == day]
    second = next((a for a in others if not _of_one(record, a.business, first.business)), None)
    doubt = ""
    if not first.plain:
        doubt = "few words agree"
    elif second is not None and first.score - second.score < MARGIN:
        doubt = "another item of that meeting is about as like it"
    return PaperLink(request, first, second, doubt)


def _of_one(record: Record, one: Business, other: Business) -> bool:
    """Whether two are one item's entry on the agenda, its paper and its minute."""
    if one.where.split()[0] == other.where.split()[0]:
        return one.where == other.where
    first, second = record.terms(one.title), record.terms(other.title)
    return first <= second or second <= first


@dataclass(frozen=True, slots=True)
class AmendmentLink:
    """What a later meeting changed in minutes. ``minute`` is 0 for the attendance list."""

    amendment: str
    made: Quote
    amends: date
    minute: int | None
    statement: Statement | None
    score: float
    doubt: str = ""


def link_amendments(record: Record) -> tuple[AmendmentLink, ...]:
    """Every amendment made when minutes were confirmed, and the minute that it is of."""
    found = []
    for held in record.history.minutes:
        for minute in held.value.value.items:
            confirmed = minute.confirmed
            if confirmed is None or not confirmed.amendment or confirmed.on is None:
                continue
            made = Quote(held.source, held.on, confirmed.span, confirmed.amendment)
            words = " ".join((confirmed.amendment, *confirmed.replacement))
            found.append(_amendment(record, made, confirmed.amendment, words, confirmed.on))
    return tuple(found)


def _amendment(record: Record, made: Quote, amendment: str, words: str, on: date) -> AmendmentLink:
    held = record.on.get(on, [])
    named = _MINUTE.search(amendment)
    if named is not None:
        number = int(named[1])
        of_it = [n for n in held if record.statements[n].minute == number]
        doubt = "" if of_it else "no such minute is known"
        best = _likest(record, words, of_it)
        return AmendmentLink(amendment, made, on, number, best[1], best[0], doubt)
    if _LISTED.search(amendment):
        return AmendmentLink(amendment, made, on, 0, None, 1.0)
    value, statement = _likest(record, words, held)
    if statement is None or value < FLOOR:
        return AmendmentLink(amendment, made, on, None, None, value, "no minute is like it")
    doubt = "no minute is named" if value < LIKE else ""
    return AmendmentLink(amendment, made, on, statement.minute, statement, value, doubt)


def _likest(record: Record, words: str, held: Sequence[int]) -> tuple[float, Statement | None]:
    terms = record.terms(words)
    scored = ((record.index.likeness(terms, record.index.terms(n)), n) for n in held)
    value, n = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(0.0, -1))
    return round(value, 6), record.statements[n] if n >= 0 else None
