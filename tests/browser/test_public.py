"""What the public reads, the desk that publishes it, and one's own notes, in a browser."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.instance import EMAIL, PASSWORD
from tests.browser.looking import axe_finds, too_wide

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


def sign_in(page: Page) -> None:
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Sign out").wait_for()


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
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Decision 44(a)").focus()
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Minute 44(a): Burglary"
    page.get_by_role("link", name="Minute 44", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/minutes/#minute-44")
    page.goto(page.url.split("/minutes/")[0] + "/")
    page.get_by_role("link", name="Action 7").focus()
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Send leaflets to every district"


def test_the_filters_work_by_keyboard(look: Open) -> None:
    page = look("/actions/", javascript=False)
    page.get_by_label("Status").select_option("green")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    page.get_by_text("No action fits.").wait_for()
    page.get_by_role("link", name="Show all").click()
    assert page.get_by_role("link", name="7. Send leaflets to every district").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_desk_and_the_notes_are_accessible(width: int, look: Open, site: str) -> None:
    page = look("/account/login/", width=width)
    sign_in(page)
    page.goto(f"{site}/work/notes/")
    paper = page.locator("main").get_by_role("link", name="Performance in Quarter 4").first
    for path in ("/work/publish/", DESK, "/work/notes/", paper.get_attribute("href")):
        page.goto(f"{site}{path}")
        for details in page.locator("main details").all():
            details.locator("summary").click()
        assert axe_finds(page) == "", path
        assert too_wide(page) <= 0, path


def test_a_note_is_kept_changed_and_removed_by_keyboard(look: Open, site: str) -> None:
    page = look("/account/login/")
    sign_in(page)
    page.goto(f"{site}/work/notes/")
    page.locator("main").get_by_role("link", name="Performance in Quarter 4").first.click()
    page.get_by_role("link", name="Note on paragraph 3").focus()
    page.keyboard.press("Enter")
    assert page.get_by_label("Paragraph", exact=True).input_value() == "3"
    page.get_by_label("Your note").focus()
    page.keyboard.type("Ask about this.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    note = page.get_by_role("note").filter(has_text="Ask about this.")
    note.wait_for()
    assert axe_finds(page) == ""
    note.get_by_role("link", name="Change or remove").click()
    assert axe_finds(page) == ""
    page.get_by_role("button", name="Remove it").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Your note is removed.").wait_for()
    assert page.get_by_role("note").count() == 0


def test_a_correction_by_the_office_shows_to_the_public_at_once(look: Open, site: str) -> None:
    public = look(JUNE)
    assert public.get_by_text("A word was wrong.").count() == 0
    page = look("/account/login/")
    sign_in(page)
    page.goto(site + DESK)
    page.get_by_label("What changed, and why?", exact=True).fill("A word was wrong.")
    page.get_by_role("button", name="Correct: make the whole pack anew").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The public sees it now.").wait_for(timeout=60_000)
    public.reload()
    assert public.get_by_text("A word was wrong.").is_visible()


def test_withdrawing_asks_for_a_reason(look: Open, site: str) -> None:
    page = look("/account/login/", width=320)
    sign_in(page)
    page.goto(site + DESK)
    page.get_by_role("link", name="Withdraw the agenda and papers").click()
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_text("Say why it is withdrawn.").first.wait_for()
    assert axe_finds(page) == ""
