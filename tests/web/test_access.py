"""Every address and every role: the committed table says who may, and the service keeps to it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve

from saferboard.core.directory.permissions import HOLDERS, Permission, Role, decide
from saferboard.web.directory.addresses import addresses, patterns
from saferboard.web.directory.models import User
from saferboard.web.directory.permissions import PermissionMiddleware, permission_of

TABLE = Path(__file__).parents[2] / "docs" / "reference" / "access.md"
ROW = re.compile(r"^\| `(?P<address>/[^`]*)` \| `(?P<permission>[^`]+)` \| (?P<cells>.*) \|$", re.M)
FILLED = {
    "int": "1",
    "case": "ASB-000000",
    "quarter": "2021-22-q4",
    "term": "2021-22-q4",
    "date": "2022-06-17",
    "day": "2022-06-17",
}


def listed() -> dict[str, tuple[str, list[Role]]]:
    """The table: address to permission and the roles that hold it."""
    return {
        row["address"]: (
            row["permission"],
            [
                role
                for role, cell in zip(Role, row["cells"].split(" | "), strict=True)
                if cell.strip() == "yes"
            ],
        )
        for row in ROW.finditer(TABLE.read_text("utf-8"))
    }


def test_the_table_lists_every_address() -> None:
    every = {address for address, _ in patterns(get_resolver().url_patterns)}
    assert len(every) > 100
    assert every == set(listed())


@pytest.mark.parametrize("role", Role)
def test_each_role_may_open_what_the_table_says_and_nothing_else(
    role: Role, rf: RequestFactory, settings: Any
) -> None:
    settings.SECOND_STEP = False
    gate = PermissionMiddleware(lambda request: pytest.fail("not reached"))  # type: ignore[arg-type]
    user = AnonymousUser() if role is Role.PUBLIC else User(post="tests", roles=[role])
    differing = []
    for address, pattern in patterns(get_resolver().url_patterns):
        request = rf.get("/")
        request.user, request.session = user, SessionStore()
        request.resolver_match = resolve("/health")
        request.resolver_match.url_name = pattern.name
        opened = gate.process_view(request, pattern.callback, (), {}) is None
        if opened != (role in listed()[address][1]):
            differing.append((address, opened))
    assert differing == []


@pytest.mark.django_db
def test_a_visitor_reaches_nothing_but_what_is_public(visitor: Client) -> None:
    """Through the whole stack: whatever is not public leads to sign-in."""
    reached = []
    for address, (_, roles) in listed().items():
        if Role.PUBLIC in roles or "(?P<" in address:
            continue
        path = re.sub(
            r"<(?:(\w+):)?(\w+)>",
            lambda found: FILLED.get(found[2]) or FILLED.get(found[1], "x"),
            address,
        )
        answer = visitor.get(path)
        if answer.status_code != 302 or not answer["Location"].startswith("/account/login/"):
            reached.append((path, answer.status_code))
    assert reached == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/work/meetings/", "/work/papers/", "/account/2fa/", "/"])
def test_what_somebody_signed_in_sees_is_kept_by_no_browser_and_no_proxy(
    path: str, stored: object
) -> None:
    client = Client()
    client.force_login(User.objects.create(post="member", email="m@example.org", roles=["member"]))
    assert "no-store" in client.get(path)["Cache-Control"]
    assert "private" in client.get(path)["Cache-Control"]


def test_a_permission_without_holders_is_nobodys() -> None:
    assert set(HOLDERS) == set(Permission)
    for permission in Permission:
        for role in Role:
            assert bool(decide(permission, [role])) == (
                role in HOLDERS[permission] or Role.PUBLIC in HOLDERS[permission]
            )


def test_every_permission_guards_something_or_is_a_commands() -> None:
    commands = {Permission.RAG_OVERRIDE, Permission.ACCOUNT_CREATE}
    within_pages = {Permission.ACTION_MANAGE}  # which steps of an action a page offers
    guarding = {permission for _, permission in addresses()}
    assert set(Permission) - guarding == commands | within_pages


def test_a_view_that_names_nothing_has_no_permission() -> None:
    assert permission_of(lambda request: None, "anything") is None
