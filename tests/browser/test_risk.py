"""The risk matrix and two sources in a browser: wide and narrow, by keyboard, no JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, serving
from tests.browser.looking import follow, signed_in, sound
from tests.browser.risk_instance import ANALYST, SCORER

pytestmark = pytest.mark.browser

PUBLIC = ["/risk/", "/risk/2021-22-q4/1/", "/asb/", "/measures/asb_calls/"]
WORKING = [
    "/work/risk/",
    "/work/risk/?on=2022-03-31",
    "/work/risk/threats/arson/",
    "/work/risk/threats/arson/score/",
    "/work/risk/threats/arson/probability/",
    "/work/risk/publish/",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance with scores in it."""
    home = tmp_path_factory.mktemp("risk")
    with serving("tests.browser.risk_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(width: int, look: Open, site: str) -> None:
    for path in PUBLIC:
        page = look(path, width=width)
        sound(page)
    page = signed_in(look, "/work/risk/", email=ANALYST, width=width)
    for path in WORKING:
        page.goto(site + path)
        assert page.url == site + path
        sound(page)


def test_the_picture_names_every_band_and_what_it_shows(look: Open) -> None:
    page = look("/risk/", javascript=False)
    picture = page.get_by_role("img", name="Risk and harm matrix, 2021/22 Q4")
    shown = picture.text_content() or ""
    for words in ("High", "above 216", "Medium", "Low", "up to 108", "Probability"):
        assert words in shown
    assert page.get_by_role("cell", name="225.0").count() == 1


def test_a_partner_scores_without_javascript(look: Open) -> None:
    page = signed_in(look, "/work/risk/", email=SCORER, javascript=False)
    follow(page.get_by_role("link", name="Score Arson"))
    follow(page.get_by_role("button", name="Give the score"))
    expect(page.get_by_role("alert")).to_contain_text("Choose a score for “physical harm”.")
    page.get_by_label("Physical harm").select_option("12")
    page.get_by_label("Moral harm").select_option("6")
    page.get_by_label("Reason").fill("our own calls")
    follow(page.get_by_role("button", name="Give the score"))
    expect(page.get_by_role("status")).to_contain_text("The score of The health service is kept")
    expect(page.get_by_role("main")).to_contain_text("our own calls")
