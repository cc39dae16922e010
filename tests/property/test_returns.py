"""Returns held against slow, obvious readings of their rules."""

import io
from datetime import date, timedelta

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.measures import Kind
from saferboard.core.evidence.observations import Observation
from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.returning import Duty, Every, Over
from saferboard.core.evidence.returns import Line, accepted, hold_against
from saferboard.core.ingest.cells import Cell, number_of
from saferboard.core.ingest.gathering import Faults
from saferboard.core.ingest.returned import read_lines
from saferboard.core.ingest.sheets import COLUMNS, HEADER, grid_of, grid_of_csv
from saferboard.engines.sheets.reading import read_workbook
from saferboard.engines.sheets.writing import Blank, template
from tests.core.ingest.sheet_samples import ASKED
from tests.web.factories import COUNTY, measure

MONTHS = st.builds(Month, st.integers(2000, 2030), st.integers(1, 12))
DAYS = st.dates(date(2000, 1, 1), date(2031, 1, 1))


@given(st.sampled_from(Every), st.sampled_from(Over), MONTHS, DAYS, st.integers(1, 366))
@settings(max_examples=60, deadline=None)
def test_a_term_is_owed_if_it_began_and_ended_within_the_days(
    every: Every, over: Over, since: Month, today: date, days: int
) -> None:
    duty = Duty("x", every, since, days, over, (COUNTY,), 25.0)
    length = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[every]
    starts = {Every.MONTH: range(1, 13), Every.QUARTER: (1, 4, 7, 10), Every.YEAR: (4,)}[every]
    slow = []
    for year in range(since.year, today.year + 1):
        for month in starts:
            term = Period(Month(year, month), Month(year, month).plus(length - 1))
            after = term.last.plus(1)
            if term.first >= since and date(after.year, after.month, 1) <= today:
                slow.append(term)
                assert duty.due(term) == date(after.year, after.month, 1) + timedelta(days - 1)
                assert duty.asks_for(duty.covers(term))
                assert duty.covers(term).last == term.last
    assert list(duty.terms(today)) == slow


VALUES = st.floats(0, 1000).map(lambda value: round(value, 3))
ROWS = st.lists(st.tuples(MONTHS, st.sampled_from((1, 3, 12)), DAYS, VALUES), max_size=12)


@given(ROWS, MONTHS, st.sampled_from((1, 3, 12)), VALUES, st.floats(1, 100))
@settings(max_examples=150, deadline=None)
def test_the_last_figure_is_the_newest_before_over_as_many_months(
    rows: list[tuple[Month, int, date, float]],
    first: Month,
    length: int,
    value: float,
    jump: float,
) -> None:
    observations = [
        Observation("x", COUNTY, Period(m, m.plus(n - 1)), Number(v), known, "p", "")
        for m, n, known, v in rows
    ]
    line = Line("x", COUNTY, Period(first, first.plus(length - 1)), Number(value))
    one = measure("x", "X", kind=Kind.COUNT, returned_jump=jump)
    found = hold_against(line, one, observations)
    before = [
        o for o in observations if len(o.period) == length and o.period.last < line.period.last
    ]
    newest = max((o.period.last for o in before), default=None)
    same = [o for o in before if o.period.last == newest]
    if newest is None:
        assert found.last is None
        return
    assert found.last is not None
    assert found.last in same
    assert found.last.known == max(o.known for o in same)
    then = found.last.figure
    assert isinstance(then, Number)
    moved = abs(value - then.value)
    large = moved > 0 if then.value == 0 else 100 * moved / then.value > jump
    assert large == any("changed by" in d or "It was 0" in d for d in found.doubts)


@given(st.lists(VALUES, min_size=1, max_size=6), DAYS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_accepted_after_is_what_is_known_and_all_is_kept(
    values: list[float], known: date
) -> None:
    period = Period.parse("2026/27-Q1")
    held: tuple[Observation, ...] = ()
    for place, value in enumerate(values):
        line = Line("x", COUNTY, period, Number(value))
        held += accepted((line,), held, known=known + timedelta(place), origin="return")
    assert held[-1].figure == Number(values[-1])
    kept = [v for place, v in enumerate(values) if place == 0 or values[place - 1] != v]
    assert [o.figure for o in held] == [Number(v) for v in kept]
    assert len({o.known for o in held}) == len(held)


@given(st.one_of(st.integers(0, 10**9), st.floats(0, 1e6).map(lambda v: round(v, 6))))
@settings(max_examples=200, deadline=None)
def test_a_number_is_read_as_it_was_written(value: float) -> None:
    for cell in (
        Cell(value),
        Cell(f"{value:,}") if value < 1e16 and "e" not in f"{value}" else None,
    ):
        if cell is not None:
            said = number_of(cell, share=False)
            assert isinstance(said, str)
            assert float(said) == value


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_text_is_taken_for_a_number_that_it_is_not(text: str) -> None:
    said = number_of(Cell(text), share=False)
    if isinstance(said, str) and said not in ("", "not known", "suppressed"):
        assert float(said) == float(text.strip().replace(",", ""))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=1), st.text(max_size=40))
@settings(max_examples=25, deadline=None)
def test_a_workbook_and_a_csv_of_it_say_the_same(values: list[int], note: str) -> None:
    note = "".join(c for c in note if c.isprintable() and c not in "\ufffe\uffff").lstrip("=")
    blank = Blank("entrants", "Entrants", COUNTY, "County", "2026/27-Q2", parts=False)
    book = openpyxl.load_workbook(io.BytesIO(template([blank], guide=["x"])))
    row = book["Returns"][HEADER + 1]
    row[COLUMNS.index("value")].value = values[0]
    row[COLUMNS.index("note")].value = note
    out = io.BytesIO()
    book.save(out)
    faults = Faults()
    grid = grid_of(read_workbook(out.getvalue(), "r.xlsx"), "r.xlsx", faults)
    said = {"measure": "entrants", "area": COUNTY, "period": "2026/27-Q2", "value": str(values[0])}
    quoted = '"' + note.replace('"', '""') + '"'
    text = ",".join([*(said.get(name, "") for name in COLUMNS[:-1]), quoted])
    other = grid_of_csv(f"{','.join(COLUMNS)}\n{text}\n", "r.csv", faults)
    assert grid is not None
    assert other is not None
    assert read_lines(grid, ASKED, faults) == read_lines(other, ASKED, faults)
    assert faults.found == []
