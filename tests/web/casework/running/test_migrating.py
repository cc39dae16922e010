"""Cases move to another version all or none, on record; other rooms add to the case page."""

import pytest
from django.db import transaction

from saferboard.cli.casework import _pairs
from saferboard.core.casework.process.pinning import Migration, Pin
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.declared import publish
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import actions
from saferboard.web.casework.running.migrating import Move, migrate
from saferboard.web.casework.running.models import Taken
from saferboard.web.casework.running.panels import OPENING, PANELS, Link, Panel
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.running.played import as_opened, write

pytestmark = pytest.mark.django_db
STATES = {
    "nominated": "nominated", "scanned": "scanned", "analysed": "scanned",
    "responding": "responding", "assessed": "assessed", "not-taken-on": "not-taken-on",
    "closed": "closed",
}  # fmt: skip
MIGRATION = Migration(Pin("jag", 1), Pin("jag", 2), STATES, "The group was set up anew")


@pytest.fixture
def officer() -> User:
    """Somebody with three cases on the first version of a procedure, of which there is a second."""
    world.agreed("jag", *world.AGENCIES)
    user = world.worker("one", "blaby", "lead-officer", "jag-chair", "analyst")
    found = [world.opened(user, "blaby", "jag", "jag").case for _ in range(3)]
    Case.objects.filter(pk=found[1].pk).update(state="analysed", state_since=world.AGO)
    Case.objects.filter(pk=found[2].pk).update(state="closed", closed=world.NOW)
    files = {
        path.relative_to(world.FOLDER).as_posix(): path.read_text("utf-8")
        for folder in ("casework", "processes")
        for path in sorted((world.FOLDER / folder).glob("*.toml"))
    }
    second = files["processes/jag.toml"].replace("version = 1", "version = 2")
    files["processes/jag-2.toml"] = second.replace("2019-06-14", "2024-06-14")
    publish(by="tests", files=files)
    return user


def stand() -> list[tuple[int, str, int]]:
    return list(Case.objects.order_by("pk").values_list("version", "state", "turn"))


def test_a_dry_run_tells_and_changes_nothing(officer: User) -> None:
    before = stand()
    moves = migrate(by="tests", migration=MIGRATION, commit=False)
    assert moves == (Move("nominated", "nominated", 1), Move("analysed", "scanned", 1))
    assert stand() == before
    assert Taken.objects.count() == 0


def test_cases_are_moved_with_a_reason(officer: User) -> None:
    since = list(Case.objects.order_by("pk").values_list("state_since", flat=True))
    migrate(by="tests", migration=MIGRATION, commit=True)
    assert stand() == [(2, "nominated", 1), (2, "scanned", 1), (1, "closed", 0)]
    assert list(Case.objects.order_by("pk").values_list("state_since", flat=True)) == since
    told = Event.objects.filter(action="case moved to another version")
    assert [event.detail["because"] for event in told] == ["The group was set up anew"] * 2
    case = Case.objects.get(state="scanned")
    page = world.client(officer, "blaby", "jag").get(f"/cases/{case.reference}/").content.decode()
    assert "Moved to version 2 of the procedure" in page
    assert "The group was set up anew" in page
    assert "/cases/procedures/jag/2/" in page


def test_whoever_looked_before_is_told(officer: User) -> None:
    case = Case.objects.get(state="nominated")
    for piece in ("nomination", "scan"):
        write(officer, "blaby", case.reference, piece=piece, purpose="jag")
    migrate(by="tests", migration=MIGRATION, commit=True)
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference, "jag")
        with pytest.raises(actions.MovedOn):
            actions.take(by=opened, step="scan", turn=0)
    browser = world.client(officer, "blaby", "jag")
    answer = browser.post(f"/cases/{case.reference}/steps/scan/", {"turn": "0"}).content.decode()
    assert "The case was moved to another version" in answer


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({"nominated": "nominated"}, "goes nowhere"),
        ({**STATES, "analysed": "closed"}, "would end a case"),
        ({**STATES, "analysed": "nowhere"}, "no state of the new version"),
    ],
)
def test_a_map_that_does_not_hold_moves_nothing(
    officer: User, states: dict[str, str], said: str
) -> None:
    before = stand()
    wrong = Migration(MIGRATION.old, MIGRATION.new, states, "Because")
    with pytest.raises(Refused, match=said):
        migrate(by="tests", migration=wrong, commit=True)
    assert stand() == before


def test_pairs_of_states_as_they_are_typed() -> None:
    assert _pairs("a=b, c = d") == {"a": "b", "c": "d"}
    for wrong in ("a", "a=", "=b", "a=b,a=c", ""):
        with pytest.raises(Refused, match="not one state to one state"):
            _pairs(wrong)


def test_a_room_adds_a_panel_and_a_page_of_its_own(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the room for a purpose is known here: it hands its panel over."""
    panel = Panel("Places", (("Hexagon", "of the town"),), (Link("All places", "/cases/places/"),))
    monkeypatch.setitem(PANELS, "jag", [lambda opened: panel, lambda opened: None])
    monkeypatch.setitem(PANELS, "asb", [lambda opened: pytest.fail("of another purpose")])
    case = Case.objects.get(state="nominated")
    browser = world.client(officer, "blaby", "jag")
    page = browser.get(f"/cases/{case.reference}/").content.decode()
    for said in ("Places", "of the town", 'href="/cases/places/"', "All places"):
        assert said in page
    monkeypatch.setitem(OPENING, "jag", "procedures")
    assert 'href="/cases/procedures/">Open a case' in browser.get("/cases/").content.decode()
    assert browser.get("/cases/new/jag/")["Location"] == "/cases/procedures/"


def test_the_page_of_a_procedure_says_what_its_table_says(officer: User) -> None:
    browser = world.client(officer, "blaby", "jag")
    assert "/cases/procedures/jag/2/" in browser.get("/cases/procedures/").content.decode()
    page = browser.get("/cases/procedures/jag/1/").content.decode()
    assert page.count('class="sb-diagram__box') == 7
    assert page.count('class="sb-diagram__number"') == 6
    for said in ("4. Agree the response and begin", "JAG co-ordinator and analyst", "ours"):
        assert said in page
    for other in ("/cases/procedures/jag/3/", "/cases/procedures/asb/1/"):
        assert browser.get(other).status_code == 404
