"""What runs out does so at its second, on the page: the clock of the lock is set to the moment."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from saferboard.core.casework.access import BREAK_GLASS_LASTS
from saferboard.core.casework.clocks import day_begins
from saferboard.web.casework.lock import entering
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.lock.standing import end_of
from tests.web.casework.lock.rows_of import World

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)

# Reviewed on a day, an agreement is live to the end of the same day a year later, in London.
WINTER, SUMMER = date(2027, 1, 15), date(2027, 7, 15)
MIDNIGHTS = {
    "in winter, by UTC": (WINTER, datetime(2027, 1, 16, 0, 0, tzinfo=UTC)),
    "in summer, an hour before": (SUMMER, datetime(2027, 7, 15, 23, 0, tzinfo=UTC)),
    "when the clocks go forward": (date(2027, 3, 28), datetime(2027, 3, 28, 23, 0, tzinfo=UTC)),
    "when the clocks go back": (date(2027, 10, 31), datetime(2027, 11, 1, 0, 0, tzinfo=UTC)),
    "on a leap day": (date(2028, 2, 29), datetime(2028, 3, 1, 0, 0, tzinfo=UTC)),
}


class Scene:
    """An officer with a case that is open to them, and a clock that can be set."""

    def __init__(self, over: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        self.over, self.patch = over, monkeypatch
        self.world = World.new()
        self.client = Client()
        self.client.force_login(self.world.me)
        session = self.client.session
        session[entering.ENTERED] = {"agency": "blaby", "purpose": "asb"}
        session.save()

    def stand(self, *, but: str = "", holder: str = "blaby") -> Case:
        """All that is needed, and all of it beyond the moment, but one thing that a test adds."""
        long_ago, later = self.over - 200 * DAY, self.over + 200 * DAY
        if but != "membership":
            self.world.works(since=long_ago)
        if but != "vetting":
            self.world.vetted(issued=long_ago, expires=later)
        if but != "agreement":
            today = self.over.date()
            self.world.agreed(
                "blaby",
                "police",
                starts=today - 200 * DAY,
                reviews=(today - 100 * DAY,),
                signatures=[(one, long_ago, None) for one in ("blaby", "police")],
            )
        case = self.world.case(holder=holder)
        if but != "glass":
            self.world.involved(case, since=long_ago)
            if but != "share":
                self.world.shared(case, since=long_ago)
        return case

    def at(self, moment: datetime, case: Case) -> tuple[bool, int]:
        """Whether the list holds the case at a moment, and how its page answers."""
        self.patch.setattr(entering, "now", lambda: moment)
        listed = self.client.get("/cases/")
        page = self.client.get(f"/cases/{case.reference}/who/")
        return case.reference in listed.content.decode(), page.status_code


def _vetting(scene: Scene, over: datetime) -> Case:
    case = scene.stand(but="vetting")
    scene.world.vetted(issued=over - 100 * DAY, expires=over)
    return case


def _vetting_withdrawn(scene: Scene, over: datetime) -> Case:
    case = scene.stand(but="vetting")
    scene.world.vetted(issued=over - 100 * DAY, expires=over + DAY, withdrawn=over)
    return case


def _membership(scene: Scene, over: datetime) -> Case:
    case = scene.stand(but="membership")
    scene.world.works(since=over - 100 * DAY, until=over)
    return case


def _share(scene: Scene, over: datetime) -> Case:
    case = scene.stand(but="share")
    scene.world.shared(case, since=over - 100 * DAY, until=over)
    return case


def _left(scene: Scene, over: datetime) -> Case:
    """The agency leaves the agreement."""
    case = scene.stand(but="agreement")
    signed = [("blaby", over - 100 * DAY, over), ("police", over - 100 * DAY, None)]
    scene.world.agreed("blaby", "police", starts=(over - 150 * DAY).date(), signatures=signed)
    return case


def _glass(scene: Scene, over: datetime) -> Case:
    opened = over - BREAK_GLASS_LASTS
    case = scene.stand(but="glass", holder="police")
    scene.world.glass(case, signed_in=opened - SECOND, opened=opened, told=opened)
    return case


def _glass_ended(scene: Scene, over: datetime) -> Case:
    case = scene.stand(but="glass", holder="police")
    opened = over - 60 * SECOND
    scene.world.glass(case, signed_in=opened, opened=opened, told=opened, ended=over)
    return case


ENDS: dict[str, Callable[[Scene, datetime], Case]] = {
    "vetting": _vetting,
    "vetting withdrawn": _vetting_withdrawn,
    "membership": _membership,
    "a share": _share,
    "an agency's signature": _left,
    "break-glass, after three hours": _glass,
    "break-glass that was ended": _glass_ended,
}
# Noon of a plain day, and the hour that comes twice: the moments of its first and second time.
WHENS = (
    datetime(2027, 5, 4, 11, 0, 0, tzinfo=UTC),
    datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
    datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
)


@pytest.mark.parametrize("over", WHENS, ids=str)
@pytest.mark.parametrize("what", ENDS)
def test_it_ends_at_its_second(what: str, over: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(over, monkeypatch)
    case = ENDS[what](scene, over)
    assert scene.at(over - SECOND, case) == (True, 200)
    listed, status = scene.at(over, case)
    assert (listed, status in (302, 404)) == (False, True)


@pytest.mark.parametrize("when", MIDNIGHTS)
def test_an_agreement_lapses_at_midnight_in_london(
    when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, over = MIDNIGHTS[when]
    assert end_of(last) == over
    scene = Scene(over, monkeypatch)
    case = scene.stand(but="agreement")
    signed = [(one, over - 500 * DAY, None) for one in ("blaby", "police")]
    said: dict[str, Any] = {"starts": last - 500 * DAY, "reviews": ()}
    if (last.month, last.day) == (2, 29):
        # No yearly review falls due on a leap day: the agreement itself ends on it.
        said = {"starts": last - 90 * DAY, "ends": last}
    else:
        said["reviews"] = (last.replace(year=last.year - 1),)
    scene.world.agreed("blaby", "police", signatures=signed, **said)
    assert scene.at(over - SECOND, case) == (True, 200)
    assert scene.at(over, case) == (False, 302)


def test_the_first_review_is_due_six_months_after_the_start_to_the_end_of_the_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From 31 August 2027 to the end of 29 February 2028."""
    over = day_begins(date(2028, 3, 1))
    scene = Scene(over, monkeypatch)
    case = scene.stand(but="agreement")
    signed: list[Any] = [(one, over - 500 * DAY, None) for one in ("blaby", "police")]
    scene.world.agreed("blaby", "police", starts=date(2027, 8, 31), signatures=signed)
    assert scene.at(over - SECOND, case) == (True, 200)
    assert scene.at(over, case) == (False, 302)
