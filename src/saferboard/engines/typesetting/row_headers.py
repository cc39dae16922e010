"""Row headers in the tags of a table: Typst 0.15 can only tag a table's header rows."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf


def tag_row_headers(pdf: Pdf) -> None:
    """Make the first cell of every table row a header of that row, as the document tree says.

    Cells then name no headers themselves: what heads them follows from the headers' scopes.
    """
    for row in pdf.objects:
        if isinstance(row, Dictionary) and row.get(Name.S) == Name.TR and _in_body(row):
            first, *others = [row.K] if isinstance(row.K, Dictionary) else list(row.K)
            first.S = Name.TH
            _attribute(first).Scope = Name.Row
            for cell in (first, *others):
                attribute = _attribute(cell)
                if Name.Headers in attribute:
                    del attribute[Name.Headers]


def _in_body(row: Dictionary) -> bool:
    return row.P.get(Name.S) == Name.TBody


def _attribute(cell: Object) -> Any:
    """What a cell says of itself as part of a table, made if it says nothing yet."""
    said = cell.get(Name.A, Array())
    for attribute in [said] if isinstance(said, Dictionary) else said:
        if attribute.get(Name.O) == Name.Table:
            return attribute
    made = Dictionary(O=Name.Table)
    cell.A = Array([*([said] if isinstance(said, Dictionary) else said), made])
    return cell.A[-1]
