"""Erasing what a case says: all of it, in every room, at once or not at all, and for ever."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils.timezone import localdate, now

from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.audit.models import Event
from saferboard.web.casework.asb.models import EvidenceFile
from saferboard.web.casework.counts import counting
from saferboard.web.casework.lock.models import WHOLE, BreakGlass, Case, Flag, InCase, InClass
from saferboard.web.casework.marac.models import Party, Referral
from saferboard.web.casework.people import gone
from saferboard.web.casework.people.models import PairDecision, PersonRecord, Proposal
from saferboard.web.casework.protection import asking, erasing, keeping
from saferboard.web.casework.protection.models import Erasure, Hold, Unwanted
from saferboard.web.casework.running.kept import AddedTo
from saferboard.web.casework.running.models import Entry
from saferboard.web.directory import files
from tests.web.casework import world
from tests.web.casework.protection import held
from tests.web.casework.protection.held import CANARY, LONG_AGO, service

pytestmark = pytest.mark.django_db
CLOSED = LONG_AGO + timedelta(days=2)


def words_of(model: type[models.Model]) -> list[Any]:
    """The columns of a table that take words."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
    ]


def erase(*cases: Case, because: str = "Its time is over.") -> int:
    with service():
        return erasing.erase(
            by="account 1", references=[one.reference for one in cases], because=because,
            on=now(), today=localdate(),
        )  # fmt: skip


def said_of(case: Case) -> dict[str, list[str]]:
    """Every word that any table of cases holds of a case."""
    with service():
        return {
            model._meta.label_lower: [
                json.dumps(value, default=str)
                for row in model._base_manager.filter(case=case).values(
                    *(field.name for field in words_of(model))
                )
                for value in row.values()
            ]
            for model in held.tables()
        }


def full(number: int = 1) -> Case:
    """A closed case of which every table says something."""
    case = held.case(number, closed=CLOSED)
    with service():
        held.fill(Flag, case, since=LONG_AGO, until=CLOSED)
        held.fill(Referral, case, on=LONG_AGO.date(), heard=LONG_AGO)
        for model in held.tables():
            if model is not Erasure and not model._base_manager.filter(case=case).exists():
                held.fill(model, case)
    return case


def close_requests() -> None:
    with service():
        for model in apps.get_app_config("protection").get_models():
            if model._meta.model_name == "subjectrequest":
                model._base_manager.update(closed=localdate(), names="")


def test_nothing_that_anybody_said_is_left() -> None:
    case, other = full(1), full(2)
    close_requests()
    before = said_of(other)
    assert {label for label, words in said_of(case).items() if CANARY in str(words)} >= {
        model._meta.label_lower for model in held.tables() if model.erases and words_of(model)
    }
    assert erase(case) == 1
    left = {label: words for label, words in said_of(case).items() if CANARY in str(words)}
    assert left == {}
    assert said_of(other) == before, "another case lost something"
    with service():
        for model in held.tables():
            number = model._base_manager.filter(case=case).count()
            assert number == (0 if model.erases == WHOLE else 1), model


def test_every_column_that_takes_words_is_erased_or_decided_on() -> None:
    undecided = {
        model._meta.label_lower: left
        for model in held.tables()
        if model.erases != WHOLE
        and (
            left := {field.name for field in words_of(model)}
            - set(model.erases)
            - held.STAY.get(model._meta.label_lower, set())
            - ({"by"} if model is BreakGlass else set())
        )
    }
    assert undecided == {}


def test_what_has_a_class_goes_whole_and_what_is_emptied_can_be_changed() -> None:
    for model in held.tables():
        if issubclass(model, InClass):
            assert model.erases == WHOLE, model
        if model.erases:
            assert not issubclass(model, FrozenModel), f"{model} cannot be erased"
        if model.erases not in ((), WHOLE):
            assert not issubclass(model, AddedTo), f"{model} cannot be emptied"


