"""Writing papers: calls in ``calling``, drafts in ``drafting``, what was sent in ``submitting``."""

from saferboard.web.board.papers.calling import call, remind, set_steps
from saferboard.web.board.papers.drafting import (
    begin,
    describe,
    save_answers,
    upload_pdf,
    upload_word,
)
from saferboard.web.board.papers.submitting import (
    add_version,
    agree_late,
    submit,
    submit_document,
    withdraw,
)

__all__ = [
    "add_version",
    "agree_late",
    "begin",
    "call",
    "describe",
    "remind",
    "save_answers",
    "set_steps",
    "submit",
    "submit_document",
    "upload_pdf",
    "upload_word",
    "withdraw",
]
