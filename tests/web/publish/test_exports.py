"""Tables for a spreadsheet, and the page that tells of all there is."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from saferboard.web.publish.actions import withdraw
from saferboard.web.publish.exports import TABLES
from saferboard.web.publish.models import Kind, Publication
from tests.web.publish import samples

pytestmark = pytest.mark.django_db
FILES = ("decisions", "actions", "action-entries", "attendance")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    samples.forget()
    yield
    samples.forget()


@pytest.fixture
def out(db: None) -> dict[Kind, Publication]:
    """Everything is published, and the decisions and actions of a second body."""
    made = samples.all_out()
    samples.out(Kind.RECORD, samples.record(body="group"), body="group")
    return made


def rows(name: str, asked: str = "") -> list[dict[str, str]]:
    answer = Client().get(f"/data/board/{name}.csv{asked}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_decisions_say_where_they_were_made_and_what_came_of_them(
    out: dict[Kind, Publication],
) -> None:
    found = rows("decisions", "?body=board")
    assert [row["letter"] for row in found] == ["(a)", "(b)"]
    assert found[1]["minute"] == "45"
    assert found[1]["agenda_item"] == "1"
    assert found[1]["actions"] == "3"
    assert found[0]["needs_none_because"] == "Nothing was asked for."
    assert found[1]["page"] == "http://testserver/decisions/8/"


def test_actions_say_who_by_when_and_how_they_stand(out: dict[Kind, Publication]) -> None:
    old, found = rows("actions", "?body=board")
    assert found["owners"] == "Team Manager, County Council"
    assert (found["due"], found["colour"], found["status"]) == ("2022-08-31", "Amber", "in hand")
    assert (old["open"], old["merged_into"], old["due_in_words"]) == ("no", "3", "the June meeting")
    assert found["page"] == "http://testserver/actions/board/3/"


def test_every_entry_of_the_log_is_a_row(out: dict[Kind, Publication]) -> None:
    found = rows("action-entries", "?body=board")
    assert [row["what"] for row in found] == ["Asked for", "Evidence"]
    assert found[1]["evidence"] == "A photograph, with “quotes”"


def test_attendance_says_who_came_and_who_sent_apologies(out: dict[Kind, Publication]) -> None:
    chair, sorry, other = rows("attendance")
    assert (chair["meeting"], chair["in_chair"]) == ("2022-06-10", "yes")
    assert (sorry["presence"], sorry["instead_of"]) == ("apologies", "B. Example")
    assert (other["group"], other["for_minute"]) == ("others", "45")


def test_no_text_is_run_as_a_formula(out: dict[Kind, Publication]) -> None:
    assert rows("attendance")[1]["name"] == "'=1+1"


def test_a_body_is_asked_for_by_its_key(out: dict[Kind, Publication]) -> None:
    assert {row["body"] for row in rows("actions")} == {"board", "group"}
    assert {row["body"] for row in rows("actions", "?body=group")} == {"group"}
    for name in FILES:
        assert Client().get(f"/data/board/{name}.csv?body=nobody").status_code == 404


def test_what_is_withdrawn_is_in_no_table(out: dict[Kind, Publication]) -> None:
    withdraw(by="clerk", publication=out[Kind.RECORD], reason="It was wrong.")
    assert {row["body"] for row in rows("decisions")} == {"group"}


@pytest.mark.parametrize("name", FILES)
def test_a_table_costs_few_queries_and_then_only_the_stamp(
    name: str, out: dict[Kind, Publication]
) -> None:
    with samples.queries(3):
        Client().get(f"/data/board/{name}.csv?body=board")
    with samples.queries(1):
        Client().get(f"/data/board/{name}.csv?body=board&other=1")


def test_every_column_is_told_on_the_page_and_every_link_leads_somewhere(
    out: dict[Kind, Publication],
) -> None:
    page = Client().get("/data/board/").content.decode()
    for name, (_, _, columns) in zip(FILES, TABLES, strict=True):
        assert tuple(rows(name)[0]) == columns
        assert ", ".join(columns) in page
    links = set(re.findall(r'href="(/(?:data/board|feeds|api|alerts)/[^"]*)"', page))
    assert len(links) == 14
    for link in links:
        assert Client().get(link).status_code == 200, link


def test_the_page_is_there_before_anything_is_published() -> None:
    page = Client().get("/data/board/").content.decode()
    assert "Nothing is published yet" in page
    for name in FILES:
        assert rows(name) == []
