"""Making accounts."""

import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction

from saferboard.core.directory.permissions import Role
from saferboard.core.faults import refuse
from saferboard.web.audit.actions import record
from saferboard.web.directory.models import User

DEMO_DOMAIN = "demo.invalid"  # RFC 2606: no mail can ever be delivered there


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of a demo instance, with the password made for it."""

    post: str
    email: str
    password: str
    roles: tuple[Role, ...]


@transaction.atomic
def create_account(*, by: str, post: str, email: str, password: str, roles: Iterable[Role]) -> User:
    """An account for a post. An address that already has one is refused."""
    if User.objects.filter(email__iexact=email).exists():
        raise refuse(
            "an account with this e-mail address exists already",
            where=f"account of {post}",
            expected="an address that no account uses yet",
            remedy="use another address, or change the account that has it",
        )
    user = User(post=post, email=email.lower(), roles=sorted(set(roles)), created_by=by)
    user.set_password(password)
    user.full_clean()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(
        by=by, action="account created", object=f"account {user.pk}", post=post, roles=user.roles
    )
    return user


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
            file.write(f"{account.post}\t{account.email}\t{account.password}\n")
