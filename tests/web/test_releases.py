"""Freezing a release, reading it back, and a person's RAG beside it."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Input
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.evidence import actions, models, queries, storage
from tests.web.factories import COUNTY, MELTON, release

pytestmark = pytest.mark.django_db


def test_what_is_read_is_what_was_frozen() -> None:
    made = release()
    row = actions.freeze(made, by="analyst")
    assert queries.whole(row) == made
    assert storage.fingerprint(queries.whole(row)) == row.fingerprint
    assert queries.header(row) == replace(made, assessments=())
    assert queries.measure(row, "burglary") == made.assessments[:3]
    assert queries.measure(row, "nothing") == ()


def test_freezing_is_audited_in_the_same_transaction() -> None:
    row = actions.freeze(release(), by="analyst")
    event = Event.objects.get()
    assert (event.by, event.action, event.object) == (
        "analyst",
        "release frozen",
        "release 2021/22-Q4.1",
    )
    assert event.detail == {"fingerprint": row.fingerprint}


def test_the_same_release_is_stored_once_and_says_so() -> None:
    first = actions.freeze(release(), by="analyst")
    again = actions.freeze(replace(release(), made_on=date(2023, 1, 1)), by="somebody else")
    assert (first.is_new, again.is_new) == (True, False)
    assert again.pk == first.pk
    assert Event.objects.count() == 1


def test_going_back_to_earlier_figures_makes_them_the_shown_ones() -> None:
    earlier, other = release(), release(burglary=4.0)
    names = [actions.freeze(made, by="analyst").name for made in (earlier, other, earlier)]
    assert names == ["2021/22-Q4.1", "2021/22-Q4.2", "2021/22-Q4.3"]
    row = queries.latest()
    assert row is not None
    assert row.name == "2021/22-Q4.3"
    assert queries.whole(row) == earlier
    assert not actions.freeze(earlier, by="analyst").is_new


def test_the_same_figures_from_other_inputs_are_another_release() -> None:
    actions.freeze(release(), by="analyst")
    other = replace(release(), inputs=(Input("monthly.csv", "ef" * 32),))
    assert actions.freeze(other, by="analyst").name == "2021/22-Q4.2"


def test_freezing_waits_for_another_that_freezes() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has a single writer; tests/cli freezes twice at once there")
    waiting: list[str] = []

    def freeze_too() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '300ms'")
            actions.freeze(release(), by="somebody else")
        except OperationalError as error:
            waiting.append(str(error))
        finally:
            connection.close()

    actions.freeze(release(), by="analyst")
    other = Thread(target=freeze_too)
    other.start()
    other.join()
    assert len(waiting) == 1
    assert "lock timeout" in waiting[0]
    assert "inserting" not in waiting[0]  # it waited before it looked, not when it wrote


def test_other_figures_make_another_release_of_the_quarter() -> None:
    actions.freeze(release(), by="analyst")
    later = actions.freeze(release(burglary=4.0), by="analyst")
    old = actions.freeze(release(quarter="2021/22-Q3"), by="analyst")
    assert (later.name, old.name) == ("2021/22-Q4.2", "2021/22-Q3.1")
    assert [row.name for row in queries.releases()] == [
        "2021/22-Q4.2",
        "2021/22-Q4.1",
        "2021/22-Q3.1",
    ]
    assert queries.latest() == later
    assert queries.by_number(Period.parse("2021/22-Q3"), 1) == old
    assert queries.by_number(Period.parse("2021/22-Q3"), 2) is None
    assert queries.before(later) == queries.named("2021/22-Q4.1")
    assert queries.before(queries.named("2021/22-Q4.1")) == old
    assert queries.before(old) is None


def test_a_release_that_fails_half_way_leaves_nothing() -> None:
    broken = release()
    broken = replace(broken, measures=broken.measures[1:])
    with pytest.raises(KeyError):
        actions.freeze(broken, by="analyst")
    assert not models.Release.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", ["2021/22-Q3", "2021/22-Q4.9", "2021/22-Q4.x", "nonsense"])
def test_a_release_that_is_not_there_is_refused(name: str, stored: models.Release) -> None:
    with pytest.raises(Refused, match=r"2021/22-Q4\.1"):
        queries.named(name)


def test_a_release_is_read_once() -> None:
    row = actions.freeze(release(), by="analyst")
    queries.whole(row)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.whole(row)
    assert len(asked) == 0


def test_a_person_s_rag_stands_beside_the_computed_one(stored: models.Release) -> None:
    for rag, reason in ((Rag.RED, "first thought"), (Rag.GREEN, " a new team started ")):
        actions.override_rag(
            by="chair",
            release=stored,
            measure="burglary",
            area=COUNTY,
            rag=rag,
            reason=reason,
            on=date(2022, 7, 1),
        )
    shown = queries.shown(stored).release.of("burglary")
    assert shown is not None
    assert shown.override is not None
    assert (shown.rag, shown.override.reason) == (Rag.GREEN, "a new team started")
    assert (shown.override.by, shown.override.on) == ("chair", date(2022, 7, 1))
    frozen = queries.whole(stored).of("burglary")
    assert frozen is not None
    assert frozen.override is None
    assert shown.judgement == frozen.judgement
    melton = queries.shown(stored).release.of("burglary", MELTON)
    assert melton is not None
    assert melton.override is None
    assert Event.objects.filter(action="RAG overridden").count() == 2


@pytest.mark.parametrize(
    ("measure", "area", "reason", "said"),
    [
        ("burglary", COUNTY, "  ", "no reason"),
        ("nothing", COUNTY, "because", "says nothing of nothing"),
        ("vehicle", MELTON, "because", "says nothing of vehicle"),
    ],
)
def test_an_override_of_nothing_or_for_no_reason_is_refused(
    measure: str, area: str, reason: str, said: str, stored: models.Release
) -> None:
    with pytest.raises(Refused, match=said):
        actions.override_rag(
            by="chair",
            release=stored,
            measure=measure,
            area=area,
            rag=Rag.RED,
            reason=reason,
            on=date(2022, 7, 1),
        )
    assert not models.RagOverride.objects.exists()


def test_a_place_is_found_by_name_or_code_and_never_guessed() -> None:
    made = release()
    assert queries.place_named(made, " melton ").code == MELTON
    assert queries.place_named(made, MELTON.lower()).name == "Melton"
    with pytest.raises(Refused, match="no place is called Atlantis"):
        queries.place_named(made, "Atlantis")
    twins = tuple(replace(p, name="Testshire") for p in made.places[:2])
    with pytest.raises(Refused, match=rf"several places .* {COUNTY} \(county\)"):
        queries.place_named(replace(made, places=twins), "Testshire")
