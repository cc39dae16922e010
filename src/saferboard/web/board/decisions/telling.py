"""Writing to the owners of actions: when one is theirs, when more is needed, and when it is due."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse

from saferboard.core.board import action_log as log
from saferboard.core.board.action_log import Reminder
from saferboard.core.board.action_steps import Step
from saferboard.web.audit.actions import record
from saferboard.web.board.decisions.lives import Life, life, lives
from saferboard.web.board.decisions.models import Action, Entry, Reminded
from saferboard.web.directory import mail
from saferboard.web.directory import queries as directory
from saferboard.web.directory.models import Post

TOLD = {
    Step.ASK: "You are asked to act",
    Step.HAND_ON: "An action is passed to you",
    Step.RETURN: "More is needed for an action of yours",
}
WHY = {
    Reminder.BEFORE: "An action of yours is due soon",
    Reminder.TODAY: "An action of yours is due today",
    Reminder.OVERDUE: "An action of yours is overdue",
}
CLOSING = "Sign in to say how it stands: a few words are enough."


def tell(*, by: str, before: Life | None, entry: Entry, posts: Iterable[Post]) -> None:
    """Queue a mail to those whom a new entry concerns, in its transaction."""
    heading = TOLD.get(Step(entry.step))
    if heading is None:
        return
    owners = before.owners if before and entry.step == Step.RETURN else ()
    concerned = [*posts, *(owner.post for owner in owners)]
    said = [f"{heading}.", f"Action no. {entry.action.number}, {entry.action.body}."]
    _write(by, concerned, heading, said, entry.action)


def _write(by: str, posts: Iterable[Post], heading: str, said: list[str], action: Action) -> None:
    """What was asked stays behind the sign-in: a mail travels open."""
    mail.queue(
        by=by,
        to=[user.email for user in directory.accounts_of(posts)],
        subject=f"{heading}: no. {action.number}",
        text="\n\n".join((*said, CLOSING)),
        link_path=reverse("action-update", args=(action.body.key, action.number)),
    )


def remind(today: date) -> int:
    """Write to the owners of what is due soon, today, or overdue. How many actions.

    Once a day, however often it runs: what was sent is stored with the mail.
    """
    last = _last()
    due = [
        found.action
        for found in lives(Action.objects.all(), today)
        if log.reminder(found.standing, today, last.get(found.action.pk))
    ]
    return sum(_remind(action, today) for action in due)


def _last() -> dict[int, date]:
    return dict(Reminded.objects.order_by("on").values_list("action", "on"))


@transaction.atomic
def _remind(action: Action, today: date) -> bool:
    """One action, looked at once more under its lock: another run may have been quicker."""
    Action.objects.select_for_update().get(pk=action.pk)
    newest = action.reminders.order_by("-on").first()
    held = life(action, today)
    why = log.reminder(held.standing, today, newest.on if newest else None)
    if why is None:
        return False
    Reminded.objects.create(action=action, on=today, why=why)
    said = [f"{WHY[why]}.", f"Action no. {action.number}, {action.body}: {held.status.because}."]
    _write("reminders", [owner.post for owner in held.owners], WHY[why], said, action)
    record(
        by="reminders",
        action="owners reminded",
        object=f"action {action.body.key} {action.number}",
        why=why,
    )
    return True
