"""A document as HTML, plain enough to read without a style sheet.

Numbers and letters are text, not list markers: eyes, screen readers, search and copied text all
get the same "4." and "(a)".
"""

from collections.abc import Callable, Iterator

from saferboard.core.document.outline import stepped
from saferboard.core.document.text import html_text
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
    mark,
    numbered,
)

DEEPEST = 6

STYLE = """\
body { margin: 0 auto; max-width: 48rem; padding: 1.5rem 1rem 4rem; color: #0b0c0c;
  font: 1.0625rem/1.5 "Source Sans Pro", Arial, sans-serif; overflow-wrap: anywhere; }
header { border-bottom: 2px solid #1d3557; margin-bottom: 2rem; }
header p { margin: 0; font-weight: bold; color: #1d3557; }
h1 { margin: .5rem 0 1rem; line-height: 1.2; }
h2, h3 { margin: 2rem 0 .5rem; line-height: 1.25; }
.numbered { padding-left: 2.5rem; }
.number { float: left; margin-left: -2.5rem; }
.points { list-style: none; padding-left: 5rem; margin-top: 0; }
.points .points { padding-left: 2.5rem; margin-top: .4rem; }
.points li { margin-bottom: .4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0 .5rem; overflow-wrap: normal; }
caption { text-align: left; font-weight: bold; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid #b1b4b6; font-weight: normal; }
thead th { font-weight: bold; vertical-align: bottom; border-bottom: 2px solid #1d3557; }
.numeric { text-align: right; font-variant-numeric: tabular-nums; }
.note { font-size: .9375rem; color: #505a5f; margin-top: 0; }
figure { margin: 1.5rem 0; }
figure svg, figure img { max-width: 100%; height: auto; }
figcaption { font-weight: bold; }
summary { cursor: pointer; padding: .4rem 0; }
address { font-style: normal; margin-top: 2rem; }
address p { margin: 0; }
"""


def to_html(
    document: Document,
    charts: Callable[[Drawn], str],
    *,
    level: int = 2,
    prefix: str = "",
    before: Callable[[int], str] = lambda place: "",
) -> str:
    """The document's blocks as an HTML fragment; its first headings are ``<h{level}>``.

    ``charts`` gives the picture of a chart, or the address of a picture's file, as HTML that is
    trusted: see ``image``. The figure around a chart carries the title, the summary in words and
    the table of figures. All other text is escaped. ``prefix`` leads every id, so that several
    documents can stand on one page. ``before`` gives trusted HTML to stand before a block, by its
    place from 0.
    """
    lines: list[str] = []
    open_levels: list[int] = []
    sections = 0
    for place, (number, block) in enumerate(numbered(stepped(document))):
        lines.extend(filter(None, [before(place)]))
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
                lines.append("</section>")
            open_levels.append(block.level)
            sections += 1
            tag = f"h{min(level + block.level - 1, DEEPEST)}"
            lines.append("<section>")
            opening = f'<{tag} id="{prefix}section-{sections}">'
            lines.append(f"{opening}{html_text(block.text)}</{tag}>")
        else:
            lines.extend(_block(number, block, charts, prefix))
    lines.extend("</section>" for _ in open_levels)
    return "\n".join(lines)


def image(picture: Picture, address: str) -> str:
    """The picture as HTML, from an address of its file."""
    return f'<img src="{html_text(address)}" alt="{html_text(picture.alt)}"/>'


def to_page(document: Document, charts: Callable[[Drawn], str]) -> str:
    """The document as an HTML file complete in itself: its title block, style and blocks."""
    language, title = html_text(document.language), html_text(document.title)
    author = f'<meta name="author" content="{html_text(document.author)}">\n'
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{author if document.author else ''}"
        f"<title>{title} - {html_text(document.body)}</title>\n<style>\n{STYLE}</style>\n"
        f"</head>\n<body>\n<header>\n<p>{html_text(document.body)}</p>\n"
        f"<p>{html_text(document.date)}</p>\n<h1>{title}</h1>\n</header>\n<main>\n"
        f"{to_html(document, charts)}\n</main>\n</body>\n</html>\n"
    )


