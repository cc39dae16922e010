"""A year of the Board, played through by its people in a real browser: nothing is lost on the way.

Plan, four meetings, papers, packs, minutes, decisions, actions, publication. Every page that is
opened is one a person would open, and every press a press of a button or a link by its name.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from saferboard.cli.example_year import BODY
from tests.browser.conftest import serving, window_of
from tests.browser.looking import follow
from tests.browser.year_instance import PASSWORD, address

pytestmark = pytest.mark.browser

OFFICER, CLERK = "community-safety-coordinator", "democratic-services"
OWNS = "Community Safety Team Manager, Leicestershire County Council"
CHAIR, AUTHOR, OWNER = "county-lead-member", "opcc-chief-executive", "community-safety-manager"
YEAR = date.today().year + 1  # noqa: DTZ011  the browser's own clock is this machine's
MONTHS = (6, 9, 12, 3)

People = Callable[[str], Page]


@pytest.fixture(scope="module")
def year_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An instance with the bundled partnership and nothing planned."""
    home = tmp_path_factory.mktemp("year")
    with serving("tests.browser.year_instance", home, SAFERBOARD_SECOND_STEP="no") as site:
        yield site


@pytest.fixture
def people(chromium: Browser, year_site: str) -> Iterator[People]:
    """Each person at a browser of their own, signed in once; nobody is the public."""
    pages: dict[str, Page] = {}

    def at(post: str) -> Page:
        if post not in pages:
            page = window_of(chromium, base_url=year_site).new_page()
            if post:
                page.goto("/account/login/")
                page.get_by_label("E-mail address").fill(address(post))
                page.get_by_label("Password").fill(PASSWORD)
                main = page.get_by_role("main")
                follow(main.get_by_role("button", name="Sign in", exact=True))
                expect(page.get_by_role("heading", level=1)).to_have_text("My work")
            pages[post] = page
        return pages[post]

    yield at
    for page in pages.values():
        page.context.close()


def press(page: Page, name: str) -> None:
    """Press the button, or follow the link, of that name, to the page that comes of it."""
    main, named = page.get_by_role("main"), re.compile(rf"^{re.escape(name)}")
    button, link = main.get_by_role("button", name=named), main.get_by_role("link", name=named)
    expect(button.or_(link).first).to_be_visible()
    follow((button if button.count() else link).first)


def press_last(page: Page) -> None:
    """Press the button at the end of the page, which sends it."""
    follow(page.get_by_role("main").get_by_role("button").last)


def choose(select: Locator, text: str) -> None:
    """The option that holds the text."""
    option = select.locator("option").filter(has_text=text).first
    select.select_option(value=option.get_attribute("value"))


def plan_the_year(page: Page) -> list[str]:
    """The days of the four meetings, from the rules, and what is on their agendas."""
    page.goto(f"/work/plan/{BODY}/{YEAR}/")
    press(page, "Arrange the meetings")
    press(page, "Arrange 4 meetings")
    press(page, "Fill from the rules")
    press(page, "Fill the year")
    press(page, "Record as agreed")
    page.get_by_role("textbox").last.fill("The Board's meeting in March")
    press_last(page)
    page.goto(f"/work/plan/{BODY}/{YEAR}/")
    press(page, "Put this plan on the agendas")
    press(page, "Put this plan on the agendas")
    page.goto("/work/meetings/")
    found = page.locator(f'main a[href^="/work/meetings/{BODY}/"]')
    days = sorted({found.nth(n).get_attribute("href").split("/")[4] for n in range(found.count())})
    assert [int(day[5:7]) for day in days] == list(MONTHS)
    return days


def make_agenda(clerk: Page, day: str) -> None:
    """The standing items go on, and papers are asked for."""
    clerk.goto(f"/work/meetings/{BODY}/{day}/")
    press(clerk, "Put on the standing items")
    expect(clerk.get_by_role("main")).to_contain_text("Action log")
    clerk.goto(f"/work/papers/{BODY}/{day}/")
    press(clerk, "Call for papers")
    press_last(clerk)


