"""Adding entries to actions, and making them. Nothing that was entered is ever changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max

from saferboard.core.board import action_log as log
from saferboard.core.board.action_steps import OPEN, RULES, Step
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.decisions import lives
from saferboard.web.board.decisions.models import Action, Entry, EntryOwner
from saferboard.web.board.decisions.register import words_of
from saferboard.web.board.decisions.telling import tell
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.board.papers.files import StoredFile
from saferboard.web.directory.models import Body, Post


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry says, but for its step and its day."""

    text: str = ""
    evidence: str = ""
    link: str = ""
    file: StoredFile | None = None
    owners: tuple[Post, ...] = field(default=())
    due_on: date | None = None
    due_meeting: Meeting | None = None
    other: Action | None = None
    outcome: Outcome | None = None

    def value(self, step: Step, on: date) -> log.Entry:
        """The entry as the rules read it."""
        meeting = self.due_meeting
        shown = self.evidence.strip() or self.link or (self.file.name if self.file else "")
        return log.Entry(
            step,
            on,
            self.text.strip(),
            shown,
            tuple(post.key for post in self.owners),
            meeting.date if meeting else self.due_on,
            other=self.other.number if self.other else None,
        )


@transaction.atomic
def enter(
    *,
    by: str,
    action: Action,
    step: Step,
    on: date,
    said: Said,
    office: bool,
    seen: int | None = None,
) -> Entry:
    """Add an entry to an action's life, if the rules let this post take the step now.

    ``office``: whether ``by``, a post's key, may act for the office. ``seen`` is how many entries
    the writer had before the eyes: one more since then is shown first, never written over.
    """
    _check_parts(said, action)
    held = _locked(action, said.other, on)
    if seen is not None and seen != len(held.entries):
        raise refuse(
            "somebody added to this action while you were writing",
            where="entry",
            expected="an entry made from how the action stands now",
            remedy="read the new entry, and send yours again if it still holds",
        )
    allowed = log.may(held.standing, step, held.standing.hands(by, office=office))
    if not allowed:
        raise refuse(
            allowed.because,
            where="step",
            expected=RULES[step].help,
            remedy="choose another step, or ask the office",
        )
    log.check(held.standing, said.value(step, on))
    entry = add(by=by, action=action, place=len(held.entries), step=step, on=on, said=said)
    if said.other is not None:
        _absorb(by, action, said.other, on)
    tell(by=by, before=held, entry=entry, posts=said.owners)
    return entry


def _locked(action: Action, other: Action | None, on: date) -> lives.Life:
    """The action as it is stored now, kept from other writers; two are locked in one order."""
    keys = [one.pk for one in (action, other) if one is not None]
    list(Action.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    return lives.life(action, on)


def _check_parts(said: Said, action: Action) -> None:
    if said.due_on and said.due_meeting:
        raise refuse(
            "a day and a meeting are both given",
            where="due day",
            expected="one of them",
            remedy="leave the day empty, or choose no meeting",
        )
    if said.link and not said.link.startswith(("https://", "http://")):
        raise refuse(
            "the link is not an address of the web",
            where="link",
            expected="an address that begins with https://",
            remedy="copy the address from the browser",
        )
    if said.other and (said.other.pk == action.pk or said.other.body_id != action.body_id):
        raise refuse(
            "an action is merged into another one of the same body",
            where="other action",
            expected="an open action of the same body",
            remedy="choose another action",
        )


def _absorb(by: str, action: Action, into: Action, on: date) -> None:
    held = lives.life(into, on)
    if held.standing.state not in OPEN:
        raise refuse(
            f"no. {into.number} is {held.standing.state}",
            where="other action",
            expected="an open action of the same body",
            remedy="choose another action, or take that one up again first",
        )
    said = Said(text=f"No. {action.number} is done with this one", other=action)
    add(by=by, action=into, place=len(held.entries), step=Step.ABSORB, on=on, said=said)


def add(*, by: str, action: Action, place: int, step: Step, on: date, said: Said) -> Entry:
    """Store an entry that was checked, with its owners and its line in the audit trail."""
    entry = Entry.objects.create(
        action=action,
        place=place,
        step=step,
        on=on,
        text=said.text.strip(),
        evidence=said.evidence.strip(),
        link=said.link,
        file=said.file.sha if said.file else "",
        file_name=said.file.name if said.file else "",
        due_on=said.due_on,
        due_meeting=said.due_meeting,
        other=said.other,
        outcome=said.outcome,
        restricted=is_private(said.outcome),
        by=by,
    )
    EntryOwner.objects.bulk_create(EntryOwner(entry=entry, post=post) for post in said.owners)
    record(
        by=by,
        action=f"action: {RULES[step].told.lower()}",
        object=f"action {action.body.key} {action.number}",
        entry=entry.pk,
        owners=[post.key for post in said.owners],
    )
    return entry


def is_private(outcome: Outcome | None) -> bool:
    """Whether an outcome is of business taken in private."""
    return outcome is not None and outcome.minute.is_restricted


def next_number(body: Body) -> int:
    """The number of the body's next action; the body is kept from other writers meanwhile."""
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    return (Action.objects.filter(body=body).aggregate(last=Max("number"))["last"] or 0) + 1


def begin(
    *,
    by: str,
    body: Body,
    text: str,
    owners: Iterable[Post],
    on: date,
    outcome: Outcome,
    due_on: date | None = None,
    due_meeting: Meeting | None = None,
) -> Action:
    """A new action and its first entry, made from an outcome, in the caller's transaction."""
    said = Said(
        text=text, owners=tuple(owners), due_on=due_on, due_meeting=due_meeting, outcome=outcome
    )
    first = said.value(Step.ASK, on)
    log.check(log.replay([first]), first)
    action = Action(
        body=body,
        number=next_number(body),
        text=text.strip(),
        outcome=outcome,
        sentence=words_of(outcome),
        restricted=is_private(outcome),
        made_by=by,
    )
    _check_parts(said, action)
    action.save()
    entry = add(by=by, action=action, place=0, step=Step.ASK, on=on, said=said)
    tell(by=by, before=None, entry=entry, posts=said.owners)
    return action