def _block(
    number: int | None,
    block: Paragraph | Recommendations | Table | Drawn | Contact,
    charts: Callable[[Drawn], str],
    prefix: str,
) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _paragraph(number, block.text, block.points, prefix)
        case Recommendations():
            yield from _paragraph(number, block.lead, block.items, prefix)
        case Table():
            yield from _table(block)
        case Chart():
            yield from _figure(block, charts(block))
        case Picture():
            yield from _picture(block, charts(block))
        case _:
            yield from _contact(block)


def _paragraph(
    number: int | None, text: str, points: tuple[Said, ...], prefix: str
) -> Iterator[str]:
    if number is None:
        yield f"<p>{html_text(text)}</p>"
    else:
        yield (
            f'<p class="numbered" id="{prefix}paragraph-{number}">'
            f'<span class="number">{number}.</span> {html_text(text)}</p>'
        )
    yield from _points(points, 0)


def _points(points: tuple[Said, ...], depth: int) -> Iterator[str]:
    if not points:
        return
    # The role keeps it a list for VoiceOver, which forgets lists drawn without markers.
    yield '<ul class="points" role="list">'
    for index, point in enumerate(points):
        opening = f'<li><span class="number">{mark(index, depth)}</span> '
        if isinstance(point, str):
            yield f"{opening}{html_text(point)}</li>"
        else:
            yield opening + html_text(point.text)
            yield from _points(point.points, depth + 1)
            yield "</li>"
    yield "</ul>"


def _table(table: Table) -> Iterator[str]:
    kinds = [' class="numeric"' if column.numeric else "" for column in table.columns]
    # What scrolls must be reachable by keyboard and have a name. A region would be a landmark.
    label = html_text(table.caption)
    yield f'<div class="scroll" role="group" aria-label="{label}" tabindex="0">'
    yield f"<table>\n<caption>{label}</caption>\n<thead>\n<tr>"
    for kind, column in zip(kinds, table.columns, strict=True):
        yield f'<th scope="col"{kind}>{html_text(column.name)}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    for row in table.rows:
        yield "<tr>"
        for index, (kind, cell) in enumerate(zip(kinds, row, strict=True)):
            opening, closing = ('th scope="row"', "th") if index == 0 else ("td", "td")
            yield f"<{opening}{kind}>{html_text(cell)}</{closing}>"
        yield "</tr>"
    yield "</tbody>\n</table>\n</div>"
    if table.note:
        yield f'<p class="note">{html_text(table.note)}</p>'


def _figure(chart: Chart, picture: str) -> Iterator[str]:
    yield f"<figure>\n<figcaption>{html_text(chart.title)}</figcaption>"
    yield f"<p>{html_text(chart.summary)}</p>\n{picture}"
    yield "<details>\n<summary>Figures behind the chart</summary>"
    yield from _table(chart.table)
    yield "</details>\n</figure>"


def _picture(picture: Picture, shown: str) -> Iterator[str]:
    caption = f"<figcaption>{html_text(picture.title)}</figcaption>\n" if picture.title else ""
    yield f"<figure>\n{caption}{shown}\n</figure>"


def _contact(contact: Contact) -> Iterator[str]:
    yield "<address>\n<p><strong>Officer to contact</strong></p>"
    yield from (
        f"<p>{html_text(part)}</p>" for part in (contact.post, contact.organisation) if part
    )
    if contact.telephone:
        yield f"<p>Telephone: {html_text(contact.telephone)}</p>"
    if contact.email:
        address = html_text(contact.email)
        yield f'<p>Email: <a href="mailto:{address}">{address}</a></p>'
    yield "</address>"
