"""Minutes taken in a browser: two clerks at once, without a connection, by keyboard, on a phone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import Open, window_of
from tests.browser.looking import axe_finds, follow, sign_in, signed_in, too_wide

pytestmark = pytest.mark.browser

SAVED = "Everything is saved."
Window = Callable[..., Page]


@pytest.fixture
def window(chromium: Browser, site: str) -> Iterator[Window]:
    """Opens minutes being taken, in a window of somebody who has just signed in.

    Lost connections are part of the story here: what the console says of them is no complaint.
    """
    contexts: list[BrowserContext] = []

    def opened(*, javascript: bool = True, width: int = 1280) -> Page:
        context = window_of(
            chromium, viewport={"width": width, "height": 900}, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}/account/login/?next=/work/minutes/")
        sign_in(page)
        follow(page.get_by_role("link", name="Take the minutes of Testshire"))
        if javascript:
            saved(page)  # the script has come: only now can the connection be lost
        return page

    yield opened
    for context in contexts:
        context.close()


def text_of(page: Page, number: int) -> Locator:
    return page.get_by_label(f"Text of minute {number}", exact=True)


def section(page: Page, number: int) -> Locator:
    return page.locator("[data-section]", has=page.get_by_label(f"Text of minute {number}"))


def status(page: Page) -> Locator:
    return page.locator("[data-saved]")


def saved(*pages: Page) -> None:
    """Waits until each window says that nothing is left to save."""
    for page in pages:
        expect(status(page)).to_have_text(SAVED)


def start(page: Page, number: int, text: str) -> None:
    text_of(page, number).fill(text)
    saved(page)  # as soon as something is written it says otherwise


def test_what_is_being_saved_is_not_said_to_be_saved(window: Window) -> None:
    page = window()
    held: list[Route] = []
    page.route("**/text/", lambda route: held.append(route))
    with page.expect_request("**/text/"):
        text_of(page, 21).fill("Written, and on its way.")
    expect(status(page)).to_have_text("Saving what you write.")
    held[0].continue_()
    saved(page)


def test_two_clerks_write_in_one_minute_and_both_texts_are_kept(window: Window) -> None:
    one, other = window(), window()
    start(one, 22, "The first point was made. The second point was made as well.")
    expect(text_of(other, 22)).to_have_value(text_of(one, 22).input_value())
    text_of(one, 22).press("Control+Home")
    text_of(other, 22).press("Control+End")
    for word, end in (("Early ", " Later"), ("words ", " words"), ("here. ", " there.")):
        text_of(one, 22).press_sequentially(word)
        text_of(other, 22).press_sequentially(end)
    saved(one, other)
    whole = (
        "Early words here. The first point was made. The second point was made as well. "
        "Later words there."
    )
    expect(text_of(one, 22)).to_have_value(whole)
    expect(text_of(other, 22)).to_have_value(whole)
    one.reload()
    expect(text_of(one, 22)).to_have_value(whole)


def test_the_same_words_changed_by_two_are_both_there_to_choose_from(window: Window) -> None:
    one, other = window(), window()
    start(one, 23, "The proposal was noted.")
    expect(text_of(other, 23)).to_have_value("The proposal was noted.")
    one.context.set_offline(True)
    text_of(one, 23).fill("The proposal was welcomed.")
    start(other, 23, "The proposal was rejected.")
    one.context.set_offline(False)
    for page in (one, other):
        expect(text_of(page, 23)).to_have_value(
            "The proposal was [[EITHER: rejected. OR: welcomed. ]]"
        )
        warning = section(page, 23).get_by_text("Two texts were written here at once")
        expect(warning).to_be_visible()
    start(one, 23, "The proposal was welcomed.")
    expect(section(one, 23).get_by_text("Two texts were written here at once")).to_be_hidden()


def test_without_a_connection_words_are_kept_and_sent_on_return(window: Window) -> None:
    one, other = window(), window()
    one.context.set_offline(True)
    text_of(one, 24).press("Control+End")
    text_of(one, 24).press_sequentially(" Written on the train.")
    text_of(one, 25).fill("Written in the tunnel.")
    expect(status(one)).to_have_text("Not connected: 2 changes kept on this device.")
    text_of(other, 24).press("Control+Home")
    text_of(other, 24).press_sequentially("Written at the office. ")
    saved(other)
    one.context.set_offline(False)
    saved(one)
    for page in (one, other):
        expect(text_of(page, 25)).to_have_value("Written in the tunnel.")
        whole = text_of(page, 24)
        expect(whole).to_have_value(
            "Written at the office. Members considered a report, which is filed with these minutes "
            "and marked “Agenda Item 8”. Written on the train.",
        )
    assert kept(one) == []


def test_a_window_closed_without_a_connection_loses_nothing(window: Window) -> None:
    page = window()
    context, address = page.context, page.url
    context.set_offline(True)
    text_of(page, 26).fill("The last words before the battery was empty.")
    expect(status(page)).to_contain_text("Not connected")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(text_of(again, 26)).to_have_value("The last words before the battery was empty.")
    saved(again)
    assert kept(again) == []


def test_a_session_that_ended_loses_nothing(window: Window) -> None:
    page = window()
    page.context.clear_cookies()
    text_of(page, 27).fill("Written after the session had ended.")
    expect(status(page)).to_have_text("You are signed out: 1 change kept on this device.")
    follow(page.get_by_role("link", name="Sign in to go on"))
    sign_in(page)
    expect(text_of(page, 27)).to_have_value("Written after the session had ended.")
    saved(page)
    page.reload()
    expect(text_of(page, 27)).to_have_value("Written after the session had ended.")


def test_signing_out_asks_before_it_deletes_what_is_kept(window: Window) -> None:
    page = window()
    page.context.set_offline(True)
    text_of(page, 28).fill("Not saved, and not to be.")
    expect(status(page)).to_contain_text("1 change kept")
    asked: list[str] = []
    # Dismissed as it comes: until then nothing else on the page goes on, nor does the click end.
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    with page.expect_event("dialog"):  # after a last attempt to save
        page.get_by_role("link", name="Sign out").click()
    assert "not saved yet" in asked[0]
    expect(status(page)).to_contain_text("1 change kept")
    assert len(kept(page)) == 1


def kept(page: Page) -> list[str]:
    """What of the minutes is on the device."""
    keys: list[str] = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('saferboard:minutes:'))"
    )
    return keys


def test_outcomes_and_undertakings_by_keyboard(window: Window) -> None:
    page = window()
    text = text_of(page, 17)
    start(page, 17, "The clerk agreed to send the link.")
    text.focus()
    page.keyboard.press("Control+End")
    for _ in range(18):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Alt+Shift+KeyU")
    listed = section(page, 17).locator("[data-outcomes] li")
    expect(listed).to_have_count(1)
    expect(listed.first).to_contain_text("Undertaking to send the link.")
    for key, words in (("KeyR", "That the report be noted;"), ("KeyA", "That it come back.")):
        page.keyboard.press(f"Alt+Shift+{key}")
        page.keyboard.type(words)
        page.keyboard.press("Control+Enter")
    expect(listed).to_have_count(3)
    expect(listed.nth(1)).to_contain_text("RESOLVED (a) That the report be noted;")
    expect(listed.nth(2)).to_contain_text("AGREED (b) That it come back.")
    expect(text).to_be_focused()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(text_of(page, 18)).to_be_focused()
    start(page, 17, "The clerk agreed to see to it.")
    expect(listed.first).to_contain_text("no longer stand in the text")


def test_an_outcome_added_without_a_connection_comes_once(window: Window) -> None:
    page = window()
    page.context.set_offline(True)
    text_of(page, 19).focus()
    page.keyboard.press("Alt+Shift+KeyN")
    page.keyboard.type("That nothing arose.")
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_have_text("Not connected: 1 change kept on this device.")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(section(page, 19).locator("[data-outcomes] li")).to_have_count(1)


def test_without_javascript_a_minute_is_saved_by_its_button(window: Window) -> None:
    page = window(javascript=False)
    expect(status(page)).to_have_text("Press Save under a minute to save it.")
    text_of(page, 20).fill("Saved by a form.")
    follow(page.get_by_role("button", name="Save minute 20"))
    expect(page.get_by_text("Minute 20 is saved.")).to_be_visible()
    expect(text_of(page, 20)).to_have_value("Saved by a form.")
    follow(page.get_by_role("link", name="history of minute 20"))
    expect(page.locator("ins").first).to_be_visible()
    follow(page.get_by_role("button", name="Bring back revision 1"))
    first = (
        "Members went through the action log, which is filed with these minutes and marked "
        "“Agenda Item 4”."
    )
    expect(text_of(page, 20)).to_have_value(first)


def test_the_quorum_is_said_as_people_are_ticked(window: Window) -> None:
    page = window()
    follow(page.get_by_role("link", name="Attendance"))
    quorum = page.locator("[data-quorum]")
    people = [page.get_by_role("group", name=name) for name in ("A. Example", "C. Example")]
    people[0].get_by_label("Present").check()
    expect(quorum).to_contain_text("1 of 3 members is present and 2 are needed: 1 more must come")
    people[1].get_by_label("Present").check()
    expect(quorum).to_contain_text("2 of 3 members are present and 2 are needed: there is a quorum")
    page.reload()
    expect(people[0].get_by_label("Present")).to_be_checked()
    people[1].get_by_label("Apologies").check()
    expect(quorum).to_contain_text("1 of 3 members is present")


PAGES = [
    "take/",
    "read/",
    "attendance/",
    "attendance/add/",
    "declarations/",
    "details/",
    "circulate/",
    "add/",
    "series/",
]


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(width: int, look: Open) -> None:
    page = signed_in(look, "/account/login/?next=/work/minutes/", width=width)
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_visible()
    found = {"list": axe_finds(page)}
    follow(page.get_by_role("link", name="Take the minutes of Testshire"))
    root = page.url.removesuffix("take/")
    own = page.locator("[data-section]").first.get_attribute("data-section")
    for path in (*PAGES, f"minute/{own}/", f"minute/{own}/history/"):
        page.goto(root + path)
        for details in page.locator("details").all():
            details.locator("summary").click()
        found[path] = axe_finds(page)
        assert too_wide(page) <= 0, path
    assert {path: said for path, said in found.items() if said} == {}
