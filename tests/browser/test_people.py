"""People, posts and bodies in a browser: wide and narrow, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.looking import enter, follow, signed_in, sound

pytestmark = pytest.mark.browser

PEOPLE = "/work/people/"
PAGES = [
    "",
    "by-name/",
    "posts/people-lead/",
    "posts/people-lead/appoint/",
    "posts/people-lead/change/",
    "posts/add/",
    "bodies/",
    "bodies/people-board/",
    "bodies/people-board/change/",
    "bodies/people-board/seat/",
    "bodies/people-board/elect/",
    "bodies/people-board/pass-on/",
    "bodies/add/",
]


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, PEOPLE, width=width)
    for path in PAGES:
        page.goto(site + PEOPLE + path)
        assert page.url == site + PEOPLE + path
        for details in page.locator("details").all():
            details.locator("summary").click()
        sound(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_a_refusal_is_accessible_and_leads_to_the_field(width: int, look: Open) -> None:
    page = signed_in(look, f"{PEOPLE}posts/people-deputy/appoint/", width=width)
    page.get_by_label("Name, if somebody new").fill("Z. Example")
    page.get_by_label("First day in the post").fill("2022-03-01")
    follow(page.get_by_role("button", name="Appoint"))
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("must have held it for a day")
    sound(page)
    expect(page.get_by_label("Name, if somebody new")).to_have_value("Z. Example")
    summary.get_by_role("link").click()
    expect(page.locator("#id_since")).to_be_focused()


def test_the_chart_tells_who_hangs_from_whom_to_those_who_hear_it(look: Open) -> None:
    page = signed_in(look, f"{PEOPLE}bodies/")
    top = page.get_by_role("listitem").filter(has_text="Example Board").first
    below = top.get_by_role("list").get_by_role("listitem")
    expect(below.first).to_contain_text("Example Group")


def test_a_year_of_a_body_by_keyboard_alone_and_without_javascript(look: Open) -> None:
    page = signed_in(look, f"{PEOPLE}posts/people-vacant/", javascript=False)

    def press(name: str, role: str = "link") -> None:
        """Go to it by Tab, as a keyboard does, and press Enter."""
        wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
        for _ in range(80):
            page.keyboard.press("Tab")
            if wanted.evaluate("e => e === document.activeElement"):
                break
        else:
            pytest.fail(f"the keyboard does not reach {name}")
        enter(page)

    def fill(label: str, text: str) -> None:
        page.get_by_label(label).focus()
        page.keyboard.type(text)

    press("Appoint somebody")
    fill("Name, if somebody new", "Y. Example")
    page.get_by_label("First day in the post").fill("2022-05-01")
    press("Appoint", "button")
    said = page.get_by_role("main")
    expect(said).to_contain_text("Held by Y. Example since 1 May 2022")

    press("Y. Example")
    press("Declare an interest")
    fill("Interest", "Governor of a made-up school")
    page.get_by_label("Declared on").fill("2022-06-10")
    press("Save the interest", "button")
    expect(page.get_by_role("rowheader", name="Governor of a made-up school")).to_be_visible()

    page.goto(page.url.partition(PEOPLE)[0] + f"{PEOPLE}bodies/people-board/")
    press("Record an election")
    page.get_by_label("Member elected").focus()
    page.keyboard.type("Vacant")
    page.get_by_label("Elected on").fill("2022-06-10")
    fill("At which meeting", "Elected at the meeting of 10 June 2022, minute 2")
    press("Record it", "button")
    expect(said).to_contain_text("Vacant post, Example Council: elected chair on 10 June 2022")

    press("Pass on business")
    fill("Business", "How to pay for it")
    page.get_by_label("Passed to").focus()
    page.keyboard.type("Example Group")
    page.get_by_label("Passed on").fill("2022-06-10")
    press("Pass it on", "button")
    expect(said).to_contain_text("It is with Example Group.")
