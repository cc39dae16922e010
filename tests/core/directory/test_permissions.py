"""Who may do what, and the reason given."""

import pytest

from saferboard.core.directory.permissions import HOLDERS, Decision, Permission, Role, decide


def test_every_permission_has_holders_and_is_written_scope_resource_action() -> None:
    assert set(HOLDERS) == set(Permission)
    for permission, roles in HOLDERS.items():
        scope, resource, action = permission.split(":")
        assert scope in {"public", "self", "board", "casework"}
        assert resource.isalpha()
        assert action.isalpha()
        assert roles


@pytest.mark.parametrize("permission", [p for p in Permission if p.startswith("public:")])
def test_what_is_public_is_open_to_everybody(permission: Permission) -> None:
    assert decide(permission, ()) == Decision(True, "this is open to everybody")
    assert decide(permission, Role)


@pytest.mark.parametrize("permission", [p for p in Permission if not p.startswith("public:")])
def test_what_is_not_public_is_shut_to_the_public(permission: Permission) -> None:
    assert not decide(permission, ())
    assert not decide(permission, [Role.PUBLIC])


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.PUBLIC])
def test_whoever_is_signed_in_manages_their_own_account(role: Role) -> None:
    assert decide(Permission.ACCOUNT_MANAGE, [role])


def test_a_decision_says_why() -> None:
    officer = decide(Permission.RAG_OVERRIDE, [Role.OFFICER, Role.AUTHOR])
    assert officer == Decision(True, "you are an officer")
    author = decide(Permission.RAG_OVERRIDE, [Role.AUTHOR])
    assert author == Decision(False, "only an analyst, a chair or an officer may do this")
    nobody = decide(Permission.ACCOUNT_CREATE, [])
    assert nobody == Decision(False, "only an administrator may do this")