def test_no_row_outside_cases_hangs_on_one_that_goes() -> None:
    going = {model for model in held.tables() if model.erases == WHOLE}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.column in gone.HANGING.get(model._meta.db_table, ()):
                continue  # the database itself removes it with the record
            if field.is_relation and field.related_model in going:
                assert issubclass(model, InCase), field
                assert model.erases == WHOLE, field


def test_what_lies_across_two_cases_goes_with_one_of_them() -> None:
    case, other = held.case(1, closed=CLOSED), held.case(2, closed=CLOSED)
    with service():
        a, b = (held.fill(PersonRecord, one) for one in (case, other))
        for model in (Proposal, PairDecision):
            held.fill(model, case, a=a, b=b)
    erase(case)
    with service():
        assert not Proposal.objects.exists()
        assert not PairDecision.objects.exists()
        assert PersonRecord.objects.get() == b


def test_the_case_stays_as_one_that_was() -> None:
    case = held.case(closed=CLOSED)
    held.write(case, CANARY)
    count = counted()
    erase(case)
    with service():
        row = Case.objects.get(pk=case.pk)
    assert row.erased is not None
    assert (row.reference, row.purpose, row.state, row.closed, row.opened, row.area) == (
        case.reference, case.purpose, case.state, case.closed, case.opened, case.area,
    )  # fmt: skip
    assert counted() == count


@pytest.mark.parametrize("counter", counting.COUNTERS)
def test_what_is_counted_for_the_board_stays(counter: str) -> None:
    cases = [held.case(number, purpose="marac", closed=CLOSED) for number in (1, 2)]
    for number, case in enumerate(cases):
        with service():
            held.fill(Referral, case, heard=CLOSED, repeat=bool(number))
            held.fill(Party, case)
    spell = (LONG_AGO - timedelta(days=9), CLOSED + timedelta(days=9))

    def told() -> list[Any]:
        with service():
            return sorted(counting.COUNTERS[counter]("marac", *spell))

    before = told()
    assert len(before) == 2
    assert erase(*cases) == 2
    assert told() == before


def counted() -> tuple[int, int]:
    with service():
        return Case.objects.count(), Case.objects.exclude(closed=None).count()


def test_it_is_on_record_without_a_word_of_the_case() -> None:
    case = held.case(closed=CLOSED)
    held.write(case, CANARY)
    erase(case)
    event = Event.objects.get(action="case erased")
    assert (event.by, event.object) == ("account 1", f"case {case.reference}")
    assert event.detail["rows"] == 1
    assert "72 months" in event.detail["rule"]
    with service():
        row = Erasure.objects.get()
    assert (row.rows, row.files, row.because) == (1, 0, "Its time is over.")
    assert CANARY not in str(list(Event.objects.values_list("detail", flat=True)))


def test_what_is_erased_already_is_passed_over() -> None:
    case = held.case(closed=CLOSED)
    assert (erase(case), erase(case)) == (1, 0)
    assert Event.objects.filter(action="case erased").count() == 1


def test_nothing_is_said_of_an_erased_case_again() -> None:
    case = held.case(closed=CLOSED)
    erase(case)
    with service():
        again = Case.objects.get(pk=case.pk)
    with pytest.raises(Refused, match="erased"):
        held.write(again, CANARY)


def spoil(case: Case, how: str) -> None:
    """What keeps a case."""
    with service():
        if how == "open":
            Case.objects.filter(pk=case.pk).update(closed=None)
        elif how == "young":
            Case.objects.filter(pk=case.pk).update(closed=world.NOW)
        elif how == "flag":
            Flag.objects.create(case=case, since=LONG_AGO, until=world.AHEAD, by="tests")
        elif how == "hold":
            keeping.hold(by="t", reference=case.reference, because="a claim", on=world.NOW)
        elif how == "request":
            request = asking.enter(
                by="t", received=localdate(), names=held.NAME, born=None, identity=None,
                on=world.NOW,
            )  # fmt: skip
            asking.pick(by="t", request=request, references=[case.reference], on=world.NOW)


KEEPS = ("open", "young", "flag", "hold", "request")


