"""A member's own notes: kept, changed and removed by that member and nobody else."""

from django.db import transaction

from saferboard.core.faults import Refused, refuse
from saferboard.web.audit import actions as audit
from saferboard.web.board.papers.models import Version
from saferboard.web.directory.models import User
from saferboard.web.publish.models import Note


class Overtaken(Refused):
    """The note was changed on another device. ``note`` is how it stands."""

    def __init__(self, note: Note, refused: Refused) -> None:
        super().__init__(*refused.faults)
        self.note = note


@transaction.atomic
def keep_note(
    *,
    account: User,
    version: Version,
    text: str,
    paragraph: int | None = None,
    page: int | None = None,
) -> Note:
    """A new note at a place in a paper, as the paper is now."""
    note = Note.objects.create(
        account=account,
        paper=version.paper,
        version=version.number,
        paragraph=paragraph,
        page=page,
        text=text.strip(),
    )
    _told(account, "own note kept")
    return note


@transaction.atomic
def change_note(*, account: User, note: Note, text: str, revision: int) -> Note:
    """Other words for a note. Refused if it was changed on another device meanwhile."""
    stored = Note.objects.select_for_update(of=("self",)).get(pk=note.pk, account=account)
    if stored.revision != revision:
        raise Overtaken(
            stored,
            refuse(
                "you changed this note on another device",
                where="text",
                expected="the note as it was when you opened it",
                remedy="look at both below, and keep what you want",
            ),
        )
    stored.text = text.strip()
    stored.revision += 1
    stored.save()
    _told(account, "own note changed")
    return stored


@transaction.atomic
def remove_note(*, account: User, note: Note) -> None:
    """It is gone."""
    Note.objects.get(pk=note.pk, account=account).delete()
    _told(account, "own note removed")


def _told(account: User, action: str) -> None:
    """The trail tells that, never where or what."""
    audit.record(by=f"account {account.pk}", action=action, object="own notes")
