"""Signing in and proving it twice, in a real browser: an app's code, a passkey, and the trail."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import window_of
from tests.browser.instance import ADMINISTRATOR, PASSWORD
from tests.browser.looking import axe_finds, enter, follow, too_wide

pytestmark = pytest.mark.browser

WIDTHS = (1280, 320)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A window of its own. Browsers give no passkey to a bare address, so by name: localhost."""
    complaints: list[str] = []
    context = window_of(chromium, base_url=site.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    page.on("console", lambda m: m.type in {"error", "warning"} and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def well(page: Page) -> None:
    """axe finds nothing and nothing scrolls sideways, wide or narrow."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert axe_finds(page) == "", page.url
        assert too_wide(page) <= 0, f"{page.url} at {width}"


def by_keyboard(page: Page, label: str, text: str) -> None:
    """Type into a field, over what stands there, and press Enter: another page comes of it."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    enter(page)


def sign_in(page: Page) -> None:
    page.goto("/account/login/?next=/work/audit/")
    page.get_by_label("E-mail address").fill(ADMINISTRATOR)
    by_keyboard(page, "Password", PASSWORD)


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    well(page)
    follow(page.locator("main").get_by_role("button", name="Sign out"))
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def titled(page: Page, heading: str) -> None:
    """The page of that heading has come."""
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def code_now(page: Page, secret: str) -> str:
    """What an authenticator's screen shows, once it shows it for a while yet."""
    left = 30 - time.time() % 30
    if left < 15:
        page.wait_for_timeout(left * 1000)
    counter = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_a_passkey_is_added_and_then_opens_alone_and_as_second_step(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(page)
    titled(page, "Audit trail")
    page.goto("/account/second-step/")
    well(page)
    follow(page.get_by_role("button", name="Use a passkey"))
    titled(page, "Confirm that it is you")
    well(page)
    by_keyboard(page, "Password", PASSWORD)
    titled(page, "Add a passkey")
    well(page)
    page.get_by_label("I want to sign in with it alone").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Add the passkey").focus()
    enter(page)
    titled(page, "Recovery codes")
    expect(page.locator("code")).to_have_count(10)
    well(page)
    for path in ("2fa/", "2fa/webauthn/", "2fa/recovery-codes/generate/", "sessions/"):
        page.goto(f"/account/{path}")
        well(page)
    sign_out(page)
    page.goto("/account/passkey/?next=/work/audit/")
    well(page)
    page.get_by_role("button", name="Use a passkey").focus()
    enter(page)
    titled(page, "Audit trail")
    sign_out(page)
    sign_in(page)
    titled(page, "Your second step")
    well(page)
    follow(page.get_by_role("button", name="Use a passkey"))
    titled(page, "Audit trail")
    page.goto("/account/2fa/webauthn/")
    follow(page.get_by_role("link", name="Remove Passkey 1"))
    if page.get_by_role("heading", name="Confirm that it is you").count():
        by_keyboard(page, "Password", PASSWORD)
    expect(page.get_by_role("button", name="Remove the passkey")).to_be_visible()
    well(page)
    follow(page.get_by_role("button", name="Remove the passkey"))
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_a_browser_that_gives_no_passkey_says_so(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/account/passkey/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Your browser gave no passkey")
    well(page)


def test_an_app_is_set_up_by_keyboard_and_asked_for_at_sign_in(page: Page) -> None:
    sign_in(page)
    titled(page, "Audit trail")
    well(page)
    page.goto("/account/2fa/totp/activate/")
    by_keyboard(page, "Password", PASSWORD)
    titled(page, "Set up an authenticator app")
    well(page)
    key = page.locator("#authenticator_secret")
    box = key.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= WIDTHS[-1], "the key is cut off"
    secret = key.inner_text()
    by_keyboard(page, "Authenticator code", "12345")
    titled(page, "There is a problem")
    expect(key).to_have_text(secret)
    well(page)
    by_keyboard(page, "Authenticator code", code_now(page, secret))
    titled(page, "Recovery codes")
    recovery = page.locator("code").first.inner_text()
    sign_out(page)
    sign_in(page)
    by_keyboard(page, "Code", recovery)
    titled(page, "Audit trail")
    page.goto("/account/2fa/totp/deactivate/")
    if page.get_by_role("heading", name="Confirm that it is you").count():
        by_keyboard(page, "Password", PASSWORD)
    follow(page.get_by_role("button", name="Remove the app"))
    expect(page.get_by_role("button", name="Set up an app")).to_be_visible()
