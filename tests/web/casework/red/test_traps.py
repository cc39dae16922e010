"""Files of incidents that are bombs, sent through the page on which the police take files in."""

import resource
import time

import pytest

from saferboard.web.casework.asb.models import Load, PoliceIncident
from tests.web.casework import world
from tests.web.casework.asb.asb_web import HEADER, people
from tests.web.casework.asb.test_policing import send
from tests.web.casework.red.traps import BOOKS, TEXTS

pytestmark = pytest.mark.django_db
MOST_SECONDS, MOST_MEMORY = 30, 700  # of the processor; MB more than before


@pytest.mark.parametrize(("made", "what"), [*BOOKS.values(), *TEXTS.values()], ids=[*BOOKS, *TEXTS])
def test_a_trap_is_refused_in_little_time_and_room(made: bytes, what: str) -> None:
    _, _, constable = people()
    browser = world.client(constable, "police")
    begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    page = send(browser, made)
    assert "There is a problem" in page
    assert what in page
    assert time.process_time() - begun < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY * 1024
    assert not PoliceIncident.objects.exists()
    assert not Load.objects.exists()


def test_one_line_of_commas_is_shown_no_further() -> None:
    """Every row is told of by its line, and never by what stands in it."""
    _, _, constable = people()
    page = send(world.client(constable, "police"), (HEADER + "Zzcanary" + "," * 100_000).encode())
    assert "Zzcanary" not in page
    assert len(page) < 50_000
    assert not PoliceIncident.objects.exists()
