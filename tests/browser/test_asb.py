"""Anti-social behaviour in a real browser: an officer at work, without scripts, on a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asb_instance import MANAGER, OFFICER
from tests.browser.conftest import Open, serving
from tests.browser.looking import follow, signed_in, sound
from tests.web.casework.asb.test_measuring import PERIOD

pytestmark = pytest.mark.browser

PHONE = 320


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    with serving("tests.browser.asb_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


def entered(look: Open, email: str, path: str, **how: object) -> Page:
    """A page of casework, for the agency and purpose that were chosen on the way to it."""
    page = signed_in(look, path, email=email, **how)  # type: ignore[arg-type]
    page.get_by_label("For which agency do you act?").select_option("blaby")
    page.get_by_label("What do you need to see cases for?").select_option("asb")
    follow(page.get_by_role("button", name="Enter"))
    return page


def press(page: Page, name: str) -> None:
    follow(page.get_by_role("button", name=name))


def test_a_report_is_taken_scored_and_followed_up(look: Open, tmp_path: Path) -> None:
    page = entered(look, OFFICER, "/cases/asb/report/", width=PHONE)
    sound(page)
    press(page, "Open the case")
    expect(page.get_by_role("alert")).to_contain_text("Write what happened.")
    sound_with_errors(page)
    page.get_by_label("What kind is it?").select_option("personal")
    page.get_by_label("In which district?").select_option("E07000129")
    page.get_by_label("On which day did it happen?").fill("2024-06-03")
    page.get_by_label("What happened?").fill("Shouting in the yard until late.")
    page.get_by_label("Who told us?").fill("Example Person A, 1 Example Street")
    press(page, "Open the case")
    expect(page.get_by_text("Shouting in the yard until late.")).to_be_visible()
    sound(page)
    case = page.url
    follow(page.get_by_role("link", name="Risk matrix", exact=True))
    sound(page)
    for question in page.locator("select").all():
        question.select_option(index=1)
    press(page, "Score the risk")
    expect(page.get_by_text("The sum is 0 of")).to_be_visible()
    sound(page)
    page.goto(f"{case}asb/contacts/")
    page.get_by_label("On which day?").fill("2024-06-04")
    page.get_by_label("Did you speak to them?").select_option("yes")
    press(page, "Add to the log")
    expect(page.get_by_text("We last spoke on 4 June 2024")).to_be_visible()
    sound(page)
    page.goto(f"{case}asb/files/")
    sound(page)
    file = tmp_path / "noise diary.txt"
    file.write_text("Every night until two.")
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("What kind of thing does it show?").select_option("account")
    press(page, "Add the file")
    expect(page.get_by_text("nobody has accepted that yet")).to_be_visible()
    sound(page)
    for path in ("asb/visits/", "asb/close/", "asb/reports/new/"):
        page.goto(f"{case}{path}")
        sound(page)
    page.goto(f"{case.partition('/cases/')[0]}/cases/asb/due/")
    sound(page)


def sound_with_errors(page: Page) -> None:
    sound(page)
    assert page.title().startswith("Error:")


def test_incidents_are_linked_and_the_overlap_measured_without_scripts(look: Open) -> None:
    page = entered(look, MANAGER, "/cases/asb/incidents/", javascript=False)
    follow(page.get_by_role("link", name="LP-5000"))
    expect(page.get_by_text("the reference is quoted in the report")).to_be_visible()
    press(page, "It is the same")
    expect(page.get_by_text("Linked", exact=True)).to_be_visible()
    site = page.url.partition("/cases/")[0]
    page.goto(f"{site}/cases/asb/overlap/")
    page.get_by_label("Which period?").select_option(str(PERIOD))
    page.get_by_label("How many incidents?").fill("2")
    page.get_by_label("Seed").fill("3 June")
    press(page, "Draw the sample")
    follow(page.get_by_role("link", name="Incident 1"))
    press(page, "None of our cases holds it")
    press(page, "None of our cases holds it")
    expect(page.get_by_text("of the police’s incidents stand in the cases")).to_be_visible()


def test_pages_of_incidents_are_sound(look: Open) -> None:
    for width in (1280, PHONE):
        page = entered(look, MANAGER, "/cases/asb/incidents/", width=width)
        sound(page)
        site = page.url.partition("/cases/")[0]
        follow(page.get_by_role("link", name="LP-5000"))
        sound(page)
        for path in ("incidents/take-in/", "overlap/"):
            page.goto(f"{site}/cases/asb/{path}")
            sound(page)
        page.get_by_label("Which period?").select_option(str(PERIOD))
        page.get_by_label("How many incidents?").fill("30")
        page.get_by_label("Seed").fill("3 June")
        press(page, "Draw the sample")
        sound(page)
        follow(page.get_by_role("link", name="Incident 1", exact=True))
        sound(page)
