"""What activating a source would do: which parts are new, which are held already and differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from saferboard.core.ingest.past.history.merging import (
    Difference,
    Merged,
    merged_meeting,
    merged_minutes,
)
from saferboard.core.ingest.past.public import folded
from saferboard.core.ingest.past.text.clock import hour_of
from saferboard.core.ingest.past.values import Meeting, Minutes
from saferboard.core.ingest.past.values import Reading as Value
from saferboard.web.board.meetings.models import Meeting as MeetingRow
from saferboard.web.board.minutes.models import Minutes as MinutesRow
from saferboard.web.directory.models import Body
from saferboard.web.ingest import people, queries
from saferboard.web.ingest.models import Activation, Chosen, Part, Reading, Source
from saferboard.web.ingest.people import Match

What = Part.What
HERE = "this service"


@dataclass(frozen=True, slots=True)
class Step:
    """An agenda or minutes to take in. ``held`` names what has it already, if anything has.

    Where it is ``here``, arranged or minuted in this service, what is held stays.
    """

    what: Part.What
    value: Meeting | Minutes
    body: Body
    on: date
    held: str = ""
    here: bool = False
    before: Activation | None = None
    differences: tuple[Difference, ...] = ()
    chosen: Chosen | None = None

    @property
    def subject(self) -> str:
        """The thing, as choices name it."""
        return f"{self.body.key} {self.on.isoformat()} {self.what.value}"

    @property
    def day(self) -> str:
        """``7 March 2014``."""
        return f"{self.on.day} {self.on:%B %Y}"

    @property
    def asks(self) -> bool:
        """Whether somebody must choose between two accounts."""
        return bool(self.differences) and not self.here and self.chosen is None

    @property
    def writes(self) -> bool:
        """Whether activating writes it."""
        return not self.held or (self.chosen is not None and not self.chosen.held)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that must be settled, and what would then be done.

    ``names`` are the bodies as the source writes them; ``hourless`` meetings for which no hour is
    printed; ``waiting`` doubts that nobody answered; ``unread`` corrections made since the reading.
    """

    source: Source
    reading: Reading
    value: Value
    names: tuple[str, ...]
    bodies: Mapping[str, Body]
    steps: tuple[Step, ...]
    hourless: tuple[date, ...]
    people: Mapping[tuple[str, str], Match]
    waiting: int
    unread: int
    faults: tuple[str, ...]

    @property
    def asked(self) -> tuple[Match, ...]:
        """The names of which somebody must say whom they mean."""
        return tuple(match for match in self.people.values() if match.asks)

    @property
    def stops(self) -> tuple[str, ...]:
        """Everything that keeps it from being activated, in sentences."""
        choices = sum(step.asks for step in self.steps)
        counted = (
            (self.unread, "correction", "not read yet: read the source again"),
            (self.waiting, "doubt", "not settled"),
            (len(self.asked), "name", "not settled"),
            (choices, "difference from another source", "not settled"),
        )
        told = (
            f"{count} {what if count == 1 else _plural(what)} {'is' if count == 1 else 'are'} {why}"
            for count, what, why in counted
            if count
        )
        return (*self.faults, *told)


def _plural(what: str) -> str:
    first, *rest = what.split(" ")
    return " ".join((f"{first}s", *rest))


def plan(source: Source, bodies: Mapping[str, Body] | None = None) -> Plan:
    """What activating the newest reading would do. ``bodies`` are by name, folded."""
    reading = queries.newest(source)
    if reading is None:
        raise LookupError(f"{source} has no reading")
    value = reading.value
    names = _names(value)
    known = dict(bodies) if bodies else suggested(names)
    chosen = queries.chosen(source)
    steps = tuple(_steps(source, value, known, chosen))
    return Plan(
        source=source,
        reading=reading,
        value=value,
        names=names,
        bodies=known,
        steps=steps,
        hourless=tuple(_hourless(value, steps)),
        people=people.matches(value),
        waiting=queries.waiting(reading),
        unread=queries.unread(reading),
        faults=tuple(_faults(value, names, known)),
    )


def told(value: Value) -> tuple[Meeting | Minutes, ...]:
    """The meetings that are called, and those that are minuted."""
    return (*value.meetings, *value.minutes)


