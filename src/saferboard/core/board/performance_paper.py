"""The quarterly performance paper, written from a release: exceptions first, then every outcome.

It says nothing that the release does not hold, and what is not known it says is not known.
"""

from saferboard.core.document.tree import (
    Block,
    Chart,
    Column,
    Contact,
    Document,
    Heading,
    Paragraph,
    Recommendations,
    Table,
)
from saferboard.core.evidence.assessment import Assessment, Direction
from saferboard.core.evidence.charts import district_chart, rolling_chart
from saferboard.core.evidence.comparison_words import sentences as compared_words
from saferboard.core.evidence.control_chart import control_chart
from saferboard.core.evidence.control_words import finding
from saferboard.core.evidence.exceptions import Summary, summarise
from saferboard.core.evidence.figures import Missing, Number, Suppressed
from saferboard.core.evidence.meaning import declared
from saferboard.core.evidence.measures import Measure, Outcome, Rag
from saferboard.core.evidence.overlaps import overlaps, told_once
from saferboard.core.evidence.rag import OVERALL_RULE, overall
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.words import (
    ARROWS,
    DIRECTION_WORDS,
    comparable,
    direction_words,
    figure_words,
    sentence,
    state_words,
)


def performance_paper(release: Release, contact: Contact, date: str) -> Document:
    """The paper for one release. ``date`` is the meeting's, in words."""
    summary = summarise(release)
    return Document(
        title=f"Safer Communities Performance {release.quarter.words}",
        body=release.board,
        date=date,
        author=f"{contact.post}, {contact.organisation}",
        blocks=(
            *_opening(release),
            *_summary(summary),
            *(block for outcome in release.outcomes for block in _position(release, outcome)),
            *_local(release, summary),
            *_kept(release),
            *_asked(release, summary),
            contact,
            *_appendix(release, summary),
        ),
    )


def _opening(release: Release) -> tuple[Block, ...]:
    place = release.place(release.area).name
    return (
        Heading("Purpose of report"),
        Paragraph(
            f"This report tells the Board how {place} performed against the Board's outcomes at "
            f"the end of {release.quarter.words}, and what in it needs the Board's attention."
        ),
        Heading("Background"),
        Paragraph(
            f"Every figure is taken from one frozen release, made on "
            f"{release.made_on:%-d %B %Y} from what was known by {release.known_by:%-d %B %Y}. "
            "The dashboard on the web site and Appendix 1 read the same release."
        ),
        Paragraph(
            "Direction is told by performance: a rise in burglary is worsening. A change within "
            "a measure's dead band counts as level. Changes in a percentage are given in points, "
            "and all other changes in per cent of the earlier figure. Limits are 95% confidence "
            f"limits.{_significance(release)}"
        ),
    )


def _significance(release: Release) -> str:
    """What a significant change is, where any measure is charted for it."""
    if not any(measure.control for measure in release.measures):
        return ""
    return (
        " Some measures have a control chart of their single months or quarters as well, with "
        "limits of its own: a change is called significant where that chart shows a pattern that "
        "chance seldom gives."
    )


def _summary(summary: Summary) -> tuple[Block, ...]:
    points = tuple(item.words for item in summary.exceptions)
    return (Heading("Summary"), Paragraph(summary.words, points=points))


def _headline(release: Release, outcome: Outcome) -> list[tuple[Measure, Assessment]]:
    found = []
    for measure in release.measures:
        assessment = release.of(measure.key)
        if measure.outcome == outcome.key and assessment is not None:
            found.append((measure, assessment))
    return found


