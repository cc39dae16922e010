"""The sheets that a pack adds to its papers: the agenda, and dividers before attached files."""

from collections.abc import Iterator

from saferboard.core.board.agenda import PARAGRAPHS
from saferboard.core.board.pack import AgendaItem, Attached, ItemKind, Layout, Pack, item_pages
from saferboard.core.document.tree import Column, Document, Paragraph, Table


def agenda_sheet(pack: Pack, layout: Layout) -> Document:
    """The agenda, with the pages on which each item's papers are."""
    columns = (
        Column("Item", numeric=True),
        Column("Business"),
        Column("Presented by"),
        Column("Pages"),
    )
    rows = tuple(
        (str(item.number), item.title, item.presenter, pages_in_words(item, pages))
        for item, pages in item_pages(pack, layout)
    )
    meeting = pack.meeting
    return Document(
        title=pack.sheet,
        body=meeting.body,
        date=meeting.when,
        blocks=(
            Paragraph(meeting.venue, numbered=False),
            Table("Order of business", columns, rows),
            *(Paragraph(words, numbered=False) for words in _remarks(pack)),
            *_absent(pack),
        ),
        language=pack.language,
    )


def _remarks(pack: Pack) -> Iterator[str]:
    for item in pack.items:
        if item.paragraph is not None:
            yield restricted_words(item)
        if item.late:
            yield f"Item {item.number} has a late paper. {item.late}"


def restricted_words(item: AgendaItem) -> str:
    """Why the item's papers are kept from the public, by paragraph and in words."""
    said = (
        f"Item {item.number} is not for publication: it holds exempt information under paragraph "
        f"{item.paragraph} of Part 1 of Schedule 12A to the Local Government Act 1972"
    )
    named = PARAGRAPHS.get(item.paragraph or 0, "").rstrip(".")
    words = f"{said} ({named[0].lower()}{named[1:]})." if named else f"{said}."
    if item.public_interest:
        words += f" The public interest in keeping it private: {item.public_interest}"
    return words


def _absent(pack: Pack) -> tuple[Table, ...]:
    """What was announced and is not taken at this meeting; nothing where there is nothing."""
    if not pack.absent:
        return ()
    columns = (Column("Business"), Column("What became of it"), Column("Why"))
    rows = tuple((one.title, one.became, one.because) for one in pack.absent)
    return (Table("Not taken at this meeting", columns, rows),)


def pages_in_words(item: AgendaItem, pages: range) -> str:
    """``3 to 8``, ``9``, ``9 (presentation)``, or what comes instead of a paper."""
    if pages:
        told = str(pages[0]) if len(pages) == 1 else f"{pages[0]} to {pages[-1]}"
        how = {ItemKind.PRESENTATION: " (presentation)", ItemKind.ORAL: " (oral update)"}
        return f"{told}{how.get(item.kind, '')}"
    if item.paragraph is not None:
        return "Not for publication"
    return {
        ItemKind.STANDING: "No paper",
        ItemKind.REPORT: "To follow",
        ItemKind.PRESENTATION: "Presentation",
        ItemKind.ORAL: "Oral update",
    }[item.kind]


def divider_sheet(pack: Pack, attached: Attached, pages: int, *, tagged: bool) -> Document:
    """The sheet before an attached file: whose it is, and what it means for a screen reader."""
    following = "The next page was" if pages == 1 else f"The next {pages} pages were"
    supplier = attached.supplied_by or "somebody else"
    whose = f"{following} supplied by {supplier}. Only the strip at the foot is ours."
    tags = "has no tags for screen readers" if not tagged else "has lost its tags in this pack"
    access = (
        f"What follows {tags}, so the pack as a whole does not meet the accessibility standard "
        "PDF/UA. The Board's own pages are also published as a file of their own, which does. "
        "Please ask if you need the attached pages in another form."
    )
    return Document(
        title=attached.title,
        body=pack.meeting.body,
        date=pack.meeting.day,
        blocks=(Paragraph(whose, numbered=False), Paragraph(access, numbered=False)),
        language=pack.language,
    )
