"""Requests for access: found in every room, looked at piece by piece, approved by another."""

from datetime import date
from html import unescape

import pytest

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.subject_access import Reason
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock import holdings
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac.models import Party
from saferboard.web.casework.protection import answering, asking
from saferboard.web.casework.protection.models import Exported, Redacted, SubjectRequest
from tests.web.casework import world
from tests.web.casework.protection import held
from tests.web.casework.protection.answers import (
    ME,
    SECOND,
    SECRET,
    WORDS,
    answer,
    asked,
    export,
    judge,
    keep_back,
    picked,
)
from tests.web.casework.protection.held import NAME, service

pytestmark = pytest.mark.django_db


# What is found.


@pytest.mark.parametrize(
    ("written", "name", "found"),
    [
        ("Seen: Example Person A.", "example person a", True),
        ("PERSON A, EXAMPLE", NAME, True),
        ("Zoë Łukasz-Example", "Zoe Lukasz Example", True),
        ("Example Person", NAME, False),
        ("Example Personal A", NAME, False),
    ],
)
def test_every_word_of_a_name_in_any_order(written: str, name: str, found: bool) -> None:
    held.write(held.case(), written)
    with service():
        assert bool(holdings.search([name], None)) == found


@pytest.mark.parametrize(
    "written", ["1990-01-31", "31/01/1990", "31/1/1990", "31 January 1990", "born 31.01.1990."]
)
def test_a_date_of_birth_however_it_is_written(written: str) -> None:
    held.write(held.case(), f"x {written} y")
    with service():
        (found,) = holdings.search([NAME], date(1990, 1, 31))
        assert (found.by_name, found.by_birth) == (False, True)
        assert holdings.search([NAME], date(1990, 1, 30)) == []


def test_no_name_finds_nothing(case: Case) -> None:
    with service():
        assert holdings.search(["", " - "], None) == []


def test_rows_of_every_room_are_found_the_surest_first() -> None:
    sure, by_name = held.case(1, purpose="marac"), held.case(2)
    with service():
        held.fill(Party, sure, name=NAME, born=date(1990, 1, 31), field=FieldClass.IDENTITY)
    held.write(by_name, WORDS)
    held.write(held.case(3), "Nobody of that name.")
    with service():
        found = holdings.search([NAME], date(1990, 1, 31))
    assert [(one.case, one.by_name, one.by_birth) for one in found] == [
        (sure, True, True),
        (by_name, True, False),
    ]


# Tables of cases that say something, and of which nothing is read out: an entry's words are said by
# the entry; a comparison of two incidents says nothing of a person.
NOT_READ_OUT = {"asb.incidentlink"}


def test_every_table_that_says_something_is_read_out() -> None:
    registered = {one.model for one in holdings.HOLDINGS}
    silent = {
        model._meta.label_lower
        for model in held.tables()
        if hasattr(model, "field") and model not in registered
    }
    assert silent == NOT_READ_OUT
    assert len(registered) == len(holdings.HOLDINGS)


def test_every_column_of_words_is_read_out() -> None:
    case = held.case(1, purpose="marac")
    with service():
        for one in holdings.HOLDINGS:
            held.fill(one.model, case)
        pieces = holdings.pieces([case])
    assert {piece.key.partition("-")[0] for piece in pieces} == {
        one.model._meta.label_lower for one in holdings.HOLDINGS
    }
    silent = [piece.key for piece in pieces if held.CANARY not in piece.text]
    assert silent == []
    # A title stands in the log: it may name a piece of a procedure, or a part of a form, alone.
    named = {piece.key.partition("-")[0] for piece in pieces if "canary" in piece.title.casefold()}
    assert named <= {"running.entry", "marac.told"}


# Clocks.


@pytest.mark.parametrize(
    ("on", "due"), [(date(2026, 3, 20), date(2026, 4, 2)), (date(2026, 6, 1), date(2026, 4, 2))]
)
def test_a_month_from_the_day_of_receipt(on: date, due: date) -> None:
    row = asked()
    with service():
        assert asking.due(row, on) == due


def test_the_clock_stands_and_goes_on() -> None:
    row = asked()
    with service():
        asking.pause(by=ME, request=row, asked=date(2026, 3, 4))
        assert asking.due(row, date(2026, 3, 5)) is None
        with pytest.raises(Refused, match="stands already"):
            asking.pause(by=ME, request=row, asked=date(2026, 3, 5))
        with pytest.raises(Refused, match="before it was asked"):
            asking.resume(by=ME, request=row, came=date(2026, 3, 3))
        asking.resume(by=ME, request=row, came=date(2026, 3, 9))
        assert asking.due(row, date(2026, 3, 10)) == date(2026, 4, 7)
        with pytest.raises(Refused, match="runs already"):
            asking.resume(by=ME, request=row, came=date(2026, 3, 9))
        with pytest.raises(Refused, match="before the request came"):
            asking.pause(by=ME, request=row, asked=date(2026, 3, 1))


