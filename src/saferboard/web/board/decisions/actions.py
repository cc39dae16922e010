"""Writing decisions' answers and actions' entries: all that changes here goes through these."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saferboard.web.audit.actions import record
from saferboard.web.board.decisions import lives
from saferboard.web.board.decisions.answering import (
    add_to_action,
    make_action,
    needs_none,
    sign_gap,
)
from saferboard.web.board.decisions.entering import Said, enter
from saferboard.web.board.decisions.importing import Imported, import_log
from saferboard.web.board.decisions.models import Action, Listing
from saferboard.web.board.decisions.telling import remind
from saferboard.web.board.papers.files import StoredFile, keep
from saferboard.web.directory.models import Body

__all__ = [
    "Imported",
    "Said",
    "add_to_action",
    "enter",
    "import_log",
    "keep_file",
    "keep_log",
    "make_action",
    "needs_none",
    "remind",
    "sign_gap",
]


def keep_file(upload: UploadedFile) -> StoredFile:
    """Keep a file of evidence by its content, safe on the disk before any entry names it."""
    return keep(upload.chunks(), upload.name or "file")


@transaction.atomic
def keep_log(*, by: str, body: Body, on: date) -> Listing:
    """Keep what the log shows on a day, as it goes into a pack; a later one is held to it."""
    open_ones = [
        life
        for life in lives.lives(Action.objects.filter(body=body), on, until=on)
        if life.standing.is_open
    ]
    shown = {str(life.action.number): life.action.text for life in open_ones}
    listing = Listing.objects.create(body=body, on=on, shown=shown, by=by)
    record(by=by, action="action log kept", object=f"body {body.key}", actions=len(shown))
    return listing
