"""From answers to shares that may be shown: counted, rolled up, kept from giving anybody away."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from saferboard.core.directory.areas import Areas
from saferboard.core.evidence.choosing import newest
from saferboard.core.evidence.figures import Figure, Number, Suppressed
from saferboard.core.evidence.measures import Break, Measure
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rates import wilson
from saferboard.core.evidence.surveys import (
    Answer,
    Answered,
    Question,
    Result,
    Survey,
    Surveyed,
    Surveys,
)

FEW = "too few people answered"
SMALL = "few gave the same answer here or beside it, and somebody might be recognised"
# The same words: which of two suppressed figures is the small one would tell something.
GIVES_AWAY = SMALL
# What a release carries: enough to see a trend, not everything ever asked.
YEARS = 5

Children = Callable[[str], Iterable[str]]


def effective_base(weights: Iterable[float]) -> float:
    """Kish's effective base: the sum of the weights squared over the sum of their squares."""
    held = tuple(weights)
    return sum(held) ** 2 / sum(weight * weight for weight in held)


def within(areas: Areas, code: str, top: str) -> tuple[str, ...]:
    """The area and those it lies in, up to ``top``; empty if it does not lie in that."""
    line: list[str] = []
    following: str | None = code
    while following is not None:
        line.append(following)
        if following == top:
            return tuple(line)
        following = areas[following].parent
    return ()


def counted(answers: Iterable[Answer], areas: Areas, top: str) -> tuple[Result, ...]:
    """The results of single answers, by area and every area above it up to ``top``."""
    cells: dict[tuple[str, str, str, Period, date, str], list[Answer]] = {}
    for answer in answers:
        for area in within(areas, answer.area, top):
            key = (
                answer.question,
                answer.wording,
                area,
                answer.period,
                answer.known,
                answer.weighting,
            )
            cells.setdefault(key, []).append(answer)
    return tuple(
        _result(held, area, question, wording, period, known, weighting)
        for (question, wording, area, period, known, weighting), held in cells.items()
    )


def _result(
    held: list[Answer],
    area: str,
    question: str,
    wording: str,
    period: Period,
    known: date,
    weighting: str,
) -> Result:
    weights = [1.0 if answer.weight is None else answer.weight for answer in held]
    agreed = [weight for weight, answer in zip(weights, held, strict=True) if answer.agrees]
    base = len(held)
    return Result(
        question=question,
        wording=wording,
        area=area,
        period=period,
        known=known,
        agree=len(agreed),
        base=base,
        share=sum(agreed) / sum(weights),
        effective=effective_base(weights) if weighting else float(base),
        weighting=weighting,
    )


def overlapping(results: Iterable[Result]) -> tuple[tuple[Result, Result], ...]:
    """Results of one question and area over periods that share months and are not the same.

    A year beside three of its quarters gives the fourth away, shown or not.
    """
    groups: dict[tuple[str, str], dict[Period, Result]] = {}
    for result in results:
        groups.setdefault((result.question, result.area), {})[result.period] = result
    return tuple(
        (one, other)
        for held in groups.values()
        for one, other in combinations(held.values(), 2)
        if one.period.first <= other.period.last and other.period.first <= one.period.last
    )


@dataclass(frozen=True, slots=True)
class _People:
    """How many answered, and how many of them agreed."""

    agree: int
    base: int

    def unsafe(self, survey: Survey) -> str:
        """Why a share of these people may not be shown; empty if it may."""
        if self.base < survey.least_base:
            return FEW
        small = range(1, survey.suppress_to + 1)
        return SMALL if self.agree in small or self.base - self.agree in small else ""


def hidden(results: Mapping[str, Result], survey: Survey, children: Children) -> dict[str, str]:
    """Which areas' shares of one question and period may not be shown, and why.

    ``results`` are by area. Where an area and those within it are shown, a suppressed one is the
    difference: so what is suppressed within a shown area is always two areas or more, who together
    could be shown, and within a suppressed area something is suppressed too.
    """
    people = {area: _People(result.agree, result.base) for area, result in results.items()}
    found = {area: why for area, held in people.items() if (why := held.unsafe(survey))}
    parts = {area: [c for c in children(area) if c in people] for area in people}
    while (more := _given_away(people, found, parts, survey)) is not None:
        found[more] = GIVES_AWAY
    return found


