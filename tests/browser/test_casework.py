"""Casework in a browser: every page that somebody can come to is sound, and each work can be done.

The cases are those of the demo: nobody in them is real.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.casework_instance import address
from tests.browser.conftest import Open, serving
from tests.browser.looking import follow, signed_in, sound

pytestmark = pytest.mark.browser

OFFICER, MANAGER, POLICE = "asb-officer-blaby", "asb-manager-blaby", "neighbourhood-officer"
# Who comes for which agency and purpose; together they come to every page of a purpose.
COMING = (
    (OFFICER, "blaby", "asb"),
    (MANAGER, "blaby", "asb"),
    (OFFICER, "blaby", "case-review"),
    ("marac-co-ordinator", "police", "marac"),
    ("health-representative", "health", "marac"),
    ("varm-co-ordinator", "county-council", "varm"),
)
REFERENCE = re.compile(r"[A-Z-]+-[0-9A-HJKMNP-TV-Z]{6}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an instance with made-up cases in it."""
    home = tmp_path_factory.mktemp("casework")
    with serving("tests.browser.casework_instance", home, SAFERBOARD_SECOND_STEP="no") as address:
        yield address


def entered(look: Open, post: str, agency: str, purpose: str, width: int = 1280) -> Page:
    """A window in which somebody has entered for an agency and a purpose."""
    page = signed_in(look, "/cases/enter/", email=address(post), width=width)
    page.get_by_label("For which agency do you act?").select_option(agency)
    page.get_by_label("What do you need to see cases for?").select_option(purpose)
    follow(page.get_by_role("button", name="Enter", exact=True))
    return page


def kind(path: str) -> str:
    """What a page is of, whichever case, person or number it shows."""
    return re.sub(r"\d+", "1", REFERENCE.sub("CASE", path.partition("?")[0]))


def onward(page: Page, within: str) -> list[str]:
    """The addresses that a page leads to, within a part of the site."""
    found = page.locator(f"main a[href^='{within}']").evaluate_all(
        "links => links.map(link => link.getAttribute('href').split('#')[0])"
    )
    return [one for one in found if not one.endswith((".csv", ".pdf", "/file/", "/csv/"))]


def go(page: Page, path: str) -> int:
    """To a path of the site that the page is of. How it was answered."""
    answer = page.goto(urljoin(page.url, path))
    return answer.status if answer else 0


# On a phone a row of a table is a card: a title of its own line, then each value by its label.
MISPLACED = """() => {
  const narrow = [...document.querySelectorAll(".sb-stack th[scope=row]")].filter(title =>
    getComputedStyle(title).display === "block" &&
    title.getBoundingClientRect().width < title.parentElement.getBoundingClientRect().width - 1);
  const spilt = [...document.querySelectorAll(".sb-stack td[data-label]")].filter(cell =>
    getComputedStyle(cell).display === "grid" &&
    [...cell.childNodes].filter(one => one.nodeType === 1
      ? getComputedStyle(one).position !== "absolute" : one.textContent.trim()).length > 1);
  return [...narrow, ...spilt].map(one => one.innerText);
}"""


def walk(page: Page, begin: str, within: str = "/cases/") -> set[str]:
    """Come to every kind of page that can be reached by links, and look whether it is sound."""
    waiting, seen = [begin], {kind(begin)}
    while waiting:
        assert go(page, waiting.pop()) == 200, page.url
        sound(page)
        assert page.evaluate(MISPLACED) == [], page.url
        assert not REFERENCE.sub("", page.title()).count("Example"), "a title names somebody"
        for path in onward(page, within):
            if kind(path) not in seen:
                seen.add(kind(path))
                waiting.append(path)
    return seen


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("post", "agency", "purpose"), COMING)
def test_every_page_is_sound(width: int, post: str, agency: str, purpose: str, look: Open) -> None:
    page = entered(look, post, agency, purpose, width)
    seen = walk(page, "/cases/")
    assert "/cases/CASE/" in seen or purpose == "varm"
    assert len(seen) > 5


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("post", "begin"),
    [
        ("information-governance-officer", "/cases/people/"),
        ("information-governance-officer", "/cases/agreements/"),
        ("data-protection-officer", "/cases/protection/"),
    ],
)
def test_the_pages_of_whoever_governs_are_sound(
    width: int, post: str, begin: str, look: Open
) -> None:
    page = signed_in(look, begin, email=address(post), width=width)
    assert len(walk(page, begin)) > 3


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_the_public_are_sound(width: int, look: Open) -> None:
    page = look("/case-review/", width=width)
    sound(page)
    go(page, "/case-review/figures/")
    sound(page)


