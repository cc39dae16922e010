"""Who is who across agencies: the co-ordinator sees it and can take it back; no agency learns."""

import re
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.core.casework.people.linking import Said
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac import repeating
from saferboard.web.casework.marac.identity import sought
from saferboard.web.casework.marac.models import Party, Referral
from saferboard.web.casework.people.models import PairDecision, PersonRecord
from tests.web.casework import world
from tests.web.casework.marac import journey
from tests.web.casework.marac.journey import Table, page, refer, table, url

pytestmark = pytest.mark.django_db

EARLIER = (journey.TODAY - timedelta(days=200)).isoformat()
BY_OTHER_NAMES = {"victim": "EXAMPLE-PERSON, Á.", "perpetrators": "Person B Example; 01/02/1985"}


def two(at: Table) -> tuple[Case, Case]:
    """The same two people, referred by housing and later by a nurse who spells them otherwise."""
    first = refer(at.housing, on=EARLIER)
    return first, refer(at.health, 4, **BY_OTHER_NAMES)


def persons() -> dict[int, str]:
    """Who everybody is said to be."""
    with journey.every_row():
        return dict(Party.objects.values_list("pk", "person"))


def victim(case: Case) -> Party:
    """The victim of a case."""
    with journey.every_row():
        return Party.objects.get(case=case, kind="victim")


def decide(at: Table, one: Party, other: Party, said: Said, seen: int = 0) -> int:
    """The co-ordinator decides of two people, on the one page where that is done."""
    address = f"/cases/links/{one.recorded_id}/{other.recorded_id}/"
    answer = at.co_ordinator.post(address, {"said": said, "reason": "They said so.", "seen": seen})
    assert answer.status_code == 302, answer.content.decode()
    with journey.every_row():
        return PairDecision.objects.latest("pk").pk


def join(at: Table, case: Case) -> list[int]:
    """The co-ordinator says that every record that looks alike is one person."""
    shown = at.co_ordinator.get(url(case, "people/")).context["alike"]
    return [decide(at, one.party, one.other, Said.LINK) for one in shown]


def rows_of(case: Case, kind: str) -> Party:
    """The first of a kind in a case."""
    with journey.every_row():
        return Party.objects.filter(case=case, kind=kind)[0]


class Apps:
    """The tables as they are, and links that there were."""

    def __init__(self, links: list[SimpleNamespace]) -> None:
        self.links = links

    def get_model(self, label: str, name: str) -> Any:
        """A table, or what was in one that is gone."""
        if name != "Link":
            return apps.get_model(label, name)
        found = SimpleNamespace(select_related=lambda *_: self.links, __bool__=lambda: True)
        ordered = SimpleNamespace(order_by=lambda *_: found)
        return SimpleNamespace(objects=SimpleNamespace(filter=lambda **_: ordered))


def test_a_party_stays_when_its_record_among_people_is_removed() -> None:
    at = table()
    case = refer(at.housing)
    record = victim(case).recorded_id
    assert record is not None
    answer = at.housing.post(f"/cases/{case.reference}/people/{record}/remove/")
    assert answer.status_code == 302
    left = victim(case)
    assert (left.recorded_id, left.name) == (None, journey.FORM["victim"])
    with journey.every_row():
        connection.check_constraints()


def test_a_name_is_looked_for_whatever_its_order() -> None:
    assert sought("Person-B, Éxample") == sought("example PERSON b") == "b example person"
    assert sought("") == sought("-,") == ""


def test_a_repeat_across_agencies_is_found_once_the_co_ordinator_said_who_is_who() -> None:
    at = table()
    first, second = two(at)
    seen = page(at.co_ordinator, url(second, "people/"))
    assert "no earlier referral" in seen.lower()
    # The service proposes and joins nothing.
    assert len(set(Party.objects.exclude(kind="child").values_list("person", flat=True))) == 4
    assert "same name and date of birth" in seen
    join(at, second)
    seen = page(at.co_ordinator, url(second, "people/"))
    assert "The earlier case is" in seen
    assert first.reference in seen
    assert "repeat" in page(at.co_ordinator, url(second)).lower()
    # The nurse's page says what it said before: no word of the other agency's case.
    mine = page(at.health, url(second))
    assert first.reference not in mine
    assert "no earlier referral" in mine.lower()
    assert at.health.get(url(first)).status_code == 404


