"""The pages as people meet them: wide, narrow, by keyboard, without JavaScript, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.instance import EMAIL, PASSWORD
from tests.browser.looking import axe_finds, enter, follow, signed_in, too_wide

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/outcomes/crime/",
    "/measures/burglary/",
    "/measures/hate/",
    "/districts/",
    "/districts/melton/",
    "/releases/",
    "/releases/2021-22-q4/1/",
    "/releases/2021-22-q4/2/record/",
    "/releases/2021-22-q4/2/changes/",
    "/data/",
    "/accessibility/",
    "/account/login/",
    "/account/password/reset/",
]
PLAIN = Path(__file__).parents[2] / "src/saferboard/web/look/static/look/plain.css"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(path: str, width: int, look: Open) -> None:
    page = look(path, width=width)
    for details in page.locator("details").all():
        details.locator("summary").click()
    assert axe_finds(page) == ""
    assert too_wide(page) <= 0


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/", "/measures/burglary/", "/account/login/"])
def test_the_plain_look_is_accessible_too(path: str, width: int, look: Open) -> None:
    page = look(path, width=width)
    page.route("**/built/*.css", lambda route: route.fulfill(path=PLAIN, content_type="text/css"))
    page.reload()
    assert axe_finds(page) == ""
    assert too_wide(page) <= 0


def test_a_failed_sign_in_is_accessible(look: Open) -> None:
    page = look("/account/login/", width=320)
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    follow(page.get_by_role("button", name="Sign in"))
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("heading")).to_have_text("There is a problem")
    assert axe_finds(page) == ""


@pytest.mark.parametrize("path", PAGES)
def test_everything_is_there_without_javascript(path: str, look: Open) -> None:
    with_it = look(path).locator("main").inner_text()
    without = look(path, javascript=False).locator("main").inner_text()
    assert without == with_it
    assert len(without) > 30


def test_a_chart_without_javascript_has_titles_and_a_table(look: Open) -> None:
    page = look("/measures/burglary/", javascript=False)
    figure = page.locator("figure").first
    assert figure.locator("svg [data-figure] title").count() == 4
    figure.locator("summary").click()
    expect(figure.get_by_role("rowheader", name="March 2022")).to_be_visible()


def test_hovering_a_chart_names_the_figure(look: Open) -> None:
    page = look("/measures/burglary/")
    figure = page.locator("figure").nth(1)
    readout = figure.locator(".sb-chart__readout")
    resting = readout.inner_text()
    svg = figure.locator("svg")
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] / 2)
    expect(readout).to_have_text("March 2022: events 139")
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2)
    expect(readout).to_have_text("February 2021: events 100")
    page.mouse.move(box["x"], box["y"] - 200)
    expect(readout).to_have_text(resting)


@pytest.mark.parametrize("path", ["/", "/measures/burglary/", "/account/login/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(path: str, look: Open) -> None:
    page = look(path)
    wanted = page.evaluate(
        """() => [...document.querySelectorAll(
             'a[href], button, summary, input:not([type=hidden]), [tabindex="0"]')]
           .filter(e => e.checkVisibility()).map((e, n) => (e.dataset.stop = String(n)))"""
    )
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        stop, seen = page.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
                 const shown = (s.outlineStyle !== 'none' && s.outlineWidth !== '0px')
                   || s.boxShadow !== 'none';
                 const box = e.getBoundingClientRect();
                 return [e.dataset.stop, shown && box.width > 0 && box.height > 0]; }"""
        )
        reached.append(stop)
        assert seen, f"stop {stop} does not show that it has the focus"
    assert reached == wanted


def test_the_skip_link_skips(look: Open) -> None:
    page = look("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_signing_in_by_keyboard_and_without_javascript(look: Open) -> None:
    page = look("/account/login/", javascript=False)
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    enter(page)
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    follow(page.get_by_role("link", name="Your account"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Second steps")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_account_pages_are_accessible(width: int, look: Open, site: str) -> None:
    page = signed_in(look, "/account/login/", width=width)
    page.goto(f"{site}/account/2fa/totp/activate/")
    assert axe_finds(page) == ""  # asks for the password again
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Confirm"))
    expect(page.get_by_label("Authenticator code")).to_be_visible()
    for path in ("2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "password/change/", "logout/"):
        page.goto(f"{site}/account/{path}")
        assert page.url.endswith(path)
        assert axe_finds(page) == "", path
        assert too_wide(page) <= 0, path


def test_paper_shows_the_page_and_not_the_way_about(look: Open) -> None:
    page = look("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    assert page.locator(".sb-scroll").count() == 0 or too_wide(page) <= 0
