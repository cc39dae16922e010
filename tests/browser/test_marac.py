"""MARAC in a browser: wide and narrow, without JavaScript, minutes saved as they are written."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, serving
from tests.browser.looking import follow, signed_in, sound
from tests.browser.marac_instance import CO_ORDINATOR, HOUSING

pytestmark = pytest.mark.browser

PAGES = (
    "/cases/marac/", "/cases/marac/refer/", "/cases/marac/take-in/", "/cases/marac/ask/",
    "/cases/marac/meetings/", "/cases/marac/meetings/1/", "/cases/marac/meetings/1/change/",
    "/cases/marac/figures/", "/cases/marac/quality/", "/cases/marac/returning/",
)  # fmt: skip
OF_CASE = ("", "people/", "hearing/", "transfer/", "list/", "return/")
REFERRERS = ("checklist/", "add/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance with a MARAC in it."""
    home = tmp_path_factory.mktemp("marac")
    with serving("tests.browser.marac_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


def entered(look: Open, email: str, agency: str, **more: object) -> Page:
    """A window in which somebody has signed in and entered for MARAC."""
    page = signed_in(look, "/cases/enter/?next=/cases/marac/", email=email, **more)  # type: ignore[arg-type]
    page.get_by_label("For which agency do you act?").select_option(agency)
    page.get_by_label("What do you need to see cases for?").select_option("marac")
    follow(page.get_by_role("button", name="Enter", exact=True))
    return page


def cases(page: Page) -> list[str]:
    """The addresses of the cases that are open."""
    found = page.locator("a[href^='/cases/marac/case/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return sorted({re.sub(r"(/case/[^/]+/).*", r"\1", one) for one in found})


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(width: int, look: Open, site: str) -> None:
    page = entered(look, CO_ORDINATOR, "police", width=width)
    of_cases = cases(page)
    assert len(of_cases) == 4
    for path in PAGES:
        page.goto(site + path)
        assert page.url == site + path
        sound(page)
    for case in of_cases:
        for name in OF_CASE:
            page.goto(site + case + name)
            assert page.url == site + case + name
            sound(page)
    agency = entered(look, HOUSING, "charnwood", width=width)
    own = [one for case in cases(agency) for one in (case, *_offered(agency, site + case))]
    assert any(one.endswith("/research/") for one in own)
    forms = [case + name for case in of_cases for name in REFERRERS]
    own += (theirs := [one for one in forms if agency.request.get(site + one).ok])
    assert len(theirs) == len(REFERRERS), "its own referral"
    for path in own:
        agency.goto(site + path)
        sound(agency)


def _offered(page: Page, case: str) -> list[str]:
    """The pages of a case that its page leads to."""
    page.goto(case)
    found = page.locator("main a[href^='/cases/marac/case/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return sorted(set(found))


def test_a_referral_without_javascript(look: Open, site: str) -> None:
    page = entered(look, HOUSING, "charnwood", javascript=False)
    follow(page.get_by_role("link", name="Refer a victim"))
    page.get_by_label("Name of the victim").fill("Example Person Z")
    page.get_by_label("Professional judgement").fill("afraid to go home")
    follow(page.get_by_role("button", name="Send the referral"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Risk checklist")
    for number in range(1, 15):
        page.locator(f"input[name=q{number}][value=yes]").check()
    follow(page.get_by_role("button", name="Save the checklist"))
    expect(page.get_by_text("14 of 24 answers are yes; 10 are not known").first).to_be_visible()
    expect(page.get_by_text("Visible high risk", exact=True)).to_be_visible()
    assert "Example" not in page.title() + page.url


def test_minutes_are_saved_as_they_are_written_and_stay_on_no_device(look: Open, site: str) -> None:
    page = entered(look, CO_ORDINATOR, "police")
    for case in cases(page):
        page.goto(f"{site}{case}hearing/")
        if page.get_by_label("What was said").count():
            break
    page.get_by_label("What was said").fill("words of the meeting")
    expect(page.get_by_text("Saved at")).to_be_visible()
    page.reload()
    expect(page.get_by_label("What was said")).to_have_value("words of the meeting")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "words of the meeting" not in kept
