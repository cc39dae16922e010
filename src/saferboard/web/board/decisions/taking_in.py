"""An action log of the past, taken in from a source. What is entered here stays for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from saferboard.core.board.action_log_csv import PaperAction, PaperEntry, life
from saferboard.web.audit.actions import record
from saferboard.web.board.decisions import entering
from saferboard.web.board.decisions.importing import Owners, unknown
from saferboard.web.board.decisions.lives import lives
from saferboard.web.board.decisions.models import Action, Entry, Listing
from saferboard.web.directory.models import Body


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of one action of a log: its row and new entries, or why it was left."""

    number: int
    action: Action | None
    entries: tuple[Entry, ...] = ()
    left: str = ""


@transaction.atomic
def take_in_log(
    *, by: str, body: Body, on: date, actions: Sequence[PaperAction], source: str
) -> list[Logged]:
    """Each action under its own number; one that is held already gains the entries new to it.

    One whose number is another action's here is left, and so told. Whoever a log names and no post
    is known for is named in the words of the log.
    """
    entering.next_number(body)  # no other number is given meanwhile
    owners = Owners()
    found = [_take(by, body, one, source, on, owners) for one in actions]
    shown = {str(one.number): one.action.text for one in found if one.action}
    Listing.objects.create(body=body, on=on, source=source, shown=shown, by=by)
    record(
        by=by,
        action="action log taken in",
        object=f"body {body.key}",
        source=source,
        actions=len(shown),
        left=len(found) - len(shown),
    )
    return found


def _take(by: str, body: Body, paper: PaperAction, source: str, on: date, owners: Owners) -> Logged:
    action = Action.objects.filter(body=body, number=paper.number).first()
    if action is not None and _plain(action.text) != _plain(paper.text):
        return Logged(paper.number, None, left="its number is another action's here")
    named = {entry.owner: owners.posts(entry.owner) for entry in paper.entries}
    keys = {words: tuple(post.key for post in posts) for words, posts in named.items()}
    by_key = {post.key: post for posts in named.values() for post in posts}
    told = life(_with_names(paper, keys), source, keys)
    held = lives(Action.objects.filter(pk=action.pk), on) if action else []
    place = len(held[0].entries) if held else 0
    if held:
        told = tuple(unknown(told, held[0].told))
    if action is None:
        action = Action.objects.create(
            body=body,
            number=paper.number,
            text=paper.text,
            source=f"{source}, no. {paper.number}"[-200:],
            made_by=by,
        )
    rows = tuple(
        entering.add(
            by=by,
            action=action,
            place=place + more,
            step=entry.step,
            on=entry.on,
            said=entering.Said(
                entry.text, entry.evidence, owners=tuple(by_key[key] for key in entry.owners)
            ),
        )
        for more, entry in enumerate(told)
    )
    return Logged(paper.number, action, rows)


def _with_names(paper: PaperAction, keys: dict[str, tuple[str, ...]]) -> PaperAction:
    """Where no post is known for an owner, the line's comments name them."""

    def told(entry: PaperEntry) -> str:
        if not entry.owner or keys[entry.owner]:
            return entry.comments
        return f"{entry.comments} (Responsible officer: {entry.owner})".strip()

    entries = tuple(
        PaperEntry(one.line, one.on, one.dated, one.owner, told(one), one.status)
        for one in paper.entries
    )
    return PaperAction(paper.number, paper.text, entries)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
