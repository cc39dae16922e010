"""What a profile says in sentences, the same on the page and on paper."""

from collections.abc import Iterable, Sequence

from saferboard.core.evidence.assessment import Reading
from saferboard.core.evidence.comparison import Compared, Verdict
from saferboard.core.evidence.control_words import finding
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.hexagons import LEVEL
from saferboard.core.evidence.profile.profile import (
    Footing,
    Line,
    Priority,
    Profile,
    Spread,
    Standing,
    Week,
)
from saferboard.core.evidence.profile.weeks import DAYS, PARTS
from saferboard.core.evidence.words import figure_words, sentence

KILOMETRES = {6: 36.13, 7: 5.16, 8: 0.74, 9: 0.11}
"""Mean area of an H3 hexagon in square kilometres, by resolution (H3's own table)."""


def lead(profile: Profile) -> str:
    """The opening: which priorities, and how much is known of where and when."""
    names = _names(profile, [p.measure for p in profile.priorities])
    if not any(isinstance(line.assessment.figure, Number) for line in profile.lines):
        return (
            f"Nothing can be said of {profile.place.name} in {profile.quarter.words}: no figure is "
            "known, or none may be shown."
        )
    if not names:
        return (
            f"Nothing in {profile.place.name} stands out for the worse in {profile.quarter.words}, "
            "and no priority was chosen."
        )
    several = len(names) > 1
    text = f"{profile.place.name} has {_count(len(names), 'priority', 'priorities')} in "
    text += f"{profile.quarter.words}: {listed(names)}."
    if all(p.footing is Footing.SUGGESTED for p in profile.priorities):
        text += f" {'They are' if several else 'It is'} suggested by the figures; the partnership "
        text += "has not chosen any yet."
    return text


def ended(profile: Profile) -> str:
    """Which priorities of the quarter before are none any more; empty if all still are."""
    if not profile.ended:
        return ""
    verb = "was a priority" if len(profile.ended) == 1 else "were priorities"
    return f"{listed(profile.ended)} {verb} in the quarter before and no longer."


def reason(priority: Priority, profile: Profile) -> str:
    """Why it is a priority, by whose word, and since when."""
    text = f"{priority.footing.capitalize()}"
    if priority.by and priority.on is not None:
        text += f" ({priority.by}, {priority.on:%-d %B %Y})"
    text += f": {priority.because.rstrip('.')}."
    if priority.since is not None and priority.since != profile.quarter:
        return f"{text} A priority since {priority.since.words}."
    return f"{text} A priority from this quarter on."


def update(line: Line, quarter: Period) -> str:
    """How it stands, and what the quarter brought beside the same quarter a year before."""
    said = [sentence(line.assessment, line.measure), _quarter(line.assessment.series, quarter)]
    if line.assessment.control is not None:
        said.append(finding(line.assessment.control))
    return " ".join(filter(None, said))


def _quarter(series: Sequence[Reading], quarter: Period) -> str:
    if not series or not quarter.is_quarter:
        return ""
    now, before = _events(series, quarter), _events(series, quarter.shifted(-12))
    if now is None:
        hidden = any(r.suppressed for r in series if r.month in quarter.months)
        why = "are small and not shown" if hidden else "are not all known"
        return f"The months of {quarter.words} {why}, so the quarter has no sum of its own."
    text = f"In {quarter.words} there were {now:,} events"
    if before is None:
        return f"{text}."
    earlier = quarter.shifted(-12).words
    if now == before:
        return f"{text}, as many as in {earlier}."
    way = "more" if now > before else "fewer"
    return f"{text}, {abs(now - before):,} {way} than in {earlier} ({before:,})."


def _events(series: Sequence[Reading], period: Period) -> int | None:
    known = {r.month: r.events for r in series}
    found = [known.get(month) for month in period.months]
    return None if None in found else sum(events for events in found if events is not None)


def beside(line: Line, profile: Profile) -> str:
    """The area beside the one it lies in; empty where that is not held."""
    if line.beside is None or profile.wider is None:
        return ""
    return (
        f"{profile.wider.name} as a whole stood at "
        f"{figure_words(line.beside.figure, line.measure)}: {verdict_of(line.beside)}."
    )


def verdict_of(compared: Compared) -> str:
    """``statistically worse here``, or why nothing was tested."""
    if compared.verdict is Verdict.UNTESTED:
        return f"not tested, because {compared.because}"
    return f"statistically {compared.verdict} here"


