"""Actions as they are read: entries, where they stand, who owns them today. No query a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from saferboard.core.board import action_log as log
from saferboard.core.board.action_log import Standing, Status
from saferboard.core.board.action_steps import Step
from saferboard.web.board.decisions.models import Action, Entry, EntryOwner
from saferboard.web.directory import queries as directory
from saferboard.web.directory.models import Person, Post


@dataclass(frozen=True, slots=True)
class Owner:
    """A post, and who holds it on the day; none while it is vacant."""

    post: Post
    person: Person | None

    def __str__(self) -> str:
        return f"{self.post} ({self.person or 'vacant'})"


@dataclass(frozen=True, slots=True)
class Life:
    """An action with all that was entered. ``told`` are the entries as values, one for each."""

    action: Action
    entries: tuple[Entry, ...]
    told: tuple[log.Entry, ...]
    standing: Standing
    status: Status
    owners: tuple[Owner, ...]
    passed_to: tuple[Owner, ...]
    on: date

    @property
    def age(self) -> int:
        """Days since it was asked for."""
        return (self.on - self.standing.asked).days

    @property
    def restricted(self) -> bool:
        """Whether it came from business that was taken in private."""
        return is_restricted(self.action)


def is_restricted(row: Action | Entry) -> bool:
    """Whether a row came from business taken in private, then or as the agenda stands now."""
    return row.restricted or bool(row.outcome and row.outcome.minute.is_restricted)


def value(entry: Entry) -> log.Entry:
    """The entry as the rules read it. A due meeting counts by the day on which it now stands."""
    meeting = entry.due_meeting
    until = f"the meeting of {meeting.day}" if meeting else ""
    if meeting and meeting.state == meeting.State.CANCELLED:
        until += ", which was cancelled"
    return log.Entry(
        Step(entry.step),
        entry.on,
        entry.text,
        "; ".join(part for part in (entry.evidence, entry.link, entry.file_name) if part),
        tuple(owner.post.key for owner in entry.owners.all()),
        meeting.date if meeting else entry.due_on,
        until,
        entry.other.number if entry.other else None,
    )


FROM_OUTCOME = "outcome__minute__minutes__meeting__body"


def whole(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The actions with everything that ``lives`` reads, in three queries."""
    owners = EntryOwner.objects.select_related("post__organisation")
    entries = Entry.objects.select_related(
        "due_meeting__body", "other__body", FROM_OUTCOME, "outcome__minute__item"
    ).prefetch_related(Prefetch("owners", owners))
    return actions.select_related("body", FROM_OUTCOME, "outcome__minute__item").prefetch_related(
        Prefetch("entries", entries)
    )


def lives(actions: QuerySet[Action], on: date, *, until: date | None = None) -> list[Life]:
    """The life of each action on a day; with ``until``, as far as was known by the end of it."""
    found = []
    for action in whole(actions):
        entries = [e for e in action.entries.all() if until is None or e.on <= until]
        if entries:
            found.append((action, entries))
    people = _people((entry for _, entries in found for entry in entries), on)
    return [_life(action, entries, people, on) for action, entries in found]


def _people(entries: Iterable[Entry], on: date) -> dict[str, Owner]:
    posts = {owner.post.key: owner.post for entry in entries for owner in entry.owners.all()}
    held = directory.holders(posts.values(), on) if posts else {}
    return {key: Owner(post, held.get(post.pk)) for key, post in posts.items()}


def _life(action: Action, entries: list[Entry], people: dict[str, Owner], on: date) -> Life:
    told = tuple(value(entry) for entry in entries)
    standing = log.replay(told)
    return Life(
        action,
        tuple(entries),
        told,
        standing,
        log.status(standing, on),
        tuple(people[key] for key in standing.owners),
        tuple(people[key] for key in standing.passed_to),
        on,
    )


def life(action: Action, on: date) -> Life:
    """One action's life on a day."""
    return lives(Action.objects.filter(pk=action.pk), on)[0]
