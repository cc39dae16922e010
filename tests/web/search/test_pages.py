"""The search page, the time line and the feed."""

import re
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from saferboard.core.directory.permissions import Role
from saferboard.web.search.actions import lines
from saferboard.web.search.models import Kind
from saferboard.web.search.timelines import MOST
from tests.web.search.samples import AT, found, passage, put, signed_in

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def text(client: Client, path: str) -> str:
    """What a page says, in a row."""
    answer = client.get(path)
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2]
    said = " ".join(unescape(strip_tags(main.replace("</", " </"))).split())
    return re.sub(r" ([).,:])", r"\1", said)


def test_a_result_shows_the_sentence_with_its_words_marked_and_where_it_is(
    visitor: Client,
) -> None:
    put(
        passage("Fear rose. Burglaries fell in <Melton>. All was noted.", kind=Kind.PAPER,
                title="Burglary <x>", mark="", page=12, address="/meetings/p/#paragraph-3",
                owners=lines(["Chief, Police"])),
    )  # fmt: skip
    page = visitor.get("/search/", {"q": "burglary melton"}).content.decode()
    assert "<mark>Burglaries</mark> fell in &lt;<mark>Melton</mark>&gt;." in page
    assert "Fear rose" not in page
    assert "<mark>Burglary</mark> &lt;x&gt;" in page
    assert 'href="/meetings/p/#paragraph-3"' in page
    said = text(visitor, "/search/?q=burglary")
    assert (
        "Paper · The Strategy Board · 10 June 2022 · page 12 of the pack · from Chief, Police"
        in said
    )
    assert "1 passage " in said


def test_results_are_counted_by_kind_and_turned_page_by_page(visitor: Client) -> None:
    put(
        *(passage(f"Burglary {n}", kind=Kind.PAPER) for n in range(25)),
        *(passage(f"Burglary was number {n}") for n in range(20)),
    )
    said = text(visitor, "/search/?q=burglary")
    assert "45 passages, page 1 of 3" in said
    assert "Papers (25) Minutes (20)" in said
    page = visitor.get("/search/?q=burglary&page=2").content.decode()
    assert 'rel="prev" href="/search/?q=burglary&amp;page=1"' in page
    assert 'rel="next" href="/search/?q=burglary&amp;page=3"' in page
    assert '<ol class="sb-results" start="21">' in page
    last = visitor.get("/search/?q=burglary&page=3").content.decode()
    assert last.count('class="sb-result"') == 5
    assert 'rel="next"' not in last
    assert "Papers" not in text(visitor, "/search/?q=burglary&kind=minute").split("20 passages")[1]


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999999", "²", ""])
def test_a_page_that_cannot_be_is_no_error(number: str, visitor: Client) -> None:
    put(passage("Burglary fell."))
    assert visitor.get("/search/", {"q": "burglary", "page": number}).status_code == 200


def test_nothing_found_helps(visitor: Client) -> None:
    put(passage("Burglary fell."))
    assert "Nothing was found" in text(visitor, "/search/?q=ammonites")
    page = visitor.get("/search/?q=burglary&body=other&kind=paper").content.decode()
    assert 'href="/search/?q=burglary">Look in everything' in page
    assert "The: words as common as that" in text(visitor, "/search/?q=the")
    assert "Write at least one word" in text(visitor, "/search/?q=-burglary")
    assert "Passed over, as it stands everywhere: the." in text(visitor, "/search/?q=the+burglary")
    assert "Nothing was found" not in text(visitor, "/search/")


def test_a_day_that_is_none_is_told_and_passed_over(visitor: Client) -> None:
    put(passage("Burglary fell."))
    said = text(visitor, "/search/?q=burglary&since=tomorrow&until=2999-02-30")
    assert "From: write a day as 10 June 2022." in said
    assert "1 passage" in said
    assert "Nothing was found" in text(visitor, "/search/?q=burglary&since=1+July+2022")
    assert "1 passage" in text(visitor, "/search/?q=burglary&since=09/06/2022&until=2022-06-10")


@pytest.mark.parametrize("path", ["/search/", "/search/timeline/", "/search/feed/"])
@pytest.mark.parametrize("asked", ["\x00", '"', "<script>", "%", "\ufffe", "é" * 5000, "😀"])
def test_no_input_is_an_error(path: str, asked: str, visitor: Client) -> None:
    for name in ("q", "body", "since", "kind", "owner", "order"):
        answer = visitor.get(path, {"q": "burglary", name: asked})
        assert answer.status_code == 200
        assert b"<script>" not in answer.content.partition(b"<main")[2]


def test_a_search_asks_the_database_little_however_much_there_is(visitor: Client) -> None:
    put(*(passage(f"Burglary {n}", key=f"decision/{n}") for n in range(60)))
    put(*(passage(f"Do {n}", came_of=f"decision/{n}", kind=Kind.ACTION, key=f"action/{n}")
          for n in range(60)), subject="record/board")  # fmt: skip
    for path, most in (("/search/?q=burglary", 3), ("/search/timeline/?q=burglary", 3),
                       ("/search/feed/?q=burglary", 1)):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            visitor.get(path)
        assert len(asked) <= most, path


