"""A return's table becomes lines: what may be sent, by whom, and for which months."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from saferboard.core.directory.areas import Area, Areas
from saferboard.core.evidence.figures import Figure, Missing, Suppressed
from saferboard.core.evidence.measures import Kind, Measure
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.returning import Duty, is_over
from saferboard.core.evidence.returns import Line
from saferboard.core.faults import Refused
from saferboard.core.ingest.cells import Cell, Wrong, number_of, text_of
from saferboard.core.ingest.gathering import Faults, did_you_mean
from saferboard.core.ingest.observations import figure_of
from saferboard.core.ingest.rows import Row
from saferboard.core.ingest.sheets import PARTS, TICKS, Grid, Where

FLAGS = dict(
    zip(
        TICKS,
        (Flag.PART_YEAR, Flag.ESTIMATED, Flag.PROVISIONAL, Flag.DEFINITION_CHANGED),
        strict=True,
    )
)
YES, NO = frozenset({"yes", "y", "x", "true"}), frozenset({"", "no", "n", "false"})
LONGEST = 500
NOT_KNOWN = "its source does not know it"
WITHHELD = "withheld by its source as too small to show"


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be sent: the measures of the post that sends, and those that others send.

    ``post`` is how a refusal names the sender. Nothing is taken for months not over on ``today``.
    The name of an area is held against its code where ``areas`` are given.
    """

    measures: Mapping[str, Measure]
    others: Collection[str]
    today: date
    post: str = "this post"
    areas: Areas | None = None


@dataclass(frozen=True, slots=True)
class Placed(Row):
    """A row that names its places in its own way."""

    at: Where

    def where(self, column: str = "") -> str:
        """As the grid names it."""
        return self.at(self.number, column)


