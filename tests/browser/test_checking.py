"""The paper check in a browser: wide and narrow, without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.looking import follow, signed_in, sound, too_wide

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_a_paper_is_checked(width: int, javascript: bool, look: Open, site: str) -> None:
    page = signed_in(look, "/work/papers/check/", width=width, javascript=javascript)
    if javascript:
        sound(page)
    follow(page.get_by_role("button", name="Check the figures"))
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).to_have_text("There is a problem")
    words = "Entrants fell from 185 to 117, a reduction of 43%.\n\nIt cost £3,000."
    page.get_by_label("Or paste its words").fill(words)
    follow(page.get_by_role("button", name="Check the figures"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 figure to look at")
    expect(page.get_by_text("185 to 117: -36.8%")).to_be_visible()
    if javascript:
        sound(page)
    else:
        assert too_wide(page) <= 0
