"""The database's own second line, with the application's check taken away: nothing is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from saferboard.web.casework.lock import entering, queries, reading, rows, second_line
from saferboard.web.casework.lock.models import BreakGlass, Case, Flag
from saferboard.web.casework.lock.rows import WITHIN
from saferboard.web.directory import health
from tests.web.casework import world as living
from tests.web.casework.lock import spoilt
from tests.web.casework.lock.rows_of import AFTER, BEFORE, HOUR, ON, World
from tests.web.casework.lock.test_visible import POSTGRESQL, notes, read_notes

pytestmark = [pytest.mark.django_db, POSTGRESQL]

# Every part of the policy, and a world that it alone keeps shut. What a reader must meet by
# themselves is asked before the database is told of them at all.
PARTS = {
    **{("ALWAYS", name): spoil for name, spoil in spoilt.ALWAYS.items()},
    **{("GIVEN", name): spoil for name, spoil in spoilt.GIVEN.items()},
    **{("BROKEN", name): spoil for name, spoil in spoilt.BROKEN.items()},
    ("BROKEN", "purpose"): spoilt.by_glass,
}


def admitted(world: World, **said: str) -> entering.Key:
    """The database is told of whoever asks, within a transaction."""
    key = entering.key_for(world.me, "blaby", "asb", ON)
    assert isinstance(key, entering.Key), key
    entering.admit(key)
    rows.say(**said)
    return key


@pytest.fixture
def _no_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody forgot to ask: every query of cases begins with all."""
    monkeypatch.setattr(
        queries, "visible", lambda *asked: Case.objects.select_related("holder").all()
    )


@pytest.mark.parametrize(("table", "name"), PARTS)
@pytest.mark.usefixtures("_no_check")
def test_without_the_applications_check_a_spoilt_world_is_shut(table: str, name: str) -> None:
    case = PARTS[table, name](world := World.new())
    key = admitted(world, break_glass="" if name == "purpose" and table == "BROKEN" else "yes")
    assert list(key.cases()) == []
    assert not key.cases().filter(pk=case.pk).exists()
    assert key.cases().count() == 0


@pytest.mark.parametrize("make", [spoilt.whole, spoilt.by_glass])
@pytest.mark.usefixtures("_no_check")
def test_what_may_be_seen_is_seen(make: Callable[[World], Case]) -> None:
    case = make(world := World.new())
    assert list(admitted(world).cases()) == [case]


def test_every_part_of_the_policy_has_a_spoilt_world() -> None:
    tables = {name: getattr(rows, name) for name in ("ALWAYS", "GIVEN", "BROKEN")}
    assert {(table, name) for table, held in tables.items() for name in held} == set(PARTS)


@pytest.mark.parametrize(("table", "name"), PARTS)
@pytest.mark.usefixtures("_no_check")
def test_without_any_one_part_of_the_policy_a_door_stands_open(table: str, name: str) -> None:
    case = PARTS[table, name](world := World.new())
    tables = {one: dict(getattr(rows, one)) for one in ("ALWAYS", "GIVEN", "BROKEN")}
    del tables[table][name]
    said = rows.case_condition(tables["ALWAYS"], tables["GIVEN"], tables["BROKEN"])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER POLICY lock_case_lock ON lock_case USING ({said})")
        if name == "whose":  # that part stands behind another: break-glass of others is not read
            cursor.execute(f"ALTER POLICY lock_breakglass_lock ON lock_breakglass USING ({WITHIN})")
    key = admitted(world, break_glass="" if name == "purpose" and table == "BROKEN" else "yes")
    assert list(key.cases()) == [case]


# A table of what is said of cases.


def test_what_is_said_of_a_case_is_kept_like_the_case() -> None:
    world = World.new()
    hidden = world.case(holder="charnwood")
    case = spoilt.whole(world)
    notes(world)
    assert read_notes() == []
    admitted(world)
    # An ASB officer of the bundled purposes sees all but criminal offences.
    found = read_notes()
    assert {pk for pk, _ in found} == {case.pk} != {hidden.pk}
    assert sorted(field for _, field in found) == [
        "account",
        "contact",
        "identity",
        "legal advice",
        "outline",
        "risk",
        "special category",
    ]


def test_a_class_that_only_another_agreement_shares_is_kept() -> None:
    """Blaby shares risk with Charnwood, and nothing but the outline with the police."""
    world = World.new()
    world.works()
    world.vetted()
    world.agreed("blaby", "charnwood", items=["outline", "risk"])
    world.agreed("blaby", "police", items=["outline"])
    cases = {}
    for holder in ("charnwood", "police"):
        cases[holder] = world.case(holder=holder)
        world.involved(cases[holder])
        world.shared(cases[holder])
    notes(world)
    admitted(world)
    assert set(read_notes()) == {
        (cases["charnwood"].pk, "outline"),
        (cases["charnwood"].pk, "risk"),
        (cases["police"].pk, "outline"),
    }


