"""Two co-ordinators on one pair at the same moment: one decides, the other is told."""

import pytest
from django.db import connection, transaction

from saferboard.core.casework.people.linking import Decision, Said, persons
from saferboard.web.casework.people import deciding
from saferboard.web.casework.people.models import PersonRecord
from saferboard.web.casework.people.reading import key as key_of
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.people.folk import Folk, decisions
from tests.web.casework.running.test_at_once import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers"),
]


def act(user: User, a: PersonRecord, b: PersonRecord, said: Said) -> None:
    with transaction.atomic():
        key = world.key(user, "police")
        pair = deciding.both(by=key, first=a.pk, second=b.pk)
        assert pair is not None
        deciding.decide(by=key, pair=pair, said=said, reason="We asked.", seen=0)


def test_two_co_ordinators_decide_of_one_pair() -> None:
    folk = Folk.new()
    other = world.worker("other manager", "police", "asb-manager")
    for _ in range(3):
        a, b = folk.write(folk.case("blaby")), folk.write(folk.case("charnwood"))
        before = len(decisions())
        done = at_once(
            lambda a=a, b=b: act(folk.manager, a, b, Said.LINK),
            lambda a=a, b=b: act(other, a, b, Said.REFUSE),
        )
        assert sorted(done) == ["Refused", "done"]
        held = decisions()[before:]
        assert len(held) == 1
        assert held[0][2] == [Said.LINK, Said.REFUSE][done.index("done")]


def test_links_made_at_once_never_make_one_person_of_a_refused_pair() -> None:
    folk = Folk.new()
    other = world.worker("other manager", "police", "asb-manager")
    a, b, c = (folk.write(folk.case()) for _ in range(3))
    act(folk.manager, a, c, Said.REFUSE)
    done = at_once(lambda: act(folk.manager, a, b, Said.LINK), lambda: act(other, b, c, Said.LINK))
    assert sorted(done) == ["Refused", "done"]
    told = [
        Decision(number, key_of(x), key_of(y), Said(said))
        for number, (x, y, said) in enumerate(decisions())
    ]
    assert persons(told).conflicts == ()
