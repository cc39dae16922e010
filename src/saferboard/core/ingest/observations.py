"""observations.csv: what partners returned, as printed, each value with where it stands."""

from collections.abc import Mapping
from datetime import date

from saferboard.core.directory.areas import Areas
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Flag, Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.ingest.gathering import Faults, Names, did_you_mean
from saferboard.core.ingest.rows import Row, read_rows

FILE = "observations.csv"
COLUMNS = (
    "measure",
    "area",
    "period",
    "value",
    "numerator",
    "denominator",
    "flags",
    "known",
    "pack",
    "paragraph",
    "note",
)
MAY_BE_EMPTY = ("value", "numerator", "denominator", "flags", "paragraph", "note")
WHOLE = frozenset({Kind.COUNT, Kind.SCORE, Kind.MONEY})
FLAGS = tuple(flag.value for flag in Flag)


def parse_observations(
    text: str, where: str = FILE, *, measures: Mapping[str, Measure], areas: Areas
) -> tuple[Observation, ...]:
    """The observations of a table with the columns of ``COLUMNS``; ``measures`` by key.

    Refused with every fault: unknown names, periods that are not over when the value was known,
    values that disagree with their two parts, a value given twice.
    """
    faults = Faults()
    names = Names("measure", "measures.toml", frozenset(measures))
    codes = Names("area", "areas.csv", frozenset(area.code for area in areas))
    found = read_observations(text, where, measures, names, codes, faults)
    faults.refuse()
    return found


def read_observations(
    text: str | None,
    where: str,
    measures: Mapping[str, Measure],
    names: Names,
    areas: Names,
    faults: Faults,
) -> tuple[Observation, ...]:
    """The sound observations, faults being noted."""
    found: dict[tuple[str, str, Period, date], Observation] = {}
    first: dict[tuple[str, str, Period, date], int] = {}
    for row in read_rows(text, where, COLUMNS, faults, may_be_empty=MAY_BE_EMPTY) or []:
        observation = _observation(row, measures, names, areas)
        if observation is None:
            continue
        key = (observation.measure, observation.area, observation.period, observation.known)
        if key in first:
            row.fault(
                "known",
                f"the row gives the same measure, area and period as row {first[key]}, "
                "known on the same day",
                expected="one value for each; a restated one has a later 'known'",
                remedy="take one row out, or give the day on which the restated value was known",
            )
        first.setdefault(key, row.number)
        found.setdefault(key, observation)
    return tuple(found.values())


def _observation(
    row: Row, measures: Mapping[str, Measure], names: Names, areas: Names
) -> Observation | None:
    key, area = row.text("measure"), row.text("area")
    measure = measures.get(key)
    if key:
        names.check(key, row.where("measure"), row.faults)
    if area:
        areas.check(area, row.where("area"), row.faults)
    if measure is not None and measure.is_counted:
        row.fault(
            "measure",
            f"'{key}' is counted from source rows",
            expected="a measure without 'counts' in measures.toml",
            remedy="give the partner's own figure a measure of its own",
        )
    period, known = row.period("period"), row.day("known")
    figure = figure_of(row, measure)
    flags = _flags(row)
    if period is not None and known is not None:
        _check_over(row, period, known)
    if period is None or known is None or figure is None:
        return None
    return Observation(
        key,
        area,
        period,
        figure,
        known,
        row.text("pack"),
        row.text("paragraph"),
        flags,
        row.text("note"),
    )


def _check_over(row: Row, period: Period, known: date) -> None:
    if Month(known.year, known.month) <= period.last:
        row.fault(
            "known",
            f"the value was known on {known}, before {period.words} was over",
            expected=f"a day after the end of {period.last.words}",
            remedy="correct the period (write a part year as its months) or the day",
        )


def _flags(row: Row) -> frozenset[Flag]:
    found = []
    for word in filter(None, (word.strip() for word in row.text("flags").split("|"))):
        if word in FLAGS:
            found.append(Flag(word))
        else:
            row.fault(
                "flags",
                f"'{word}' is not a flag",
                expected="words separated by |, of: " + ", ".join(FLAGS),
                remedy=did_you_mean(word, FLAGS, "write one of these, or leave the cell empty"),
            )
    return frozenset(found)


def figure_of(row: Row, measure: Measure | None) -> Number | None:
    """The figure of a row's value, numerator and denominator; None, with a fault, if none."""
    value = row.decimal("value")
    numerator, denominator = row.whole("numerator"), row.whole("denominator")
    if (row.text("numerator") == "") != (row.text("denominator") == ""):
        row.fault(
            "numerator",
            "numerator and denominator are not both given",
            expected="both, or neither",
            remedy="fill in the other, or empty both",
        )
        return None
    if not row.text("numerator"):
        return _printed(row, value, measure)
    if numerator is None or denominator is None or (value is None and row.text("value")):
        return None
    return _from_parts(row, value, numerator, denominator, measure)


def _printed(row: Row, value: float | None, measure: Measure | None) -> Number | None:
    if value is None:
        if not row.text("value"):
            row.fault(
                "value",
                "there is no value",
                expected="a value, or a numerator and a denominator",
                remedy="fill one in; a value that is not known has no row",
            )
        return None
    share = measure is not None and measure.kind is Kind.PROPORTION
    # A share is at most 100; below zero a "reduction" may go, where it became a rise.
    if share and value > 100:
        row.fault(
            "value",
            f"{value:g} is more than 100 per cent",
            expected="a percentage of at most 100",
            remedy="correct the value, or the measure's kind",
        )
    if measure is not None and measure.kind is Kind.MONEY and round(value * 100) / 100 != value:
        row.fault(
            "value",
            f"{row.text('value')} is not pounds and whole pence",
            expected="pounds with at most two decimals, as 1234.50",
            remedy="round it to the penny",
        )
    if not share and value < 0:
        row.fault(
            "value",
            f"{value:g} is negative",
            expected="zero or more",
            remedy="correct the value",
        )
    return Number(value)


def _from_parts(
    row: Row, value: float | None, numerator: int, denominator: int, measure: Measure | None
) -> Number | None:
    kind = measure.kind if measure is not None else None
    if denominator == 0 or kind in WHOLE:
        row.fault(
            "denominator",
            f"a {kind} has no denominator" if denominator else "nothing can be divided by 0",
            expected="no parts for a count, a score or money; a denominator of 1 or more otherwise",
            remedy="write it as the value" if denominator else "leave the row out",
        )
        return None
    if kind is Kind.PROPORTION and numerator > denominator:
        row.fault(
            "numerator",
            f"{numerator} of {denominator} is more than all",
            expected="a numerator no greater than the denominator",
            remedy="exchange or correct the two",
        )
        return None
    if measure is None:
        return None
    per = 100 if kind is Kind.PROPORTION else measure.per
    worked_out = per * numerator / denominator
    if value is not None and not _agrees(worked_out, row.text("value")):
        row.fault(
            "value",
            f"{row.text('value')} is printed, but {numerator} / {denominator} x {per} "
            f"is {worked_out:.6g}",
            expected="the value that its parts give, rounded as printed",
            remedy="correct one of the three; where the print itself is wrong leave the value "
            "empty and say so in the note",
        )
    return Number(worked_out, numerator=numerator, denominator=denominator)


def _agrees(worked_out: float, printed: str) -> bool:
    """Whether the printed text is the worked-out value, rounded to as many places as printed."""
    places = len(printed.partition(".")[2])
    slack = 1e-14 * max(1.0, worked_out)  # for halves that a float cannot hold
    return abs(worked_out - float(printed)) <= 0.5 * 10.0**-places + slack
