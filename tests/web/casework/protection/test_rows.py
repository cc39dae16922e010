"""On PostgreSQL only the service, by the officer's duty, reads these tables and past the lock."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction
from django.utils.timezone import localdate

from saferboard.web.casework.lock import holdings, second_line
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.protection import asking, erasing
from saferboard.web.casework.protection.models import SubjectRequest
from tests.web.casework import world
from tests.web.casework.lock.test_visible import POSTGRESQL
from tests.web.casework.protection import held

pytestmark = [pytest.mark.django_db, POSTGRESQL]


def test_a_case_worker_reads_nothing_of_what_officers_keep() -> None:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("one", "blaby", "asb-manager")
    case = world.opened(world.worker("two", "blaby", "asb-officer"), "blaby").case
    with held.service():
        request = held.fill(SubjectRequest, case)
        assert request.pk
        for model in apps.get_app_config("protection").get_models():
            if not model._base_manager.exists():
                held.fill(model, case)
    with transaction.atomic():
        world.key(user, "blaby")
        assert Case.objects.exists()
        for model in apps.get_app_config("protection").get_models():
            assert not model._base_manager.exists(), model


def test_a_case_worker_writes_nothing_there() -> None:
    world.agreed("asb", *world.AGENCIES)
    user = world.worker("one", "blaby", "asb-manager")
    said = {"received": localdate(), "names": held.NAME, "born": None, "identity": None}
    with transaction.atomic():
        world.key(user, "blaby")
        with pytest.raises(ProgrammingError, match="row-level security"):
            asking.enter(by="t", on=world.NOW, **said)


def test_without_the_duty_nothing_is_found_and_nothing_erased() -> None:
    case = held.case(closed=held.LONG_AGO)
    held.write(case, held.NAME)
    with transaction.atomic():
        assert holdings.search([held.NAME], None) == []
        assert erasing._files(case) == set()
    with held.service():
        assert len(holdings.search([held.NAME], None)) == 1


def test_every_table_is_guarded() -> None:
    assert second_line.unguarded() == set()
    guarded = {model._meta.db_table for model in apps.get_app_config("protection").get_models()}
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(second_line.GUARDED)
        assert guarded <= {name for (name,) in cursor.fetchall()}
