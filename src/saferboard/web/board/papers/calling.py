"""The call for papers: authors asked, reminded before and chased after the days they were given."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from saferboard.core.board import papers as core
from saferboard.core.board.papers import Deadlines
from saferboard.core.faults import Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.meetings.writing import named, still_open
from saferboard.web.board.papers import queries
from saferboard.web.board.papers.models import Call, Letter, Steps
from saferboard.web.directory.mail import queue
from saferboard.web.directory.models import Body
from saferboard.web.directory.queries import accounts_of

REMINDER = "reminders"


@transaction.atomic
def set_steps(*, by: str, body: Body, steps: core.Steps) -> None:
    """When a body's papers are asked for and due, in working days before the latest day."""
    faults = steps.faults()
    if faults:
        raise Refused(*faults)
    said = {
        "asked": steps.asked,
        "draft": steps.draft,
        "final": steps.final,
        "dispatch": steps.dispatch,
    }
    Steps.objects.update_or_create(body=body, defaults=said)
    record(by=by, action="paper deadlines set", object=f"body {body.key}", **said)


@transaction.atomic
def call(*, by: str, meeting: Meeting, today: date) -> Call:
    """Ask the presenter of every item that needs a paper. Sent again, it asks only those not asked.

    Refused: no such item has a presenter, so that nobody would be asked.
    """
    held = still_open(meeting)
    due = queries.deadlines(held)
    lacking = queries.unasked(held)
    if not lacking:
        raise refuse(
            "there is nobody to ask",
            where=str(held),
            expected="an item with a report or presentation, and a presenter not asked yet",
            remedy="put the items on the agenda and say who presents them",
        )
    sent, _ = Call.objects.update_or_create(
        meeting=held,
        defaults={
            "asked": due.asked,
            "draft_due": due.draft_due,
            "final_due": due.final_due,
            "dispatch": due.dispatch,
            "sent_by": by,
        },
    )
    asked = [item.pk for item in lacking if _write(by, item, Letter.Kind.CALL, today, due)]
    record(by=by, action="papers called for", object=named(held), items=asked)
    return sent


def remind(today: date) -> int:
    """Write to every author whose paper is called for and not in, when it is due: once a day."""
    return sum(_remind(called, today) for called in queries.open_calls(today))


@transaction.atomic
def _remind(called: Call, today: date) -> int:
    held = still_open(called.meeting)
    due = queries.called(called)
    sent = 0
    for item in queries.awaited(held):
        last = max((letter.on for letter in item.letters.all()), default=None)
        kind = core.letter(today, due, held.date, last)
        if kind is not None and last != today:
            sent += _write(REMINDER, item, Letter.Kind(kind.value), today, due)
    return sent


def unreached(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Those whose presenter has neither an account nor an address: they must be told otherwise."""
    lacking = {i: i.presenter for i in items if i.presenter and not i.presenter.email}
    held = {user.post for user in accounts_of(lacking.values())}
    return [item for item, post in lacking.items() if post.key not in held]


def _write(by: str, item: AgendaItem, kind: Letter.Kind, today: date, due: Deadlines) -> bool:
    """Write to whoever presents the item; False where no address is known, so nobody is told."""
    post = item.presenter
    addresses = {user.email for user in accounts_of([post])} if post else set()
    if post and not addresses and post.email:
        addresses = {post.email}
    if not addresses:
        return False
    Letter.objects.create(item=item, kind=kind, on=today)
    opening = {
        Letter.Kind.CALL: "You are asked for a paper",
        Letter.Kind.REMINDER: "This is a reminder of a paper",
        Letter.Kind.CHASER: "A paper is overdue",
    }[kind]
    queue(
        by=by,
        to=addresses,
        subject=f"{Letter.Kind(kind).label} for a paper: {item.title}",
        text=(
            f"{opening} for {item.meeting.body}, {item.meeting.day}.\n\n"
            f"Item: {item.title}\n"
            f"Draft due: {_day(due.draft_due)}\n"
            f"Final paper due: {_day(due.final_due)}\n\n"
            "Write it on the page below, or upload a Word document or a PDF there."
        ),
        link_path=f"/work/papers/items/{item.pk}/",
    )
    return True


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
