"""Who is who across agencies: the co-ordinator sees it and can take it back; no agency learns."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saferboard.core.faults import Refused
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.marac import identity, repeating
from saferboard.web.casework.marac.identity import sought
from saferboard.web.casework.marac.models import Link, Party, Referral
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


def join(at: Table, case: Case) -> None:
    """The co-ordinator says that every record that looks alike is one person."""
    for one in at.co_ordinator.get(url(case, "people/")).context["alike"]:
        said = {"party": one.party.pk, "other": one.other.pk}
        assert at.co_ordinator.post(url(case, "people/"), said).status_code == 302


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
    join(at, second)
    assert persons() != people
    with journey.every_row():
        links = list(Link.objects.all())
    for link in links:
        at.co_ordinator.post(url(second, "people/"), {"link": link.pk})
    assert persons() == people
    with journey.every_row():  # that it was said, and by whom, is kept
        assert [bool(row.undone) for row in Link.objects.all()] == [True, True]
    assert "no earlier referral" in page(at.co_ordinator, url(second, "people/")).lower()


def test_links_are_taken_back_in_any_order() -> None:
    at = table()
    cases = [refer(browser, on=EARLIER) for browser in (at.housing, at.health, at.idva)]
    victims = [victim(case) for case in cases]
    with transaction.atomic():
        key = world.key(at.users["co-ordinator"], "police", "marac")
        opened = [key.open(case.reference) for case in cases]
        first = identity.join(by=opened[0], party=victims[0], other=victims[1])
        second = identity.join(by=opened[1], party=victims[1], other=victims[2])
    assert len({persons()[row.pk] for row in victims}) == 1
    for link, left in ((first, [0, 1, 1]), (second, [0, 1, 2])):
        with transaction.atomic():
            key = world.key(at.users["co-ordinator"], "police", "marac")
            identity.part(by=key.open(link.case.reference), link=link.pk)
        now = persons()
        assert [now[row.pk] for row in victims] == [victims[n].record for n in left]


def test_nobody_else_says_who_is_who() -> None:
    at = table()
    first, second = two(at)
    party, other = victim(second), victim(first)
    with transaction.atomic():
        key = world.key(at.users["health"], "health", "marac")
        by = key.open(second.reference)
        with pytest.raises(Refused, match="only the co-ordinator"):
            identity.join(by=by, party=party, other=other)
    with transaction.atomic():
        key = world.key(at.users["co-ordinator"], "police", "marac")
        by = key.open(second.reference)
        with pytest.raises(Refused, match="not two records"):
            identity.join(by=by, party=other, other=party)
        with pytest.raises(Refused, match="no such link"):
            identity.part(by=by, link=0)


@pytest.mark.parametrize("sent", [{}, {"party": "x", "other": "1"}, {"party": "1", "other": "99"}])
def test_what_was_made_up_is_not_there(sent: dict[str, str]) -> None:
    at = table()
    _, second = two(at)
    assert at.co_ordinator.post(url(second, "people/"), sent).status_code == 404


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
