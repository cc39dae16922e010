"""What is known from elsewhere: a release, what partners returned, and earlier papers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from saferboard.core.evidence.checking.grammar import Sentence, compiled, picked, sentences
from saferboard.core.evidence.checking.labels import Acronyms, Label, Said, best
from saferboard.core.evidence.checking.rows import Row, rows_of
from saferboard.core.evidence.checking.source import Grid, Passage, Source
from saferboard.core.evidence.checking.spans import Span
from saferboard.core.evidence.checking.stated import Range, Stated
from saferboard.core.evidence.checking.tokens import Token
from saferboard.core.evidence.checking.units import NONE as NO_UNIT
from saferboard.core.evidence.checking.units import PEOPLE, Unit, unit_in, unit_of
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Kind as Formed
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Release


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one measure over one period, and who says so.

    ``unit`` is what a rate or average is per. ``paper``: an earlier paper gave it, at the latest
    on the day ``known``.
    """

    label: Label
    period: Period
    value: Range
    shown: str
    per_cent: bool
    unit: Unit
    source: str
    known: date | None = None
    part: bool = False
    paper: bool = False
    area: str = ""  # the name of a place other than the Board's own


def facts_of_release(release: Release, name: str) -> tuple[Fact, ...]:
    """What a release says of the Board's area, now and before."""
    measures = _speaking(release.measures)
    return tuple(
        fact
        for a in release.assessments
        if a.area == release.area and a.measure in measures
        for period, figure in ((a.period, a.figure), (a.previous_period, a.previous))
        if period is not None
        for fact in _fact(measures[a.measure], period, figure, name)
    )


def facts_of_places(release: Release, name: str) -> tuple[Fact, ...]:
    """What a release says of every other place, now and before."""
    measures = _speaking(release.measures)
    names = {place.code: place.name for place in release.places if place.code != release.area}
    return tuple(
        replace(fact, area=names[a.area])
        for a in release.assessments
        if a.area in names and a.measure in measures
        for period, figure in ((a.period, a.figure), (a.previous_period, a.previous))
        if period is not None
        for fact in _fact(measures[a.measure], period, figure, name)
    )


def facts_of_returns(
    measures: Iterable[Measure], observations: Iterable[Observation], area: str
) -> tuple[Fact, ...]:
    """What partners returned for an area, each with the paper that printed it."""
    held = _speaking(measures)
    return tuple(
        fact
        for o in observations
        if o.area == area and o.measure in held
        for fact in _returned(held[o.measure], o)
    )


def _speaking(measures: Iterable[Measure]) -> dict[str, Measure]:
    """The measures that a paper's words may mean.

    One worked out from source rows is left out where partners return one of the same name.
    """
    every = tuple(measures)
    returned = {Label.of(m.name).stems for m in every if not m.is_counted}
    return {m.key: m for m in every if not m.is_counted or Label.of(m.name).stems not in returned}


def _fact(measure: Measure, period: Period, figure: Figure, source: str) -> Iterator[Fact]:
    if isinstance(figure, Number) and not is_small(figure, measure):
        yield Fact(
            label=Label.of(measure.name),
            period=period,
            value=Stated(figure.value, places_of(measure)).range(exact=True),
            shown=f"{round(figure.value, places_of(measure)):g}",
            per_cent=measure.kind is Formed.PROPORTION,
            unit=_unit_of(measure),
            source=source,
        )


def is_small(figure: Number, measure: Measure) -> bool:
    """Whether it is, or comes from, a count that is not shown in public."""
    counts = [figure.numerator, figure.value if measure.kind is Formed.COUNT else None]
    return any(count is not None and 1 <= count <= measure.suppress_to for count in counts)


def _returned(measure: Measure, o: Observation) -> Iterator[Fact]:
    source = f"the paper of {o.known:%-d %B %Y}" + (f", {o.paragraph}" if o.paragraph else "")
    for fact in _fact(measure, o.period, o.figure, source):
        yield Fact(
            label=fact.label,
            period=fact.period,
            value=fact.value,
            shown=fact.shown,
            per_cent=fact.per_cent,
            unit=fact.unit,
            source=source,
            known=o.known,
            part=Flag.PART_YEAR in o.flags,
            paper=True,
        )


