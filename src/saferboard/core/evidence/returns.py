"""What partners send, held against what they sent before, and turned into observations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from saferboard.core.evidence.assessment import Change
from saferboard.core.evidence.change import change
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Period


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as a partner sent it."""

    measure: str
    area: str
    period: Period
    figure: Figure
    flags: frozenset[Flag] = frozenset()
    note: str = ""

    @property
    def key(self) -> tuple[str, str, Period]:
        """What the line speaks of."""
        return (self.measure, self.area, self.period)


LINES = TypeAdapter(tuple[Line, ...])
OBSERVATIONS = TypeAdapter(tuple[Observation, ...])


@dataclass(frozen=True, slots=True)
class Held:
    """A line beside what is held: the figure it restates, and the last one it follows.

    ``moved`` is its change from the last one. ``doubts`` say what somebody should look at before
    it is accepted.
    """

    line: Line
    restates: Observation | None
    last: Observation | None
    moved: Change | None
    doubts: tuple[str, ...]


def hold_against(
    line: Line, measure: Measure, observations: Iterable[Observation], people: int | None = None
) -> Held:
    """Hold a line against the newest figures of its measure and area.

    The last one is the newest before it that covers as many months: a part year says nothing of a
    whole one. A relative change of more than the measure's ``returned_jump`` per cent is a doubt,
    as is any change from zero, and a percentage below one, which may have been meant as a share.
    So is what cannot well be, whatever came before: a percentage below zero, more than one event
    for each person, or more things or people than the ``people`` who live in the area.
    """
    newest: dict[Period, Observation] = {}
    for row in sorted(observations, key=lambda o: o.known):
        if (row.measure, row.area) == (line.measure, line.area):
            newest[row.period] = row
    last = max(
        (
            row
            for period, row in newest.items()
            if len(period) == len(line.period) and period.last < line.period.last
        ),
        key=lambda row: row.period.last,
        default=None,
    )
    restates = newest.get(line.period)
    moved = change(line.figure, last.figure, measure.kind) if last else None
    doubts = (
        *_doubts(line, measure, restates, last, moved),
        *_impossible(line.figure, measure, people),
    )
    return Held(line, restates, last, moved, doubts)


def _doubts(
    line: Line,
    measure: Measure,
    restates: Observation | None,
    last: Observation | None,
    moved: Change | None,
) -> Iterable[str]:
    if restates is not None and restates.figure != line.figure:
        yield "It restates the figure held for the same months."
    if last is not None and moved is not None:
        since = f"since {last.period.words}"
        if moved.per_cent is None and moved.absolute:
            yield f"It was 0 {since}."
        if moved.per_cent is not None and abs(moved.per_cent) > measure.returned_jump:
            yield (
                f"It changed by {moved.per_cent:+.1f}% {since}; more than "
                f"{measure.returned_jump:g}% is marked."
            )
    if (
        measure.kind is Kind.PROPORTION
        and isinstance(line.figure, Number)
        and line.figure.denominator is None
        and 0 < line.figure.value <= 1
    ):
        yield f"{line.figure.value:g} per cent may have been meant as a share of one."


def _impossible(figure: Figure, measure: Measure, people: int | None) -> Iterable[str]:
    """What is wrong with a figure by itself: the first of its kind has no other to be held by."""
    if not isinstance(figure, Number):
        return
    value, living = figure.value, f"the {people or 0:,} people who live in the area"
    if measure.kind is Kind.PROPORTION and value < 0:
        yield f"{value:g} per cent is below zero: only a reduction that became a rise is."
    if measure.kind is Kind.RATE and value > measure.per:
        yield f"{value:g} per {measure.per:,} people is more than one for each person."
    if people is None:
        return
    if measure.kind is Kind.COUNT and value > people:
        yield f"{value:,g} is more than {living}."
    if measure.kind is Kind.RATE and figure.denominator and figure.denominator > people:
        yield f"It is worked out over {figure.denominator:,} people, more than {living}."


def accepted(
    lines: Sequence[Line], observations: Iterable[Observation], *, known: date, origin: str
) -> tuple[Observation, ...]:
    """The lines as observations made known on the day they were accepted.

    One that differs from the figure held for the same months is flagged as revised; one that says
    what is held already is left out.
    """
    newest: dict[tuple[str, str, Period], Observation] = {}
    for row in sorted(observations, key=lambda o: o.known):
        newest[row.measure, row.area, row.period] = row
    found = []
    for line in lines:
        held = newest.get(line.key)
        if held is not None and _same(held, line):
            continue
        restated = held is not None and held.figure != line.figure
        found.append(
            Observation(
                measure=line.measure,
                area=line.area,
                period=line.period,
                figure=line.figure,
                known=known,
                pack="",
                paragraph="",
                flags=line.flags | ({Flag.REVISED} if restated else set()),
                note=line.note,
                origin=origin,
            )
        )
    return tuple(found)


def _same(held: Observation, line: Line) -> bool:
    said = (held.figure, held.flags - {Flag.REVISED}, held.note)
    return said == (line.figure, line.flags - {Flag.REVISED}, line.note)
