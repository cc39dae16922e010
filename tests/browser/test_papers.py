"""Meetings and papers in a browser: wide and narrow, by keyboard, without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.looking import enter, follow, sign_in, signed_in, sound

pytestmark = pytest.mark.browser

MEETING = "/work/meetings/papers-board/2031-06-13/"
PAPERS = "/work/papers/papers-board/2031-06-13/"


def opened(page: Page, name: str) -> None:
    follow(page.get_by_role("main").get_by_role("link", name=spoken(name)).first)
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
        opened(page, name)
    page.goto(f"{site}{MEETING}add/")
    follow(page.get_by_role("button", name="Add the item"))
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).to_have_text("There is a problem")
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
        follow(page.get_by_role("main").get_by_role("link", name=title, exact=True))
        sound(page)
        for name in names:
            opened(page, name)
    expect(page.get_by_role("button", name="Submit this version")).to_be_visible()
    page.goto(site + PAPERS)
    opened(page, "7. Prevent update")
    opened(page, "Begin a paper")


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
        enter(page)

    fill("Title", title)
    enter(page)
    expect(page).to_have_url(re.compile(f"{MEETING}$"))
    place = page.get_by_label(f"Place of {title}")
    before = int(place.input_value())
    press("button", f"Up: {title}")
    expect(place).to_have_value(str(before - 1))
    place.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("2")
    enter(page)
    expect(page.get_by_role("status")).to_contain_text(f"“{title}” is now item 2.")
    press("link", "Papers")
    press("link", f"2. {title}")
    press("link", "Begin a paper")
    press("button", "Begin")
    press("link", "Write it here")
    fill("Purpose of report", "To tell the Board.\n\nTwo parts:\n- one\n- two")
    fill("Recommendations", "note the paper.")
    press("button", "Save and see it as it will be read")
    expect(page.get_by_role("article")).to_contain_text(re.compile(r"2\.\s+Two parts:"))
    press("button", "Submit this version")
    expect(page.get_by_role("status")).to_contain_text("Version 1 is submitted.")


def test_a_session_that_ended_loses_nothing_that_was_written(look: Open) -> None:
    page = signed_in(look, PAPERS)
    follow(page.get_by_role("main").get_by_role("link", name="Offenders", exact=True))
    follow(page.get_by_role("link", name="Write it here").first)
    background = page.get_by_label("Background", exact=True)
    background.fill("An hour's work.")
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Save and go on writing"))
    sign_in(page)
    expect(page.get_by_text("They are not saved yet")).to_be_visible()
    expect(background).to_have_value("An hour's work.")
    sound(page)
    page.get_by_role("button", name="Throw them away").click()
    expect(background).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_a_picture_gets_its_words_on_the_page(look: Open, site: str) -> None:
    page = signed_in(look, PAPERS)
    follow(page.get_by_role("main").get_by_role("link", name="Offenders", exact=True))
    follow(page.get_by_role("link", name="Check and submit the draft"))
    expect(page.get_by_text("To be answered").first).to_be_visible()
    page.get_by_label("Picture 1: what it shows").fill("A blue box")
    follow(page.get_by_role("button", name="Save the words"))
    expect(page.get_by_role("img", name="A blue box")).to_be_visible()
    expect(page.get_by_text("To be answered")).to_have_count(0)
    sound(page)
