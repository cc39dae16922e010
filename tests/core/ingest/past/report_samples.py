"""Reports of lines, for the tests of their parts."""

from pathlib import Path

from saferboard.core.ingest.past.papers.reports import read_report
from saferboard.core.ingest.past.text.ledger import Ledger
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import Report

PACKS = Path(__file__).parents[4].parent / "shared" / "packs"


def read(text: str) -> tuple[Report, Ledger]:
    lines = lines_of(text)
    ledger = Ledger(lines)
    return read_report(lines, ledger), ledger


def told(text: str) -> list[tuple[str, str]]:
    """Letters and texts of what a report under the usual head asks for."""
    report, _ = read(f"TITLE\n\n{text}")
    return [(one.letter, one.text) for one in report.recommendations]
