"""The past in a browser: given, settled by keyboard, activated, read by everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, serving
from tests.browser.history_instance import CLERK
from tests.browser.looking import enter, follow, signed_in, sound

pytestmark = pytest.mark.browser

SOURCES = "/work/history/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("history")
    with serving("tests.browser.history_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
def test_what_everybody_reads_is_accessible(width: int, look: Open, site: str) -> None:
    page = look("/history/", width=width)
    sound(page)
    follow(page.get_by_role("link", name="1 March 2013"))
    for heading in ("Agenda", "Action log", "Reports", "Performance dashboards"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    sound(page)
    follow(page.get_by_role("link", name="whole.txt").first)
    sound(page)
    expect(page.locator("#line-1")).to_be_visible()
    page.goto(f"{site}/history/testshire/2012-12-07/")
    expect(page.get_by_role("heading", name="8. Close")).to_be_visible()
    sound(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_the_office_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, SOURCES, email=CLERK, width=width)
    sound(page)
    follow(page.get_by_role("link", name="another-copy"))
    sound(page)
    follow(page.get_by_role("link", name="Correct line 9", exact=True))
    sound(page)
    page.go_back()
    follow(page.get_by_role("button", name="Settle doubts"))
    follow(page.get_by_role("button", name="Settle attendance").first)
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page)
    page.go_back()
    follow(page.get_by_role("link", name="side by side"))
    follow(page.get_by_role("button", name="Look at what activating does"))
    sound(page)
    page.goto(f"{site}{SOURCES}1/")
    sound(page)
    follow(page.get_by_role("button", name="Take it back"))
    sound(page)


def test_a_pack_is_settled_and_activated_without_javascript(look: Open, site: str) -> None:
    page = signed_in(look, SOURCES, email=CLERK, javascript=False)
    page.get_by_role("link", name="march-2014.txt", exact=True).focus()
    enter(page)
    page.get_by_role("button", name="Settle doubts").focus()
    enter(page)
    page.get_by_label("What is right").first.focus()
    page.get_by_label("What is right").first.select_option("accepted")
    page.get_by_role("button", name="Settle").first.focus()
    enter(page)
    expect(page.get_by_role("status").get_by_text("Settled")).to_be_visible()
    page.get_by_label("Whom the name means").select_option(label="Nobody who is held here")
    page.get_by_role("button", name="Settle Cllr. B. Oakes").focus()
    enter(page)
    expect(page.get_by_text("Everything is settled")).to_be_visible()
    page.get_by_role("link", name="side by side").focus()
    enter(page)
    page.get_by_role("button", name="Look at what activating does").focus()
    enter(page)
    page.get_by_label("Hour at which meetings began").fill("10.00 am")
    page.get_by_role("button", name="Activate").focus()
    enter(page)
    expect(page.get_by_role("status").get_by_text("Activated")).to_be_visible()
    page.goto(f"{site}/history/testshire/2013-12-06/")
    asked = page.get_by_text("That officers be requested to bring a further report")
    expect(asked).to_be_visible()
    # The other copy of this pack says otherwise now, which a person must settle.
    page.goto(f"{site}{SOURCES}3/activate/")
    expect(page.get_by_text("march-2014.txt says otherwise")).to_be_visible()
    # Faults are looked for where scripts run: without them the looking never ends.
    sound(signed_in(look, f"{SOURCES}3/activate/", email=CLERK, width=320))
