"""Comparison, overlaps and retired measures: narrow, by keyboard, without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serving, window_of
from tests.browser.looking import enter, follow, sound

pytestmark = pytest.mark.browser

PAGES = ["/compare/", "/measures/burglary/", "/measures/overlaps/", "/measures/gone/"]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance that compares."""
    with serving("tests.browser.peers_instance", tmp_path_factory.mktemp("peers")) as address:
        yield address


def opened(chromium: Browser, address: str, *, width: int = 1280, javascript: bool = True) -> Page:
    context = window_of(
        chromium, viewport={"width": width, "height": 900}, java_script_enabled=javascript
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_with_every_part_open(
    path: str, width: int, chromium: Browser, compared: str
) -> None:
    page = opened(chromium, compared + path, width=width)
    for details in page.locator("details").all():
        details.locator("summary").click()
    sound(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_picture_of_overlaps_is_whole(width: int, chromium: Browser, compared: str) -> None:
    page = opened(chromium, compared + "/measures/overlaps/", width=width)
    (shown,) = [one for one in page.locator("svg.sb-arcs").all() if one.is_visible()]
    box = shown.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    # Every line of every name lies in the picture.
    lefts = shown.evaluate("svg => [...svg.querySelectorAll('tspan')].map(t => t.getBBox().x)")
    assert lefts
    assert min(lefts) >= 0


def test_without_javascript_a_partnership_is_found_by_keyboard(
    chromium: Browser, compared: str
) -> None:
    page = opened(chromium, compared + "/compare/", javascript=False)
    page.get_by_label("Offence").focus()
    page.keyboard.type("Robbery")
    page.keyboard.press("Tab")
    page.keyboard.type("Melton")
    page.keyboard.press("Tab")
    enter(page)
    expect(page.get_by_role("heading", name="Melton", exact=True)).to_be_visible()
    expect(page.get_by_label("Offence")).to_have_value("robbery")
    follow(page.get_by_role("link", name="People", exact=True))
    expect(page.locator("tbody tr").first).to_contain_text("Isles of Scilly")
    header = page.get_by_role("columnheader", name="People", exact=True)
    expect(header).to_have_attribute("aria-sort", "ascending")
