"""What tests of the service share: static files as they are served, and a stored release."""

import pytest
from django.core.management import call_command
from django.test import Client

from saferboard.web.evidence import actions, models, queries
from tests.web.factories import release


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _nothing_read_before() -> None:
    """A test's releases are rolled back and their keys given again; a service's never are."""
    queries._whole.cache_clear()


@pytest.fixture
def stored(db: None) -> models.Release:
    """The release of ``factories``, frozen."""
    return actions.freeze(release(), by="analyst")


@pytest.fixture
def visitor() -> Client:
    """Somebody who has not signed in."""
    return Client()
