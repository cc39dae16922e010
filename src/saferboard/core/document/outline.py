"""What a rendering on paper adds to a document: even steps of headings, and figures at the end."""

from dataclasses import replace

from saferboard.core.document.tree import Block, Chart, Document, Heading, Table

FIGURES_HEADING = "Figures behind the charts"


def tables_behind_charts(document: Document) -> tuple[Table, ...]:
    """The table of each chart, once, but for those that stand in the document already."""
    tables = [block.table for block in document.blocks if isinstance(block, Chart)]
    return tuple(table for table in dict.fromkeys(tables) if table not in document.blocks)


def stepped(document: Document) -> Document:
    """The document with no heading more than one level below the one before it.

    Readers who go by headings need it, and PDF/UA demands it.
    """
    blocks: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            level = max(1, min(block.level, level + 1))
            blocks.append(replace(block, level=level))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))
