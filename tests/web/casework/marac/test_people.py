"""Who is who among the people of all cases counts at MARAC: repeats that no agency could see."""

from datetime import timedelta

import pytest
from django.db import transaction

from saferboard.core.casework.people.linking import Said
from saferboard.web.casework.lock import rows
from saferboard.web.casework.marac.models import Party
from saferboard.web.casework.people import deciding, matching
from saferboard.web.casework.people.models import PersonRecord, Proposal
from tests.web.casework import world
from tests.web.casework.marac import journey

pytestmark = pytest.mark.django_db
EARLIER = (journey.TODAY - timedelta(days=90)).isoformat()


def records(case: object, kind: str) -> PersonRecord:
    with transaction.atomic(), rows.service("tests"):
        found = Party.objects.get(case=case, kind=kind).recorded
    assert found is not None
    return found


def decide(at: journey.Table, one: PersonRecord, other: PersonRecord, said: Said, seen: int) -> int:
    with transaction.atomic():
        key = world.key(at.users["co-ordinator"], "police", "marac")
        pair = deciding.both(by=key, first=one.pk, second=other.pk)
        assert pair is not None
        return deciding.decide(by=key, pair=pair, said=said, reason="the same", seen=seen).pk


def test_a_misspelt_victim_is_proposed_and_once_confirmed_the_case_is_a_repeat() -> None:
    at = journey.table()
    first = journey.refer(at.housing, on=EARLIER)
    second = journey.refer(at.health, victim="Exampel Person-A")
    page = journey.url(second, "people/")
    assert "no earlier referral" in at.co_ordinator.get(page).content.decode().lower()
    pairs = [(records(first, kind), records(second, kind)) for kind in ("victim", "perpetrator")]
    with transaction.atomic(), rows.service("tests"):
        matching.look([other.pk for _, other in pairs], world.NOW)
        assert Proposal.objects.filter(a=pairs[1][0], b=pairs[1][1]).exists()
    made = [decide(at, one, other, Said.LINK, 0) for one, other in pairs]
    assert "the last referral was on" in at.co_ordinator.get(page).content.decode().lower()
    decide(at, *pairs[0], Said.UNDO, made[0])
    assert "no earlier referral" in at.co_ordinator.get(page).content.decode().lower()


def test_who_refers_leaves_a_record_of_their_own_agency() -> None:
    at = journey.table()
    case = journey.refer(at.housing)
    row = records(case, "victim")
    assert (row.given, row.family, row.birth_year) == ("Example Person", "A", 1990)
    assert row.agency == world.agency("charnwood")
