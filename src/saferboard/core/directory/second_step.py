"""Who has to prove twice who they are: whoever may change what the Board holds.

A second step is something a person has (an authenticator app, a passkey) beside the password that
they know.
"""

from collections.abc import Iterable

from saferboard.core.directory.permissions import HOLDERS, Decision, Permission, Role


def writes(permission: Permission) -> bool:
    """Whether it changes what others see: all but what is public, one’s own, or only read."""
    scope, _, action = permission.split(":")
    return scope not in {"public", "self"} and action != "read"


WRITERS = frozenset().union(*(roles for held, roles in HOLDERS.items() if writes(held)))
"""The roles that may change something."""


def second_step_needed(roles: Iterable[Role]) -> Decision:
    """Whether somebody with these roles must take a second step, and why."""
    held = sorted(frozenset(roles) & WRITERS)
    if held:
        return Decision(True, f"as {' and '.join(held)} you can change what the Board holds")
    return Decision(False, "you only read")
