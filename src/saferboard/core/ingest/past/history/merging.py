"""The same meeting from two sources made one value; what differs is told, and nothing is lost.

Where both say the same, white space, quotes, dashes and capitals aside, nothing is told. Where they
differ the first source's words stand and the difference is listed. What only one has is kept.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from saferboard.core.ingest.past.history.person_names import alike, parse
from saferboard.core.ingest.past.history.words import folded
from saferboard.core.ingest.past.values import (
    NOWHERE,
    AgendaItem,
    LogAction,
    Meeting,
    Minute,
    Minutes,
    Outcome,
    Person,
    Span,
    Undertaking,
)

T = TypeVar("T")
V = TypeVar("V")
Told = tuple[str, str, Span]


@dataclass(frozen=True, slots=True)
class Difference:
    """What two sources say differently; an empty one does not have it. Spans are in that order."""

    what: str
    first: str
    second: str
    spans: tuple[Span, Span]
    sources: tuple[str, str] = ("", "")

    @property
    def only(self) -> str:
        """The source that alone has it; empty if both say something."""
        if self.first and self.second:
            return ""
        return self.sources[0] if self.first else self.sources[1]


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """One value of several sources. ``taken`` names what is not from the first, and its source."""

    value: T
    sources: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()

    def place(self, what: str, whole: str, span: Span) -> tuple[str, Span]:
        """The source and lines of a part that stands at ``span`` unless another source gave it."""
        for each in self.differences:
            if each.what == what and not each.first and each.second:
                return each.sources[1], each.spans[1]
        return self.source(what, whole), span

    def source(self, *what: str) -> str:
        """The source of a part, or of the nearest whole that it is a part of."""
        others = dict(self.taken)
        return next((others[name] for name in what if name in others), self.sources[0])


def _keyed(values: Iterable[V], key: Callable[[V], Hashable]) -> dict[Hashable, V]:
    """Values by their keys; a second one with the same key is another."""
    found: dict[Hashable, V] = {}
    count: Counter[Hashable] = Counter()
    for value in values:
        place = key(value)
        found[place, count[place]] = value
        count[place] += 1
    return found


class _Comparing:
    """Two sources being compared, and what was found so far."""

    def __init__(self, first: Merged[T], second: Merged[T]) -> None:
        self.first, self.second = first, second
        self.found: list[Difference] = []
        self.taken: list[tuple[str, str]] = []

    def text(self, what: str, one: str, other: str, spans: tuple[Span, Span]) -> str:
        """The words that stand: the first's, or those of the only one that has any."""
        if folded(one) == folded(other):
            return one
        self._differ(what, one, other, spans)
        return one or other

    def _differ(self, what: str, one: str, other: str, spans: tuple[Span, Span]) -> None:
        sources = (self.first.source(what), self.second.source(what))
        self.found.append(Difference(what, one, other, spans, sources))

    def lists(
        self,
        one: Sequence[V],
        other: Sequence[V],
        key: Callable[[V], Hashable],
        told: Callable[[V], Told],
        both: Callable[[V, V], V],
    ) -> tuple[V, ...]:
        """Two lists as one, in the first's order; what only the second has follows what it follows.

        ``told`` gives what a value is called, its words and its span.
        """
        ours, theirs = _keyed(one, key), _keyed(other, key)
        following: dict[Hashable, list[V]] = {}
        before: Hashable = None
        for place, value in theirs.items():
            if place in ours:
                before = place
                continue
            what, text, span = told(value)
            self._differ(what, "", text, (NOWHERE, span))
            self.taken.append((what, self.second.source(what)))
            following.setdefault(before, []).append(value)
        merged = following.get(None, [])
        for place, value in ours.items():
            if place in theirs:
                merged.append(both(value, theirs[place]))
            else:
                what, text, span = told(value)
                self._differ(what, text, "", (span, NOWHERE))
                merged.append(value)
            merged += following.get(place, [])
        return tuple(merged)

    def merged(self, value: T) -> Merged[T]:
        """The result, with what earlier merging found before it."""
        return Merged(
            value,
            (*self.first.sources, *(s for s in self.second.sources if s not in self.first.sources)),
            (*self.first.differences, *self.second.differences, *self.found),
            (*self.first.taken, *self.taken),
        )


def merged_meeting(first: Merged[Meeting], second: Merged[Meeting]) -> Merged[Meeting]:
    """What two sources say of one meeting that is called."""
    one, other = first.value, second.value
    at = _Comparing(first, second)
    spans = (one.span, other.span)
    value = replace(
        one,
        venue=at.text("venue", one.venue, other.venue, spans),
        starts=at.text("start", one.starts, other.starts, spans),
        agenda=at.lists(
            one.agenda,
            other.agenda,
            lambda item: folded(item.title),
            _told_item,
            lambda a, b: _item(at, a, b),
        ),
        future=tuple(sorted({*one.future, *other.future})),
    )
    return at.merged(value)


def _told_item(item: AgendaItem) -> Told:
    return item_place(item), item.title, item.span


def item_place(item: AgendaItem) -> str:
    """``item 4``, or by its title where it has no number."""
    return f"item {item.number}" if item.number is not None else f"item '{item.title}'"


