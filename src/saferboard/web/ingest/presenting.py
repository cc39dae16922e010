"""What pages show of sources: words and marks, never a query."""

from typing import Any

from saferboard.core.ingest.past import beside as side
from saferboard.core.ingest.past.correcting import Correction, corrected
from saferboard.core.ingest.past.counting import counts_of
from saferboard.web.ingest import queries
from saferboard.web.ingest.models import Doubt, Reading, Settlement, Source
from saferboard.web.ingest.queries import Listed

ODD = "odd"


def listed(row: Listed) -> dict[str, Any]:
    """A source in the list."""
    if row.activation is not None:
        word, colour = "Activated", "green"
    elif row.waiting:
        word, colour = f"{row.waiting} to settle", "yellow"
    elif not row.reading.read:
        word, colour = "Nothing was read", "grey"
    else:
        word, colour = "Ready to activate", "blue"
    return {
        "source": row.source,
        "reading": row.reading,
        "word": word,
        "colour": colour,
        "share": covered(row.reading),
    }


def covered(reading: Reading) -> str:
    """``98.5%``; never 100% while a line is not read."""
    share = min(reading.share, 99.9) if reading.rejected else reading.share
    return f"{share:.1f}%"


def counts(reading: Reading) -> tuple[tuple[str, str], ...]:
    """How much of each thing was read."""
    return counts_of(reading.value).rows()


def beside(source: Source, reading: Reading, *, only: str = "") -> list[dict[str, Any]]:
    """The lines with words, each beside what was read; ``odd``: those with a doubt or unread."""
    corrections = [
        Correction(row.first, row.last, row.correction)
        for row in queries.corrections(source).filter(pk__lte=reading.settled)
    ]
    was = {one.number: one for one in side.beside(source.text, reading.value)}
    rows = side.beside(corrected(source.text, corrections), reading.value)
    found = []
    for row in rows:
        before = was[row.number].text
        is_odd = bool(row.reject or row.doubts)
        if (before.strip() or row.text.strip()) and (is_odd or only != ODD):
            changed = before != row.text
            found.append({"row": row, "was": before, "changed": changed, "is_odd": is_odd})
    return found


def asked(source: Source, rows: list[tuple[Doubt, Settlement | None]]) -> list[dict[str, Any]]:
    """Each doubt with the lines it stands on, and its answer."""
    lines = source.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "").split("\n")
    return [
        {
            "doubt": doubt,
            "answer": answer,
            "lines": [
                (number, lines[number - 1])
                for number in range(doubt.first, doubt.last + 1)
                if 0 < number <= len(lines)
            ],
        }
        for doubt, answer in rows
    ]
