"""Figures of dashboards are told as printed, and load as observations where they are certain."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.ingest.observations import COLUMNS
from saferboard.core.ingest.past.values import Dashboard, DashboardRow, Meeting, Reading, Span
from saferboard.core.ingest.text import decode
from saferboard.engines.past import Kind, Read
from saferboard.engines.tables.returns import load_observations, load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.directory.models import Body
from saferboard.web.evidence.returns import queries
from saferboard.web.ingest import actions, activating
from saferboard.web.ingest.models import Activation, Source
from tests.core.ingest.folder import SOUND
from tests.web.ingest.samples import BOARD, activated
from tests.web.ingest.test_pages import _said, _signed_in

pytestmark = pytest.mark.django_db
PAGE = "/work/history/figures/"
TABLE = f"{PAGE}observations.csv"
AREA = "E10000001"


def dashboard(on: date, *rows: tuple[str, str, str]) -> Source:
    """A pack with nothing but its cover and a dashboard."""
    made = tuple(
        DashboardRow("", "", name, before, now, "", "", span=Span(n, n, 4, 4))
        for n, (name, before, now) in enumerate(rows, start=3)
    )
    value = Reading(
        (Meeting(BOARD, on, starts="10.00 am", span=Span(1, 1)),),
        dashboards=(Dashboard("", "2012-13", "2013-14", made, span=Span(2, 9, 4, 4)),),
    )
    text = "\n".join(f"{on} line {number}" for number in range(1, 10))
    read = Read(f"{on}.txt", Kind.PACK, text, value)
    return actions.load(by="tests", read=read, data=text.encode()).source


@pytest.fixture
def clerk(board: Body) -> Client:
    """Somebody of the office, signed in."""
    return _signed_in("team-manager", Role.CLERK)


@pytest.fixture
def store(tmp_path: Path, settings: Any) -> Store:
    """Measures and areas of a partnership."""
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = settings.HOME / "media"
    queries._partnership.cache_clear()
    held = Store(settings.HOME)
    load_partnership(held, SOUND)
    return held


@pytest.fixture
def printed(store: Store, board: Body) -> list[Activation]:
    """Two dashboards; the later restates one figure, and tells of a year that is not over."""
    first = dashboard(
        date(2014, 6, 6), ("Entrants", "104", "90 (Apr-Dec 2013)"), ("Burglary", "3", "4")
    )
    later = dashboard(date(2014, 9, 5), ("Entrants", "101", "80 (2014/15)"), ("Weather", "1", "2"))
    return [activated(first, board), activated(later, board)]


def test_every_figure_is_told_with_its_measure_its_time_and_its_source(
    printed: list[Activation], clerk: Client
) -> None:
    said = _said(clerk.get(PAGE))
    assert "8 figures" in said
    assert "3 of them can be loaded" in said
    assert "was 104, printed 6 June 2014" in said
    assert "the measure is counted from source rows" in said
    assert "no measure&#x27;s label is like it" in said
    assert "2014/15 was not over on 5 September 2014" in said
    source = printed[0].reading.source_id
    assert f'/work/history/{source}/#line-3">2014-06-06.txt, page 4, line 3</a>' in said
    assert f"{TABLE}?area={AREA}" in said


def test_what_is_certain_loads_as_it_is_given(
    printed: list[Activation], clerk: Client, store: Store
) -> None:
    answer = clerk.get(TABLE, {"area": AREA})
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="figures-of-the-past-{AREA}.csv"'
    )
    text = decode(answer.content, "download")
    header, *rows = csv.reader(io.StringIO(text))
    assert tuple(header) == COLUMNS
    assert [(row[0], row[2], row[3], row[6], row[7], row[9]) for row in rows] == [
        ("entrants", "2012/13", "104", "", "2014-06-06", "Dashboard, page 4"),
        ("entrants", "2013-04..2013-12", "90", "part-year", "2014-06-06", "Dashboard, page 4"),
        ("entrants", "2012/13", "101", "revised", "2014-09-05", "Dashboard, page 4"),
    ]
    assert load_observations(store, "past.csv", text).rows == 3


def test_an_area_is_one_of_those_declared(printed: list[Activation], clerk: Client) -> None:
    fell = clerk.get(PAGE, {"area": "E06000001"})
    assert f"{TABLE}?area=E06000001" in _said(fell)
    for path in (PAGE, TABLE):
        strange = clerk.get(path, {"area": "E99999999"})
        assert "Choose one of those shown." in _said(strange)
        assert f"{TABLE}?" not in _said(strange)
    assert strange.status_code == 400


def test_figures_go_with_their_source(printed: list[Activation], clerk: Client) -> None:
    activating.take_back(by="tests", activation=printed[1], reason="misread")
    said = _said(clerk.get(PAGE))
    assert "4 figures" in said
    assert "was 104" not in said


def test_without_a_partnership_figures_are_told_and_nothing_is_loaded(
    board: Body, clerk: Client, tmp_path: Path, settings: Any
) -> None:
    settings.HOME = tmp_path / "empty"
    assert "No activated source has a dashboard." in _said(clerk.get(PAGE))
    activated(dashboard(date(2014, 6, 6), ("Entrants", "104", "90")), board)
    said = _said(clerk.get(PAGE))
    assert "2 figures" in said
    assert "No partnership is loaded" in said
    assert clerk.get(TABLE).status_code == 400


def test_more_figures_take_no_more_queries(
    store: Store, board: Body, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    def asked() -> int:
        clerk.get(PAGE)
        with django_assert_max_num_queries(20) as held:
            clerk.get(PAGE)
        return len(held)

    activated(dashboard(date(2014, 6, 6), ("Entrants", "104", "90")), board)
    few = asked()
    many = [(f"Weather in week {n}", "1", "2") for n in range(30)]
    activated(dashboard(date(2014, 9, 5), *many), board)
    assert asked() == few
