"""Whether minutes were confirmed once, by the next meeting, and whether their numbers run on."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from saferboard.core.board.numbering import Run
from saferboard.core.ingest.past.account.findings import Finding, Kind, Unjudged
from saferboard.core.ingest.past.history.history import Dated, Quote
from saferboard.core.ingest.past.history.merging import Merged, minute_place
from saferboard.core.ingest.past.history.record import Record
from saferboard.core.ingest.past.history.sittings import Sittings
from saferboard.core.ingest.past.values import Minute, Minutes

Held = Dated[Merged[Minutes]]


def confirmations(record: Record, sittings: Sittings) -> Iterator[Finding | Unjudged]:
    """Minutes confirmed twice, too late or too early, or never."""
    held = record.history.minutes
    confirmed = _confirmed(held)
    for one in held:
        by = confirmed.get(one.on, [])
        early = [each for each in by if each[0].on <= one.on]
        if early:
            yield _early(one, early[0])
        elif len(by) > 1:
            yield _twice(one, by)
        elif by:
            yield from _late(one, by[0], sittings)
        else:
            yield from _never(one, held, sittings)


def _confirmed(held: Sequence[Held]) -> dict[date, list[tuple[Held, Minute]]]:
    """For each day the meetings that confirmed its minutes, in order."""
    found: dict[date, list[tuple[Held, Minute]]] = {}
    for one in held:
        for minute in one.value.value.items:
            if minute.confirmed is not None and minute.confirmed.on is not None:
                found.setdefault(minute.confirmed.on, []).append((one, minute))
    return found


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _about(one: Held) -> str:
    return f"minutes of {_day(one.on)}"


def _quote(by: tuple[Held, Minute]) -> Quote:
    held, minute = by
    source = held.value.source(minute_place(minute))
    return Quote(source, held.on, minute.span, minute.text or minute.title)


def _start(one: Held) -> Quote:
    return Quote(one.source, one.on, one.value.value.span, _about(one))


def _early(one: Held, by: tuple[Held, Minute]) -> Finding:
    told = (
        f"The minutes of {_day(one.on)} were confirmed on {_day(by[0].on)}, before they could be."
    )
    evidence = (_start(one), _quote(by))
    return Finding(Kind.CONFIRMED_LATE, one.body, one.on, _about(one), told, evidence, 0.8)


def _twice(one: Held, by: Sequence[tuple[Held, Minute]]) -> Finding:
    days = " and ".join(_day(each[0].on) for each in by)
    told = f"The minutes of {_day(one.on)} were confirmed more than once: on {days}."
    evidence = (_start(one), *map(_quote, by))
    return Finding(Kind.CONFIRMED_TWICE, one.body, one.on, _about(one), told, evidence, 0.9)


def _late(one: Held, by: tuple[Held, Minute], sittings: Sittings) -> Iterator[Finding | Unjudged]:
    between = [day for day in sittings.after(one.on) if day < by[0].on]
    if any(day not in sittings.recorded for day in between):
        why = "the minutes of a meeting in between are not known"
        yield Unjudged(Kind.CONFIRMED_LATE, one.body, one.on, _about(one), why)
    elif between:
        told = (
            f"The minutes of {_day(one.on)} were confirmed on {_day(by[0].on)}, not at the next "
            f"meeting, on {_day(between[0])}."
        )
        evidence = (_start(one), _quote(by))
        yield Finding(Kind.CONFIRMED_LATE, one.body, one.on, _about(one), told, evidence, 0.9)


def _never(one: Held, held: Sequence[Held], sittings: Sittings) -> Iterator[Finding | Unjudged]:
    later = [other for other in held if other.on > one.on]
    why = ""
    if not later:
        why = "no later minutes are known"
    elif not sittings.unbroken(one.on, later[0].on) or sittings.next(one.on) != later[0].on:
        why = "the minutes of the next meeting are not known"
    elif any(day not in sittings.recorded for day in sittings.after(later[0].on)[:1]):
        why = "the minutes of the meeting after the next are not known"
    elif not any(minute.confirmed for minute in later[0].value.value.items):
        why = "what the next meeting confirmed could not be read"
    elif any(m.confirmed and m.confirmed.on is None for o in later for m in o.value.value.items):
        why = "a later meeting confirmed minutes of which no day is told"
    if why:
        yield Unjudged(Kind.NEVER_CONFIRMED, one.body, one.on, _about(one), why)
        return
    told = (
        f"No later meeting that is known confirmed the minutes of {_day(one.on)}; that of "
        f"{_day(later[0].on)} should have."
    )
    asked = next(m for m in later[0].value.value.items if m.confirmed)
    evidence = (_start(one), _quote((later[0], asked)))
    yield Finding(Kind.NEVER_CONFIRMED, one.body, one.on, _about(one), told, evidence, 0.85)


def numbers(
    record: Record, sittings: Sittings, restarts: Collection[date] = ()
) -> Iterator[Finding | Unjudged]:
    """Minutes whose numbers do not run on, within a meeting or from one to the next."""
    held = record.history.minutes
    for one in held:
        yield from _within(one)
    for before, after in pairwise(held):
        if after.on in restarts:
            continue
        about = f"minutes of {_day(after.on)}"
        first, last = _ends(after), _ends(before)
        if sittings.next(before.on) != after.on:
            why = "the minutes of the meeting before are not known"
            yield Unjudged(Kind.NUMBERS_JUMP, after.body, after.on, about, why)
        elif first is None or last is None:
            why = "minutes without numbers"
            yield Unjudged(Kind.NUMBERS_JUMP, after.body, after.on, about, why)
        elif (expected := Run(last[1], 1).following) != first[0]:
            told = (
                f"The minutes of {_day(after.on)} begin with number {first[0]}; after those of "
                f"{_day(before.on)} number {expected} was due, and no new start is declared."
            )
            # A new start from 1 happens every so often; it only was not declared.
            sure = 0.5 if first[0] == 1 else 0.85
            evidence = (_start(before), _start(after))
            yield Finding(Kind.NUMBERS_JUMP, after.body, after.on, about, told, evidence, sure)


def _numbered(one: Held) -> list[int] | None:
    """The numbers, if every minute has one."""
    found = [minute.number for minute in one.value.value.items]
    known = [number for number in found if number is not None]
    return known if known and len(known) == len(found) else None


def _ends(one: Held) -> tuple[int, int] | None:
    known = _numbered(one)
    return (known[0], known[-1]) if known else None


def _within(one: Held) -> Iterator[Finding]:
    for before, after in pairwise(_numbered(one) or ()):
        if after != before + 1:
            told = f"In the minutes of {_day(one.on)} number {after} follows number {before}."
            at = next(m for m in one.value.value.items if m.number == after)
            quote = Quote(one.value.source(minute_place(at)), one.on, at.span, at.title)
            about = f"minute {after}"
            yield Finding(Kind.NUMBERS_JUMP, one.body, one.on, about, told, (quote,), 0.8)
