"""Who may do what. A permission is written ``scope:resource:action``; roles hold permissions.

Scopes: ``public`` is open to all, ``self`` concerns one's own account, ``board`` the partnership.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a post may act as. Everybody, signed in or not, is the public."""

    PUBLIC = "public"
    MEMBER = "member"
    AUTHOR = "author"
    OWNER = "owner"
    OFFICER = "officer"
    CLERK = "clerk"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """Everything that can be allowed."""

    EVIDENCE_READ = "public:evidence:read"
    INFORMATION_READ = "public:information:read"
    SESSION_START = "public:session:start"
    ACCOUNT_MANAGE = "self:account:manage"
    RELEASE_FREEZE = "board:release:freeze"
    RAG_OVERRIDE = "board:rag:override"
    ACCOUNT_CREATE = "board:account:create"


_SIGNED_IN = frozenset(Role) - {Role.PUBLIC}

HOLDERS: dict[Permission, frozenset[Role]] = {
    Permission.EVIDENCE_READ: frozenset(Role),
    Permission.INFORMATION_READ: frozenset(Role),
    Permission.SESSION_START: frozenset(Role),
    Permission.ACCOUNT_MANAGE: _SIGNED_IN,
    Permission.RELEASE_FREEZE: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Permission.RAG_OVERRIDE: frozenset({Role.OFFICER, Role.CHAIR}),
    Permission.ACCOUNT_CREATE: frozenset({Role.ADMINISTRATOR}),
}
"""Which roles hold each permission."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and why, in words that can be shown."""

    allowed: bool
    because: str

    def __bool__(self) -> bool:
        return self.allowed


def decide(permission: Permission, roles: Iterable[Role]) -> Decision:
    """Whether somebody with these roles holds the permission. The public role is always held."""
    holders = HOLDERS[permission]
    held = sorted((frozenset(roles) | {Role.PUBLIC}) & holders)
    if Role.PUBLIC in held:
        return Decision(True, "this is open to everybody")
    if held:
        return Decision(True, f"you are {_either(held)}")
    return Decision(False, f"only {_either(sorted(holders))} may do this")


def _either(roles: list[Role]) -> str:
    """``an author, a chair or a clerk``."""
    named = [f"{'an' if role[0] in 'aeiou' else 'a'} {role}" for role in roles]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