def reporting(look: Open) -> Page:
    """An officer at the form of a report, of which all but what happened is filled in."""
    page = entered(look, OFFICER, "blaby", "asb")
    follow(page.get_by_role("link", name=re.compile("^Open a case")).first)
    page.get_by_label("What kind is it?").select_option("nuisance")
    page.get_by_label("On which day did it happen?").fill("2026-11-02")
    page.get_by_label("In which district?").select_option("E07000129")
    return page


def test_an_officer_works_a_report_to_its_end(look: Open) -> None:
    page = reporting(look)
    page.get_by_label("What happened?").fill("Made up for this test.")
    follow(page.get_by_role("main").get_by_role("button").last)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Case ASB-")
    case = page.url
    follow(page.get_by_role("link", name="Risk matrix", exact=True))
    for question in page.get_by_role("main").locator("select").all():
        question.select_option(index=1)
    for group in page.get_by_role("main").get_by_role("group").all():
        if group.get_by_role("radio").count():
            group.get_by_role("radio").first.check()
    follow(page.get_by_role("main").get_by_role("button").last)
    page.goto(case)
    expect(page.get_by_role("main")).to_contain_text("Triaged")
    follow(page.get_by_role("link", name="Close with a reason"))
    page.get_by_role("main").locator("select").first.select_option(index=1)
    follow(page.get_by_role("main").get_by_role("button").last)
    page.goto(case)
    expect(page.get_by_role("main")).to_contain_text("Closed")


def test_a_long_paste_is_refused_and_not_cut(look: Open) -> None:
    page = reporting(look)
    told = page.get_by_label("What happened?")
    told.focus()
    page.keyboard.insert_text("x" * 20_000 + " the end")
    follow(page.get_by_role("button", name="Open the case"))
    expect(page.get_by_role("alert")).to_contain_text("at most 20,000 characters")
    assert told.input_value().endswith("the end")
    sound(page)


def test_a_resident_asks_for_a_review_and_the_review_lead_decides(look: Open) -> None:
    page = look("/case-review/", width=320)
    page.get_by_label("Where does it happen?").select_option("E07000129")
    page.get_by_label("Your name").fill("Example Person Z")
    page.get_by_label("Your address").fill("26 Example Street")
    page.get_by_label("How can we reach you safely?").fill("by letter")
    page.get_by_label("What has been happening?").fill("Made up for this test.")
    page.get_by_label(re.compile("^I agree")).check()
    follow(page.get_by_role("button", name="Send the application"))
    sound(page)
    reference = REFERENCE.search(page.get_by_role("main").inner_text())
    assert reference is not None
    lead = entered(look, OFFICER, "blaby", "case-review")
    follow(lead.get_by_role("link", name=reference[0]))
    follow(lead.get_by_role("link", name=re.compile("^Acknowledge")))
    follow(lead.get_by_role("main").get_by_role("button").last)
    follow(lead.get_by_role("link", name="The threshold"))
    expect(lead.get_by_role("main")).to_contain_text("Arithmetic refuses nobody")
    lead.get_by_label("Is the threshold met?").select_option("yes")
    for label in ("Persistence of the behaviour", "Harm caused", "Adequacy of the response"):
        lead.get_by_label(re.compile(f"^{label}")).fill("Made up for this test.")
    follow(lead.get_by_role("button", name="Record the decision"))
    expect(lead.get_by_role("main")).to_contain_text("met, decided on")


def test_a_case_that_is_not_theirs_is_not_there(look: Open) -> None:
    officer = entered(look, OFFICER, "blaby", "asb")
    case = onward(officer, "/cases/ASB-")[0]
    stranger = entered(look, "health-representative", "health", "marac")
    # Asked beside the page: a browser complains of every page that is not there.
    answer = stranger.request.get(urljoin(stranger.url, case))
    assert answer.status == 404
    assert "Page not found" in answer.text()