WRITES = {
    "a row of a case that is not theirs": (
        "INSERT INTO tests_note (case_id, field, words) VALUES (%(hidden)s, 'outline', 'x')"
    ),
    "a class that is not open to them": (
        "INSERT INTO tests_note (case_id, field, words) VALUES (%(case)s, 'criminal offences', 'x')"
    ),
    "theirs, put into a case that is not": (
        "UPDATE tests_note SET case_id = %(hidden)s WHERE case_id = %(case)s"
    ),
    "a case of another agency": (
        "INSERT INTO lock_case (reference, purpose, process, version, state, state_since, "
        "holder_id, area, opened, opened_by, turn, example) "
        "SELECT 'ASB-NEWONE', 'asb', 'asb', 1, 'reported',"
        " now(), id, '', now(), 'x', 0, false FROM directory_organisation WHERE key = 'charnwood'"
    ),
    "their agency, let into a case that is not theirs": (
        "INSERT INTO lock_involvement (case_id, agency_id, since, by) "
        "SELECT %(hidden)s, id, now(), 'x' FROM directory_organisation WHERE key = 'blaby'"
    ),
    "a case that is not theirs, shared with a role": (
        "INSERT INTO lock_share (case_id, role, since, by) "
        "VALUES (%(hidden)s, 'asb-officer', now(), 'x')"
    ),
    "what was shared with others, turned to themselves": (
        "UPDATE lock_share SET role = 'asb-officer' WHERE case_id = %(hidden)s"
    ),
    "break-glass of their own making": (
        "INSERT INTO lock_breakglass (case_id, user_id, agency_id, reason, signed_in, opened, "
        "supervisor_id, told) SELECT %(hidden)s, u.id, o.id, 'x', now(), now(), u.id, now() "
        "FROM directory_user u, directory_organisation o WHERE u.post = 'me' AND o.key = 'blaby'"
    ),
    "their case, given away": ("UPDATE lock_case SET purpose = 'marac' WHERE id = %(case)s"),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_is_not_theirs_is_not_written(what: str) -> None:
    world = World.new()
    hidden, case = world.case(holder="charnwood"), spoilt.whole(world)
    world.shared(hidden, "charnwood")
    notes(world)
    admitted(world)
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(WRITES[what], {"hidden": hidden.pk, "case": case.pk})


@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET {} = {} WHERE {} = %s", "DELETE FROM {0} WHERE {3} = %s"],
)
def test_rows_of_others_are_neither_changed_nor_deleted(statement: str) -> None:
    world = World.new()
    hidden = world.case(holder="charnwood")
    spoilt.whole(world)
    notes(world)
    admitted(world)
    with connection.cursor() as cursor:
        for table, column, key in (
            ("tests_note", "words", "case_id"),
            ("lock_case", "area", "id"),
        ):
            cursor.execute(statement.format(table, column, "'x'", key), [hidden.pk])
            assert cursor.rowcount == 0


def test_what_was_written_of_who_takes_part_is_deleted_by_no_reader() -> None:
    world = World.new()
    case = spoilt.whole(world)
    world.conflict(case, world.other)
    admitted(world)
    with connection.cursor() as cursor:
        for table in ("lock_conflict", "lock_share", "lock_involvement"):
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            assert cursor.fetchone()[0] == 1
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            assert cursor.rowcount == 0
    assert list(Case.objects.all()) == [case]


# Who is told of, and for how long.


def test_nothing_said_nothing_seen() -> None:
    case = spoilt.whole(world := World.new())
    with rows.service("tests"):
        Flag.objects.create(case=case, since=BEFORE, until=AFTER, by="tests")
        world.glass(case)
    for model in (Case, *_in_case()):
        assert model._default_manager.count() == 0, model


def _in_case() -> list[Any]:
    from django.apps import apps

    from saferboard.web.casework.lock.models import InCase

    return [model for model in apps.get_models() if issubclass(model, InCase)]


def test_the_service_says_so_and_takes_it_back() -> None:
    case = spoilt.whole(World.new())
    with rows.service("tests"):
        assert list(Case.objects.all()) == [case]
        with rows.service("another duty"):
            assert Case.objects.count() == 1
        assert Case.objects.count() == 1
    assert Case.objects.count() == 0


