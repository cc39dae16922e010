"""What came of a decision: every later statement, item and action that speaks of it, in order."""

from dataclasses import dataclass
from datetime import date

from saferboard.core.ingest.past.history.history import Quote
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.statements import Statement, Told

ENOUGH = 0.5  # of what a decision says must be said again
LEAST = 2  # words at least
COMMON = 60  # words in more statements than this lead nowhere by themselves
MOST = 40  # mentions of one decision


@dataclass(frozen=True, slots=True)
class Mention:
    """A later place that speaks of a decision: how like it is, or that it names its number."""

    quote: Quote
    where: str
    score: float
    named: bool = False


def mentions(record: Record, decision: Statement, most: int = MOST) -> tuple[Mention, ...]:
    """The later places that speak of a decision, the oldest first; the likest where too many."""
    about = record.terms(decision.text)
    named = set(named_at(record, decision))
    found = [(1.0, n, True) for n in named]
    for n in record.index.sharing(about, COMMON):
        if n not in named and record.statements[n].on > decision.on:
            score = likeness(record, about, n)
            if score >= ENOUGH:
                found.append((score, n, False))
    likest = sorted(found, key=lambda each: (-each[0], each[1]))[:most]
    told = [
        Mention(record.statements[n].quote, record.statements[n].place, score, by_name)
        for score, n, by_name in sorted(likest, key=lambda each: each[1])
    ]
    return tuple(sorted((*told, *_business(record, about, decision)), key=_in_order))


def _in_order(mention: Mention) -> tuple[date, str, int, str]:
    quote = mention.quote
    return (quote.on, quote.source, quote.span.first, mention.where)


def likeness(record: Record, about: frozenset[str], n: int) -> float:
    """Which share of what the decision says, rare words first, a statement says too."""
    terms = record.index.terms(n)
    if len(about & terms) < min(LEAST, len(about)):
        return 0.0
    return round(record.index.covering(about, terms), 6)


def named_at(record: Record, decision: Statement) -> tuple[int, ...]:
    """Later statements that name a decision's minute and the day of its meeting."""
    return tuple(n for n in record.named.get((decision.on, decision.minute or 0), ()))


def _business(record: Record, about: frozenset[str], decision: Statement) -> list[Mention]:
    """Later items whose whole title the decision speaks of."""
    found: dict[tuple[date, str], Mention] = {}
    for n in sorted(record.titles.sharing(about, COMMON)):
        one, title = record.business[n], record.titles.terms(n)
        score = round(record.titles.covering(title, about), 6)
        if one.on > decision.on and len(title) >= LEAST and score >= 0.8:
            found.setdefault(one.key, Mention(one.quote, one.where, score))
    return list(found.values())


def decisions(record: Record) -> tuple[Statement, ...]:
    """Every outcome, in order."""
    return tuple(s for s in record.statements if s.told is Told.OUTCOME)
