"""Keeping profiles: numbered, once, never changed; and how priorities are refused."""

from datetime import date

import pytest

from saferboard.core.evidence.periods import Period
from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.profiles import actions, queries
from tests.web.evidence.profile_samples import kept, made
from tests.web.factories import MELTON

TODAY = date(2022, 6, 1)


@pytest.fixture(autouse=True)
def _nothing_read_before() -> None:
    queries._read.cache_clear()


def test_the_same_profile_is_kept_once_and_another_is_numbered_on(db: None) -> None:
    first, again, other = kept(), kept(), kept("Changed.")
    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)
    assert (first.pk, first.number, other.number) == (again.pk, 1, 2)
    assert str(other) == "Melton, 2021/22-Q4.2"


def test_a_profile_is_read_back_as_it_was_made(db: None) -> None:
    row = kept("Said.")
    assert queries.read(row).profile == made("Said.").profile
    assert queries.read(row).maps == made("Said.").maps
    (seen,) = queries.detail(row).values()
    assert [hexagon.events for hexagon in seen.hexagons[:4]] == [120, 40, 9, 3]


def test_what_was_kept_cannot_be_changed(db: None) -> None:
    row = kept()
    with pytest.raises(WrittenOnce):
        row.save()
    said = actions.comment(
        by="analyst", post=None, area=MELTON, quarter=Period.parse("2021/22-Q4"), text="x"
    )
    with pytest.raises(WrittenOnce):
        said.delete()
    chosen = actions.choose(by="analyst", post=None, area=MELTON, items=[("a", "b")], on=TODAY)
    with pytest.raises(WrittenOnce):
        chosen.save()
    assert {str(said), str(chosen)} == {
        "commentary on E07000133 in 2021/22-Q4",
        "priorities of E07000133, 2022-06-01",
    }


def test_more_than_five_priorities_are_refused(db: None) -> None:
    items = [(f"m{n}", "a reason") for n in range(6)]
    with pytest.raises(Refused, match="6 priorities are chosen"):
        actions.choose(by="analyst", post=None, area=MELTON, items=items, on=TODAY)


def test_a_release_is_not_needed_to_read_what_stands(stored: Release) -> None:
    assert queries.priorities(MELTON) == ()
    assert queries.commentary(MELTON, Period.parse("2021/22-Q4")) == ""
    actions.choose(by="analyst", post=None, area=MELTON, items=[("a", " b ")], on=TODAY)
    (found,) = queries.priorities(MELTON)
    assert (found.measure, found.because, found.by, found.on) == ("a", "b", "analyst", TODAY)
