"""A return is stored once, settled once, and becomes observations that keep what went before."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from saferboard.core.evidence.assessment import State
from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.observations import Flag
from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused
from saferboard.engines.tables.rehearsal import state_of
from saferboard.engines.tables.returns import inputs, load_partnership
from saferboard.engines.tables.store import Store
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.directory.models import Mail, User
from saferboard.web.evidence.making import make_release
from saferboard.web.evidence.returns import actions, queries
from saferboard.web.evidence.returns.models import Sent, Settled
from tests.web.evidence.returns.samples import COUNTY, FILES, Q1, TODAY, World, lines, sent

QUARTER = Period.parse("2026/27-Q1")


def seen(world: World) -> str:
    return state_of(Store(world.home).read())


def accept(world: World, row: Sent, on: date = TODAY) -> Settled:
    return actions.accept(by="account 2", sent=row, seen=seen(world), on=on)


def test_a_return_sent_twice_is_stored_once(loaded: World) -> None:
    assert sent(loaded.head) == sent(loaded.head)
    assert Sent.objects.count() == 1
    assert Event.objects.filter(action="return sent").count() == 1
    assert sent(loaded.head, key="other") != sent(loaded.head)


def test_what_was_sent_is_written_once(loaded: World) -> None:
    row = sent(loaded.head)
    with pytest.raises(WrittenOnce):
        row.save()
    with pytest.raises(WrittenOnce):
        Sent.objects.all().delete()
    assert row.said == lines()
    assert row.file is None


def test_accepted_figures_are_observations_of_the_day(loaded: World) -> None:
    row = sent(loaded.head)
    settled = accept(loaded, row)
    assert (settled.accepted, settled.on) == (True, TODAY)
    found = queries.declared()
    assert found is not None
    (kept,) = [o for o in found.observations if o.period == Q1]
    origin = f"return of Head of Youth Offending, Mereshire Council, {row.at:%-d %B %Y}"
    assert (kept.known, kept.figure, kept.source) == (TODAY, Number(40.0), origin)
    event = Event.objects.get(action="return accepted")
    assert (event.object, event.detail["known"]) == (f"return {row.pk}", "2026-11-02")
    names = [source.name for source in inputs(Store(loaded.home).read(), QUARTER.last)]
    assert f"returned/return-{row.pk:06}.json" in names


def test_a_release_uses_them_and_names_their_source(loaded: World) -> None:
    accept(loaded, sent(loaded.head))
    later = TODAY + timedelta(days=30)
    made = make_release(loaded.home, QUARTER, known_by=later, made_on=later)
    said = made.of("entrants", COUNTY)
    assert said is not None
    assert isinstance(said.figure, Number)
    assert said.figure.value == 40
    assert said.sources[0].startswith("return of Head of Youth Offending, Mereshire Council, ")


def test_a_restated_figure_keeps_the_earlier_one(loaded: World) -> None:
    accept(loaded, sent(loaded.head))
    accept(loaded, sent(loaded.head, *lines(44.0), key="again"), TODAY + timedelta(days=7))
    found = queries.declared()
    assert found is not None
    first, second = sorted((o for o in found.observations if o.period == Q1), key=lambda o: o.known)
    assert (first.figure, second.figure) == (Number(40.0), Number(44.0))
    assert Flag.REVISED in second.flags
    later = TODAY + timedelta(days=30)
    made = make_release(loaded.home, QUARTER, known_by=later, made_on=later)
    said = made.of("entrants", COUNTY)
    assert said is not None
    assert State.REVISED in said.states
    assert any("was first given as 40" in note for note in said.notes)
    before = make_release(loaded.home, QUARTER, known_by=TODAY, made_on=later)
    held = before.of("entrants", COUNTY)
    assert held is not None
    assert held.figure == Number(40.0)


def test_what_is_held_already_adds_nothing(loaded: World) -> None:
    accept(loaded, sent(loaded.head))
    before = Store(loaded.home).read()
    accept(loaded, sent(loaded.head, key="again"), TODAY + timedelta(days=1))
    assert Store(loaded.home).read() == before


def test_an_acceptance_that_failed_half_way_is_done_once_when_it_is_repeated(
    loaded: World,
) -> None:
    """The store was written, the database was not: as if the power failed between the two."""
    row = sent(loaded.head)

    def cut_short() -> None:
        with transaction.atomic():
            accept(loaded, row)
            raise OSError("the power failed")

    with pytest.raises(OSError, match="power"):
        cut_short()
    assert not Settled.objects.exists()
    accept(loaded, row)
    entries = [e for e in Store(loaded.home).read().entries if e.dataset == "returned"]
    assert len(entries) == 1
    found = queries.declared()
    assert found is not None
    assert len([o for o in found.observations if o.period == Q1]) == 1


def test_the_second_of_two_people_is_told_who_was_first(loaded: World) -> None:
    row = sent(loaded.head)
    opened = seen(loaded)
    accept(loaded, row)
    for settle in (
        lambda: actions.accept(by="account 3", sent=row, seen=opened, on=TODAY),
        lambda: actions.reject(by="account 3", sent=row, reason="No.", on=TODAY),
    ):
        with pytest.raises(actions.SettledAlready, match="somebody else has accepted"):
            settle()
    assert Settled.objects.count() == 1


def test_what_changed_under_the_analyst_is_looked_at_again(loaded: World) -> None:
    first, second = sent(loaded.head), sent(loaded.head, *lines(41.0), key="b")
    opened = seen(loaded)
    accept(loaded, first)
    with pytest.raises(Refused, match="has changed since you opened the page"):
        actions.accept(by="account 3", sent=second, seen=opened, on=TODAY)
    assert not Settled.objects.filter(sent=second).exists()
    accept(loaded, second)


def test_a_load_under_way_is_waited_for_and_nothing_is_half_written(
    loaded: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = sent(loaded.head)
    monkeypatch.setattr(actions, "WAIT", 0.1)
    with Store(loaded.home).change(), pytest.raises(Refused, match="something else is being"):
        accept(loaded, row)
    assert not Settled.objects.exists()
    assert not Event.objects.filter(action="return accepted").exists()


def test_a_rejection_needs_a_reason_and_is_told(loaded: World) -> None:
    User.objects.create(post="youth-head", email="youth@example.org", roles=["author"])
    row = sent(loaded.head)
    with pytest.raises(Refused, match="has no reason"):
        actions.reject(by="account 2", sent=row, reason=" ", on=TODAY)
    actions.reject(by="account 2", sent=row, reason="All of it.", on=TODAY)
    mail = Mail.objects.get()
    assert mail.to == "youth@example.org"
    assert "All of it" not in mail.text
    assert f"/work/returns/sent/{row.pk}/" in mail.text


def test_a_measure_with_accepted_returns_cannot_vanish(loaded: World) -> None:
    accept(loaded, sent(loaded.head))
    bare = FILES["measures.toml"][: FILES["measures.toml"].index('[[measures]]\nkey = "entrants"')]
    less = {**FILES, "measures.toml": bare}
    for name in ("observations.csv", "printed.csv"):
        kept = [row for row in FILES[name].splitlines() if "entrants" not in row]
        less[name] = "\n".join(kept) + "\n"
    with pytest.raises(Refused, match="there is no measure 'entrants'"):
        load_partnership(Store(loaded.home), less)


def test_an_accepted_return_that_cannot_be_read_is_told(loaded: World) -> None:
    with Store(loaded.home).change() as change:
        change.put_text("returned", "return-000001.json", json.dumps([{"measure": 3}]))
    with pytest.raises(Refused, match="the accepted return cannot be read"):
        queries.declared()


def test_a_later_return_of_the_same_figures_is_pointed_out(loaded: World) -> None:
    first = sent(loaded.head)
    assert queries.overtaken(first) is None
    second = sent(loaded.head, *lines(41.0), key="b")
    assert queries.overtaken(first) == second
    assert queries.overtaken(second) is None
    actions.reject(by="account 2", sent=second, reason="No.", on=TODAY)
    assert queries.overtaken(first) is None


def test_rows_say_what_they_are(loaded: World) -> None:
    row: Any = sent(loaded.head)
    settled = accept(loaded, row)
    assert str(settled) == f"{row.pk}: accepted"
    assert str(row).startswith("Head of Youth Offending, Mereshire Council, ")
