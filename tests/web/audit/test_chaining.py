"""The database links every event by itself, and whatever an attacker does to them is found."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from saferboard.core.audit.chain import BEGINNING, Finding, Head, Kind, link_hash
from saferboard.web.audit import chaining, verifying
from saferboard.web.audit.actions import record, record_read
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event, Link
from tests.web.audit.attacking import attacker

pytestmark = pytest.mark.django_db


def settle() -> None:
    """What waits for the commit is done now."""
    connection.check_constraints()


def found(known: Iterable[Head] = ()) -> list[tuple[Kind, int | None]]:
    return [(one.kind, one.number) for one in findings(known)]


def findings(known: Iterable[Head] = ()) -> list[Finding]:
    return list(verifying.findings(known))


@pytest.fixture
def events() -> list[Event]:
    made = [
        record(by="clerk", action="minute written", object=f"meeting {number}", pages=number)
        for number in range(1, 7)
    ]
    settle()
    return made


def test_every_event_is_linked_to_the_one_before(events: list[Event]) -> None:
    previous = BEGINNING.hash
    for number, (event, link) in enumerate(
        zip(events, Link.objects.order_by("number"), strict=True), 1
    ):
        assert (link.number, link.event_id, link.previous) == (number, event.pk, previous)
        assert link.hash == link_hash(previous, number, event.pk, event.digest)
        assert str(link) == f"{number}:{link.hash}"
        previous = link.hash
    assert findings() == []
    assert verifying.head() == Head(6, previous)
    assert verifying.length() == 6


def test_before_anything_was_done_there_is_no_head() -> None:
    assert verifying.head() is None
    assert findings() == []


@pytest.mark.parametrize(
    "detail",
    [
        {},
        {"numbers": [1, 1.0, 0.1, -0.0, 1e16, 1e300, 1.5e-07, 2**63, 12345678901234567890.5]},
        {"words": "Ünïcode, 漢字, 🙂, \\ \" ' \n\t", "empty": "", "none": None, "yes": True},
        {"nested": {"b": {"y": [1, {"z": 2}]}, "a": [[], {}, ()]}},
        {"tuple": ("a", "b"), 7: "a number as a key"},
    ],
)
def test_what_the_database_gives_back_has_the_digest_of_what_it_was_given(detail: Any) -> None:
    Event.objects.create(by="é", action="ä" * 80, object="漢" * 200, detail=detail)
    settle()
    assert findings() == []


def test_however_an_event_is_added_it_is_linked() -> None:
    told = {"by": "clerk", "action": "minute written", "object": "meeting 7"}
    Event(**told).save()
    Event.objects.create(**told)
    Event.objects.bulk_create([Event(**told), Event(**told)])
    Event.objects.get_or_create(**told | {"object": "meeting 8"})
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (at, by, action, object, detail, digest) "
            "SELECT at, by, action, object, detail, digest FROM audit_event LIMIT 1"
        )
    settle()
    assert Link.objects.count() == Event.objects.count() == 6
    assert findings() == []


def test_an_event_that_was_undone_leaves_no_gap(events: list[Event]) -> None:
    with transaction.atomic():
        record(by="clerk", action="minute written", object="meeting 8")
        settle()
        assert verifying.length() == 7
        transaction.set_rollback(True)
    record(by="clerk", action="minute written", object="meeting 9")
    settle()
    assert list(Link.objects.values_list("number", flat=True)) == list(range(1, 8))
    assert findings() == []


def test_nobody_adds_a_link_by_hand(events: list[Event]) -> None:
    link = Link(number=7, event=events[0], previous="", hash="")
    with pytest.raises(TypeError, match="made by the database"):
        link.save()
    with pytest.raises(WrittenOnce):
        Link.objects.all().delete()
    with pytest.raises(WrittenOnce):
        Event.objects.bulk_update([events[0]], ["by"])


CHANGED, FORGED = [(Kind.CHANGED, 3)], [(Kind.FORGED, 3)]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("UPDATE audit_event SET by = 'chair' WHERE id = {3}", CHANGED),
        ("UPDATE audit_event SET action = 'minute read' WHERE id = {3}", CHANGED),
        ("UPDATE audit_event SET object = 'meeting 1' WHERE id = {3}", CHANGED),
        ("UPDATE audit_event SET detail = '{{}}' WHERE id = {3}", CHANGED),
        ("UPDATE audit_event SET at = '2026-01-01 00:00:00+00:00' WHERE id = {3}", CHANGED),
        ("UPDATE audit_event SET digest = '" + "0" * 64 + "' WHERE id = {3}", CHANGED + FORGED),
        ("DELETE FROM audit_event WHERE id = {3}", [(Kind.MISSING, 3)]),
        ("DELETE FROM audit_link WHERE number = 3", [(Kind.GAP, 4), (Kind.UNLINKED, None)]),
        (
            "DELETE FROM audit_link WHERE number = 3; DELETE FROM audit_event WHERE id = {3}",
            [(Kind.GAP, 4)],
        ),
        (
            "UPDATE audit_link SET number = -1 WHERE number = 3;"
            "UPDATE audit_link SET number = 3 WHERE number = 4;"
            "UPDATE audit_link SET number = 4 WHERE number = -1",
            [
                (Kind.ORDER, 3),
                (Kind.FORGED, 3),
                (Kind.ORDER, 4),
                (Kind.FORGED, 4),
                (Kind.ORDER, 5),
            ],
        ),
        (
            "UPDATE audit_link SET event_id = -1 WHERE number = 3;"
            "UPDATE audit_link SET event_id = {3} WHERE number = 4;"
            "UPDATE audit_link SET event_id = {4} WHERE number = 3",
            [(Kind.FORGED, 3), (Kind.FORGED, 4)],
        ),
        (
            "INSERT INTO audit_event (at, by, action, object, detail, digest) "
            "SELECT at, by, action, object, detail, digest FROM audit_event WHERE id = {3}",
            [(Kind.UNLINKED, None)],
        ),
        ("UPDATE audit_link SET hash = '" + "0" * 64 + "' WHERE number = 6", [(Kind.FORGED, 6)]),
        ("DELETE FROM audit_link", [(Kind.UNLINKED, None)] * 6),
    ],
)
def test_what_an_attacker_does_is_found(
    done: str, expected: list[tuple[Kind, int | None]], events: list[Event]
) -> None:
    ids = [0, *(event.pk for event in events)]
    with attacker() as cursor:
        for statement in done.format(*ids).split(";"):
            cursor.execute(statement)
        told = [one for one in found() if one[0] is not Kind.CLOCK]
    assert told == expected
    assert findings() == []  # all is as it was


def test_a_changed_event_is_named_and_its_words_are_not(events: list[Event]) -> None:
    with attacker() as cursor:
        cursor.execute(
            "UPDATE audit_event SET by = 'Example Person A' WHERE id = %s", [events[2].pk]
        )
        (one,) = findings()
    assert one.fault.where == f"link 3, event {events[2].pk}"
    assert "Example" not in str(one.fault)


def test_a_tail_that_was_cut_off_is_missed_by_a_known_head(events: list[Event]) -> None:
    known = verifying.head()
    assert known is not None
    with attacker() as cursor:
        cursor.execute("DELETE FROM audit_link WHERE number > 4")
        cursor.execute("DELETE FROM audit_event WHERE id > %s", [events[3].pk])
        assert findings() == []
        assert found([known]) == [(Kind.CUT, 6)]
        assert not verifying.holds(known)
    assert found([known]) == []
    assert verifying.holds(known)


def test_what_cannot_even_be_read_is_a_changed_event(events: list[Event]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's columns hold nothing but moments and JSON")
    with attacker() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.execute("UPDATE audit_event SET detail = 'no JSON' WHERE id = %s", [events[2].pk])
        cursor.execute("UPDATE audit_event SET at = 'no moment' WHERE id = %s", [events[3].pk])
        cursor.execute("UPDATE audit_event SET by = x'00ff' WHERE id = %s", [events[4].pk])
        cursor.execute("PRAGMA ignore_check_constraints=OFF")
        assert found() == [(Kind.CHANGED, 3), (Kind.CHANGED, 4), (Kind.CHANGED, 5)]


def test_a_number_that_comes_twice_across_pages_is_found(
    events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "PAGE", 3)
    assert findings() == []
    if connection.vendor == "sqlite":
        pytest.skip("a number is the very place of SQLite's row: there are no two")
    with attacker() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (at, by, action, object, detail, digest) "
            "SELECT at, 'forger', action, object, detail, digest FROM audit_event LIMIT 1 "
            "RETURNING id"
        )
        ((forged,),) = cursor.fetchall()
        cursor.execute("INSERT INTO audit_link VALUES (3, 'x', 'y', %s)", [forged])
        assert (Kind.ORDER, 3) in found()


def test_a_step_is_told_for_every_page(
    events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "PAGE", 4)
    steps: list[int] = []
    assert list(verifying.findings(step=steps.append)) == []
    assert steps == [4, 2]


def test_a_clock_set_back_is_noticed_and_the_chain_is_whole(
    events: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = timezone.now() - timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: earlier)
    event = record(by="clerk", action="minute written", object="meeting 7")
    record(by="clerk", action="minute written", object="meeting 8")
    settle()
    assert event.at == earlier
    (one,) = findings()
    assert (one.kind, one.number, one.breaks) == (Kind.CLOCK, 7, False)


def test_the_last_moment_there_is_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 25, 1, 59, 59, 999999, UTC))
    record(by="clerk", action="minute written", object="meeting 7")
    settle()
    assert findings() == []


def test_missing_triggers_are_missed(events: list[Event]) -> None:
    assert chaining.missing_triggers(connection) == set()
    with attacker():
        assert "audit_event" in chaining.missing_triggers(connection)


def test_a_read_is_recorded_with_codes_alone() -> None:
    told = {"by": "account 3", "agency": "police", "purpose": "ASB", "rule": "agency in the case"}
    event = record_read(object="case ASB-2026-0001", fields={"identity", "contact"}, **told)
    assert (event.action, event.object) == ("read", "case ASB-2026-0001")
    assert event.detail == {
        "agency": "police",
        "purpose": "ASB",
        "rule": "agency in the case",
        "fields": ["contact", "identity"],
    }
    for wrong in ({"object": "x" * 121}, {"fields": ["He said: \n no"]}, {"rule": "y" * 121}):
        with pytest.raises(ValueError, match="free text"):
            record_read(**{"object": "case ASB-2026-0001", "fields": (), **told, **wrong})
    assert Event.objects.count() == 1
