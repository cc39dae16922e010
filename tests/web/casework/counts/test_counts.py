"""Counts out: what a co-ordinator sees, what the Board gets, and that nothing else leaves."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from saferboard.cli.folder import read_folder
from saferboard.core.casework.clocks import day_begins
from saferboard.core.evidence.figures import Number, Suppressed
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.two_sources import Overlap
from saferboard.engines.tables.returns import load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.audit.models import Event
from saferboard.web.casework.counts import counting
from saferboard.web.casework.counts.counting import COUNTERS
from saferboard.web.casework.lock import actions, rows
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Referral
from saferboard.web.directory.taking_in import take_in
from saferboard.web.evidence.making import partnership_of
from saferboard.web.evidence.returns import queries
from saferboard.web.evidence.returns.models import Sent
from tests.web.casework import world

pytestmark = pytest.mark.django_db
BLABY, CHARNWOOD, MELTON, COUNTY = "E07000129", "E07000130", "E07000133", "E10000018"
LEICESTER, RUTLAND = "E06000016", "E06000017"


@pytest.fixture(autouse=True)
def _loaded(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path / "home"
    queries._partnership.cache_clear()
    load_partnership(Store(settings.HOME), read_folder(world.FOLDER))
    take_in(partnership_of(settings.HOME), by="tests", on=world.NOW.date())


def held(process: str, area: str, number: int, *, days_ago: int = 200) -> list[Case]:
    """So many cases of an area, opened so many days ago."""
    on = world.NOW - timedelta(days=days_ago)
    with transaction.atomic(), rows.service("tests"):
        return [
            actions.receive(
                process=process, holder=world.agency("blaby"), area=area, on=on, by="tests"
            )
            for _ in range(number)
        ]


def heard(area: str, repeats: int, others: int) -> None:
    """Cases that a MARAC heard, so many of them repeats."""
    on = world.NOW - timedelta(days=200)
    with transaction.atomic(), rows.service("tests"):
        for n, case in enumerate(held("marac", area, repeats + others)):
            Referral.objects.create(
                case=case, on=on.date(), referred_by=case.holder, criminal=True,
                repeat=n < repeats, heard=on, by="tests",
            )  # fmt: skip


def test_the_board_gets_counts_and_small_ones_are_kept_back() -> None:
    for area, number in ((BLABY, 3), (CHARNWOOD, 9), (MELTON, 6), (LEICESTER, 7)):
        held("asb", area, number)
    held("asb", MELTON, 20, days_ago=2000)
    world.agreed("asb", "blaby", "police")
    manager = world.client(world.worker("manager", "blaby", "asb-manager"), "blaby")
    page = manager.get("/cases/counts/").content.decode()
    assert page.count("Nothing: kept back") == 2
    answer = manager.post("/cases/counts/", {"token": "once", "purpose": "asb"})
    assert answer.status_code == 302
    manager.post("/cases/counts/", {"token": "once", "purpose": "asb"})
    (sent,) = Sent.objects.all()
    told = {line.area: line.figure for line in sent.said}
    assert {area for area, figure in told.items() if isinstance(figure, Suppressed)} == {
        BLABY,
        MELTON,
    }
    county = told[COUNTY]
    assert isinstance(county, Number)
    assert county.numerator == 18
    assert LEICESTER not in told
    told_of = Event.objects.filter(action="counts handed over").values_list("detail", flat=True)
    assert {tuple(one["returns"]) for one in told_of} == {(sent.pk,)}


def test_the_share_of_repeats_of_the_county_city_and_rutland() -> None:
    heard(LEICESTER, 24, 46)
    heard(RUTLAND, 2, 4)
    heard(CHARNWOOD, 12, 13)
    heard(COUNTY, 7, 5)
    world.agreed("marac", "blaby", "police")
    user = world.worker("co-ordinator", "police", "marac-co-ordinator")
    browser = world.client(user, "police", "marac")
    assert browser.post("/cases/counts/", {"token": "t", "purpose": "marac"}).status_code == 302
    told = {line.area: line.figure for line in Sent.objects.get().said}
    assert isinstance(told[RUTLAND], Suppressed)
    assert round(told[LEICESTER].value, 1) == 34.3
    assert (told[COUNTY].numerator, told[COUNTY].denominator) == (19, 37)


def test_nothing_goes_out_while_a_repeat_is_not_settled() -> None:
    heard(LEICESTER, 24, 46)
    with transaction.atomic(), rows.service("tests"):
        Referral.objects.filter(pk=Referral.objects.first().pk).update(repeat=None)
    world.agreed("marac", "blaby", "police")
    user = world.worker("co-ordinator", "police", "marac-co-ordinator")
    page = world.client(user, "police", "marac").post(
        "/cases/counts/", {"token": "t", "purpose": "marac"}
    )
    assert "of 1 cases nobody has said" in page.content.decode().lower()
    assert not Sent.objects.exists()


def test_only_whoever_co_ordinates_sees_or_hands_over() -> None:
    held("asb", BLABY, 8)
    world.agreed("asb", "blaby", "police")
    officer = world.client(world.worker("officer", "blaby", "asb-officer"), "blaby")
    page = officer.get("/cases/counts/").content.decode()
    assert "Counted here" not in page
    refused = officer.post("/cases/counts/", {"token": "t", "purpose": "asb"}).content.decode()
    assert "your role hands no counts over" in refused.lower()
    assert not Sent.objects.exists()


def test_a_purpose_that_counts_nothing_says_so() -> None:
    world.agreed("case-review", "blaby", "police")
    lead = world.client(world.worker("lead", "blaby", "review-lead"), "blaby", "case-review")
    assert "Nothing is counted for this purpose." in lead.get("/cases/counts/").content.decode()


def test_every_counter_is_a_number_of_cases_by_area() -> None:
    heard(LEICESTER, 1, 2)
    ends = day_begins(world.NOW.date())
    with transaction.atomic(), rows.service("tests"):
        for count in COUNTERS.values():
            told = list(count("marac", ends - timedelta(days=400), ends))
            assert len(told) == 3
            assert all(len(one) == 2 and one[0] == LEICESTER for one in told)


def test_a_measured_overlap_reaches_the_two_sources_of_the_dashboard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What asb hands out, as a share with its limits and nothing else."""
    found = Overlap(
        BLABY, Period.of_year(2025), "asb_sentinel", 30, 20, 40, "a sample", date(2026, 5, 1)
    )
    monkeypatch.setattr(counting, "handed_out", lambda: (found,))
    world.agreed("asb", "blaby", "police")
    manager = world.client(world.worker("manager", "blaby", "asb-manager"), "blaby")
    assert "30.0% (20.0 to 40.0)" in manager.get("/cases/counts/").content.decode()
    said = {"token": "t", "purpose": "asb"}
    assert manager.post("/cases/counts/", said).status_code == 302
    held = queries.declared()
    assert held is not None
    both = next(one for one in held.two_sources if one.key == "asb")
    assert both.known(BLABY, Period.of_year(2025)) == found
    assert Event.objects.filter(action="overlaps taken").count() == 1