def test_two_months_more_within_the_first_for_a_reason_and_once() -> None:
    row = asked()
    with service():
        with pytest.raises(Refused, match="no reason"):
            asking.extend(by=ME, request=row, on=date(2026, 3, 10), because=" ")
        with pytest.raises(Refused, match="first month is over"):
            asking.extend(by=ME, request=row, on=date(2026, 4, 3), because="many cases")
        asking.extend(by=ME, request=row, on=date(2026, 4, 2), because="many cases")
        row.refresh_from_db()
        assert asking.due(row, date(2026, 4, 2)) == date(2026, 6, 2)
        with pytest.raises(Refused, match="extended already"):
            asking.extend(by=ME, request=row, on=date(2026, 4, 2), because="again")


def test_somebody_must_be_named() -> None:
    with pytest.raises(Refused, match="nobody is named"):
        asked(names=" \n ")


# Pieces.


def test_cases_are_picked_and_unpicked(case: Case) -> None:
    other = held.case(2)
    row = picked(case, other)
    with service():
        with pytest.raises(Refused, match="no such case"):
            asking.pick(by=ME, request=row, references=["ASB-NOSUCH"], on=world.NOW)
        asking.pick(by=ME, request=row, references=[case.reference], on=world.NOW)
        assert asking.cases_of(row) == [case]


def test_words_are_kept_back_wherever_they_stand_and_nowhere_stored(case: Case) -> None:
    row = picked(case)
    assert keep_back(row, SECRET) == 2
    judge(row)
    page = unescape(export(row).decode())
    assert SECRET not in page
    assert page.count(f"[kept back: {Reason.THIRD_PARTY}]") == 2
    assert "Later" in page
    with service():
        stored = [
            str(value)
            for model in (Redacted, SubjectRequest, Exported)
            for one in model._default_manager.values()
            for value in one.values()
        ]
    assert len(stored) > 20
    trail = [str(one) for one in Event.objects.values_list("object", "detail")]
    assert not [text for text in (*stored, *trail) if SECRET in text or "neighbour" in text]
    assert not [text for text in trail if NAME in text]


@pytest.mark.parametrize(
    ("words", "because", "said"),
    [
        ("not in the text", "why", "do not stand"),
        ("  ", "why", "do not stand"),
        (SECRET, " ", "no reason"),
        (f"said that {SECRET}", "why", "overlap"),
    ],
)
def test_a_redaction_that_cannot_be(case: Case, words: str, because: str, said: str) -> None:
    row = picked(case)
    if said == "overlap":
        keep_back(row, SECRET)
    with pytest.raises(Refused, match=said):
        keep_back(row, words, because)
    with service():
        assert Redacted.objects.count() == (2 if said == "overlap" else 0)


def test_words_over_two_lines_are_found_as_a_browser_sends_them(case: Case) -> None:
    assert keep_back(picked(case), "shouted.\r\nLater") == 1


def test_what_was_kept_back_can_be_given_and_stays_in_the_log(case: Case) -> None:
    row = picked(case)
    keep_back(row, SECRET)
    with service():
        for one in row.redacteds.all():
            answering.give_back(by=SECOND, request=row, redacted=one, on=world.NOW)
            answering.give_back(by=SECOND, request=row, redacted=one, on=world.NOW)
        assert {one.undone_by for one in row.redacteds.all()} == {SECOND}
    judge(row)
    assert SECRET in export(row).decode()
    assert Event.objects.filter(action="subject redaction undone").count() == 2


def test_a_piece_that_is_left_out_is_not_given_and_says_why(case: Case) -> None:
    row = picked(case)
    with pytest.raises(Refused, match="no reason"):
        judge(row, given=False)
    judge(row, given=False, because="it is a namesake")
    assert "shouted" not in export(row).decode()


def test_a_piece_that_changed_is_looked_at_again(case: Case) -> None:
    from saferboard.web.casework.running.models import Task

    with service():
        task = held.fill(Task, case, words=f"Ask {NAME}.", answer="")
    row = picked(case)
    judge(row)
    assert answer(row).open == 0
    with service():
        Task.objects.filter(pk=task.pk).update(answer="They were asked.")
    assert answer(row).open == 1
    with pytest.raises(Refused, match="to be looked at: 1"):
        export(row)


def test_a_piece_of_another_case_is_none_of_the_answer(case: Case) -> None:
    other = held.case(2)
    held.write(other, "Of somebody else.")
    row, theirs = picked(case), picked(other)
    key = answer(theirs).parts[0].piece.key
    with service(), pytest.raises(Refused, match="no such piece"):
        answering.judge(by=ME, request=row, piece=key, given=True, because="", on=world.NOW)


# Four eyes.
