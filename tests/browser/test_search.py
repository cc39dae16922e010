"""Searching what is published, and the life of a matter, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.looking import enter, follow, signed_in, sound

pytestmark = pytest.mark.browser
PAGES = [
    "/search/",
    "/search/?q=leaflets",
    "/search/?q=words&order=best&page=2",
    "/search/?q=leaflets&since=tomorrow",
    "/search/?q=ammonites&body=public-board",
    "/search/?q=the",
    "/search/timeline/",
    "/search/timeline/?q=leaflets",
    "/search/timeline/?q=ammonites",
    "/meetings/",
]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_search_is_sound(width: int, look: Open, site: str) -> None:
    page = look("/search/", width=width)
    for path in PAGES:
        page.goto(site + path)
        sound(page)
    page.goto(f"{site}/search/?q=leaflets")
    page.locator("main summary").click()
    sound(page)


def test_from_the_box_of_any_page_to_the_minute_by_keyboard_without_a_script(look: Open) -> None:
    page = look("/board/", javascript=False)
    page.get_by_label("Search what is published").focus()
    page.keyboard.type('"leaflets be sent"')
    enter(page)
    expect(page.get_by_role("heading", name="1 passage")).to_be_visible()
    expect(page.locator("mark")).to_have_text(["leaflets be sent"])
    page.get_by_role("link", name="Burglary").focus()
    enter(page)
    page.wait_for_url("**/minutes/#minute-44")
    expect(page.locator("#minute-44")).to_have_text("44. Burglary")


def test_a_search_is_narrowed_and_widened_by_keyboard(look: Open) -> None:
    page = look("/search/?q=leaflets", javascript=False)
    page.locator("main summary").press("Enter")
    page.get_by_label("Kind", exact=True).select_option("Action")
    page.get_by_role("button", name="Search", exact=True).focus()
    enter(page)
    page.wait_for_url("**kind=action**")
    every(page, "Action 7")
    page.get_by_role("link", name="All kinds").focus()
    enter(page)
    expect(page.get_by_role("list", name="By kind")).to_be_visible()


def every(page: Page, words: str) -> None:
    """Every result says so."""
    facts = page.locator(".sb-result__facts").all_inner_texts()
    assert facts
    assert all(words in fact for fact in facts)


def test_a_time_line_tells_what_came_of_a_decision(look: Open) -> None:
    page = look("/search/?q=leaflets")
    follow(page.get_by_role("link", name="What became of it: the time line"))
    for told in (
        "Decided (minute 44(a)): Burglary. That leaflets be sent to every district.",
        "What came of it: action 7",
        "Last entry, 2 April 2024: Two districts have them.",
    ):
        expect(page.locator("main")).to_contain_text(told)


def test_private_business_shows_to_who_may_read_it_alone(look: Open) -> None:
    expect(look("/search/?q=secret+rent").locator("main")).to_contain_text("Nothing was found")
    page = signed_in(look, "/account/login/?next=/search/%3Fq=secret%2Brent")
    expect(page.get_by_text("Private", exact=True).first).to_be_visible()
    sound(page)
