"""measures.toml: the outcomes, and the indicators under them."""

from dataclasses import dataclass
from itertools import pairwise

from saferboard.core.evidence.measures import Kind, Measure, Outcome
from saferboard.core.ingest.controls import check_control
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names

MEASURES = "measures.toml"

# Source rows are events; these are made of something else.
RETURNED_ONLY = frozenset({Kind.AVERAGE, Kind.SCORE, Kind.MONEY})

_OUTCOME = Shape(Outcome)
_MEASURE = Shape(Measure)


@dataclass(frozen=True, slots=True)
class Declared:
    """What measures.toml declares: the sound outcomes and measures, and the keys of all measures.

    ``by_key`` holds the sound measures only.
    """

    outcomes: tuple[Outcome, ...]
    measures: tuple[Measure, ...]
    names: Names

    @property
    def by_key(self) -> dict[str, Measure]:
        """Sound measures by key."""
        return {measure.key: measure for measure in self.measures}


def read_measures(
    text: str | None, where: str, peers: Names, groups: Names, faults: Faults
) -> Declared:
    """Outcomes in the Board's order and the measures under them, faults being noted."""
    found = read_toml(text, where, faults, tables=("outcomes", "measures"))
    outcomes, outcome_keys = declared(found, "outcomes", _OUTCOME, where, faults)
    measures, keys = declared(found, "measures", _MEASURE, where, faults)
    outcome_names = Names("outcome", where, outcome_keys)
    names = Names("measure", where, keys)
    for measure in measures:
        place = f"{where}, measure '{measure.key}'"
        outcome_names.check(measure.outcome, f"{place}, outcome", faults)
        if measure.peers is not None:
            peers.check(measure.peers, f"{place}, peers", faults)
        if measure.is_counted and measure.kind is Kind.RATE:
            groups.check(measure.population, f"{place}, population", faults)
        for other in measure.overlaps:
            names.check(other, f"{place}, overlaps", faults)
        _check_measure(measure, place, faults)
    return Declared(outcomes, measures, names)


def _check_measure(measure: Measure, place: str, faults: Faults) -> None:
    since = [polarity.since for polarity in measure.polarity]
    if any(later <= earlier for earlier, later in pairwise(since)):
        faults.add(
            "the polarities do not follow one another in time",
            where=f"{place}, polarity",
            expected="the oldest first, each beginning later than the one before",
            remedy="put them in order of 'since', each month once",
        )
    if measure.key in measure.overlaps:
        faults.add(
            "the measure overlaps with itself",
            where=f"{place}, overlaps",
            expected="keys of other measures",
            remedy=f"take '{measure.key}' out of the list",
        )
    limits = (
        ("per", measure.per, 1, "1 or more"),
        ("places", measure.places, 0, "0 or more"),
        ("lag", measure.lag, 0, "0 months or more"),
        ("dead_band", measure.dead_band, 0, "0 per cent or more"),
        ("suppress_to", measure.suppress_to, 0, "0 events or more"),
    )
    for key, value, least, expected in limits:
        if value < least:
            faults.add(
                f"{value:g} is too small",
                where=f"{place}, {key}",
                expected=expected,
                remedy="correct the number",
            )
    _check_counts(measure, place, faults)
    _check_openness(measure, place, faults)
    check_control(measure, place, faults)


def _check_openness(measure: Measure, place: str, faults: Faults) -> None:
    """Small counts are shown for a stated reason only, and a reason shows nothing by itself."""
    if (measure.suppress_to == 0) == bool(measure.open_because.strip()):
        return
    if measure.suppress_to == 0:
        faults.add(
            "small counts are shown without a reason",
            where=f"{place}, suppress_to",
            expected="suppress_to = 0 only beside open_because",
            remedy="say in open_because why they may be shown, or take suppress_to out",
        )
    else:
        faults.add(
            "a reason is given for showing small counts that are not shown",
            where=f"{place}, open_because",
            expected="open_because only beside suppress_to = 0",
            remedy="write suppress_to = 0, or take open_because out",
        )


def _check_counts(measure: Measure, place: str, faults: Faults) -> None:
    """Categories make a rate, a count, or a share of all categories but those left out."""
    if measure.is_counted and measure.kind in RETURNED_ONLY:
        faults.add(
            f"a measure that counts source rows cannot be of kind '{measure.kind}'",
            where=f"{place}, kind",
            expected="kind 'rate', 'count' or 'proportion', or no 'counts'",
            remedy="write kind = \"rate\", or take 'counts' out and give observations",
        )
    share = measure.is_counted and measure.kind is Kind.PROPORTION
    if measure.leaves_out and not share and measure.counts != ("*",):
        faults.add(
            "leaves_out has nothing to take away from",
            where=f"{place}, leaves_out",
            expected='leaves_out only beside counts = ["*"], or in a counted proportion',
            remedy='write counts = ["*"], or take leaves_out out',
        )
    both = set(measure.counts).intersection(measure.leaves_out)
    if both:
        faults.add(
            "both counted and left out: " + ", ".join(sorted(both)),
            where=f"{place}, leaves_out",
            expected="each category in one of the two lists at most",
            remedy="take it out of one list",
        )
