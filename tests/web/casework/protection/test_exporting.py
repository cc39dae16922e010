"""Requests for access: approved by a second officer, exported, closed."""

import hashlib
from datetime import date

import pytest
from django.utils.timezone import localdate

from saferboard.core.faults import Refused
from saferboard.engines.pdf.words import page_texts
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.protection import answering, asking
from saferboard.web.casework.protection.models import Exported, SubjectRequest
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.protection import held
from tests.web.casework.protection.answers import (
    ME,
    SECOND,
    SECRET,
    export,
    judge,
    keep_back,
    picked,
)
from tests.web.casework.protection.held import NAME, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def second() -> User:
    return held.officer("second")


def submit(row: SubjectRequest, by: str = ME) -> None:
    with service():
        answering.submit(by=by, request=row)


def approve(row: SubjectRequest, by: str = SECOND) -> None:
    with service():
        answering.approve(by=by, request=row)


def test_a_second_officer_approves_what_is_sent(case: Case, second: User) -> None:
    row = picked(case)
    judge(row)
    with pytest.raises(Refused, match="no second officer has approved"):
        export(row)
    with pytest.raises(Refused, match="nobody has submitted"):
        approve(row)
    submit(row)
    with pytest.raises(Refused, match="does not approve"):
        approve(row, ME)
    approve(row)
    data = export(row)
    with service():
        done = Exported.objects.get()
    assert (done.sha, done.alone, done.approved_by) == (
        hashlib.sha256(data).hexdigest(), False, SECOND,
    )  # fmt: skip
    event = Event.objects.get(action="subject answer exported")
    assert (event.detail["sha"], event.detail["approved_by"]) == (done.sha, SECOND)


def test_what_changed_after_it_was_approved_is_approved_anew(case: Case, second: User) -> None:
    row = picked(case)
    judge(row)
    submit(row)
    keep_back(row, SECRET)
    with pytest.raises(Refused, match="changed since it was submitted"):
        approve(row)
    submit(row)
    approve(row)
    held.write(case, "Something new.")
    judge(row)
    with pytest.raises(Refused, match="no second officer has approved"):
        export(row)


def test_alone_an_officer_may_export_and_the_record_says_so(case: Case) -> None:
    me = held.officer()
    row = picked(case)
    judge(row)
    export(row, by=f"account {me.pk}")
    with service():
        assert Exported.objects.get().alone
    event = Event.objects.get(action="subject answer exported")
    assert event.detail["approved_by"] == "nobody: there is no second officer"


def test_nobody_is_answered_before_it_was_checked_who_they_are(case: Case) -> None:
    row = picked(case, identity=None)
    judge(row)
    with pytest.raises(Refused, match="not checked who asks"):
        export(row)
    with service():
        asking.check_identity(by=ME, request=row, on=localdate())
    assert export(row)


def test_the_answer_is_one_document_in_two_forms(case: Case) -> None:
    row = picked(case)
    keep_back(row, SECRET)
    judge(row)
    printed = " ".join(" ".join(page_texts(export(row, "pdf"))).split())
    page = export(row).decode()
    for said in ("What is held about you", NAME, "72 months after the case is closed", "Blaby"):
        assert said in page
        assert said in printed
    assert SECRET not in printed
    assert printed.count("kept back:") == 2


def test_the_same_answer_has_the_same_digest(case: Case) -> None:
    row = picked(case)
    judge(row)
    assert export(row, "pdf") == export(row, "pdf")


def test_an_answer_that_gives_nothing_says_so(case: Case) -> None:
    row = picked(case)
    judge(row, given=False, because="a namesake")
    assert "Nothing is given" in export(row).decode()


# Closed.


def test_a_closed_request_says_no_more_whose_it_was(case: Case) -> None:
    row = picked(case, born=date(1990, 1, 31))
    judge(row)
    export(row)
    with service():
        asking.close(by=ME, request=row, on=localdate())
        row.refresh_from_db()
        assert (row.names, row.born, row.closed) == ("", None, localdate())
        for act in (
            lambda: asking.close(by=ME, request=row, on=localdate()),
            lambda: asking.pause(by=ME, request=row, asked=localdate()),
            lambda: answering.submit(by=ME, request=row),
            lambda: answering.export(
                by=ME, request=row, form="html", on=world.NOW, made_on=localdate()
            ),
        ):
            with pytest.raises(Refused, match="closed"):
                act()
