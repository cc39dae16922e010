"""A document as Typst source. The words are here; how they look is ``paper.typ`` of the typesetter.

Every text is a string literal handed to a function, so nothing a paper says is read as markup.
Paragraph numbers are written out from ``numbered``, never counted by Typst.
"""

from collections.abc import Callable, Iterable

from saferboard.core.document.outline import FIGURES_HEADING, stepped, tables_behind_charts
from saferboard.core.document.text import typst_string
from saferboard.core.document.tree import (
    Chart,
    Contact,
    Document,
    Drawn,
    Heading,
    Paragraph,
    Picture,
    Recommendations,
    Said,
    Table,
    numbered,
)
from saferboard.core.document.widths import fit

MAIN = "main.typ"
"""The name of the source that the compiler starts from."""

STYLE_FILE = "paper.typ"
"""The name under which the source imports its style."""

# A cell longer than this may break over pages, and so may a table of more rows.
_LONGEST_KEPT_WHOLE, _MOST_ROWS_KEPT_WHOLE = 300, 17


def to_typst(document: Document, charts: Callable[[Drawn], str]) -> str:
    """The whole document as Typst source to be compiled with the style file beside it.

    ``charts`` gives the name of the file of a chart or a picture. The tables behind the charts
    follow at the end, for those who cannot see a picture.
    """
    opening = show_rule(
        "paper",
        title=document.title,
        author=document.author,
        language=document.language,
        body=document.body,
        date=document.date,
    )
    parts = (f'#import "{STYLE_FILE}": *', opening, to_fragment(document, charts))
    return "\n".join(parts) + "\n"


def show_rule(style: str, *, language: str, **texts: str) -> str:
    """The rule that puts all that follows in a style, with texts it is told."""
    tongue, _, region = language.partition("-")
    said = {key: typst_string(text) for key, text in texts.items()}
    said |= {"language": typst_string(tongue), "region": typst_string(region)}
    return call(f"show: {style}.with", **said)


def to_fragment(
    document: Document, charts: Callable[[Drawn], str], *, level: int = 1, mark: str = ""
) -> str:
    """The title block and blocks, to stand in a larger source; headings start at ``level``.

    Below level 1 the title is a heading too, one level up; ``mark`` ("Agenda Item 7") leads it.
    """
    opening = call(
        "opening",
        typst_string(document.body),
        typst_string(document.date),
        typst_string(document.title),
        level=str(level - 1),
        mark=typst_string(mark),
    )
    lines = [opening]
    run: list[str] = []  # numbered paragraphs that follow one another make one list
    first = 0
    for number, block in numbered(stepped(document)):
        if number is not None and not run:
            first = number
        if isinstance(block, Recommendations):
            run.append(_item(block.lead, block.items))
        elif isinstance(block, Paragraph) and block.numbered:
            run.append(_item(block.text, block.points))
        else:
            lines.extend(_list(first, run))
            run = []
            lines.append(_block(block, charts, level))
    lines.extend(_list(first, run))
    tables = tables_behind_charts(document)
    if tables:
        lines.append(_heading(FIGURES_HEADING, level))
        lines.extend(_table(table) for table in tables)
    return "\n".join(lines)


def call(function: str, *positional: str, **named: str) -> str:
    """A Typst function call from code already safe: ``#f(a, key: b)``."""
    arguments = [*positional, *(f"{name}: {value}" for name, value in named.items())]
    return f"#{function}({', '.join(arguments)})"


def array(items: Iterable[str]) -> str:
    """A Typst array; the last comma makes one of one item an array too."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def strings(texts: Iterable[str]) -> str:
    """A Typst array of string literals."""
    return array(typst_string(text) for text in texts)


def _item(text: str, points: Iterable[Said]) -> str:
    return array((typst_string(text), _points(points)))


def _points(points: Iterable[Said]) -> str:
    return array(
        typst_string(point) if isinstance(point, str) else _item(point.text, point.points)
        for point in points
    )


def _list(first: int, items: list[str]) -> list[str]:
    return [call("numbered", str(first), *items)] if items else []


def _block(
    block: Heading | Paragraph | Table | Drawn | Contact,
    charts: Callable[[Drawn], str],
    level: int,
) -> str:
    match block:
        case Heading():
            return _heading(block.text, level + block.level - 1)
        case Paragraph():
            return call("unnumbered", typst_string(block.text), _points(block.points))
        case Table():
            return _table(block)
        case Chart():
            picture = (charts(block), block.title, block.summary)
            return call("chart", *(typst_string(text) for text in picture))
        case Picture():
            image = (charts(block), block.title, block.alt)
            return call("picture", *(typst_string(text) for text in image))
        case _:
            lines = (block.post, block.organisation, block.telephone, block.email)
            return call("contact", *(typst_string(text) for text in lines))


def _heading(text: str, level: int) -> str:
    return call("heading", typst_string(text), level=str(level))


def _table(table: Table) -> str:
    fitted = fit(table)
    longest = max((len(cell) for row in table.rows for cell in row), default=0)
    rows_kept = longest <= _LONGEST_KEPT_WHOLE
    return call(
        "records",
        typst_string(table.caption),
        strings(column.name for column in table.columns),
        array(strings(row) for row in table.rows),
        note=typst_string(table.note),
        width=f"{fitted.share}%",
        columns=array(f"{width}fr" for width in fitted.columns),
        numeric=array("true" if column.numeric else "false" for column in table.columns),
        size=f"{fitted.points}pt",
        rows_kept="true" if rows_kept else "false",
        kept="true" if rows_kept and len(table.rows) <= _MOST_ROWS_KEPT_WHOLE else "false",
    )
