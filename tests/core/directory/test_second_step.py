"""Whoever may change something must prove twice who they are."""

import pytest

from saferboard.core.directory.permissions import HOLDERS, Decision, Permission, Role, decide
from saferboard.core.directory.second_step import WRITERS, second_step_needed, writes


@pytest.mark.parametrize(
    ("permission", "meant"),
    [
        (Permission.MINUTES_TAKE, True),
        (Permission.ACTION_UPDATE, True),
        (Permission.ACCOUNT_CREATE, True),
        (Permission.GAP_SIGN, True),
        (Permission.MINUTES_READ, False),
        (Permission.AUDIT_READ, False),
        (Permission.ALERT_SUBSCRIBE, False),
        (Permission.NOTE_KEEP, False),
        (Permission.ACCOUNT_MANAGE, False),
    ],
)
def test_what_changes_something_and_what_does_not(permission: Permission, meant: bool) -> None:
    assert writes(permission) is meant


def test_a_writer_is_whoever_holds_something_that_writes() -> None:
    for role in Role:
        held = [p for p in Permission if decide(p, [role]) and role in HOLDERS[p]]
        assert (role in WRITERS) is any(writes(p) for p in held)


def test_members_and_the_public_only_read() -> None:
    assert Role.MEMBER not in WRITERS
    assert Role.PUBLIC not in WRITERS
    assert second_step_needed([]) == Decision(False, "you only read")
    assert not second_step_needed([Role.MEMBER])


def test_the_reason_names_the_roles() -> None:
    assert second_step_needed([Role.MEMBER, Role.CLERK, Role.AUTHOR]) == Decision(
        True, "as author and clerk you can change what the Board holds"
    )