def _item(at: _Comparing, one: AgendaItem, other: AgendaItem) -> AgendaItem:
    spans, what = (one.span, other.span), item_place(one)
    number = at.text(f"{what}, number", _number(one.number), _number(other.number), spans)
    return replace(
        one,
        number=int(number) if number else None,
        presenter=at.text(f"{what}, presenter", one.presenter, other.presenter, spans),
        note=at.text(f"{what}, note", one.note, other.note, spans),
        pages=one.pages or other.pages,
        restricted=one.restricted or other.restricted,
    )


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def merged_minutes(first: Merged[Minutes], second: Merged[Minutes]) -> Merged[Minutes]:
    """What two sources say of one meeting's record."""
    one, other = first.value, second.value
    at = _Comparing(first, second)
    spans = (one.span, other.span)
    value = replace(
        one,
        present=_people(at, "present", one.present, other.present),
        officers=_people(at, "officers", one.officers, other.officers),
        others=_people(at, "others", one.others, other.others),
        apologies=_people(at, "apologies", one.apologies, other.apologies),
        venue=at.text("venue", one.venue, other.venue, spans),
        started=at.text("start", one.started, other.started, spans),
        ended=at.text("end", one.ended, other.ended, spans),
        signed=one.signed or other.signed,
        items=at.lists(
            one.items, other.items, _minute_key, _told_minute, lambda a, b: _minute(at, a, b)
        ),
    )
    return at.merged(value)


def _minute_key(minute: Minute) -> Hashable:
    return folded(minute.title) if minute.number is None else minute.number


def minute_place(minute: Minute) -> str:
    """``minute 24``, or by its title where it has no number."""
    return f"minute {minute.number}" if minute.number is not None else f"minute '{minute.title}'"


def outcome_place(minute: Minute, outcome: Outcome) -> str:
    """``minute 24(b)``."""
    letter = f"({outcome.letter})" if outcome.letter else ", outcome"
    return f"{minute_place(minute)}{letter}"


def _told_minute(minute: Minute) -> Told:
    return minute_place(minute), minute.title, minute.span


def _minute(at: _Comparing, one: Minute, other: Minute) -> Minute:
    what, spans = minute_place(one), (one.span, other.span)

    def told(outcome: Outcome) -> Told:
        return outcome_place(one, outcome), f"{outcome.verb} {outcome.text}", outcome.span

    def both(a: Outcome, b: Outcome) -> Outcome:
        place = outcome_place(one, a)
        at.text(f"{place}, verb", a.verb, b.verb, (a.span, b.span))
        return replace(a, text=at.text(place, a.text, b.text, (a.span, b.span)))

    return replace(
        one,
        title=at.text(f"{what}, title", one.title, other.title, spans),
        text=at.text(f"{what}, text", one.text, other.text, spans),
        outcomes=at.lists(one.outcomes, other.outcomes, lambda o: o.letter, told, both),
        undertakings=at.lists(
            one.undertakings,
            other.undertakings,
            lambda u: folded(u.text),
            lambda u: (f"{what}, undertaking '{u.text}'", u.text, u.span),
            _same_undertaking,
        ),
        item=one.item or other.item,
        declared=at.lists(
            one.declared,
            other.declared,
            lambda d: (folded(d.who), folded(d.interest)),
            lambda d: (f"{what}, declared by {d.who}", d.interest, d.span),
            lambda a, b: a,
        ),
        confirmed=one.confirmed or other.confirmed,
    )


def _same_undertaking(one: Undertaking, other: Undertaking) -> Undertaking:
    return one if one.who else replace(one, who=other.who)


def _people(
    at: _Comparing, group: str, one: tuple[Person, ...], other: tuple[Person, ...]
) -> tuple[Person, ...]:
    """One heading's people; a name that is plainly the same, written differently, is one."""
    keys = {person.name: parse(person.name).key for person in (*one, *other)}
    for person in other:
        if not any(keys[person.name] == keys[known.name] for known in one):
            twin = _twin(person, one)
            if twin is not None:
                keys[person.name] = keys[twin.name]

    def both(a: Person, b: Person) -> Person:
        place, spans = f"attendance, {a.name}", (a.span, b.span)
        at.text(f"{place}, name", a.name, b.name, spans)
        return replace(
            a,
            post=at.text(f"{place}, post", a.post, b.post, spans),
            chair=a.chair or b.chair,
            minute=a.minute or b.minute,
        )

    return at.lists(
        one,
        other,
        lambda person: keys[person.name],
        lambda p: (f"attendance, {p.name}", f"{group}: {p.name}, {p.post}".strip(", "), p.span),
        both,
    )


def _twin(person: Person, among: Sequence[Person]) -> Person | None:
    """The one person of the other list who this is; None if nobody, or more than one, may be."""
    name = parse(person.name)
    likely = [
        other
        for other in among
        if (like := alike(name, parse(other.name))) is not None and like.certainty >= 0.8
    ]
    return likely[0] if len(likely) == 1 else None


def merged_log(
    first: Merged[tuple[LogAction, ...]], second: Merged[tuple[LogAction, ...]]
) -> Merged[tuple[LogAction, ...]]:
    """The action log of one meeting from two sources, action by action."""
    at = _Comparing(first, second)

    def both(one: LogAction, other: LogAction) -> LogAction:
        what, spans = action_place(one), (one.span, other.span)
        at.text(what, words_of_action(one), words_of_action(other), spans)
        return replace(one, status=at.text(f"{what}, status", one.status, other.status, spans))

    return at.merged(
        at.lists(
            first.value,
            second.value,
            lambda action: (action.number, folded(action.entries[0].action)),
            lambda action: (action_place(action), words_of_action(action), action.span),
            both,
        )
    )


def action_place(action: LogAction) -> str:
    """``action 3``, or by its first words where it has no number."""
    if action.number is not None:
        return f"action {action.number}"
    return f"action '{action.entries[0].action[:40].strip()}'"


def asked_of(action: LogAction) -> str:
    """The words of all its rows that ask for something; where none does, all words."""
    text = " ".join(row.action for row in action.entries if row.action.strip())
    return text or words_of_action(action)


def words_of_action(action: LogAction) -> str:
    """All that its rows say, one after the other."""
    rows = ((row.action, row.officer, row.comments) for row in action.entries)
    return "; ".join(part for row in rows for part in row if part)
