"""How wide the columns of a table ask to be, in characters, so that paper and Word agree."""

from saferboard.core.document.text import plain
from saferboard.core.document.tree import Table

FULL_PAGE = 98
"""How many characters of table type fit across a page."""

_WIDEST_TEXT, _WIDEST_FIGURES, _NARROWEST, _WIDEST_WORD, _GUTTER = 24, 11, 3, 48, 3


def column_widths(table: Table) -> list[int]:
    """What each column asks for: its longest word at least, longer texts wrapped, and a gutter."""
    return [_width(table, index) for index in range(len(table.columns))]


def page_share(table: Table) -> int:
    """Per cent of the page's width to give the table: a narrow one is not pulled apart."""
    share = 100 * sum(column_widths(table)) // FULL_PAGE + 8
    return max(share, 50) if share < 80 else 100


def _width(table: Table, index: int) -> int:
    column = table.columns[index]
    name = plain(column.name)
    cells = [plain(row[index]) for row in table.rows]
    word = max((len(word) for text in (name, *cells) for word in text.split()), default=1)
    widest = _WIDEST_FIGURES if column.numeric else _WIDEST_TEXT
    asked = max((len(cell) for cell in cells), default=len(name))
    return min(max(word, min(asked, widest), _NARROWEST), _WIDEST_WORD) + _GUTTER
