import pytest

from saferboard.core.document.tree import Column, Table
from saferboard.core.document.widths import fit


def test_columns_are_as_wide_as_their_texts_where_there_is_room() -> None:
    table = Table(
        "T",
        (Column("Place"), Column("Rate", numeric=True), Column(""), Column("A long name")),
        (("North West Leicestershire", "23.27 (2020/21)", "", "x"),),
    )
    assert fit(table).columns == (29, 19, 7, 8)


def test_the_widest_column_wraps_first_and_no_word_is_cut() -> None:
    table = Table(
        "T",
        (Column("Indicator"), Column("Why"), Column("Leicestershire")),
        (("one two three four five six", "word " * 30, "word " * 30),),
    )
    fitted = fit(table)
    assert fitted.points == 10
    assert sum(fitted.columns) == 98
    assert fitted.columns[0] == 31
    assert abs(fitted.columns[1] - fitted.columns[2]) <= 1


def test_a_page_too_narrow_for_its_words_gives_each_its_longest_word() -> None:
    table = Table("T", (Column("x" * 20),) * 6, ())
    assert (fit(table).points, fit(table).columns) == (8, (24,) * 6)
    assert fit(Table("T", (Column("x" * 80),), ())).columns == (52,)


@pytest.mark.parametrize(("columns", "points"), [(3, 10), (4, 9), (5, 8)])
def test_type_shrinks_as_texts_crowd(columns: int, points: int) -> None:
    # A long text is comfortable in 22 characters, and each column has a gutter of 4.
    table = Table("T", (Column("A"),) * columns, (("some words " * 9,) * columns,))
    assert fit(table).points == points


def test_a_narrow_table_takes_half_the_page_and_a_wide_one_all() -> None:
    def share(columns: int) -> int:
        return fit(Table("T", (Column("x" * 18),) * columns, ())).share

    assert [share(n) for n in (1, 3, 6)] == [50, 75, 100]