def standing(found: Standing, measure: Measure, profile: Profile) -> str:
    """How many districts are better and worse than the wider area."""
    wider = profile.wider.name if profile.wider else "the wider area"
    parts = []
    for verdict in (Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER, Verdict.BETTER):
        names = [row.name for row in found.rows if row.verdict is verdict]
        if names:
            parts.append(f"statistically {verdict} than {wider}: {listed(names)}")
    text = "; ".join(parts) or f"no district is told apart from {wider} by its limits"
    return f"{measure.name}. {text[0].upper()}{text[1:]}."


def where(spread: Spread) -> str:
    """What the map shows, in words."""
    if spread.unknown:
        return f"Where events were is not told: {spread.unknown}."
    text = f"{_count(len(spread.spots), 'hexagon', 'hexagons')}{size(spread)} "
    text += "cover the district." if spread.bounded else "lie round those with most events."
    if spread.untested:
        text += f" None was tested: {spread.untested}."
    else:
        text += _hot(spread)
    if spread.withheld:
        held = _count(spread.withheld, "hexagon more stands out", "hexagons more stand out")
        text += f" Whether {held} is not told: it would give small numbers away."
    if spread.placeless is not None:
        text += f" {spread.placeless} more events had no location and are in no hexagon."
    return text


def _hot(spread: Spread) -> str:
    text = " None is a hot spot."
    if spread.hot:
        text = f" {_count(spread.hot, 'is a hot spot', 'are hot spots')}, in "
        text += f"{_count(len(spread.clusters), 'cluster', 'clusters')}."
    if spread.plain is not None:
        text += f" Without the correction for many tests {spread.plain} would be."
    return text


def size(spread: Spread) -> str:
    """``, each about 0.74 square kilometres``; empty for a size that H3's table here lacks."""
    resolution = int(spread.spots[0].cell[1], 16) if spread.spots else -1
    area = KILOMETRES.get(resolution)
    return f" of about {area:g} square kilometres each" if area else ""


def busiest(week: Week) -> str:
    """The parts of the week in the highest band."""
    if week.unknown:
        return f"When in the week events were is not told: {week.unknown}."
    top = max((band for day in week.days for band in day), key=lambda band: band.lower)
    found = [
        f"{day} {part}"
        for day, bands in zip(DAYS, week.days, strict=True)
        for part, band in zip(PARTS, bands, strict=True)
        if band == top
    ]
    if len(found) > 5:
        return f"{len(found)} of the week’s {len(DAYS) * len(PARTS)} parts hold {top} events each."
    return f"Most events ({top} each) were on {listed(found)}."


def cautions(profile: Profile) -> tuple[str, ...]:
    """What a reader of the maps must know; those that hold for this profile."""
    said = [
        "police.uk moves every event to the nearest of a fixed set of points on the map, so many "
        "events share one point, and a point may lie in the hexagon next to the event’s.",
        "Events are known by the month. Neither a day nor an hour can be read from police.uk.",
        "A hot spot is a hexagon that, taken together with those touching it, holds more events "
        "than chance gives (Getis and Ord’s Gi*). As each hexagon is a test, the level is "
        f"corrected (Benjamini and Hochberg): about {LEVEL:.0%} of the hot spots told here may be "
        "chance.",
        "Events are counted, not divided by the people who live or pass there: a town centre is "
        "often a hot spot because it is busy.",
        "A hexagon at the edge has fewer neighbours, and events beyond the district are not "
        "counted in it: a hot spot that lies across the border is seen in part or not at all.",
        "The lowest band holds hexagons without events and hexagons with few together, so that no "
        "small number is given away; cold spots are not told for the same reason.",
    ]
    if any(not spread.bounded for spread in profile.spreads if not spread.unknown):
        said.append(
            "The district’s boundary is not loaded: only hexagons near those above the lowest band "
            "were looked at, which makes it harder for any of them to stand out."
        )
    return tuple(said)


def listed(names: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    held = list(names)
    return " and ".join(filter(None, [", ".join(held[:-1]), held[-1]]))


def _names(profile: Profile, keys: Iterable[str]) -> list[str]:
    lines = [profile.line(key) for key in keys]
    return [line.measure.name for line in lines if line is not None]


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
