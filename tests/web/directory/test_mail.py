"""E-mail: stored with what it tells of, sent after it by a real mail server, never twice."""

import email
import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.utils import timezone

from saferboard.web.directory import mail
from saferboard.web.directory.models import Mail
from tests.ports import free_port


class Postbox:
    """A mail server that refuses some addresses, and keeps what it took."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.asked: list[str] = []

    async def handle_RCPT(  # noqa: N802 as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.asked.append(address)
        if address.startswith("gone"):
            return "550 no such user"
        if address.startswith("full"):
            return "452 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 kept"


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """The server, running, with the service set to use it."""
    held = Postbox()
    host, port = "127.0.0.1", free_port()
    controller = Controller(held, hostname=host, port=port, ready_timeout=120)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.ORIGIN = "https://board.example.org"
    settings.DEFAULT_FROM_EMAIL = "noreply@board.example.org"
    yield held
    controller.stop()


def queue(*to: str, **changes: Any) -> tuple[Mail, ...]:
    told: dict[str, Any] = {"by": "clerk", "subject": "Papers due", "text": "By Friday."}
    with transaction.atomic():
        return mail.queue(to=to, **told | changes)


def now() -> datetime:
    return timezone.now()


@pytest.mark.django_db(transaction=True)
def test_one_attempt_follows_the_commit(postbox: Postbox) -> None:
    with transaction.atomic():
        queued = mail.queue(
            by="clerk",
            to=["a@example.org", "A@example.org ", "", "b@example.org"],
            subject="Papers due\r\nBcc: everybody@example.org",
            text="By Friday.",
            link_path="/work/papers/",
        )
        assert len(queued) == 2
        assert postbox.taken == []
    assert [m["To"] for m in postbox.taken] == ["a@example.org", "b@example.org"]
    first = postbox.taken[0]
    assert first["Subject"] == "Papers due Bcc: everybody@example.org"
    assert first["Bcc"] is None
    assert first["From"] == "noreply@board.example.org"
    assert first["Auto-Submitted"] == "auto-generated"
    assert str(first.get_payload()).splitlines() == [
        "By Friday.",
        "",
        "https://board.example.org/work/papers/",
    ]
    assert Mail.objects.filter(sent_at=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_goes_when_the_transaction_fails(postbox: Postbox) -> None:
    @transaction.atomic
    def write_minute() -> None:
        mail.queue(by="clerk", to=["a@example.org"], subject="s", text="t")
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="disk"):
        write_minute()
    assert postbox.asked == []
    assert not Mail.objects.exists()
    with pytest.raises(RuntimeError, match="in the transaction"):
        mail.queue(by="clerk", to=["a@example.org"], subject="s", text="t")


@pytest.mark.django_db(transaction=True)
def test_a_failed_address_does_not_stop_the_others(postbox: Postbox) -> None:
    queue("gone@example.org", "full@example.org", "not an address", "b@example.org")
    assert [m["To"] for m in postbox.taken] == ["b@example.org"]
    gone, full, none, sent = Mail.objects.order_by("pk")
    assert (gone.next_at, gone.last_error) == (None, "SMTPRecipientsRefused 550")
    assert full.next_at is not None
    assert timedelta(minutes=4) < full.next_at - now() <= timedelta(minutes=5)
    assert (none.next_at, none.sent_at) == (None, None)
    assert sent.sent_at is not None
    assert "example.org" not in gone.last_error + full.last_error + none.last_error


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_tried_again_when_its_time_has_come_and_not_before(postbox: Postbox) -> None:
    queue("full@example.org")
    assert mail.deliver(now()) == mail.Delivered()
    assert mail.deliver(now() + timedelta(minutes=6)) == mail.Delivered(waiting=1)
    found = Mail.objects.get()
    assert (found.attempts, len(postbox.asked)) == (2, 2)
    day = now()
    while found.next_at is not None:
        day = found.next_at
        mail.deliver(day)
        found.refresh_from_db()
    assert (found.attempts, found.sent_at) == (8, None)
    assert mail.deliver(day + timedelta(days=9)) == mail.Delivered()


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_away_costs_each_mail_one_attempt_and_later_it_goes(
    postbox: Postbox, settings: Any
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    queue("a@example.org", "b@example.org")
    assert [(m.attempts, m.last_error) for m in Mail.objects.all()] == [
        (1, "ConnectionRefusedError"),
        (1, "ConnectionRefusedError"),
    ]
    settings.EMAIL_PORT = there
    assert mail.deliver(now() + timedelta(minutes=6)) == mail.Delivered(sent=2)
    assert [m["To"] for m in postbox.taken] == ["a@example.org", "b@example.org"]


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_is_never_sent_again(postbox: Postbox) -> None:
    (one,) = queue("a@example.org")
    stale = Mail.objects.get(pk=one.pk)
    stale.next_at = one.next_at
    assert not mail._begin(stale, now())  # as another process that read it before it went
    mail.deliver(now() + timedelta(days=1))
    assert len(postbox.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_an_attempt_that_was_cut_short_is_told_of_and_repeated_only_when_asked(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*given: Any) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mail, "_send", killed)
        with pytest.raises(KeyboardInterrupt):
            queue("a@example.org")
    later = now() + timedelta(hours=1)
    assert mail.deliver(later) == mail.Delivered()
    assert mail.doubtful(later).count() == 1
    assert mail.again(later) == 1
    assert mail.deliver(later) == mail.Delivered(sent=1)
    assert mail.doubtful(later).count() == 0
    key = Mail.objects.get().key
    assert postbox.taken[0]["Message-ID"] == f"<{key}@board.example.org>"


@pytest.mark.django_db(transaction=True)
def test_a_private_text_is_forgotten_when_it_went_and_all_after_ninety_days(
    postbox: Postbox,
) -> None:
    queue("a@example.org", text="a link that opens an account", private=True)
    assert "opens an account" in str(postbox.taken[0].get_payload())
    assert Mail.objects.get().text == ""
    assert mail.forget(now() + timedelta(days=89)) == 0
    assert mail.forget(now() + timedelta(days=91)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [smtplib.SMTPSenderRefused(550, b"no", "x"), OSError("cut")])
def test_our_own_fault_is_not_final(
    error: Exception, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: Any) -> None:
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fails)
    queue("a@example.org")
    assert Mail.objects.get().next_at is not None
