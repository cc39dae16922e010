"""The public's form of case reviews, and the desk behind it, as somebody with no good will."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.reviews.models import Application, Complaint
from saferboard.web.casework.running.models import Entry
from tests.web.casework import world
from tests.web.casework.marac.journey import every_row
from tests.web.casework.red.loot import WORD
from tests.web.casework.reviews.test_reviews import applied, sent

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def lead() -> Any:
    world.agreed("case-review", "blaby", "charnwood")
    return world.worker("lead", "blaby", "review-lead")


def rows(number: int) -> dict[str, Any]:
    """So many rows of complaints, with the number of rows forged to fit."""
    day = (localdate() - timedelta(days=9)).isoformat()
    found: dict[str, Any] = {"complaint-TOTAL_FORMS": str(number)}
    for n in range(number):
        found |= {f"complaint-{n}-behaviour": day, f"complaint-{n}-made": day}
    return found


@pytest.mark.usefixtures("lead")
@pytest.mark.parametrize("number", [7, 150])
def test_more_rows_than_the_form_has_are_not_stored(number: int) -> None:
    Client().post("/case-review/", sent() | rows(number))
    with every_row():
        assert Complaint.objects.count() <= 6


@pytest.mark.usefixtures("lead")
@pytest.mark.parametrize("said", ["100000000", "-1", "x", "", "1e9", "9" * 5000])
def test_a_number_of_rows_that_was_tampered_with_is_answered(said: str) -> None:
    answer = Client().post("/case-review/", sent() | {"complaint-TOTAL_FORMS": said})
    assert answer.status_code in (200, 302)
    with every_row():
        assert not Complaint.objects.exists()


@pytest.mark.usefixtures("lead")
def test_a_form_without_the_number_of_rows_is_shown_again() -> None:
    form = {key: value for key, value in sent().items() if not key.startswith("complaint")}
    assert Client().post("/case-review/", form).status_code == 200
    with every_row():
        assert not Case.objects.exists()


@pytest.mark.usefixtures("lead")
@pytest.mark.parametrize("field", ["name", "address", "account", "reach", "for_other", "harm"])
@pytest.mark.parametrize("said", ["nul\x00", "long"])
def test_what_no_person_writes_is_refused_and_not_an_error(field: str, said: str) -> None:
    words = "y" * 3_000_000 if said == "long" else said
    answer = Client().post("/case-review/", sent() | {field: words})
    assert answer.status_code in (200, 400, 413)
    with every_row():
        assert not Case.objects.exists()


@pytest.mark.usefixtures("lead")
def test_somebody_who_floods_the_form_is_told_to_wait() -> None:
    codes = [Client().post("/case-review/", sent()).status_code for _ in range(11)]
    assert codes[-1] == 429
    forged = Client(headers={"X-Forwarded-For": "203.0.113.9"}).post("/case-review/", sent())
    assert forged.status_code == 429


@pytest.mark.usefixtures("lead")
def test_the_form_takes_no_state_and_no_agency() -> None:
    case = applied(
        holder="police", purpose="marac", process="marac", state="answered", reference="ASB-AAAAAA",
        example="on", decided="2020-01-01", met="on", complaints_needed="0", area="E07000129",
    )  # fmt: skip
    with every_row():
        row = Application.objects.get()
        assert (case.holder.key, case.purpose, case.example) == ("blaby", "case-review", False)
        assert (row.decided, row.met) == (None, False)
        assert row.complaints_needed == 3


@pytest.mark.usefixtures("lead")
def test_the_page_of_what_was_sent_shows_no_case_to_anybody_else() -> None:
    case = applied()
    for address in ("/case-review/sent/", f"/case-review/sent/?reference={case.reference}"):
        answer = Client().get(address)
        assert answer.status_code == 302
    assert Client().get(f"/case-review/{case.reference}/").status_code in (302, 404)


def test_words_of_the_public_do_nothing_on_the_pages_of_the_lead(lead: Any) -> None:
    case = applied(name=SCRIPT, address=SCRIPT, account=SCRIPT, harm=SCRIPT, reach=SCRIPT)
    browser = world.client(lead, "blaby", "case-review")
    for page in ("", "threshold/", "review/", "people/", "who/", "asb/files/", "asb/visits/"):
        said = browser.get(f"/cases/{case.reference}/{page}").content.decode()
        assert "<script>alert" not in said
        assert "<img src=x" not in said


def test_a_case_without_an_application_has_pages_and_no_errors(lead: Any) -> None:
    """The lead may open a case by hand: its page must not be shut by an error for ever."""
    opened = world.opened(lead, "blaby", "case-review", "case-review")
    browser = world.client(lead, "blaby", "case-review")
    home = f"/cases/{opened.case.reference}/"
    assert browser.get(home).status_code == 200
    form = {"met": "yes", "persistence": "x", "harm": "x", "response": "x"}
    for page in ("threshold/", "review/"):
        assert browser.get(home + page).status_code in (200, 404)
        sent_on = {**form, "findings": "x", "recommendations": ""}
        assert browser.post(home + page, sent_on).status_code in (200, 404)


def test_a_threshold_is_not_met_by_a_note_that_says_so(lead: Any) -> None:
    """The law has the decision counted: the piece comes from the page of the threshold alone."""
    case = applied()
    browser = world.client(lead, "blaby", "case-review")
    home = f"/cases/{case.reference}/"
    for piece in ("threshold met", "threshold not met", "outcome of the review"):
        browser.post(f"{home}entries/new/", {"piece": piece, "field": "account", "words": WORD})
    with every_row():
        assert not Entry.objects.filter(words=WORD).exists()


def test_a_year_that_is_none_is_answered(lead: Any) -> None:
    browser = world.client(lead, "blaby", "case-review")
    for year in ("0", "1", "9999", "10000", "9" * 30):
        for verb in ("get", "post"):
            answer = getattr(browser, verb)(f"/cases/reviews/{year}/publish/", {"because": "x"})
            assert answer.status_code in (200, 404), (year, verb)
