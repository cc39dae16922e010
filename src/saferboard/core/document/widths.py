"""How a table is fitted to a page: its type and the widths of its columns, in characters.

Paper and Word go by the same fit.
"""

from dataclasses import dataclass

from saferboard.core.document.text import plain
from saferboard.core.document.tree import Table

# How many characters stand across the page at a size of type, in points.
_ROOM = {10: 98, 9: 110, 8: 122}
_LONGEST, _COMFORTABLE, _NARROWEST, _WIDEST_WORD, _GUTTER = 60, 22, 3, 48, 4


@dataclass(frozen=True, slots=True)
class Fit:
    """Points of type, characters a column, and per cent of the page's width for them all."""

    points: int
    columns: tuple[int, ...]
    share: int


def fit(table: Table) -> Fit:
    """The largest type at which texts wrap in comfort, and columns as wide as they need.

    No column is narrower than its longest word. Where there is no room for all texts on one line
    the widest column wraps first. A narrow table is not pulled apart over the whole page.
    """
    least = [_word(table, n) for n in range(len(table.columns))]
    longest = [max(low, _text(table, n)) for n, low in enumerate(least)]
    comfortable = sum(
        max(low, min(high, _COMFORTABLE + _GUTTER))
        for low, high in zip(least, longest, strict=True)
    )
    points = next((size for size, room in _ROOM.items() if comfortable <= room), min(_ROOM))
    room = max(_ROOM[points], sum(least))
    columns = list(longest)
    while sum(columns) > room:
        can_give = [n for n, low in enumerate(least) if columns[n] > low]
        columns[max(can_give, key=columns.__getitem__)] -= 1
    share = 100 * sum(columns) // room + 8
    return Fit(points, tuple(columns), max(share, 50) if share < 80 else 100)


def _word(table: Table, index: int) -> int:
    texts = (table.columns[index].name, *(row[index] for row in table.rows))
    word = max((len(word) for text in texts for word in plain(text).split()), default=0)
    return min(max(word, _NARROWEST), _WIDEST_WORD) + _GUTTER


def _text(table: Table, index: int) -> int:
    cells = [len(plain(row[index])) for row in table.rows]
    return min(max(cells, default=0), _LONGEST) + _GUTTER
