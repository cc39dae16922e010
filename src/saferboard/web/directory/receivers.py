"""What account holders do to their own accounts, written to the audit trail; sessions that begin.

Only the account's key is kept: no address of mail, no address of a machine.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as auth
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import Signal
from django.http import HttpRequest

from saferboard.web.audit.actions import record
from saferboard.web.directory import mfa as mfa_rules
from saferboard.web.directory import sessions
from saferboard.web.directory.models import User

TOLD: dict[Signal, str] = {
    auth.user_logged_in: "signed in",
    auth.user_logged_out: "signed out",
    account.password_changed: "password changed",
    account.password_set: "password set",
    account.password_reset: "password reset",
    account.email_changed: "e-mail address changed",
    account.email_added: "e-mail address added",
    account.email_removed: "e-mail address removed",
    mfa.authenticator_added: "second step added",
    mfa.authenticator_removed: "second step removed",
    mfa.authenticator_reset: "second step renewed",
    mfa.authentication_failed: "second step failed",
}
"""What each signal that names an account tells of."""


def connect() -> None:
    """Listen from now on."""
    for signal in TOLD:
        signal.connect(_of_account, dispatch_uid="audit")
    auth.user_login_failed.connect(_failed, dispatch_uid="audit")
    auth.user_logged_in.connect(_begun, dispatch_uid="session")
    account.user_logged_in.connect(_by_directory, dispatch_uid="session")
    account.authentication_step_completed.connect(_again, dispatch_uid="session")
    social.social_account_added.connect(_bound, dispatch_uid="audit")
    post_save.connect(_only_the_key, sender=SocialAccount, dispatch_uid="directory")


def _begun(*, request: HttpRequest, **about: Any) -> None:
    sessions.begin(request)


def _by_directory(*, request: HttpRequest, **about: Any) -> None:
    if mfa_rules.proved_by_directory(about.get("sociallogin")):
        request.session[mfa_rules.BY_DIRECTORY] = True


@transaction.atomic
def _bound(*, sociallogin: Any, **about: Any) -> None:
    """The first time that somebody came by the directory."""
    key = f"account {sociallogin.user.pk}"
    record(by=key, action="bound to the directory", object=key)


def _only_the_key(*, instance: SocialAccount, **about: Any) -> None:
    """What the directory tells of somebody is used at sign-in; kept is its key alone."""
    SocialAccount.objects.filter(pk=instance.pk).update(extra_data={})


@transaction.atomic
def _of_account(*, signal: Signal, user: User | None, **about: Any) -> None:
    # Signing out without being signed in is nobody's act.
    if user is not None:
        key = f"account {user.pk}"
        with_ = _steps(about["request"], user) if signal is auth.user_logged_in else None
        record(by=key, action=TOLD[signal], object=key, **({"with": with_} if with_ else {}))


def _steps(request: HttpRequest | None, user: User) -> list[str]:
    """How somebody showed who they are: ``password, totp``."""
    records = get_authentication_records(request, user) if request is not None else []
    return [str(one.get("type") or one["method"]) for one in records]


def _again(
    *, request: HttpRequest, user: User, method: str, reauthenticated: bool = False, **about: Any
) -> None:
    """Whoever showed again who they are goes on in a session with a new key; the old one is over.

    Only here is it told of: a first sign-in is told by ``signed in``, with all its steps.
    """
    if not reauthenticated:
        return
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).delete()
    UserSession.objects.create_from_request(request)
    key = f"account {user.pk}"
    with transaction.atomic():
        record(
            by=key, action="signed in again", object=key, **{"with": [about.get("type") or method]}
        )


@transaction.atomic
def _failed(**about: Any) -> None:
    """What was typed is not kept: it may be a password, or anybody's address."""
    record(by="visitor", action="sign-in failed", object="sign-in")
