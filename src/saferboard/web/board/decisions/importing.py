"""Taking in an action log that was kept as a table before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from saferboard.core.board.action_log import Entry
from saferboard.core.board.action_log_csv import PaperAction, Reject, life, read_log
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.decisions import entering
from saferboard.web.board.decisions.lives import lives
from saferboard.web.board.decisions.models import Action, Listing
from saferboard.web.directory.models import Body, Post, Tenure

APART = re.compile(r"\s*[;/]\s*")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a log: how many actions and entries were added, and each line left out."""

    actions: int
    entries: int
    rejects: tuple[Reject, ...]


@transaction.atomic
def import_log(*, by: str, body: Body, text: str, name: str, on: date) -> Imported:
    """Take in the log of a day. Refused whole: a text that is no log.

    Numbers are kept. An action that is held already, with the same words, only gains the entries
    that are new to it, so the log of one meeting can follow that of another. What the log showed
    is kept as well: see ``queries.lost_between``.
    """
    paper = read_log(text, name)
    owners = Owners()
    rejects = list(paper.rejects)
    made = entered = 0
    entering.next_number(body)
    for action in paper.actions:
        fault = owners.fault(action) or _taken(body, action)
        if fault:
            rejects.append(fault)
            continue
        posts = {entry.owner: owners.posts(entry.owner) for entry in action.entries}
        new, added = _take(by, body, action, name, on, posts)
        made += new
        entered += added
    shown = {str(action.number): action.text for action in paper.actions}
    Listing.objects.create(body=body, on=on, source=name[:200], shown=shown, by=by)
    record(
        by=by,
        action="action log imported",
        object=f"body {body.key}",
        file=name,
        actions=made,
        entries=entered,
        rejected=len(rejects),
    )
    return Imported(made, entered, tuple(sorted(rejects, key=lambda reject: reject.line)))


class Owners:
    """Posts by what a log may call them: key, title, or who held them when it was asked for."""

    def __init__(self) -> None:
        self._named: dict[str, set[Post]] = {}
        for post in Post.objects.select_related("organisation"):
            for name in (post.key, post.title, str(post)):
                self._named.setdefault(name.casefold(), set()).add(post)
        for tenure in Tenure.objects.select_related("person", "post__organisation"):
            self._named.setdefault(tenure.person.name.casefold(), set()).add(tenure.post)

    def posts(self, words: str) -> tuple[Post, ...]:
        """The posts that the words name, the whole before its parts; none where one is unknown."""
        whole = self._named.get(words.casefold(), set())
        if len(whole) == 1:
            return tuple(whole)
        parts = [self._named.get(part.casefold(), set()) for part in APART.split(words) if part]
        if not parts or any(len(part) != 1 for part in parts):
            return ()
        return tuple(dict.fromkeys(post for part in parts for post in part))

    def fault(self, action: PaperAction) -> Reject | None:
        """Why the owner of a line is not known, or of several posts known as one."""
        for entry in action.entries:
            if entry.owner and not self.posts(entry.owner):
                told = f"no. {action.number}: its owner is no post, or not one alone"
                return Reject(entry.line, f"{told}; add the post or its holder, or name its key")
        return None


def _taken(body: Body, action: PaperAction) -> Reject | None:
    held = Action.objects.filter(body=body, number=action.number).first()
    if held is None or held.text == action.text:
        return None
    told = f"no. {action.number} is another action here, and numbers are given once"
    return Reject(action.entries[0].line, told)


def _take(
    by: str,
    body: Body,
    paper: PaperAction,
    name: str,
    on: date,
    posts: dict[str, tuple[Post, ...]],
) -> tuple[bool, int]:
    keys = {words: tuple(post.key for post in found) for words, found in posts.items()}
    by_key = {post.key: post for found in posts.values() for post in found}
    told = life(paper, name, keys)
    held = lives(Action.objects.filter(body=body, number=paper.number), on)
    if held:
        action, place = held[0].action, len(held[0].entries)
        told = tuple(unknown(told, held[0].told))
    else:
        action, place = _new(by, body, paper, name), 0
    for entry in told:
        said = entering.Said(
            entry.text, entry.evidence, owners=tuple(by_key[key] for key in entry.owners)
        )
        entering.add(by=by, action=action, place=place, step=entry.step, on=entry.on, said=said)
        place += 1
    return not held, len(told)


def _new(by: str, body: Body, paper: PaperAction, name: str) -> Action:
    return Action.objects.create(
        body=body,
        number=paper.number,
        text=paper.text,
        source=f"{name}, no. {paper.number}"[:200],
        made_by=by,
    )


def unknown(entries: tuple[Entry, ...], held: tuple[Entry, ...]) -> Iterator[Entry]:
    """The entries of a later log that the earlier one had not: by day, step, words and owners."""
    known = {(entry.on, entry.step, entry.text, entry.owners) for entry in held}
    for entry in entries:
        if (entry.on, entry.step, entry.text, entry.owners) not in known:
            yield entry


def body_of(key: str) -> Body:
    """The body with that key; refused if there is none."""
    found = Body.objects.filter(key=key).first()
    if found is None:
        raise refuse(
            f"there is no body '{key}'",
            where="--body",
            expected="the key of a body, as safer-communities-board",
            remedy="load the partnership first, or look the key up under People",
        )
    return found
