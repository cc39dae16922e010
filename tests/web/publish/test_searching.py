"""What is published can be found from then on, corrected, withdrawn; what is private by few."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from saferboard.core.board.action_steps import Step
from saferboard.core.directory.permissions import Role
from saferboard.core.searching.query import parse
from saferboard.web.board.decisions.models import Action, Entry, EntryOwner
from saferboard.web.board.minutes.models import Minutes
from saferboard.web.directory.models import Organisation, Post
from saferboard.web.publish import issuing, queries
from saferboard.web.publish.actions import withdraw
from saferboard.web.publish.assembling import assembled
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.search import queries as search
from saferboard.web.search.models import Passage, Scope
from saferboard.web.search.queries import Asked
from tests.web.publish import samples
from tests.web.publish.world import MARCH, TODAY, World, document, published, world
from tests.web.search.samples import found, signed_in

pytestmark = pytest.mark.django_db


def passages(text: str, *scopes: Scope) -> list[Passage]:
    return search.search(Asked(parse(text)), scopes or [Scope.PUBLIC]).passages


def pack(made: World, note: str = "") -> Publication:
    seen = assembled(made.june, TODAY).fingerprint
    return issuing.issue_pack(by="clerk", meeting=made.june, on=TODAY, seen=seen, note=note)


def test_a_paper_is_found_at_the_paragraph_and_on_its_page() -> None:
    made = world()
    made.submit("Performance", "Prevent", document("Prevent", words="Ammonites were found."))
    out = pack(made)
    (row,) = passages("ammonites")
    paper = next(p for i in out.content["items"] for p in i["papers"] if p["title"] == "Prevent")
    assert row.address == "/meetings/board/2024-06-14/papers/prevent/#paragraph-1"
    assert paper["pages"][0] <= row.page <= paper["pages"][1]
    about = ("Prevent: Background", date(2024, 6, 14), "paper")
    assert (row.title, row.date, row.kind) == about
    assert passages("background prevent")  # a heading leads what stands under it
    assert not [row for row in passages("prevent") if row.text == "Background"]
    assert row.owners == "\nTeam Manager, County Council\n"
    last = passages('"ask for more" prevent')[0]
    assert last.page == paper["pages"][1]


def test_a_paper_that_came_as_pdf_is_found_page_by_page() -> None:
    made = world()
    pack(made)
    out = queries.newest(Kind.PACK, "board/2024-06-14")
    assert out is not None
    (first, last), *_ = [i["pages"] for i in out.content["items"] if i["title"] == "County lines"]
    rows = [row for row in passages('"county lines slides"') if row.kind == "paper"]
    assert sorted(row.page for row in rows) == list(range(first, last + 1))
    assert all("/papers/county-lines-slides/" in row.address for row in rows)


def test_minutes_outcomes_actions_and_entries_are_found_once_each() -> None:
    published("")
    assert found("heard report") == ["The Board heard a report."]
    (decided,) = [row for row in passages("leaflets") if row.kind == "outcome"]
    assert (decided.mark, decided.text) == (
        "minute 44(a)",
        "That leaflets be sent to every district.",
    )
    assert decided.address == f"/meetings/board/{MARCH}/minutes/#minute-44"
    (action,) = [row for row in passages("leaflets") if row.kind == "action"]
    assert action.came_of == decided.key
    assert action.address == "/actions/board/7/"
    assert action.state.startswith("Red")
    (entry,) = passages('"two districts"')
    assert (entry.kind, entry.came_of, entry.date) == ("entry", action.key, date(2024, 4, 2))
    assert [row.kind for row in passages('"nothing was asked"')] == ["answer"]
    assert [row.kind for row in passages('"introductions"') if row.kind != "paper"] == ["item"]


def test_a_correction_takes_the_place_and_a_withdrawal_takes_out() -> None:
    made = world()
    first = pack(made)
    assert found("crime fell")
    made.submit(
        "Performance",
        "Performance in Quarter 4",
        document("Performance in Quarter 4", words="Crime rose."),
    )
    second = pack(made, note="The figures were wrong.")
    assert not found("crime fell")
    assert found("crime rose")
    withdraw(by="clerk", publication=second, reason="Not ready.")
    assert Passage.objects.filter(subject__startswith="pack/").count() == 0
    assert first.number == 1


def test_what_is_not_published_in_the_end_is_not_found() -> None:
    made = world()
    with transaction.atomic():
        pack(made)
        transaction.set_rollback(True)
    assert Passage.objects.count() == 0


def test_decisions_are_found_in_the_record_while_the_minutes_are_not_out() -> None:
    made = world()
    issuing.issue_record(by="clerk", body=made.body, on=TODAY)
    (row,) = [row for row in passages("leaflets") if row.kind == "outcome"]
    assert row.address.startswith("/decisions/")
    out = issuing.issue_minutes(by="clerk", found=made.minutes, on=TODAY)
    (row,) = [row for row in passages("leaflets") if row.kind == "outcome"]
    assert "/minutes/#minute-44" in row.address
    withdraw(by="clerk", publication=out, reason="Wrong.")
    (row,) = [row for row in passages("leaflets") if row.kind == "outcome"]
    assert row.address.startswith("/decisions/")


def test_copies_whose_files_are_lost_are_found_by_their_titles() -> None:
    samples.all_out()
    assert [row.kind for row in passages('"Performance in quarter 4"')] == ["paper"]
    assert [row.text for row in passages("road safety")] == ["No figures came."]
    assert "That leaflets be sent." in found("leaflets")


def test_a_plan_is_found_by_its_topics() -> None:
    plan = samples.plan() | {
        "meetings": ["2022-06-10", "2022-09-09"],
        "rows": [{"title": "Hate crime", "badge": "", "cells": ["", "Hate crime in full"]}],
    }
    samples.out(Kind.PLAN, plan)
    (row,) = passages("hate crime")
    assert (row.kind, row.text) == ("plan", "9 September 2022: Hate crime in full.")


def test_reindexing_makes_the_same_again() -> None:
    published("")
    about = ("subject", "place", "scope", "kind", "text", "address", "page", "at", "key", "came_of")
    held = list(Passage.objects.order_by("subject", "place").values_list(*about))
    assert len(held) > 20
    call_command("reindex", stdout=StringIO())
    assert list(Passage.objects.order_by("subject", "place").values_list(*about)) == held
    Passage.objects.all().delete()
    call_command("reindex", stdout=StringIO())
    again = list(Passage.objects.order_by("subject", "place").values_list(*about))
    assert again == held


# What was taken in private

SECRETS = ("outreach", "secret", "rent")
ADDRESSES = ("/search/?q={}", "/search/?q={}&order=best", "/search/timeline/?q={}",
             "/search/feed/?q={}")  # fmt: skip


def said(client: Client, address: str, word: str) -> str:
    """What a page says, without the word that it was asked for."""
    text = client.get(address.format(word)).content.decode()
    text = re.sub("<updated>[^<]*", "", text)  # of a feed with nothing in it: now
    return re.sub(rf"\b{word}\b", "ammonites", text)


def test_nothing_private_is_found_counted_offered_fed_or_told_in_time(visitor: Client) -> None:
    """A word of private business answers exactly as one that stands nowhere."""
    made = published("")
    private_action(made)
    assert Passage.objects.filter(scope=Scope.PRIVATE).count() > 3
    outsiders = [visitor, signed_in(Role.AUTHOR, post="author"),
                 signed_in(Role.ADMINISTRATOR, post="administrator")]  # fmt: skip
    for client in outsiders:
        for address in ADDRESSES:
            for word in SECRETS:
                assert said(client, address, word) == said(client, address, "ammonites"), word
        page = client.get("/search/?q=board+OR+report&organisation=x").content.decode()
        assert "Secret Service" not in page
        assert "rent" not in client.get("/search/?body=board").content.decode().split()
        counts = client.get("/search/?body=board").context["found"].total
        assert counts == Passage.objects.filter(scope=Scope.PUBLIC, body="board").count()


def private_action(made: World) -> None:
    """An action that came of the private minute, asked of a post that has no other."""
    service = Organisation.objects.create(key="service", name="Secret Service")
    post = Post.objects.create(key="spy", title="Spy", organisation=service)
    action = Action.objects.create(
        body=made.body, number=8, text="Pay the rent", outcome=made.outcomes[2],
        sentence="A secret rent.", made_by="clerk",
    )  # fmt: skip
    for place, (step, text) in enumerate(((Step.ASK, ""), (Step.PROGRESS, "The rent is paid."))):
        entry = Entry.objects.create(
            action=action, place=place, step=step.value, on=MARCH, text=text, by="account 9",
            due_on=date(2024, 5, 1) if step is Step.ASK else None,
        )  # fmt: skip
        if step is Step.ASK:
            EntryOwner.objects.create(entry=entry, post=post)
    issuing.issue_record(by="clerk", body=made.body, on=TODAY)


def test_who_may_read_private_business_finds_it() -> None:
    made = published("")
    private_action(made)
    member = signed_in(Role.MEMBER)
    page = member.get("/search/?q=rent").content.decode()
    for words in ("The <mark>rent</mark> was told: a secret.", "A secret <mark>rent</mark>.",
                  "Pay the <mark>rent</mark>", "The <mark>rent</mark> is paid."):  # fmt: skip
        assert words in page
    assert "Secret Service" in page
    assert "Private</strong>" in page
    rows = passages("outreach", *Scope)
    sealed = next(row for row in rows if row.scope == Scope.PRIVATE)
    assert (sealed.kind, sealed.address) == ("paper", "/work/publish/board/2024-06-14/private.pdf")
    for row in Passage.objects.filter(scope=Scope.PRIVATE):
        assert member.get(row.address).status_code == 200, row.address
    line = member.get("/search/timeline/?q=rent").content.decode()
    assert "Last entry, 8 March 2024: The rent is paid." in line
    assert "rent is paid" not in member.get("/search/feed/?q=rent").content.decode()


def test_private_minutes_are_not_found_while_they_are_a_draft() -> None:
    made = published("")
    Minutes.objects.filter(pk=made.minutes.pk).update(state="draft")
    call_command("reindex", stdout=StringIO())
    assert found("rent", *Scope) == []


def test_without_a_second_step_nobody_finds_private_business(settings) -> None:  # type: ignore[no-untyped-def]
    published("")
    clerk = signed_in(Role.CLERK)
    settings.SECOND_STEP = True
    assert "was told" not in clerk.get("/search/?q=rent").content.decode()
    settings.SECOND_STEP = False
    assert "was told" in clerk.get("/search/?q=rent").content.decode()


def test_private_papers_are_found_under_a_supplement_and_gone_with_the_item() -> None:
    made = world()
    pack(made)
    assert any(r.scope == Scope.PRIVATE for r in passages("outreach", *Scope))
    made.submit("Performance", "Prevent", document("Prevent"))
    seen = assembled(made.june, TODAY).fingerprint
    issuing.issue_supplement(by="clerk", meeting=made.june, on=TODAY, seen=seen, note="Prevent.")
    assert any(r.scope == Scope.PRIVATE for r in passages("outreach", *Scope))
    newest = queries.newest(Kind.PACK, "board/2024-06-14")
    assert newest is not None
    assert (sealed := queries.sealed_with(newest)) is not None
    assert sealed.publication.number == 1
    clerk = signed_in(Role.CLERK)
    assert clerk.get("/work/publish/board/2024-06-14/private.pdf").status_code == 200
    (supplemented,) = [
        row for row in passages('"crime fell" prevent') if row.title.startswith("Prevent: ")
    ]
    assert supplemented.page >= sealed.last_page
    type(made.items["A contract"]).objects.filter(title="A contract").update(
        state="withdrawn", because="Off."
    )
    pack(made, note="The contract is off.")
    assert found("outreach", *Scope) == []
