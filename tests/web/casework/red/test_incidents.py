"""The police's incidents, by somebody who counts on numbers and guesses references."""

import pytest

from saferboard.web.audit.models import Event
from tests.web.casework import world
from tests.web.casework.asb.asb_web import NOW, line, people, reported, taken_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", ["1" * 5000, "9" * 25, "٣", "-1", "", "1 OR 1=1"])
def test_a_number_in_a_form_of_incidents_that_is_none_is_answered(said: str) -> None:
    _, manager, constable = people()
    (row,) = taken_in(constable, "police", line("LP-1", NOW))
    browser = world.client(manager, "blaby")
    address = f"/cases/asb/incidents/{row.pk}/"
    for page, form in (("judge/", {"report": said, "same": "yes"}), ("undo/", {"link": said})):
        assert browser.post(address + page, form).status_code == 404
    assert browser.get(f"{address}?case={said[:50]}%00").status_code == 200


def test_a_hidden_case_that_somebody_names_by_hand_is_on_record_as_refused() -> None:
    officer, _, constable = people()
    case = reported(officer).case
    (row,) = taken_in(constable, "police", line("LP-1", NOW))
    browser = world.client(constable, "police")
    browser.get(f"/cases/asb/incidents/{row.pk}/?case={case.reference}")
    assert Event.objects.filter(action="case refused", object=f"case {case.reference}").exists()