def test_a_link_is_taken_back_and_everything_is_as_before() -> None:
    at = table()
    _, second = two(at)
    people = persons()
    for made in join(at, second):
        assert persons() != people
        with journey.every_row():
            row = PairDecision.objects.select_related("a__party", "b__party").get(pk=made)
        decide(at, row.a.party, row.b.party, Said.UNDO, made)
    assert persons() == people
    with journey.every_row():  # that it was said, and by whom, is kept
        assert PairDecision.objects.filter(said=Said.LINK).count() == 2
    assert "no earlier referral" in page(at.co_ordinator, url(second, "people/")).lower()


def test_links_are_taken_back_in_any_order() -> None:
    at = table()
    cases = [refer(browser, on=EARLIER) for browser in (at.housing, at.health, at.idva)]
    victims = [victim(case) for case in cases]
    first = decide(at, victims[0], victims[1], Said.LINK)
    second = decide(at, victims[1], victims[2], Said.LINK)
    assert len({persons()[row.pk] for row in victims}) == 1
    for pair, made, left in ((victims[:2], first, [0, 1, 1]), (victims[1:], second, [0, 1, 2])):
        decide(at, *pair, Said.UNDO, made)
        now = persons()
        assert [now[row.pk] for row in victims] == [victims[n].record for n in left]


def test_a_pair_that_was_kept_apart_is_said_to_be_and_not_offered() -> None:
    at = table()
    first, second = two(at)
    made = decide(at, victim(first), victim(second), Said.REFUSE)
    answer = at.co_ordinator.get(url(second, "people/"))
    pairs = [{one.party.kind, one.other.kind} for one in answer.context["alike"]]
    assert pairs == [{"perpetrator"}]
    seen = answer.content.decode()
    take_back = f"/cases/links/{victim(first).recorded_id}/{victim(second).recorded_id}/"
    for said in ("Not one person", "They said so.", take_back):
        assert said in seen
    # Whoever tries all the same, by a third record that is both, is told why it cannot be.
    third = victim(refer(at.idva, on=EARLIER))
    decide(at, third, victim(first), Said.LINK)
    sent = {"said": Said.LINK, "reason": "both", "seen": 0}
    forced = f"/cases/links/{victim(second).recorded_id}/{third.recorded_id}/"
    refused = at.co_ordinator.post(forced, sent).content.decode()
    assert "take back the other decision first" in refused.lower()
    assert persons()[third.pk] == persons()[victim(first).pk] != persons()[victim(second).pk]
    decide(at, victim(first), victim(second), Said.UNDO, made)
    decide(at, victim(second), third, Said.LINK)
    assert len({persons()[one.pk] for one in (third, victim(first), victim(second))}) == 1


def test_who_was_one_by_somebody_outside_marac_parties_is_one_here_too() -> None:
    at = table()
    first, second = two(at)
    bridge = at.co_ordinator.post(
        f"/cases/{first.reference}/people/new/",
        {"part": "other", "known": "person", "given": "Of", "family": "Both"},
    )
    assert bridge.status_code == 302, bridge.content.decode()
    with journey.every_row():
        between = PersonRecord.objects.latest("pk")
    for one in (victim(first), victim(second)):
        address = f"/cases/links/{one.recorded_id}/{between.pk}/"
        said = {"said": Said.LINK, "reason": "They said so.", "seen": 0}
        assert at.co_ordinator.post(address, said).status_code == 302
    assert persons()[victim(first).pk] == persons()[victim(second).pk]


def test_whose_record_was_removed_is_nobody_else_and_cannot_be_decided_of() -> None:
    at = table()
    first, second = two(at)
    join(at, second)
    gone, left = victim(first), victim(second)
    assert persons()[gone.pk] == persons()[left.pk]
    at.housing.post(f"/cases/{first.reference}/people/{gone.recorded_id}/remove/")
    assert (persons()[gone.pk], persons()[left.pk]) == (gone.record, left.record)
    seen = page(at.co_ordinator, url(second, "people/"))
    assert "took its record away" in seen


