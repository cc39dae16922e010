"""Rows as a CSV file that a spreadsheet opens without harm."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse


def csv_file(
    rows: Iterable[Iterable[object]], name: str, *, is_marked: bool = True
) -> HttpResponse:
    """RFC 4180, UTF-8 with a mark at the start, without which Excel misreads it.

    What is to be loaded again must not be marked: the loaders refuse it.
    """
    text = io.StringIO()
    csv.writer(text).writerows([_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(
        ("\ufeff" if is_marked else "") + text.getvalue(), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(cell: object) -> object:
    """Text that a spreadsheet would run as a formula is quoted; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return "" if cell is None else cell
