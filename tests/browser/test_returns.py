"""Returns in a browser: owed, sent by keyboard, accepted; evidence loaded and released."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Open, serving
from tests.browser.looking import signed_in, sound
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
    page.get_by_role("button", name="Upload and send").click()
    assert page.get_by_role("alert").get_by_text("not an Excel workbook").is_visible()
    sound(page)


def test_figures_are_sent_by_keyboard_without_javascript(look: Open, site: str) -> None:
    page = signed_in(look, OWED, email=COORDINATOR, javascript=False)

    def fill(at: str, text: str) -> None:
        page.locator(f"[id={at}]").focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)

    fill(f"value-{COUNTY}", "about 34")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("write 34").wait_for()
    page.get_by_role("link", name="'about 34' is not a number").press("Enter")
    assert page.url.endswith(f"#value-{COUNTY}")
    fill(f"value-{COUNTY}", "34")
    fill(f"numerator-{FELL}", "11")
    fill(f"denominator-{FELL}", "23")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("An analyst looks at the figures").wait_for()
    assert page.get_by_text("47.83% (11 of 23)", exact=True).is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_an_analyst_is_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, "/work/returns/", email=ANALYST, width=width)
    sound(page)
    page.get_by_role("main").get_by_role("link", name="return 2").first.click()
    sound(page)
    page.get_by_role("button", name="Reject the return").click()
    assert page.get_by_role("alert").is_visible()
    sound(page)
    page.goto(f"{site}/work/evidence/")
    sound(page)
    row = "entrants,E10000001,2020/21,90,,,,2021-06-01,June 2021,,"
    text = f"{','.join(OBSERVED)}\n{row}\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "more.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Read the files").click()
    page.get_by_role("button", name="Load the files").wait_for()
    sound(page)
    page.goto(f"{site}/work/evidence/release/?quarter=2019/20-Q4")
    page.get_by_role("button", name="Freeze the release").wait_for()
    sound(page)