def test_the_service_takes_it_back_when_something_fails() -> None:
    case = spoilt.whole(World.new())
    with pytest.raises(ZeroDivisionError), rows.service("tests"):
        1 / 0  # noqa: B018
    assert Case.objects.count() == 0
    with pytest.raises(DatabaseError), transaction.atomic(), rows.service("tests"):
        Case.objects.create(reference=case.reference)
    assert Case.objects.count() == 0
    with (
        pytest.raises(ProgrammingError, match="no_such_table"),
        transaction.atomic(),
        rows.service("tests"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM no_such_table")
    assert Case.objects.count() == 0


def test_the_reason_of_break_glass_is_for_whoever_broke_it_and_whoever_was_told() -> None:
    world = World.new()
    case = spoilt.whole(world)
    third = spoilt._third(world)
    world.glass(case, user=world.other, supervisor=third)
    world.glass(case, user=world.other, supervisor=world.me)
    admitted(world)
    assert [row.supervisor_id for row in BreakGlass.objects.all()] == [world.me.pk]


@pytest.mark.django_db(transaction=True)
def test_after_the_transaction_the_connection_says_nothing_more() -> None:
    living.declare()
    living.agreed("asb", *living.AGENCIES)
    user = living.worker("one", "blaby", "asb-officer")
    made = living.opened(user, "blaby")
    say, said = rows.say, {"service"}

    def noting(**settings: str) -> None:
        said.update(settings)
        say(**settings)

    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(rows, "say", noting)
        living.key(user, "blaby")
        assert Case.objects.count() == 1
    assert {"user", "holders", "on"} < said
    with connection.cursor() as cursor:
        for name in said:
            cursor.execute("SELECT current_setting(%s, true)", [rows.PREFIX + name])
            assert not cursor.fetchone()[0], name
    assert Case.objects.count() == 0
    with transaction.atomic():
        assert Case.objects.count() == 0
    # The same connection serves somebody else next.
    other = living.worker("two", "police", "police-officer")
    page = living.client(other, "police").get("/cases/").content.decode()
    assert made.case.reference not in page


def test_who_reads_is_said_within_a_transaction_only() -> None:
    class Outside:
        vendor, in_atomic_block = "postgresql", False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "connection", Outside())
        with pytest.raises(RuntimeError, match="within a transaction"):
            rows.say(user="1")


# Every table, and the role.


def test_every_table_of_a_case_is_guarded() -> None:
    assert {"lock_case", "lock_flag"} < second_line.wanted()
    assert second_line.unguarded() == set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, permissive, cmd, qual, with_check FROM pg_policies"
        )
        held: dict[str, list[tuple[str, ...]]] = {}
        for table, *policy in cursor.fetchall():
            held.setdefault(table, []).append(tuple(policy))
    assert set(held) >= second_line.wanted()
    for table in second_line.wanted():
        lock, *others = sorted(held[table], key=lambda one: one[0] != f"{table}_lock")
        name, permissive, command, qual, check = lock
        assert (name, permissive, command) == (f"{table}_lock", "PERMISSIVE", "ALL")
        assert "saferboard.service" in qual
        assert qual == check
        assert {one[1] for one in others} <= {"RESTRICTIVE"}


@pytest.mark.parametrize(
    "statement",
    [
        "DROP POLICY lock_flag_lock ON lock_flag",
        "ALTER TABLE lock_flag NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE lock_flag DISABLE ROW LEVEL SECURITY",
        "CREATE POLICY another ON lock_flag USING (true)",
    ],
)
def test_the_doctor_tells_of_a_table_without_its_policy(statement: str) -> None:
    assert second_line.check().state is health.State.OK
    with connection.cursor() as cursor:
        cursor.execute(statement)
    found = second_line.check()
    assert (found.state, "lock_flag" in found.told) == (health.State.FAULT, True)


def test_the_role_of_the_service_is_bound_by_policies() -> None:
    assert second_line.is_bound()


@pytest.mark.parametrize("held", [(True, False), (False, True)])
def test_the_doctor_tells_of_a_role_that_is_not_bound(
    held: tuple[bool, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "SELECT {}, {}".format(*held)
    monkeypatch.setattr(second_line, "ROLE", said)
    found = second_line.check()
    assert (found.state, "BYPASSRLS" in found.told) == (health.State.FAULT, True)


def test_the_doctor_looks_there() -> None:
    assert second_line.check in health.FURTHER
    assert not MigrationLoader(connection).detect_conflicts()


def test_the_second_line_counts_what_the_rule_counts() -> None:
    """The rule's own view of a case is read past the line, and given back only if it says so."""
    case = spoilt.whole(world := World.new())
    world.glass(case, opened=ON - HOUR)
    key = admitted(world)
    assert key.open(case.reference).seen == reading.cases([case], ON)[case.pk]