def write_paper(author: Page, day: str) -> None:
    """The author finds the paper in their work, writes it by the template and submits it."""
    author.goto("/work/")
    row = author.get_by_role("row").filter(has_text=words(day))
    row = row.filter(has_text="Strategic Partnership Board")
    follow(row.get_by_role("link").first)
    press(author, "Begin a paper")
    author.get_by_label("Title of the paper").fill(f"Partnership Board, {words(day)}")
    press_last(author)
    press(author, "Write it here")
    for area in author.locator("main textarea").all():
        area.fill("What the partners did since the last meeting, in a sentence.")
    author.get_by_label("Recommendations").fill("Note the report.\nAgree what comes next.")
    author.get_by_label("Appendices").fill("")
    press(author, "Save and see it as it will be read")
    press(author, "Submit this version")
    expect(author.get_by_role("main")).to_contain_text("ubmitted")


def publish_pack(clerk: Page, day: str) -> None:
    """One press; then the public has it."""
    clerk.goto(f"/work/publish/{BODY}/{day}/")
    press(clerk, "Publish the agenda and papers")
    expect(clerk.get_by_role("main")).to_contain_text("have been out since")


def words(day: str) -> str:
    """``11 June 2027``."""
    on = date.fromisoformat(day)
    return f"{on.day} {on:%B %Y}"


def hold_meeting(clerk: Page, day: str, outcomes: dict[str, list[tuple[str, str]]]) -> None:
    """Minutes are drafted, everybody is ticked, each minute is written, outcomes are added."""
    clerk.goto("/work/minutes/")
    row = clerk.get_by_role("row").filter(has_text=words(day))
    follow(row.get_by_role("button"))
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Take minutes")
    here = clerk.url
    press(clerk, "Attendance")
    for person in clerk.get_by_role("group").all():
        person.get_by_label("Present").check()
    press(clerk, "Save the attendance")
    clerk.goto(here)
    for section in clerk.locator("[data-section]").all():
        text = section.get_by_label("Text of minute")
        if not text.input_value().strip():
            text.fill("The Board considered this business.")
        title = section.get_by_role("heading", level=2).inner_text()
        for asked, found in outcomes.items():
            if asked in title:
                for kind, said in found:
                    add_outcome(section, kind, said)
    expect(clerk.locator("[data-saved]")).to_have_text("Everything is saved.")
    clerk.goto(here)
    press(clerk, "Times and dates")
    clerk.get_by_label("Ended at").fill("11:45")
    press(clerk, "Save")
    clerk.goto(here)
    press(clerk, "Circulate")
    press(clerk, "Circulate to members")
    expect(clerk.get_by_role("main")).to_contain_text("Circulated")


def add_outcome(section: Locator, kind: str, words: str) -> None:
    """An outcome of a minute; an undertaking's words are written into its text first."""
    if kind.startswith("Undertaking"):
        text = section.get_by_label("Text of minute")
        text.fill(f"{text.input_value()} {words}")
    adding = section.locator("[data-adding]")
    if adding.get_attribute("open") is None:
        adding.locator("summary").click()
    section.get_by_label("Kind").select_option(label=kind)
    section.get_by_label("Words").fill(words)
    section.get_by_role("button", name="Add the outcome").click()
    expect(section.locator("[data-outcomes]")).to_contain_text(words)


def answer(officer: Page, words: str, *, owner: str = "", at: str = "") -> None:
    """What must happen: an action of an owner for a meeting, or nothing, and why."""
    officer.goto("/work/")
    follow(officer.get_by_role("link", name=words))
    if not owner:
        press(officer, "It needs no action")
        officer.get_by_label("Why").fill("It only takes note.")
    else:
        press(officer, "Make an action")
        choose(officer.get_by_label("Owner", exact=True), owner)
        choose(officer.get_by_label("or at a meeting"), at)
    press_last(officer)
    expect(officer.get_by_role("heading", level=2, name="Its life")).to_be_visible()


def report_done(owner: Page, words: str) -> None:
    """The owner finds the action in their work and says that it is done, with what shows it."""
    owner.goto("/work/")
    follow(owner.get_by_role("link", name=words))
    press(owner, "Say how it stands")
    owner.get_by_label("Done", exact=False).first.check()
    owner.get_by_label("In a few words").fill("Brought to this meeting.")
    owner.get_by_label("Evidence in words").fill("The report in the pack.")
    press_last(owner)


