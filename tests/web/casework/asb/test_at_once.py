"""Two people on one case or incident at the same moment: one is done, the other told.

And the database's own second line, with the application's filters left out.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from saferboard.core.casework.asb.incident_rows import rows_of_csv
from saferboard.web.audit.models import Event
from saferboard.web.casework.asb import actions, filing, linking, measuring, policing
from saferboard.web.casework.asb.models import (
    EvidenceFile,
    IncidentLink,
    Load,
    PoliceIncident,
    Report,
    Study,
    Unit,
    VictimContact,
    Visit,
)
from saferboard.web.casework.running.models import Entry, Taken
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.asb.asb_web import (
    BLABY,
    HEADER,
    HIGH,
    NOW,
    acting,
    line,
    people,
    reported,
    taken_in,
    told,
)
from tests.web.casework.asb.test_measuring import FIRST, PERIOD
from tests.web.casework.running.test_at_once import at_once

# SQLite's tests live in memory, where one connection is all there is; its file takes one writer.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL's many writers"),
]


def test_two_score_one_case_and_one_step_is_taken() -> None:
    officer, _, _ = people()
    second = world.worker("second", "blaby", "asb-officer")
    for _ in range(4):  # the two may miss each other once, but hardly four times
        reference = reported(officer).case.reference

        def act(user: User, reference: str = reference) -> None:
            with acting(user) as key:
                actions.score(by=key.open(reference), answers=HIGH, turn=0)

        done = at_once(lambda: act(officer), lambda: act(second))
        assert sorted(done) == ["MovedOn", "done"]
        with acting(officer) as key:
            case = key.open(reference).case
            assert (case.turn, case.state) == (1, "triaged")
            assert Entry.objects.filter(case=case, piece="risk matrix").count() == 1
            assert Taken.objects.filter(case=case).count() == 1


def test_two_write_what_came_of_one_visit() -> None:
    officer, _, _ = people()
    reference = reported(officer).case.reference
    with acting(officer) as key:
        visit = actions.plan_visit(by=key.open(reference), due=NOW.date(), words="The hall")

    def act(words: str) -> None:
        with acting(officer) as key:
            opened = key.open(reference)
            actions.visited(by=opened, visit=visit, on=NOW.date(), outcome=words)

    assert sorted(at_once(lambda: act("A"), lambda: act("B"))) == ["Refused", "done"]
    with acting(officer):
        assert Visit.objects.get().outcome in ("A", "B")


def test_two_link_one_incident_to_two_reports() -> None:
    officer, _, constable = people()
    reported(officer)
    reported(officer)
    (row,) = taken_in(constable, "police", line("LP-1000", told().earliest))
    with acting(officer):
        reports = list(Report.objects.select_related("case"))

    def act(number: int) -> None:
        with acting(officer) as key:
            linking.judge(by=key, incident=row, report=reports[number], same=True)

    assert sorted(at_once(lambda: act(0), lambda: act(1))) == ["Refused", "done"]
    with acting(officer):
        assert IncidentLink.objects.filter(same=True, undone=None).count() == 1


def test_two_take_one_file_in() -> None:
    _, manager, constable = people()
    data = HEADER + "".join(line(f"LP-{1000 + n}", told().earliest) for n in range(30))

    def act(user: User, place: str) -> None:
        with acting(user, place) as key:
            rows = rows_of_csv(data, "file")
            policing.take_in(by=key, rows=rows, sha="0" * 64, write=True)

    done = at_once(lambda: act(constable, "police"), lambda: act(manager, "blaby"))
    assert done == ["done", "done"]
    with acting(manager):
        assert PoliceIncident.objects.count() == 30
        assert sorted(Load.objects.values_list("added", "unchanged")) == [(0, 30), (30, 0)]


def test_the_co_ordinator_accepts_a_file_once() -> None:
    officer, manager, _ = people()
    reference = reported(officer).case.reference
    with acting(officer) as key:
        file = SimpleUploadedFile("a.txt", b"noise")
        looked = filing.Looked("plain text")
        field = filing.FieldClass.ACCOUNT
        row = filing.keep(by=key.open(reference), file=file, looked=looked, field=field)
        assert isinstance(row, EvidenceFile)

    def act(words: str) -> None:
        with acting(manager) as key:
            filing.accept(by=key.open(reference), file=row, because=words)

    assert sorted(at_once(lambda: act("A"), lambda: act("B"))) == ["Refused", "done"]
    assert Event.objects.filter(action="asb file accepted unscanned").count() == 1


def test_the_database_itself_keeps_what_is_not_theirs() -> None:
    """With no filter of the application: nothing but the second line remains."""
    officer, manager, constable = people()
    reference = reported(officer).case.reference
    incidents = taken_in(
        constable, "police", *(line(f"LP-{1000 + n}", FIRST + timedelta(hours=n)) for n in range(3))
    )
    with acting(officer) as key:
        opened = key.open(reference)
        actions.contact(by=opened, on=NOW.date(), reached=True, channel=told().channel)
        linking.judge(by=key, incident=incidents[0], report=Report.objects.get(), same=False)
    with acting(manager) as key:
        measuring.draw(by=key, area=BLABY, period=PERIOD, number=2, seed="x")
    tables = (VictimContact, Report, IncidentLink, PoliceIncident, Load, Study, Unit)

    def seen() -> list[int]:
        return [table.objects.count() for table in tables]

    with acting(officer):
        assert seen() == [1, 1, 1, 3, 1, 1, 2]
    with acting(world.worker("housing", "blaby", "housing-officer")):
        assert seen() == [0, 1, 1, 3, 1, 1, 2]
    with acting(world.worker("other", "charnwood", "asb-officer"), "charnwood"):
        assert seen() == [0, 0, 0, 3, 1, 0, 0]
    world.agreed("marac", *world.AGENCIES)
    with transaction.atomic():
        world.key(world.worker("idva", "blaby", "idva"), "blaby", "marac")
        assert seen() == [0] * 7
    with transaction.atomic():
        assert seen() == [0] * 7
