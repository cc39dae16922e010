"""What every test of a page does: sign in on the way to it, and look whether it is sound."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.instance import EMAIL, PASSWORD


def axe_finds(page: Page) -> str:
    """What axe has against the page; empty if nothing."""
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


def too_wide(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


def sound(page: Page) -> None:
    """Nothing for axe to find, nothing wider than the window, one main heading."""
    page.wait_for_load_state()  # a press may still be on its way to the next page
    assert axe_finds(page) == "", page.url
    assert too_wide(page) <= 0, page.url
    assert page.get_by_role("heading", level=1).count() == 1, page.url


def signed_in(
    look: Open, path: str, *, email: str = EMAIL, width: int = 1280, javascript: bool = True
) -> Page:
    """A window in which somebody has signed in on the way to a page."""
    page = look(path, width=width, javascript=javascript)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Sign out").wait_for()
    return page