def accept(officer: Page, words: str) -> None:
    """The office looks at the evidence and accepts."""
    officer.goto("/work/actions/")
    follow(officer.get_by_role("link", name=words))
    press(officer, "Accept")
    officer.get_by_label("In a few words").fill("Seen.")
    press_last(officer)
    expect(officer.get_by_role("main")).to_contain_text("Green")


def confirm(clerk: Page, chair: Page, day: str, *, old: str, new: str) -> None:
    """The clerk notes an amendment; the chair confirms the minutes subject to it."""
    clerk.goto("/work/minutes/")
    row = clerk.get_by_role("row").filter(has_text=words(day))
    follow(row.get_by_role("link").first)
    press(clerk, "Note an amendment")
    choose(clerk.get_by_label("Minute", exact=True), "Performance")
    clerk.get_by_label("Words to replace").fill(old)
    clerk.get_by_label("Words in their place").fill(new)
    press(clerk, "Note the amendment")
    chair.goto("/work/")
    waiting = chair.get_by_role("region", name="Minutes for you to confirm")
    follow(waiting.get_by_role("link", name=words(day)))
    press(chair, "Confirm the minutes")
    press(chair, "Confirm and sign")
    expect(chair.get_by_role("main")).to_contain_text("Confirmed at the meeting")


def publish_minutes(clerk: Page, day: str, *, note: str = "") -> None:
    """The minutes go out, and with them decisions and actions; a note says what was corrected."""
    clerk.goto(f"/work/publish/{BODY}/{day}/")
    if note:
        clerk.get_by_label("What changed in the minutes, and why?").fill(note)
    press(clerk, "Publish the minutes")
    expect(clerk.get_by_role("main")).to_contain_text("Out since")


def asked_on(day: str) -> str:
    """What each meeting asks for."""
    return f"That a report asked for on {words(day)} come to the next meeting"


def test_a_year_of_the_board(people: People) -> None:
    officer, clerk, public = people(OFFICER), people(CLERK), people("")
    days = plan_the_year(officer)
    before = ""
    for day in days:
        make_agenda(clerk, day)
        write_paper(people(AUTHOR), day)
        if before:
            # What the last meeting asked for keeps the pack from going out until it is picked up.
            clerk.goto(f"/work/publish/{BODY}/{day}/")
            expect(clerk.get_by_role("main")).to_contain_text("Something must be picked up")
            answer(officer, noted_on(before))
            answer(officer, asked_on(before), owner=OWNS, at=words(day))
        publish_pack(clerk, day)
        said = [("NOTED", noted_on(day)), ("RESOLVED", asked_on(day))]
        hold_meeting(clerk, day, {"Performance": said})
        if before:
            report_done(people(OWNER), asked_on(before))
            accept(officer, asked_on(before))
            confirm(clerk, people(CHAIR), before, old="considered", new="discussed")
            publish_minutes(clerk, before, note="Confirmed, with one amendment.")
        publish_minutes(clerk, day)
        before = day
    everything_is_public(public, days)


def noted_on(day: str) -> str:
    """What each meeting takes note of."""
    return f"That the report of {words(day)} be noted"


def everything_is_public(public: Page, days: list[str]) -> None:
    """A visitor finds every meeting, what it decided, and what came of it."""
    public.goto("/meetings/")
    for day in days:
        expect(public.get_by_role("main")).to_contain_text(words(day))
    public.goto(f"/meetings/{BODY}/{days[0]}/")
    expect(public.get_by_role("main")).to_contain_text(f"Partnership Board, {words(days[0])}")
    public.goto(f"/meetings/{BODY}/{days[0]}/minutes/")
    expect(public.get_by_role("main")).to_contain_text("discussed")
    public.goto("/decisions/")
    for day in days:
        expect(public.get_by_role("main")).to_contain_text(asked_on(day))
    public.goto("/actions/?status=all")
    done = public.get_by_role("main").get_by_text("Green")
    assert done.count() >= len(days) - 1
    with public.expect_download() as pack:
        public.goto(f"/meetings/{BODY}/{days[1]}/")
        public.evaluate(
            "document.querySelector('main a[href$=\"pack.pdf\"]').setAttribute('download', '')"
        )
        public.locator('main a[href$="pack.pdf"]').first.click()
    text = text_of(pack.value.path())
    # The second pack holds the first meeting's minutes and the action that came of them.
    assert asked_on(days[0]) in text


def text_of(path: Path) -> str:
    """All the words of a PDF, in one line."""
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
