"""The query of what may be seen is the rule, in any world; each condition of it keeps a door."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferboard.core.casework.access import may
from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.clocks import day_begins
from saferboard.core.casework.vetting import Level
from saferboard.web.casework.lock import entering, queries, reading, rows
from saferboard.web.casework.lock.models import Case
from tests.web.casework.lock import spoilt
from tests.web.casework.lock.rows_of import HOUR, ON, SECOND, YEAR, World

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
POSTGRESQL = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the database has no row-level security"
)
# Midnight in winter and in summer, both nights on which the clocks change, and a leap day.
MOMENTS = (
    ON,
    day_begins(date(2026, 1, 15)),
    day_begins(date(2026, 7, 15)),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1).astimezone(UTC),
    day_begins(date(2028, 2, 29)),
    day_begins(date(2028, 3, 1)),
)
AGENCIES, ROLES = ("blaby", "charnwood", "police"), ("asb-officer", "asb-manager", "police-officer")
NEAR = (-YEAR, -3 * HOUR, -SECOND, timedelta(), SECOND, YEAR)


def see(world: World, on: datetime = ON, purpose: str = "asb") -> set[int]:
    """What the query gives to whoever asks; the second line set aside."""
    reader = reading.reader(world.me, "blaby", purpose)
    with rows.service("tests"):
        return set(queries.visible(reader, on).values_list("pk", flat=True))


def ruled(world: World, on: datetime = ON, field: FieldClass = FieldClass.OUTLINE) -> set[int]:
    """What the rule gives: whoever knows of a case sees its outline."""
    reader = reading.reader(world.me, "blaby", "asb")
    with rows.service("tests"):
        seen = reading.cases(Case.objects.select_related("holder"), on)
    return {pk for pk, case in seen.items() if may(reader, case, field, on)}


# One condition at a time.

SPOILT = {
    **{("OWN", name): spoil for name, spoil in spoilt.OWN.items()},
    **{("ALWAYS", name): spoil for name, spoil in spoilt.ALWAYS.items()},
    **{("GIVEN", name): spoil for name, spoil in spoilt.GIVEN.items()},
    **{("BROKEN", name): spoil for name, spoil in spoilt.BROKEN.items()},
}


def test_a_world_that_nothing_spoils_is_open() -> None:
    world = World.new()
    assert see(world) == set()
    case = spoilt.whole(world)
    assert see(world) == ruled(world) == {case.pk}


def test_break_glass_that_nothing_spoils_is_open() -> None:
    world = World.new()
    case = spoilt.by_glass(world)
    assert see(world) == ruled(world) == {case.pk}


@pytest.mark.parametrize(("table", "name"), SPOILT)
def test_a_spoilt_world_is_shut(table: str, name: str) -> None:
    SPOILT[table, name](world := World.new())
    assert see(world) == ruled(world) == set()


def test_every_condition_of_the_query_has_a_spoilt_world() -> None:
    tables = {name: getattr(queries, name) for name in ("ALWAYS", "GIVEN", "BROKEN")}
    assert {(table, name) for table, held in tables.items() for name in held} == {
        one for one in SPOILT if one[0] != "OWN"
    }
    assert [own.__name__ for own in queries.OWN] == list(spoilt.OWN)


@pytest.mark.parametrize(("table", "name"), SPOILT)
def test_without_any_one_condition_a_door_stands_open(
    table: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = SPOILT[table, name](world := World.new())
    if table == "OWN":
        kept = tuple(own for own in queries.OWN if own.__name__ != name)
        monkeypatch.setattr(queries, "OWN", kept)
        if name == "acting":  # the roles are theirs no more: the case is shared with all
            assert "asb-officer" not in reading.reader(world.me, "blaby", "asb").roles(ON)
    else:
        monkeypatch.delitem(getattr(queries, table), name)
    assert see(world) == {case.pk}


def test_no_glass_opens_a_case_of_a_purpose_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt.by_glass(world := World.new())
    known = {key: replace(one, break_glass=False) for key, one in queries.purposes().items()}
    monkeypatch.setattr(queries, "purposes", lambda: known)
    assert see(world) == set()


# Any world.


def near(*, may_be_none: bool = False) -> Any:
    found = st.sampled_from(NEAR)
    return st.none() | found if may_be_none else found


STRETCH = st.tuples(near(), near(may_be_none=True)).map(
    lambda pair: pair if pair[1] is None else tuple(sorted(pair))
)
PLACE, ROLE = st.sampled_from(AGENCIES), st.sampled_from(ROLES)
GLASS = st.tuples(
    st.booleans(),  # mine
    PLACE,
    st.sampled_from(["", " ", "\u2003", "a threat"]),
    st.sampled_from([-301, -300, -10, 0, 1]),  # signed in so many seconds before
    st.sampled_from([-3 * HOUR, -3 * HOUR + SECOND, -HOUR, timedelta(), SECOND]),
    st.booleans(),  # a supervisor who is somebody else
    near(),
    near(may_be_none=True),
)
SHARE = st.tuples(PLACE, st.just("") | ROLE, STRETCH) | st.tuples(st.none(), ROLE, STRETCH)
A_CASE = st.fixed_dictionaries(
    {
        # What would open it, if nothing else that is drawn shuts it.
        "given": st.sampled_from(["to the agency", "to the agency", "by glass", "to nobody"]),
        "holder": st.sampled_from(["blaby", "charnwood", "charnwood", "police"]),
        "purpose": st.sampled_from(["asb", "asb", "asb", "marac"]),
        "involved": st.lists(st.tuples(PLACE, STRETCH), max_size=2),
        "shared": st.lists(SHARE, max_size=2),
        "conflicts": st.lists(st.tuples(st.booleans(), STRETCH), max_size=1),
        "glass": st.lists(GLASS, max_size=1),
    }
)
AN_AGREEMENT = st.fixed_dictionaries(
    {
        "purpose": st.sampled_from(["asb", "asb", "asb", "marac"]),
        "items": st.lists(st.sampled_from(list(FieldClass)), unique=True),
        # Six months before the moment, to the day: its first review is due on that very day.
        "starts": st.sampled_from([-400, -184, -183, -182, -181, -180, -30, 0, 1]),
        "ends": st.sampled_from([None, None, -1, 0, 30]),
        "reviews": st.lists(st.sampled_from([-366, -365, -30, 0, 1]), max_size=1),
        "parties": st.sets(PLACE, min_size=1),
        "signatures": st.lists(st.tuples(PLACE, STRETCH), max_size=3),
    }
)
WORLDS = st.fixed_dictionaries(
    {
        "on": st.sampled_from(MOMENTS),
        "works": st.lists(st.tuples(PLACE, ROLE, STRETCH), min_size=1, max_size=3),
        "vetting": st.lists(
            st.tuples(st.sampled_from(list(Level)), STRETCH, near(may_be_none=True)), max_size=2
        ),
        # Whether they work, are vetted and have an agreement all the same.
        "sound": st.sampled_from([True, True, True, False]),
        "agreements": st.lists(AN_AGREEMENT, max_size=2),
        "cases": st.lists(A_CASE, min_size=1, max_size=3),
    }
)


def build(world: World, drawn: dict[str, Any]) -> datetime:
    on: datetime = drawn["on"]
    today = on.astimezone(LONDON).date()

    def at(offset: timedelta | None) -> datetime | None:
        return None if offset is None else on + offset

    def day(number: int | None) -> date | None:
        return None if number is None else today + timedelta(days=number)

    for agency, role, (since, until) in drawn["works"]:
        world.works(agency, role, since=at(since), until=at(until))
    for level, (issued, expires), withdrawn in drawn["vetting"]:
        end = at(YEAR) if expires is None and level is not Level.ENHANCED_DBS else at(expires)
        world.vetted(level=level, issued=at(issued), expires=end, withdrawn=at(withdrawn))
    if drawn["sound"]:
        world.works(since=at(-YEAR))
        world.vetted(issued=at(-YEAR), expires=at(YEAR))
        signed = [(one, at(-YEAR), None) for one in AGENCIES[:2]]
        world.agreed(*AGENCIES[:2], signatures=signed, starts=day(-30))
    for one in drawn["agreements"]:
        world.agreed(
            purpose=one["purpose"],
            items=one["items"],
            starts=day(one["starts"]),
            ends=day(one["ends"]),
            reviews=tuple(day(number) for number in one["reviews"]),
            parties=one["parties"],
            signatures=[(agency, at(a), at(b)) for agency, (a, b) in one["signatures"]],
        )
    for said in drawn["cases"]:
        build_case(world, on, said)
    return on


def build_case(world: World, on: datetime, said: dict[str, Any]) -> None:
    def at(offset: timedelta | None) -> datetime | None:
        return None if offset is None else on + offset

    case = world.case(said["holder"], said["purpose"])
    if said["given"] == "to the agency":
        world.involved(case, since=at(-YEAR))
        world.shared(case, since=at(-YEAR))
    if said["given"] == "by glass":
        opened = on - HOUR
        world.glass(case, signed_in=opened, opened=opened, told=opened)
    for agency, (since, until) in said["involved"]:
        world.involved(case, agency, since=at(since), until=at(until))
    for agency, role, (since, until) in said["shared"]:
        world.shared(case, agency, role, since=at(since), until=at(until))
    for mine, (since, until) in said["conflicts"]:
        user = world.me if mine else world.other
        world.conflict(case, user, declared=at(since), withdrawn=at(until))
    for mine, agency, reason, before, opened, named, told, ended in said["glass"]:
        world.glass(
            case,
            agency,
            user=world.me if mine else world.other,
            supervisor=world.other if named else world.me,
            reason=reason,
            opened=on + opened,
            signed_in=on + opened + timedelta(seconds=before),
            told=at(told),
            ended=at(ended),
        )


ANY = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def in_any_world(check: Callable[[World, datetime], set[int]]) -> None:
    """Holds what ``check`` sees to the rule. Worlds in which nothing is seen alone would not do."""
    found: Counter[bool] = Counter()

    @ANY
    @given(drawn=WORLDS)
    def held(drawn: dict[str, Any]) -> None:
        with transaction.atomic():
            on = build(world := World.new(), drawn)
            seen = check(world, on)
            found[bool(seen)] += 1
            assert seen == ruled(world, on)
            transaction.set_rollback(True)

    held()
    assert min(found[True], found[False]) > 15, found


def test_the_query_is_the_rule() -> None:
    in_any_world(see)


@POSTGRESQL
def test_the_database_by_itself_is_the_rule() -> None:
    """Every row is asked for, and those come that may be seen: cases, and fields by their class."""
    in_any_world(_past_the_check)


def _past_the_check(world: World, on: datetime) -> set[int]:
    notes(world)
    key = entering.key_for(world.me, "blaby", "asb", on)
    if isinstance(key, entering.Key):
        entering.admit(key)
    opened = ruled(world, on)  # nothing is said of a case whose outline is not open
    assert set(read_notes()) == {
        (case, field) for field in FieldClass for case in ruled(world, on, field) & opened
    }
    return set(Case.objects.values_list("pk", flat=True))


def notes(world: World) -> None:
    """A table of what is said of cases, guarded by class: each case has a row of each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE tests_note (id bigserial, case_id bigint, field text, words text)"
        )
        with rows.service("tests"):
            cursor.execute(
                "INSERT INTO tests_note (case_id, field, words) "
                "SELECT c.id, f, 'words' FROM lock_case c, unnest(%s::text[]) f",
                [[str(one) for one in FieldClass]],
            )
    with connection.schema_editor() as editor:
        rows.guard("tests_note", rows.OF_CLASS).forwards(editor)


def read_notes() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, field FROM tests_note")
        return cursor.fetchall()
