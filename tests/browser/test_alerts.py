"""Asking for e-mails, and the page that tells of feeds and tables, as people meet them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.looking import axe_finds, enter, follow, too_wide

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/data/board/", "/alerts/", "/alerts/asked/"])
def test_axe_finds_nothing(path: str, width: int, look: Open) -> None:
    page = look(path, width=width)
    assert axe_finds(page) == ""
    assert too_wide(page) <= 0


@pytest.mark.parametrize("width", [1280, 320])
def test_what_is_wrong_is_said_accessibly(width: int, look: Open) -> None:
    page = look("/alerts/", width=width)
    page.get_by_label("Your e-mail address").fill("nonsense")
    follow(page.get_by_role("button", name="Send me the link"))
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).to_have_text("There is a problem")
    assert axe_finds(page) == ""
    alert.get_by_role("link", name="Choose at least one kind of news").click()
    expect(page.locator("input[type=checkbox]:focus")).to_have_count(1)


def test_e_mails_are_asked_for_by_keyboard_and_without_javascript(look: Open) -> None:
    page = look("/alerts/", javascript=False)
    page.get_by_label("Your e-mail address").focus()
    page.keyboard.type("reader@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send me the link").focus()
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your e-mail")
