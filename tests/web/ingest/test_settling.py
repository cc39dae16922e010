"""Sources are kept once, readings are frozen, and every answer to a doubt stays."""

import pytest
from django.db import DatabaseError, transaction

from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.directory.models import Body, Person, Post, Tenure
from saferboard.web.ingest import actions, people, queries
from saferboard.web.ingest.models import Doubt, Reading, Settlement, Source
from tests.web.ingest.samples import MARCH, activated, loaded

pytestmark = pytest.mark.django_db
HALL = "Dora Hall\tTestshire County Council"


def newest(source: Source) -> Reading:
    found = queries.newest(source)
    assert found is not None
    return found


def test_the_same_file_twice_is_one_source(march: Source) -> None:
    again = loaded(MARCH, "another-name.txt")
    assert again == march
    assert again.name == "march-2014.txt"
    assert Source.objects.count() == Reading.objects.count() == 1
    assert march.original.read().decode() == MARCH


def test_another_reader_makes_another_reading(march: Source) -> None:
    first = newest(march)
    assert (first.number, first.lines, first.rejected) == (1, first.read, 0)
    mark = pytest.MonkeyPatch()
    mark.setattr(actions, "to_json", lambda value: {"doubts": [], "coverage": {**_none()}})
    try:
        actions.read_again(by="tests", source=march)
    finally:
        mark.undo()
    assert [row.number for row in march.readings.all()] == [1, 2]
    assert newest(march).stored != first.stored


def _none() -> dict[str, int]:
    return {"lines": 0, "read": 0, "rejected": 0}


def test_readings_doubts_and_answers_are_written_once(march: Source) -> None:
    doubt = Doubt.objects.get()
    answer = actions.settle(by="tests", doubt=doubt, choice="accepted")
    for row in (march, newest(march), doubt, answer):
        with pytest.raises(WrittenOnce):
            row.save()
        table = row._meta.db_table
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
        assert type(row)._base_manager.filter(pk=row.pk).exists(), table


def test_a_doubt_waits_until_it_is_answered(march: Source) -> None:
    reading = newest(march)
    (doubt, answer), *rest = queries.doubts(reading)
    assert (answer, rest) == (None, [])
    assert doubt.text == "Dora Hall Testshire County Council"
    assert queries.waiting(reading) == 1
    actions.settle(by="tests", doubt=doubt, choice="accepted")
    assert queries.waiting(reading) == 0
    assert queries.unread(reading) == 0
    event = Event.objects.get(action="doubt settled")
    assert event.detail["choice"] == "accepted"


def test_a_correction_is_read_in_the_place_of_its_line(march: Source) -> None:
    doubt = Doubt.objects.get()
    actions.settle(by="tests", doubt=doubt, choice="corrected", correction=HALL, reason="no tab")
    assert queries.unread(newest(march)) == 1
    reading = actions.read_again(by="tests", source=march)
    assert reading.number == 2
    assert queries.unread(reading) == 0
    assert queries.waiting(reading) == 0
    assert reading.value.doubts == ()
    assert reading.value.minutes[0].officers[0].name == "Dora Hall"
    assert march.original.read().decode() == MARCH
    assert actions.read_again(by="tests", source=march) == reading


def test_a_later_answer_takes_the_place_of_an_earlier_one(march: Source) -> None:
    doubt = Doubt.objects.get()
    actions.settle(by="tests", doubt=doubt, choice="left out", reason="a stray line")
    without = actions.read_again(by="tests", source=march)
    assert without.value.minutes[0].officers == ()
    actions.settle(by="tests", doubt=doubt, choice="accepted")
    back = actions.read_again(by="tests", source=march)
    assert [one.name for one in back.value.minutes[0].officers] == ["Dora Hall"]
    assert Settlement.objects.count() == 2


def test_lines_that_nothing_doubts_can_be_corrected(march: Source) -> None:
    number = MARCH.split("\n").index("23. Door-step crime.") + 1
    actions.correct_lines(
        by="tests",
        source=march,
        first=number,
        last=number,
        correction="23. Doorstep crime.",
        reason="as the agenda has it",
    )
    reading = actions.read_again(by="tests", source=march)
    titles = [minute.title for minute in reading.value.minutes[0].items]
    assert any(title.startswith("Doorstep crime") for title in titles)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"choice": "guessed"}, "no such answer"),
        ({"choice": "corrected", "reason": "so"}, "nothing is written"),
        ({"choice": "corrected", "correction": HALL}, "no reason"),
        ({"choice": "left out"}, "no reason"),
        ({"choice": "corrected", "correction": "a\nb", "reason": "so"}, "2 lines"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    answer: dict[str, str], why: str, march: Source
) -> None:
    with pytest.raises(Refused, match=why):
        actions.settle(by="tests", doubt=Doubt.objects.get(), **answer)
    assert Settlement.objects.count() == 0


def test_what_is_activated_is_not_settled_otherwise(ready: Source, board: Body) -> None:
    activated(ready, board)
    with pytest.raises(Refused, match="it is activated"):
        actions.settle(by="tests", doubt=Doubt.objects.get(), choice="accepted")
    with pytest.raises(Refused, match="it is activated"):
        actions.correct_lines(
            by="tests", source=ready, first=1, last=1, correction="x", reason="so"
        )


def test_a_name_is_matched_where_it_is_plain_and_asked_where_it_is_likely(march: Source) -> None:
    reed = Person.objects.create(name="Cyril Reed")
    post = Post.objects.get(key="superintendent")
    Tenure.objects.create(person=reed, post=post, since="2013-01-01", until="2015-01-01")
    found = people.matches(newest(march).value)
    plain = found["Supt. Cyril Reed", "Testshire Police"]
    assert (plain.person, plain.post, plain.asks) == (reed, post, False)
    unknown = found["Cllr. B. Oakes CC", "Testshire County Council"]
    assert (unknown.person, unknown.asks) == (None, False)


def test_whom_a_name_means_is_settled_once_for_every_source(march: Source) -> None:
    oakes = Person.objects.create(name="Bernard Oaks")
    post = Post.objects.get(key="cabinet-lead")
    Tenure.objects.create(person=oakes, post=post, since="2013-01-01", until="2015-01-01")
    key = ("Cllr. B. Oakes CC", "Testshire County Council")
    match = people.matches(newest(march).value)[key]
    assert match.asks
    assert [one.person for one in match.likely] == [oakes]
    actions.know(by="tests", name=key[0], said=key[1], person=oakes, post=post)
    settled = people.matches(newest(march).value)[key]
    assert (settled.person, settled.post, settled.asks) == (oakes, post, False)
    actions.know(by="tests", name=key[0], said=key[1], person=None, post=None)
    nobody = people.matches(newest(march).value)[key]
    assert (nobody.person, nobody.asks) == (None, False)
