"""The officers hear what is due, how many and never whose; once a day."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from saferboard.cli import daily
from saferboard.web.audit.models import Event
from saferboard.web.casework.protection import actions, asking
from saferboard.web.casework.protection.reminding import for_account
from saferboard.web.directory.models import Mail, Post
from tests.web.casework import world
from tests.web.casework.protection import held
from tests.web.casework.protection.held import LONG_AGO, NAME, service

pytestmark = pytest.mark.django_db
TODAY = localdate()
CLOSED = LONG_AGO + timedelta(days=2)


def asked(days_ago: int) -> None:
    with service():
        asking.enter(
            by="t", received=TODAY - timedelta(days=days_ago), names=NAME, born=None,
            identity=None, on=world.NOW,
        )  # fmt: skip


def test_a_request_in_its_last_week_and_after_it() -> None:
    held.officer()
    asked(1)
    assert actions.remind(TODAY) == 0
    asked(28)
    asked(60)
    assert actions.remind(TODAY) == 1
    assert actions.remind(TODAY) == 0, "once a day"
    mail = Mail.objects.get()
    assert "due within 7 days, or late: 2" in mail.text
    assert NAME not in mail.text + mail.subject
    assert actions.remind(TODAY + timedelta(days=1)) == 1


def test_cases_whose_time_is_over_when_there_are_others_than_were_told() -> None:
    held.officer()
    case = held.case(1, closed=CLOSED)
    assert actions.remind(TODAY) == 1
    text = Mail.objects.get().text
    assert "that nothing keeps: 1" in text
    assert case.reference not in text
    assert actions.remind(TODAY + timedelta(days=1)) == 0
    held.case(2, closed=CLOSED)
    assert actions.remind(TODAY + timedelta(days=2)) == 1


def test_nobody_is_told_where_there_is_no_officer() -> None:
    held.case(closed=CLOSED)
    assert actions.remind(TODAY) == 0
    assert not Event.objects.filter(action="data protection officers reminded").exists()


def test_the_daily_command_finds_it() -> None:
    assert "reminders of protection" in dict(daily._reminders(TODAY))


def test_what_is_due_waits_on_the_first_page_of_the_account() -> None:
    me, post = held.officer(), Post()
    assert list(for_account(me, post, TODAY)) == []
    asked(60)
    held.case(closed=CLOSED)
    request, cases = for_account(me, post, TODAY)
    assert (request.is_late, NAME in request.what) == (True, False)
    assert cases.what == "1 case whose time is over"
    assert list(for_account(world.worker("one", "blaby"), post, TODAY)) == []
