"""Sending a return, accepting or rejecting it, and writing to whoever is late."""

import json
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from saferboard.core.evidence.returning import is_chased
from saferboard.core.evidence.returns import LINES, Line
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.engines.tables.rehearsal import state_of
from saferboard.engines.tables.returns import load_returned
from saferboard.engines.tables.store import Store
from saferboard.web.audit.actions import record
from saferboard.web.directory import mail
from saferboard.web.directory.files import StoredFile
from saferboard.web.directory.models import Post
from saferboard.web.directory.queries import accounts_of
from saferboard.web.evidence.returns import queries
from saferboard.web.evidence.returns.models import Chased, Sent, Settled

# How long an acceptance waits for a load that is under way, in seconds: others wait with it.
WAIT = 3.0


class SettledAlready(Refused):
    """Somebody else was quicker."""

    def __init__(self, settled: Settled) -> None:
        said = "accepted" if settled.accepted else "rejected"
        super().__init__(
            Fault(
                f"somebody else has {said} this return while you were looking at it",
                "return",
                "a return that nobody has settled",
                "look at it again; if it should not stand, ask for the figures once more",
            )
        )


@transaction.atomic
def send(
    *, by: str, post: Post, lines: Sequence[Line], key: str, file: StoredFile | None = None
) -> Sent:
    """Store a return as it was sent. One with the same key is not stored again."""
    Post.objects.select_for_update().get(pk=post.pk)
    held = Sent.objects.filter(key=key, post=post.key).first()
    if held is not None:
        return held
    sent = Sent.objects.create(
        key=key,
        post=post.key,
        title=str(post),
        lines=json.loads(LINES.dump_json(tuple(lines))),
        sha=file.sha if file else "",
        name=file.name if file else "",
        size=file.size if file else 0,
        by=by,
    )
    record(
        by=by,
        action="return sent",
        object=f"return {sent.pk}",
        post=post.key,
        measures=sorted({line.measure for line in lines}),
        figures=len(lines),
        file=sent.sha,
    )
    return sent


@transaction.atomic
def accept(*, by: str, sent: Sent, seen: str, on: date) -> Settled:
    """Accept a return: its figures are known from that day on.

    ``seen`` is the state of the store that the return was held against. Refused if somebody else
    settled it, or if what it was held against has changed since.
    """
    _open(sent)
    store = Store(settings.HOME)
    if state_of(store.read()) != seen:
        raise refuse(
            "what this return was held against has changed since you opened the page",
            where="return",
            expected="the figures that you looked at",
            remedy="look at the differences again, then accept",
        )
    settled = Settled.objects.create(sent=sent, accepted=True, on=on, by=by)
    origin = f"return of {sent.title}, {sent.at:%-d %B %Y}"
    # Last of all: the store keeps it as soon as it is written, and written twice it is kept once.
    name = f"return-{sent.pk:06}.json"
    record(by=by, action="return accepted", object=f"return {sent.pk}", known=str(on), file=name)
    load_returned(store, name, sent.said, known=on, origin=origin, wait=WAIT)
    return settled


@transaction.atomic
def reject(*, by: str, sent: Sent, reason: str, on: date) -> Settled:
    """Send a return back with a reason, and write to its post that it is back."""
    if not reason.strip():
        raise refuse(
            "the rejection has no reason",
            where="reason",
            expected="a sentence that its sender can act on",
            remedy="write what is wrong and what you need",
        )
    _open(sent)
    settled = Settled.objects.create(sent=sent, accepted=False, reason=reason.strip(), on=on, by=by)
    record(by=by, action="return rejected", object=f"return {sent.pk}", post=sent.post)
    mail.queue(
        by=by,
        to=_addresses(sent.post),
        subject="A return of yours needs another look",
        text="The figures you sent were not accepted.\n\nSign in to read why and to send them "
        "again.",
        link_path=reverse("return-sent", args=(sent.pk,)),
    )
    return settled


def _open(sent: Sent) -> None:
    """Keep others from settling it until this transaction ends; refused if one has."""
    Sent.objects.select_for_update().get(pk=sent.pk)
    settled = Settled.objects.filter(sent=sent).first()
    if settled is not None:
        raise SettledAlready(settled)


def _addresses(key: str) -> list[str]:
    """Of the post's accounts; the post's own where it has none."""
    posts = list(Post.objects.filter(key=key))
    found = [user.email for user in accounts_of(posts)]
    return found or [post.email for post in posts if post.email]


def remind(today: date) -> int:
    """Write to each post whose returns are late, once a week until they come. How many posts."""
    late = [source for source in queries.sources(today) if source.late]
    return sum(_chase(source, today) for source in late)


@transaction.atomic
def _chase(source: queries.Source, today: date) -> bool:
    """One post, looked at once more under its lock: another run may have been quicker."""
    Post.objects.select_for_update().filter(key=source.key).first()
    last = Chased.objects.filter(post=source.key).order_by("-on").first()
    to = _addresses(source.key)
    if not to or not is_chased(last.on if last else None, today):
        return False
    Chased.objects.create(post=source.key, on=today)
    told = [
        f"- {due.measure.name}, {due.period.words}: due on {due.by:%-d %B %Y}, "
        f"{due.late} day{'' if due.late == 1 else 's'} ago"
        for due in source.late
    ]
    mail.queue(
        by="reminders",
        to=to,
        subject=f"{len(told)} return{'' if len(told) == 1 else 's'} of yours "
        f"{'is' if len(told) == 1 else 'are'} late",
        text="\n".join(
            (
                "These figures have not come yet:",
                "",
                *told,
                "",
                "Sign in to send them, by form "
                "or spreadsheet. A figure that is not known can be sent as such.",
            )
        ),
        link_path=reverse("returns"),
    )
    record(by="reminders", action="source chased", object=f"post {source.key}", late=len(told))
    return True
