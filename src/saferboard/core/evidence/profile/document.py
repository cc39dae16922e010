"""A profile as a document: the page, the PDF and their tables are renderings of it."""

from collections.abc import Iterable, Iterator, Mapping

from saferboard.core.document.tree import (
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Point,
    Series,
    Table,
)
from saferboard.core.evidence import charts
from saferboard.core.evidence.comparison_words import verdict_words
from saferboard.core.evidence.profile import words
from saferboard.core.evidence.profile.profile import (
    Line,
    Priority,
    Profile,
    Spread,
    Standing,
    Week,
)
from saferboard.core.evidence.profile.seasons import LEAST_YEARS, Season, season
from saferboard.core.evidence.profile.weeks import DAYS, PARTS
from saferboard.core.evidence.words import (
    ARROWS,
    direction_words,
    figure_words,
    limits_words,
    rounded,
)

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
GROUPS = {"all": "Everybody"}
Pictures = Mapping[str, Picture]


def document(profile: Profile, pictures: Pictures) -> Document:
    """The whole profile. ``pictures`` are its maps, by ``hexagons_of`` and ``districts_of``."""
    return Document(
        title=title(profile),
        body=profile.board,
        date=profile.quarter.words,
        blocks=tuple(blocks(profile, pictures)),
    )


def title(profile: Profile) -> str:
    """``Problem profile: Melton``."""
    return f"Problem profile: {profile.place.name}"


def hexagons_of(measure: str) -> str:
    """What the map of a measure's hexagons is called."""
    return f"hexagons-{measure}"


def districts_of(measure: str) -> str:
    """What the map of the districts in a measure is called."""
    return f"districts-{measure}"


def blocks(profile: Profile, pictures: Pictures) -> Iterator[Block]:
    """Everything under the title."""
    yield _said(words.lead(profile), words.ended(profile))
    if profile.commentary:
        yield Heading("Commentary")
        yield from (_said(text) for text in _paragraphs(profile.commentary))
    for priority in profile.priorities:
        line = profile.line(priority.measure)
        if line is not None:
            yield from _priority(profile, priority, line, pictures)
    yield Heading("Every measure")
    yield _measures(profile)
    yield Heading("Who lives here")
    yield from _people(profile)
    yield Heading("What this can and cannot tell")
    lead = "Read the maps and the months with this in mind:"
    yield Paragraph(lead, points=words.cautions(profile), numbered=False)
    made = f"Made on {profile.made_on:%-d %B %Y} from release {profile.release}."
    yield _said(made, profile.attribution)


def _said(*sentences: str) -> Paragraph:
    """Plain text, without a number: a profile is not a paper for decision."""
    return Paragraph(" ".join(filter(None, sentences)), numbered=False)


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.replace("\r", "").split("\n\n"):
        if part.strip():
            yield " ".join(part.split())


def _priority(
    profile: Profile, priority: Priority, line: Line, pictures: Pictures
) -> Iterator[Block]:
    measure = line.measure
    yield Heading(measure.name)
    yield _said(words.reason(priority, profile))
    yield _said(words.update(line, profile.quarter), words.beside(line, profile))
    trend = charts.rolling_chart(measure, line.assessment, profile.place)
    if trend is not None:
        yield trend
    standing = profile.standing(measure.key)
    if standing is not None and len(standing.rows) > 1:
        yield from _districts(profile, line, standing, pictures)
    spread = profile.spread(measure.key)
    if spread is not None:
        yield from _where(line, spread, pictures)
    yield Heading(f"{measure.name}: when", 2)
    yield from _when(profile, line)


def _districts(
    profile: Profile, line: Line, standing: Standing, pictures: Pictures
) -> Iterator[Block]:
    measure = line.measure
    yield Heading(f"{measure.name}: beside the other districts", 2)
    yield _said(words.standing(standing, measure, profile))
    if districts_of(measure.key) in pictures:
        yield pictures[districts_of(measure.key)]
    wider = profile.wider.name if profile.wider else "the wider area"
    yield Table(
        caption=f"{measure.name} by district, {profile.quarter.words}",
        columns=(
            Column("District"),
            Column(f"Value ({charts.unit_of(measure)})", True),
            Column("95% limits", True),
            Column(f"Beside {wider}"),
        ),
        rows=tuple(
            (
                row.name,
                figure_words(row.figure, measure),
                limits_words(row.figure, measure),
                verdict_words(row.verdict),
            )
            for row in standing.rows
        ),
    )


def _where(line: Line, spread: Spread, pictures: Pictures) -> Iterator[Block]:
    measure = line.measure
    yield Heading(f"{measure.name}: where", 2)
    yield _said(words.where(spread))
    if hexagons_of(measure.key) in pictures:
        yield pictures[hexagons_of(measure.key)]
    if spread.clusters:
        yield _clusters(measure.name, spread)
    if spread.spots:
        yield bands_table(measure.name, spread)


def _clusters(name: str, spread: Spread) -> Table:
    return Table(
        caption=f"{name}: clusters of hot spots, the largest first",
        columns=(
            Column("Cluster"),
            Column("Where it lies"),
            Column("Its middle"),
            Column("Hexagons", True),
            Column("Events in its fullest hexagon", True),
        ),
        rows=tuple(
            (
                str(number),
                cluster.lies,
                degrees(cluster.latitude, cluster.longitude),
                str(cluster.hexagons),
                str(cluster.highest),
            )
            for number, cluster in enumerate(spread.clusters, start=1)
        ),
    )


