"""What a later release declares differently: measures and peers, each change by name.

A restated figure may come from new data or from a new meaning; this tells the second.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from saferboard.core.evidence.measures import Break, Line, Measure, Polarity
from saferboard.core.evidence.peers import PeerSet
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.release import Release

# How each key of a declaration is told; any other change is told by the key itself.
CALLED = {
    "name": "name",
    "outcome": "outcome",
    "kind": "kind",
    "unit": "unit",
    "source": "source",
    "definition": "definition",
    "polarity": "what counts as good",
    "counts": "categories counted",
    "leaves_out": "categories left out",
    "population": "population",
    "per": "per how many",
    "places": "decimal places",
    "dead_band": "dead band",
    "lag": "how late it may be (months)",
    "rag": "RAG rule",
    "peers": "peers",
    "overlaps": "overlaps",
    "breaks": "breaks",
    "caveats": "caveats",
    "trigger": "trigger",
    "target": "target",
    "threshold": "threshold",
    "retired": "first month without it",
    "retired_because": "why it is not reported any more",
    "compared_with": "wider areas it is held against",
    "compared_by": "rule for wider areas",
    "suppress_to": "counts not shown up to",
}
LONG = 120


@dataclass(frozen=True, slots=True)
class Redefinition:
    """One change of a declaration: of which measure or peers, what, from what, to what."""

    subject: str
    what: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """``Burglary: unit was "per 1,000 people", is "per 10,000 people"``; or what happened."""
        if not (self.old or self.new):
            return f"{self.subject}: {self.what}"
        return f"{self.subject}: {self.what} was {self.old or 'none'}, is {self.new or 'none'}"


def redefinitions(old: Release, new: Release) -> tuple[Redefinition, ...]:
    """Measures added, retired, left out or declared otherwise, then changed lists of peers."""
    return (*_measures(old, new), *_peers(old, new))


def _measures(old: Release, new: Release) -> Iterator[Redefinition]:
    before = {m.key: m for m in (*old.measures, *old.retired)}
    after = {m.key: m for m in (*new.measures, *new.retired)}
    gone_before, gone_after = ({m.key for m in r.retired} for r in (old, new))
    for key in sorted(before.keys() | after.keys(), key=lambda k: (after.get(k) or before[k]).name):
        if key not in before or key not in after:
            held, what = (after, "added") if key in after else (before, "left out")
            yield Redefinition(held[key].name, what, "", "")
            continue
        now = after[key]
        if key in gone_after and key not in gone_before:
            yield Redefinition(now.name, _retired(now), "", "")
        elif key in gone_before and key not in gone_after:
            yield Redefinition(now.name, "reported again", "", "")
        yield from _changes(before[key], now)


def _retired(measure: Measure) -> str:
    since = f" from {measure.retired.words}" if measure.retired else ""
    because = f": {measure.retired_because}" if measure.retired_because else ""
    return f"not reported any more{since}{because}"


def _changes(was: Measure, now: Measure) -> Iterator[Redefinition]:
    for field in fields(Measure):
        old, new = getattr(was, field.name), getattr(now, field.name)
        if old != new:
            what = CALLED.get(field.name, field.name.replace("_", " "))
            yield Redefinition(now.name, what, _said(old), _said(new))


def _peers(old: Release, new: Release) -> Iterator[Redefinition]:
    """A release from before lists were kept in it names none: then nothing can be told."""
    if not (old.peer_sets and new.peer_sets):
        return
    places = {p.code: p.name for r in (old, new) for p in r.places}
    before, after = ({p.key: p for p in r.peer_sets} for r in (old, new))
    for key in sorted(before.keys() | after.keys()):
        if key not in before or key not in after:
            held, what = (after, "added") if key in after else (before, "left out")
            yield Redefinition(f"Peers “{held[key].name}”", what, "", "")
        elif before[key] != after[key]:
            yield from _peer_changes(before[key], after[key], places)


def _peer_changes(was: PeerSet, now: PeerSet, places: dict[str, str]) -> Iterator[Redefinition]:
    subject = f"Peers “{now.name}”"
    old, new = (", ".join(places.get(code, code) for code in one.areas) for one in (was, now))
    if set(was.areas) != set(now.areas):
        yield Redefinition(subject, "members", old, new)
    for what, before, after in (
        ("name", was.name, now.name),
        ("dates", was.dates, now.dates),
        ("source", was.source, now.source),
        ("position", was.rule, now.rule),
    ):
        if before != after:
            yield Redefinition(subject, what, _said(before), _said(after))


def _said(value: object) -> str:
    """A declared value in words; empty for none."""
    if value is None or value in ("", ()):
        return ""
    match value:
        case Month():
            text = value.words
        case Polarity():
            text = f"{value.better} is better since {value.since.words}"
        case Break():
            text = f"{value.on.words} ({value.why})"
        case Line():
            text = f"{value.value:g} ({value.why})"
        case tuple():
            text = ", ".join(map(_said, value))
        case bool():
            text = "yes" if value else "no"
        case _:
            text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= LONG else text[: LONG - 1].rstrip() + "…"
