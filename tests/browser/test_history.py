"""The past in a browser: given, settled by keyboard, activated, read by everybody."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Open, serving
from tests.browser.history_instance import CLERK
from tests.browser.looking import signed_in, sound

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
    page.get_by_role("link", name="1 March 2013").click()
    for heading in ("Agenda", "Action log", "Reports", "Performance dashboards"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    sound(page)
    page.get_by_role("link", name="whole.txt").first.click()
    sound(page)
    assert page.locator("#line-1").is_visible()
    page.goto(f"{site}/history/testshire/2012-12-07/")
    assert page.get_by_role("heading", name="8. Close").is_visible()
    sound(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_the_office_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, SOURCES, email=CLERK, width=width)
    sound(page)
    page.get_by_role("link", name="another-copy").click()
    sound(page)
    page.get_by_role("link", name="Correct line 9", exact=True).click()
    sound(page)
    page.go_back()
    page.get_by_role("button", name="Settle doubts").click()
    page.get_by_role("button", name="Settle attendance").first.click()
    assert page.get_by_role("alert").is_visible()
    sound(page)
    page.go_back()
    page.get_by_role("link", name="side by side").click()
    page.get_by_role("button", name="Look at what activating does").click()
    sound(page)
    page.goto(f"{site}{SOURCES}1/")
    sound(page)
    page.get_by_role("button", name="Take it back").click()
    sound(page)


def test_a_pack_is_settled_and_activated_without_javascript(look: Open, site: str) -> None:
    page = signed_in(look, SOURCES, email=CLERK, javascript=False)
    page.get_by_role("link", name="march-2014.txt", exact=True).press("Enter")
    page.get_by_role("button", name="Settle doubts").press("Enter")
    page.get_by_label("What is right").first.focus()
    page.get_by_label("What is right").first.select_option("accepted")
    page.get_by_role("button", name="Settle").first.press("Enter")
    page.get_by_role("status").get_by_text("Settled").wait_for()
    page.get_by_label("Whom the name means").select_option(label="Nobody who is held here")
    page.get_by_role("button", name="Settle Cllr. B. Oakes").press("Enter")
    page.get_by_text("Everything is settled").wait_for()
    page.get_by_role("link", name="side by side").press("Enter")
    page.get_by_role("button", name="Look at what activating does").press("Enter")
    page.get_by_label("Hour at which meetings began").fill("10.00 am")
    page.get_by_role("button", name="Activate").press("Enter")
    page.get_by_role("status").get_by_text("Activated").wait_for()
    page.goto(f"{site}/history/testshire/2013-12-06/")
    assert page.get_by_text("That officers be requested to bring a further report").is_visible()
    # The other copy of this pack says otherwise now, which a person must settle.
    page.goto(f"{site}{SOURCES}3/activate/")
    assert page.get_by_text("march-2014.txt says otherwise").is_visible()
    # Faults are looked for where scripts run: without them the looking never ends.
    sound(signed_in(look, f"{SOURCES}3/activate/", email=CLERK, width=320))
