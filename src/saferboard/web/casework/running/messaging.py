"""Messages along the lines of a procedure, and no others: what is refused is on record."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse

from saferboard.core.casework.access import may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.deciding import may_tell
from saferboard.core.casework.process.process import Party
from saferboard.core.directory.permissions import Decision
from saferboard.core.faults import refuse
from saferboard.web.casework.lock import reading
from saferboard.web.casework.lock.entering import Opened
from saferboard.web.casework.lock.models import Membership
from saferboard.web.casework.lock.queries import here
from saferboard.web.casework.running import queries
from saferboard.web.casework.running.models import Message, RefusedMessage
from saferboard.web.directory import mail
from saferboard.web.directory.models import Organisation, User

UNKNOWN = "unknown"


def senders(opened: Opened) -> tuple[Party, ...]:
    """The parties of the procedure as which somebody may write."""
    process = queries.process_of(opened.case)
    return tuple(party for party in process.parties if party.key in opened.key.roles)


def recipients(opened: Opened) -> tuple[Party, ...]:
    """The parties to which somebody may write: there is a line, and the role opens cases here."""
    process = queries.process_of(opened.case)
    mine = [party.key for party in senders(opened)]
    return tuple(
        party for party in process.parties if any(may_send(opened, one, party.key) for one in mine)
    )


def may_send(
    opened: Opened, sender: str, receiver: str, step: str = "",
    field: FieldClass = FieldClass.OUTLINE,
) -> Decision:  # fmt: skip
    """Whether a message may go: along a line, and only what the receiver's role may read."""
    told = may_tell(queries.process_of(opened.case), sender, receiver, step)
    if not told:
        return told
    open_to = opened.key.purpose.opens
    if receiver not in open_to.get(FieldClass.OUTLINE, frozenset()):
        return Decision(
            False, "nobody with this role reads cases here: write to them by other means"
        )
    if receiver not in open_to.get(field, frozenset()):
        return Decision(False, f"fields of the class '{field}' are not open to this role")
    return told


@transaction.atomic
def send(
    *,
    by: Opened,
    as_role: str,
    to_role: str,
    words: str,
    field: FieldClass,
    to_agency: Organisation | None = None,
    step: str = "",
) -> Message | RefusedMessage:
    """Write to a role of the case. Outside the lines: nothing goes, and that it was tried is kept.

    Whoever may open it hears by e-mail that a message waits in a case, and no more.
    """
    key = by.key
    if not words.strip():
        raise refuse(
            "nothing is written", where="words", expected="a few words", remedy="write something"
        )
    decision = _decide(by, as_role, to_role, step, field)
    process = queries.process_of(by.case)
    parties, steps = {one.key for one in process.parties}, {"", *(one.key for one in process.steps)}
    # Of what somebody made up no word reaches the record: it may be anything.
    trail = {
        "from_role": as_role if as_role in parties else UNKNOWN,
        "to_role": to_role if to_role in parties else UNKNOWN,
        "step": step if step in steps else UNKNOWN,
    }
    said: dict[str, Any] = {
        **trail, "case": by.case, "to_agency": to_agency, "at": key.on, "by": key.by,
        "agency": key.agency,
    }  # fmt: skip
    if not decision:
        refused = RefusedMessage.objects.create(**said, because=decision.because)
        key.note("case message refused", f"case {by.case}", **trail, rule=decision.because)
        return refused
    row = Message.objects.create(**said, words=words.strip(), field=field)
    key.note("case message sent", f"case {by.case}", field=field, **trail, rule=decision.because)
    notify(by, to_role, to_agency, field, "A message waits for you in a case")
    return row


def _decide(by: Opened, as_role: str, to_role: str, step: str, field: FieldClass) -> Decision:
    if as_role not in by.key.roles:
        return Decision(False, "this is not your role")
    return by.may(field) and may_send(by, as_role, to_role, step, field)


def notify(
    by: Opened, role: str, agency: Organisation | None, field: FieldClass, heading: str
) -> None:
    """Queue a mail to those with a role who could open what it tells of. It names no case."""
    mail.queue(
        by=by.key.by,
        to=sorted(user.email for user in _who_may(by, role, agency, field)),
        subject=heading,
        text=f"{heading}.\n\nSign in and enter for the purpose of the case to see it.",
        link_path=reverse("cases"),
    )


def _who_may(
    by: Opened, role: str, agency: Organisation | None, field: FieldClass
) -> Iterator[User]:
    """Accounts with the role, but for whoever writes, to whom the class is open in this case."""
    works = Membership.objects.filter(here(by.key.on), role=role, user__is_active=True)
    at = works.filter(agency=agency) if agency else works
    for row in at.select_related("user", "agency").order_by("user"):
        reader = reading.reader(row.user, row.agency.key, by.case.purpose)
        if row.user != by.key.user and may(reader, by.seen, field, by.key.on):
            yield row.user


@transaction.atomic
def read(*, by: Opened) -> tuple[Message, ...]:
    """Mark what waits for the reader in the case as read, and give what was new."""
    new = tuple(queries.messages(by).filter(queries.addressed(by.key), read=None))
    if new:
        Message.objects.filter(pk__in=[row.pk for row in new]).update(read=by.key.on)
        by.key.note("case messages read", f"case {by.case}", messages=[row.pk for row in new])
    return new
