"""Significant change in a browser: wide and narrow, without JavaScript, by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serving, window_of
from tests.browser.looking import sound

pytestmark = pytest.mark.browser

PAGES = ["/measures/burglary/", "/measures/burglary/control/melton/"]


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance with control charts."""
    with serving("tests.browser.charted_instance", tmp_path_factory.mktemp("charted")) as address:
        yield address


def opened(chromium: Browser, address: str, *, width: int, javascript: bool = True) -> Page:
    context = window_of(
        chromium, viewport={"width": width, "height": 900}, java_script_enabled=javascript
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_with_every_part_open(
    width: int, chromium: Browser, charted: str
) -> None:
    for path in PAGES:
        page = opened(chromium, charted + path, width=width)
        for details in page.locator("details").all():
            details.locator("summary").click()
        sound(page)
        page.context.close()


def test_without_javascript_the_chart_its_table_and_its_rules_are_there(
    chromium: Browser, charted: str
) -> None:
    page = opened(chromium, charted + PAGES[0], width=1280, javascript=False)
    picture = page.get_by_role("img", name="Burglary by month, Testshire: significant change")
    expect(picture.get_by_text("Upper limit", exact=False)).to_have_count(1)
    page.get_by_text("How to read the chart, and its rules").click()
    expect(page.get_by_text("Limits begin anew in October 2020").last).to_be_visible()
    page.context.close()


def test_from_a_measure_to_one_area_and_back_by_keyboard(chromium: Browser, charted: str) -> None:
    page = opened(chromium, charted + PAGES[0], width=1280)
    page.locator("summary", has_text="Significant change in every area").press("Enter")
    page.locator('a[href$="/control/melton/"]').press("Enter")
    page.wait_for_url(f"**{PAGES[1]}")
    page.get_by_role("link", name="Back to Burglary").press("Enter")
    page.wait_for_url(f"**{PAGES[0]}")
    page.context.close()
