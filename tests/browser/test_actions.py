"""Actions and decisions in a browser: wide and narrow, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.looking import enter, follow, signed_in, sound

pytestmark = pytest.mark.browser

OWNER = "coordinator@example.org"
ACTION = "/work/actions/log/1/"
LINKED = ["/work/actions/?status=all", "/work/actions/logs/", "/work/decisions/?body=log", ACTION]
# Meetings are known by number here: the one of 2099 is before which this Board must be asked.
FIND_GAP = """async () => {
  for (let number = 1; number < 40; number++) {
    const answer = await fetch(`/work/decisions/unanswered/${number}/`);
    if (answer.ok && (await answer.text()).includes("Before Testshire Log, 19 June 2099")) {
      return number;
    }
  }
}"""
STEPS = ("update", "accept", "defer", "redate", "withdraw", "merge", "hand-on", "take", "decline")


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, "/work/actions/", width=width)
    for path in (*LINKED, *(f"{ACTION}{step}/" for step in STEPS)):
        page.goto(site + path)
        assert page.url == site + path
        sound(page)
    page.goto(f"{site}/work/decisions/?body=log&answered=no")
    follow(page.get_by_role("link", name="Minute 20(a)"))
    sound(page)
    for name in ("Make an action", "Add to an open action", "It needs no action"):
        follow(page.get_by_role("button", name=name))
        sound(page)
        follow(page.get_by_role("button", name=name))
        alert = page.get_by_role("alert")
        expect(alert.get_by_role("heading")).to_have_text("There is a problem")
        sound(page)
        breadcrumb = page.get_by_role("navigation", name="Breadcrumb")
        follow(breadcrumb.get_by_role("link", name="Minute 20(a)"))


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    script = "document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText"
    for _ in range(60):
        if str(page.evaluate(script)).strip() == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} cannot be reached by keyboard")


def test_an_owner_answers_a_reminder_by_keyboard_alone(look: Open) -> None:
    page = signed_in(look, "/work/actions/log/2/update/", email=OWNER, width=320)
    tab_to(page, "It is in hand: say how")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "In a few words")
    page.keyboard.type("Sent to everybody")
    tab_to(page, "Add to the action")
    enter(page)
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("othing shows it")
    sound(page)
    tab_to(page, refusal.get_by_role("link").inner_text())
    page.keyboard.press("Enter")
    expect(page.get_by_label("Evidence in words")).to_be_focused()
    tab_to(page, "Evidence in words")
    page.keyboard.type("the e-mail of 3 March")
    tab_to(page, "Add to the action")
    enter(page)
    expect(page.get_by_role("status")).to_be_visible()
    for words in ("Amber: reported done", "Sent to everybody", "the e-mail of 3 March"):
        expect(page.get_by_role("main")).to_contain_text(words)
    sound(page)


def test_the_gap_is_emptied_and_signed_off(look: Open, site: str) -> None:
    page = signed_in(look, "/work/meetings/", width=320)
    number = page.evaluate(FIND_GAP)
    page.goto(f"{site}/work/decisions/unanswered/{number}/")
    sound(page)
    waiting = page.get_by_role("group", name="Tick what may wait").get_by_label("Minute 22")
    waiting.check()
    follow(page.get_by_role("button", name="Sign off"))
    expect(page.get_by_role("alert")).to_contain_text("no reason is given", ignore_case=True)
    sound(page)
    expect(waiting).to_be_checked()
    page.get_by_label("Why").last.fill("It is for June")
    follow(page.get_by_role("button", name="Sign off"))
    expect(page.get_by_role("status")).to_contain_text("Signed off for this pack")
    sound(page)
