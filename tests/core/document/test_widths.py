from saferboard.core.document.tree import Column, Table
from saferboard.core.document.widths import column_widths, page_share


def test_a_column_is_as_wide_as_its_longest_word_and_no_wider_than_need_be() -> None:
    table = Table(
        "T",
        (Column("Place"), Column("Rate", numeric=True), Column(""), Column("Why")),
        (("Leicestershire", "1,234.5", "", "one two three four five six seven eight nine"),),
    )
    assert column_widths(table) == [17, 10, 6, 27]


def test_a_table_without_rows_goes_by_its_header_and_no_word_fills_the_page() -> None:
    assert column_widths(Table("T", (Column("x" * 80), Column("Two words")), ())) == [51, 12]


def test_a_narrow_table_takes_half_the_page_and_a_wide_one_all() -> None:
    def share(columns: int) -> int:
        return page_share(Table("T", (Column("x" * 18),) * columns, ()))

    assert [share(n) for n in (1, 3, 6)] == [50, 72, 100]
