"""What the pages show of a release, worked out once, so that templates only lay it out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from saferboard.core.evidence import charts, meaning, words
from saferboard.core.evidence.assessment import Assessment, Direction
from saferboard.core.evidence.comparison import Verdict
from saferboard.core.evidence.comparison_words import sentences
from saferboard.core.evidence.exceptions import Standout, stands_out
from saferboard.core.evidence.figures import Missing, Number
from saferboard.core.evidence.measures import Kind, Measure, Outcome, Rag
from saferboard.core.evidence.overlaps import words_of
from saferboard.core.evidence.peers import POSITION_RULE, position_rule
from saferboard.core.evidence.rag import overall
from saferboard.core.evidence.release import Place, Release
from saferboard.web.evidence.addresses import Address, place_slug
from saferboard.web.evidence.comparing import wider_chart
from saferboard.web.evidence.drawing import Drawn, drawn
from saferboard.web.evidence.meanings import overlaps_of
from saferboard.web.evidence.measure_parts import Subject, parts_of
from saferboard.web.evidence.sparks import Spark, bars, line

RAG_TAGS = {
    Rag.GREEN: "govuk-tag--green",
    Rag.AMBER: "govuk-tag--yellow",
    Rag.RED: "govuk-tag--red",
    Rag.GREY: "govuk-tag--grey",
}
RAG_WORDS = {rag: rag.value for rag in Rag} | {Rag.GREY: "Not judged"}
UNLIKE = "Not comparable"


@dataclass(frozen=True, slots=True)
class Tag:
    """A RAG in word and colour."""

    word: str
    css: str

    @classmethod
    def of(cls, rag: Rag) -> "Tag":
        """Its word, so that the colour is never alone."""
        return cls(RAG_WORDS[rag], RAG_TAGS[rag])


@dataclass(frozen=True, slots=True)
class Row:
    """One measure in one area, in words, as a row of a dashboard."""

    measure: Measure
    assessment: Assessment
    url: str
    name: str
    previous: str
    previous_period: str
    current: str
    current_period: str
    change: str
    arrow: str
    direction: str
    direction_css: str  # ``up``, ``level``, ``down`` or ``unknown``: the colour of the arrow
    tag: Tag
    rank: str
    position: str
    verdicts: tuple[str, ...]
    notes: tuple[str, ...]
    trend: Spark | None
    districts: Spark | None

    @property
    def unit(self) -> str:
        """What the figures are in; empty for per cent, which they carry themselves."""
        return "" if self.measure.kind is Kind.PROPORTION else self.measure.unit

    @property
    def why_silent(self) -> str:
        """Why there is no figure; empty if there is one."""
        figure = self.assessment.figure
        return figure.reason if isinstance(figure, Missing) else ""


@dataclass(frozen=True, slots=True)
class Section:
    """An outcome with its measures; ``silent`` are those without a figure for the quarter."""

    outcome: Outcome
    url: str
    tag: Tag
    rows: tuple[Row, ...]
    silent: tuple[Row, ...]

    @property
    def line(self) -> str:
        """``2 worsening, 1 level``: how its measures move."""
        moves = Counter(
            row.direction if words.comparable(row.assessment) else UNLIKE
            for row in (*self.rows, *self.silent)
        )
        order = (Direction.DOWN, Direction.UP, Direction.LEVEL, Direction.UNKNOWN)
        said = (*(words.DIRECTION_WORDS[d] for d in order), UNLIKE)
        return ", ".join(f"{moves[move]} {move.lower()}" for move in said if moves[move])


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One exception: a sentence, its RAG and a small chart."""

    name: str
    url: str
    why: str
    sentence: str
    tag: Tag
    trend: Spark | None
    is_better: bool