def _given_away(
    people: Mapping[str, _People],
    found: Mapping[str, str],
    parts: Mapping[str, list[str]],
    survey: Survey,
) -> str | None:
    """One more area to be suppressed; None when nothing is given away."""
    for area, inner in parts.items():
        shown = sorted((c for c in inner if c not in found), key=lambda c: (people[c].base, c))
        kept = [people[c] for c in inner if c in found]
        if area in found:
            if inner and not kept:
                return shown[0]
            continue
        together = _People(sum(p.agree for p in kept), sum(p.base for p in kept))
        if kept and (len(kept) == 1 or together.unsafe(survey)):
            return shown[0] if shown else area
    return None


def figure(result: Result, why: str) -> Figure:
    """The share in per cent with its limits; suppressed if there is a reason.

    A weighted share has no two parts that give it: its denominator alone says how many answered.
    """
    if why:
        return Suppressed(why)
    found = wilson(result.share, result.effective)
    return Number(
        100 * found.value,
        100 * found.lower,
        100 * found.upper,
        None if result.weighting else result.agree,
        result.base,
    )


def observed(
    surveys: Surveys, question: Question, measure: str, areas: Areas
) -> tuple[Observation, ...]:
    """A question's results as observations of a measure, what may not be shown suppressed."""
    survey = surveys.survey(question.survey)
    by_period: dict[Period, list[Result]] = {}
    for result in surveys.results:
        if result.question == question.key:
            by_period.setdefault(result.period, []).append(result)

    def children(code: str) -> tuple[str, ...]:
        return tuple(child.code for child in areas.children(code))

    found = []
    for held in by_period.values():
        kept = _kept(held, survey, children)
        found += [_observation(result, kept, survey, measure) for result in held]
    return tuple(found)


def _kept(held: list[Result], survey: Survey, children: Children) -> dict[str, str]:
    """What is hidden at any time: a restated area must not uncover what its neighbour was."""
    kept: dict[str, str] = {}
    for day in sorted({result.known for result in held}):
        known = sorted((r for r in held if r.known <= day), key=lambda r: r.known)
        for area, why in hidden({r.area: r for r in known}, survey, children).items():
            kept.setdefault(area, why)
    return kept


def _observation(
    result: Result, kept: Mapping[str, str], survey: Survey, measure: str
) -> Observation:
    note = ""
    if result.weighting and result.area not in kept:
        note = (
            f"{survey.name}, {result.period.words}: weighted ({result.weighting}), "
            f"{result.base:,} people count as {result.effective:,.0f}"
        )
    return Observation(
        measure=measure,
        area=result.area,
        period=result.period,
        figure=figure(result, kept.get(result.area, "")),
        known=result.known,
        pack="",
        paragraph="",
        note=note,
        origin=f"results of the {survey.name}, wording {result.wording}",
    )


def breaks(question: Question) -> tuple[Break, ...]:
    """A break for every change of wording."""
    later = sorted(question.wordings, key=lambda wording: wording.since)[1:]
    return tuple(
        Break(wording.since, f"the question was put in other words: {wording.text}")
        for wording in later
    )


def surveyed(
    surveys: Surveys,
    measures: Iterable[Measure],
    observations: Iterable[Observation],
    areas: Areas,
    quarter: Period,
    known_by: date,
) -> tuple[Surveyed, ...]:
    """What a release says of each survey of which anything is known, the last ``YEARS`` years.

    ``observations`` are those of all measures, survey results and printed values alike.
    """
    shown = {m.question: m.key for m in measures if m.question}
    rows: dict[str, list[Observation]] = {}
    for row in observations:
        rows.setdefault(row.measure, []).append(row)
    found = []
    for survey in surveys.surveys:
        questions = tuple(q for q in surveys.questions if q.survey == survey.key)
        answers = [
            answer
            for question in questions
            for answer in _answers(
                question,
                rows.get(shown[question.key], ())
                if question.key in shown
                else observed(surveys, question, "", areas),
                quarter,
                known_by,
            )
        ]
        if answers:
            said = {answer.question for answer in answers}
            kept = tuple(q for q in questions if q.key in said)
            found.append(Surveyed(survey, kept, tuple(answers)))
    return tuple(found)


def _answers(
    question: Question, rows: Iterable[Observation], quarter: Period, known_by: date
) -> list[Answered]:
    since = quarter.last.plus(-12 * YEARS)
    by_area: dict[str, list[Observation]] = {}
    for row in rows:
        if since < row.period.last <= quarter.last:
            by_area.setdefault(row.area, []).append(row)
    found = []
    for area in sorted(by_area):
        held = newest(by_area[area], known_by)
        for period in sorted(held, key=lambda p: (p.last, p.first)):
            wording = question.asked_in(period)
            version = wording.version if wording else ""
            row = held[period]
            found.append(Answered(question.key, version, area, period, row.figure, row.note))
    return found
