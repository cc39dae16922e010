"""A chart as a page shows it: the picture and, under it, the table of its figures."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from saferboard.core.document.tree import Chart, Column, Table
from saferboard.web.evidence.pictures import picture


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its picture, and its table's rows with the column of each cell."""

    chart: Chart
    picture: SafeString

    @property
    def rows(self) -> list[list[tuple[Column, str]]]:
        """Each cell beside its column."""
        return cells(self.chart.table)


def cells(table: Table) -> list[list[tuple[Column, str]]]:
    """A table's rows, each cell beside its column, as ``look/table.html`` wants them."""
    return [list(zip(table.columns, row, strict=True)) for row in table.rows]


def drawn(chart: Chart | None) -> Drawn | None:
    """The chart with its picture; None for no chart."""
    return Drawn(chart, picture(chart)) if chart else None