def sections(release: Release, address: Address, area: str | None = None) -> Iterator[Section]:
    """The outcomes with what is known of each in an area; an outcome without measures is left out.

    Without an area it is the one the Board answers for.
    """
    for outcome in release.outcomes:
        rows = tuple(
            row(release, measure, found, address)
            for measure in release.measures
            if measure.outcome == outcome.key
            and (found := release.of(measure.key, area)) is not None
        )
        if rows:
            yield Section(
                outcome=outcome,
                url=address.to("outcome", key=outcome.key),
                tag=Tag.of(overall(r.assessment.rag for r in rows)),
                rows=tuple(r for r in rows if not isinstance(r.assessment.figure, Missing)),
                silent=tuple(r for r in rows if isinstance(r.assessment.figure, Missing)),
            )


def row(release: Release, measure: Measure, a: Assessment, address: Address) -> Row:
    """One assessment in words."""
    return Row(
        measure=measure,
        assessment=a,
        url=address.to("measure", key=measure.key),
        name=measure.name,
        previous=words.figure_words(a.previous, measure),
        previous_period=a.previous_period.words if a.previous_period else "",
        current=words.figure_words(a.figure, measure),
        current_period=a.period.words if a.period else "",
        change=words.change_words(a, measure) if a.change else "",
        arrow=words.ARROWS[a.direction],
        direction=words.direction_words(a),
        direction_css=(a.direction if words.comparable(a) else Direction.UNKNOWN).value,
        tag=Tag.of(a.rag),
        rank=str(a.rank) if a.rank else "",
        position=a.position.value if a.position else "",
        verdicts=verdicts(release, measure, a),
        notes=notes(release, measure, a),
        trend=trend(a),
        districts=districts(release, measure) if a.area == release.area else None,
    )


def verdicts(release: Release, measure: Measure, a: Assessment) -> tuple[str, ...]:
    """How the area stands against wider ones, where that could be tested."""
    names = {place.code: place.name for place in release.places}
    tested = [one for one in a.compared if one.verdict is not Verdict.UNTESTED]
    return tuple(sentences(tested, names, measure))


def notes(release: Release, measure: Measure, a: Assessment) -> tuple[str, ...]:
    """What a reader must know before using the figure, a person's RAG and why among it."""
    said = meaning.notes(measure, a, release.quarter, words_of(measure, release.measures))
    if a.override is None:
        return said
    return (
        *said,
        f"RAG set by {a.override.by} on {a.override.on:%-d %B %Y}: "
        f"{a.override.reason.rstrip('.')} "
        f"(computed: {RAG_WORDS[a.judgement.rag]}, because {a.judgement.because})",
    )


def exceptional(item: Standout, address: Address) -> Exceptional:
    """An exception as the front page tells it."""
    return Exceptional(
        name=item.measure.name,
        url=address.to("measure", key=item.measure.key),
        why=item.why,
        sentence=item.words,
        tag=Tag.of(item.assessment.rag),
        trend=trend(item.assessment),
        is_better=item.is_good,
    )


def trend(a: Assessment) -> Spark | None:
    """The run of the value as a small line; None with fewer than three points."""
    values = [r.rolling for r in a.series if r.rolling is not None]
    return line(values) if len(values) > 2 else None


def districts(release: Release, measure: Measure) -> Spark | None:
    """The districts side by side as small bars, in the order of their names."""
    found = [
        (place.name, a.figure.value)
        for place in district_places(release)
        if (a := release.of(measure.key, place.code)) and isinstance(a.figure, Number)
    ]
    if len(found) < 2:
        return None
    high = max(found, key=lambda item: item[1])
    low = min(found, key=lambda item: item[1])
    return bars(
        [value for _, value in found],
        f"Highest {high[0]} {words.number(high[1], measure)}, "
        f"lowest {low[0]} {words.number(low[1], measure)}",
    )


def district_places(release: Release) -> list[Place]:
    """The districts of the headline area, by name."""
    return sorted((p for p in release.places if p.within == release.area), key=lambda p: p.name)


