"""Every community safety partnership of a table of recorded crime, ranked by rate.

Place 1 has the lowest rate. That is not always the best performance: what is reported and recorded
differs, and some offences come to light through police work, as drugs do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saferboard.core.directory.populations import Denominator
from saferboard.core.evidence.assessment import Position, Rank
from saferboard.core.evidence.figures import Figure, Missing, Number
from saferboard.core.evidence.funnel import Funnel, Standing, funnel
from saferboard.core.evidence.measures import Better, Kind, Measure
from saferboard.core.evidence.peers import position, rank
from saferboard.core.evidence.rates import rate

PER = 1000
EVERYONE = "community safety partnerships of England and Wales with a rate"
NO_PEOPLE = "no population is held for it"


@dataclass(frozen=True, slots=True)
class Counted:
    """One partnership: its events, and the people they are taken over where those are known."""

    code: str
    name: str
    force: str
    events: Figure
    people: Denominator | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One partnership with its rate and what follows from it."""

    counted: Counted
    rate: Figure
    rank: Rank | None
    position: Position | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """All partnerships in the order they came in, and their funnel."""

    rows: tuple[Ranked, ...]
    funnel: Funnel | None

    @property
    def placed(self) -> int:
        """How many have a rate."""
        return sum(1 for row in self.rows if isinstance(row.rate, Number))


def offence_measure(offence: str) -> Measure:
    """The table's offence as a measure, so that it is written and drawn like any other."""
    return Measure(
        key="csp",
        name=offence,
        outcome="",
        kind=Kind.RATE,
        unit=f"per {PER:,} people",
        source="Police recorded crime from the Home Office, Table C2",
        definition=f"{offence} recorded by the police in twelve months, per {PER:,} people.",
        polarity=(),
        per=PER,
    )


def ranked(offence: str, counted: Iterable[Counted]) -> Ranking:
    """Rates, places with ties, positions by fifths and standing in the funnel of all of them."""
    held = [(one, _rate(one)) for one in counted]
    values = {one.code: figure.value for one, figure in held if isinstance(figure, Number)}
    drawn = funnel(
        offence_measure(offence),
        [(one.code, figure) for one, figure in held if isinstance(figure, Number)],
    )
    stands = {dot.code: dot.standing for dot in drawn.dots} if drawn else {}
    rows = tuple(
        Ranked(
            one,
            figure,
            rank(values, one.code, Better.LOWER, EVERYONE),
            position(values, one.code, Better.LOWER),
            stands.get(one.code),
        )
        for one, figure in held
    )
    return Ranking(rows, drawn)


def _rate(one: Counted) -> Figure:
    if not isinstance(one.events, Number):
        return one.events
    if one.people is None:
        return Missing(NO_PEOPLE)
    events = round(one.events.value)
    found = rate(events, one.people.persons, PER)
    return Number(found.value, found.lower, found.upper, events, one.people.persons)


ORDERS = ("rank", "name", "force", "events", "people", "rate")
"""By what the partnerships can be put in order."""


def ordered(rows: Sequence[Ranked], by: str, *, down: bool = False) -> list[Ranked]:
    """The rows in an order of ``ORDERS``; what has no such value comes last, then by name."""

    def value(row: Ranked) -> float | str | None:
        figures: dict[str, float | str | None] = {
            "rank": row.rank.place if row.rank else None,
            "name": row.counted.name.casefold(),
            "force": row.counted.force.casefold(),
            "events": _value(row.counted.events),
            "people": row.counted.people.persons if row.counted.people else None,
            "rate": _value(row.rate),
        }
        return figures[by]

    def named(row: Ranked) -> str:
        return row.counted.name.casefold()

    known = sorted((row for row in rows if value(row) is not None), key=named)
    unknown = sorted((row for row in rows if value(row) is None), key=named)
    return sorted(known, key=lambda row: value(row) or 0, reverse=down) + unknown


def _value(figure: Figure) -> float | None:
    return figure.value if isinstance(figure, Number) else None