def _names(value: Value) -> tuple[str, ...]:
    """The bodies as the source writes them, each once."""
    found: dict[str, str] = {}
    for one in told(value):
        found.setdefault(folded(one.body), one.body)
    return tuple(found.values())


def suggested(names: tuple[str, ...]) -> dict[str, Body]:
    """The bodies that have these names; where there is one body alone that reports to none, it."""
    rows = list(Body.objects.all())
    by_name = {folded(row.name): row for row in rows}
    tops = [row for row in rows if row.reports_to_id is None]
    found = {}
    for name in names:
        held = by_name.get(folded(name)) or (tops[0] if len(tops) == 1 else None)
        if held is not None:
            found[folded(name)] = held
    return found


def _faults(value: Value, names: tuple[str, ...], bodies: Mapping[str, Body]) -> Iterator[str]:
    if not value.meetings and not value.minutes:
        yield "No meeting and no minutes were read, so there is no day to which it belongs"
    for name in names:
        if folded(name) not in bodies:
            yield f"Nobody has said which body “{name}” is"
    for meeting in value.meetings:
        if meeting.on is None:
            yield f"The day of the meeting at line {meeting.span.first} is not read: correct it"
    for minutes in value.minutes:
        if minutes.on is None:
            yield f"The day of the minutes at line {minutes.span.first} is not read: correct it"
    days = [(folded(one.body), one.on) for one in value.minutes]
    if len(days) != len(set(days)):
        yield "Two minutes of one day were read: leave the lines of one of them out"


def _hourless(value: Value, steps: Sequence[Step]) -> Iterator[date]:
    """The days of meetings that are not held yet and for which the source prints no hour."""
    printed = {one.on for one in value.meetings if hour_of(one.starts)}
    printed |= {one.on for one in value.minutes if hour_of(one.started)}
    held = set(
        MeetingRow.objects.filter(
            body__in={step.body.pk for step in steps}, date__in={step.on for step in steps}
        ).values_list("body", "date")
    )
    wanted = {step.on for step in steps if (step.body.pk, step.on) not in held}
    return iter(sorted(wanted - printed))


def _steps(
    source: Source, value: Value, bodies: Mapping[str, Body], chosen: Mapping[str, Chosen]
) -> Iterator[Step]:
    for meeting in value.meetings:
        body = bodies.get(folded(meeting.body))
        if body is not None and meeting.on is not None and meeting.agenda:
            yield _step(source, What.AGENDA, meeting, body, meeting.on, chosen)
    for minutes in value.minutes:
        body = bodies.get(folded(minutes.body))
        if body is not None and minutes.on is not None:
            yield _step(source, What.MINUTES, minutes, body, minutes.on, chosen)


def _step(
    source: Source,
    what: Part.What,
    value: Meeting | Minutes,
    body: Body,
    on: date,
    chosen: Mapping[str, Chosen],
) -> Step:
    fresh = Step(what, value, body, on)
    if _is_here(what, body, on):
        return Step(what, value, body, on, HERE, here=True)
    part = queries.parts(body=body, on=on, what=what).order_by("-pk").first()
    if part is None:
        return fresh
    before = Activation.objects.select_related("reading__source").get(pk=part.activation_id)
    name = before.reading.source.name
    differences = _differences(value, before.reading.value, on, (name, source.name))
    return Step(what, value, body, on, name, False, before, differences, chosen.get(fresh.subject))


def _is_here(what: Part.What, body: Body, on: date) -> bool:
    """Whether this service has it of its own: an arranged meeting, minutes that were taken."""
    if what is What.MINUTES:
        return MinutesRow.objects.filter(
            meeting__body=body, meeting__date=on, taken_from=""
        ).exists()
    return MeetingRow.objects.filter(body=body, date=on, taken_from="").exists()


def _differences(
    value: Meeting | Minutes, before: Value, on: date, names: tuple[str, str]
) -> tuple[Difference, ...]:
    """What the held source and the new one say differently."""
    if isinstance(value, Meeting):
        held = next((one for one in before.meetings if one.on == on), None)
        if held is None:
            return ()
        pair = Merged(held, names[:1]), Merged(value, names[1:])
        return merged_meeting(*pair).differences
    told = next((one for one in before.minutes if one.on == on), None)
    if told is None:
        return ()
    return merged_minutes(Merged(told, names[:1]), Merged(value, names[1:])).differences
