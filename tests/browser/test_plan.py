"""The forward plan in a browser: wide and narrow, by keyboard, by dragging, without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.looking import enter, follow, signed_in, sound

pytestmark = pytest.mark.browser

PLAN = "/work/plan/"
KEY = "safer-communities-board"
YEAR = f"{PLAN}{KEY}/2040/"
PAGES = [
    PLAN,
    f"{PLAN}record/",
    f"{PLAN}{KEY}/rules/",
    f"{PLAN}{KEY}/rules/add/",
    f"{PLAN}{KEY}/rules/decisions/",
    YEAR,
    f"{YEAR}add/",
    f"{YEAR}meetings/",
    f"{YEAR}days/",
    f"{YEAR}fill/",
    f"{YEAR}agree/",
    f"{YEAR}agendas/",
    f"{YEAR}changes/",
    f"{YEAR}changes/1/",
    f"{PLAN}{KEY}/2050/",
]


def row(page: Page, topic: str) -> Locator:
    return page.locator(f"#topic-{topic}")


def cell(page: Page, topic: str, month: str) -> Locator:
    return row(page, topic).locator(f'td[data-label="{month}"]')


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, PLAN, width=width)
    for path in PAGES:
        page.goto(site + path)
        for details in page.locator("details").all():
            details.locator("summary").click()
        sound(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_a_breach_and_a_refusal_are_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, f"{YEAR}add/", width=width)
    follow(page.get_by_role("button", name="Add the item"))
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    sound(page)
    page.get_by_label("Meeting").select_option(label="8 March 2041")
    page.get_by_label("Topic").select_option(label="Substance misuse")
    follow(page.get_by_role("button", name="Add the item"))
    follow(page.get_by_role("link", name="Substance misuse is planned"))
    expect(row(page, "substance-misuse")).to_contain_text("To mend it: take it off one")
    sound(page)
    follow(page.get_by_role("link", name="take off Substance misuse, March 2041"))
    page.get_by_label("Why it is taken off").fill("Once is enough")
    follow(page.get_by_role("button", name="Take it off"))
    expect(row(page, "substance-misuse")).not_to_contain_text("To mend it")


def test_an_item_is_moved_by_keyboard_and_without_javascript(look: Open, site: str) -> None:
    page = signed_in(look, YEAR, javascript=False)
    expect(page.get_by_text("Drag an item")).to_be_hidden()
    link = cell(page, "asb", "Mar 2041").get_by_role("link", name="move or change")
    link.focus()
    enter(page)
    page.get_by_label("Meeting").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.get_by_label("Meeting").select_option(label="8 June 2040")
    page.get_by_role("button", name="Save the item").focus()
    enter(page)
    expect(page.get_by_role("status")).to_have_text("The item is saved.")
    expect(cell(page, "asb", "Jun 2040")).to_contain_text("Anti-social behaviour")
    expect(page.get_by_text("This plan keeps every rule.")).to_be_visible()


def test_an_item_is_dragged_to_another_meeting_of_its_row(look: Open, site: str) -> None:
    page = signed_in(look, YEAR)
    sent: list[str] = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    chip = cell(page, "partner-fire", "Sep 2040").locator("[data-move]")
    chip.drag_to(cell(page, "partner-police", "Dec 2040"))
    expect(chip).to_be_visible()
    with page.expect_navigation():
        chip.drag_to(cell(page, "partner-fire", "Dec 2040"))
    expect(page.get_by_role("status")).to_contain_text("is moved to 14 December 2040")
    expect(cell(page, "partner-fire", "Dec 2040")).to_contain_text("pinned")
    assert len(sent) == 1, "the other row took it"


def test_a_year_is_planned_from_its_first_meeting_to_the_agendas(look: Open, site: str) -> None:
    page = signed_in(look, f"{PLAN}{KEY}/2042/", width=320)
    follow(page.get_by_role("link", name="Arrange the meetings"))
    follow(page.get_by_role("button", name="Arrange 4 meetings"))
    follow(page.get_by_role("link", name="Fill from the rules"))
    follow(page.get_by_role("button", name="Fill the year"))
    follow(page.get_by_role("link", name="Record as agreed"))
    page.get_by_label("Where it was agreed").fill("Board of 14 March 2042")
    follow(page.get_by_role("button", name="Record it"))
    follow(page.get_by_role("link", name="Put this plan on the agendas"))
    follow(page.get_by_role("button", name="Put this plan on the agendas"))
    expect(page.get_by_role("status")).to_have_text("29 items were put on the agendas.")
    sound(page)
    follow(page.get_by_role("link", name="Planned and tabled"))
    expect(page.get_by_text("29 still to come")).to_be_visible()
    sound(page)
