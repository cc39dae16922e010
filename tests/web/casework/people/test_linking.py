"""Who is proposed to whom, what a co-ordinator decides, and who learns of it."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from saferboard.core.casework.people.linking import Said
from saferboard.core.casework.people.records import Address, Born, Name
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.entering import admit
from saferboard.web.casework.people import deciding, index, matching, recording
from saferboard.web.casework.people.models import (
    BlockingKey,
    PairDecision,
    PersonRecord,
)
from saferboard.web.casework.people.recording import Written
from tests.web.casework import world
from tests.web.casework.people.folk import (
    ANN,
    UNBORN,
    UNKNOWN,
    Folk,
    decide,
    decisions,
    known,
    named,
    proposals,
    service,
)

pytestmark = pytest.mark.django_db
NAMESAKE = known(born=Born(1971, 5, 20), addresses=(Address("9 Other Road", "ZZ9 9BB"),), phones=())
SAME, RELATIVES = "may be one person", "probably relatives"


@pytest.fixture
def folk() -> Folk:
    return Folk.new()


@pytest.fixture(autouse=True)
def _after_commit(django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests never commit: what would be done after it is done at once."""
    monkeypatch.setattr(matching, "soon", lambda pks: matching.look(pks, world.NOW))


def found(folk: Folk, other: Written) -> list[str]:
    """What a record of one council is taken for beside Ann of another."""
    folk.write(folk.case("blaby"))
    folk.write(folk.case("charnwood"), other)
    return [one[2] for one in proposals()]


@pytest.mark.parametrize(
    ("other", "finding"),
    [
        (ANN, [SAME]),
        (known(name=Name("Madeup", "Ann")), [SAME]),
        (named("Annie", "Married"), [SAME]),
        (named("Sue", "Other", aliases=(Name("Ann", "Madeup"),)), [SAME]),
        (known(addresses=(), phones=()), [SAME]),
        (known(born=Born(1990, 3, 15)), [SAME]),
        (named("Beth"), [RELATIVES]),
        (known(born=Born(2012, 5, 2)), [RELATIVES]),
        (NAMESAKE, []),
        (UNBORN, []),
        (UNKNOWN, []),
    ],
    ids=[
        "the same", "reversed names", "married, short form", "alias", "address not known",
        "a digit of the birthday", "twins", "mother and daughter", "namesakes", "unborn", "unknown",
    ],
)  # fmt: skip
def test_who_is_proposed_to_whom(folk: Folk, other: Written, finding: list[str]) -> None:
    assert found(folk, other) == finding


def test_records_of_two_purposes_are_never_compared(folk: Folk) -> None:
    world.agreed("marac", *world.AGENCIES)
    referrer = world.worker("referrer", "blaby", "referrer")
    folk.write(folk.case())
    folk.write(world.opened(referrer, "blaby", "marac", "marac"))
    assert proposals() == []


def test_a_record_that_changes_is_looked_for_anew(folk: Folk) -> None:
    folk.write(folk.case("blaby"))
    opened = folk.case("charnwood")
    record = folk.write(opened)
    assert len(proposals()) == 1
    with transaction.atomic():
        admit(opened.key)
        other = known(name=Name("Zed", "Other"), born=Born(1950, 1, 1), addresses=(), phones=())
        recording.change_record(by=opened, record=record, written=other, turn=0)
    assert proposals() == []


