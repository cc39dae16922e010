"""Problem profiles in a browser: wide and narrow, by keyboard, without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, serving
from tests.browser.looking import follow, signed_in, sound
from tests.browser.profiles_instance import ANALYST

pytestmark = pytest.mark.browser

PUBLIC = ["/profiles/", "/profiles/melton/", "/profiles/melton/2021-22-q4/1/"]
DISTRICT = "/work/profiles/northmere/"
WORKING = ["/work/profiles/", DISTRICT, f"{DISTRICT}priorities/", f"{DISTRICT}commentary/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance with a profile in it."""
    home = tmp_path_factory.mktemp("profiles")
    with serving("tests.browser.profiles_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(width: int, look: Open, site: str) -> None:
    for path in PUBLIC:
        page = look(path, width=width)
        for details in page.locator("details").all():
            details.locator("summary").click()
        sound(page)
    page = signed_in(look, "/work/profiles/", email=ANALYST, width=width)
    for path in WORKING:
        page.goto(site + path)
        assert page.url == site + path
        sound(page)


def test_a_map_has_a_name_words_and_a_table(look: Open) -> None:
    page = look("/profiles/melton/", javascript=False)
    picture = page.get_by_role("img", name="Burglary in Melton by hexagon, 2021/22 Q4")
    assert "Heavy edge: hot spot" in (picture.text_content() or "")
    assert picture.bounding_box() is not None
    assert page.get_by_role("table", name="Burglary: hexagons by the events in them").count() == 1
    assert page.get_by_role("img", name="Burglary by district, 2021/22 Q4").count() == 1


def test_the_analyst_makes_a_profile_without_javascript(look: Open) -> None:
    page = signed_in(look, "/work/profiles/", email=ANALYST, javascript=False)
    follow(page.get_by_role("link", name="Northmere"))
    follow(page.get_by_role("link", name="Choose priorities"))
    page.get_by_label("Priority 1", exact=True).select_option("Burglary")
    follow(page.get_by_role("button", name="Keep them"))
    expect(page.get_by_role("alert")).to_contain_text("The priority has no reason")
    page.get_by_label("Why priority 1").fill("The Board asked for it.")
    follow(page.get_by_role("button", name="Keep them"))
    expect(page.get_by_role("status")).to_contain_text("Make the profile to show them")
    follow(page.get_by_role("button", name="Make the profile"))
    expect(page.get_by_role("status")).to_contain_text("The profile is made")
    expect(page.get_by_role("main")).to_contain_text("The Board asked for it.")
