"""Minutes from draft to record: details, circulation, amendments, confirmation.

Their making is in ``drafting``, their text in ``writing``, what was decided in ``outcomes`` and who
was there in ``seating``.
"""

from datetime import date, time

from django.db import transaction

from saferboard.core.board import minutes as core
from saferboard.core.directory.seats import MEMBERS
from saferboard.core.faults import Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes import locking, queries
from saferboard.web.board.minutes.models import Amendment, Minute, Minutes, Outcome
from saferboard.web.directory import mail
from saferboard.web.directory import queries as directory
from saferboard.web.directory.models import Post

ASKED = """The draft minutes of the meeting of {body} on {day} can be read by those round the table.

Please tell the clerk of anything in them that is wrong. The next meeting will be asked to confirm
them."""


@transaction.atomic
def set_details(
    *,
    by: str,
    minutes: Minutes,
    started: time | None,
    ended: time | None,
    future: str,
    version: int,
) -> Minutes:
    """When it began and ended, and the next meetings; ``version`` is the one that was seen."""
    held = locking.writable(minutes)
    if version != held.version:
        raise locking.changed_meanwhile(
            "times and dates",
            now=f"{held.started or 'no start'}, {held.ended or 'no end'}; {held.future}",
            yours=f"{started or 'no start'}, {ended or 'no end'}; {future}",
        )
    if started and ended and ended < started:
        raise refuse(
            "the meeting ends before it begins",
            where="end",
            expected="a time after the start",
            remedy="correct one of the two",
        )
    held.started, held.ended = started, ended
    held.future = locking.words(future, where="future meetings", most=2000, needed=False).strip()
    held.version += 1
    held.save(update_fields=["started", "ended", "future", "version"])
    record(by=by, action="times of minutes set", object=locking.named(held))
    return held


@transaction.atomic
def circulate(*, by: str, minutes: Minutes, today: date) -> Minutes:
    """Send the draft to the members. Refused while anything in it must be put right."""
    held = locking.locked(minutes)
    step = core.step("circulate", held.stage)
    faults = queries.findings(held)
    if faults:
        raise Refused(*faults)
    meetings.mark_held(by=by, meeting=held.meeting)
    held.state, held.circulated_on = step.to.value, today
    held.save(update_fields=["state", "circulated_on"])
    record(by=by, action="minutes circulated", object=locking.named(held))
    body = held.meeting.body
    posts = [one.post for one in directory.seated(body, today) if one.role in MEMBERS]
    mail.queue(
        by=by,
        to=[user.email for user in directory.accounts_of(posts)],
        subject=f"Draft minutes: {body}, {held.meeting.day}",
        text=ASKED.format(body=body, day=held.meeting.day),
        link_path=f"/work/minutes/{held.meeting_id}/read/",
    )
    return held


@transaction.atomic
def recall(*, by: str, minutes: Minutes, because: str) -> Minutes:
    """Take circulated minutes back to draft. Amendments that were noted are dropped."""
    held = locking.locked(minutes)
    step = core.step("recall", held.stage)
    reason = locking.words(because, where="reason", most=300).strip()
    dropped, _ = Amendment.objects.filter(minute__minutes=held).delete()
    held.state, held.circulated_on = step.to.value, None
    held.save(update_fields=["state", "circulated_on"])
    record(
        by=by,
        action="minutes taken back to draft",
        object=locking.named(held),
        because=reason,
        amendments_dropped=dropped,
    )
    return held


@transaction.atomic
def amend(*, by: str, minute: Minute, old: str, new: str, at_meeting: Meeting) -> Amendment:
    """Note that ``old``, exactly, is to read ``new``: what the minutes are confirmed subject to.

    Refused unless the words stand once in the minute and its outcomes, and no other amendment
    changes them.
    """
    held = locking.locked(minute.minutes)
    core.step("confirm", held.stage)
    outcomes = list(minute.outcomes.exclude(kind=Outcome.Kind.UNDERTAKING))
    before = locking.words(old, where="the words to replace", most=5000)
    after = locking.words(new, where="the words in their place", most=5000, needed=False)
    if before == after:
        raise refuse(
            "the words in their place are the same",
            where="new",
            expected="other words, or none",
            remedy="write how the minutes are to read",
        )
    part = core.where_it_stands([minute.text, *(one.text for one in outcomes)], before)
    outcome = outcomes[part - 1] if part else None
    others = minute.amendments.filter(outcome=outcome)
    core.amended(
        outcome.text if outcome else minute.text,
        [*(core.Amendment(one.old, one.new) for one in others), core.Amendment(before, after)],
    )
    made = Amendment.objects.create(
        minute=minute, outcome=outcome, old=before, new=after, at_meeting=at_meeting, by=by
    )
    record(
        by=by,
        action="amendment noted",
        object=locking.named(held),
        minute=minute.pk,
        amendment=made.pk,
    )
    return made


@transaction.atomic
def drop_amendment(*, by: str, amendment: Amendment) -> None:
    """The meeting did not agree to it."""
    held = locking.locked(amendment.minute.minutes)
    core.step("confirm", held.stage)
    Amendment.objects.filter(pk=amendment.pk).delete()
    record(
        by=by,
        action="amendment dropped",
        object=locking.named(held),
        minute=amendment.minute_id,
        amendment=amendment.pk,
    )


@transaction.atomic
def confirm(
    *, by: str, minutes: Minutes, at_meeting: Meeting, amendments: int, today: date
) -> Minutes:
    """The chair of a later meeting signs them, subject to the amendments noted: frozen from now on.

    ``amendments`` is how many of them the chair saw.
    """
    held = locking.locked(minutes)
    step = core.step("confirm", held.stage)
    meeting = held.meeting
    if at_meeting not in queries.confirming(held, today):
        raise refuse(
            "minutes are confirmed at a later meeting of the same body",
            where="at_meeting",
            expected=f"a meeting after {meeting.day} that has begun",
            remedy="confirm them at the next meeting",
        )
    noted = Amendment.objects.filter(minute__minutes=held)
    if noted.count() != amendments:
        raise refuse(
            f"{noted.count()} amendments are noted, and you were shown {amendments}",
            where="what was shown",
            expected="the amendments that you have read",
            remedy="open the minutes again, read them, and confirm",
        )
    noted.update(at_meeting=at_meeting)
    held.signed_by, held.signed_as, held.signed_on = by, _signature(by, at_meeting.date), today
    held.confirmed_at, held.state = at_meeting, step.to.value
    held.save()
    record(
        by=by,
        action="minutes confirmed",
        object=locking.named(held),
        at_meeting=at_meeting.date.isoformat(),
        amendments=amendments,
    )
    return held


def _signature(post_key: str, on: date) -> str:
    """Who holds the post that signs, with the post."""
    post = Post.objects.select_related("organisation").filter(key=post_key).first()
    if post is None:
        return post_key
    person = directory.holder(post, on)
    return f"{person.name}, {post.title}" if person else post.title
