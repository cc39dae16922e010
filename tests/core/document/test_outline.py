from dataclasses import replace

from saferboard.core.document.outline import stepped, tables_behind_charts
from saferboard.core.document.tree import (
    Chart,
    Column,
    Document,
    Heading,
    Mark,
    Paragraph,
    Table,
)

TABLE = Table("Figures", (Column("Place"), Column("Rate", True)), (("Melton", "2.81"),))
CHART = Chart("Rates", "Melton is at 2.81.", Mark.BAR, "per 1,000", (), TABLE)


def _levels(*levels: int) -> list[int]:
    document = Document("T", "B", "D", tuple(Heading("x", level) for level in levels))
    return [block.level for block in stepped(document).blocks if isinstance(block, Heading)]


def test_headings_step_down_one_level_at_a_time() -> None:
    assert _levels(1, 2, 3, 1) == [1, 2, 3, 1]
    assert _levels(3, 3, 1, 4, 2) == [1, 2, 1, 2, 2]
    assert _levels(0) == [1]


def test_stepping_leaves_other_blocks_alone() -> None:
    document = Document("T", "B", "D", (Paragraph("x"),))
    assert stepped(document) == document


def test_tables_behind_charts_come_once_and_not_if_they_stand_in_the_paper() -> None:
    document = Document("T", "B", "D", (CHART, replace(CHART, title="Again")))
    assert tables_behind_charts(document) == (TABLE,)
    assert tables_behind_charts(replace(document, blocks=(CHART, TABLE))) == ()
