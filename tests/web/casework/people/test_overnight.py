"""By night: every record against every other, the index made anew, a model of one's own."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from saferboard.core.casework.people.linking import Said
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.entering import admit
from saferboard.web.casework.people import deciding, index, matching, overnight, recording
from saferboard.web.casework.people.models import BlockingKey, Commonness, PersonRecord, Proposal
from tests.web.casework import world
from tests.web.casework.people.folk import ANN, UNBORN, Folk, named, proposals, service

pytestmark = pytest.mark.django_db
LATER = world.NOW + timedelta(hours=1)


@pytest.fixture
def folk() -> Folk:
    return Folk.new()


@pytest.fixture(autouse=True)
def _not_by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "soon", lambda pks: None)


def night() -> int:
    return overnight.link_all(by="tests", on=LATER)


def test_an_empty_instance_has_a_quiet_night() -> None:
    assert night() == 0


def test_by_night_the_same_is_proposed_as_by_day(folk: Folk) -> None:
    records = [
        folk.write(folk.case(place), written)
        for place, written in (("blaby", ANN), ("charnwood", ANN), ("charnwood", named("Beth")))
    ]
    folk.write(folk.case("charnwood"), UNBORN)
    matching.look([one.pk for one in records], world.NOW)
    by_day = proposals()
    assert len(by_day) == 3
    with service():
        Proposal.objects.all().delete()
    assert night() == 3
    assert proposals() == by_day


def test_what_nothing_speaks_for_any_more_is_gone(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    with service():
        Proposal.objects.create(
            purpose="asb", a=a, b=b, finding="probably relatives", because="an old guess",
            probability=0.6, at=world.AGO,
        )  # fmt: skip
        other = folk.write(folk.case("charnwood"), named("Zed", "Elsewhere", born=None, phones=()))
        Proposal.objects.create(
            purpose="asb", a=a, b=other, finding="may be one person", because="an old guess",
            probability=0.6, at=world.AGO,
        )  # fmt: skip
    night()
    assert proposals() == [(a.pk, b.pk, "may be one person")]


def test_what_was_decided_is_left_as_it_is(folk: Folk) -> None:
    a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
    night()
    with transaction.atomic():
        key = world.key(folk.manager, "police")
        pair = deciding.both(by=key, first=a.pk, second=b.pk)
        assert pair is not None
        deciding.decide(by=key, pair=pair, said=Said.REFUSE, reason="Asked.", seen=0)
    night()
    browser = folk.managing()
    assert "Madeup" not in browser.get("/cases/links/").content.decode()
    assert "Madeup" in browser.get("/cases/links/decided/").content.decode()


def test_two_people_of_one_agency_in_one_case_are_not_proposed(folk: Folk) -> None:
    opened = folk.case()
    folk.write(opened)
    folk.write(opened)
    night()
    assert proposals() == []


def test_the_index_is_made_anew_with_a_new_secret(folk: Folk, settings: Any) -> None:
    record = folk.write(folk.case())
    folk.write(folk.case(), UNBORN)
    with service():
        before = set(BlockingKey.objects.values_list("key", flat=True))
    settings.SECRET_KEY = "another-" + "y" * 50
    night()
    with service():
        after = set(BlockingKey.objects.values_list("key", flat=True))
        assert set(BlockingKey.objects.values_list("record", flat=True)) == {record.pk}
        held = {(one.column, one.value): one.share for one in Commonness.objects.all()}
    assert len(after) == 5
    assert not before & after
    assert held[("family", index.weighed("family", "madeup"))] == 1.0
    assert held[("given", index.weighed("given", "ann"))] == 0.5


def test_somebody_removed_is_in_no_index_and_no_count(folk: Folk) -> None:
    opened = folk.case()
    record = folk.write(opened)
    night()
    with transaction.atomic():
        admit(opened.key)
        recording.remove_record(by=opened, record=record)
    night()
    with service():
        assert not BlockingKey.objects.exists()
        assert not Commonness.objects.exists()
        assert not PersonRecord.objects.exists()


def test_the_night_is_on_record(folk: Folk) -> None:
    night()
    assert Event.objects.filter(action="records compared").count() == 1


def test_few_records_teach_nothing(folk: Folk) -> None:
    folk.write(folk.case())
    assert overnight.train_model(by="tests") == 0
    assert not matching.own_model().exists()
