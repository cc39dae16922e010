"""Every partnership compared: the page, its orders and choices, CSV and JSON."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferboard.core.ingest.csp_populations import COLUMNS, FILE, TABLE
from saferboard.engines.tables.returns import load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.evidence import actions, models
from tests.core.ingest.folder import SOUND
from tests.core.ingest.test_csp import cells, row
from tests.core.ingest.test_csp import text as as_csv
from tests.web.factories import MELTON, release
from tests.web.test_pages import text

PEOPLE = ",".join(COLUMNS) + "\n" + "".join(
    f"E2200050{n},Place {n},2020,{10_000 * (n + 1)},1,mid-2020\n" for n in range(4)
)  # fmt: skip


@pytest.fixture
def table(db: None, settings: Any, tmp_path: Path) -> Store:
    """Table C2 with four more partnerships, one of them ours, and the people of those four."""
    settings.HOME = tmp_path
    rows = cells()[:-1]
    for n in range(4):
        code, authority = f"E2200050{n}", MELTON if n == 0 else f"E0700050{n}"
        name = "Melton" if n == 0 else f"Place <{n}>"
        events = f"{100 * (n + 1) ** 2:,} "
        rows.append(row("W15000002", "Gwent", code, name, authority, name, total=events))
    store = Store(tmp_path)
    load_partnership(store, {**SOUND, TABLE: as_csv(rows), FILE: PEOPLE})
    return store


def test_the_page_ranks_marks_and_warns(
    visitor: Client, table: Store, stored: models.Release
) -> None:
    page = text(visitor, "/compare/")
    for said in (
        "4 partnerships are ranked by crimes per 1,000 people",
        "in the year ending June 2025; 3 have no rate",
        "<strong>Melton</strong>: 10.00 per 1,000 people, place 1/4 (Top)",
        "taken over the people of 2020",
        "Of 1 partnerships the table names no local authority",
        "Unassigned Dorset",
        "Poole Harbour",
        "Place &lt;3&gt;",
        "no population is held for it",
        "SHA-256",
        "Above 99.8%",
    ):
        assert said in page, said
    assert "Place <3>" not in page
    assert page.count('<strong class="govuk-tag govuk-tag--blue">Ours</strong>') == 1
    assert page.count("sb-ours") == 1


def test_another_partnership_can_be_looked_for(
    visitor: Client, table: Store, stored: models.Release
) -> None:
    page = text(visitor, "/compare/?partnership=E22000503")
    assert '<h2 class="govuk-heading-m">Place &lt;3&gt;</h2>' in page
    assert "<strong>40.00 per 1,000 people</strong>" in page
    without = text(visitor, "/compare/?partnership=E22000063")
    assert "1,000 crimes; there is no rate, because no population is held for it" in without


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("order=rate", ["Melton", "Place <1>", "Place <2>", "Place <3>"]),
        ("order=rate&down=1", ["Place <3>", "Place <2>", "Place <1>", "Melton"]),
        ("order=people&down=1", ["Place <3>", "Place <2>", "Place <1>", "Melton"]),
        ("order=name", ["Melton", "Newport", "Place <1>", "Place <2>"]),
    ],
)
def test_links_put_it_in_order(
    visitor: Client, table: Store, stored: models.Release, query: str, names: list[str]
) -> None:
    answer = visitor.get(f"/compare/partnerships.csv?{query}")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [one["partnership"] for one in rows][:4] == names
    assert len(rows) == 7
    page = text(visitor, f"/compare/?{query}")
    assert f'aria-sort="{"descending" if "down" in query else "ascending"}"' in page


def test_csv_and_json_say_the_same(visitor: Client, table: Store, stored: models.Release) -> None:
    found = visitor.get("/compare/partnerships.json?order=rate").json()
    assert found["table"]["year_ending"] == "June 2025"
    assert len(found["table"]["sha256"]) == 64
    ours = found["partnerships"][0]
    assert (ours["partnership"], ours["ours"], ours["people_year"]) == ("Melton", True, 2020)
    assert (ours["rate_per_1000"], ours["place"], ours["of"]) == (10.0, 1, 4)
    last = found["partnerships"][-1]
    assert (last["state"], last["rate_per_1000"]) == ("missing", None)
    assert last["reason"] == "no population is held for it"
    json.dumps(found)


def test_before_a_release_nobody_is_ours(visitor: Client, table: Store) -> None:
    assert "Ours</strong>" not in text(visitor, "/compare/")


def test_without_a_table_it_says_what_to_do(
    db: None, visitor: Client, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    assert "No table is loaded yet" in text(visitor, "/compare/")
    for kind in ("csv", "json"):
        assert visitor.get(f"/compare/partnerships.{kind}").status_code == 404


def test_without_people_there_are_counts_only(
    db: None, visitor: Client, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    load_partnership(Store(tmp_path), {**SOUND, TABLE: as_csv(cells())})
    page = text(visitor, "/compare/")
    assert "No populations are held, so there are no rates." in page
    assert "0 partnerships are ranked" in page
    assert "In a funnel" not in page


@pytest.mark.parametrize("query", ["offence=none", "order=none"])
def test_what_is_not_known_is_no_such_page(visitor: Client, table: Store, query: str) -> None:
    for url in ("/compare/", "/compare/partnerships.csv", "/compare/partnerships.json"):
        assert visitor.get(f"{url}?{query}").status_code == 404


def test_nobody_can_write_to_it(visitor: Client, table: Store) -> None:
    assert visitor.post("/compare/").status_code in {403, 405}


def test_no_query_a_row(visitor: Client, table: Store, django_assert_max_num_queries: Any) -> None:
    actions.freeze(release(), by="analyst")
    with django_assert_max_num_queries(4):
        visitor.get("/compare/")