def _position(release: Release, outcome: Outcome) -> tuple[Block, ...]:
    """The position statement of one outcome: its RAG, every figure, and what is missing."""
    held = _headline(release, outcome)
    told = [(m, a) for m, a in held if not isinstance(a.figure, Missing)]
    silent = [(m, a) for m, a in held if isinstance(a.figure, Missing)]
    blocks: list[Block] = [Heading(outcome.name)]
    if told:
        rag = overall(a.rag for _, a in told)
        lead = (
            "This outcome cannot be judged: no measure has what its rule needs."
            if rag is Rag.GREY
            else f"Overall this outcome is {rag}: {OVERALL_RULE} ({_judged(told)} of {len(held)})."
        )
        blocks.append(
            Paragraph(
                lead,
                points=tuple(_told(release, a, m) for m, a in told),
            )
        )
    if silent:
        lead = (
            "No figure can be given for this quarter for:"
            if told
            else (
                "The position of this outcome is not known: no figure can be given for this "
                "quarter for:"
            )
        )
        blocks.append(Paragraph(lead, points=tuple(sentence(a, m) for m, a in silent)))
    if not held:
        blocks.append(Paragraph("No measure of this outcome has ever been returned."))
    return tuple(blocks)


def _told(release: Release, a: Assessment, measure: Measure) -> str:
    """A measure's sentence, with all that must be known before its figure is used."""
    names = {place.code: place.name for place in release.places}
    further = (
        *declared(measure, a, release.quarter),
        *a.notes,
        *compared_words(a.compared, names, measure),
    )
    return (
        sentence(a, measure)
        + "".join(f" {text.rstrip('.')}." for text in dict.fromkeys(further))
        + _overruled(a)
        + _controlled(a)
    )


def _overruled(a: Assessment) -> str:
    """A person's RAG with its reason, as a sentence; empty where the rule's stands."""
    if a.override is None:
        return ""
    return (
        f" Its RAG was set to {a.override.rag} by {a.override.by} on {a.override.on:%-d %B %Y} "
        f"(by rule it is {a.judgement.rag}): {a.override.reason.rstrip('.')}."
    )


def _controlled(a: Assessment) -> str:
    """What the measure's control chart says of the quarter; empty where it has none."""
    return f" {finding(a.control)}" if a.control else ""


def _judged(held: list[tuple[Measure, Assessment]]) -> int:
    return sum(1 for _, a in held if a.rag is not Rag.GREY)


def _local(release: Release, summary: Summary) -> tuple[Block, ...]:
    """Where the districts differ, for what stands out and is known by district."""
    points = []
    for item in summary.exceptions:
        chart = _districts(release, item.measure)
        if chart is None:
            continue
        within = _within(release, item.measure)
        worse = [
            release.place(a.area).name
            for a in within
            if a.direction is Direction.DOWN and comparable(a)
        ]
        points.append(
            f"{item.measure.name}: {_lower_first(chart.summary)} {_worse(worse, len(within))}"
        )
    if not points:
        return ()
    return (
        Heading("Issues in local areas"),
        Paragraph("Of the measures named in the summary:", points=tuple(points)),
    )


def _worse(names: list[str], of: int) -> str:
    if not names:
        return "No district is worsening."
    if len(names) == of:
        return "Every district is worsening."
    if len(names) == 1:
        return f"{names[0]} is worsening."
    return f"{', '.join(names[:-1])} and {names[-1]} are worsening."


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _within(release: Release, measure: Measure) -> tuple[Assessment, ...]:
    inside = {p.code for p in release.places if p.within == release.area}
    return tuple(a for a in release.assessments if a.measure == measure.key and a.area in inside)


def _districts(release: Release, measure: Measure) -> Chart | None:
    whole = release.of(measure.key)
    held = _within(release, measure)
    return district_chart(release, measure, (*held, whole) if whole else held)


