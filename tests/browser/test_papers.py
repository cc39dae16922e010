"""Meetings and papers in a browser: wide and narrow, by keyboard, without JavaScript."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.instance import EMAIL, PASSWORD
from tests.browser.looking import signed_in, sound

pytestmark = pytest.mark.browser

MEETING = "/work/meetings/papers-board/2031-06-13/"
PAPERS = "/work/papers/papers-board/2031-06-13/"


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=spoken(name)).first.click()
    sound(page)


def spoken(name: str) -> re.Pattern[str]:
    """A name as it is read aloud, where words that are not seen may follow with a space."""
    return re.compile(re.escape(name).replace(":", r"\s*:"))


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_a_meeting_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, "/work/meetings/", width=width)
    sound(page)
    for path in (
        "/work/meetings/arrange/",
        MEETING,
        *(f"{MEETING}{p}/" for p in ("change", "add")),
    ):
        page.goto(site + path)
        assert page.url == site + path
        sound(page)
    for name in ("Change: Prevent update", "Withdraw: Prevent update", "Defer: Prevent update"):
        page.goto(site + MEETING)
        follow(page, name)
    page.goto(f"{site}{MEETING}add/")
    page.get_by_role("button", name="Add the item").click()
    assert page.get_by_role("alert").get_by_role("heading").inner_text() == "There is a problem"
    sound(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_a_paper_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, PAPERS, width=width)
    sound(page)
    for path in ("/work/papers/", f"{PAPERS}call/", f"{PAPERS}deadlines/"):
        page.goto(site + path)
        sound(page)
    for title, names in {
        "Prevent": ("Version 1",),
        "Offenders": ("Check and submit", "Upload another file"),
        "Slides": ("Check and submit",),
    }.items():
        page.goto(site + PAPERS)
        page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
        sound(page)
        for name in names:
            follow(page, name)
    page.get_by_role("button", name="Submit this version").wait_for()
    page.goto(site + PAPERS)
    follow(page, "7. Prevent update")
    follow(page, "Begin a paper")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_paper_from_agenda_to_submission_by_keyboard(
    javascript: bool, look: Open, site: str
) -> None:
    title = "Knives, scripted" if javascript else "Knives, plain"
    page = signed_in(look, f"{MEETING}add/", javascript=javascript)

    def fill(label: str, text: str) -> None:
        page.get_by_label(label, exact=True).focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)

    def press(role: str, name: str) -> None:
        one = page.get_by_role("main").get_by_role(role, name=spoken(name))  # type: ignore[arg-type]
        one.first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")

    fill("Title", title)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{MEETING}")
    before = int(page.get_by_label(f"Place of {title}").input_value())
    press("button", f"Up: {title}")
    assert int(page.get_by_label(f"Place of {title}").input_value()) == before - 1
    page.get_by_label(f"Place of {title}").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("2")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text(f"“{title}” is now item 2.").wait_for()
    press("link", "Papers")
    press("link", f"2. {title}")
    press("link", "Begin a paper")
    press("button", "Begin")
    press("link", "Write it here")
    fill("Purpose of report", "To tell the Board.\n\nTwo parts:\n- one\n- two")
    fill("Recommendations", "note the paper.")
    press("button", "Save and see it as it will be read")
    article = page.get_by_role("article")
    assert "2. Two parts:" in article.inner_text().replace("\n", " ")
    press("button", "Submit this version")
    page.get_by_role("status").get_by_text("Version 1 is submitted.").wait_for()


def test_a_session_that_ended_loses_nothing_that_was_written(look: Open) -> None:
    page = signed_in(look, PAPERS)
    page.get_by_role("main").get_by_role("link", name="Offenders", exact=True).click()
    page.get_by_role("link", name="Write it here").first.click()
    background = page.get_by_label("Background", exact=True)
    background.fill("An hour's work.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and go on writing").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("They are not saved yet").wait_for()
    assert background.input_value() == "An hour's work."
    sound(page)
    page.get_by_role("button", name="Throw them away").click()
    assert background.input_value() == ""
    assert page.evaluate("localStorage.length") == 0


def test_a_picture_gets_its_words_on_the_page(look: Open, site: str) -> None:
    page = signed_in(look, PAPERS)
    page.get_by_role("main").get_by_role("link", name="Offenders", exact=True).click()
    page.get_by_role("link", name="Check and submit the draft").click()
    assert page.get_by_text("To be answered").count() > 0
    page.get_by_label("Picture 1: what it shows").fill("A blue box")
    page.get_by_role("button", name="Save the words").click()
    assert page.get_by_role("img", name="A blue box").is_visible()
    assert page.get_by_text("must be answered").count() == 0
    sound(page)
