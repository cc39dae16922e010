"""Raw SQL as the role of the service: what the database itself keeps from somebody who got so far.

The settings that say who reads are the role's own to set: whoever runs any SQL may forge them. The
second line is against a query that forgot to ask, and these tests say what it holds against.
"""

from typing import Any

# ruff: noqa: S608
import pytest
from django.db import DatabaseError, connection, transaction

from saferboard.web.casework.lock import rows, second_line
from saferboard.web.casework.lock.entering import admit
from saferboard.web.casework.lock.models import Case
from tests.web.casework import world
from tests.web.casework.lock.test_visible import POSTGRESQL
from tests.web.casework.red import loot

pytestmark = [pytest.mark.django_db, POSTGRESQL]


@pytest.fixture
def scene(settings: Any, tmp_path: Any) -> tuple[loot.Loot, Any, Case]:
    """A hidden case, the key of an outsider whom the database was told of, and a case of theirs."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SCANNER = ["/bin/true"]
    world.agreed("asb", *world.AGENCIES)
    of = loot.asb_case()
    user = world.worker("attacker", "charnwood", "asb-manager")
    mine = world.opened(user, "charnwood").case
    key = world.key(user, "charnwood")
    return of, key, mine


def run(statement: str, *given: Any) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall() if cursor.description else []


TABLES = sorted(second_line.wanted() - {"lock_case"})


def test_no_table_of_cases_gives_a_row_of_a_hidden_case(scene: Any) -> None:
    of, _, _ = scene
    looked_into = {"lock_involvement", "lock_share", "lock_conflict", "lock_flag"}
    assert len(TABLES) > 20
    for table in TABLES:
        if table not in looked_into:
            for said in (
                f"SELECT 1 FROM {table} WHERE case_id = %s",
                f"SELECT 1 FROM {table} t JOIN lock_case c ON c.id = t.case_id AND c.id = %s",
                f"SELECT count(*) FROM {table} WHERE case_id = %s HAVING count(*) > 0",
            ):
                assert run(said, of.case.pk) == [], (table, said)


def test_nobody_reads_anything_when_nothing_is_said(scene: Any) -> None:
    rows.say(**dict.fromkeys(("user", "agency", "purpose", "roles", "holders", "fields", "on"), ""))
    for table in ("lock_case", *TABLES):
        assert run(f"SELECT count(*) FROM {table}") == [(0,)], table


@pytest.mark.parametrize(
    "said",
    [{"holders": ""}, {"purpose": "marac"}, {"agency": "0"}, {"fields": ""}, {"on": "1999-01-01"}],
)
def test_half_a_setting_opens_nothing_of_a_case(scene: Any, said: dict[str, str]) -> None:
    of, key, _ = scene
    admit(key)
    rows.say(**said)
    assert run("SELECT 1 FROM running_entry WHERE case_id = %s", of.case.pk) == []


@pytest.mark.parametrize("table", ["lock_involvement", "lock_share"])
def test_nobody_lets_themselves_into_a_case(scene: Any, table: str) -> None:
    of, key, _ = scene
    more = ", role" if table == "lock_share" else ""
    value = ", ''" if table == "lock_share" else ""
    with pytest.raises(DatabaseError, match="row-level security"):
        run(
            f'INSERT INTO {table} (case_id, agency_id, since, "by"{more}) '
            f"VALUES (%s, %s, now(), 'x'{value}) RETURNING id",
            of.case.pk, key.agency.pk,
        )  # fmt: skip


def test_a_row_of_ones_own_is_not_moved_into_a_hidden_case_nor_the_other_way(scene: Any) -> None:
    of, _, mine = scene
    run("UPDATE lock_involvement SET case_id = case_id WHERE case_id = %s RETURNING 1", mine.pk)
    with pytest.raises(DatabaseError, match="row-level security"):
        run("UPDATE lock_involvement SET case_id = %s WHERE case_id = %s", of.case.pk, mine.pk)
    moved = run("UPDATE asb_visit SET case_id = %s WHERE case_id = %s RETURNING 1",
                mine.pk, of.case.pk)  # fmt: skip
    assert moved == []


def test_a_hidden_case_is_not_told_from_none_by_an_error(scene: Any) -> None:
    """Foreign keys and unique references are asked for after the policy: both are refused alike."""
    of, _, mine = scene
    said = []
    for pk in (of.case.pk, 10**9):
        with pytest.raises(DatabaseError) as refused:
            run(
                'INSERT INTO lock_flag (case_id, since, until, "by") '
                "VALUES (%s, now(), now(), 'x')",
                pk,
            )
        said.append(str(refused.value).replace(str(pk), ""))
    assert said[0] == said[1]
    told = []
    for reference in (of.case.reference, "ASB-000000"):
        with pytest.raises(DatabaseError) as refused:
            run("UPDATE lock_case SET reference = %s, holder_id = 0 WHERE id = %s",
                reference, mine.pk)  # fmt: skip
        told.append(str(refused.value).replace(reference, ""))
    assert told[0] == told[1]


def test_nothing_of_a_hidden_case_is_removed(scene: Any) -> None:
    """Removed are none: the policy finds no row, or the table is written once and refuses."""
    of, _, _ = scene
    for table in ("asb_visit", "running_message", "running_task", "people_personrecord"):
        assert run(f"DELETE FROM {table} WHERE case_id = %s RETURNING 1", of.case.pk) == []
        assert run(f"UPDATE {table} SET case_id = case_id WHERE case_id = %s RETURNING 1",
                   of.case.pk) == []  # fmt: skip


@pytest.mark.xfail(
    strict=True,
    reason="a unique column is unique for all: with raw SQL a guessed reference is told of. There "
    "are a thousand million of them, and no page writes one",
)
def test_a_reference_that_is_taken_by_a_hidden_case_is_not_told_of(scene: Any) -> None:
    of, _, mine = scene
    with pytest.raises(DatabaseError) as refused:
        run("UPDATE lock_case SET reference = %s WHERE id = %s", of.case.reference, mine.pk)
    assert "row-level security" in str(refused.value)


def test_copy_and_statistics_give_no_row_either(scene: Any) -> None:
    assert (
        run("SELECT 1 FROM pg_stats WHERE tablename IN ('lock_case', 'running_entry', 'asb_visit')")
        == []
    )


def test_a_view_or_a_function_does_not_read_round_the_policies(scene: Any) -> None:
    of, _, _ = scene
    run("CREATE TEMPORARY VIEW red_view AS SELECT * FROM running_entry")
    assert run("SELECT 1 FROM red_view WHERE case_id = %s", of.case.pk) == []
    run(
        "CREATE FUNCTION pg_temp.red(pk bigint) RETURNS bigint LANGUAGE sql SECURITY DEFINER "
        "AS 'SELECT count(*) FROM running_entry WHERE case_id = pk'"
    )
    assert run("SELECT pg_temp.red(%s)", of.case.pk) == [(0,)]


def test_the_role_cannot_put_the_policies_out_of_use_for_itself(scene: Any) -> None:
    of, _, _ = scene
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute("SELECT 1 FROM running_entry WHERE case_id = %s", [of.case.pk])
        cursor.execute("SET LOCAL row_security = on")


@pytest.mark.xfail(
    strict=True,
    reason="whoever runs SQL as the service's role sets who reads: the second line is against "
    "queries that forget to ask, and not against injected SQL",
)
def test_a_forged_service_opens_nothing(scene: Any) -> None:
    of, _, _ = scene
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('saferboard.service', 'forged', true)")
        cursor.execute("SELECT count(*) FROM running_entry WHERE case_id = %s", [of.case.pk])
        assert cursor.fetchone() == (0,)


@pytest.mark.xfail(
    strict=True,
    reason="the counters of keys are the role's own: whoever runs SQL reads how many there were",
)
def test_the_counters_of_keys_tell_no_volume(scene: Any) -> None:
    assert run("SELECT last_value FROM lock_case_id_seq") == []