def test_of_many_of_a_common_name_those_who_share_most_are_looked_at(
    folk: Folk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = folk.case("charnwood")
    likeliest = folk.write(opened)
    for number in range(3):
        folk.write(opened, known(born=Born(1950 + number, 1, 2), addresses=(), phones=()))
    monkeypatch.setattr(index, "MOST", 1)
    mine = folk.write(folk.case("blaby"))
    assert [one[:2] for one in proposals()] == [(likeliest.pk, mine.pk)]


def test_what_fails_is_put_off_and_the_record_is_kept(
    folk: Folk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(matching, "look", lambda pks, on: 1 / 0)
    matching._tried([1])
    assert caplog.messages == ["linkage was put off until tonight: ZeroDivisionError"]


# Nothing is left of a record that is removed.


def test_a_record_that_is_removed_leaves_nothing(folk: Folk) -> None:
    a = folk.write(folk.case("blaby"))
    opened = folk.case("charnwood")
    b = folk.write(opened)
    with service():
        assert BlockingKey.objects.filter(record=b.pk).count() == 5
    decide(folk, a, b, Said.LINK)
    with transaction.atomic():
        admit(opened.key)
        recording.remove_record(by=opened, record=b)
    with service():
        assert not BlockingKey.objects.filter(record=b.pk).exists()
        assert list(PersonRecord.objects.values_list("pk", flat=True)) == [a.pk]
    assert proposals() == decisions() == []


@pytest.mark.parametrize("gone", ["blaby", "charnwood"])
def test_retention_takes_rows_straight_from_the_table_and_nothing_is_left(
    folk: Folk, gone: str
) -> None:
    records = {place: folk.write(folk.case(place)) for place in ("blaby", "charnwood")}
    decide(folk, records["blaby"], records["charnwood"], Said.REFUSE)
    with service():
        of_case = PersonRecord.objects.filter(case=records[gone].case_id)
        of_case._raw_delete(of_case.db)
        assert PersonRecord.objects.count() == 1
        assert not BlockingKey.objects.filter(record=records[gone].pk).exists()
    assert proposals() == decisions() == []
    connection.check_constraints()


# Deciding.


def three(folk: Folk) -> list[PersonRecord]:
    return [folk.write(folk.case()) for _ in range(3)]


def test_a_link_is_undone_and_made_again(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    seen = 0
    for said in (Said.LINK, Said.UNDO, Said.REFUSE, Said.UNDO, Said.LINK):
        seen = decide(folk, a, b, said, seen).pk
    assert [one[2] for one in decisions()] == [
        "one person", "taken back", "not one person", "taken back", "one person",
    ]  # fmt: skip


def test_a_decision_that_stands_already_is_refused(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    with pytest.raises(Refused, match="how it stands already"):
        decide(folk, a, b, Said.UNDO)
    first = decide(folk, a, b, Said.LINK)
    with pytest.raises(Refused, match="how it stands already"):
        decide(folk, a, b, Said.LINK, first.pk)


def test_whoever_saw_the_pair_before_it_was_decided_is_told(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    decide(folk, a, b, Said.LINK)
    with pytest.raises(Refused, match="decided of this pair meanwhile"):
        decide(folk, a, b, Said.REFUSE)
    assert len(decisions()) == 1


def test_a_refused_pair_is_never_merged_by_way_of_a_third(folk: Folk) -> None:
    a, b, c = three(folk)
    decide(folk, a, b, Said.LINK)
    decide(folk, a, c, Said.REFUSE)
    with pytest.raises(Refused, match="make one person of two records"):
        decide(folk, b, c, Said.LINK)
    assert len(decisions()) == 2


def test_what_links_make_one_person_is_refused_only_after_one_is_taken_back(folk: Folk) -> None:
    a, b, c = three(folk)
    decide(folk, a, b, Said.LINK)
    link = decide(folk, b, c, Said.LINK)
    with pytest.raises(Refused, match="links that stand"):
        decide(folk, a, c, Said.REFUSE)
    decide(folk, b, c, Said.UNDO, link.pk)
    decide(folk, a, c, Said.REFUSE)


def test_no_reason_no_decision(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    with transaction.atomic():
        key = world.key(folk.manager, "police")
        pair = deciding.both(by=key, first=a.pk, second=b.pk)
        assert pair is not None
        with pytest.raises(Refused, match="no reason"):
            deciding.decide(by=key, pair=pair, said=Said.LINK, reason=" ", seen=0)


def test_decisions_are_never_changed(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    row = decide(folk, a, b, Said.LINK)
    with pytest.raises(Exception, match="added to and never changed"):
        row.save()
    with pytest.raises(DatabaseError, match="UPDATE refused"), service():
        PairDecision.objects.filter(pk=row.pk).update(said=Said.REFUSE)


def test_the_trail_holds_no_name_and_no_reason(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    decide(folk, a, b, Said.LINK)
    told = [f"{one.action} {one.object} {one.detail}" for one in Event.objects.all()]
    assert any("records linked" in one for one in told)
    assert not [one for one in told if any(word in one for word in ("Ann", "Madeup", "told us"))]
