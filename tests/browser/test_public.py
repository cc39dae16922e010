"""What the public reads, the desk that publishes it, and one's own notes, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.looking import axe_finds, enter, follow, signed_in, too_wide

pytestmark = pytest.mark.browser

JUNE, MARCH = "/meetings/public-board/2024-06-14/", "/meetings/public-board/2024-03-08/"
PAGES = [
    "/meetings/",
    "/meetings/?body=public-board",
    JUNE,
    MARCH,
    f"{JUNE}papers/performance-in-quarter-4/",
    f"{JUNE}papers/county-lines-slides/",
    f"{MARCH}minutes/",
    "/decisions/",
    "/decisions/?words=leaflets",
    "/actions/",
    "/actions/?status=red",
    "/actions/public-board/7/",
    "/board/",
    "/plan/",
]
DESK = "/work/publish/public-board/2024-06-14/"


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_what_the_public_reads(width: int, look: Open, site: str) -> None:
    page = look("/meetings/", width=width)
    for path in PAGES:
        page.goto(site + path)
        assert axe_finds(page) == "", path
        assert too_wide(page) <= 0, path
        assert page.locator("h1").count() == 1, path


def test_the_public_pages_say_the_same_without_javascript(look: Open, site: str) -> None:
    plain, whole = look("/meetings/", javascript=False), look("/meetings/")
    for path in (JUNE, "/actions/", f"{JUNE}papers/performance-in-quarter-4/"):
        plain.goto(site + path)
        whole.goto(site + path)
        assert plain.locator("main").inner_text() == whole.locator("main").inner_text()


def test_from_an_action_back_to_the_meeting_and_forth_by_keyboard(look: Open) -> None:
    page = look("/actions/")
    page.get_by_role("link", name="7. Send leaflets to every district").focus()
    enter(page)
    page.get_by_role("link", name="Decision 44(a)").focus()
    enter(page)
    expect(page.locator("h1")).to_have_text("Minute 44(a): Burglary")
    page.get_by_role("link", name="Minute 44", exact=True).focus()
    enter(page)
    page.wait_for_url("**/minutes/#minute-44")
    page.goto(page.url.split("/minutes/")[0] + "/")
    page.get_by_role("link", name="Action 7").focus()
    enter(page)
    expect(page.locator("h1")).to_have_text("Send leaflets to every district")


def test_the_filters_work_by_keyboard(look: Open) -> None:
    page = look("/actions/", javascript=False)
    page.get_by_label("Status").select_option("green")
    page.get_by_role("button", name="Show").focus()
    enter(page)
    expect(page.get_by_text("No action fits.")).to_be_visible()
    follow(page.get_by_role("link", name="Show all"))
    expect(page.get_by_role("link", name="7. Send leaflets to every district")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_desk_and_the_notes_are_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, "/account/login/", width=width)
    page.goto(f"{site}/work/notes/")
    paper = page.locator("main").get_by_role("link", name="Performance in Quarter 4").first
    for path in ("/work/publish/", DESK, "/work/notes/", paper.get_attribute("href")):
        page.goto(f"{site}{path}")
        for details in page.locator("main details").all():
            details.locator("summary").click()
        assert axe_finds(page) == "", path
        assert too_wide(page) <= 0, path


def test_a_note_is_kept_changed_and_removed_by_keyboard(look: Open, site: str) -> None:
    page = signed_in(look, "/account/login/")
    page.goto(f"{site}/work/notes/")
    follow(page.locator("main").get_by_role("link", name="Performance in Quarter 4").first)
    page.get_by_role("link", name="Note on paragraph 3").focus()
    enter(page)
    expect(page.get_by_label("Paragraph", exact=True)).to_have_value("3")
    page.get_by_label("Your note").focus()
    page.keyboard.type("Ask about this.")
    page.keyboard.press("Tab")
    enter(page)
    note = page.get_by_role("note").filter(has_text="Ask about this.")
    expect(note).to_be_visible()
    assert axe_finds(page) == ""
    follow(note.get_by_role("link", name="Change or remove"))
    assert axe_finds(page) == ""
    page.get_by_role("button", name="Remove it").focus()
    enter(page)
    expect(page.get_by_text("Your note is removed.")).to_be_visible()
    expect(page.get_by_role("note")).to_have_count(0)


def test_a_correction_by_the_office_shows_to_the_public_at_once(look: Open, site: str) -> None:
    public = look(JUNE)
    expect(public.get_by_text("A word was wrong.")).to_have_count(0)
    page = signed_in(look, "/account/login/")
    page.goto(site + DESK)
    page.get_by_label("What changed, and why?", exact=True).fill("A word was wrong.")
    page.get_by_role("button", name="Correct: make the whole pack anew").focus()
    enter(page)
    expect(page.get_by_text("The public sees it now.")).to_be_visible()
    public.reload()
    expect(public.get_by_text("A word was wrong.")).to_be_visible()


def test_withdrawing_asks_for_a_reason(look: Open, site: str) -> None:
    page = signed_in(look, "/account/login/", width=320)
    page.goto(site + DESK)
    follow(page.get_by_role("link", name="Withdraw the agenda and papers"))
    follow(page.get_by_role("button", name="Withdraw"))
    expect(page.get_by_text("Say why it is withdrawn.").first).to_be_visible()
    assert axe_finds(page) == ""