def test_every_page_has_a_search_box_that_needs_no_script(visitor: Client) -> None:
    page = visitor.get("/meetings/").content.decode()
    assert '<form class="sb-header__search" role="search" action="/search/" method="get">' in page
    assert visitor.get("/search/").content.decode().count('role="search"') == 1


def life() -> None:
    """A matter from the plan to the evidence, and one thing of another."""
    june, july = date(2022, 6, 10), date(2022, 7, 1)
    put(
        passage("", kind=Kind.ITEM, title="Sentinel", mark="agenda item 5", address="/m/#item-5"),
        passage("Sentinel would cost £3,000.", kind=Kind.PAPER, title="A report", mark="",
                page=12, address="/p/#paragraph-1"),
        passage("Sentinel began in May.", kind=Kind.PAPER, title="A report", mark="", page=13,
                address="/p/#paragraph-2"),
        passage("The Board heard of Sentinel.", title="Sentinel"),
        passage("That Sentinel be bought.", kind=Kind.OUTCOME, mark="minute 24(a)",
                key="decision/1"),
        passage("That it be noted.", kind=Kind.OUTCOME, title="Sentinel", mark="minute 24(b)",
                key="decision/2"),
        passage("Fear was told.", title="Fear"),
        passage("Sentinel earlier.", date=date(2021, 3, 19), mark="minute 3",
                         address="/e/#minute-3"),
    )  # fmt: skip
    put(
        passage("It was for information.", kind=Kind.ANSWER, came_of="decision/2", mark=""),
        passage("Buy Sentinel", kind=Kind.ACTION, key="action/board/7", came_of="decision/1",
                mark="action 7", state="Amber: in hand", date=june, address="/actions/board/7/",
                owners=lines(["Chief, Police"])),
        passage("An order is out.", kind=Kind.ENTRY, came_of="action/board/7", date=july),
        passage("It works.", kind=Kind.EVIDENCE, came_of="action/board/7", date=date(2022, 9, 1)),
        passage("Sentinel is old", kind=Kind.ACTION, key="action/board/8", mark="action 8",
                date=june, address="/actions/board/8/"),
        passage("Not yet.", kind=Kind.ENTRY, came_of="action/board/8", date=july),
        subject="record/board",
    )  # fmt: skip


def test_a_time_line_tells_the_life_of_a_matter_in_order(visitor: Client) -> None:
    life()
    said = text(visitor, "/search/timeline/?q=sentinel")
    parts = (
        "19 March 2021 The Strategy Board",
        "Sentinel earlier.",
        "10 June 2022 The Strategy Board",
        "On the agenda (agenda item 5): Sentinel.",
        "Papered (page 12 of the pack): A report. Sentinel would cost £3,000.",
        "And 1 more passage there.",
        "Discussed (minute 24): Sentinel",
        "Decided (minute 24(a)):",
        "What came of it: action 7, for Chief, Police: Buy Sentinel (Amber: in hand).",
        "Last entry, 1 September 2022: It works.",
        "Decided (minute 24(b)):",
        "What came of it: No action was needed: It was for information.",
        "Asked for (action 8):",
        "Last entry, 1 July 2022: Not yet.",
    )
    places = [said.find(part) for part in parts]
    assert -1 not in places, [p for p, at in zip(parts, places, strict=True) if at < 0] + [said]
    assert places == sorted(places)
    assert "Fear" not in said
    assert said.count("Buy Sentinel") == 1, "told with the decision, not again"


def test_a_time_line_says_what_it_leaves_out(visitor: Client) -> None:
    put(*(passage(f"Burglary {n}", mark=f"minute {n}", address=f"/{n}") for n in range(MOST + 1)))
    said = text(visitor, "/search/timeline/?q=burglary")
    assert f"Only the first {MOST} passages are shown." in said
    assert "No meeting that is published" in text(visitor, "/search/timeline/?q=ammonites")
    assert "Write a word or two" in text(visitor, "/search/timeline/")
    put(passage("Burglary is planned.", date=None))
    assert "No meeting that is published" in text(visitor, "/search/timeline/?q=burglary")


def test_a_search_can_be_followed_as_a_feed(visitor: Client) -> None:
    put(passage("Burglary & fear fell.", title="Crime <1>", at=AT), passage("Fear fell."))
    page = visitor.get("/search/?q=burglary&body=board").content.decode()
    assert 'href="/search/feed/?q=burglary&amp;body=board"' in page
    answer = visitor.get("/search/feed/?q=burglary&body=board")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Minute: Crime <1>"
    assert entry.findtext(f"{ATOM}summary") == "Burglary &amp; fear fell."
    mark = entry.findtext(f"{ATOM}id")
    put(passage("Another."), passage("Burglary & fear fell.", title="Crime"))
    again = ElementTree.fromstring(visitor.get("/search/feed/?q=burglary").content)
    assert again.findtext(f"{ATOM}entry/{ATOM}id") == mark
    assert ElementTree.fromstring(visitor.get("/search/feed/").content).find(f"{ATOM}entry") is None


def test_what_a_member_finds_is_kept_by_nobody() -> None:
    put(passage("Burglary fell."))
    member = signed_in(Role.MEMBER)
    assert member.get("/search/?q=burglary")["Cache-Control"] == "private, no-store"
    assert "You may read private business" in text(member, "/search/?q=burglary")
    assert found("burglary")
