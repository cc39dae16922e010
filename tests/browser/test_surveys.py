"""Surveys, ratings and progress in a browser: wide and narrow; comments read without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, serving
from tests.browser.looking import follow, signed_in, sound
from tests.browser.surveys_instance import ANALYST

pytestmark = pytest.mark.browser

PUBLIC = [
    "/surveys/",
    "/surveys/panel/",
    "/measures/spend/",
    "/measures/rated/",
    "/measures/hate/",
]
WORKING = ["/work/surveys/", "/work/surveys/panel/", "/work/surveys/comments/1/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance with a survey in it."""
    home = tmp_path_factory.mktemp("surveys")
    with serving("tests.browser.surveys_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(width: int, look: Open, site: str) -> None:
    for path in PUBLIC:
        sound(look(path, width=width))
    page = signed_in(look, "/work/surveys/", email=ANALYST, width=width)
    for path in WORKING:
        page.goto(site + path)
        assert page.url == site + path
        sound(page)


def test_charts_have_their_tables_under_them(look: Open) -> None:
    page = look("/surveys/panel/", javascript=False)
    picture = page.get_by_role("img", name="Feels safe after dark, Testshire").first
    assert "Asked from October 2021" in (picture.text_content() or "")
    page.get_by_text("The figures as a table").first.click()
    expect(page.get_by_role("cell", name="66.0%").first).to_be_visible()


def test_a_comment_is_read_and_shown_without_javascript(look: Open) -> None:
    page = signed_in(look, "/work/surveys/", email=ANALYST, javascript=False)
    follow(page.get_by_role("link", name="panel"))
    follow(page.get_by_role("link", name="No. 2"))
    page.get_by_label("What becomes of it").select_option("held-back")
    follow(page.get_by_role("button", name="Keep this choice"))
    expect(page.get_by_role("alert")).to_contain_text("held back without a reason")
    page.get_by_label("What becomes of it").select_option("edited")
    page.get_by_label("In other words").fill("It is too dark.")
    follow(page.get_by_role("button", name="Keep this choice"))
    page.wait_for_url("**/comments/3/")
    public = look("/surveys/panel/")
    expect(public.get_by_text("It is too dark.")).to_be_visible()
    assert "Example" not in public.content()
