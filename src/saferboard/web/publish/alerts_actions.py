"""E-mails about what is published: asked for, confirmed from the e-mail, changed, stopped, sent.

Whoever asks has no account, so the audit trail names a visitor and no address.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from saferboard.web.audit import actions as audit
from saferboard.web.directory import mail
from saferboard.web.publish.alerts_models import Alert
from saferboard.web.publish.feeds_news import News
from saferboard.web.publish.models import Kind

VISITOR = "visitor"
WAITS = timedelta(days=2)
"""So long an address may wait to be confirmed."""
MOST_ASKED = 3
"""So many e-mails go to an address that has not confirmed them, however often it is given."""


@transaction.atomic
def ask(*, address: str, bodies: Iterable[str], kinds: Iterable[str], now: datetime) -> None:
    """Send a link by which whoever reads that address begins the e-mails.

    Nobody is told whether the address gets some already, except at the address itself.
    """
    expire(now=now)
    waiting = Alert.objects.filter(address__iexact=address, confirmed_at=None).count()
    if waiting >= MOST_ASKED:
        return
    made = Alert.objects.create(
        address=address, bodies=sorted(bodies), kinds=sorted(kinds), asked_at=now
    )
    held = Alert.objects.filter(address__iexact=address).exclude(confirmed_at=None).first()
    mail.queue(
        by=VISITOR,
        to=[address],
        subject="Confirm that you want e-mails about the Board",
        text=_asked(made, held),
        private=True,
    )
    audit.record(by=VISITOR, action="alert asked for", object=str(made))


@transaction.atomic
def start(*, key: str, now: datetime) -> Alert | None:
    """Begin the e-mails, in the place of those the address had before; none if it is too late."""
    found = Alert.objects.select_for_update().filter(key=key).first()
    if found is None or found.confirmed_at is not None:
        return found
    if found.asked_at < now - WAITS:
        return None
    Alert.objects.filter(address__iexact=found.address).exclude(pk=found.pk).delete()
    found.confirmed_at = now
    found.save()
    audit.record(by=VISITOR, action="alert begun", object=str(found))
    return found


@transaction.atomic
def change(*, key: str, bodies: Iterable[str], kinds: Iterable[str]) -> Alert | None:
    """Other bodies, other kinds; none if there is no such alert any more."""
    found = Alert.objects.select_for_update().filter(key=key).exclude(confirmed_at=None).first()
    if found is not None:
        found.bodies, found.kinds = sorted(bodies), sorted(kinds)
        found.save()
        audit.record(by=VISITOR, action="alert changed", object=str(found))
    return found


@transaction.atomic
def stop(*, key: str) -> None:
    """No more e-mails: all that is kept of the address is deleted. Twice does no harm."""
    found = Alert.objects.filter(key=key).first()
    if found is not None:
        audit.record(by=VISITOR, action="alert stopped", object=str(found))
        Alert.objects.filter(address__iexact=found.address).delete()


@transaction.atomic
def forget(*, by: str, address: str) -> int:
    """Delete all that is kept of an address, because somebody asked the office to. How many."""
    found = Alert.objects.filter(address__iexact=address.strip())
    for alert in found:
        audit.record(by=by, action="alert deleted", object=str(alert))
    return found.delete()[0]


def expire(*, now: datetime) -> int:
    """Delete the addresses that were not confirmed in time. How many."""
    return Alert.objects.filter(confirmed_at=None, asked_at__lt=now - WAITS).delete()[0]


@transaction.atomic
def tell(*, by: str, news: News) -> int:
    """Queue an e-mail to everybody who asked to hear of such. How many."""
    every = Alert.objects.exclude(confirmed_at=None)
    told = [alert for alert in every if _wants(alert, news)]
    for alert in told:
        mail.queue(
            by=by, to=[alert.address], subject=news.title, text=_told(alert, news), private=True
        )
    if told:
        audit.record(by=by, action="alerts sent", object=news.mark, number=len(told))
    return len(told)


def _wants(alert: Alert, news: News) -> bool:
    """Who sits where is of every body."""
    of_all = not alert.bodies or news.kind is Kind.BOARD
    return news.kind in alert.kinds and (of_all or news.body in alert.bodies)


def _told(alert: Alert, news: News) -> str:
    return (
        f"{news.title}\n\n{news.text}\n\n{mail.absolute(news.path)}\n\n"
        "You get this because you asked to hear of what the Board publishes. To stop these "
        f"e-mails, or to change what you get:\n{_link(alert)}\n"
    )


def _asked(alert: Alert, held: Alert | None) -> str:
    text = (
        "Somebody, we hope you, asked for e-mails about what the Board publishes to be sent to "
        "this address.\n\nTo begin them, open this page within two days and press the button:\n"
        f"{_link(alert)}\n\nIf it was not you, do nothing. Your address will be deleted.\n"
    )
    if held is not None:
        text += (
            "\nYou get such e-mails already; if you press the button, the new choice takes the "
            f"place of the old one. To stop all of them:\n{_link(held)}\n"
        )
    return text


def _link(alert: Alert) -> str:
    return mail.absolute(reverse("alert", kwargs={"key": alert.key}))
