"""Signing in by a council's own directory: to an account that is there, and to no other."""

import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions
from saferboard.web.directory.models import User
from tests.web.directory.provider import ANOTHER, CLIENT, SECRET, Directory, running

START = "/account/oidc/directory/login/"
PERSON = {"sub": "42", "email": "Clerk@example.org", "email_verified": True, "name": "A. Example"}


@pytest.fixture
def directory(settings: Any) -> Iterator[Directory]:
    """The council's directory, and the service set to use it."""
    with running() as held:
        held.person = dict(PERSON)
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "directory",
                        "name": "Testshire County Council",
                        "client_id": CLIENT,
                        "secret": SECRET,
                        "settings": {"server_url": held.issuer},
                    }
                ],
            }
        }
        yield held


@pytest.fixture
def clerk(db: None) -> User:
    return actions.create_account(
        by="administrator",
        post="clerk",
        email="clerk@example.org",
        password="a long enough sentence",
        roles=[Role.CLERK],
    )


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the test's browser does."""

    def redirect_request(self, *given: Any) -> None:
        return None


def sign_in(client: Client, start: str = START) -> HttpResponse:
    """As a browser does: to the directory, and back with its answer."""
    away = client.get(start)
    assert away.status_code == 302, away.content
    try:
        urllib.request.build_opener(Stay).open(away["Location"])
    except urllib.error.HTTPError as answer:
        headers: HTTPMessage = answer.headers
        answer.close()
    back = headers["Location"].removeprefix("http://testserver")
    return client.get(back)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_sign_in_page_offers_the_directory(
    directory: Directory, clerk: User, client: Client
) -> None:
    page = client.get("/account/login/?next=/work/").content.decode()
    assert "Sign in with Testshire County Council" in page
    assert f"{START}?process=login&amp;next=%2Fwork%2F" in page


def test_the_account_with_the_verified_address_is_signed_in(
    directory: Directory, clerk: User, client: Client
) -> None:
    answer = sign_in(client, f"{START}?next=/accessibility/")
    assert (answer.status_code, answer["Location"]) == (302, "/accessibility/")
    assert client.session["_auth_user_id"] == str(clerk.pk)
    assert directory.seen.count("/authorize") == 1


def test_from_the_first_time_on_it_is_the_directory_s_own_key_that_counts(
    directory: Directory, clerk: User, client: Client
) -> None:
    sign_in(client)
    bound = SocialAccount.objects.get()
    assert (bound.user, bound.uid, bound.extra_data) == (clerk, "42", {})
    assert Event.objects.filter(action="bound to the directory", by=f"account {clerk.pk}").exists()
    client.logout()
    directory.person["sub"] = "43"  # the address was given to somebody else
    assert sign_in(client).status_code == 403
    assert not signed_in(client)
    directory.person |= {"sub": "42", "email": "married@example.org"}
    assert sign_in(client).status_code == 302
    assert client.session["_auth_user_id"] == str(clerk.pk)
    assert SocialAccount.objects.get().extra_data == {}
    assert Event.objects.filter(action="bound to the directory").count() == 1


def test_an_administrator_lets_an_account_be_bound_anew(
    directory: Directory, clerk: User, client: Client
) -> None:
    sign_in(client)
    actions.remove_second_steps(by="administrator", account=clerk.pk)
    assert not SocialAccount.objects.exists()
    directory.person["sub"] = "43"
    assert sign_in(client).status_code == 302
    assert SocialAccount.objects.get().uid == "43"


def test_a_first_password_is_not_in_the_way_of_the_directory(
    directory: Directory, clerk: User, client: Client
) -> None:
    actions.renew_password(by="administrator", account=clerk.pk)
    sign_in(client)
    assert client.get("/work/").status_code == 200
    User.objects.update(first_password_until=timezone.now())
    client.logout()
    assert sign_in(client).status_code == 302
    assert signed_in(client)


