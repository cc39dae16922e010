"""What every test of a page does: go to the next one, sign in, and look whether it is sound."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.instance import EMAIL, PASSWORD


def follow(one: Locator) -> None:
    """Press a link or button, and wait until the page that comes of it is there with its scripts.

    Whatever leads to another page goes this way, or by ``enter``: a press by itself does not wait,
    and what is read right after it is read on the old page, or on half of the new one.
    """
    with one.page.expect_navigation():
        one.click()


def enter(page: Page) -> None:
    """Press Enter where the focus is, and wait for the page that comes of it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def axe_finds(page: Page) -> str:
    """What axe has against the page; empty if nothing."""
    page.wait_for_load_state()
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


def too_wide(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


def sound(page: Page) -> None:
    """Nothing for axe to find, nothing wider than the window, one main heading."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert axe_finds(page) == "", page.url
    assert too_wide(page) <= 0, page.url


def sign_in(page: Page, email: str = EMAIL) -> None:
    """Fill in the page that asks who one is, and wait for the one that comes of it."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))


def signed_in(
    look: Open, path: str, *, email: str = EMAIL, width: int = 1280, javascript: bool = True
) -> Page:
    """A window in which somebody has signed in on the way to a page."""
    page = look(path, width=width, javascript=javascript)
    sign_in(page, email)
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    return page
