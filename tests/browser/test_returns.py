"""Returns in a browser: owed, sent by keyboard, accepted; evidence loaded and released."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, serving
from tests.browser.looking import enter, follow, signed_in, sound
from tests.browser.returns_instance import ANALYST, COORDINATOR
from tests.core.ingest.folder import OBSERVED
from tests.web.evidence.returns.samples import COUNTY, FELL

pytestmark = pytest.mark.browser

OWED = "/work/returns/repeats/2026-27-q1/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("returns")
    with serving("tests.browser.returns_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_a_partner_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, "/work/returns/", email=COORDINATOR, width=width)
    sound(page)
    for path in (OWED, "/work/returns/upload/"):
        page.goto(site + path)
        sound(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "r.xlsx", "mimeType": "x", "buffer": b"words"}
    )
    follow(page.get_by_role("button", name="Upload and send"))
    expect(page.get_by_role("alert")).to_contain_text("not an Excel workbook")
    sound(page)


def test_figures_are_sent_by_keyboard_without_javascript(look: Open, site: str) -> None:
    page = signed_in(look, OWED, email=COORDINATOR, javascript=False)

    def fill(at: str, text: str) -> None:
        page.locator(f"[id={at}]").focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)

    fill(f"value-{COUNTY}", "about 34")
    enter(page)
    expect(page.get_by_role("alert")).to_contain_text("write 34")
    page.get_by_role("link", name="'about 34' is not a number").press("Enter")
    expect(page).to_have_url(re.compile(f"#value-{COUNTY}$"))
    expect(page.locator(f"[id=value-{COUNTY}]")).to_be_focused()
    fill(f"value-{COUNTY}", "34")
    fill(f"numerator-{FELL}", "11")
    fill(f"denominator-{FELL}", "23")
    enter(page)
    expect(page.get_by_role("status")).to_contain_text("An analyst looks at the figures")
    expect(page.get_by_text("47.83% (11 of 23)", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_an_analyst_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, "/work/returns/", email=ANALYST, width=width)
    sound(page)
    follow(page.get_by_role("main").get_by_role("link", name="return 2").first)
    sound(page)
    follow(page.get_by_role("button", name="Reject the return"))
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page)
    page.goto(f"{site}/work/evidence/")
    sound(page)
    row = "entrants,E10000001,2020/21,90,,,,2021-06-01,June 2021,,"
    text = f"{','.join(OBSERVED)}\n{row}\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "more.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    follow(page.get_by_role("button", name="Read the files"))
    expect(page.get_by_role("button", name="Load the files")).to_be_visible()
    sound(page)
    page.goto(f"{site}/work/evidence/release/?quarter=2019/20-Q4")
    expect(page.get_by_role("button", name="Freeze the release")).to_be_visible()
    sound(page)
