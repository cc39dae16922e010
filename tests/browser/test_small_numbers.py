"""Pages with suppressed figures in a browser: as the public sees them, and as an analyst does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, serving
from tests.browser.looking import follow, signed_in, sound
from tests.browser.small_numbers_instance import ANALYST

pytestmark = pytest.mark.browser

PAGES = ["/measures/entrants/", "/measures/robbery/", "/releases/2021-22-q4/1/record/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance with small counts in it."""
    home = tmp_path_factory.mktemp("small")
    module = "tests.browser.small_numbers_instance"
    with serving(module, home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
def test_the_public_pages_are_accessible_and_say_what_is_suppressed(width: int, look: Open) -> None:
    for path in PAGES:
        page = look(path, width=width)
        sound(page)
        expect(page.locator("main")).to_contain_text("uppressed")
        expect(page.locator("#detail")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 320])
def test_an_analyst_is_told_that_others_see_less_and_can_see_what_they_see(
    width: int, look: Open, site: str
) -> None:
    page = signed_in(look, f"/account/login/?next={PAGES[0]}", email=ANALYST, width=width)
    for path in PAGES:
        page.goto(site + path)
        expect(page.locator("#detail")).to_be_visible()
        sound(page)
    page.goto(site + PAGES[0])
    follow(page.get_by_role("link", name="See this page as the public does"))
    expect(page.locator("main")).to_contain_text("uppressed")
    expect(page.locator("#detail")).to_have_count(0)
    sound(page)
