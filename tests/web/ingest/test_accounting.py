"""What did not hold is told with its evidence, and dismissed only with a reason."""

import pytest

from saferboard.core.directory.permissions import Role
from saferboard.core.faults import Refused
from saferboard.web.directory.models import Body
from saferboard.web.ingest import accounting, activating
from saferboard.web.ingest.models import Dismissed, Source
from tests.web.ingest.samples import JUNE, activated, loaded, settled
from tests.web.ingest.test_pages import _said, _signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def jumped(ready: Source, board: Body) -> Source:
    """After March's pack one whose minutes go on at 45 where 25 should follow."""
    activated(ready, board)
    text = JUNE.replace("25. Intro", "45. Intro").replace("26. Min", "46. Min")
    later = settled(loaded(text.replace("27. Fire", "47. Fire"), "jumped.txt"))
    activated(later, board)
    return later


def test_numbers_that_jump_are_found_with_their_lines(jumped: Source) -> None:
    rows = accounting.found().standing
    (row,) = [row for row in rows if row.finding.kind.name == "NUMBERS_JUMP"]
    assert "45" in row.finding.sentence
    assert jumped.pk in {one.source for one in row.evidence}
    table = list(accounting.table())
    assert table[0][0] == "kind"
    assert len(table) == len(rows) + 1


def test_what_holds_is_not_found(ready: Source, june: Source, board: Body) -> None:
    activated(ready, board)
    activated(june, board)
    kinds = {row.finding.kind.name for row in accounting.found().rows}
    assert "NUMBERS_JUMP" not in kinds


def test_a_finding_goes_with_its_source(jumped: Source) -> None:
    activation = activating.queries.standing(jumped)
    assert activation is not None
    activating.take_back(by="tests", activation=activation, reason="misread")
    assert not [r for r in accounting.found().rows if r.finding.kind.name == "NUMBERS_JUMP"]


def test_a_finding_is_dismissed_with_a_reason(jumped: Source, board: Body) -> None:
    clerk = _signed_in("team-manager", Role.CLERK)
    page = "/work/history/account/"
    said = _said(clerk.get(page))
    assert "Numbers of minutes jump" in said
    key = next(
        row.finding.key
        for row in accounting.found().standing
        if row.finding.kind.name == "NUMBERS_JUMP"
    )
    assert "No reason is given" in _said(clerk.post(f"{page}dismiss/", {"key": key}))
    given = {"key": key, "reason": "A second series was begun."}
    assert clerk.post(f"{page}dismiss/", given).status_code == 302
    assert Dismissed.objects.get().key == key
    assert key not in {row.finding.key for row in accounting.found().standing}
    assert "A second series was begun." in _said(clerk.get(page))
    with pytest.raises(Refused, match="dismissed already"):
        accounting.dismiss(by="tests", key=key, reason="again")
    sheet = clerk.get(f"{page}table.csv").content.decode()
    assert "kind,body,meeting" in sheet
    assert key not in sheet
