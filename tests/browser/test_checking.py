"""The paper check in a browser: wide and narrow, without JavaScript."""

import pytest

from tests.browser.conftest import Open
from tests.browser.looking import signed_in, sound

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_a_paper_is_checked(width: int, javascript: bool, look: Open, site: str) -> None:
    page = signed_in(look, "/work/papers/check/", width=width, javascript=javascript)
    if javascript:
        sound(page)
    page.get_by_role("button", name="Check the figures").click()
    assert page.get_by_role("alert").inner_text().startswith("There is a problem")
    words = "Entrants fell from 185 to 117, a reduction of 43%.\n\nIt cost £3,000."
    page.get_by_label("Or paste its words").fill(words)
    page.get_by_role("button", name="Check the figures").click()
    page.get_by_role("heading", level=1, name="1 figure to look at").wait_for()
    assert page.get_by_text("185 to 117: -36.8%").is_visible()
    if javascript:
        sound(page)
    else:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