@pytest.mark.parametrize(
    "change",
    [
        {"email": "nobody@example.org"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": ""},
    ],
)
def test_no_account_is_made_and_none_is_guessed(
    change: dict[str, Any], directory: Directory, clerk: User, client: Client
) -> None:
    directory.person |= change
    answer = sign_in(client)
    assert answer.status_code == 403
    assert "You have no account here" in answer.content.decode()
    assert not signed_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_an_address_that_we_hold_unverified_does_not_count(
    directory: Directory, clerk: User, client: Client
) -> None:
    EmailAddress.objects.update(verified=False)
    assert sign_in(client).status_code == 403
    assert not signed_in(client)


def test_an_account_that_is_shut_stays_shut(
    directory: Directory, clerk: User, client: Client
) -> None:
    User.objects.update(is_active=False)
    answer = sign_in(client)
    assert answer["Location"] == "/account/inactive/"
    assert not signed_in(client)


def test_nobody_joins_an_account_to_another_s_directory_entry(
    directory: Directory, clerk: User, client: Client
) -> None:
    client.force_login(clerk)
    directory.person["email"] = "somebody@example.org"
    assert sign_in(client, f"{START}?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("methods", "asked"), [(["pwd", "mfa"], False), (["pwd"], True), ([], True)]
)
def test_the_second_step_is_the_directory_s_if_it_says_so_and_else_ours(
    methods: list[str],
    asked: bool,
    directory: Directory,
    clerk: User,
    client: Client,
    settings: Any,
) -> None:
    settings.SECOND_STEP = True
    TOTP.activate(clerk, "JBSWY3DPEHPK3PXP")
    directory.amr = methods
    answer = sign_in(client, f"{START}?next=/accessibility/")
    assert answer["Location"] == ("/account/2fa/authenticate/" if asked else "/accessibility/")
    assert signed_in(client) is not asked


def test_whoever_proved_it_to_the_directory_need_set_nothing_up(
    directory: Directory, clerk: User, client: Client, settings: Any
) -> None:
    settings.SECOND_STEP = True
    directory.amr = ["mfa"]
    sign_in(client)
    answer = client.get("/account/second-step/")
    assert answer.status_code == 200
    from saferboard.web.directory import mfa

    request = answer.wsgi_request
    assert not mfa.missing(request)


def test_a_token_for_another_service_is_refused(
    directory: Directory, clerk: User, client: Client
) -> None:
    directory.audience = "somebody else"
    answer = sign_in(client)
    assert answer.status_code == 401
    assert "Signing in did not work" in answer.content.decode()
    assert not signed_in(client)


def test_an_answer_that_nobody_asked_for_is_refused(
    directory: Directory, clerk: User, client: Client
) -> None:
    answer = client.get("/account/oidc/directory/login/callback/?code=code-0&state=made-up")
    assert answer.status_code == 401
    assert not signed_in(client)


@pytest.mark.parametrize(
    "signing",
    [(ANOTHER, "RS256"), ("", "none"), ("a guess of thirty-two letters and more", "HS256"), None],
    ids=["another key", "unsigned", "a shared secret", "no token"],
)
def test_a_token_that_the_directory_did_not_sign_is_refused(
    signing: Any, directory: Directory, clerk: User, client: Client
) -> None:
    directory.signing = signing
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_a_token_that_is_over_is_refused(directory: Directory, clerk: User, client: Client) -> None:
    directory.lasts = -60
    sign_in(client)
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("page", [START, f"{START}callback/", f"{START}callback/?code=x&state=y"])
def test_without_a_directory_there_are_no_such_pages(page: str, client: Client) -> None:
    assert client.get(page).status_code == 404


def test_a_directory_that_names_another_issuer_is_refused(
    directory: Directory, clerk: User, client: Client
) -> None:
    directory.named = "https://login.elsewhere.example"
    sign_in(client)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("came", ["cross-site", "same-site", "none"])
def test_nobody_is_sent_to_the_directory_by_another_site(
    came: str, directory: Directory, clerk: User, client: Client
) -> None:
    answer = client.get(START, headers={"sec-fetch-site": came})
    assert answer["Location"] == "/account/login/"
    assert client.get(START, headers={"sec-fetch-site": "same-origin"})["Location"].startswith(
        directory.issuer
    )


def test_tokens_of_the_directory_are_not_kept(
    directory: Directory, clerk: User, client: Client
) -> None:
    sign_in(client)
    assert "_auth_user_id" in client.session
    assert not SocialToken.objects.exists()