def read_lines(grid: Grid, asked: Asked, faults: Faults) -> tuple[Line, ...]:
    """The lines of a return, faults being noted. Rows without a figure, flag or note send none."""
    found: list[Line] = []
    first: dict[tuple[str, str, Period], int] = {}
    for number, cells in grid.rows:
        if not any(text_of(cells[name]) for name in (*PARTS, *TICKS, "note")):
            continue
        line = _line(_Given(number, cells, grid.where, faults), asked)
        if line is None:
            continue
        if line.key in first:
            faults.add(
                f"the same measure, area and period stand in row {first[line.key]} already",
                where=grid.where(number, "measure"),
                expected="one row for each",
                remedy="take one of the two out",
            )
            continue
        first[line.key] = number
        found.append(line)
    if not found and not faults.found:
        faults.add(
            "no figure is filled in",
            where=grid.where(grid.rows[0][0], "value") if grid.rows else "return",
            expected="at least one figure",
            remedy="fill in what you know; rows left empty are not sent",
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Given:
    """One row as it was given."""

    number: int
    cells: Mapping[str, Cell]
    at: Where
    faults: Faults

    def text(self, column: str) -> str:
        return text_of(self.cells[column])

    def fault(self, column: str, what: str, *, expected: str, remedy: str) -> None:
        where = self.at(self.number, column)
        self.faults.add(what, where=where, expected=expected, remedy=remedy)


def _line(row: _Given, asked: Asked) -> Line | None:
    measure = _measure(row, asked)
    flags, note = _flags(row), _note(row)
    if measure is None or measure.duty is None:
        return None
    area = _area(row, measure.duty, asked.areas)
    period = _period(row, measure.duty, asked.today)
    figure = _figure(row, measure)
    if area is None or period is None or figure is None:
        return None
    return Line(measure.key, area, period, figure, flags, note)


def _measure(row: _Given, asked: Asked) -> Measure | None:
    key = row.text("measure")
    measure = asked.measures.get(key)
    if measure is not None:
        return measure
    listed = ", ".join(asked.measures) or "none"
    if key in asked.others:
        what = f"'{key}' is not sent by {asked.post}"
    else:
        what = f"there is no measure '{key}' to send" if key else "the measure is not named"
    row.fault(
        "measure",
        what,
        expected=f"one of: {listed}",
        remedy=did_you_mean(key, asked.measures, "take the keys from the template"),
    )
    return None


def _area(row: _Given, duty: Duty, areas: Areas | None) -> str | None:
    code = row.text("area")
    if code in duty.areas:
        return code if areas is None or _is_named(row, areas[code], areas) else None
    row.fault(
        "area",
        f"no figure is asked for '{code}'" if code else "the area is not named",
        expected="one of: " + ", ".join(duty.areas),
        remedy=did_you_mean(code, duty.areas, "take the codes from the template"),
    )
    return None


def _is_named(row: _Given, area: Area, areas: Areas) -> bool:
    """Whether the row's name, if it has one, is of the area with its code; else a fault."""
    name = text_of(row.cells.get("area_name", Cell(None)))
    if not name or name.casefold() in {own.casefold() for own in area.names}:
        return True
    named = areas.named(name)
    if named is None:
        what, other = f"'{name[:60]}' is not the name of {area.code}", ""
    else:
        what = f"{area.code} is {area.name}, and the row says {named.name}"
        other = f", or {named.code} for {named.name}"
    row.fault(
        "area_name",
        what,
        expected=f"{area.name} for {area.code}{other}",
        remedy="find out which of the two the figure is of, and take code and name from one row "
        "of the template",
    )
    return False


def _period(row: _Given, duty: Duty, today: date) -> Period | None:
    expected = "a period as the template gives it, as " + str(_example(duty, today))
    value = row.cells["period"].value
    # A spreadsheet makes the first day of it from a month that somebody typed.
    typed = str(Month(value.year, value.month)) if isinstance(value, date) else row.text("period")
    if isinstance(value, date) and value.day != 1:
        typed = row.text("period")
    try:
        period = Period.parse(typed)
    except Refused:
        row.fault(
            "period",
            f"'{typed}' is not a period" if typed else "the period is not named",
            expected=expected,
            remedy="write it in that form, in a cell whose format is Text",
        )
        return None
    if not duty.asks_for(period):
        row.fault(
            "period",
            f"no figure is asked for {period.words}",
            expected=expected,
            remedy="take the periods from the template",
        )
        return None
    if not is_over(period, today):
        row.fault(
            "period",
            f"{period.words} is not over yet",
            expected="a period whose last month has ended",
            remedy="send it when it is over",
        )
        return None
    return period


def _example(duty: Duty, today: date) -> Period:
    """The newest period that is over."""
    term = duty.term(Month(today.year, today.month))
    return duty.covers(duty.term(term.first.plus(-1)))


def _figure(row: _Given, measure: Measure) -> Figure | None:
    share = measure.kind is Kind.PROPORTION
    cells, sound = {}, True
    for name in PARTS:
        found = number_of(row.cells[name], share=share and name == "value")
        if isinstance(found, Wrong):
            row.fault(name, found.what, expected=found.expected, remedy=found.remedy)
            sound = False
            found = ""
        cells[name] = found
    if not sound:
        return None
    word = cells["value"]
    if word in ("not known", "suppressed"):
        return _said(row, word, cells)
    parts = measure.kind in (Kind.PROPORTION, Kind.AVERAGE)
    if parts and not word and cells["numerator"] == cells["denominator"] == "0":
        return Missing("none of none: there is nothing to take a share of")
    return figure_of(Placed("", row.number, cells, row.faults, row.at), measure)


def _said(row: _Given, word: str, cells: Mapping[str, str]) -> Figure | None:
    if cells["numerator"] or cells["denominator"]:
        row.fault(
            "value",
            f"it says '{word}', and parts are given",
            expected="the word alone, or the parts",
            remedy="take one of the two out",
        )
        return None
    return Missing(NOT_KNOWN) if word == "not known" else Suppressed(WITHHELD)


def _flags(row: _Given) -> frozenset[Flag]:
    found = set()
    for name, flag in FLAGS.items():
        said = row.text(name).casefold()
        if said in YES:
            found.add(flag)
        elif said not in NO:
            row.fault(
                name,
                f"'{row.text(name)[:40]}' is neither yes nor no",
                expected="yes, or nothing",
                remedy="write yes or empty the cell; words belong in the note",
            )
    return frozenset(found)


def _note(row: _Given) -> str:
    note = row.text("note")
    if len(note) > LONGEST:
        row.fault(
            "note",
            f"the note has {len(note)} characters",
            expected=f"at most {LONGEST}",
            remedy="shorten it",
        )
    return note