def test_nobody_else_sees_or_says_who_is_who() -> None:
    at = table()
    first, second = two(at)
    assert at.health.get(url(second, "people/")).status_code == 404
    address = f"/cases/links/{victim(first).recorded_id}/{victim(second).recorded_id}/"
    said = {"said": Said.LINK, "reason": "They said so.", "seen": 0}
    assert at.health.post(address, said).status_code == 403
    assert at.co_ordinator.post(url(second, "people/"), {"party": 1, "other": 2}).status_code == 405
    assert persons()[victim(first).pk] != persons()[victim(second).pk]


def test_links_of_our_own_that_stood_were_carried_over() -> None:
    at = table()
    first, second = two(at)
    mine, other = victim(second), victim(first)
    at.housing.post(f"/cases/{first.reference}/people/{other.recorded_id}/remove/")
    other = victim(first)
    refused = [rows_of(case, "perpetrator") for case in (second, first)]
    decide(at, *refused, Said.REFUSE)
    standing = [
        SimpleNamespace(case=second, party=one, other=two, at=world.NOW, by="co-ordinator")
        for one, two in ((mine, other), refused)
    ]
    carried = import_module("saferboard.web.casework.marac.migrations.0004_decided_in_one_place")
    with transaction.atomic():
        carried.carry(Apps(standing), None)
    assert persons()[mine.pk] == persons()[other.pk] == other.record
    assert victim(first).recorded.given == "Example Person"
    assert len({persons()[row.pk] for row in refused}) == 2


def test_an_agency_is_told_of_its_own_repeat() -> None:
    at = table()
    first = refer(at.housing, on=EARLIER)
    second = refer(at.housing, again="yes")
    assert first.reference in page(at.housing, url(second))
    with transaction.atomic():
        key = world.key(at.users["housing"], "charnwood", "marac")
        assert repeating.found_alone(key.open(second.reference)).is_repeat


def test_the_co_ordinator_records_a_repeat_with_why_it_came_back() -> None:
    at = table()
    _, second = two(at)
    said = {"repeat": "yes", "shortfall": "behaviour not addressed"}
    assert at.co_ordinator.post(url(second, "repeat/"), said).status_code == 302
    with journey.every_row():
        row = Referral.objects.get(case=second)
    assert (row.repeat, row.shortfall) == (True, "behaviour not addressed")
    at.health.post(url(second, "repeat/"), {"repeat": "no", "shortfall": ""})
    with journey.every_row():
        row.refresh_from_db()
    assert row.repeat is True


def asked(browser: Client, **said: str) -> bytes:
    """What the page says of somebody; the token against forgery is another each time."""
    answer = browser.post("/cases/marac/ask/", {"name": "Example Person A", "born": "", **said})
    body = answer.content
    token = answer.context["csrf_token"]
    return re.sub(rb'data-account="\d+"', b"", body.replace(str(token).encode(), b"token"))


def test_asking_after_somebody_answers_one_of_two() -> None:
    at = table()
    outside = world.client(world.worker("nurse", "health", "referrer"), "health", "marac")
    never = asked(outside, name="Example Person Z")
    case = refer(at.housing)
    assert asked(outside) == never  # referred, and not flagged yet
    journey.listed(at, case, "blaby")
    journey.researched(at, case)
    journey.heard(at, case)
    flagged = asked(outside)
    assert flagged != never
    assert b"A flag is held, contact the co-ordinator" in flagged
    for said in ({"born": "1990-01-31"}, {"name": "PERSON A, Example"}):
        assert asked(outside, **said) == flagged
    assert asked(outside, born="1991-01-31") == never
    # The perpetrator, too; and whoever is in the case gets the same answer as whoever is not.
    assert asked(outside, name="Example Person B") == flagged
    assert asked(at.housing) == flagged
    assert case.reference.encode() not in flagged


def test_asking_reads_as_many_tables_whatever_is_held() -> None:
    at = table()
    outside = world.client(world.worker("nurse", "health", "referrer"), "health", "marac")
    case = refer(at.housing)
    journey.listed(at, case, "blaby")
    journey.researched(at, case)
    journey.heard(at, case)
    asked(outside)  # what is read once is read
    counts = []
    for name in ("Example Person Z", "Example Person A", "Example Person B", "-"):
        with CaptureQueriesContext(connection) as caught:
            asked(outside, name=name)
        counts.append(len(caught))
    assert len(set(counts)) == 1
