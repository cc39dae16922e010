"""What stands under one minute: its narrative, its outcomes, and what the narrative promises."""

from collections.abc import Sequence

from saferboard.core.ingest.past.minutes.formalities import item_mark, read_confirmed, read_declared
from saferboard.core.ingest.past.minutes.outcomes import is_head, read_outcomes
from saferboard.core.ingest.past.minutes.undertakings import read_undertakings
from saferboard.core.ingest.past.text.furniture import without_furniture
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import Line, span_of
from saferboard.core.ingest.past.text.prose import Block, blocks
from saferboard.core.ingest.past.values import NOWHERE, Minute


def read_minute(
    number: int | None, title: str, lines: Sequence[Line], ledger: Ledger, *, clean: bool = False
) -> Minute:
    """A minute from the lines under its heading; the heading itself has been read.

    ``clean``: the furniture of pages is gone already.
    """
    kept = lines if clean else without_furniture(lines, ledger)
    full = [line for line in kept if line]
    about = f"minute {number}" if number else f"minute “{title}”"
    parts = blocks(kept, ledger, is_head)
    narrative, outcomes = read_outcomes(parts, ledger, about)
    ledger.claim(full, "minute")
    return Minute(
        number,
        title,
        written(narrative),
        outcomes,
        read_undertakings(narrative),
        item_mark(parts),
        read_declared(title, narrative),
        read_confirmed(title, parts),
        span_of(full) if full else NOWHERE,
    )


def written(parts: Sequence[Block]) -> str:
    """Paragraphs apart by an empty line; points by their own marks, each on a line."""
    text = ""
    for before, part in zip((None, *parts), parts, strict=False):
        between = "\n" if before and before.mark and part.mark else "\n\n"
        point = f"{part.mark} {part.text}" if part.mark else part.text
        text = f"{text}{between}{point}" if text else point
    return text