def places_of(measure: Measure) -> int:
    return 0 if measure.kind is Formed.COUNT else measure.places


def _unit_of(measure: Measure) -> Unit:
    if measure.kind is Formed.RATE:
        return Unit(PEOPLE, measure.per if measure.per > 1 else 0)
    return unit_in(measure.unit)


@dataclass(frozen=True, slots=True)
class Dated:
    """A figure in a sentence with the time it is of."""

    token: Token
    span: Span
    period: Period


_PARTS = {
    "LINK": r"(?:\(|\b(?:in|for|during|at|over)\b)\s?(?:the )?",
    "BE": (
        r"\b(?:is|are|was|were|at|of|sits?|sitting|stood|stands|show(?:s|ed)?|reached|totall?ed|"
        r"with|to|been|had|saw|recorded|estimated|currently)\b"
    ),
    "SOFT": (
        r"(?: ?\b(?:now|currently|sits?|sitting|stands?|at|around|about|estimated|approximately|"
        r"just|an?|the|of|recorded|cumulative|only|be|been|over|some|notable|total)\b ?)*"
    ),
}
_DATED = (
    (compiled(r"{v}(?: {per}{0,25}?)?\s?{LINK}{y}", _PARTS), 0),
    (compiled(r"{y}{w}{0,60}?{BE}\s?{SOFT}\s?{v}", _PARTS), 1),
    (compiled(r"{y}[,:]? ?{v}"), 1),
    (compiled(r"{v} {w}{0,20}?{y}"), 0),
)


def dated(found: Sentence) -> Iterator[Dated]:
    """Figures whose time stands beside them; each figure and each time once."""
    used: set[Token] = set()
    for pattern, order in _DATED:
        at = 0
        while match := pattern.search(found.marked, at):
            two = picked(found, match)
            value, time = two[order], two[1 - order]
            # A figure may end one pair and begin the next: go on from its own mark.
            at = match.start() + 1
            if (
                not used & {value, time}
                and time.span
                and time.span.period
                and time.span.length >= 3
            ):
                used |= {value, time}
                yield Dated(value, time.span, time.span.period)


def facts_of_paper(source: Source, name: str, labels: Iterable[Label] = ()) -> tuple[Fact, ...]:
    """The dated figures of an earlier paper: of its tables, and of its prose where a name fits."""
    acronyms = Acronyms()
    for part in source.parts:
        if isinstance(part, Passage):
            acronyms.learn(part.text)
    rows = [
        row for part in source.parts if isinstance(part, Grid) for row in rows_of(part, acronyms)
    ]
    found = [fact for row in rows for fact in facts_of_row(row, name)]
    named = [*(row.label for row in rows), *labels]
    for part in source.parts:
        if isinstance(part, Passage):
            for one in sentences(part):
                label = best(named, Said.of(one.text, acronyms))
                found += _facts_of_sentence(one, label, f"{name}, {part.at(one.start).words}")
    return tuple(found)


def facts_of_row(row: Row, name: str) -> Iterator[Fact]:
    """The figures of a row that stand under a period."""
    for cell in row.cells:
        if cell and cell.span and cell.span.period:
            per_cent = row.per_cent
            yield Fact(
                label=row.label,
                period=cell.span.period,
                value=cell.figure.range(exact=not (per_cent or row.rate)),
                shown=cell.figure.words,
                per_cent=per_cent,
                unit=unit_in(row.name) if row.rate else NO_UNIT,
                source=f"{name}, {row.place.words}",
                part=cell.part,
                paper=True,
            )


def _facts_of_sentence(found: Sentence, label: Label | None, name: str) -> Iterator[Fact]:
    if label is None:
        return
    for one in dated(found):
        stated = one.token.figure
        yield Fact(
            label=label,
            period=one.period,
            value=stated.range(exact=one.token.kind == "n"),
            shown=stated.words,
            per_cent=one.token.kind == "p",
            unit=unit_of(found, one.token),
            source=name,
            paper=True,
        )
