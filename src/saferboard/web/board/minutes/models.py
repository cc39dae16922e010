"""What is stored of minutes: the record, and who was there."""

from saferboard.web.board.minutes.attending import Attendee, Declaration
from saferboard.web.board.minutes.records import (
    Amendment,
    Minute,
    Minutes,
    Outcome,
    OutcomeRevision,
    Revision,
    SeriesRestart,
)

__all__ = [
    "Amendment",
    "Attendee",
    "Declaration",
    "Minute",
    "Minutes",
    "Outcome",
    "OutcomeRevision",
    "Revision",
    "SeriesRestart",
]
