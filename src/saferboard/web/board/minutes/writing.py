"""The text of minutes: every save is kept, and edits made at once are merged."""

from dataclasses import dataclass

from django.db import transaction

from saferboard.core.board.merging import merge, undecided
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.minutes import locking
from saferboard.web.board.minutes.models import Minute, Revision


@dataclass(frozen=True, slots=True)
class Saved:
    """What is stored now. ``merged``: others wrote too, and the text is not the one sent."""

    revision: int
    text: str
    undecided: int
    merged: bool


@transaction.atomic
def save_text(*, by: str, minute: Minute, text: str, base: int, writer: str = "") -> Saved:
    """Store what somebody wrote over revision ``base``, merged with what came in between.

    ``writer`` names one window: its own earlier saves are no edits of others, so that one whose
    answer was lost may be sent again, with more. Every save that changes a word is a revision.
    """
    held = locking.writable_minute(minute)
    sent = locking.words(text, where=f"text of {held.title}", needed=False)
    if not 0 <= base <= held.revision:
        raise refuse(
            f"there is no revision {base} of this minute",
            where=held.title,
            expected=f"a revision up to {held.revision}",
            remedy="copy what you wrote, open the minutes again and put it in",
        )
    over, newest = _written_over(held, base, writer)
    if sent == over:
        return Saved(held.revision, held.text, undecided(held.text), held.text != sent)
    whole = sent if over == held.text else merge(over, held.text, sent).text
    revision = Revision.objects.create(
        minute=held,
        number=held.revision + 1,
        text=whole,
        base=base,
        sent=None if whole == sent else sent,
        writer=writer,
        by=by,
    )
    held.text, held.revision = whole, revision.number
    held.save(update_fields=["text", "revision"])
    if newest is None or (newest.writer, newest.by) != (writer, by):
        # The revisions themselves tell the rest.
        record(
            by=by,
            action="minute written",
            object=locking.named(held.minutes),
            minute=held.pk,
            revision=revision.number,
        )
    return Saved(revision.number, whole, undecided(whole), whole != sent)


@transaction.atomic
def bring_back(*, by: str, minute: Minute, number: int, base: int) -> Saved:
    """Write an earlier revision's text again, over the revision that was looked at."""
    earlier = Revision.objects.filter(minute=minute, number=number).first()
    if earlier is None:
        raise refuse(
            f"there is no revision {number}",
            where=minute.title,
            expected="a revision of this minute",
            remedy="choose one from its history",
        )
    saved = save_text(by=by, minute=minute, text=earlier.text, base=base)
    record(
        by=by,
        action="revision brought back",
        object=locking.named(minute.minutes),
        minute=minute.pk,
        revision=number,
    )
    return saved


@transaction.atomic
def retitle(*, by: str, minute: Minute, title: str, was: str) -> None:
    """Give it another title, instead of the one that was seen."""
    held = locking.writable_minute(minute)
    clean = locking.words(title, where="title", most=200).strip()
    if held.title not in (was, clean):
        raise locking.changed_meanwhile("title", now=held.title, yours=clean)
    if held.title != clean:
        held.title = clean
        held.save(update_fields=["title"])
        record(
            by=by, action="minute retitled", object=locking.named(held.minutes), was=was, now=clean
        )


def _written_over(minute: Minute, base: int, writer: str) -> tuple[str, Revision | None]:
    """The text that the writer went on from, and the newest revision of all."""
    later = list(minute.revisions.filter(number__gte=base).order_by("number"))
    newest = later[-1] if later else None
    own = [row for row in later if writer and row.writer == writer and row.number > base]
    if own:
        return own[-1].written, newest
    return (later[0].text if later and later[0].number == base else ""), newest
