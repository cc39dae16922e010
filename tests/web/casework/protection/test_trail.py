"""The trail of casework: of one case, of one account, and what it does not keep."""

import csv
import io

import pytest
from django.test import Client

from saferboard.web.audit.models import Event
from tests.web.casework import world
from tests.web.casework.protection import held
from tests.web.casework.protection.held import NAME, service

pytestmark = pytest.mark.django_db
HERE = "/cases/protection/trail/"


@pytest.fixture
def browser() -> Client:
    return held.browser(held.officer())


def text(browser: Client, address: str = "") -> str:
    answer = browser.get(f"{HERE}{address}")
    assert answer.status_code == 200, answer
    return answer.content.decode()


def last() -> tuple[str, str]:
    """What the newest read was of, by the trail."""
    one = Event.objects.filter(action="protection read").latest("pk")
    return one.object, one.detail["what"]


def test_the_trail_of_a_case_and_of_an_account(browser: Client) -> None:
    world.agreed("asb", *world.AGENCIES)
    one = world.worker("one", "blaby", "asb-officer")
    first, second = (world.opened(one, "blaby").case.reference for _ in range(2))
    page = text(browser, f"?case={first}")
    assert first in page
    assert second not in page
    assert last() == (f"case {first}", "trail")
    of_account = text(browser, f"?account={one.pk}")
    assert first in of_account
    assert "vetting recorded" in of_account
    assert "account" in str(Event.objects.last().detail)  # type: ignore[union-attr]
    assert f'<option value="{one.pk}" selected>one (account {one.pk})</option>' in of_account
    assert "No entry is like that" in text(browser, "?action=nobody+did+this")
    for none in ("999999", "x"):
        assert "Choose one of those shown" in text(browser, f"?account={none}")
    rows = list(csv.DictReader(io.StringIO(text(browser, f"csv/?case={first}"))))
    assert {row["object"] for row in rows} == {f"case {first}"}
    assert last() == (f"case {first}", "trail as CSV")


def test_what_is_typed_to_narrow_the_trail_is_not_kept_in_it(browser: Client) -> None:
    browser.get(HERE, {"case": NAME, "action": NAME})
    assert last() == ("casework", "trail")
    assert NAME not in str(list(Event.objects.values_list("object", "detail")))


def test_the_boards_business_is_not_in_the_trail_of_casework(browser: Client) -> None:
    with service():
        from saferboard.web.audit.actions import record

        record(by="clerk", action="meeting called", object="meeting 7")
    assert "meeting 7" not in text(browser)
