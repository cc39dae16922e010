"""Making accounts, and every other write of the directory by name."""

import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.directory import first_passwords
from saferboard.web.directory.appointing import (
    add_post,
    appoint,
    change_declaration,
    change_post,
    correct_tenure,
    declare,
    end_tenure,
    rename_person,
    strike_tenure,
)
from saferboard.web.directory.models import User
from saferboard.web.directory.seating import (
    Constitution,
    add_body,
    change_body,
    change_seat,
    elect,
    hand_back,
    remit,
    seat,
    strike_seat,
)
from saferboard.web.directory.taking_in import TakenIn, take_in

__all__ = [
    "Constitution",
    "DemoAccount",
    "FirstPassword",
    "TakenIn",
    "add_body",
    "add_post",
    "appoint",
    "change_body",
    "change_declaration",
    "change_post",
    "change_seat",
    "correct_tenure",
    "create_account",
    "create_demo_accounts",
    "declare",
    "elect",
    "end_tenure",
    "hand_back",
    "open_account",
    "remit",
    "rename_person",
    "renew_password",
    "seat",
    "strike_seat",
    "strike_tenure",
    "take_in",
]

EXPECTED = {
    "post": "a post's key: letters, digits and hyphens",
    "email": "an e-mail address",
    "password": "twelve characters or more that are not easily guessed",
    "roles": "at least one role out of " + ", ".join(Role),
}
DEMO_DOMAIN = "demo.invalid"  # RFC 2606: no mail can ever be delivered there


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of a demo instance, with the password made for it."""

    post: str
    email: str
    password: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """A password to hand to whoever has the account, and until when it opens it."""

    account: User
    password: str
    until: datetime


@transaction.atomic
def create_account(*, by: str, post: str, email: str, password: str, roles: Iterable[Role]) -> User:
    """An account for a post. Refused: an address that has one already, a password easily guessed.

    ``post`` is a key, as ``performance-officer``; at least one role. The password stays good: for
    people it is drawn by ``open_account``, and only a demonstration's are given here.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise refuse(
            "an account with this e-mail address exists already",
            where=f"account of {post}",
            expected="an address that no account uses yet",
            remedy="use another address, or change the account that has it",
        )
    user = User(post=post, email=email.lower(), roles=sorted(set(roles)), created_by=by)
    user.set_password(password)
    _check(user, password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(
        by=by, action="account created", object=f"account {user.pk}", post=post, roles=user.roles
    )
    return user


@transaction.atomic
def open_account(*, by: str, post: str, email: str, roles: Iterable[Role]) -> FirstPassword:
    """An account as ``create_account`` makes it, with a first password."""
    password = first_passwords.draw()
    user = create_account(by=by, post=post, email=email, password=password, roles=roles)
    return _first(user, password)


@transaction.atomic
def renew_password(*, by: str, account: int) -> FirstPassword:
    """A new first password, for somebody who lost theirs or let it pass. Their sessions are over.

    Second steps stay: by the password alone nobody passes them.
    """
    user = _account(account)
    made = _first(user, first_passwords.draw())
    _end_sessions(user)
    record(by=by, action="first password made", object=f"account {account}", post=user.post)
    return made


def _first(user: User, password: str) -> FirstPassword:
    until = timezone.now() + timedelta(days=settings.FIRST_PASSWORD_DAYS)
    user.set_password(password)
    user.first_password_until = until
    user.save(update_fields=["password", "first_password_until"])
    return FirstPassword(user, password, until)


@transaction.atomic
def change_roles(*, by: str, account: int, roles: Iterable[Role]) -> User:
    """What an account may act as, from now on: all its sessions see it at their next page."""
    user = _account(account)
    before, user.roles = user.roles, sorted(set(roles))
    if not user.roles:
        raise refuse(
            "no role is given",
            where=f"account {account}",
            expected=EXPECTED["roles"],
            remedy="give at least one role, or disable the account",
        )
    user.save(update_fields=["roles"])
    record(
        by=by, action="roles changed", object=f"account {account}", before=before, after=user.roles
    )
    return user


@transaction.atomic
def disable_account(*, by: str, account: int) -> User:
    """Shut an account: it signs in no more, and sessions that it has are over. It is kept."""
    user = _switch(account, by=by, active=False)
    _end_sessions(user)
    return user


@transaction.atomic
def enable_account(*, by: str, account: int) -> User:
    """Open an account that was shut."""
    return _switch(account, by=by, active=True)


@transaction.atomic
def remove_second_steps(*, by: str, account: int) -> User:
    """For somebody who lost them: the account sets up new ones at its next sign-in.

    It is bound anew to the council's directory too, by its address, as when the directory changed.
    """
    user = _account(account)
    SocialAccount.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    record(by=by, action="second steps removed", object=f"account {account}", post=user.post)
    return user


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _switch(account: int, *, by: str, active: bool) -> User:
    user = _account(account)
    if user.is_active is active:
        raise refuse(
            f"the account is {'open' if active else 'shut'} already",
            where=f"account {account}",
            expected=f"an account that is {'shut' if active else 'open'}",
            remedy="look at saferboard account list for its number",
        )
    user.is_active = active
    user.save(update_fields=["is_active"])
    done = "account enabled" if active else "account disabled"
    record(by=by, action=done, object=f"account {account}", post=user.post)
    return user


def _account(number: int) -> User:
    found = User.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise refuse(
            "there is no such account",
            where=f"account {number}",
            expected="the number of an account",
            remedy="look at saferboard account list for its number",
        )
    return found


def _check(user: User, password: str) -> None:
    """Refuses all that is wrong at once, in Django's words, without what was given."""
    said: dict[str, list[str]] = {}
    try:
        user.full_clean()
    except ValidationError as error:
        said |= error.message_dict
    try:
        validate_password(password, user)
    except ValidationError as error:
        said["password"] = error.messages
    if not user.roles:
        said["roles"] = ["No role is given."]
    if said:
        raise Refused(
            *(
                Fault(
                    " ".join(messages),
                    where=f"{field} of the account",
                    expected=EXPECTED[field],
                    remedy="give another, and try again",
                )
                for field, messages in said.items()
            )
        )


def create_demo_accounts(
    *, by: str, home: Path, roles: Mapping[str, Role]
) -> tuple[DemoAccount, ...]:
    """One account for each post (key to role), with a new password, for a demo instance only.

    Their passwords are written to ``home/demo-accounts.txt``, which only its owner may read.
    Posts that have an account already keep it and its password.
    """
    made = []
    with transaction.atomic():
        taken = set(User.objects.values_list("email", flat=True))
        for post, role in roles.items():
            email = f"{post}@{DEMO_DOMAIN}"
            if email in taken:
                continue
            account = DemoAccount(post, email, secrets.token_urlsafe(12), (role,))
            create_account(
                by=by, post=post, email=email, password=account.password, roles=account.roles
            )
            made.append(account)
        if made:
            transaction.on_commit(lambda: _write(home / "demo-accounts.txt", made))
    return tuple(made)


def _write(path: Path, accounts: list[DemoAccount]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        for account in accounts:
            roles = ", ".join(account.roles)
            file.write(f"{roles}\t{account.email}\t{account.password}\n")