@pytest.mark.parametrize("how", KEEPS)
def test_what_is_kept_is_not_erased_nor_is_what_was_chosen_with_it(how: str) -> None:
    case, other = held.case(1, closed=CLOSED), held.case(2, closed=CLOSED)
    for one in (case, other):
        held.write(one, CANARY)
    spoil(case, how)
    with pytest.raises(Refused, match=f"case {case.reference} stays"):
        erase(case, other)
    with service():
        assert Entry.objects.count() == 2
        assert not Case.objects.exclude(erased=None).exists()
    assert erase(other) == 1


def test_a_hold_that_is_lifted_keeps_nothing() -> None:
    case = held.case(closed=CLOSED)
    with service():
        hold = keeping.hold(by="t", reference=case.reference, because="a claim", on=world.NOW)
        keeping.lift(by="t", hold=hold, because="it was settled", on=world.NOW)
        with pytest.raises(Refused, match="lifted already"):
            keeping.lift(by="t", hold=hold, because="again", on=world.NOW)
    assert erase(case) == 1
    with service():
        row = Hold.objects.get()
    assert (row.because, row.lifted_because) == ("", "")


@pytest.mark.parametrize(("reference", "because"), [("ASB-NOSUCH", "why"), ("ASB-000001", " ")])
def test_a_hold_needs_a_case_and_a_reason(reference: str, because: str) -> None:
    held.case()
    with service(), pytest.raises(Refused):
        keeping.hold(by="t", reference=reference, because=because, on=world.NOW)


def test_a_reason_and_cases_that_there_are_are_needed() -> None:
    case = held.case(closed=CLOSED)
    with pytest.raises(Refused, match="no reason"):
        erase(case, because=" ")
    case.reference = "ASB-NOSUCH"
    with pytest.raises(Refused, match="no such case"):
        erase(case)


def test_cut_short_in_the_middle_nothing_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    case = full()
    close_requests()
    before = said_of(case)
    for place in range(len(held.tables())):
        with monkeypatch.context() as patch:
            patch.setattr(erasing, "tables", lambda place=place: _cut(place))
            with pytest.raises(KeyboardInterrupt):
                erase(case)
        assert said_of(case) == before, place
    with service():
        assert not Case.objects.exclude(erased=None).exists()
        assert not Unwanted.objects.exists()
    assert not Event.objects.filter(action="case erased").exists()


def _cut(place: int) -> Any:
    """The tables, and the plug pulled after some."""
    if getattr(_cut, "asked", False):
        _cut.asked = False  # type: ignore[attr-defined]
        yield from held.tables()[:place]
        raise KeyboardInterrupt
    _cut.asked = True  # type: ignore[attr-defined]
    yield from held.tables()


@pytest.fixture
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def evidence(case: Case, data: bytes) -> files.StoredFile:
    kept = files.keep(data, "note.txt")
    with service():
        held.fill(EvidenceFile, case, sha=kept.sha, field="account")
    return kept


@pytest.mark.usefixtures("_own_folder")
def test_stored_files_go_after_the_commit_unless_another_case_names_the_same(
    django_capture_on_commit_callbacks: Any,
) -> None:
    case, other = held.case(1, closed=CLOSED), held.case(2, closed=CLOSED)
    own, shared = evidence(case, b"own"), evidence(case, b"shared")
    evidence(other, b"shared")
    with django_capture_on_commit_callbacks() as waiting:
        erase(case)
    assert own.path.exists(), "it is not committed yet"
    for callback in waiting:
        callback()
    assert not own.path.exists()
    assert shared.path.exists()
    with service():
        assert Erasure.objects.get().files == 2
        assert not Unwanted.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        erase(other)
    assert not shared.path.exists()


@pytest.mark.usefixtures("_own_folder")
def test_a_file_that_was_left_behind_goes_the_next_day() -> None:
    case = held.case(closed=CLOSED)
    own = evidence(case, b"own")
    erase(case)  # the commit's own round never comes in this test, as if the power had failed
    assert own.path.exists()
    assert erasing.clear() == 1
    assert not own.path.exists()
    assert erasing.clear() == 0