def assessed_places(release: Release) -> list[Place]:
    """Every place that the release says something of, the headline area's family first."""
    said = {a.area for a in release.assessments}
    return [p for p in release.places if p.code in said]


def position_rules(release: Release) -> str:
    """How positions come about in a release: one rule, or each list of peers with its own."""
    rules = {p.name: p.rule for p in release.peer_sets}
    if len(set(rules.values())) < 2:
        return next(iter(rules.values()), POSITION_RULE)
    return "; ".join(f"among {name} {rule}" for name, rule in rules.items())


def place_url(place: Place, address: Address) -> str:
    """The page of a place."""
    return address.to("district", slug=place_slug(place))


def needs_attention(release: Release, area: str) -> list[tuple[Measure, Assessment, str]]:
    """What stands out in one area: the measure, what is said of it, and why."""
    return [
        (measure, a, reason)
        for measure in release.measures
        if (a := release.of(measure.key, area)) is not None
        and (reason := stands_out(measure, a, release.quarter.last)) is not None
    ]


def links(measures: Iterable[Measure], address: Address) -> list[tuple[str, str]]:
    """Measures by name, each with its page."""
    return [(m.name, address.to("measure", key=m.key)) for m in measures]


def measure_page(release: Release, one: Measure, address: Address) -> dict[str, Any]:
    """What the page of a measure shows, for the template."""
    said = tuple(a for a in release.assessments if a.measure == one.key)
    headline = release.of(one.key) or said[0]
    return {
        "measure": one,
        "place": release.place(headline.area),
        "row": row(release, one, headline, address),
        "sentence": words.sentence(headline, one),
        "limits": words.limits_words(headline.figure, one),
        "better": words.polarity_words(one.better_at(release.quarter.last)),
        "charts": measure_charts(release, one, headline, said),
        "parts": list(parts_of(Subject(release, one, headline, said, address))),
        "areas": [_area(release, one, a, address) for a in said],
        "lines": lines(one),
        "overlaps": overlaps_of(release, one, address),
        "overlaps_url": address.to("overlaps"),
        "polarities": [(p.since.words, words.polarity_words(p.better)) for p in one.polarity],
        "disagreements": [d for d in release.disagreements if d.measure == one.key],
        "downloads": downloads(one, address),
        "position_rule": position_rule(headline.rank),
    }


def measure_charts(
    release: Release, one: Measure, headline: Assessment, said: tuple[Assessment, ...]
) -> list[Drawn]:
    """The charts of a measure that can be drawn: over time, by month, by district, beside wider."""
    place = release.place(headline.area)
    wanted = (
        charts.rolling_chart(one, headline, place),
        charts.monthly_chart(one, headline, place),
        charts.district_chart(release, one, said),
        wider_chart(release, one, said),
    )
    return [found for chart in wanted if (found := drawn(chart)) is not None]


def lines(one: Measure) -> list[tuple[str, str, str]]:
    """The lines that are drawn for a measure: what each is called, where it lies, and why."""
    named = (("Trigger", one.trigger), ("Target", one.target), ("Threshold", one.threshold))
    unit = "" if one.kind in (Kind.PROPORTION, Kind.MONEY) else one.unit
    return [
        (name, f"{words.number(line.value, one)} {unit}".strip(), line.why)
        for name, line in named
        if line is not None
    ]


def downloads(one: Measure, address: Address) -> dict[str, str]:
    """Where a measure's figures are as files."""
    return {
        "csv": address.to("measure-csv", key=one.key),
        "months": address.to("months-csv", key=one.key),
        "json": address.to("measure-json", key=one.key),
    }


def _area(release: Release, one: Measure, a: Assessment, address: Address) -> dict[str, Any]:
    place = release.place(a.area)
    return {
        "place": place,
        "url": place_url(place, address),
        "row": row(release, one, a, address),
        "limits": words.limits_words(a.figure, one),
    }