def _kept(release: Release) -> tuple[Block, ...]:
    """What an honest paper must add: rows not placed, overlaps, disagreements with print."""
    blocks: list[Block] = []
    hidden = sum(
        isinstance(figure, Suppressed)
        for a in release.assessments
        for figure in (a.figure, a.previous)
    )
    if hidden:
        figures = "figure is" if hidden == 1 else "figures are"
        blocks.append(
            Paragraph(
                f"{hidden} {figures} suppressed, here and in the release: small counts are not "
                "shown in public, nor what would give one away."
            )
        )
    if release.unplaced:
        events = "recorded event" if release.unplaced == 1 else "recorded events"
        blocks.append(
            Paragraph(
                f"{release.unplaced:,} {events} in the twelve months could not be placed in any "
                "district and are in no figure above."
            )
        )
    names = {m.key: m.name for m in release.measures}
    shared = told_once(overlaps(release.measures))
    if shared:
        blocks.append(
            Paragraph(
                "These measures count some of the same events and must not be added up:",
                points=shared,
            )
        )
    if release.disagreements:
        blocks.append(
            Paragraph(
                "The dashboard printed for this quarter shows another direction than the rule "
                "gives for:",
                points=tuple(
                    f"{names[d.measure]}: printed {DIRECTION_WORDS[d.printed].lower()}, by rule "
                    f"{DIRECTION_WORDS[d.computed].lower()}; {d.because}"
                    for d in release.disagreements
                ),
            )
        )
    return (Heading("Notes on the figures"), *blocks) if blocks else ()


def _asked(release: Release, summary: Summary) -> tuple[Block, ...]:
    worse = [item for item in summary.exceptions if not item.is_good]
    items = ["Notes the performance reported and the figures in Appendix 1."]
    if worse:
        named = "; ".join(f"{item.measure.name}, {item.why}" for item in worse)
        items.append(f"Considers what partners should do about: {named}.")
    if any(isinstance(a.figure, Missing) for a in release.assessments if a.area == release.area):
        items.append(
            "Asks the owners of the measures for which no figure could be given to say when they "
            "will report."
        )
    return (Heading("Recommendations"), Recommendations(tuple(items)))


# A paper is read at a table: of the worst everything is drawn, of every exception its control
# chart, and on the site all there is.
CHARTED = 4

COLUMNS = (
    Column("Indicator"),
    Column("Year before", True),
    Column("Current", True),
    Column("Direction"),
    Column("Progress"),
    Column("Rank", True),
    Column("Among peers"),
)


def _appendix(release: Release, summary: Summary) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("Appendix 1: dashboard")]
    for outcome in release.outcomes:
        held = _headline(release, outcome)
        if held:
            blocks.append(
                Table(
                    caption=outcome.name,
                    columns=COLUMNS,
                    rows=tuple(_row(m, a) for m, a in held),
                )
            )
    blocks.append(Heading("Appendix 2: what stands out most, in charts"))
    charts: list[Block] = []
    place = release.place(release.area)
    for number, item in enumerate(summary.exceptions):
        found = [control_chart(item.measure, item.assessment, place)]
        if number < CHARTED:
            found.append(rolling_chart(item.measure, item.assessment, place))
            found.append(_districts(release, item.measure))
        charts += [chart for chart in found if chart is not None]
    blocks += charts or [Paragraph("No chart is needed.", numbered=False)]
    return tuple(blocks)


def _row(measure: Measure, a: Assessment) -> tuple[str, ...]:
    unit = f" ({measure.unit})" if measure.unit else ""
    states = "".join(f"; {_lower_first(state_words(s, a))}" for s in a.states)
    current = figure_words(a.figure, measure)
    if a.period is not None and isinstance(a.figure, Number):
        current += f" ({a.period.words})"
    before = figure_words(a.previous, measure)
    if a.previous_period is not None and isinstance(a.previous, Number):
        before += f" ({a.previous_period.words})"
    return (
        f"{measure.name}{unit}{states}",
        before,
        current,
        f"{ARROWS[a.direction]} {direction_words(a)}",
        _progress(a),
        str(a.rank) if a.rank else "–",
        a.position.value if a.position else "–",
    )


def _progress(a: Assessment) -> str:
    if a.override is None:
        return a.judgement.rag.value
    return f"{a.override.rag} (by {a.override.by}; by rule {a.judgement.rag})"
