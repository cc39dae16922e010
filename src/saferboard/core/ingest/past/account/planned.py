"""What the forward plan's rules asked for and no agenda had, with no reason recorded.

The rules and their checking are those of this year's plan; what stood on the agendas takes the
place of what is planned. A year is judged whole only where no meeting of it is missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from saferboard.core.board.plan import (
    Often,
    Plan,
    Planned,
    PlannedMeeting,
    Rule,
    year_name,
    year_of,
)
from saferboard.core.board.plan_checking import Breach, BreachKind, check
from saferboard.core.ingest.past.account.findings import Finding, Kind, Unjudged
from saferboard.core.ingest.past.history.history import Quote
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.sittings import Sittings

Topics = Mapping[str, Sequence[str]]
"""What the agendas call each topic; a topic of which nothing is said goes by its rule's title."""

_MISSED = frozenset({BreachKind.TOO_FEW, BreachKind.SLOT_MISSING})
_BY_MEETING = frozenset({Often.EVERY, Often.MONTHS})
_REASON = re.compile(
    r"\b(?:defer\w*|postpon\w*|withdrawn|carried over|moved to|not (?:be )?(?:available|ready)|"
    r"instead of|unable to|cancelled|no longer)\b",
    re.I,
)
LIKE = 0.5
"""From which share of a title's words on business may be what the title asks for."""
_EASY = 10_000  # minutes in a meeting: how long business took is not asked here


def plan_broken(
    record: Record, sittings: Sittings, rules: Sequence[Rule], topics: Topics | None = None
) -> Iterator[Finding | Unjudged]:
    """Each topic that missed a known meeting, or a whole year, for which a rule asked for it."""
    came = _came(record, rules, topics or {})
    years: dict[int, list[date]] = {}
    for day in sittings.days:
        years.setdefault(year_of(day), []).append(day)
    for year, days in sorted(years.items()):
        whole = _is_whole(year, days, sittings)
        judged = [rule for rule in rules if whole or rule.often in _BY_MEETING]
        left_out = [rule for rule in rules if rule not in judged]
        for rule in left_out:
            why = f"not every meeting of {year_name(year)} is known"
            yield Unjudged(Kind.PLAN_BROKEN, record.body, days[0], rule.name, why)
        plan = Plan(
            tuple(PlannedMeeting(day, _EASY) for day in days),
            tuple(
                Planned(rule.topic, rule.name, day, 0)
                for rule in judged
                for day in days
                if day in came[rule.topic]
            ),
        )
        for breach in check(plan, judged, _last(came, days[0])):
            if breach.kind in _MISSED and (breach.on or whole):
                yield from _broken(record, breach, rules, days)


def _came(record: Record, rules: Sequence[Rule], topics: Topics) -> dict[str, set[date]]:
    """On which days each topic was on the agenda, or in the minutes."""
    found: dict[str, set[date]] = {}
    for rule in rules:
        names = [record.terms(name) for name in (*topics.get(rule.topic, ()), rule.name)]
        days = found.setdefault(rule.topic, set())
        for one in record.business:
            if any(name and name <= record.terms(one.title) for name in names):
                days.add(one.on)
    return found


def _is_whole(year: int, days: Sequence[date], sittings: Sittings) -> bool:
    """Whether all meetings of a year are known: those around it too, and no gap between them."""
    before = [day for day in sittings.days if day < days[0]]
    after = [day for day in sittings.days if day > days[-1]]
    return bool(before and after) and sittings.unbroken(before[-1], after[0])


def _last(came: Mapping[str, set[date]], before: date) -> dict[str, date]:
    last = {
        topic: max((d for d in days if d < before), default=None) for topic, days in came.items()
    }
    return {topic: day for topic, day in last.items() if day is not None}


def _broken(
    record: Record, breach: Breach, rules: Sequence[Rule], days: Sequence[date]
) -> Iterator[Finding | Unjudged]:
    rule = next(rule for rule in rules if rule.topic == breach.topic)
    # A rule of months or of every meeting names the meetings that missed; else the year did.
    missed = list(breach.on) if rule.often in _BY_MEETING else []
    for on in missed or [days[-1]]:
        looked = [on] if missed else days
        if _explained(record, rule, looked):
            continue
        near = _nearest(record, rule, looked)
        if near:
            why = f"“{near}” may be it"
            yield Unjudged(Kind.PLAN_BROKEN, record.body, on, rule.name, why)
            continue
        when = f"{on.day} {on:%B %Y}" if missed else year_name(year_of(on))
        yield Finding(
            Kind.PLAN_BROKEN,
            record.body,
            on,
            rule.name if missed else f"{rule.name}, {year_name(year_of(on))}",
            f"{rule.name} was due ({rule.badge[0].lower()}{rule.badge[1:]}) and is not among the "
            f"business of {when}; no reason is recorded.",
            tuple(_agendas(record, looked)),
            0.8,
        )


def _nearest(record: Record, rule: Rule, days: Sequence[date]) -> str:
    """Business of these meetings that says half of what the rule's title tells, or more."""
    about = record.terms(rule.name)
    said = [
        (len(about & record.terms(one.title)), one.title)
        for one in record.business
        if one.on in days
    ]
    shared, title = max(said, key=lambda one: one[0], default=(0, ""))
    return title if shared and shared >= LIKE * len(about) else ""


def _explained(record: Record, rule: Rule, days: Sequence[date]) -> bool:
    """Whether minutes of these meetings, or of those just before, say why it did not come."""
    about = record.terms(rule.name)
    earlier = [day for day in record.on if day < min(days)]
    looked = {*days, *([max(earlier)] if earlier else [])}
    return any(
        _REASON.search(record.statements[n].text)
        and record.index.covering(about, record.index.terms(n)) >= LIKE
        for day in sorted(looked)
        for n in record.on.get(day, ())
    )


def _agendas(record: Record, days: Sequence[date]) -> Iterator[Quote]:
    """Each meeting's business, as its first source has it."""
    for day in days:
        held = [one for one in record.business if one.on == day]
        titles = "; ".join(one.title for one in held if one.source == held[0].source)
        yield Quote(held[0].source, day, held[0].span, titles)
