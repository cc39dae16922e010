"""What account holders do to their own accounts, written to the audit trail; sessions that begin.

Only the account's key is kept: no address of mail, no address of a machine.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.db import transaction
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


def _begun(*, request: HttpRequest, **about: Any) -> None:
    sessions.begin(request)


def _by_directory(*, request: HttpRequest, **about: Any) -> None:
    if mfa_rules.proved_by_directory(about.get("sociallogin")):
        request.session[mfa_rules.BY_DIRECTORY] = True


@transaction.atomic
def _of_account(*, signal: Signal, user: User | None, **about: Any) -> None:
    # Signing out without being signed in is nobody's act.
    if user is not None:
        key = f"account {user.pk}"
        record(by=key, action=TOLD[signal], object=key)


@transaction.atomic
def _failed(**about: Any) -> None:
    """What was typed is not kept: it may be a password, or anybody's address."""
    record(by="visitor", action="sign-in failed", object="sign-in")