def degrees(latitude: float, longitude: float) -> str:
    """``52.766° N, 1.206° W``."""
    north = f"{abs(latitude):.3f}° {'N' if latitude >= 0 else 'S'}"
    return f"{north}, {abs(longitude):.3f}° {'E' if longitude >= 0 else 'W'}"


def bands_table(name: str, spread: Spread) -> Table:
    """How many hexagons hold how many events, and how many of them are hot spots."""
    held = sorted({spot.band for spot in spread.spots}, key=lambda band: band.lower)
    rows = []
    for band in held:
        spots = [spot for spot in spread.spots if spot.band == band]
        rows.append((str(band), str(len(spots)), str(sum(1 for spot in spots if spot.hot))))
    return Table(
        caption=f"{name}: hexagons by the events in them over twelve months",
        columns=(Column("Events"), Column("Hexagons", True), Column("Of these, hot spots", True)),
        rows=tuple(rows),
    )


def _when(profile: Profile, line: Line) -> Iterator[Block]:
    monthly = charts.monthly_chart(line.measure, line.assessment, profile.place)
    if monthly is not None:
        yield monthly
    found = season(line.assessment.series)
    if found.months:
        yield _season(line, found)
    else:
        yield _said(
            f"{found.known} months in a row are known. A season cannot be told from fewer than "
            f"{LEAST_YEARS} whole years: one warm July is not summer."
        )
    week = profile.week(line.measure.key)
    if week is not None:
        yield _said(words.busiest(week))
        if week.days:
            yield _week(line.measure.name, week)


def _season(line: Line, found: Season) -> Chart:
    name = f"{line.measure.name} by month of the year"
    high = max(found.months, key=lambda usual: usual.mean)
    low = min(found.months, key=lambda usual: usual.mean)
    return Chart(
        title=name,
        summary=f"Over {found.years} years, {MONTHS[high.month - 1]} had most events a day "
        f"({rounded(high.mean, 0)}, where 100 is its year) and {MONTHS[low.month - 1]} fewest "
        f"({rounded(low.mean, 0)}). The bars’ lines run from the lowest year to the highest.",
        mark=Mark.BAR,
        unit="events a day, 100 being its whole year",
        series=(
            Series(
                "Mean of the years",
                tuple(Point(MONTHS[m.month - 1], m.mean, m.low, m.high) for m in found.months),
            ),
        ),
        table=Table(
            caption=f"{name}: events a day, 100 being its whole year",
            columns=(Column("Month"), Column("Mean", True), Column("Lowest to highest", True)),
            rows=tuple(
                (
                    MONTHS[m.month - 1],
                    rounded(m.mean, 0),
                    f"{rounded(m.low, 0)} to {rounded(m.high, 0)}",
                )
                for m in found.months
            ),
        ),
    )


def _week(name: str, week: Week) -> Table:
    return Table(
        caption=f"{name} by day and hour, twelve months",
        columns=(Column("Hours"), *(Column(day, True) for day in DAYS)),
        rows=tuple((part, *(str(day[n]) for day in week.days)) for n, part in enumerate(PARTS)),
    )


def _measures(profile: Profile) -> Table:
    wider = profile.wider.name if profile.wider else ""
    besides = (Column(wider, True), Column("Difference")) if wider else ()
    return Table(
        caption=f"{profile.place.name}, {profile.quarter.words}",
        columns=(
            Column("Measure"),
            Column("Value", True),
            Column("95% limits", True),
            Column("Year before", True),
            Column("Direction"),
            *besides,
        ),
        rows=tuple(_row(line, bool(wider)) for line in profile.lines),
        note="Differences are told where one area’s limits leave the other’s value out: see each "
        "measure’s own page for its rule. What is suppressed is known and too small to be shown.",
    )


def _row(line: Line, besides: bool) -> tuple[str, ...]:
    a, measure = line.assessment, line.measure
    cells = (
        f"{measure.name} ({charts.unit_of(measure)})" if measure.unit else measure.name,
        figure_words(a.figure, measure),
        limits_words(a.figure, measure),
        figure_words(a.previous, measure),
        f"{ARROWS[a.direction]} {direction_words(a)}",
    )
    if not besides:
        return cells
    if line.beside is None:
        return (*cells, "Not held", "–")
    held = figure_words(line.beside.figure, measure)
    return (*cells, held, verdict_words(line.beside.verdict))


def _people(profile: Profile) -> Iterable[Block]:
    if not profile.groups:
        return [_said("No population is held for the district.")]
    columns = [Column("Group"), Column("People", True), Column("Year"), Column("Source")]
    if profile.wider is not None:
        columns.insert(2, Column(f"Share of {profile.wider.name}", True))
    rows = []
    for group in profile.groups:
        cells = [
            GROUPS.get(group.name, f"Aged {group.name}"),
            f"{group.persons:,}",
            str(group.year),
            group.source,
        ]
        if profile.wider is not None:
            cells.insert(2, "–" if group.share is None else f"{rounded(group.share, 1)}%")
        rows.append(tuple(cells))
    return [Table(f"People of {profile.place.name}", tuple(columns), tuple(rows))]
