"""Sending e-mail: stored in the transaction of what it tells of, sent after it, retried later."""

import smtplib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from saferboard.core.directory.mailing import for_good, next_attempt
from saferboard.web.directory.models import Mail

AT_ONCE = 50  # so many are tried after a commit; the others wait for `saferboard send`
FAILED = (OSError, smtplib.SMTPException, ValueError, ValidationError)
# A sender or a password that is refused is our own fault, which somebody will mend.
OF_THIS_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
NO_ADDRESS = (ValueError, ValidationError)
LOST = timedelta(minutes=30)  # an attempt that has not ended by then never will
KEPT = timedelta(days=90)  # whatever was sent is forgotten after that: it holds addresses


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of the mails that were due."""

    sent: int = 0
    waiting: int = 0
    given_up: int = 0


def queue(
    *,
    by: str,
    to: Iterable[str],
    subject: str,
    text: str,
    link_path: str = "",
    private: bool = False,
) -> tuple[Mail, ...]:
    """Store an e-mail for each address, in the caller's transaction; one attempt follows it.

    ``link_path`` (as ``/work/actions/7/``) is put on a line of its own, with the service's origin.
    The text of a ``private`` one (as with a link that opens an account) is forgotten once it went.
    Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an e-mail is queued in the transaction of what it tells of")
    whole = f"{text.rstrip()}\n\n{absolute(link_path)}\n" if link_path else text
    now = timezone.now()
    addresses: dict[str, str] = {}
    for address in filter(None, (address.strip() for address in to)):
        addresses.setdefault(address.lower(), address)
    mails = tuple(
        Mail.objects.create(
            to=address,
            subject=" ".join(subject.split())[:200],
            text=whole,
            private=private,
            queued_by=by,
            next_at=now,
        )
        for address in addresses.values()
    )
    if mails:
        transaction.on_commit(_attempt, robust=True)
    return mails


def absolute(path: str) -> str:
    """A path with the origin that people use."""
    return f"{settings.ORIGIN or f'http://localhost:{settings.PORT}'}{path}"


def _attempt() -> None:
    deliver(timezone.now(), at_most=AT_ONCE)


def deliver(now: datetime, *, at_most: int | None = None) -> Delivered:
    """Try every mail that is due, once. One that fails does not keep the others.

    Where the mail server itself does not answer, all that are due wait for their next attempt.
    """
    due = list(Mail.objects.filter(next_at__lte=now).order_by("next_at", "pk")[:at_most])
    if not due:
        return Delivered()
    counted = {"sent": 0, "waiting": 0, "given_up": 0}
    backend = get_connection(fail_silently=False)
    try:
        backend.open()
    except FAILED as error:
        for mail in due:
            if _begin(mail, now):
                counted[_failed(mail, now, error)] += 1
        return Delivered(**counted)
    try:
        for mail in due:
            if _begin(mail, now):
                counted[_send(mail, backend, now)] += 1
    finally:
        with suppress(*FAILED):
            backend.close()
    return Delivered(**counted)


def again(now: datetime) -> int:
    """Queue anew what was begun and never ended; they may go a second time. How many."""
    return doubtful(now).update(next_at=now, begun_at=None)


def doubtful(now: datetime) -> QuerySet[Mail]:
    """Mails whose attempt began long ago and did not end: nobody knows whether they went."""
    return Mail.objects.filter(begun_at__lt=now - LOST, sent_at=None, next_at=None)


def forget(now: datetime) -> int:
    """Delete what was sent long ago. How many."""
    return Mail.objects.filter(sent_at__lt=now - KEPT).delete()[0]


def _begin(mail: Mail, now: datetime) -> bool:
    """Mark the attempt before it is made. False if another process has it already."""
    taken = Mail.objects.filter(pk=mail.pk, next_at=mail.next_at, sent_at=None)
    mail.attempts += 1
    return bool(taken.update(next_at=None, begun_at=now, attempts=F("attempts") + 1))


def _send(mail: Mail, backend: BaseEmailBackend, now: datetime) -> str:
    try:
        validate_email(mail.to)
        _message(mail, backend).send()
    except FAILED as error:
        # A server that hung up in the middle is asked anew; one that answers keeps the connection.
        if not isinstance(error, NO_ADDRESS):
            with suppress(*FAILED):
                backend.close()
            with suppress(*FAILED):
                backend.open()
        return _failed(mail, now, error)
    done = {"sent_at": timezone.now(), "begun_at": None, "last_error": ""}
    Mail.objects.filter(pk=mail.pk).update(**done, **({"text": ""} if mail.private else {}))
    return "sent"


def _failed(mail: Mail, now: datetime, error: Exception) -> str:
    """Note why, and when to try again: never, if the answer to this very mail is final."""
    code = _code(error)
    final = isinstance(error, NO_ADDRESS) or (isinstance(error, OF_THIS_MAIL) and for_good(code))
    later = None if final else next_attempt(mail.attempts, now)
    told = f"{type(error).__name__} {code or ''}".strip()
    Mail.objects.filter(pk=mail.pk).update(next_at=later, begun_at=None, last_error=told)
    return "waiting" if later else "given_up"


def _code(error: Exception) -> int:
    """The server's answer; 0 where there was none. Words of the server may hold an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _message(mail: Mail, backend: BaseEmailBackend) -> EmailMessage:
    """The same Message-ID at every attempt, so that a mailbox shows it once."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{mail.key}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.text, to=[mail.to], headers=headers, connection=backend)
