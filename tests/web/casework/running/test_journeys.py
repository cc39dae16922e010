"""VARM and joint action groups from start to end, by the pages alone: the engine is general.

There is no code of their own: a folder of tables is all that they are.
"""

import re

import pytest

from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running.models import Taken
from tests.web.casework import world
from tests.web.casework.running.played import Crew, crew, process

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "opener", "steps", "ends"),
    [
        ("varm", "partner", "screen convene meet plan review meet plan close", "closed"),
        ("varm", "lead-professional", "screen convene pass-on", "safeguarding"),
        ("jag", "lead-officer", "scan analyse respond assess respond assess close", "closed"),
        ("jag", "partner", "decline", "not-taken-on"),
    ],
)
def test_a_case_is_played_through(key: str, opener: str, steps: str, ends: str) -> None:
    hands, found = crew(key), process(key)
    answer = world.send(
        hands.browsers[opener],
        f"/cases/new/{key}/",
        {"area": "E07000129", "words": "Example Person A needs help."},
    )
    assert answer.status_code == 302
    case = Case.objects.get()
    home = f"/cases/{case.reference}/"
    assert answer["Location"] == home
    for turn, name in enumerate(steps.split()):
        take(hands, home, key, name, turn)
    case.refresh_from_db()
    assert (case.state, case.turn, case.closed is None) == (ends, len(steps.split()), False)
    assert list(Taken.objects.values_list("step", flat=True)) == steps.split()
    page = hands.browsers[opener].get(home).content.decode()
    for name in steps.split():
        step = found.step(name)
        assert step is not None
        assert step.title in page
    trail = str(list(Event.objects.values_list("object", "detail")))
    assert "Example Person" not in trail


def take(hands: Crew, home: str, key: str, name: str, turn: int) -> None:
    """One step by whom it belongs to: first all that is lacking, as the checklist offers it."""
    step = process(key).step(name)
    assert step is not None
    browser = hands.browsers[step.actor]
    for piece in step.evidence:
        page = browser.get(f"{home}entries/new/?piece={piece}").content.decode()
        chosen = re.findall(r'<option value="([^"]*)" selected>', page)
        assert chosen == [piece, step.visibility]
        sent = {"piece": piece, "field": step.visibility, "words": "As agreed."}
        assert browser.post(f"{home}entries/new/", sent).status_code == 302
    assert f"{home}steps/{name}/" in browser.get(home).content.decode()
    assert browser.post(f"{home}steps/{name}/", {"turn": str(turn)}).status_code == 302


def test_a_role_that_begins_none_is_offered_none() -> None:
    hands = crew("jag")
    assert "/cases/new/jag/" in hands.browsers["partner"].get("/cases/").content.decode()
    assert "/cases/new/jag/" not in hands.browsers["jag-chair"].get("/cases/").content.decode()
    assert hands.browsers["jag-chair"].get("/cases/new/jag/").status_code == 403
    assert hands.browsers["partner"].get("/cases/new/varm/").status_code == 403
    assert (
        world.send(hands.browsers["partner"], "/cases/new/jag/", {"area": "Blaby"}).status_code
        == 200
    )
    assert Case.objects.count() == 0
