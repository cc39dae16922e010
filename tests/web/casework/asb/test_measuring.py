"""The overlap: drawn, looked up by a person, told with limits, handed out as a share alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from saferboard.cli.folder import read_folder
from saferboard.core.casework.clocks import LONDON
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.rates import proportion
from saferboard.core.faults import Refused
from saferboard.core.partnership import Partnership
from saferboard.engines.tables.returns import load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.audit.models import Event
from saferboard.web.casework.asb import linking, measuring
from saferboard.web.casework.asb.actions import report
from saferboard.web.casework.asb.models import Measured, PoliceIncident, Report, Study, Unit
from saferboard.web.casework.lock import rows
from saferboard.web.directory.models import User
from saferboard.web.evidence.returns import queries
from tests.web.casework import world
from tests.web.casework.asb.asb_web import BLABY, acting, line, people, taken_in, told

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011
PERIOD = next(
    one
    for year in (TODAY.year, TODAY.year - 1)
    for quarter in (4, 3, 2, 1)
    if measuring.day_after(one := Period.of_quarter(year, quarter)) <= TODAY
)
FIRST = datetime(PERIOD.months[0].year, PERIOD.months[0].month, 1, 12, tzinfo=LONDON)


@pytest.fixture
def declared(tmp_path: Path, settings: Any) -> Partnership:
    """The bundled partnership, loaded: its measures say what is a small count."""
    settings.HOME = tmp_path / "home"
    queries._partnership.cache_clear()
    load_partnership(Store(settings.HOME), read_folder(world.FOLDER))
    found = queries.declared()
    assert found is not None
    return found


def recorded(number: int) -> tuple[User, User, list[PoliceIncident]]:
    """The officer, the manager, and so many incidents of the newest quarter, an hour apart."""
    officer, manager, constable = people()
    lines = [
        line(f"LP-{1000 + n}", FIRST + timedelta(hours=n), street=f"{n} Example Street")
        for n in range(number)
    ]
    return officer, manager, taken_in(constable, "police", *lines)


def held(user: User, *incidents: PoliceIncident) -> None:
    """A report of each to the council, linked."""
    with acting(user) as key:
        for row in incidents:
            opened = report(by=key, told=told(earliest=row.at, latest=row.at))
            linking.judge(
                by=key, incident=row, report=Report.objects.get(case=opened.case), same=True
            )


def drawn(manager: User, number: int, seed: str = "3 June") -> Study:
    with acting(manager) as key:
        return measuring.draw(by=key, area=BLABY, period=PERIOD, number=number, seed=seed)


def figure(manager: User, study: Study) -> measuring.Figure:
    with acting(manager) as key:
        return measuring.figure(key, study, list(study.units.all()))


def looked_up(manager: User, study: Study, *verdicts: str) -> None:
    with acting(manager) as key:
        for unit, verdict in zip(study.units.all(), verdicts, strict=True):
            if verdict:
                measuring.decide(by=key, unit=unit, verdict=verdict)


def test_a_sample_is_drawn_from_what_is_not_linked() -> None:
    officer, manager, incidents = recorded(20)
    held(officer, *incidents[:4])
    study = drawn(manager, 10)
    assert (study.total, study.linked) == (20, 4)
    units = list(study.units.values_list("incident", flat=True))
    assert len(set(units)) == 10
    assert not {one.pk for one in incidents[:4]} & set(units)
    again = drawn(manager, 10)
    assert list(again.units.values_list("incident", flat=True)) == units
    assert list(drawn(manager, 10, "4 June").units.values_list("incident", flat=True)) != units


def test_the_share_has_limits_once_everything_drawn_was_looked_up() -> None:
    officer, manager, incidents = recorded(40)
    held(officer, *incidents[:8])
    study = drawn(manager, 16)
    now = figure(manager, study)
    assert (now.open, now.share, now.distinct) == (16, None, None)
    held(officer, *(unit.incident for unit in study.units.all()[:4]))
    looked_up(manager, study, *[""] * 4, *[Unit.NOT_HELD] * 12)
    now = figure(manager, study)
    assert (now.looked.held, now.looked.unsure, now.open, now.stale) == (4, 0, 0, "")
    assert now.share is not None
    wilson = proportion(4, 16)
    assert now.share.value == pytest.approx((8 + 32 / 4) / 40)
    assert now.share.lower == pytest.approx(max(8 + 32 * wilson.lower, 12) / 40)
    assert now.share.upper == pytest.approx((8 + 32 * wilson.upper) / 40)
    assert now.reports == 12
    assert now.distinct is None  # 16 shared of 12 reports: one of the two is wrong


def test_looking_up_everything_counts() -> None:
    officer, manager, incidents = recorded(12)
    held(officer, *incidents[:3])
    study = drawn(manager, 9)
    looked_up(manager, study, *[Unit.NOT_HELD] * 9)
    now = figure(manager, study)
    assert now.share is not None
    assert (now.share.lower, now.share.value, now.share.upper) == (0.25, 0.25, 0.25)
    assert now.distinct is not None
    assert now.distinct.value == now.distinct.lower == now.distinct.upper == 12


def test_what_changed_since_is_told() -> None:
    officer, manager, incidents = recorded(10)
    held(officer, *incidents[:2])
    study = drawn(manager, 4)
    with acting(officer) as key:
        link = linking.live(key, incidents[:1])[0]
        linking.undo(by=key, link=link)
    assert "a link was undone" in figure(manager, study).stale
    constable = User.objects.get(post="constable")
    taken_in(constable, "police", line("LP-9", FIRST))
    assert figure(manager, study).stale == "11 incidents are held now, and 10 when it was drawn"


@pytest.mark.usefixtures("declared")
def test_only_a_share_with_limits_is_handed_out() -> None:
    officer, manager, incidents = recorded(40)
    held(officer, *incidents[:10])
    study = drawn(manager, 10)
    with acting(manager) as key, pytest.raises(Refused, match="10 of the sample are not looked up"):
        measuring.hand_out(by=key, study=study)
    looked_up(manager, study, *[Unit.NOT_HELD] * 10)
    with acting(manager) as key:
        row = measuring.hand_out(by=key, study=study)
    assert (row.area, row.of, row.per_cent) == (BLABY, "asb_police_recorded", 25.0)
    assert row.lower == 25.0
    assert row.upper == 45.8
    with rows.service("tests"):
        (told_out,) = measuring.handed_out()
    assert (told_out.area, told_out.period, told_out.per_cent) == (BLABY, PERIOD, 25.0)
    assert "10 links confirmed" in told_out.method


def test_a_small_number_by_the_measure_s_own_line_is_not_handed_out(
    declared: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, manager, incidents = recorded(12)
    held(officer, *incidents[:3])
    study = drawn(manager, 9)
    looked_up(manager, study, *[Unit.NOT_HELD] * 9)
    with acting(manager) as key, pytest.raises(Refused, match="could tell of somebody"):
        measuring.hand_out(by=key, study=study)
    assert not Measured.objects.exists()

    def says(up_to: int) -> None:
        measures = tuple(
            replace(one, suppress_to=up_to) if one.key == "asb_police_recorded" else one
            for one in declared.measures
        )
        monkeypatch.setattr(queries, "declared", lambda: replace(declared, measures=measures))

    says(9)  # those that are not held are as many
    with acting(manager) as key, pytest.raises(Refused, match="could tell of somebody"):
        measuring.hand_out(by=key, study=study)
    says(2)
    with acting(manager) as key:
        assert measuring.hand_out(by=key, study=study).per_cent == 25.0


def test_nothing_is_handed_out_while_no_measure_says_what_is_small(
    declared: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, manager, incidents = recorded(12)
    held(officer, *incidents[:6])
    study = drawn(manager, 6)
    looked_up(manager, study, *[Unit.NOT_HELD] * 6)
    for found, said in ((replace(declared, measures=()), "no measure"), (None, "no partnership")):
        monkeypatch.setattr(queries, "declared", lambda found=found: found)
        with acting(manager) as key, pytest.raises(Refused, match=said):
            measuring.hand_out(by=key, study=study)
    assert not Measured.objects.exists()


def test_a_period_that_is_not_over_is_not_measured() -> None:
    _, manager, _ = recorded(2)
    ahead = PERIOD.shifted(3)
    with acting(manager) as key, pytest.raises(Refused, match="the period is not over"):
        measuring.draw(by=key, area=BLABY, period=ahead, number=1, seed="x")


def test_only_the_co_ordinator_of_the_agency_measures() -> None:
    officer, manager, _ = recorded(8)
    study = drawn(manager, 2)
    unit = study.units.all()[0]
    other = world.worker("other", "charnwood", "asb-manager")
    for user, place in ((officer, "blaby"), (other, "charnwood")):
        with acting(user, place) as key, pytest.raises(Refused):
            measuring.decide(by=key, unit=unit, verdict=Unit.NOT_HELD)
        with acting(user, place) as key, pytest.raises(Refused):
            measuring.hand_out(by=key, study=study)
    with acting(officer) as key, pytest.raises(Refused, match="measured by the asb-manager"):
        measuring.draw(by=key, area=BLABY, period=PERIOD, number=1, seed="x")
    browser = world.client(other, "charnwood")
    assert browser.get("/cases/asb/overlap/").status_code == 200
    assert browser.get(f"/cases/asb/overlap/{study.pk}/").status_code == 404
    assert browser.get(f"/cases/asb/overlap/{study.pk}/1/").status_code == 404
    assert world.client(officer, "blaby").get("/cases/asb/overlap/").status_code == 403


@pytest.mark.usefixtures("declared")
def test_the_pages_lead_from_the_draw_to_the_figure() -> None:
    officer, manager, incidents = recorded(14)
    held(officer, *incidents[:6])
    browser = world.client(manager, "blaby")
    place = "/cases/asb/overlap/"
    sent: dict[str, Any] = {"area": BLABY, "period": str(PERIOD), "number": "8", "seed": " "}
    assert "Write something under" in browser.post(place, sent).content.decode()
    too_many = browser.post(place, {**sent, "number": "9", "seed": "x"})
    assert "9 cannot be drawn from 8" in too_many.content.decode()
    answer = browser.post(place, {**sent, "seed": "x"})
    study = Study.objects.get()
    assert answer["Location"] == f"{place}{study.pk}/"
    page = browser.get(f"{place}{study.pk}/").content.decode()
    assert "8 of 8 incidents are still to be looked up" in page
    assert "Hand the overlap out" not in page
    at = f"{place}{study.pk}/1/"
    assert "None of our cases holds it" in browser.get(at).content.decode()
    assert browser.post(at, {"verdict": "held"}).status_code == 404
    for number in range(1, 9):
        answer = browser.post(f"{place}{study.pk}/{number}/", {"verdict": "not held"})
        onward = f"{number + 1}/" if number < 8 else ""
        assert answer["Location"] == f"{place}{study.pk}/{onward}"
    assert "Take that back" in browser.get(at).content.decode()
    page = browser.get(f"{place}{study.pk}/").content.decode()
    assert "<strong>42.9%</strong>" in page
    assert "every one of 14 incidents looked up" in page
    assert "about <strong>14</strong> distinct incidents" in page
    assert browser.post(f"{place}{study.pk}/").status_code == 302
    page = browser.get(f"{place}{study.pk}/").content.decode()
    assert "Handed out on" in page
    browser.post(at, {"verdict": ""})
    refused = browser.post(f"{place}{study.pk}/").content.decode()
    assert "1 of the sample are not looked up" in refused
    assert Measured.objects.count() == 1
    assert Event.objects.filter(action="asb overlap handed out").count() == 1


def test_linking_an_incident_of_the_sample_leads_back_to_it() -> None:
    _, manager, incidents = recorded(1)
    with acting(manager) as key:
        report(by=key, told=told(earliest=incidents[0].at, latest=incidents[0].at))
    study = drawn(manager, 1)
    browser = world.client(manager, "blaby")
    sent = {"report": Report.objects.get().pk, "same": "yes", "unit": f"{study.pk}-1"}
    answer = browser.post(f"/cases/asb/incidents/{incidents[0].pk}/judge/", sent)
    assert answer["Location"] == f"/cases/asb/overlap/{study.pk}/1/"
    assert "held too" in browser.get(f"/cases/asb/overlap/{study.pk}/").content.decode()
